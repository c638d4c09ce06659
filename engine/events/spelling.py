"""Google's spelling: how it stores an item that it cannot hold as it is. No user has edited it.

- Its descriptions end after so many characters. A longer one is shortened here, where people see
  it; the words stay in the item, behind a mask as all that Google does not show.
- Nothing takes no time at all. What begins and ends at once takes a minute in Google.
- The zone of a series may have another name for the same clock.
- What users have called themselves waits for no answer of theirs.
- Time off that it shows as out of office has times, see :mod:`engine.events.absence`.
- What else Google makes of a value is told by its answers to writes (:func:`spellings`). A guest
  whose address it does not take is one of these: sent, and not shown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from typing import Any

from ..core import spellings as core
from ..core.guards import same_clock
from ..core.link import Spellings
from ..core.plan import Decision
from ..text.rich import shorten
from . import absence
from .contact_details import together
from .guests import in_order
from .item import EventItem, Guest, Mask, Repeating, Timed, first_span
from .masking import each_occurrence, each_with, in_google
from .video_line import join_description

#: The characters of a description, with all that is written below it.
MOST_DESCRIPTION = 8_192

_LEAST = timedelta(minutes=1)
_GUESTS = "guests"
#: The fields that Google has no business with but to keep them.
_KEPT: tuple[str, ...] = (
    "title",
    "when",
    "description",
    "location",
    "visibility",
    "busy",
    "reminders",
    "video",
)
_KEPT += ("contact_details",)
#: Fields of an occurrence that Google always shows as the series has them.
_OF_SERIES = frozenset({"visibility"})
_HIDES_NOTHING = Mask(None, None, None, None, None)


def shortened(item: EventItem) -> EventItem:
    """The item, with a mask that shows the beginning of a description too long for Google.

    :param item: a single event, or a series without its exceptions
    """
    shown = in_google(item)
    excess = len(_text(shown)) - MOST_DESCRIPTION
    if excess <= 0:
        return item
    below = len(_text(replace(shown, description="x"))) - 1
    description = shorten(shown.description, MOST_DESCRIPTION - below)
    return replace(item, mask=replace(item.mask or _HIDES_NOTHING, description=description))


def as_whole_as(item: EventItem, known: EventItem) -> EventItem:
    """The item with its whole description where Google shows all of the same one.

    Google may have it in fewer characters than ours takes: plain text needs no ``&lt;``. Where it
    is to be written anew it has to fit, see :func:`fitting`.

    :param known: what both agreed on last
    """
    return each_with(item, known, _as_whole_as) if is_shortened(item) else item


def fitting(decision: Decision[EventItem]) -> Decision[EventItem]:
    """The decision with no more of descriptions than Google takes, where it gets them anew."""
    write = decision.google
    if write is None or write.before is not None or write.after is None:
        return decision
    after = each_occurrence(write.after, shortened)
    if after == write.after:
        return decision
    return replace(decision, agreed=after, google=replace(write, after=after))


def is_shortened(item: EventItem) -> bool:
    """Return whether Google shows but the beginning of a description, and all other words."""
    return _shows_beginning(item) or any(
        changed is not None and _shows_beginning(changed) for _start, changed in item.exceptions
    )


def held(item: EventItem) -> EventItem:
    """The item with times that Google can hold, in all its occurrences."""
    item = absence.as_google_holds(item)
    return each_occurrence(item, _lasting) if any(map(_takes_no_time, _parts(item))) else item


def as_known(google: EventItem, known: EventItem) -> EventItem:
    """Google's item with the times that are known, where Google has but another spelling of them.

    :param google: as Google shows it
    :param known: the same event as it was sent, or agreed on
    """
    google = absence.as_known(google, known)
    zone = _zone_of_same_clock(google, known)
    if zone and isinstance(google.when, Repeating):
        google = replace(google, when=replace(google.when, zone=zone))
    if not any(map(_takes_no_time, _parts(known))):
        return google
    return each_with(google, known, _with_known_time)


def as_unasked(google: EventItem, known: EventItem) -> EventItem:
    """Google's event of the user's own with the response that is known.

    It asks nobody: a user who has not answered is in doubt there.
    """
    return each_with(google, known, _with_known_response)


def spellings(sent: EventItem, shown: EventItem, *, occurrence: bool = False) -> Spellings:
    """Google's spellings of what was just written.

    :param sent: the event as Google shows it, but for what it was told
    :param shown: as it shows it
    :param occurrence: whether that is one of a series
    """
    names = (name for name in _KEPT if not (occurrence and name in _OF_SERIES))
    values = core.differing_values(sent, as_known(shown, sent), names)
    return (*values, *refused_guests(sent, shown))


def refused_guests(
    sent: EventItem, shown: EventItem, known: Collection[str] = frozenset()
) -> Spellings:
    """The guests who were sent and are not there, together. Where somebody else is, Google may have
    given one of them another address, and nobody can tell whom.

    :param known: the addresses of those whom Google had before: it has not refused them
    """
    gone = _addresses([sent]) - _addresses([shown])
    if _addresses([shown]) - _addresses([sent]):
        return ()
    refused = tuple(one for one in sent.guests if one.email in gone and one.email not in known)
    return ((_GUESTS, refused, ()),) if refused else ()


def as_sent(google: EventItem, known: EventItem, found: Spellings) -> EventItem:
    """Google's item with the values that it was sent, where it shows what it has made of these.

    :param known: what both agreed on last, as Google was told it
    """
    return each_with(google, known, partial(_as_sent, found=found)) if found else google


def unlike(found: Spellings, google: Collection[EventItem]) -> Spellings:
    """The spellings of what Google does not show as it was sent, see :func:`core.unlike`."""
    there = _addresses(google)
    left: list[tuple[str, Any, Any]] = []
    for name, sent, shown in core.unlike(found, google):
        value = tuple(one for one in sent if one.email not in there) if name == _GUESTS else sent
        if value or name != _GUESTS:
            left.append((name, value, shown))
    return tuple(left)


def refused_addresses(found: Spellings) -> list[str]:
    """Those of guests whom Google has not taken."""
    return sorted(email for one in found for email in _refused(one))


def _as_sent(google: EventItem, known: EventItem, found: Spellings) -> EventItem:
    seen = core.as_sent(google, known, found)
    missing = {*refused_addresses(found)} - _addresses([seen])
    refused = tuple(guest for guest in known.guests if guest.email in missing)
    return replace(seen, guests=in_order((*seen.guests, *refused))) if refused else seen


def _refused(spelling: tuple[str, Any, Any]) -> set[str]:
    name, sent, _shown = spelling
    guests: tuple[Guest, ...] = sent if name == _GUESTS else ()
    return {guest.email for guest in guests}


def _addresses(items: Iterable[EventItem]) -> set[str]:
    return {guest.email for item in items for guest in item.guests}


def _text(item: EventItem) -> str:
    one = together(item)
    return join_description(one.description, one.video)


def _as_whole_as(item: EventItem, known: EventItem) -> EventItem:
    if not _shows_beginning(item):
        return item
    mask = replace(item.mask or _HIDES_NOTHING, description=None)
    whole = replace(item, mask=None if mask == _HIDES_NOTHING else mask)
    return whole if _text(in_google(whole)) == _text(in_google(known)) else item


def _shows_beginning(item: EventItem) -> bool:
    return item.mask is not None and item.mask.title is None and bool(item.mask.description)


def _parts(item: EventItem) -> Iterable[EventItem]:
    yield item
    yield from (changed for _start, changed in item.exceptions if changed is not None)


def _takes_no_time(item: EventItem) -> bool:
    first = first_span(item.when)
    return isinstance(first, Timed) and first.stop == first.start


def _lasting(item: EventItem) -> EventItem:
    first = first_span(item.when)
    if not (isinstance(first, Timed) and first.stop == first.start):
        return item
    longer = Timed(first.start, first.start + _LEAST)
    when = replace(item.when, first=longer) if isinstance(item.when, Repeating) else longer
    return replace(item, when=when)


def _with_known_response(google: EventItem, known: EventItem) -> EventItem:
    is_same = google.own_response == "tentative" and known.own_response == "needsAction"
    return replace(google, own_response="needsAction") if is_same else google


def _with_known_time(google: EventItem, known: EventItem) -> EventItem:
    is_same = google.when == _lasting(known).when
    return replace(google, when=known.when) if is_same else google


def _zone_of_same_clock(google: EventItem, known: EventItem) -> str:
    """The known name of a zone that Google calls by another one; else nothing."""
    theirs, ours = google.when, known.when
    if not (isinstance(theirs, Repeating) and isinstance(ours, Repeating)):
        return ""
    if theirs.zone == ours.zone or not (theirs.zone and ours.zone):
        return ""
    begins = datetime(theirs.start.year, 1, 1, tzinfo=timezone.utc)
    return ours.zone if same_clock(theirs.zone, ours.zone, begins) else ""
