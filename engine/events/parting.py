"""Splitting series, which people do with "this and following".

The side that splits one has its later occurrences in a series that is new; the other side still has
them in the former one. So that is split here at the same place, and so is what both had agreed on:
the new part is then merged like any series of which both sides have made something.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ..core.item import ItemError, OriginalStart
from ..core.link import GoogleState, Link, OdooId, OdooState, Rest
from .item import EventItem, Repeating
from .occurrences import with_occurrences
from .recurrence import has_occurrence, original_starts, read_lines, span_at, write_lines

#: How many occurrences are compared: more than Odoo holds of a series.
_MOST = 1000
_COUNT = re.compile(r"COUNT=([0-9]+)")

#: A part of a series that is new: its id, and its state.
_Part = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Parted:
    """:ivar rests: by Odoo's or Google's id of a part what both sides had in its place
    :ivar pairs: Odoo's id by Google's, of parts that both sides have split off at one place
    """

    rests: dict[Hashable, Rest[EventItem]] = field(default_factory=dict)
    pairs: dict[str, OdooId] = field(default_factory=dict)


def parted(
    whole: Link[EventItem],
    ours: OdooState[EventItem] | None,
    theirs: GoogleState[EventItem] | None,
    parts_in_odoo: Mapping[OdooId, OdooState[EventItem]],
    parts_in_google: Mapping[str, GoogleState[EventItem]],
) -> Parted:
    """What both sides had in place of the parts of a series that are new on one side, or on both.

    Nothing is said of parts where both sides have split the series at different places, or one of
    them has given it another rhythm besides.

    :param ours: Odoo's state of the series; ``None`` where it is as both have agreed on it
    :param theirs: Google's, likewise
    """
    base = whole.base
    ours = ours or OdooState(base, whole.role)
    theirs = theirs or GoogleState(base, whole.etag, whole.role)
    if not (base and ours.item and theirs.item) or not isinstance(base.when, Repeating):
        return Parted()
    in_odoo = _by_place(base.when, ours.item, list(parts_in_odoo.items()))
    in_google = _by_place(base.when, theirs.item, list(parts_in_google.items()))
    if in_odoo and in_google and in_odoo.keys() != in_google.keys():
        return Parted()
    found, places = Parted(), sorted(in_odoo or in_google)
    for number, place in enumerate(places):
        end = next(iter(places[number + 1 :]), None)
        agreed, odoo, google = (_rest(one, place, end) for one in (base, ours.item, theirs.item))
        if agreed is None:
            continue
        starts = [start for one in (agreed, odoo, google) if one for start, _one in one.exceptions]
        rest = Rest(whole, agreed, carried=frozenset(starts))
        if in_odoo and in_google:
            google_id = in_google[place][0]
            found.pairs[google_id] = in_odoo[place][0]
            found.rests[google_id] = rest
        elif in_google and odoo is not None and odoo != agreed:
            found.rests[in_google[place][0]] = replace(rest, odoo=replace(ours, item=odoo))
        elif in_odoo and google is not None and google != agreed:
            there = replace(theirs, item=google, etag=None)
            found.rests[in_odoo[place][0]] = replace(rest, google=there)
    return found


def _by_place(
    base: Repeating, first: EventItem, parts: Sequence[_Part]
) -> dict[OriginalStart, _Part]:
    """The parts of a series by the original start with which each begins; nothing where one of them
    begins at none.

    :param first: what the series has become itself on their side
    """
    place = _end(base, first.when)
    if place is None or not parts:
        return {}
    foremost, *others = sorted(parts, key=lambda part: str(part[1].item.when.start))
    found = {place: foremost}
    for part in others:
        start = part[1].item.when.start
        if start in found or start < place or not has_occurrence(base, start):
            return {}
        found[start] = part
    return found


def _end(base: Repeating, when: Any) -> OriginalStart | None:
    """The first original start that a series does not have any more; ``None`` where it goes on."""
    if not isinstance(when, Repeating) or type(when.first) is not type(base.first):
        return None
    starts = list(islice(original_starts(when), _MOST))
    if len(starts) == _MOST or when == base:
        return None
    later = (start for start in original_starts(base, starts[-1]) if start > starts[-1])
    return next(later, None)


def _rest(item: EventItem, place: OriginalStart, end: OriginalStart | None) -> EventItem | None:
    """A series from one of its original starts on, with its exceptions before ``end``; ``None``
    where it has nothing there."""
    if not has_occurrence(item.when, place):
        return None
    when = _later(item.series, place)
    exceptions = {
        start: changed
        for start, changed in item.exceptions
        if start >= place and (end is None or start < end)
    }
    return with_occurrences(replace(item, when=when), exceptions) if when else None


def _later(when: Repeating, place: OriginalStart) -> Repeating | None:
    """The same original starts from one of them on; ``None`` where no rule says just these."""
    ruled = original_starts(replace(when, extra=()), until=place)
    taken = sum(start < place for start in ruled)
    rules = tuple(
        _COUNT.sub(lambda found: f"COUNT={int(found[1]) - taken}", rule) for rule in when.rules
    )
    extra = tuple(start for start in when.extra if start > place)
    try:
        lines = write_lines(replace(when, rules=rules, extra=extra))
        later, _without = read_lines(lines, span_at(when, place), when.zone)
    except ItemError:
        return None
    given = [list(islice(original_starts(one, place), _MOST)) for one in (when, later)]
    return later if given[0] == given[1] else None
