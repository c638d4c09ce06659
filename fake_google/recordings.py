"""Events as they were recorded at Google, with all that no client may write.

Ids of parts of series, other people's meetings, `locked` copies, events without length: what is in
people's calendars came there by more ways than the API.
"""

from __future__ import annotations

from typing import Any

from . import events, recurrence, times
from .store import Account, Calendar, Entry, Store
from .values import without_empty, without_nulls

Json = dict[str, Any]


def put(store: Store, account: Account, calendar: Calendar, recorded: Json) -> Entry:
    """Store an event as it was shown; nobody else hears of it.

    Whoever is marked as `self` becomes the calendar of this stand-in.

    :raise KeyError: for one without an id, and for a bare cancelled one that is of no series here
    :raise ApiError: 400 for times and rules that cannot be used
    """
    event = without_nulls({key: value for key, value in recorded.items() if key != "etag"})
    now = times.stamp(store.clock.now())
    resource = {**_not_told(event["id"], account, calendar, now), **_of_series(calendar, event)}
    resource |= event
    for key in ("start", "end", "originalStartTime"):
        if key in resource:
            resource[key] = times.checked(resource[key], key, calendar.time_zone)
    for key in ("creator", "organizer"):
        resource[key] = _person(resource[key], calendar)
    guests = resource.get("attendees", [])
    resource["attendees"] = [events.attendee(_person(guest, calendar)) for guest in guests]
    recurrence.check(resource)
    return store.put(calendar, without_empty(resource))


def _not_told(id_: str, account: Account, calendar: Calendar, now: str) -> Json:
    """What an event has of which its recording says nothing."""
    return {
        "kind": "calendar#event",
        "status": "confirmed",
        "htmlLink": events.link(id_, calendar),
        "created": now,
        "updated": now,
        "creator": events.organiser_of(calendar, account),
        "organizer": events.organiser_of(calendar, account),
        "iCalUID": f"{id_}@google.com",
        "sequence": 0,
        "eventType": "default",
        "reminders": {"useDefault": True},
    }


def _of_series(calendar: Calendar, event: Json) -> Json:
    """What a bare cancelled instance does not say of itself."""
    if "start" in event:
        return {}
    leader = calendar.events[event["recurringEventId"]].resource
    original = times.checked(event["originalStartTime"], "original start", calendar.time_zone)
    return recurrence.instance(leader, original)


def _person(person: Json, calendar: Calendar) -> Json:
    named = {key: value for key, value in person.items() if key != "self"}
    return {**named, "email": calendar.id} if person.get("self") else named
