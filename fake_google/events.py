"""The event resource: what may be written into one, what a write makes of it, how it is shown.

Pure functions of dicts in Google's form. Who may write what, and what happens to the copies of
guests, is in `editing` and `guest_copies`.
https://developers.google.com/calendar/api/v3/reference/events
"""

from __future__ import annotations

import base64
import json
import re
import secrets
from dataclasses import replace
from typing import Any

from . import descriptions, errors, recurrence, times
from .habits import Habits
from .store import Account, Calendar, Entry
from .values import without_empty, without_nulls

Json = dict[str, Any]

READ_ONLY = frozenset(
    (
        "kind",
        "etag",
        "id",
        "htmlLink",
        "created",
        "updated",
        "creator",
        "organizer",
        "hangoutLink",
        "recurringEventId",
        "originalStartTime",
        "locked",
        "iCalUID",
        "attendeesOmitted",
        "endTimeUnspecified",
        "privateCopy",
    )
)
MERGED = ("start", "end", "reminders", "source", "gadget", "extendedProperties")
"""Objects whose inner fields a patch sets one by one. A conference is not among them: each request
makes a new one."""

ALLOWED = {
    "status": ("confirmed", "tentative", "cancelled"),
    "transparency": ("opaque", "transparent"),
    "visibility": ("default", "public", "private", "confidential"),
}
CREATABLE = ("birthday", "default", "focusTime", "outOfOffice", "workingLocation")
"""The types of event that a client may make; fromGmail is the other one."""
RESTRICTIONS = {"public": 0, "default": 1, "private": 2, "confidential": 2}
"""What a calendar shows by default is taken to be less than all and more than nothing."""
ANSWERS = ("needsAction", "declined", "tentative", "accepted")
REMINDER_METHODS = ("email", "popup")
SCHEDULE = ("start", "end", "recurrence")

ID = re.compile(r"[a-v0-9]{5,1024}")
ATOM = r"[\w!#$%&'*+/=?^`{|}~-]+"
EMAIL = re.compile(rf"{ATOM}(\.{ATOM})*@{ATOM}(\.{ATOM})*", re.ASCII)
BASE32HEX = "0123456789abcdefghijklmnopqrstuv"

MAX_REMINDERS = 5
MAX_REMINDER_MINUTES = 40320
# https://developers.google.com/calendar/api/guides/extended-properties
MAX_PROPERTY_KEY = 44
MAX_PROPERTY_VALUE = 1024
MAX_PROPERTIES = 300
MAX_PROPERTIES_SIZE = 32 * 1024


def new_id() -> str:
    """An id as Google makes them when the client gave none."""
    return "".join(secrets.choice(BASE32HEX) for _ in range(26))


def check_id(id_: str) -> None:
    """:raise ApiError: 400 for an id that a client may not choose"""
    if not ID.fullmatch(id_):
        raise errors.invalid("Invalid resource id value.")


def writable(body: Json) -> Json:
    """What of a body a client may set; Google ignores the rest."""
    return {key: value for key, value in body.items() if key not in READ_ONLY}


def created(
    body: Json, id_: str, calendar: Calendar, author: Account, now: str, habits: Habits
) -> Json:
    """The first version of an event."""
    body = without_nulls(body)
    resource = {
        "kind": "calendar#event",
        "status": "confirmed",
        **without_empty(writable(body)),
        "id": id_,
        "htmlLink": link(id_, calendar),
        "created": now,
        "updated": now,
        "creator": _person(author.email, author.name, author.email),
        "organizer": organiser_of(calendar, author),
        "iCalUID": body.get("iCalUID") or f"{id_}@google.com",
        "sequence": body.get("sequence") or 0,
        "eventType": body.get("eventType") or "default",
    }
    _check_value("eventType", resource["eventType"], CREATABLE)
    resource.setdefault("reminders", {"useDefault": True})
    return checked(resource, calendar.time_zone, habits)


def patched(before: Json, patch: Json) -> Json:
    """Apply patch semantics: null takes away, arrays are replaced, objects are merged.

    https://developers.google.com/calendar/api/guides/performance#patch
    """
    after = dict(before)
    for key, value in writable(patch).items():
        after[key] = _merged(before.get(key), value) if key in MERGED else value
    return without_empty(after)


def replaced(before: Json, body: Json) -> Json:
    """Apply update semantics: what the body does not say is gone."""
    kept = {key: value for key, value in before.items() if key in READ_ONLY}
    kept.setdefault("status", "confirmed")
    for key in ("eventType", "sequence"):
        kept[key] = before[key]
    after = {**kept, "reminders": {"useDefault": True}, "status": "confirmed", **writable(body)}
    return without_empty(without_nulls(after))


def with_omitted(before: Json, body: Json) -> Json:
    """A body with its whole guest list, where it says that guests were left out of it (G12).

    The description of `attendeesOmitted` in the discovery document: "When updating an event, this
    can be used to only update the participant's response."
    """
    if not body.get("attendeesOmitted"):
        return body
    said = {guest.get("email", "").lower(): guest for guest in body.get("attendees") or []}
    known = [said.pop(guest["email"], guest) for guest in before.get("attendees", [])]
    return {**body, "attendees": [*known, *said.values()]}


def finished(before: Json, after: Json, calendar_zone: str, now: str, habits: Habits) -> Json:
    """Check a changed event and bring `sequence` and `updated` forward as the change demands."""
    if after["eventType"] != before["eventType"]:
        raise errors.invalid("The event type cannot be changed.")
    if after.get("sequence", 0) < before["sequence"]:
        raise errors.invalid(
            "Invalid sequence value. The specified sequence number is below the current sequence "
            "number of the resource. Re-fetch the resource and use its sequence number on the "
            "following request."
        )
    known = {before[side].get("timeZone") for side in ("start", "end")}
    zones = tuple(zone for zone in habits.refused_zones if zone not in known)
    after = checked(after, calendar_zone, replace(habits, refused_zones=zones))
    moved = any(before.get(key) != after.get(key) for key in SCHEDULE)
    if moved and after["sequence"] == before["sequence"]:
        after["sequence"] += 1
    if _main(before) != _main(after):
        after["updated"] = now
    return after


def checked(resource: Json, calendar_zone: str, habits: Habits) -> Json:
    """Check what the schema cannot say, and bring the event into its stored form.

    :raise ApiError: 400
    """
    result = dict(resource)
    if result.get("recurrence"):
        recurrence.require_zones(result.get("start") or {}, result.get("end") or {})
    for side in ("start", "end"):
        result[side] = times.checked(result.get(side), side, calendar_zone, habits.refused_zones)
    if ("date" in result["start"]) != ("date" in result["end"]):
        raise errors.invalid("Start and end times must either both be date or both be dateTime.")
    if recurrence.duration(result, calendar_zone) <= 0:  # G7
        raise errors.time_range_empty()
    recurrence.check(result, habits.exdates_limit)
    _check_values(result)
    if "description" in result:
        result["description"] = descriptions.stored(result["description"], habits)
    check_reminders(result.get("reminders") or {})
    if "attendees" in result:
        result["attendees"] = [attendee(guest) for guest in result["attendees"]]
    if "extendedProperties" in result:
        result["extendedProperties"] = _properties(result["extendedProperties"])
    return without_empty(result)


def shown(entry: Entry, calendar: Calendar, time_zone: str | None) -> Json:
    """An event as a reply shows it: times in the calendar's or the wanted zone, `self` marked."""
    zone = time_zone or calendar.time_zone
    if zone not in entry.shown:
        entry.shown[zone] = shown_resource(entry.resource, calendar, zone)
    return entry.shown[zone]


def shown_resource(resource: Json, calendar: Calendar, zone: str) -> Json:
    """As `shown`, for an instance that is not stored."""
    result = dict(resource)
    for key in ("start", "end", "originalStartTime"):
        when = result.get(key)
        if when and when.get("timeZone", zone) != zone:
            local = times.show(times.parse(when["dateTime"]), times.zone(zone))
            result[key] = {**when, "dateTime": local}
    for key in ("creator", "organizer"):
        if key in result and result[key].get("email") == calendar.id:
            result[key] = {**result[key], "self": True}
    if "attendees" in result:
        organiser = result["organizer"].get("email")
        result["attendees"] = [
            _shown_attendee(guest, calendar, organiser) for guest in result["attendees"]
        ]
        if organiser != calendar.id and result.get("guestsCanSeeOtherGuests") is False:
            return limited(result, calendar, 0)
    return result


def bare(resource: Json, calendar: Calendar) -> Json:
    """A tombstone: what is left of a cancelled event where its details are not shown.

    The description of `status` in the discovery document says which fields are sure.
    """
    keys = ("kind", "etag", "id", "status", "recurringEventId", "originalStartTime")
    kept = {key: resource[key] for key in keys if key in resource}
    return shown_resource(kept, calendar, calendar.time_zone)


def limited(shown_event: Json, calendar: Calendar, max_attendees: int | None) -> Json:
    """An event with at most so many guests; with more, only the calendar's own person is shown."""
    guests = shown_event.get("attendees", [])
    if max_attendees is None or len(guests) <= max_attendees:
        return shown_event
    own = [guest for guest in guests if guest["email"] == calendar.id]
    return {**without_empty({**shown_event, "attendees": own}), "attendeesOmitted": True}


def answer_of(resource: Json, email: str) -> str | None:
    """The answer of one guest, None for somebody who is not invited."""
    for guest in resource.get("attendees", []):
        if guest["email"] == email:
            return str(guest["responseStatus"])
    return None


def restriction(resource: Json) -> int:
    """How much an event is hidden from those who see its calendar, more is larger."""
    return RESTRICTIONS[resource.get("visibility", "default")]


_MEET = {"type": "hangoutsMeet"}


def with_conference(resource: Json, before: Json, meet: str) -> Json:
    """Turn a request for a conference into a Meet link; without conference there is no link.

    :param before: the event so far; a request with the id of its last one is passed over
    :param meet: the habit
    """
    data = resource.get("conferenceData") or {}
    without_link = {key: value for key, value in resource.items() if key != "hangoutLink"}
    if not data:
        return without_link
    request = data.get("createRequest")
    if not request or data.get("entryPoints"):
        return resource
    if not request.get("requestId"):
        raise errors.required("Missing conference request id.")
    known = before.get("conferenceData", {})
    if known.get("createRequest", {}).get("requestId") == request["requestId"]:
        return {**resource, "conferenceData": known}
    if meet == "failed":
        return {**without_link, "conferenceData": _asked(request, "failure")}
    letters = "".join(secrets.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(10))
    code = f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"
    link = f"https://meet.google.com/{code}"
    conference = {
        **_asked(request, "success"),
        "entryPoints": [{"entryPointType": "video", "uri": link, "label": link.split("//")[1]}],
        "conferenceSolution": {"key": _MEET, "name": "Google Meet"},
        "conferenceId": code,
    }
    return {**resource, "conferenceData": conference, "hangoutLink": link}


def while_pending(shown: Json) -> Json:
    """An event whose Meet is not there yet, as Google answers a request for one."""
    request = shown.get("conferenceData", {}).get("createRequest")
    if not request:
        return shown
    kept = {key: value for key, value in shown.items() if key != "hangoutLink"}
    return {**kept, "conferenceData": _asked(request, "pending")}


def _asked(request: Json, status: str) -> Json:
    return {
        "createRequest": {
            **request,
            "conferenceSolutionKey": _MEET,
            "status": {"statusCode": status},
        }
    }


def organiser_of(calendar: Calendar, author: Account) -> Json:
    """The organiser of what is made on a calendar: the calendar itself."""
    name = author.name if calendar.id == author.email else calendar.summary
    return _person(calendar.id, name, calendar.id)


def link(id_: str, calendar: Calendar) -> str:
    """The address of an event's page."""
    eid = base64.urlsafe_b64encode(f"{id_} {calendar.id}".encode()).decode().rstrip("=")
    return f"https://www.google.com/calendar/event?eid={eid}"


def attendee(guest: Json) -> Json:
    """A guest in the form that is stored.

    :raise ApiError: 400 for one without an address, or with an unknown answer
    """
    email = (guest.get("email") or "").lower()
    if not email:
        raise errors.required("Missing attendee email.")
    if not EMAIL.fullmatch(email):
        raise errors.invalid("Invalid attendee email.")
    kept = {key: value for key, value in guest.items() if key not in ("self", "organizer", "id")}
    result = {"responseStatus": "needsAction", **without_empty(kept), "email": email}
    _check_value("attendees.responseStatus", result["responseStatus"], ANSWERS)
    return result


def _person(email: str, name: str, plain: str) -> Json:
    return {"email": email, **({"displayName": name} if name != plain else {})}


def _merged(before: Any, patch: Any) -> Any:
    if not isinstance(patch, dict) or not isinstance(before, dict):
        return patch if not isinstance(patch, dict) else _merged({}, patch)
    result = dict(before)
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = _merged(before.get(key), value) if isinstance(value, dict) else value
    return result


def _main(resource: Json) -> Json:
    """What counts for `updated`: a change of the reminders does not."""
    return {key: value for key, value in resource.items() if key not in ("reminders", "etag")}


def _check_values(resource: Json) -> None:
    for key, allowed in ALLOWED.items():
        if key in resource:
            _check_value(key, resource[key], allowed)


def _check_value(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise errors.invalid(
            f"Invalid value for {name}: '{value}'. Allowed values: [{', '.join(allowed)}]"
        )


def check_reminders(reminders: Json) -> None:
    """:raise ApiError: 400 for reminders that Google does not take"""
    overrides = reminders.get("overrides") or []
    if overrides and reminders.get("useDefault"):
        raise errors.ApiError(
            400,
            "cannotUseDefaultRemindersAndSpecifyOverride",
            "Cannot specify both default reminders and overrides at the same time.",
            domain="calendar",
        )
    if len(overrides) > MAX_REMINDERS:
        raise errors.invalid(f"An event has at most {MAX_REMINDERS} reminders.")
    for reminder in overrides:
        if "method" not in reminder or "minutes" not in reminder:
            raise errors.required("A reminder needs a method and minutes.")
        _check_value("reminders.overrides.method", reminder["method"], REMINDER_METHODS)
        if not 0 <= reminder["minutes"] <= MAX_REMINDER_MINUTES:
            raise errors.invalid(
                f"Invalid reminder minutes: {reminder['minutes']}. "
                f"Values must be within the range: [0, {MAX_REMINDER_MINUTES}]"
            )


def _shown_attendee(guest: Json, calendar: Calendar, organiser: str | None) -> Json:
    marks = {"self": guest["email"] == calendar.id, "organizer": guest["email"] == organiser}
    return {**guest, **{name: True for name, is_set in marks.items() if is_set}}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _properties(groups: Json) -> Json:
    """Extended properties within Google's limits: long keys vanish, long values are cut."""
    result = {
        name: {
            key: _text(value)[:MAX_PROPERTY_VALUE]
            for key, value in (groups.get(name) or {}).items()
            if value is not None and len(key) <= MAX_PROPERTY_KEY
        }
        for name in ("private", "shared")
    }
    pairs = [pair for group in result.values() for pair in group.items()]
    size = sum(len(key.encode()) + len(value.encode()) for key, value in pairs)
    if len(pairs) > MAX_PROPERTIES or size > MAX_PROPERTIES_SIZE:
        raise errors.invalid(
            f"An event has at most {MAX_PROPERTIES} extended properties and "
            f"{MAX_PROPERTIES_SIZE} bytes of them."
        )
    return {name: group for name, group in result.items() if group}
