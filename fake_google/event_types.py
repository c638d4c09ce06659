"""What Google lets clients do with the events that it makes itself.

Of an event from Gmail they may change "colorId, reminders, visibility, transparency, status, and
attendees", as https://workspaceupdates.googleblog.com/2024/05/google-calendar-api-event-type-fromgmail.html
is understood by https://github.com/KeepSoftwareSimple/compass-calendar/issues/3512. How Google
refuses the rest, and that nobody deletes the birthday of a contact, is seen in
https://github.com/kellylford/QuickMail/issues/294.
"""

from __future__ import annotations

from typing import Any

from . import birthdays, errors

Json = dict[str, Any]

FROM_GMAIL = frozenset(
    ("colorId", "reminders", "visibility", "transparency", "status", "attendees")
)


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
