"""A Monday at nine, and series that begin with it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from google_sync.engine.events.item import AllDay, Timed
from google_sync.engine.events.recurrence import read_lines

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

#: A Monday, at nine in Paris.
MONDAY = datetime(2027, 1, 4, 8, tzinfo=timezone.utc)
AT_NINE = Timed(MONDAY, MONDAY + HOUR)
WHOLE_DAY = AllDay(date(2027, 1, 4), date(2027, 1, 5))


def series(*lines, first=AT_NINE, zone="Europe/Paris"):
    """What Google's lines say of an item's time."""
    return read_lines(lines, first, zone)[0]
