"""Google's times are told by our clock, however wrong that one is."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import event_codec
from google_sync.google_api.people import client as people
from google_sync.google_api.people.person import metadata
from google_sync.google_api.transport import clock, id_tokens, oauth
from google_sync.google_api.transport.clock import GOOGLE, Clock
from world import CALENDAR

NOON = datetime(2026, 11, 2, 12, 0, 0, tzinfo=timezone.utc)
MINUTES = timedelta(minutes=10)
ALMOST = timedelta(seconds=3)


def http_date(moment):
    return format_datetime(moment, usegmt=True)


@pytest.fixture
def ours():
    """Our clock, which is right at first."""
    return Clock(lambda: NOON)


@pytest.mark.parametrize("ahead", [MINUTES, -MINUTES, timedelta(0)])
def test_answers_tell_the_difference(ours, ahead):
    assert ours.ahead == timedelta(0)
    ours.heard(http_date(NOON + ahead))
    assert ours.ahead == ahead
    assert ours.ours(NOON + ahead) == NOON


def test_what_an_answer_took_is_no_difference(ours):
    ours.heard(http_date(NOON - timedelta(seconds=5)), took=timedelta(seconds=10))
    ours.heard(http_date(NOON - timedelta(seconds=2)))
    assert ours.ahead == timedelta(0)


def test_one_answer_out_of_a_cache_moves_no_clock(ours):
    for ahead in (timedelta(0), timedelta(0), timedelta(days=-3)):
        ours.heard(http_date(NOON + ahead))
    assert ours.ahead == timedelta(0)


def test_a_clock_that_was_set_right_counts_soon(ours):
    for ahead in [MINUTES] * 20 + [timedelta(0)] * (clock.ANSWERS // 2 + 1):
        ours.heard(http_date(NOON + ahead))
    assert ours.ahead == timedelta(0)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Mon, 02 Nov 2026 12:00:00 -0000"])
def test_an_answer_without_a_date_tells_nothing(ours, date):
    ours.heard(date)
    assert ours.ahead == timedelta(0)


def test_what_changed_in_google_is_told_by_our_clock(google, ana):
    google.control("POST", "clock", advance=600)
    (visit,) = google.make("Visit")
    event = calendar.get_events(ana, CALENDAR, [visit])[visit]
    now = datetime.now(timezone.utc)
    for name in ("created", "updated"):
        assert abs(event_codec.timestamp(event, name) - now) < ALMOST


def test_what_changed_in_a_contact_is_told_by_our_clock(google):
    session = google.session(scopes=oauth.SCOPES + oauth.SCOPES_OF_CONTACTS)
    google.control("POST", "clock", advance=600)
    body = {"names": [{"givenName": "Nora"}]}
    (made,) = people.send(session, [people.ContactWrite("create", None, body)])
    changed = metadata(made.record).changed
    assert abs(changed - datetime.now(timezone.utc)) < ALMOST


@pytest.mark.parametrize("seconds", [12, 600])
def test_people_connect_though_our_clock_is_behind(google, seconds):
    google.control("POST", "clock", advance=seconds)
    url, verifier = oauth.authorization_url(google.client, oauth.SCOPES, "state", "nonce")
    code = google.consent(url)["code"]
    _tokens, id_token = oauth.exchange_code(google.client, code, verifier)
    identity = id_tokens.verify_identity(google.client, id_token, "nonce")
    assert identity.email == CALENDAR
    assert GOOGLE.ahead > timedelta(seconds=seconds - 3)
