"""Meetings called outside of Odoo that several users attend: one record, and a copy for each user.

Google leads such a meeting, and each copy brings into Odoo what it shows. So what Odoo has may be
another copy's word, and no edit that this one undoes: else two copies that differ, as each may in
what is its user's own, would write by turns for ever.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from ..core.item import OriginalStart
from .item import EventItem, Repeating
from .masking import have_equal_words
from .occurrences import occurrence, with_occurrences
from .recurrence import has_occurrence


def as_one_copy_has_it(
    odoo: EventItem,
    shown: EventItem,
    agreed: EventItem,
    others: Collection[EventItem],
    names: Collection[str],
) -> EventItem:
    """Odoo's item, without what other copies have brought there. Reminders are each copy's own.

    :param shown: as the user's copy shows it
    :param agreed: what that and Odoo agreed on last; as it is shown, if they never did
    :param others: what the copies of other users have brought
    :param names: of the fields in which Google leads
    """
    whole = _one(odoo, shown, agreed, others, names)
    if whole.when != odoo.when:
        return with_occurrences(whole, dict(agreed.exceptions))
    parts = (odoo, shown, agreed, *others)
    original_starts = {start for part in parts for start, _changed in part.exceptions}
    occurrences = {}
    for original_start in original_starts:
        one, there, known, *told = (_at(part, original_start) for part in parts)
        if one and there and known:
            one = _one(one, there, known, list(filter(None, told)), names)
        occurrences[original_start] = one
    return with_occurrences(whole, occurrences)


def _one(
    odoo: EventItem,
    shown: EventItem,
    agreed: EventItem,
    others: Collection[EventItem],
    names: Collection[str],
) -> EventItem:
    """The same of a single event, or of a series without its exceptions."""
    values: dict[str, Any] = {
        name: getattr(agreed, name)
        for name in names
        if getattr(odoo, name) not in (getattr(agreed, name), getattr(shown, name))
        and any(getattr(other, name) == getattr(odoo, name) for other in others)
    }
    return replace(odoo, **values, reminders=shown.reminders)


def _at(item: EventItem, original_start: OriginalStart) -> EventItem | None:
    repeats = isinstance(item.when, Repeating) and has_occurrence(item.when, original_start)
    return occurrence(item, original_start) if repeats else None


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
