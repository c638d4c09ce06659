"""What else may be sent where Google refuses one detail of an event, and with it the whole.

- A zone by a name that Google does not know goes by other names of the same clock.
- An address that Google takes for none is left out, so that the event is there for everybody else.
  Its answer names no address, so they are left out one by one, then those that look like a typo,
  and in the end all new ones.
  https://github.com/googleapis/google-api-php-client/issues/1605
- Of the occurrences that the lines of a series take out (EXDATE) it takes some hundreds, no page
  tells how many. So only half of them stay in the lines, then a quarter, and in the end none; the
  others are cancelled one by one.
  https://github.com/derekantrican/GAS-ICS-Sync/issues/271
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from typing import Literal

from ...engine.events.recurrence import with_half_the_dates
from ...engine.events.zones import other_names
from ..transport.errors import RecordRefused
from ..transport.instance_ids import instance_id
from ..transport.outcomes import Failed, Outcome
from ..transport.transport import Answer
from .client import Event
from .event_write import EventWrite
from .guest_codec import without_guests

#: How many addresses are left out one by one.
_MOST_ALONE = 5
#: What most addresses look like. Others come first.
_USUAL = re.compile(r"[a-z0-9_%+-]+(\.[a-z0-9_%+-]+)*@([a-z0-9-]+\.)+[a-z]{2,}")


def refused_detail(answer: Answer) -> Literal["zone", "guests"] | None:
    """Which detail Google refuses, if it says so."""
    said = answer.detail.casefold() if isinstance(answer, RecordRefused) else ""
    if "time zone" in said or "timezone" in said:
        return "zone"
    return "guests" if "attendee email" in said else None


def other_ways(write: EventWrite, answer: Answer) -> list[EventWrite]:
    """What to send instead of a write that Google has answered so, in this order."""
    detail = refused_detail(answer)
    if detail == "zone":
        return _in_other_zones(write)
    return _without_addresses(write) if detail == "guests" else []


def _in_other_zones(write: EventWrite) -> list[EventWrite]:
    start = write.body.get("start") or {}
    zone = start.get("timeZone")
    if not zone:
        return []
    year = int(str(start.get("dateTime") or start.get("date"))[:4])
    return [
        replace(write, body=_in_zone(write.body, zone, name)) for name in other_names(zone, year)
    ]


def _in_zone(body: Event, zone: str, name: str) -> Event:
    points = {
        end: {**body[end], "timeZone": name}
        for end in ("start", "end")
        if (body.get(end) or {}).get("timeZone") == zone
    }
    lines = [
        line.replace(f"TZID={zone}:", f"TZID={name}:") for line in body.get("recurrence") or ()
    ]
    return {**body, **points, **({"recurrence": lines} if lines else {})}


def _without_addresses(write: EventWrite) -> list[EventWrite]:
    usual = set(filter(_USUAL.fullmatch, write.invited))
    unusual = set(write.invited - usual)
    alone = [{email} for email in (*sorted(unusual), *sorted(usual))[:_MOST_ALONE]]
    ways = [emails for emails in (*alone, unusual, {*write.invited}) if emails]
    return [_without(write, ways[n]) for n in range(len(ways)) if ways[n] not in ways[:n]]


def _without(write: EventWrite, emails: Collection[str]) -> EventWrite:
    body = without_guests(write.body, emails)
    return replace(write, body=body, invited=write.invited - {*emails})


def with_fewer_dates(write: EventWrite, outcome: Outcome) -> EventWrite | None:
    """The write with half of the dates in its lines, the others as instances of their own, where
    Google has refused it as too large; ``None``, where that would not help."""
    if not (isinstance(outcome, Failed) and "size limit" in outcome.error.detail.casefold()):
        return None
    lines, left_out = with_half_the_dates(write.body.get("recurrence") or ())
    if not left_out:
        return None
    known = {instance.event_id for instance in write.instances}
    names = (instance_id(write.event_id, original_start) for original_start in left_out)
    more = (EventWrite("delete", name, {}) for name in names if name not in known)
    body = {**write.body, "recurrence": lines}
    return replace(write, body=body, instances=(*write.instances, *more))
