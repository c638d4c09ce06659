"""Finds out which parts of a write to an event have arrived at Google.

Where no number tells, that goes field by field and guest by guest: what is as it was sent, was us.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..core.item import OriginalStart, field_names
from .guests import Guests, by_email, in_order
from .item import EventItem, Repeating
from .masking import WORDS, in_google
from .occurrences import follow, occurrence, template, with_occurrences
from .recurrence import has_occurrence

#: What Google shows of the words is compared as it shows it, see :func:`_words`.
_OWN = ("exceptions", "mask", *WORDS)


def as_arrived(
    base: EventItem,
    sent: EventItem,
    shown: EventItem,
    shows: Callable[[OriginalStart | None], bool],
) -> EventItem:
    """The base, with the parts of a write that have arrived.

    :param shown: as Google shows it, masks and all
    :param shows: as :data:`engine.core.own_writes.Shows`
    """
    arrived = replace(sent, exceptions=base.exceptions) if shows(None) else _one(base, sent, shown)
    if not isinstance(arrived.when, Repeating):
        return replace(arrived, exceptions=())
    arrived = follow(base, arrived)
    if arrived.when != base.when or (shows(None) and _gives_back(base, sent)):
        arrived = _with_gaps_given_back(arrived, sent, shown)
    original_starts = {
        original_start
        for item in (base, sent, shown)
        for original_start, _changed in item.exceptions
    }
    known = {
        original_start: occurrence(sent, original_start)
        if shows(original_start)
        else _occurrence(arrived, base, sent, shown, original_start)
        for original_start in original_starts
        if has_occurrence(arrived.when, original_start)
    }
    return with_occurrences(arrived, known)


def _gives_back(base: EventItem, sent: EventItem) -> bool:
    """Whether a write lets an occurrence take place again that did not."""
    return any(
        one is None and occurrence(sent, original_start) for original_start, one in base.exceptions
    )


def _with_gaps_given_back(arrived: EventItem, sent: EventItem, shown: EventItem) -> EventItem:
    """The series whose lines were written anew, with what these have given back.

    Google takes so many gaps in the lines; the others are cancelled after them, one by one.
    """
    known = dict(arrived.exceptions)
    for original_start, one in arrived.exceptions:
        gone = one is None and occurrence(sent, original_start) is None
        if gone and _at(shown, original_start, None):
            del known[original_start]
    return with_occurrences(arrived, known)


def _occurrence(
    arrived: EventItem,
    base: EventItem,
    sent: EventItem,
    shown: EventItem,
    original_start: OriginalStart,
) -> EventItem | None:
    """:param arrived: the series, as far as it has arrived, and occurrences as they follow it"""
    before = occurrence(arrived, original_start)
    after = _at(sent, original_start, before)
    there = _at(shown, original_start, before)
    if there is None or after is None:
        return before if there or after else None
    if before is None:  # it is back, as far as its series says it
        return _one(template(arrived, original_start), after, there)
    if kept := dict(base.exceptions).get(original_start):
        # What of its series a changed occurrence takes over is not documented.
        before = _one(before, kept, there)
    return _one(before, after, there)


def _at(
    item: EventItem, original_start: OriginalStart, otherwise: EventItem | None
) -> EventItem | None:
    """An occurrence; of an item that has no such original start, what it is without it."""
    repeats = isinstance(item.when, Repeating) and has_occurrence(item.when, original_start)
    return occurrence(item, original_start) if repeats else otherwise


def _one(base: EventItem, sent: EventItem, shown: EventItem) -> EventItem:
    """An event by itself, or the series without its exceptions."""
    values: dict[str, Any] = {
        name: getattr(sent, name)
        for name in field_names(base)
        if name not in _OWN and getattr(shown, name) == getattr(sent, name)
    }
    values["guests"] = _guests(base.guests, sent.guests, shown.guests)
    return replace(base, **values, **_words(base, sent, shown))


def _words(base: EventItem, sent: EventItem, shown: EventItem) -> dict[str, Any]:
    """The words that have arrived; where another mask was sent, they come with it or not at all."""
    if base.mask == sent.mask is None:
        return {name: getattr(sent, name) for name in _equal(sent, shown)}
    before, after = (in_google(replace(item, exceptions=())) for item in (base, sent))
    written = set(WORDS) - _equal(before, after)
    if written and not written & _equal(after, shown):
        return {}
    return {name: getattr(sent, name) for name in (*WORDS, "mask")}


def _equal(one: EventItem, other: EventItem) -> set[str]:
    return {name for name in WORDS if getattr(one, name) == getattr(other, name)}


def _guests(base: Guests, sent: Guests, shown: Guests) -> Guests:
    before, after, there = (by_email(guests) for guests in (base, sent, shown))
    known = (
        (after if there.get(email) == after.get(email) else before).get(email)
        for email in before.keys() | after.keys()
    )
    return in_order(guest for guest in known if guest)
