"""The three-way merge of one item, field by field."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .guests import merge_guests
from .item import EventItem, field_names


class Side(Enum):
    ODOO = "odoo"
    GOOGLE = "google"

    @property
    def other(self) -> Side:
        return Side.GOOGLE if self is Side.ODOO else Side.ODOO


class Authority(Enum):
    """Whose changes of a field count."""

    BOTH = "both"
    ODOO = "odoo"  # a change made in Google is undone there
    GOOGLE = "google"  # a change made in Odoo is undone there
    LOCAL = "local"  # Odoo's changes flow; a change made in Google stays there, unseen


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed one field; ``lost`` is the value that did not win.

    Of the guests it is one whose answer both sides changed, as each of them has it.
    """

    field: str
    winner: Side
    kept: Any
    lost: Any


@dataclass(frozen=True, slots=True)
class Merged:
    item: EventItem
    conflicts: tuple[Conflict, ...] = ()
    undone: tuple[str, ...] = ()  # fields whose change was undone for want of authority


Authorities = Mapping[str, Authority]


def visible(google: EventItem, base: EventItem, authorities: Authorities) -> EventItem:
    """Google's item with the fields that are nobody else's business as they were agreed last."""
    local = {
        name: getattr(base, name)
        for name in field_names(google)
        if authorities.get(name) is Authority.LOCAL
    }
    return dataclasses.replace(google, **local)


def merge(
    base: EventItem | None,
    odoo: EventItem,
    google: EventItem,
    prefer: Side,
    authorities: Authorities,
) -> Merged:
    """The item on which both sides shall agree.

    :param base: what they agreed on last; ``None`` if they never did, and then every field that
        differs counts as changed on both sides
    :param prefer: the side that wins a field changed on both
    :param authorities: whose changes count, by field; :attr:`Authority.BOTH` where silent
    """
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    undone: list[str] = []
    for name in field_names(odoo):
        ours, theirs = getattr(odoo, name), getattr(google, name)
        authority = authorities.get(name, Authority.BOTH)
        if ours == theirs:
            values[name] = ours
        elif name == "guests":
            both = (ours, theirs) if prefer is Side.ODOO else (theirs, ours)
            values[name], disputed = merge_guests(base and base.guests, *both)
            conflicts += [Conflict(name, prefer, kept, lost) for kept, lost in disputed]
        elif authority is Authority.BOTH:
            winner = _changed_side(base, name, ours, theirs)
            if winner is None:
                winner = prefer
                kept, lost = (ours, theirs) if winner is Side.ODOO else (theirs, ours)
                conflicts.append(Conflict(name, winner, kept, lost))
            values[name] = ours if winner is Side.ODOO else theirs
        else:
            owner = Side.GOOGLE if authority is Authority.GOOGLE else Side.ODOO
            values[name], loser = (ours, theirs) if owner is Side.ODOO else (theirs, ours)
            if base is not None and loser != getattr(base, name):
                undone.append(name)
    return Merged(EventItem(**values), tuple(conflicts), tuple(undone))


def _changed_side(base: EventItem | None, name: str, ours: Any, theirs: Any) -> Side | None:
    """The one side that changed the field since the base; ``None`` when both did."""
    if base is None:
        return None
    agreed = getattr(base, name)
    if theirs == agreed:
        return Side.ODOO
    return Side.GOOGLE if ours == agreed else None
