"""The fields that all copies of a meeting share: only the organizer can change them at Google."""

from __future__ import annotations

from .item import EventItem, Repeating
from .masking import have_equal_words
from .occurrences import occurrence
from .recurrence import has_occurrence


def says_the_same(one: EventItem, other: EventItem) -> bool:
    """Return whether two items have the same words and times, in all occurrences that both have."""
    return one.when == other.when and have_equal_words(one, other) and _have_equal_times(one, other)


def _have_equal_times(one: EventItem, other: EventItem) -> bool:
    if not isinstance(one.when, Repeating):
        return True
    starts = {start for item in (one, other) for start, _changed in item.exceptions}
    pairs = [
        (occurrence(one, start), occurrence(other, start))
        for start in starts
        if has_occurrence(one.when, start)
    ]
    return all(ours.when == theirs.when for ours, theirs in pairs if ours and theirs)
