"""Where the user works on which day, at the stand-in."""

from __future__ import annotations

from datetime import date

import pytest
from google_sync.engine.events.workplace import Place
from google_sync.google_api.calendar import working_locations
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.transport.outcomes import Written
from world import CALENDAR

MONDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 5)
PLACES = [Place("home", "Home"), Place("office", "HQ"), Place("other", "Café")]
AT_HOME = {
    "eventType": "workingLocation",
    "summary": "Home",
    "visibility": "public",
    "transparency": "transparent",
    "workingLocationProperties": {"type": "homeOffice", "homeOffice": {}},
}


def days(ana):
    found = working_locations.list_days(ana, CALENDAR, MONDAY, FRIDAY)
    return {day: shown and shown.place for day, shown in found.items()}


def put(ana, verb, body):
    (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite(verb, "place000", body)])
    assert isinstance(outcome, Written), outcome


def of_day(day, **more):
    return {**AT_HOME, "start": {"date": day}, "end": {"date": more.pop("end", day)}, **more}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_made_and_changed(google, ana, place):
    put(ana, "create", working_locations.body(PLACES[0], MONDAY))
    put(ana, "update", working_locations.changes(place))
    assert [*days(ana)] == [MONDAY]
    assert place.is_like(days(ana)[MONDAY])
    put(ana, "delete", {})
    assert days(ana) == {}


def test_each_week_is_a_day_of_its_own(google, ana):
    weekly = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=9"]}
    google.edit("POST", body=of_day("2027-02-23", end="2027-02-24", **weekly))
    assert days(ana) == {date(2027, 3, 2): Place("home")}


def test_what_odoo_cannot_hold_is_left_alone(google, ana):
    hours = {
        "start": {"dateTime": "2027-03-01T09:00:00Z"},
        "end": {"dateTime": "2027-03-01T11:00:00Z"},
    }
    google.edit("POST", body={**AT_HOME, **hours})
    for _twice in range(2):
        google.edit("POST", body=of_day("2027-03-02", end="2027-03-03"))
    assert days(ana) == {MONDAY: None, date(2027, 3, 2): None}


@pytest.mark.parametrize(
    "properties",
    [
        {"type": "officeLocation", "officeLocation": "HQ"},
        {"type": "officeLocation", "officeLocation": {"label": 7}},
        {"type": "officeLocation"},
    ],
)
def test_hostile_names_are_none(properties):
    event = {**of_day("2027-03-01"), "id": "x", "workingLocationProperties": properties}
    ((day, shown),) = working_locations._of_event(event)
    assert (day, shown.place) == (MONDAY, Place("office"))


@pytest.mark.parametrize(
    "event",
    [
        {"start": {"date": "soon"}},
        {"start": {}},
        {"start": {"dateTime": ""}},
        {"eventType": "default"},
        {"status": "cancelled"},
    ],
)
def test_what_is_of_no_day(event):
    assert working_locations._of_event({**of_day("2027-03-01"), "id": "x", **event}) == []


def test_a_kind_that_nobody_knows():
    event = {**of_day("2027-03-01"), "id": "x", "workingLocationProperties": {"type": "moon"}}
    assert working_locations._of_event(event) == [(MONDAY, None)]
