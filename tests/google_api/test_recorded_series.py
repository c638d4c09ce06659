"""Series as Google is known to spell them, in the shape of its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from google_sync.engine.events.item import AllDay, EventItem, Reminder, Repeating, Timed
from google_sync.engine.events.occurrences import template
from google_sync.google_api.calendar.series import gather
from google_sync.google_api.calendar.series_codec import decode_series
from world import CALENDAR

DEFAULT = (Reminder(30, "popup"),)
COMMON = {
    "kind": "calendar#event",
    "etag": '"3480508598540894"',
    "status": "confirmed",
    "created": "2027-01-22T19:58:05.000Z",
    "updated": "2027-02-22T19:58:19.270Z",
    "creator": {"email": CALENDAR, "self": True},
    "organizer": {"email": CALENDAR, "self": True},
    "reminders": {"useDefault": True},
    "eventType": "default",
}


def utc(*parts):
    return datetime(*parts, tzinfo=timezone.utc)


def times(zone, start, end):
    return {
        "start": {"dateTime": start, "timeZone": zone},
        "end": {"dateTime": end, "timeZone": zone},
    }


#: Made in Google's own calendar; one lesson moved, one cancelled.
LESSONS = [
    {
        **COMMON,
        **times("America/Detroit", "2027-03-09T10:20:00-05:00", "2027-03-09T11:40:00-05:00"),
        "id": "c4p3gchl6ss36b9gcgo64b9k",
        "summary": "CSE 380",
        "recurrence": ["RRULE:FREQ=WEEKLY;WKST=SU;UNTIL=20270331T035959Z;BYDAY=TH,TU"],
        "iCalUID": "c4p3gchl6ss36b9gcgo64b9k@google.com",
        "sequence": 1,
    },
    {
        **COMMON,
        **times("America/Detroit", "2027-03-11T14:00:00-05:00", "2027-03-11T15:20:00-05:00"),
        "id": "c4p3gchl6ss36b9gcgo64b9k_20270311T152000Z",
        "summary": "CSE 380",
        "recurringEventId": "c4p3gchl6ss36b9gcgo64b9k",
        "originalStartTime": {
            "dateTime": "2027-03-11T10:20:00-05:00",
            "timeZone": "America/Detroit",
        },
    },
    {
        "kind": "calendar#event",
        "etag": '"3479650419788687"',
        "id": "c4p3gchl6ss36b9gcgo64b9k_20270316T142000Z",
        "status": "cancelled",
        "recurringEventId": "c4p3gchl6ss36b9gcgo64b9k",
        "originalStartTime": {
            "dateTime": "2027-03-16T10:20:00-04:00",
            "timeZone": "America/Detroit",
        },
    },
]

#: Came by CalDAV: what was taken out is in the lines, and the zone is said in each.
IMPORTED = [
    {
        **COMMON,
        **times("Europe/Zurich", "2027-10-25T09:00:00+02:00", "2027-10-25T10:00:00+02:00"),
        "id": "_60q30c1g60o30e1i60o4ac1g60rj8gpl",
        "recurrence": [
            "EXDATE;TZID=Europe/Zurich:20271027T090000,20271102T090000",
            "RDATE;TZID=Europe/Zurich:20271120T103000",
            "RRULE:FREQ=DAILY;COUNT=9",
        ],
        "visibility": "private",
    }
]

#: "This and following events", changed at its second occurrence.
SPLIT = [
    {
        **COMMON,
        **times("UTC", "2027-03-08T09:00:00Z", "2027-03-08T10:00:00Z"),
        "id": "59orfkiunbn2vlp6c2tndq6ui0_R20270308T090000",
        "summary": "After",
        "recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=MO"],
    },
    {
        "id": "59orfkiunbn2vlp6c2tndq6ui0_20270315T090000Z",
        "status": "cancelled",
        "recurringEventId": "59orfkiunbn2vlp6c2tndq6ui0_R20270308T090000",
        "originalStartTime": {"dateTime": "2027-03-15T09:00:00Z", "timeZone": "UTC"},
    },
]

#: Whole days, one of them in other words.
HOLIDAYS = [
    {
        **COMMON,
        "id": "ho1idays",
        "summary": "National day",
        "start": {"date": "2027-08-01"},
        "end": {"date": "2027-08-02"},
        "transparency": "transparent",
        "recurrence": ["RRULE:FREQ=YEARLY"],
    },
    {
        **COMMON,
        "id": "ho1idays_20300801",
        "summary": "National day, and a Thursday",
        "start": {"date": "2030-08-01"},
        "end": {"date": "2030-08-02"},
        "transparency": "transparent",
        "recurringEventId": "ho1idays",
        "originalStartTime": {"date": "2030-08-01"},
    },
]


def decode(events):
    ((_series_id, series),) = gather(events).items()
    return decode_series(series.master, series.instances, None, DEFAULT, CALENDAR).item


def test_lessons():
    item = decode(LESSONS)
    moved, cancelled = utc(2027, 3, 11, 15, 20), utc(2027, 3, 16, 14, 20)
    assert item.title == "CSE 380"
    assert item.when.zone == "America/Detroit"
    assert item.when.first == Timed(utc(2027, 3, 9, 15, 20), utc(2027, 3, 9, 16, 40))
    afternoon = Timed(utc(2027, 3, 11, 19), utc(2027, 3, 11, 20, 20))
    assert item.exceptions == (
        (moved, replace(template(item, moved), when=afternoon)),
        (cancelled, None),
    )


def test_imported():
    item = decode(IMPORTED)
    assert item.visibility == "private"
    assert item.when.extra == (utc(2027, 11, 20, 9, 30),)
    # The clocks change between the two.
    assert item.exceptions == ((utc(2027, 10, 27, 7), None), (utc(2027, 11, 2, 8), None))


def test_split():
    item = decode(SPLIT)
    assert item.title == "After"
    assert item.exceptions == ((utc(2027, 3, 15, 9), None),)


def test_holidays():
    first = AllDay(date(2027, 8, 1), date(2027, 8, 2))
    item = decode(HOLIDAYS)
    assert item == EventItem(
        "National day",
        Repeating(first, item.when.rules),
        busy=False,
        reminders=DEFAULT,
        exceptions=(
            (
                date(2030, 8, 1),
                EventItem(
                    "National day, and a Thursday",
                    AllDay(date(2030, 8, 1), date(2030, 8, 1) + timedelta(days=1)),
                    busy=False,
                    reminders=DEFAULT,
                ),
            ),
        ),
    )


@pytest.mark.parametrize("events", [LESSONS, IMPORTED, SPLIT, HOLIDAYS])
def test_the_order_of_a_list_is_of_no_matter(events):
    assert decode(reversed(events)) == decode(events)
