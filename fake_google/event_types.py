"""What Google lets clients do with events that are no ordinary appointments.

Of time out of office and working locations clients may make their own, within
https://developers.google.com/workspace/calendar/api/guides/calendar-status; the sentences with
which Google refuses the rest are quoted in the code of many who have met them.

The others Google makes itself.

Of an event from Gmail they may change "colorId, reminders, visibility, transparency, status, and
attendees", as https://workspaceupdates.googleblog.com/2024/05/google-calendar-api-event-type-fromgmail.html
is understood by https://github.com/KeepSoftwareSimple/compass-calendar/issues/3512. How Google
refuses the rest, and that nobody deletes the birthday of a contact, is seen in
https://github.com/kellylford/QuickMail/issues/294.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from . import birthdays, errors
from .store import Account, Calendar

Json = dict[str, Any]

FROM_GMAIL = frozenset(
    ("colorId", "reminders", "visibility", "transparency", "status", "attendees")
)


STATUS = {"outOfOffice": "OutOfOffice", "workingLocation": "WorkingLocation"}
DECLINES = (
    "declineNone",
    "declineAllConflictingInvitations",
    "declineOnlyNewConflictingInvitations",
)
LOCATIONS = ("homeOffice", "officeLocation", "customLocation")


def check_status(resource: Json, calendar: Calendar, account: Account, habit: str) -> None:
    """:raise ApiError: 400 for what tells where somebody is and cannot be so, or not here

    :param habit: whether the account may have such events at all
    """
    kind = resource["eventType"]
    if kind not in STATUS or resource.get("status") == "cancelled":
        return
    if habit == "refused":
        raise errors.invalid("This event type is not supported for this account.")
    if habit == "forbidden":
        raise errors.forbidden("forbidden", "Forbidden")
    if calendar.id != account.email:
        raise errors.invalid("This event type is only supported on primary calendars.")
    if kind == "outOfOffice":
        _check_out_of_office(resource)
    else:
        _check_working_location(resource)


def _check_out_of_office(resource: Json) -> None:
    said = {
        "an all-day event": "date" in resource["start"],
        "a description": bool(resource.get("description")),
        "a location": bool(resource.get("location")),
        "attendees": bool(resource.get("attendees")),
    }
    for what, is_so in said.items():
        if is_so:
            verb = "be" if "event" in what else "have"
            raise _malformed(resource, f"An out of office event must not {verb} {what}.")
    mode = resource.get("outOfOfficeProperties", {}).get("autoDeclineMode", DECLINES[0])
    if mode not in DECLINES:
        raise errors.invalid(f"Invalid value for autoDeclineMode: '{mode}'.")


def _check_working_location(resource: Json) -> None:
    for name, value in (("transparency", "transparent"), ("visibility", "public")):
        if resource.get(name) != value:
            text = f"A working location event must have a {name} setting of {value}."
            raise _malformed(resource, text)
    if resource.get("workingLocationProperties", {}).get("type") not in LOCATIONS:
        raise _malformed(resource, "A working location event must have a location type.")
    start, end = resource["start"], resource["end"]
    days = [date.fromisoformat(when["date"]) for when in (start, end) if "date" in when]
    if days and (days[1] - days[0]).days != 1:
        text = "An all-day working location event must be exactly one day long."
        raise _malformed(resource, text)


def _malformed(resource: Json, text: str) -> errors.ApiError:
    reason = f"malformed{STATUS[resource['eventType']]}Event"
    return errors.ApiError(400, reason, text, domain="calendar")


def check_change(before: Json, after: Json) -> None:
    """:raise ApiError: 400 for a change that the type of the event does not allow"""
    kind = before["eventType"]
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if kind == "fromGmail" and not changed <= FROM_GMAIL:
        raise _restricted(kind)
    if birthdays.contact_of(before) and not changed.isdisjoint(birthdays.OF_THE_CONTACT):
        raise _restricted(kind)


def check_deletion(resource: Json) -> None:
    """:raise ApiError: 400 for the birthday of a contact: it goes with that"""
    if birthdays.contact_of(resource):
        raise _restricted(resource["eventType"])


def _restricted(kind: str) -> errors.ApiError:
    return errors.ApiError(
        400,
        "eventTypeRestriction",
        f"Attempt made to modify '{kind}' event in a way that is not valid for this event type.",
        domain="calendar",
    )
