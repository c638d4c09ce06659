"""Working location of one day: compares both sides, and decides which one is written.

Odoo has a weekly plan, and days that are otherwise. Google has an event for each day. What each
side said when both were compared last tells who has changed a day since, as with any record.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, final

from ..core.merge import Side

PlaceKind = Literal["home", "office", "other"]


@final
@dataclass(frozen=True, slots=True)
class Place:
    """:ivar label: what it is called; empty where nobody says it, as Google does not of a home"""

    kind: PlaceKind
    label: str = ""

    def is_like(self, other: Place | None) -> bool:
        """Return whether both say the same place, as far as they say which one it is."""
        if other is None or self.kind != other.kind:
            return False
        if self.kind == "home" or not (self.label and other.label):
            return True
        return self.label.casefold() == other.label.casefold()


@final
@dataclass(frozen=True, slots=True)
class Known:
    """What both sides said of a day when they were compared last. They differ where one of them
    cannot say what the other does."""

    odoo: Place | None
    google: Place | None


@final
@dataclass(frozen=True, slots=True)
class Day:
    """One day on both sides.

    :ivar usual: what Odoo's weekly plan says of it
    :ivar known: ``None`` of a day that has not been compared yet
    :ivar newer: the side that was changed last, where that is known
    """

    odoo: Place | None
    usual: Place | None
    google: Place | None
    known: Known | None = None
    newer: Side | None = None


class Outcome(Enum):
    """What becomes of a day."""

    AGREED = "agreed"  # or both are as they were left
    TO_GOOGLE = "to_google"
    TO_ODOO = "to_odoo"


def decide(day: Day) -> Outcome:
    """What makes both sides say the same.

    When both meet for the first time, and whenever both have changed a day and nobody knows which
    of them was later, Odoo's word counts. The weekly plan is Odoo's: who takes such a day away in
    Google sees it come back.
    """
    if _same(day.odoo, day.google):
        return Outcome.AGREED
    if day.known is None:
        return Outcome.TO_ODOO if day.odoo is None else Outcome.TO_GOOGLE
    rests = _same(day.odoo, day.known.odoo)
    if _same(day.google, day.known.google):
        return Outcome.AGREED if rests else Outcome.TO_GOOGLE
    if not (rests or day.newer is Side.GOOGLE):
        return Outcome.TO_GOOGLE
    comes_back = day.google is None and _same(day.odoo, day.usual)
    return Outcome.TO_GOOGLE if comes_back else Outcome.TO_ODOO


@final
@dataclass(frozen=True, slots=True)
class Written:
    """That a comparison has written a day on one side.

    :ivar before: what that side said until then
    """

    side: Side
    before: Place | None
    after: Place | None


class Stays(Enum):
    """Why a day stays as it is, though somebody wants back what was said before."""

    CHANGED = "changed"
    PLANNED = "planned"


def take_back(written: Written, day: Day) -> Place | Stays | None:
    """What Odoo is to say of a day again, from which Google follows; ``None``: no more than the
    weekly plan does.

    Where Google said nothing, Odoo cannot either on a day of which the weekly plan says something.
    """
    if not (_same(day.odoo, written.after) and _same(day.google, written.after)):
        return Stays.CHANGED
    if written.before is None and day.usual is not None and written.side is Side.GOOGLE:
        return Stays.PLANNED
    return written.before


def _same(one: Place | None, other: Place | None) -> bool:
    return one is other is None or (one is not None and one.is_like(other))
