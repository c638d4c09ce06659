"""Google's records by name, compressed in memory while they wait.

A person is a few kilobytes of JSON and many times that as Python's dictionaries, and lists hold
thousands.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

Record = dict[str, Any]


class CompressedDict(MutableMapping[str, Record]):
    """Each record is compressed, and made anew whenever it is looked at: a change of what was
    looked up is not kept.

    :param records: to begin with
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._compressed: dict[str, bytes] = {}
        self.add(records)

    def add(self, records: Iterable[Record]) -> None:
        """Take records in, in place of those of the same names."""
        for record in records:
            self[record["resourceName"]] = record

    def __copy__(self) -> CompressedDict:
        """The same records, of which some may be replaced or taken out."""
        other = CompressedDict()
        other._compressed = dict(self._compressed)
        return other

    def __getitem__(self, name: str) -> Record:
        record: Record = json.loads(zlib.decompress(self._compressed[name]))
        return record

    def __setitem__(self, name: str, record: Record) -> None:
        text = json.dumps(record, separators=(",", ":"))
        self._compressed[name] = zlib.compress(text.encode(), level=1)

    def __delitem__(self, name: str) -> None:
        del self._compressed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._compressed)

    def __len__(self) -> int:
        return len(self._compressed)

    def __contains__(self, name: object) -> bool:
        return name in self._compressed
