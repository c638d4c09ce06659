"""What there is in a world: records on both sides, links between them, and what is noted of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from google_sync.engine.core.item import OriginalStart, field_names
from google_sync.engine.core.link import Link
from google_sync.engine.core.merge import Side
from google_sync.engine.events.item import EventItem, Repeating, Timed
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import read_lines
from last_words import LastWords

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
#: Times that an event may have: once, weekly, more often, and at another hour.
ONCE = Timed(NOON, NOON)
WEEKLY, LONGER, LATER = (
    read_lines([f"RRULE:FREQ=WEEKLY;COUNT={count}"], Timed(start, start), "Europe/Paris")[0]
    for count, start in ((3, NOON), (4, NOON), (3, NOON + timedelta(hours=1)))
)


@dataclass
class Record:
    """One side's copy: ``item`` is ``None`` while it is deleted; ``kept`` is what a bin keeps.

    :ivar numbers: at Google those of our writes, by the original start of an occurrence
    """

    item: EventItem | None
    revision: int
    exists: bool = True
    kept: EventItem | None = None
    deleted_by_user: bool = False
    restored_by_user: bool = False
    numbers: dict[OriginalStart | None, str] = field(default_factory=dict)

    @property
    def changed(self) -> datetime:
        """When it was changed last, by Google's clock."""
        return NOON + timedelta(seconds=self.revision)

    @property
    def is_series(self) -> bool:
        return self.item is not None and isinstance(self.item.when, Repeating)


@dataclass
class State:
    policy: EventPolicy = field(default_factory=EventPolicy)
    numbered: bool = True  # whether Google keeps the numbers of our writes
    brings_back: bool = True  # whether a series comes out of Google's bin with its occurrences
    odoo_is_ahead: timedelta = timedelta()  # how far its clock is off
    words: LastWords = field(default_factory=LastWords)
    odoo: dict[int, Record] = field(default_factory=dict)
    google: dict[str, Record] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    pending: set[int] = field(default_factory=set)
    outbox: set[int] = field(default_factory=set)
    seen_revision: int | None = 0  # up to where Google's changes were taken, its sync token
    revision: int = 0
    writes: int = 0
    entered: set[str] = field(default_factory=set)  # every value that somebody typed
    accounted: set[str] = field(default_factory=set)  # given up by a person, or told as lost

    def tick(self) -> int:
        self.revision += 1
        return self.revision

    def side(self, side: Side) -> dict:
        return self.odoo if side is Side.ODOO else self.google

    def present(self, side: Side) -> list:
        return [key for key, record in self.side(side).items() if record.item]

    def in_bin(self, side: Side) -> list:
        return [key for key, record in self.side(side).items() if not record.item and record.exists]

    def series(self, side: Side) -> list:
        return [key for key, record in self.side(side).items() if record.is_series]

    def shared_series(self) -> list[tuple[int, str]]:
        """The pairs of ids of what is a series on both sides."""
        pairs = [(link.odoo_id, link.google_id) for link in self.links.values()]
        odoo, google = self.series(Side.ODOO), self.series(Side.GOOGLE)
        return [pair for pair in pairs if pair[0] in odoo and pair[1] in google]

    def partner(self, side: Side, key: int | str) -> int | str | None:
        """The key of the record at the other side, if that is there and both know of each other."""
        pairs = (
            {Side.ODOO: one.odoo_id, Side.GOOGLE: one.google_id} for one in self.links.values()
        )
        other = next((pair[side.other] for pair in pairs if pair[side] == key), None)
        return other if other in self.side(side.other) else None


def values_of(item: EventItem | None) -> set[str]:
    """What the fields say, those of occurrences included."""
    if item is None:
        return set()
    values = {str(getattr(item, name)) for name in field_names(item)}
    return values.union(*(values_of(changed) for _start, changed in item.exceptions))
