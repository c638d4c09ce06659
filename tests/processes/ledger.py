"""What people were told has been done, record by record: nothing of it may be lost.

A value is acknowledged when its save was answered. A save whose answer never came may have been
done or not: until the next one is acknowledged, either value may stand, but the same on both sides.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

#: A record as one side shows it.
Shown = Mapping[str, str]
#: By number, all records that one side shows of it.
Side = Mapping[int, Sequence[Shown]]


@dataclass
class Entry:
    """One appointment, or contact.

    :ivar values: by field, what may stand; one value, unless an answer is missing
    :ivar alive: whether it may be there, and whether it may be gone
    :ivar waits_since: when the first save was acknowledged that nobody has seen on both sides yet
    """

    number: int
    values: dict[str, list[str]] = field(default_factory=dict)
    alive: set[bool] = field(default_factory=set)
    waits_since: float | None = None

    @contextmanager
    def saving(self, **fields: str) -> Iterator[None]:
        """Around a save of these fields; leaving it without an error acknowledges them."""
        for name, value in fields.items():
            self.values.setdefault(name, []).append(value)
        yield
        for name, value in fields.items():
            self.values[name] = [value]
        self._is_acknowledged()

    @contextmanager
    def becoming(self, alive: bool) -> Iterator[None]:
        """Around what makes it (``True``) or deletes it."""
        self.alive = {True, False}
        yield
        self.alive = {alive}
        self._is_acknowledged()

    def _is_acknowledged(self) -> None:
        if self.waits_since is None:
            self.waits_since = time.monotonic()

    def problems(self, odoo: Sequence[Shown], google: Sequence[Shown]) -> Iterator[str]:
        """What is wrong with what both sides show of it."""
        for side, found in (("Odoo", odoo), ("Google", google)):
            if len(found) > 1:
                yield f"visit {self.number} is {len(found)} times in {side}: doubled"
            if found and True not in self.alive:
                yield f"visit {self.number} is in {side}: it was deleted, and is revived"
            if not found and False not in self.alive:
                yield f"visit {self.number} is not in {side}: lost"
        if bool(odoo) != bool(google) and self.alive == {True, False}:
            yield f"visit {self.number} is on one side only"
        elif odoo and google:
            yield from self._wrong_values(odoo[0], google[0])

    def stands(self, odoo: Sequence[str], google: Sequence[str]) -> bool:
        """Whether both sides show the last word about whether it is there, and its name."""
        names = self.values.get("title") or self.values.get("name")
        if odoo and google:
            return True in self.alive and odoo[0] == google[0] and odoo[0] in names
        return not (odoo or google) and False in self.alive

    def _wrong_values(self, odoo: Shown, google: Shown) -> Iterator[str]:
        for name, allowed in self.values.items():
            both = (odoo[name], google[name])
            if both[0] != both[1] or both[0] not in allowed:
                last = " or ".join(map(repr, allowed))
                yield f"visit {self.number}: {name} is {both}, the last word is {last}"


class Ledger:
    """All entries of one person."""

    #: Numbers are given once, whoever's ledger it is.
    _numbers = itertools.count(1)

    def __init__(self):
        self._lock = threading.Lock()
        self._entries: list[Entry] = []

    def open(self) -> Entry:
        """A new entry, for what is about to be made."""
        with self._lock:
            entry = Entry(next(self._numbers))
            self._entries.append(entry)
        return entry

    def problems(self, odoo: Side, google: Side) -> list[str]:
        """All that is wrong with what both sides show."""
        with self._lock:
            entries = {entry.number: entry for entry in self._entries}
        strange = [
            f"visit {number} is nobody's" for number in {*odoo, *google} if number not in entries
        ]
        return strange + [
            problem
            for number, entry in entries.items()
            for problem in entry.problems(odoo.get(number, ()), google.get(number, ()))
        ]

    def waiting(self) -> list[Entry]:
        """Those of which something was acknowledged that nobody has seen on both sides yet."""
        with self._lock:
            return [entry for entry in self._entries if entry.waits_since is not None]

    def __len__(self) -> int:
        return len(self._entries)
