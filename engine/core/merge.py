"""The three-way merge of a record, field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, NamedTuple

from .item import ItemT, OriginalStart


class Side(Enum):
    """Where a record is."""

    ODOO = "odoo"
    GOOGLE = "google"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.GOOGLE if self is Side.ODOO else Side.ODOO


class Authority(Enum):
    """Whose changes of a field count."""

    BOTH = "both"
    ODOO = "odoo"  # a change made in Google is undone there
    GOOGLE = "google"  # a change made in Odoo is undone there
    LOCAL = "local"  # Odoo's changes flow; a change made in Google stays there, unseen


Authorities = Mapping[str, Authority]

#: Values by the names of their fields.
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Both sides changed one field, of one occurrence if there is a ``original_start``.

    :ivar lost: the value that did not win; of guests, the one whose answer both sides changed
    """

    field: str
    winner: Side
    kept: Any
    lost: Any
    original_start: OriginalStart | None = None


@dataclass(frozen=True, slots=True)
class Merged(Generic[ItemT]):
    """:ivar rejected: fields whose change was rejected for want of authority"""

    item: ItemT
    conflicts: tuple[Conflict, ...] = ()
    rejected: tuple[str, ...] = ()


class Sides(NamedTuple):
    """One thing in the three states that a merge compares."""

    base: Any
    odoo: Any
    google: Any


#: Merges the value of one field by its parts; ``None`` where that cannot be done.
MergeParts = Callable[[Sides, Side], tuple[Any, list[Conflict]] | None]


@dataclass(frozen=True, slots=True)
class Terms:
    """How differences are decided.

    :ivar prefer: the side that wins a field changed on both
    :ivar authorities: whose changes count, by field; :attr:`Authority.BOTH` where silent
    :ivar by_parts: the fields that are more than one value
    """

    prefer: Side
    authorities: Authorities = field(default_factory=dict)
    by_parts: Mapping[str, MergeParts] = field(default_factory=dict)


def merge_values(sides: Sides, terms: Terms) -> tuple[dict[str, Any], list[Conflict], list[str]]:
    """:param sides: values by field; without a base, they never agreed on any
    :return: the values, the conflicts, and the fields whose change was rejected"""
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    rejected: list[str] = []
    for name, ours in sides.odoo.items():
        theirs = sides.google[name]
        authority = terms.authorities.get(name, Authority.BOTH)
        if ours == theirs:
            values[name] = ours
        elif parts := _merge_parts(sides, name, terms):
            values[name], disputed = parts
            conflicts += disputed
        elif authority is Authority.BOTH:
            winner = _changed_side(sides, name)
            if winner is None:
                winner = terms.prefer
                kept, lost = (ours, theirs) if winner is Side.ODOO else (theirs, ours)
                conflicts.append(Conflict(name, winner, kept, lost))
            values[name] = ours if winner is Side.ODOO else theirs
        else:
            owner = Side.GOOGLE if authority is Authority.GOOGLE else Side.ODOO
            values[name], loser = (ours, theirs) if owner is Side.ODOO else (theirs, ours)
            if sides.base is not None and loser != sides.base[name]:
                rejected.append(name)
    return values, conflicts, rejected


def _merge_parts(sides: Sides, name: str, terms: Terms) -> tuple[Any, list[Conflict]] | None:
    if name not in terms.by_parts:
        return None
    one = Sides(*(side and side[name] for side in sides))
    return terms.by_parts[name](one, terms.prefer)


def _changed_side(sides: Sides, name: str) -> Side | None:
    """The one side that changed the field since the base; ``None`` when both did."""
    if sides.base is None:
        return None
    agreed = sides.base[name]
    if sides.google[name] == agreed:
        return Side.ODOO
    return Side.GOOGLE if sides.odoo[name] == agreed else None
