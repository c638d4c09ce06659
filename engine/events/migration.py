"""Pairs that another program linked without keeping the state on which both sides agreed.

The links of such pairs get the state from which both sides may have come. Then the ordinary plan
does the rest: what one of them deleted is deleted, what one of them lacks is lost on neither, and
nothing is made twice.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from ..core.link import GoogleState, Link, OdooState, Role
from ..core.merge import Side
from ..core.plan import preferred
from ..core.policy import Policy
from ..text.rich import plain
from .guests import Guests, by_email, in_order
from .item import EventItem

#: The fields that a side may lack, with the values that it has then.
_EMPTY = {
    each.name: each.default
    for each in fields(EventItem)
    if each.name in ("location", "reminders", "meet", "conference", "video", "contact_details")
}

#: The fields that a copy of somebody else's meeting has for itself in Google. They stay.
_LOCAL = ("reminders", "meet", "conference")


def as_agreed(
    link: Link[EventItem],
    ours: OdooState[EventItem] | None,
    theirs: GoogleState[EventItem],
    policy: Policy[EventItem],
) -> Link[EventItem]:
    """The link with what both sides may have agreed on when it was taken over.

    :param link: one without a base
    :param theirs: what Google has said of it, which must have been asked for
    """
    odoo, google = ours and ours.item, theirs.item
    if ours is None or odoo is None or google is None:
        # Whichever side lacks it has deleted it, and the other one has not changed it.
        return replace(link, base=odoo or google, etag=theirs.etag)
    older = google if preferred(policy, ours, theirs) is Side.ODOO else odoo
    base = _ancestor(odoo, google, older)
    if ours.role is Role.INVITED:
        base = replace(base, **{name: getattr(odoo, name) for name in _LOCAL})
    return replace(link, base=base, etag=theirs.etag)


def _ancestor(odoo: EventItem, google: EventItem, older: EventItem) -> EventItem:
    """Where only one side says something that was added, and what one of them hides stays hidden;
    else the older side is left behind."""
    missing: dict[str, Any] = {
        name: empty
        for name, empty in _EMPTY.items()
        if empty in (getattr(odoo, name), getattr(google, name))
    }
    return replace(
        older,
        **missing,
        visibility="default"
        if "private" in (odoo.visibility, google.visibility)
        else older.visibility,
        description=_poorer(odoo.description, google.description, older.description),
        guests=_known_to_both(odoo.guests, google.guests),
        color=None,  # tags and color may say the same, or each has its own
        exceptions=(),
    )


def _poorer(one: str, other: str, older: str) -> str:
    """Of two descriptions in the same words, the one that has lost its lines and marks."""
    if plain(one).split() == plain(other).split():
        return min(one, other, key=len)
    return "" if "" in (one, other) else older


def _known_to_both(odoo: Guests, google: Guests) -> Guests:
    """Nobody counts as uninvited; answers are given in Google more often."""
    invited = by_email(google)
    return in_order(guest for guest in odoo if guest.email in invited)
