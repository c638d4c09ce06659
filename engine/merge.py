"""The three-way merge of one item, field by field, and of a series occurrence by occurrence."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from .guests import Guests, merge_guests
from .item import EventItem, Repeating, Slot, field_names
from .recurrence import has_slot, occurrence, template, with_occurrences


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
    """Both sides changed one field, of one occurrence if there is a ``slot``.

    :ivar lost: the value that did not win; of guests, the one whose answer both sides changed
    """

    field: str
    winner: Side
    kept: Any
    lost: Any
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    item: EventItem
    conflicts: tuple[Conflict, ...] = ()
    undone: tuple[str, ...] = ()  # fields whose change was undone for want of authority


Authorities = Mapping[str, Authority]

#: What an occurrence has where it has no value of its own: that of the series.
_COMMON = object()
_EXCEPTIONS = "exceptions"

#: Values by the names of their fields.
_Values = Mapping[str, Any]


class _Sides(NamedTuple):
    """One thing in the three states that a merge compares."""

    base: Any
    odoo: Any
    google: Any


class _Terms(NamedTuple):
    """How differences are decided, see :func:`merge`."""

    prefer: Side
    authorities: Authorities
    revive: bool


def visible(google: EventItem, base: EventItem, authorities: Authorities) -> EventItem:
    """Google's item with the fields that are nobody else's business as they were agreed last."""
    names = [name for name in field_names(google) if authorities.get(name) is Authority.LOCAL]

    def with_agreed(item: EventItem, agreed: EventItem) -> EventItem:
        return dataclasses.replace(item, **{name: getattr(agreed, name) for name in names})

    seen = with_agreed(google, base)
    if not isinstance(google.when, Repeating):
        return seen
    occurrences = {}
    for slot in _exceptional_slots(google.when, google, base):
        changed = occurrence(google, slot)
        occurrences[slot] = changed and with_agreed(changed, occurrence(base, slot) or base)
    return with_occurrences(seen, occurrences)


def merge(
    base: EventItem | None,
    odoo: EventItem,
    google: EventItem,
    prefer: Side,
    authorities: Authorities,
    revive: bool = True,
) -> Merged:
    """The item on which both sides shall agree.

    An occurrence of a series is merged in the fields that it has of its own: the others follow the
    series, whatever becomes of that.

    :param base: what they agreed on last; ``None`` if they never did, and then every field that
        differs counts as changed on both sides
    :param prefer: the side that wins a field changed on both
    :param authorities: whose changes count, by field; :attr:`Authority.BOTH` where silent
    :param revive: whether an occurrence that one side took out lives if the other changed it
    """
    terms = _Terms(prefer, authorities, revive)
    values, conflicts, undone = _merge_values(
        _Sides(base and _fields(base), _fields(odoo), _fields(google)), terms
    )
    merged = Merged(EventItem(**values), tuple(conflicts), tuple(undone))
    if isinstance(merged.item.when, Repeating):
        return _merge_occurrences(merged, _Sides(base, odoo, google), terms)
    return merged


def _fields(item: EventItem) -> _Values:
    return {name: getattr(item, name) for name in field_names(item) if name != _EXCEPTIONS}


def _merge_values(sides: _Sides, terms: _Terms) -> tuple[dict[str, Any], list[Conflict], list[str]]:
    """:param sides: values by field; without a base, they never agreed on any
    :return: the values, the conflicts, and the fields whose change was undone"""
    values: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    undone: list[str] = []
    for name, ours in sides.odoo.items():
        theirs = sides.google[name]
        authority = terms.authorities.get(name, Authority.BOTH)
        if ours == theirs:
            values[name] = ours
        elif name == "guests" and _COMMON not in (ours, theirs):
            values[name], disputed = _merge_guests(sides, terms.prefer)
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
                undone.append(name)
    return values, conflicts, undone


def _merge_guests(sides: _Sides, prefer: Side) -> tuple[Guests, list[Conflict]]:
    """Guests one by one, where both sides have a list of their own."""
    ours, theirs = sides.odoo["guests"], sides.google["guests"]
    agreed = None if sides.base is None else sides.base["guests"]
    preferred, other = (ours, theirs) if prefer is Side.ODOO else (theirs, ours)
    merged, disputed = merge_guests(None if agreed is _COMMON else agreed, preferred, other)
    return merged, [Conflict("guests", prefer, kept, lost) for kept, lost in disputed]


def _changed_side(sides: _Sides, name: str) -> Side | None:
    """The one side that changed the field since the base; ``None`` when both did."""
    if sides.base is None:
        return None
    agreed = sides.base[name]
    if sides.google[name] == agreed:
        return Side.ODOO
    return Side.GOOGLE if sides.odoo[name] == agreed else None


# -- occurrences ----------------------------------------------------------------------------------


def _merge_occurrences(merged: Merged, items: _Sides, terms: _Terms) -> Merged:
    """:param merged: the series, whose exceptions are still to be merged"""
    occurrences: dict[Slot, EventItem | None] = {}
    conflicts, undone = list(merged.conflicts), list(merged.undone)
    for slot in _exceptional_slots(merged.item.when, *items):
        states = _states(items, slot)
        if not _takes_place(states, terms):
            occurrences[slot] = None
            continue
        agreed = states.base or _nothing_of_its_own(merged.item)
        alive = _Sides(agreed, states.odoo or agreed, states.google or agreed)
        values, found, undone_here = _merge_values(alive, terms)
        own = {name: value for name, value in values.items() if value is not _COMMON}
        occurrences[slot] = dataclasses.replace(template(merged.item, slot), **own)
        conflicts += [_at_slot(conflict, items, slot) for conflict in found]
        undone += [name for name in undone_here if name not in undone]
    item = with_occurrences(merged.item, occurrences)
    return Merged(item, tuple(conflicts), tuple(undone))


def _exceptional_slots(when: Repeating, *items: EventItem | None) -> list[Slot]:
    """The slots of all exceptions, as far as the series has them."""
    found = {slot for item in items if item for slot, _changed in item.exceptions}
    return sorted(slot for slot in found if has_slot(when, slot))


def _states(items: _Sides, slot: Slot) -> _Sides:
    """What an occurrence has of its own in each item; ``None`` where it does not take place.

    A base without the slot has agreed on nothing but the series; a side without it, because it
    has another rule or none, leaves the occurrence as it was.
    """
    base, odoo, google = (
        _own(item, slot) if item and has_slot(item.when, slot) else _COMMON for item in items
    )
    if base is _COMMON:
        base = _nothing_of_its_own(items.odoo)
    return _Sides(base, *(base if state is _COMMON else state for state in (odoo, google)))


def _own(item: EventItem, slot: Slot) -> _Values | None:
    changed, usual = occurrence(item, slot), template(item, slot)
    if changed is None:
        return None
    common = _fields(usual)
    return {
        name: _COMMON if value == common[name] else value
        for name, value in _fields(changed).items()
    }


def _nothing_of_its_own(item: EventItem) -> _Values:
    return dict.fromkeys(_fields(item), _COMMON)


def _takes_place(states: _Sides, terms: _Terms) -> bool:
    alive = [state for state in (states.odoo, states.google) if state is not None]
    if len(alive) != 1 or states.base is None:
        return bool(alive)
    return terms.revive and alive[0] != states.base


def _at_slot(conflict: Conflict, items: _Sides, slot: Slot) -> Conflict:
    """The conflict of an occurrence with the values that people saw."""
    odoo, google = (getattr(occurrence(item, slot), conflict.field) for item in items[1:])
    kept, lost = (odoo, google) if conflict.winner is Side.ODOO else (google, odoo)
    return dataclasses.replace(conflict, kept=kept, lost=lost, slot=slot)
