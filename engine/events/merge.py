"""The three-way merge of an event, field by field, and of a series occurrence by occurrence."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..core.item import OriginalStart, field_names
from ..core.merge import (
    Authorities,
    Authority,
    Conflict,
    Merged,
    MergeParts,
    Side,
    Sides,
    Terms,
    Values,
    merge_values,
)
from .guests import Guests, by_email, merge_guests
from .item import EventItem, OwnResponse, Repeating
from .occurrences import occurrence, template, with_occurrences
from .recurrence import counterpart, has_occurrence

#: Stands for the series' value, where an occurrence has none of its own.
_COMMON = object()
_EXCEPTIONS = "exceptions"


def visible(google: EventItem, base: EventItem, authorities: Authorities) -> EventItem:
    """Google's item with the fields that are nobody else's business as they were agreed last."""
    names = [name for name in field_names(google) if authorities.get(name) is Authority.LOCAL]

    def with_agreed(item: EventItem, agreed: EventItem) -> EventItem:
        return dataclasses.replace(item, **{name: getattr(agreed, name) for name in names})

    seen = with_agreed(google, base)
    if not isinstance(google.when, Repeating):
        return seen
    occurrences = {}
    for original_start in _exceptional_starts(google.when, google, base):
        changed = occurrence(google, original_start)
        occurrences[original_start] = changed and with_agreed(
            changed, occurrence(base, original_start) or base
        )
    return with_occurrences(seen, occurrences)


def merge(
    base: EventItem | None,
    odoo: EventItem,
    google: EventItem,
    prefer: Side,
    authorities: Authorities,
    revive: bool = True,
    merge_color: MergeParts | None = None,
) -> Merged[EventItem]:
    """The item on which both sides shall agree.

    An occurrence of a series is merged in the fields that it has of its own: the others follow the
    series, whatever becomes of that. What one side did to an occurrence goes along where the other
    moved the series, and is told where it cannot.

    :param base: what they agreed on last; ``None`` if they never did, and then every field that
        differs counts as changed on both sides
    :param prefer: the side that wins a field changed on both
    :param authorities: whose changes count, by field; :attr:`Authority.BOTH` where silent
    :param revive: whether an occurrence that one side took out lives if the other changed it
    :param merge_color: decides about colors before this does
    """
    by_parts: dict[str, MergeParts] = {"guests": _merge_guests, "own_response": _merge_response}
    if "meet" not in authorities:
        by_parts["meet"] = _merge_meet
    if merge_color:
        by_parts["color"] = merge_color
    terms = Terms(prefer, authorities, by_parts)
    values, conflicts, rejected = merge_values(
        Sides(base and _fields(base), _fields(odoo), _fields(google)), terms
    )
    item, items = EventItem(**values), Sides(base, odoo, google)
    outrun = _outrun(item, items) if revive else []
    conflicts += [told for one in outrun for told in _lost_conflicts(one, item, authorities)]
    merged = Merged(item, tuple(conflicts), tuple(rejected))
    if isinstance(item.when, Repeating):
        return _merge_occurrences(merged, item.when, items, terms, revive, outrun)
    return merged


def _fields(item: EventItem) -> Values:
    return {name: getattr(item, name) for name in field_names(item) if name != _EXCEPTIONS}


def _merge_guests(guests: Sides, prefer: Side) -> tuple[Guests, list[Conflict]] | None:
    """Guests one by one, where both sides have a list of their own."""
    if _COMMON in (guests.odoo, guests.google):
        return None
    sides = guests.odoo, guests.google
    preferred, other = sides if prefer is Side.ODOO else reversed(sides)
    agreed = None if guests.base is _COMMON else guests.base
    merged, disputed = merge_guests(agreed, preferred, other)
    return merged, [Conflict("guests", prefer, kept, lost) for kept, lost in disputed]


def _merge_response(response: Sides, _prefer: Side) -> tuple[OwnResponse, list[Conflict]] | None:
    """Where the sides never agreed, whoever has answered on one of them has answered."""
    sides = {response.odoo, response.google}
    if response.base is not None or "needsAction" not in sides:
        return None
    (answer,) = sides - {"needsAction"}
    return answer, []


def _merge_meet(meet: Sides, _prefer: Side) -> tuple[bool, list[Conflict]] | None:
    """Where the sides never agreed, nobody has taken the Meet away that one of them has; people may
    have its link."""
    return (True, []) if meet.base is None else None


# -- occurrences ----------------------------------------------------------------------------------


@dataclasses.dataclass(frozen=True, slots=True)
class _Outrun:
    """What one side did to an occurrence whose original start the other side took away.

    :ivar values: what the occurrence has of its own; ``None`` where it does not take place
    :ivar start: where the series has it now; ``None`` where nobody can tell
    """

    side: Side
    former_start: OriginalStart
    values: Values | None
    start: OriginalStart | None


def _outrun(merged: EventItem, items: Sides) -> list[_Outrun]:
    """:param merged: the series as it shall be, or what has become of it"""
    if items.base is None:
        return []
    return [
        _Outrun(side, original_start, values, counterpart(item.series, merged.when, original_start))
        for side, item in ((Side.ODOO, items.odoo), (Side.GOOGLE, items.google))
        if item.when != merged.when
        for original_start, _changed in item.exceptions
        if not has_occurrence(merged.when, original_start)
        and (values := _own(item, original_start)) != _agreed_values(items.base, original_start)
    ]


def _agreed_values(base: EventItem, original_start: OriginalStart) -> Values | None:
    """What an occurrence had of its own when both sides agreed last."""
    known = has_occurrence(base.when, original_start)
    return _own(base, original_start) if known else _nothing_of_its_own(base)


def _lost_conflicts(one: _Outrun, merged: EventItem, authorities: Authorities) -> list[Conflict]:
    """What is to be told of an occurrence that cannot go along with its series."""
    if one.start is not None or one.values is None:
        return []
    return [
        Conflict(name, one.side.other, kept, lost, one.former_start)
        for name, value in one.values.items()
        if value is not _COMMON and authorities.get(name, Authority.BOTH) is Authority.BOTH
        for kept, lost in _lost_parts(name, getattr(merged, name), value)
    ]


def _lost_parts(name: str, kept: Any, lost: Any) -> list[tuple[Any, Any]]:
    """What is kept and what is lost of a field: of guests, each answer is a part of its own."""
    if name != "guests":
        return [(kept, lost)]
    known = by_email(kept)
    pairs = ((known[guest.email], guest) for guest in lost if guest.email in known)
    return [(ours, theirs) for ours, theirs in pairs if ours.answer != theirs.answer]


def _merge_occurrences(
    merged: Merged[EventItem],
    when: Repeating,
    items: Sides,
    terms: Terms,
    revive: bool,
    outrun: list[_Outrun],
) -> Merged[EventItem]:
    """:param merged: the series, whose exceptions are still to be merged
    :param when: its time"""
    occurrences: dict[OriginalStart, EventItem | None] = {}
    conflicts, rejected = list(merged.conflicts), list(merged.rejected)
    carried = {one.start: one for one in outrun if one.start is not None}
    for original_start in sorted({*_exceptional_starts(when, *items), *carried}):
        states = _states(items, original_start)
        if one := carried.get(original_start):
            states = states._replace(**{one.side.value: one.values})
        if not _takes_place(states, revive):
            occurrences[original_start] = None
            continue
        agreed = states.base or _nothing_of_its_own(merged.item)
        alive = Sides(agreed, states.odoo or agreed, states.google or agreed)
        values, found, rejected_here = merge_values(alive, terms)
        own = {name: value for name, value in values.items() if value is not _COMMON}
        occurrences[original_start] = dataclasses.replace(
            template(merged.item, original_start), **own
        )
        shown = _shown(items, original_start, one)
        conflicts += [_at_occurrence(conflict, shown, original_start) for conflict in found]
        rejected += [name for name in rejected_here if name not in rejected]
    item = with_occurrences(merged.item, occurrences)
    return Merged(item, tuple(conflicts), tuple(rejected))


def _exceptional_starts(when: Repeating, *items: EventItem | None) -> list[OriginalStart]:
    """The original starts of all exceptions, as far as the series has them."""
    found = {
        original_start for item in items if item for original_start, _changed in item.exceptions
    }
    return sorted(
        original_start for original_start in found if has_occurrence(when, original_start)
    )


def _states(items: Sides, original_start: OriginalStart) -> Sides:
    """What an occurrence has of its own in each item; ``None`` where it does not take place.

    A base without the original start has agreed on nothing but the series; a side without it,
    because it has another rule or none, leaves the occurrence as it was.
    """
    states: list[Any] = [
        _own(item, original_start)
        if item and has_occurrence(item.when, original_start)
        else _COMMON
        for item in items
    ]
    base, odoo, google = states
    if base is _COMMON:
        base = _nothing_of_its_own(items.odoo)
    pairs = ((odoo, items.odoo), (google, items.google))
    return Sides(base, *(_changed(base, state, item, original_start) for state, item in pairs))


def _changed(
    base: Values | None, state: Any, item: EventItem, original_start: OriginalStart
) -> Values | None:
    """What a side has made of an occurrence.

    Where its series says by now what the occurrence had of its own, that shows what it did before:
    so does a series of Odoo's, once all others have left it.
    """
    if state is _COMMON:
        return base
    if state is None:
        return None
    if base is None:
        return {**state}
    common = _fields(template(item, original_start))
    return {
        name: base[name] if value is _COMMON and common[name] == base[name] else value
        for name, value in state.items()
    }


def _own(item: EventItem, original_start: OriginalStart) -> Values | None:
    changed, usual = occurrence(item, original_start), template(item, original_start)
    if changed is None:
        return None
    common = _fields(usual)
    return {
        name: _COMMON if value == common[name] else value
        for name, value in _fields(changed).items()
    }


def _nothing_of_its_own(item: EventItem) -> Values:
    return dict.fromkeys(_fields(item), _COMMON)


def _takes_place(states: Sides, revive: bool) -> bool:
    alive = [state for state in (states.odoo, states.google) if state is not None]
    if len(alive) != 1 or states.base is None:
        return bool(alive)
    return revive and alive[0] != states.base


def _shown(items: Sides, original_start: OriginalStart, outrun: _Outrun | None) -> Sides:
    """An occurrence as people see it on each side."""
    shown = Sides(*(item and occurrence(item, original_start) for item in items))
    if not outrun:
        return shown
    item = getattr(items, outrun.side.value)
    return shown._replace(**{outrun.side.value: occurrence(item, outrun.former_start)})


def _at_occurrence(conflict: Conflict, shown: Sides, original_start: OriginalStart) -> Conflict:
    """The conflict of an occurrence with the values that people saw."""
    odoo, google = (getattr(one, conflict.field) for one in (shown.odoo, shown.google))
    kept, lost = (odoo, google) if conflict.winner is Side.ODOO else (google, odoo)
    return dataclasses.replace(conflict, kept=kept, lost=lost, original_start=original_start)
