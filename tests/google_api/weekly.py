"""A weekly meeting: what Google lists of it, and the items that say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from google_sync.engine.core.item import differing, field_names
from google_sync.engine.events.item import EventItem, Reminder, Timed
from google_sync.engine.events.occurrences import template, with_occurrences
from google_sync.engine.events.recurrence import read_lines
from google_sync.google_api.calendar.series_codec import decode_series, encode_write
from google_sync.google_api.transport.instance_ids import instance_id
from world import CALENDAR, ZONE

#: Mondays at nine in Zurich; the clocks change before the last of them.
FIRST = datetime(2027, 3, 8, 8, tzinfo=timezone.utc)
SECOND, THIRD = (FIRST + timedelta(weeks=n) for n in (1, 2))
FOURTH = FIRST + timedelta(weeks=3, hours=-1)
HOUR = timedelta(hours=1)
DEFAULT = (Reminder(30, "popup"),)
MASTER = {
    "id": "weekly",
    "etag": '"1"',
    "status": "confirmed",
    "summary": "Weekly",
    "start": {"dateTime": "2027-03-08T09:00:00+01:00", "timeZone": ZONE},
    "end": {"dateTime": "2027-03-08T10:00:00+01:00", "timeZone": ZONE},
    "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"],
    "updated": "2027-03-01T08:30:00Z",
}
EVERYTHING = frozenset(field_names(EventItem("", Timed(FIRST, FIRST))))


def instance(original_start, **changes):
    """What Google lists for an instance that somebody changed."""
    start, stop = (
        f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (original_start, original_start + HOUR)
    )
    return {
        "id": instance_id("weekly", original_start),
        "recurringEventId": "weekly",
        "originalStartTime": {"dateTime": start, "timeZone": ZONE},
        "status": "confirmed",
        "summary": "Weekly",
        "start": {"dateTime": start},
        "end": {"dateTime": stop},
        **changes,
    }


def gap(original_start):
    """What Google lists for an instance that was cancelled."""
    kept = ("id", "recurringEventId", "originalStartTime")
    return {**{name: instance(original_start)[name] for name in kept}, "status": "cancelled"}


def decode(master=MASTER, *instances, base=None):
    return decode_series(master, instances, base, DEFAULT, CALENDAR)


def exceptions(*instances, base=None, **changes):
    return dict(decode({**MASTER, **changes}, *instances, base=base).item.exceptions)


SERIES = decode().item


def with_(*occurrences, series=SERIES):
    """The series with other occurrences at some original starts."""
    return with_occurrences(series, dict(occurrences))


def at(original_start, series=SERIES, **changes):
    return original_start, replace(template(series, original_start), **changes)


def repeating(*lines):
    """Another time of the series, that begins where it does."""
    return read_lines(lines, SERIES.when.first, ZONE)[0]


def body(before, after):
    fields = differing(before, after) if before else EVERYTHING
    return encode_write(before, after, fields, "UTC")
