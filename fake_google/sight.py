"""What somebody sees of an event: by their access to its calendar (G5), and how many guests.

The descriptions of `accessRole` in the discovery document tell of private events and of free/busy
information; which fields are left, they do not. That lists of events come at all, without titles:
https://github.com/googleworkspace/go-samples/issues/33
"""

from __future__ import annotations

from typing import Any

from . import events
from .store import Entry, Subscription

Json = dict[str, Any]

BLIND_TO_PRIVATE = ("reader", "writerWithoutPrivateAccess")
BUSY = (
    "kind",
    "etag",
    "id",
    "status",
    "htmlLink",
    "created",
    "updated",
    "start",
    "end",
    "recurrence",
    "recurringEventId",
    "originalStartTime",
    "transparency",
    "iCalUID",
    "sequence",
    "eventType",
)
"""What is left of an event whose details are hidden."""


def hides(role: str, resource: Json) -> bool:
    """Whether a role sees of an event no more than that there is one."""
    is_private = events.restriction(resource) == events.RESTRICTIONS["private"]
    return role == "freeBusyReader" or (is_private and role in BLIND_TO_PRIVATE)


def shown(entry: Entry, at: Subscription, parameters: Json, most: int | None = None) -> Json:
    """An event as a reply shows it to who has the calendar in their list.

    :param parameters: those of the request: `timeZone` and `maxAttendees`
    :param most: how many guests are shown where the request does not say; None: all
    """
    event = events.shown(entry, at.calendar, parameters.get("timeZone"))
    if hides(at.role, entry.resource):
        kept = {key: event[key] for key in BUSY if key in event}
        return {**kept, "visibility": "private"}
    return events.limited(event, at.calendar, parameters.get("maxAttendees", most))
