"""Google holds every state of a series, and tells what people do to it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from google_sync.engine.events.item import AllDay, EventItem, Timed
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.guest_codec import Attendance
from google_sync.google_api.calendar.series import gather
from google_sync.google_api.calendar.series_codec import decode_series, encode_instances
from google_sync.google_api.transport.instance_ids import instance_id
from google_sync.google_api.transport.outcomes import Written
from weekly import (
    DEFAULT,
    FIRST,
    FOURTH,
    HOUR,
    MASTER,
    SECOND,
    SERIES,
    THIRD,
    at,
    body,
    decode,
    repeating,
    with_,
)
from world import CALENDAR, ZONE

# -- there and back --------------------------------------------------------------------------------


def put(ana, before, after, verb="update"):
    """Write an item to Google as the sync does."""
    write = EventWrite(
        verb,
        "series00",
        body(before, after),
        instances=tuple(encode_instances("series00", before, after, ZONE, own_answer)),
        attendance=own_answer(before, after) if before else None,
    )
    (outcome,) = google_writes.send(ana, CALENDAR, [write])
    assert isinstance(outcome, Written), outcome


def own_answer(before, after):
    answered = before is None or before.own_response != after.own_response
    return Attendance(CALENDAR, after.own_response, answered) if answered else None


def there(ana, base=None):
    """The item as Google has it now."""
    changes = calendar.list_changes(ana, CALENDAR, None)
    series = gather(changes.events)["series00"]
    return decode_series(series.master, series.instances, base, DEFAULT, CALENDAR).item


_DAYS = decode(
    {
        **MASTER,
        "start": {"date": "2027-03-08"},
        "end": {"date": "2027-03-10"},
        "recurrence": ["RRULE:FREQ=DAILY;INTERVAL=4;COUNT=3"],
    }
).item
_RENAMED = replace(SERIES, title="Renamed", location="Bern", reminders=DEFAULT)
_LATER = replace(
    SERIES,
    when=repeating("RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=6", f"RDATE;TZID={ZONE}:20270620T090000"),
)
STATES = {
    "series": SERIES,
    "gaps": with_((FIRST, None), (FOURTH, None)),
    "moved": with_(at(SECOND, when=Timed(SECOND + HOUR, SECOND + 3 * HOUR)), (THIRD, None)),
    "changed": with_(
        at(SECOND, title="Special", busy=False, reminders=DEFAULT), at(FOURTH, title="")
    ),
    "to days": with_(
        at(SECOND, when=AllDay(SECOND.date(), THIRD.date()), own_response="tentative")
    ),
    "renamed": _RENAMED,
    "renamed, changed": with_(at(SECOND, _RENAMED, title="Weekly"), series=_RENAMED),
    "other rule": _LATER,
    "other rule, changed": with_(at(SECOND, _LATER, title="Special"), series=_LATER),
    "days": _DAYS,
    "days, changed": with_(
        (date(2027, 3, 8), None), at(date(2027, 3, 12), _DAYS, title="Special"), series=_DAYS
    ),
    "single": EventItem("Single", Timed(FIRST, FIRST + HOUR)),
}


@pytest.mark.parametrize(("first", "second"), list(combinations(STATES, 2)))
def test_google_holds_each_state_and_the_ways_from_one_to_the_other(google, ana, first, second):
    put(ana, None, STATES[first], "create")
    assert there(ana) == STATES[first]
    put(ana, STATES[first], STATES[second])
    assert there(ana) == STATES[second]
    put(ana, STATES[second], STATES[first])
    assert there(ana) == STATES[first]


# -- what people do at Google ----------------------------------------------------------------------


class Follower:
    """Somebody who knows the series by what Google has reported so far."""

    def __init__(self, ana):
        self.ana = ana
        self.base = None
        self.token = calendar.list_changes(ana, CALENDAR, None).next_sync_token

    def look(self):
        changes = calendar.list_changes(self.ana, CALENDAR, self.token)
        self.token = changes.next_sync_token
        series = gather(changes.events, {"series00"})["series00"]
        self.base = decode_series(
            series.master, series.instances, self.base, DEFAULT, CALENDAR
        ).item
        return self.base


AFTERNOON = {
    "start": {"dateTime": "2027-03-23T14:00:00", "timeZone": ZONE},
    "end": {"dateTime": "2027-03-23T15:30:00", "timeZone": ZONE},
}
FIFTH_ID = instance_id("series00", FOURTH + timedelta(weeks=1))
SECOND_ID, THIRD_ID, FOURTH_ID = (instance_id("series00", at) for at in (SECOND, THIRD, FOURTH))


def test_the_news_of_a_series_tell_what_a_whole_list_tells(google, ana):
    follower = Follower(ana)
    google.edit("POST", body={**MASTER, "id": "series00"})
    google.edit("DELETE", f"/{SECOND_ID}")
    assert follower.look() == there(ana), "cancelled before it was ever seen"
    for change in (
        ("PATCH", "/series00", {"summary": "Renamed", "location": "Bern"}),
        ("PATCH", f"/{THIRD_ID}", AFTERNOON),
        ("PATCH", "/series00", {"summary": "Renamed again"}),
        ("PATCH", f"/{FOURTH_ID}", {"summary": "Last one"}),
        ("DELETE", f"/{THIRD_ID}"),
        ("PATCH", f"/{SECOND_ID}", {"status": "confirmed"}),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=5"]}),
        ("DELETE", f"/{FIFTH_ID}"),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]}),
        ("PATCH", "/series00", {"recurrence": None}),
        ("PATCH", "/series00", {"recurrence": ["RRULE:FREQ=DAILY;COUNT=2"]}),
        ("DELETE", "/series00"),
        ("PATCH", "/series00", {"status": "confirmed"}),
    ):
        google.edit(*change)
        assert follower.look() == there(ana), change


def test_what_was_not_changed_by_a_write_is_left_alone(google, ana):
    put(ana, None, SERIES, "create")
    google.edit("PATCH", f"/{SECOND_ID}", {"colorId": "5", "summary": "Special"})
    before = there(ana)
    put(ana, before, with_(at(SECOND, title="Special", location="Bern"), (THIRD, None)))
    event = google.edit("GET", f"/{SECOND_ID}")
    assert (event["colorId"], event["summary"], event["location"]) == ("5", "Special", "Bern")


def test_a_series_comes_back_from_the_bin(google, ana):
    wanted = STATES["moved"]
    put(ana, None, wanted, "create")
    google.edit("DELETE", "/series00")
    assert there(ana) is None
    put(ana, None, wanted, "restore")
    assert there(ana) == wanted
    google.edit("DELETE", "/series00")
    put(ana, None, STATES["single"], "restore")
    assert there(ana) == STATES["single"]
