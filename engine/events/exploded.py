"""Exploded series: Odoo cannot hold the series, so each occurrence is a record of its own.

Of the series nothing is written but what Google may show of it. Its words are Odoo's where it was
one there, until somebody gave it such a rule in Google.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..core.item import OriginalStart
from ..core.link import GoogleState, Link
from ..core.plan import Decision, Write
from .item import EventItem
from .masking import in_google
from .occurrences import with_occurrences
from .policy import EventPolicy


def show_less(
    link: Link[EventItem],
    theirs: GoogleState[EventItem],
    policy: EventPolicy,
    own: Collection[OriginalStart],
) -> Decision[EventItem] | None:
    """Bring what Google shows of a series to what the user has chosen, if it is something else.

    :param theirs: the series, with the words that Odoo has for it
    :param own: the original starts of the occurrences that are records, which are left to those
    """
    item = theirs.item
    if item is None:
        return None
    wanted = policy.as_shown_apart(item, link)
    before, after = (_without(one, own) for one in (item, wanted))
    if in_google(before) == in_google(after):
        return None
    return Decision(
        replace(link, odoo_id=None),
        agreed=with_occurrences(after, {**dict(after.exceptions), **_at(item, own)}),
        role=link.role,
        google=Write("update", before, after),
        etag=theirs.etag,
        origin=link.origin,
    )


def _without(item: EventItem, original_starts: Collection[OriginalStart]) -> EventItem:
    return with_occurrences(
        item,
        {
            original_start: one
            for original_start, one in item.exceptions
            if original_start not in original_starts
        },
    )


def _at(
    item: EventItem, original_starts: Collection[OriginalStart]
) -> dict[OriginalStart, EventItem | None]:
    return {
        original_start: one
        for original_start, one in item.exceptions
        if original_start in original_starts
    }
