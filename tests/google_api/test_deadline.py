"""A worker whose time is over asks nothing more, and one that is to stop does not wait."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timezone

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.transport import transport
from google_sync.google_api.transport.deadline import Deadline
from google_sync.google_api.transport.errors import HandedBack, RetryLater
from google_sync.google_api.transport.outcomes import Failed, Written
from world import CALENDAR, create


def read(session):
    return calendar.get_calendar(session, "primary")


def writes(number):
    return [create(f"event{n:03}", f"Event {n}") for n in range(number)]


@pytest.fixture
def stopped():
    return threading.Event()


def test_nothing_is_sent_once_time_is_over(google):
    session = google.session(deadline=google.deadline(20))
    assert read(session).id == CALENDAR
    google.time.now += 20
    google.asked()
    with pytest.raises(HandedBack) as caught:
        read(session)
    assert caught.value.reason == "deadline"
    outcomes = google_writes.send(session, CALENDAR, writes(3))
    assert [type(outcome.error) for outcome in outcomes] == [HandedBack] * 3
    assert google.asked() == []


def test_nothing_is_sent_once_it_is_to_stop(google, stopped):
    session = google.session(deadline=Deadline(stopped=stopped))
    stopped.set()
    google.asked()
    with pytest.raises(HandedBack) as caught:
        read(session)
    assert caught.value.reason == "stopped"
    assert google.asked() == []


def test_no_token_is_asked_for_once_it_is_to_stop(google, stopped):
    session = google.session(deadline=Deadline(stopped=stopped))
    stopped.set()
    google.asked()
    with pytest.raises(HandedBack):
        session._refresh()
    assert google.asked() == []


def test_a_pause_ends_at_once_when_it_is_to_stop(google, stopped, monkeypatch):
    monkeypatch.setattr(transport.random, "uniform", lambda _least, most: most)
    google.fault("calendarList.get", status=503, times=-1)
    session = google.session(deadline=Deadline(stopped=stopped))
    threading.Timer(0.3, stopped.set).start()
    started = time.monotonic()
    with pytest.raises(RetryLater) as caught:
        read(session)
    assert not isinstance(caught.value, HandedBack), "it was sent"
    assert time.monotonic() - started < 0.9  # the first pause alone takes a second


@pytest.mark.parametrize("number", [1, 3])
def test_who_is_to_stop_does_not_wait_for_an_answer(google, stopped, number):
    def stop():
        stopped.set()
        shared.hang_up()

    shared = google.transport(timeout=30.0)
    leaving = google.session(transport=shared, deadline=Deadline(stopped=stopped))
    google.fault("events.insert", kind="timeout_before", seconds=5, times=-1)
    google.fault("calendarList.get", kind="timeout_after", seconds=1, times=1)
    threading.Timer(0.3, stop).start()
    started = time.monotonic()
    with ThreadPoolExecutor() as pool:
        other = pool.submit(read, google.session(transport=shared))
        outcomes = google_writes.send(leaving, CALENDAR, writes(number))
        assert time.monotonic() - started < 0.9
        assert all(isinstance(outcome.error, RetryLater) for outcome in outcomes)
        assert not any(isinstance(outcome.error, HandedBack) for outcome in outcomes), "they went"
        assert other.result().id == CALENDAR, "who has time goes on"


@pytest.mark.parametrize("write", [False, True])
def test_who_is_to_stop_does_not_wait_for_a_token_either(google, stopped, write):
    def stop():
        stopped.set()
        shared.hang_up()

    shared = google.transport(timeout=30.0)
    ended = replace(google.tokens(), expiry=datetime(2020, 1, 1, tzinfo=timezone.utc))
    leaving = google.session(transport=shared, tokens=ended, deadline=Deadline(stopped=stopped))
    google.fault("oauth.token", kind="timeout_before", seconds=5, times=1)
    threading.Timer(0.3, stop).start()
    started = time.monotonic()
    if write:
        (outcome,) = google_writes.send(leaving, CALENDAR, writes(1))
        error = outcome.error
    else:
        with pytest.raises(RetryLater) as caught:
            read(leaving)
        error = caught.value
    assert time.monotonic() - started < 2
    assert isinstance(error, HandedBack), "nothing was sent but the question for a token"
    assert google.asked() == []


def test_a_token_has_no_longer_than_there_is_time(google):
    ended = replace(google.tokens(), expiry=datetime(2020, 1, 1, tzinfo=timezone.utc))
    session = google.session(tokens=ended, deadline=Deadline(time.monotonic() + 0.5))
    google.fault("oauth.token", kind="timeout_before", seconds=5, times=1)
    started = time.monotonic()
    with pytest.raises(HandedBack):
        read(session)
    assert time.monotonic() - started < 2


def test_a_wait_for_its_turn_that_would_end_too_late_is_not_begun(google):
    session = google.session(limit=1, deadline=google.deadline(5))
    session.call(session.calendar.calendarList().get(calendarId="primary"))
    google.time.now += 55
    later = google.session(limit=1, deadline=google.deadline(3))
    later._pacer = session._pacer
    with pytest.raises(HandedBack) as caught:
        read(later)
    assert caught.value.reason == "deadline"
    assert google.time.pauses == []


def test_a_silent_google_has_no_longer_than_there_is_time(google):
    read(session := google.session(timeout=30.0, deadline=Deadline(time.monotonic() + 0.5)))
    google.fault("calendarList.get", kind="timeout_before", seconds=5, times=-1)
    started = time.monotonic()
    with pytest.raises(RetryLater):  # on the connection that is open, and for any new one
        read(session)
    assert time.monotonic() - started < 2


def test_what_was_answered_before_it_stopped_counts(google, stopped):
    google.fault("events.insert", event_id="event001", status=503, times=-1)
    deadline = google.deadline()
    google.time.passes = lambda _seconds: deadline._stopped.set()
    outcomes = google_writes.send(google.session(deadline=deadline), CALENDAR, writes(3))
    assert [type(outcome) for outcome in outcomes] == [Written, Failed, Written]
