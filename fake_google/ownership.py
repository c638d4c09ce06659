"""Another owner of an event, as people give it at Google with "Change owner".

The event keeps its id, its iCalUID and its creator, and has another organiser. Who has given it
away is a guest of it, as seen in https://github.com/closeio/sync-engine/pull/418. Google asks the
new owner first; here they have agreed at once.
"""

from __future__ import annotations

from typing import Any

from . import errors, guest_copies, series, times
from .store import Calendar, Entry, Store

Json = dict[str, Any]


def change(store: Store, calendar: Calendar, event_id: str, email: str) -> Entry:
    """Make somebody the organiser of an event, and of the exceptions of a series.

    :param calendar: the organiser's own one
    :param email: theirs; they need no account here
    :return: the event as the former organiser has it
    :raise ApiError: 403 for an event that somebody else organises
    """
    entry = series.find(calendar, event_id)
    if not guest_copies.is_organiser(calendar, entry.resource):
        raise errors.forbidden("forbiddenForNonOrganizer", "Only the organizer can give it away.")
    for one in (entry, *calendar.exceptions_of(event_id)):
        _give(store, calendar, one.resource, email)
    return series.find(calendar, event_id)


def _give(store: Store, calendar: Calendar, before: Json, email: str) -> None:
    attendees = before.get("attendees", [])
    known = {guest["email"] for guest in attendees}
    new = [
        {"email": one, "responseStatus": "accepted"}
        for one in (calendar.id, email)
        if one not in known
    ]
    after = {
        **before,
        "organizer": {"email": email},
        "attendees": [*attendees, *new],
        "updated": times.stamp(store.clock.now()),
    }
    theirs = store.calendars.get(email)
    if theirs is None:
        store.put(calendar, after)
        guest_copies.deliver(store, calendar, before, after)
        return
    # The new owner may have no copy yet.
    guest_copies.deliver(store, calendar, before, after)
    guest_copies.deliver(store, theirs, before, after)
