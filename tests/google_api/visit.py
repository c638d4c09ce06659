"""An event of Google's, and what is read of it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from google_sync.engine.events.item import Reminder
from google_sync.google_api.calendar.event_codec import decode_event
from world import CALENDAR

NINE = datetime(2027, 3, 2, 9, tzinfo=timezone.utc)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DEFAULT = (Reminder(30, "popup"),)
EVENT = {
    "id": "visit",
    "etag": '"1"',
    "status": "confirmed",
    "start": {"dateTime": "2027-03-02T10:00:00+01:00", "timeZone": "Europe/Zurich"},
    "end": {"dateTime": "2027-03-02T11:00:00+01:00", "timeZone": "Europe/Zurich"},
    "updated": "2027-03-01T08:30:00.123Z",
}


def decode(**changes):
    return decode_event({**EVENT, **changes}, DEFAULT, CALENDAR)


def item(**changes):
    return decode(**changes).item
