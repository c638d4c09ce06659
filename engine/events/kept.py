"""Appointments that stay in Odoo because their user does not want them in Google.

A filter deletes nothing. What Google has of such an appointment rests as it is, until it may go
there again; then both sides are merged from what they agreed on last.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from ..core.merge import Side
from .item import EventItem

#: Why an appointment stays in Odoo, the first reason first.
Reason = Literal["kept_private", "kept_tag", "kept_unconfirmed", "kept_hours", "kept_days"]
REASONS: tuple[Reason, ...] = get_args(Reason)

_FIELDS: Mapping[Reason, str] = {
    "kept_private": "visibility",
    "kept_unconfirmed": "own_response",
    "kept_hours": "when",
    "kept_days": "when",
}


def falls_out(
    reason: Reason,
    odoo: EventItem,
    base: EventItem,
    made_in: Side | None,
    *,
    tags: Collection[str | None] = (),
) -> bool:
    """Return whether an appointment that is in Google rests from now on.

    What was made in Google is there with its user's will. It rests once somebody has changed in
    Odoo what the reason is about, and not for what it came with.

    :param reason: for which it would stay in Odoo
    :param base: what both sides agreed on last
    :param made_in: where it was made; ``None`` where nobody knows
    :param tags: of the tags for which it stays the color of each; ``None`` for one without any,
        which no color of Google's can have brought. That it lacks a tag is what it came with
    """
    if made_in is not Side.GOOGLE:
        return True
    name = _FIELDS.get(reason)
    if name is None:
        return not _colors(base).issuperset(tags)
    return bool(getattr(odoo, name) != getattr(base, name))


def _colors(item: EventItem) -> frozenset[str]:
    """The colors of its tags, in all its occurrences."""
    each = (item, *(changed for _start, changed in item.exceptions if changed))
    return frozenset(color for one in each if one.color for color in one.color.tags)
