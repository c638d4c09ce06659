"""The occurrences of series: what takes place at each, and how exceptions follow their series."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from operator import itemgetter

from ..core.item import OriginalStart, field_names
from .item import AllDay, EventItem, Repeating, Timed, Visibility
from .recurrence import has_occurrence, original_starts, span_at

_DAY = timedelta(days=1)
_BY_SECRECY: tuple[Visibility, ...] = ("public", "default", "private")


def occurrence(item: EventItem, original_start: OriginalStart) -> EventItem | None:
    """What takes place at an original start of a series: a single item, or nothing."""
    exceptions = item.exceptions
    if exceptions and isinstance(original_start, datetime) == isinstance(
        exceptions[0][0], datetime
    ):
        place = bisect_left(exceptions, original_start, key=itemgetter(0))
        for exception, changed in exceptions[place : place + 1]:
            if exception == original_start:
                return changed
    return template(item, original_start) if has_occurrence(item.when, original_start) else None


def template(item: EventItem, original_start: OriginalStart) -> EventItem:
    """What takes place at an original start of a series as long as it is no exception."""
    return replace(item, when=span_at(item.series, original_start), exceptions=())


def with_occurrences(
    item: EventItem, occurrences: dict[OriginalStart, EventItem | None]
) -> EventItem:
    """The series with these occurrences instead of its exceptions, in normal form.

    What is as the series says, or begins at no original start of it, is no exception; and what does
    not repeat has none. Who may see it is said of the series, and not of one occurrence.
    """
    if not isinstance(item.when, Repeating):
        return replace(item, exceptions=()) if item.exceptions else item
    here = {
        original_start: changed
        for original_start, changed in occurrences.items()
        if has_occurrence(item.when, original_start)
    }
    visibility = _strictest(item, *filter(None, here.values()))
    item = replace(item, visibility=visibility)
    exceptions = (
        (original_start, changed and replace(changed, visibility=visibility))
        for original_start, changed in here.items()
    )
    own = [
        (original_start, changed)
        for original_start, changed in exceptions
        if changed != template(item, original_start)
    ]
    return replace(item, exceptions=tuple(sorted(own, key=itemgetter(0))))


def _strictest(*items: EventItem) -> Visibility:
    """The visibility of a series: that of its part that the fewest people may see.

    Google makes the whole series so, and ignores an occurrence that more may see.
    """
    return max((item.visibility for item in items), key=_BY_SECRECY.index)


def is_over(item: EventItem, now: datetime) -> bool:
    """Return whether it has ended, in all its occurrences. Of whole days, the zone does not matter.

    :param now: aware
    """
    parts = (item, *(changed for _start, changed in item.exceptions if changed))
    return all(_has_ended(part.when, now) for part in parts)


def _has_ended(when: Timed | AllDay | Repeating, now: datetime) -> bool:
    first = when.first if isinstance(when, Repeating) else when
    moment = now if isinstance(first, Timed) else now.date() - _DAY
    if not isinstance(when, Repeating):
        return when.stop <= moment
    since = max(moment - (when.stop - when.start), when.start)
    return all(
        span_at(when, original_start).stop <= moment
        for original_start in islice(original_starts(when, since), 2)
    )


def follow(base: EventItem, series: EventItem) -> EventItem:
    """``series`` with the exceptions of ``base``, as they follow the change from one to the other.

    A field that an exception had in common with the series stays in common; an exception whose
    original start the series does not have any more is gone.
    """
    if not isinstance(series.when, Repeating):
        return replace(series, exceptions=())
    followed = {
        original_start: changed
        and _follow_one(changed, template(base, original_start), template(series, original_start))
        for original_start, changed in base.exceptions
        if has_occurrence(series.when, original_start)
    }
    return with_occurrences(series, followed)


def _follow_one(changed: EventItem, before: EventItem, after: EventItem) -> EventItem:
    common = {
        name: getattr(after, name)
        for name in field_names(changed)
        if getattr(changed, name) == getattr(before, name)
    }
    return replace(changed, **common)
