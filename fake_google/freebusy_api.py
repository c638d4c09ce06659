"""freebusy.query: when calendars are taken, and nothing of what takes them.

https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from typing import Any

from . import errors, series, times
from .api import Request, serves
from .calendar_api import subscription_of
from .store import Calendar, Entry

Json = dict[str, Any]

MOST_CALENDARS = 50
LONGEST = 90 * 86_400.0
"""Seconds; a longer time is refused. https://github.com/calcom/cal.diy/pull/11962"""


@serves("calendar.freebusy.query")
def query(request: Request) -> Json:
    """The spans in which each calendar is taken; of one that cannot be seen, the error alone."""
    body = request.body
    since, until = (_moment(body, name) for name in ("timeMin", "timeMax"))
    if until <= since:
        raise errors.time_range_empty()
    if until - since > LONGEST:
        raise errors.time_range_too_long()
    zone = body.get("timeZone", "UTC")
    if not times.is_zone(zone):
        raise errors.invalid("Invalid time zone.", "timeZone")
    names = [item.get("id", "") for item in body.get("items", ())]
    asked = min(body.get("calendarExpansionMax", MOST_CALENDARS), MOST_CALENDARS)
    too_many = len(names) > asked
    return {
        "kind": "calendar#freeBusy",
        "timeMin": body["timeMin"],
        "timeMax": body["timeMax"],
        "calendars": {
            name: _error("tooManyCalendarsRequested")
            if too_many
            else _calendar(request, name, (since, until), zone)
            for name in names
        },
    }


def _moment(body: Json, name: str) -> float:
    if not body.get(name):
        raise errors.required(f"Missing {name}.")
    return times.parse(body[name]).timestamp()


def _calendar(request: Request, name: str, window: tuple[float, float], zone: str) -> Json:
    try:
        calendar = subscription_of(request, name).calendar
    except errors.ApiError:
        return _error("notFound")
    where = times.zone(zone)

    def shown(seconds: float) -> str:
        return times.show(datetime.fromtimestamp(seconds, timezone.utc), where)

    spans = _merged(sorted(_spans(calendar, *window)))
    return {"busy": [{"start": shown(start), "end": shown(end)} for start, end in spans]}


def _error(reason: str) -> Json:
    return {"errors": [{"domain": "global", "reason": reason}], "busy": []}


def _spans(calendar: Calendar, since: float, until: float) -> Iterator[tuple[float, float]]:
    """Where the calendar's events lie that take up time, as far as they lie in the window."""
    zone = calendar.time_zone
    for entry in calendar.events.values():
        resource = entry.resource
        if entry.pending or resource.get("recurringEventId"):
            continue
        if resource.get("recurrence") and resource["status"] != "cancelled":
            found: Iterator[Entry] = series.instances(calendar, entry, since, until)
        else:
            found = iter([entry])
        for one in found:
            if not _takes_time(one.resource, calendar):
                continue
            start = max(times.seconds(one.resource["start"], zone), since)
            end = min(times.seconds(one.resource["end"], zone), until)
            if start < end:
                yield start, end


def _takes_time(resource: Json, calendar: Calendar) -> bool:
    if resource["status"] == "cancelled" or resource.get("transparency") == "transparent":
        return False
    me = [guest for guest in resource.get("attendees", ()) if guest["email"] == calendar.id]
    return not any(guest.get("responseStatus") == "declined" for guest in me)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in spans:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
