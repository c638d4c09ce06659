"""An address that Google takes for none keeps nobody else from a meeting."""

import re

import pytest
from google_sync.engine.events.guests import GuestChange
from google_sync.engine.events.item import Guest
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.calendar.guest_codec import Attendance
from google_sync.google_api.calendar.other_ways import other_ways
from google_sync.google_api.transport.errors import RecordRefused
from google_sync.google_api.transport.outcomes import Failed
from world import CALENDAR, body_of

from fake_google import events

GOOD, BAD = ["nora@mail.example", "ben@mail.example"], ["gus.@mail.example", "eva@mail..example"]


def attendees(event):
    return {line["email"] for line in event.get("attendees", ())} - {CALENDAR}


def insert(ana, guests):
    lines = [{"email": email} for email in (CALENDAR, *guests)]
    body = {**body_of("Visit"), "attendees": lines}
    write = EventWrite("create", "sample00", body, invited=frozenset(guests))
    (outcome,) = google_writes.send(ana, CALENDAR, [write])
    return outcome


@pytest.mark.parametrize("guests", [GOOD, GOOD + BAD[:1], BAD[:1], BAD[:1] + GOOD])
def test_a_new_meeting_goes_out_without_it(ana, guests):
    outcome = insert(ana, guests)
    assert attendees(outcome.record) == {*guests} - {*BAD}
    assert attendees(outcome.exchanges[0].sent) == {*guests}, "so that it is known what is missing"


def test_nor_with_several(ana):
    assert attendees(insert(ana, GOOD + BAD).record) == {*GOOD}


def test_where_nobody_can_tell_which_ones_nobody_new_is_invited(ana, monkeypatch):
    monkeypatch.setattr(events, "EMAIL", re.compile(r"ana.*"))
    assert attendees(insert(ana, GOOD + BAD).record) == set()


@pytest.mark.parametrize("bad", [BAD[:1], BAD])
def test_who_is_invited_stays(ana, bad):
    insert(ana, GOOD[:1])
    change = GuestChange(invited=tuple(map(Guest, (GOOD[1], *bad))))
    attendance = Attendance(CALENDAR, "accepted", change=change)
    write = EventWrite("update", "sample00", {"summary": "Moved"}, attendance=attendance)
    (outcome,) = google_writes.send(ana, CALENDAR, [write])
    assert outcome.record["summary"] == "Moved"
    assert attendees(outcome.record) == {*GOOD}


def test_lines_without_an_address_stay(ana):
    """Google names some guests by nothing but what they are called."""
    insert(ana, GOOD[:1])
    line = {"displayName": "Somebody", "responseStatus": "accepted"}
    event = {"attendees": [line, {"email": BAD[0]}]}
    write = EventWrite("update", "sample00", event, invited=frozenset(BAD[:1]))
    refused = RecordRefused("invalid", "Invalid attendee email.")
    (way,) = other_ways(write, refused)
    assert way.body["attendees"] == [line]


def test_other_refusals_stay(ana):
    body = {**body_of("Visit"), "end": {"dateTime": "2020-01-01T00:00:00Z"}}
    (outcome,) = google_writes.send(ana, CALENDAR, [EventWrite("create", "sample00", body)])
    assert isinstance(outcome, Failed)
    assert isinstance(outcome.error, RecordRefused)
