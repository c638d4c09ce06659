"""When calendars are taken: what the client makes of Google's answers."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.busy.intervals import Interval
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import freebusy
from google_sync.google_api.transport import oauth
from google_sync.google_api.transport.errors import NotFound, RetryLater, ScopeMissing
from world import CALENDAR

DAY = datetime(2026, 3, 2, tzinfo=timezone.utc)
WEEK = Interval(DAY, DAY + timedelta(days=7))
SCOPES = oauth.SCOPES + oauth.SCOPES_OF_BUSY


@pytest.fixture
def ana(google):
    return google.session("ana@gmail.example", scopes=SCOPES)


def answering(monkeypatch, session, calendars):
    monkeypatch.setattr(type(session), "call", lambda *_args: {"calendars": calendars})


def test_spans_in_utc(google, ana):
    google.make("Visit")
    (event,) = calendar.list_changes(ana, CALENDAR, None).events
    start = datetime.fromisoformat(event["start"]["dateTime"]).astimezone(timezone.utc)
    stop = datetime.fromisoformat(event["end"]["dateTime"]).astimezone(timezone.utc)
    window = Interval(start - timedelta(days=1), start + timedelta(days=1))
    assert freebusy.busy_times(ana, [CALENDAR], window) == {CALENDAR: (Interval(start, stop),)}


def test_a_year_is_asked_for_in_pieces_and_is_one_answer(google, ana):
    google.asked()
    year = Interval(DAY, DAY + timedelta(days=365))
    assert freebusy.busy_times(ana, [CALENDAR], year) == {CALENDAR: ()}
    assert google.asked() == ["freebusy.query"] * 7


def test_more_than_fifty_calendars_are_two_questions(google, ana):
    google.asked()
    names = [f"{number}@example.com" for number in range(51)]
    found = freebusy.busy_times(ana, names, WEEK)
    assert google.asked() == ["freebusy.query"] * 2
    assert all(isinstance(one, NotFound) for one in found.values())


def test_one_calendar_that_is_lost_is_no_trouble_of_the_others(ana):
    found = freebusy.busy_times(ana, [CALENDAR, "gone@example.com"], WEEK)
    assert found[CALENDAR] == ()
    assert isinstance(found["gone@example.com"], NotFound)


def test_it_has_to_be_allowed(google):
    session = google.session("ana@gmail.example", scopes=oauth.SCOPES)
    google.asked()
    with pytest.raises(ScopeMissing):
        freebusy.busy_times(session, [CALENDAR], WEEK)
    assert google.asked() == []


@pytest.mark.parametrize(
    "said",
    [
        None,
        "busy",
        {"busy": "always"},
        {"busy": [{"start": "2026-03-02T09:00:00Z"}]},
        {"busy": [{"start": "yesterday", "end": "today"}]},
        {"busy": [{"start": "2026-03-02T09:00:00Z", "end": 7}]},
        {"busy": [{"start": "0001-01-01T00:00:00+14:00", "end": "2026-03-02T09:00:00Z"}]},
        {"errors": [{"reason": "internalError"}]},
        {"errors": [{}]},
        {"errors": ["x"]},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_not_taken_for_free(ana, monkeypatch, said):
    answering(monkeypatch, ana, {CALENDAR: said})
    assert isinstance(freebusy.busy_times(ana, [CALENDAR], WEEK)[CALENDAR], RetryLater)


@pytest.mark.parametrize("calendars", [None, [], "x", {}])
def test_an_answer_without_the_calendar_says_nothing_of_it(ana, monkeypatch, calendars):
    answering(monkeypatch, ana, calendars)
    assert isinstance(freebusy.busy_times(ana, [CALENDAR], WEEK)[CALENDAR], RetryLater)
