"""Guards: checks that can stop a plan before anything is written on either side."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, zip_longest
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .clocks import clock
from .item import ItemT
from .merge import Side
from .plan import Plan

#: A run may delete this many records, or this share of all links, whichever is more.
DELETIONS_ALWAYS_ALLOWED = 10
DELETIONS_ALLOWED_SHARE = 0.20


@dataclass(frozen=True, slots=True)
class MassDeletion:
    """The plan would delete more records than anybody deletes on purpose."""

    side: Side
    deletions: int
    allowed: int


def same_clock(one: str, other: str, now: datetime) -> bool:
    """Return whether two zones show the same time at every hour of the year after ``now``.

    Aliases of one zone do. Some change on the same day as others, and hours sooner: to compare
    days would say one thing in the morning and another in the evening.

    :param now: aware
    """
    if one == other:
        return True
    try:
        zones = clock(one), clock(other)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, as "Europe" is
        return False
    clocks = (_clock(zone, now) for zone in zones)
    return all(ours == theirs for ours, theirs in zip_longest(*clocks))


def _clock(zone: ZoneInfo, begins: datetime) -> Iterator[tuple[datetime, timedelta | None]]:
    """A zone's difference from UTC on each day of a year, and at each hour of those days on which
    its clock changes."""
    days = [begins + timedelta(days=day) for day in range(367)]
    for day, following in pairwise(days):
        offset = day.astimezone(zone).utcoffset()
        changes = following.astimezone(zone).utcoffset() != offset
        for hour in range(24 if changes else 1):
            moment = day + timedelta(hours=hour)
            yield moment, moment.astimezone(zone).utcoffset()


def check_deletions(
    plan: Plan[ItemT],
    count_links: Callable[[], int],
    approved: Mapping[Side, Collection[str]] | None = None,
) -> MassDeletion | None:
    """Compare the deletions of the plan with what may pass without asking.

    :param count_links: tells how many pairs of records the account has that both sides hold;
        asked where it matters alone
    :param approved: by side, Google's ids of those that the user has approved
    """
    for side in Side:
        deleted = plan.deleted(side)
        if len(deleted) <= DELETIONS_ALWAYS_ALLOWED:
            continue
        allowed = max(DELETIONS_ALWAYS_ALLOWED, int(count_links() * DELETIONS_ALLOWED_SHARE))
        if len(deleted) > allowed and not deleted <= set((approved or {}).get(side, ())):
            return MassDeletion(side, len(deleted), allowed)
    return None
