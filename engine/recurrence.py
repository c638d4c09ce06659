"""Series: the normal form of their rules, and the occurrences that these give.

Expanded in the series' own zone, so that a meeting at nine stays at nine over changes of summer
time. A local time that a change of the clock skips is taken with the offset before the change, one
that occurs twice is the first of the two. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .item import AllDay, EventItem, Repeating, Slot, Timed


def read_lines(
    lines: Iterable[str], first: Timed | AllDay, zone: str
) -> tuple[Repeating, frozenset[Slot]]:
    """A series from the lines in which Google says it.

    :param lines: RRULE, EXRULE, RDATE and EXDATE lines, in any order and case
    :param zone: IANA name; ignored for whole days
    :return: the series in normal form, and the slots that EXDATE takes out
    :raise ItemError: ``bad_rule`` (text: the line) for a line that cannot be read
    """
    raise NotImplementedError


def write_lines(when: Repeating, without: Iterable[Slot] = ()) -> list[str]:
    """The series as lines for Google: its rules, RDATE for ``extra``, EXDATE for ``without``."""
    raise NotImplementedError


def slots(when: Repeating) -> Iterator[Slot]:
    """The slots in order, one by one: an endless series has no last one."""
    raise NotImplementedError


def has_slot(when: Repeating, slot: Slot) -> bool:
    raise NotImplementedError


def span_at(when: Repeating, slot: Slot) -> Timed | AllDay:
    """Where the occurrence of a slot lies while nobody moves it."""
    raise NotImplementedError


def occurrence(item: EventItem, slot: Slot) -> EventItem | None:
    """What takes place at a slot of a series: a single item, or nothing."""
    raise NotImplementedError


def with_occurrences(item: EventItem, occurrences: dict[Slot, EventItem | None]) -> EventItem:
    """The series with these occurrences instead of its exceptions, in normal form: what is as the
    series says, or not in one of its slots, is no exception."""
    raise NotImplementedError


def follow(base: EventItem, series: EventItem) -> EventItem:
    """``series`` with the exceptions of ``base``, as they follow the change from one to the other.

    A field that an exception had in common with the series stays in common; an exception whose
    slot the series does not have any more is gone.
    """
    raise NotImplementedError
