"""What requests count for at Google, and how long a thread waits for their turn."""

from __future__ import annotations

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport import session
from google_sync.google_api.transport.errors import HandedBack
from google_sync.google_api.transport.outcomes import Failed, Written
from google_sync.google_api.transport.pace import NoPace, counts_of
from world import CALENDAR, create


def writes(number):
    return [create(f"event{n:03}", f"Event {n}") for n in range(number)]


def counted(*requests):
    return {quota.key: count for quota, count in counts_of(requests, "ana").items()}


def test_requests_to_calendars_count_for_the_user_and_for_the_project(ana):
    events = ana.calendar.events()
    requests = [events.get(calendarId="primary", eventId=name) for name in ("a", "b")]
    assert counted(*requests) == {"calendar/ana": 2, "calendar": 2}


def test_people_counts_reads_and_writes_and_pictures(ana):
    people = ana.people.people()
    name = "people/c1"
    assert counted(people.getBatchGet(resourceNames=[name])) == {"people.reads/ana": 1}
    assert counted(people.batchCreateContacts(body={})) == {"people.writes/ana": 1}
    assert counted(people.batchUpdateContacts(body={})) == {
        "people.reads/ana": 1,
        "people.writes/ana": 1,
    }
    picture = people.updateContactPhoto(resourceName=name, body={})
    assert counted(picture) == {"people.photos/ana": 1, "people.writes/ana": 1}


def test_what_reaches_nobody_waits_for_nobody(ana):
    request = ana.calendar.events().get(calendarId="primary", eventId="a")
    assert NoPace().reserve(counts_of([request] * 10_000, "ana")) == 0


@pytest.fixture
def patient(monkeypatch):
    monkeypatch.setattr(session, "PATIENCE", 120.0)


@pytest.fixture
def small_quota(google):
    google.control("POST", "settings", quota=True, quota_per_user=100)
    google.time.passes = lambda seconds: google.control("POST", "clock", advance=seconds)
    yield
    google.control("POST", "settings", quota=False, quota_per_user=600)


@pytest.mark.usefixtures("patient", "small_quota")
def test_an_account_stays_below_its_quota(google):
    outcomes = google_writes.send(google.session(limit=100), CALENDAR, writes(250))
    assert {type(outcome) for outcome in outcomes} == {Written}
    assert sum(google.time.pauses) == pytest.approx(120)
    assert "403" not in google.control("GET", "requests")["by_status"]


@pytest.mark.usefixtures("patient", "small_quota")
def test_what_is_sent_again_counts_again(google):
    google.fault("events.insert", status=503, times=30)
    outcomes = google_writes.send(google.session(limit=100), CALENDAR, writes(100))
    assert {type(outcome) for outcome in outcomes} == {Written}
    assert "403" not in google.control("GET", "requests")["by_status"]


def test_what_would_wait_long_is_left_to_a_further_run(google):
    session = google.session(limit=100)
    outcomes = google_writes.send(session, CALENDAR, writes(150))
    assert [type(outcome) for outcome in outcomes] == [Written] * 100 + [Failed] * 50
    assert outcomes[-1].error.reason == "paced"
    assert outcomes[-1].error.after == 60.0
    with pytest.raises(HandedBack):
        calendar.get_calendar(session, "primary")
    assert google.time.pauses == []
