"""Google's records by their names, kept small while they wait.

A person is a few kilobytes of JSON and many times that as Python's dictionaries, and lists hold
thousands.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, MutableMapping
from typing import Any

Record = dict[str, Any]


class Packed(MutableMapping[str, Record]):
    """Each record is compressed, and made anew whenever it is looked at: a change of what was
    looked up is not kept.

    :param records: to begin with
    :param key: the entry by which a record is named
    """

    def __init__(self, records: Iterable[Record] = (), key: str = "resourceName") -> None:
        self._packed: dict[str, bytes] = {}
        self._key = key
        self.add(records)

    def add(self, records: Iterable[Record]) -> None:
        """Take records in, in place of those of the same names."""
        for record in records:
            self[record[self._key]] = record

    def __copy__(self) -> Packed:
        """The same records, of which some may be replaced or taken out."""
        other = Packed(key=self._key)
        other._packed = dict(self._packed)
        return other

    def __getitem__(self, name: str) -> Record:
        return json.loads(zlib.decompress(self._packed[name]))

    def __setitem__(self, name: str, record: Record) -> None:
        text = json.dumps(record, separators=(",", ":"))
        self._packed[name] = zlib.compress(text.encode(), level=1)

    def __delitem__(self, name: str) -> None:
        del self._packed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, name: object) -> bool:
        return name in self._packed
