"""When Google is silent, one request now and then finds out whether it is back."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.transport import breaker, transport
from google_sync.google_api.transport.breaker import FEW, PROBE_EVERY, Breaker
from google_sync.google_api.transport.errors import HandedBack, RetryLater
from world import CALENDAR, Time


def made_silent(clock):
    made = Breaker(clock)
    for _request in range(FEW):
        made.check()
        made.heard_nothing()
    return made


def is_held_back(made):
    try:
        made.check()
    except HandedBack as error:
        assert error.reason == "no_answer"
        return error.after
    return None


def test_a_few_in_a_row_hold_all_others_back():
    assert is_held_back(made_silent(Time())) == PROBE_EVERY


def test_an_answer_in_between_tells_that_google_is_there():
    made = Breaker(Time())
    for request in range(4 * FEW):
        made.check()
        made.heard() if request % FEW == FEW - 1 else made.heard_nothing()
    assert is_held_back(made) is None


def test_one_request_at_a_time_finds_out_whether_google_is_back():
    clock = Time()
    made = made_silent(clock)
    clock.now += PROBE_EVERY
    assert is_held_back(made) is None
    assert is_held_back(made) == PROBE_EVERY
    made.heard_nothing()
    clock.now += PROBE_EVERY - 1
    assert is_held_back(made) == 1
    clock.now += 1
    assert is_held_back(made) is None
    made.heard()
    assert [is_held_back(made) for _request in range(3)] == [None] * 3


def test_all_accounts_learn_together_that_google_is_silent(google, monkeypatch):
    monkeypatch.setattr(breaker, "FEW", 3)
    shared = google.transport(timeout=0.2)
    ana, ben = google.session(transport=shared), google.session("ben@x.example", transport=shared)
    google.fault("calendarList.get", kind="timeout_before", seconds=1, times=3)
    with pytest.raises(RetryLater):
        calendar.get_calendar(ana, "primary")
    started = time.monotonic()
    with pytest.raises(HandedBack) as caught:
        calendar.get_calendar(ben, "primary")
    assert caught.value.reason == "no_answer"
    assert time.monotonic() - started < 0.1
    google.time.now += PROBE_EVERY
    assert calendar.get_calendar(ben, "primary").id == "ben@x.example"
    assert calendar.get_calendar(ana, "primary").id == CALENDAR


def test_fresh_access_tells_that_google_is_back(google, monkeypatch):
    monkeypatch.setattr(breaker, "FEW", 1)
    shared = google.transport(timeout=0.2)
    google.fault("oauth.token", kind="reset")
    expired = google.session(
        transport=shared, tokens=replace(google.tokens(), expiry=datetime.now(timezone.utc))
    )
    for kind in (RetryLater, HandedBack):
        with pytest.raises(kind) as caught:
            calendar.get_calendar(expired, "primary")
        assert caught.value.reason == "no_answer"
    google.time.now += PROBE_EVERY
    assert calendar.get_calendar(expired, "primary").id == CALENDAR


def test_an_error_is_an_answer(google, ana):
    google.fault("calendarList.get", status=503, times=3 * transport.TRIES)
    for _question in range(3):
        with pytest.raises(RetryLater) as caught:
            calendar.get_calendar(ana, "primary")
        assert caught.value.status == 503
    assert calendar.get_calendar(ana, "primary").id == CALENDAR


def test_who_had_little_time_has_not_learned_that_google_is_silent(google, monkeypatch):
    monkeypatch.setattr(breaker, "FEW", 1)
    shared = google.transport(timeout=30.0)
    google.fault("calendarList.get", kind="timeout_before", seconds=1, times=-1)
    # By a clock that only runs while somebody sleeps: the silence itself takes no time.
    hurried = google.session(transport=shared, deadline=google.deadline(0.3))
    with pytest.raises(RetryLater):
        calendar.get_calendar(hurried, "primary")
    google.control("DELETE", "faults")
    assert calendar.get_calendar(google.session(transport=shared), "primary").id == CALENDAR
