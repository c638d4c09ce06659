"""Google's events of other types: out of office, places of work, birthdays and the like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from google_sync.engine.core.item import field_names
from google_sync.engine.core.link import Role
from google_sync.engine.events.item import AllDay, Away, EventItem, Timed
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_codec import (
    decode_event,
    encode_event,
    exclusion,
    metadata,
    of_its_type,
)
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.transport.outcomes import Differs, Written
from visit import DEFAULT, EVENT, HOUR, NINE, decode, item
from world import CALENDAR, body_of


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ({}, None),
        ({"eventType": "default"}, None),
        ({"eventType": "something new"}, None),
        ({"eventType": "workingLocation"}, "working_location"),
        ({"eventType": "focusTime"}, "focus_time"),
        ({"eventType": "outOfOffice"}, "out_of_office"),
        ({"eventType": "birthday"}, "birthday"),
        ({"eventType": "fromGmail"}, "from_gmail"),
    ],
)
def test_what_is_left_out_on_purpose(event, reason):
    assert exclusion({**EVENT, **event}, frozenset()) == reason


def test_kinds_that_are_wanted_come_in():
    away = {**EVENT, "eventType": "outOfOffice"}
    assert exclusion(away, frozenset({"out_of_office"})) is None
    assert exclusion(away, frozenset({"focus_time"})) == "out_of_office"


def test_kinds_that_are_wanted_are_not_left_out():
    wanted = frozenset({"out_of_office", "birthday"})
    assert exclusion({**EVENT, "eventType": "outOfOffice"}, wanted) is None
    assert exclusion({**EVENT, "eventType": "focusTime"}, wanted) == "focus_time"


WORKING_AT_HOME = {
    "eventType": "workingLocation",
    "summary": "Home",
    "start": {"date": "2027-03-02"},
    "end": {"date": "2027-03-03"},
    "transparency": "transparent",
    "visibility": "public",
    "workingLocationProperties": {"type": "homeOffice", "homeOffice": {}},
}
OUT_OF_OFFICE = {
    "eventType": "outOfOffice",
    "summary": "Out of office",
    "outOfOfficeProperties": {"autoDeclineMode": "declineAllConflictingInvitations"},
}


def test_out_of_office_is_busy_and_a_place_of_work_is_free():
    assert item(**OUT_OF_OFFICE).busy
    place = item(**WORKING_AT_HOME)
    assert (place.title, place.busy) == ("Home", False)
    assert place.when == AllDay(date(2027, 3, 2), date(2027, 3, 3))


@pytest.mark.parametrize("event_type", ["birthday", "focusTime", "fromGmail", "outOfOffice"])
def test_google_leads_what_is_no_ordinary_event(event_type):
    organizer = {"self": True, "email": CALENDAR}
    assert decode(eventType=event_type, organizer=organizer).role is Role.EXTERNAL
    assert decode(eventType="default", organizer=organizer).role is Role.ORGANIZER


def test_events_of_other_kinds_come_from_google(google, ana):
    for event in (OUT_OF_OFFICE, WORKING_AT_HOME):
        google.edit("POST", body={**body_of("x"), **event})
    listed = calendar.list_changes(ana, CALENDAR, None).events
    assert [exclusion(event, frozenset()) for event in listed] == [
        "out_of_office",
        "working_location",
    ]
    assert [metadata(event).kind for event in listed] == ["out_of_office", "working_location"]
    read = [decode_event(event, DEFAULT, CALENDAR).item for event in listed]
    assert [(item.title, item.busy) for item in read] == [("Out of office", True), ("Home", False)]


@pytest.mark.parametrize("declines", ["none", "new", "all"])
def test_an_absence_is_made_and_changed_as_it_is_wanted(google, ana, declines):
    absence = EventItem("Out of office", Timed(NINE, NINE + HOUR), away=Away("none"))

    def written(verb, wanted, fields):
        body = encode_event(wanted, fields, "Europe/Zurich")
        body = of_its_type(body, wanted) if verb == "create" else body
        (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite(verb, "absence0", body)])
        assert isinstance(outcome, Written), outcome
        return decode_event(outcome.record, DEFAULT, CALENDAR).item

    assert written("create", absence, frozenset(field_names(absence))) == absence
    other = replace(absence, away=Away(declines))
    assert written("update", other, frozenset({"away"})) == other


def test_what_google_does_not_say_of_an_absence():
    assert item(eventType="outOfOffice").away == Away("none")
    unknown = {"autoDeclineMode": "declineEverything"}
    assert item(eventType="outOfOffice", outOfOfficeProperties=unknown).away == Away("none")


@pytest.mark.parametrize("is_there", [True, False])
def test_an_event_makes_room_for_one_of_another_type(google, ana, is_there):
    """Google changes the type of none, so the caller makes another one, with another id."""
    google.edit("POST", body={**body_of("x"), "id": "sample00"})
    if not is_there:
        google.edit("DELETE", "/sample00")
    (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite("replace", "sample00", {})])
    assert outcome == Differs(None)
    (event,) = calendar.list_changes(ana, CALENDAR, None).events
    assert event["status"] == "cancelled"


def test_nobodys_edit_makes_room_unseen(google, ana):
    google.edit("POST", body={**body_of("x"), "id": "sample00"})
    write = EventWrite("replace", "sample00", {}, etag='"former"')
    (outcome,) = google_writes.send(ana, CALENDAR, [write])
    assert outcome.record["status"] == "confirmed"
