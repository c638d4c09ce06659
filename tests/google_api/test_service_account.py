"""A service account acts for the users of its Workspace."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.calendar import writes as google_writes
from google_sync.google_api.people import client as people
from google_sync.google_api.transport import (
    errors,
    id_tokens,
    oauth,
    service_account,
    token_requests,
)
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.errors import DelegationRefused, RetryLater, ScopeNotDelegated
from google_sync.google_api.transport.service_account import (
    NO_TOKENS,
    SCOPES,
    Delegation,
    KeyFileError,
    get_identity,
    read_key_file,
)
from world import CALENDAR, create

DOMAIN = CALENDAR.rpartition("@")[2]
ALL = frozenset(SCOPES + oauth.SCOPES_OF_CONTACTS)
ANA = "user-1"


@pytest.fixture
def key_file(google):
    """What the Cloud console hands out; delegated, and not yet read."""
    info = google.control("POST", "service_accounts")
    delegate(google, info, ALL)
    return info


@pytest.fixture
def delegation(google, key_file):
    return delegation_of(google, key_file)


def delegation_of(google, info, subject=CALENDAR):
    account = read_key_file(json.dumps(info).encode())
    return Delegation(account, google.client.endpoints, subject, ALL, ANA)


def delegate(google, info, scopes):
    google.control(
        "POST", "delegations", client_id=info["client_id"], domain=DOMAIN, scopes=sorted(scopes)
    )


def session_of(google, delegation, **options):
    return google.session(access=delegation, tokens=NO_TOKENS, **options)


def refused(reason):
    return pytest.raises(DelegationRefused, match=f"^{reason}")


# -- the key file -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "authorized_user"}, "wrong_type"),
        ({"type": None}, "wrong_type"),
        ({"private_key": "not a key"}, "bad_key"),
        ({"private_key": ""}, "missing"),
        ({"client_id": 17}, "missing"),
        ({"universe_domain": "cloud.example"}, "universe"),
    ],
)
def test_other_files_are_refused(key_file, change, code):
    with pytest.raises(KeyFileError) as caught:
        read_key_file(json.dumps({**key_file, **change}).encode())
    assert caught.value.code == code


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\xff", b"[]", b"null", b'"x"'])
def test_what_is_no_json_object_is_refused(content):
    with pytest.raises(KeyFileError) as caught:
        read_key_file(content)
    assert caught.value.code == "not_json"


@pytest.mark.parametrize("kind", ["web", "installed"])
def test_the_file_of_an_oauth_client_is_recognized(kind):
    with pytest.raises(KeyFileError) as caught:
        read_key_file(json.dumps({kind: {"client_id": "x", "client_secret": "y"}}).encode())
    assert caught.value.code == "client_secret"


def test_nothing_shows_the_private_key(key_file):
    account = read_key_file(json.dumps(key_file).encode())
    assert "PRIVATE" not in repr(account)
    with pytest.raises(KeyFileError) as caught:
        read_key_file(json.dumps({**key_file, "private_key": "SECRET"}).encode())
    assert "SECRET" not in repr(caught.value)
    assert caught.value.__cause__ is None


# -- access -----------------------------------------------------------------------------------


def test_events_are_read_and_written_for_the_user(google, delegation):
    google.make("Check-up")
    ana = session_of(google, delegation)
    changes = calendar.list_changes(ana, "primary", None)
    assert [event["summary"] for event in changes.events] == ["Check-up"]
    google_writes.send(ana, "primary", [create("1" * 8, "Lunch"), create("2" * 8, "Dinner")])
    assert google.titles() == ["Check-up", "Dinner", "Lunch"]


def test_google_says_who_the_user_is(google, delegation):
    identity = get_identity(session_of(google, delegation))
    assert identity.email == CALENDAR
    url, verifier = oauth.authorization_url(google.client, oauth.SCOPES, "s", "n")
    code = google.consent(url)["code"]
    _tokens, id_token = oauth.exchange_code(google.client, code, verifier)
    consented = id_tokens.verify_identity(google.client, id_token, "n")
    assert consented.subject == identity.subject, "whoever goes over is the same"


def test_every_request_names_the_user(google, delegation):
    ana = session_of(google, delegation)
    get_identity(ana)
    calendar.list_changes(ana, "primary", None)
    google_writes.send(ana, "primary", [create("1" * 8, "Lunch"), create("2" * 8, "Dinner")])
    people.list_changes(ana, None)
    people.get_people(ana, ["people/c1", "people/c2"])
    calls = google.control("GET", "requests")["requests"]
    assert len(calls) >= 6
    assert {tuple(call["query"].get("quotaUser", ())) for call in calls} == {(ANA,)}
    # Whom Google does not find is asked for once more.
    asked = [call["query"] for call in calls if call["method"].endswith("getBatchGet")]
    assert [one["resourceNames"] for one in asked] == [["people/c1", "people/c2"]] * 2


def test_who_has_consented_is_known_by_the_token(google, ana):
    calendar.list_changes(ana, "primary", None)
    (call,) = google.control("GET", "requests")["requests"]
    assert "quotaUser" not in call["query"]


def test_a_token_serves_for_its_hour(google, delegation):
    ana = session_of(google, delegation)
    calendar.get_calendar(ana, "primary")
    tokens = ana.tokens
    assert ana.refreshed
    assert timedelta(minutes=55) < tokens.expiry - datetime.now(timezone.utc) <= timedelta(hours=1)
    again = google.session(access=delegation, tokens=tokens)
    calendar.get_calendar(again, "primary")
    assert not again.refreshed


def test_a_token_that_ended_early_is_replaced(google, delegation):
    tokens = delegation.refresh(NO_TOKENS)
    ana = google.session(access=delegation, tokens=replace(tokens, access_token="ended"))
    assert calendar.get_calendar(ana, "primary").id == CALENDAR


def test_the_assertion_goes_to_our_address_whatever_the_file_says(google, key_file):
    elsewhere = {**key_file, "token_uri": "http://127.0.0.1:1/token"}
    assert delegation_of(google, elsewhere).refresh(NO_TOKENS).access_token


def test_real_google_is_the_only_other_address(google, delegation, monkeypatch):
    asked = []

    def answer(url, **_options):
        asked.append(url)
        raise OSError

    monkeypatch.setattr(token_requests, "AssertionRequest", lambda: answer)
    with pytest.raises(OSError):
        replace(delegation, endpoints=Endpoints.google()).refresh(NO_TOKENS)
    assert asked == ["https://oauth2.googleapis.com/token"]


# -- scopes -----------------------------------------------------------------------------------


def test_what_can_be_done_without_is_given_up(google, key_file, delegation):
    for without in (
        {oauth.SCOPE_CONTACTS},
        {oauth.SCOPE_APP_CALENDARS, oauth.SCOPE_CONTACTS},
    ):
        delegate(google, key_file, ALL - without)
        assert delegation.refresh(NO_TOKENS).scopes == ALL - without
        assert delegation.granted_scopes() == ALL - without


def test_contacts_are_not_given_up_for_separate_calendars(google, key_file, delegation):
    delegate(google, key_file, ALL - {oauth.SCOPE_APP_CALENDARS})
    assert delegation.refresh(NO_TOKENS).scopes == ALL - {oauth.SCOPE_APP_CALENDARS}


def test_what_is_needed_is_not_given_up(google, key_file, delegation):
    delegate(google, key_file, ALL - {oauth.SCOPE_EVENTS})
    with refused(errors.NOT_DELEGATED):
        delegation.refresh(NO_TOKENS)
    assert delegation.granted_scopes() == ALL - {oauth.SCOPE_EVENTS}


def test_a_scope_that_is_delegated_later_needs_nobody(google, key_file, delegation):
    delegate(google, key_file, SCOPES)
    ana = session_of(google, delegation)
    with pytest.raises(ScopeNotDelegated):
        ana.require(oauth.SCOPE_CONTACTS)
    assert calendar.get_calendar(ana, "primary").id == CALENDAR, "the calendar goes on"
    delegate(google, key_file, ALL)
    ana.require(oauth.SCOPE_CONTACTS)


def test_a_scope_that_is_not_wanted_is_not_asked_for(google, delegation):
    modest = replace(delegation, scopes=frozenset(SCOPES))
    ana = session_of(google, modest)
    calendar.get_calendar(ana, "primary")
    with pytest.raises(ScopeNotDelegated):
        ana.require(oauth.SCOPE_CONTACTS)
    assert ana.tokens.scopes == frozenset(SCOPES)


# -- refusals ---------------------------------------------------------------------------------


def test_a_delegation_that_was_taken_back(google, key_file, delegation):
    delegate(google, key_file, ())
    with refused(errors.NOT_DELEGATED):
        delegation.refresh(NO_TOKENS)
    assert delegation.granted_scopes() == frozenset()


def test_nobody_of_this_address(google, delegation):
    stranger = replace(delegation, subject=f"nobody@{DOMAIN}")
    for ask in (lambda: stranger.refresh(NO_TOKENS), stranger.granted_scopes):
        with refused(errors.UNKNOWN_USER):
            ask()


def test_a_key_that_was_deleted(google, key_file, delegation):
    google.control("DELETE", "service_accounts", private_key_id=key_file["private_key_id"])
    with refused(errors.BAD_KEY):
        delegation.refresh(NO_TOKENS)
    fresh = delegation_of(google, google.control("POST", "service_accounts"))
    assert fresh.refresh(NO_TOKENS).access_token


def test_a_wrong_clock(google, delegation):
    google.control("POST", "clock", advance=7200)
    with refused(errors.CLOCK):
        delegation.refresh(NO_TOKENS)


@pytest.mark.parametrize(
    ("status", "code", "sentence", "reason"),
    [
        (403, "access_denied", "Requested client not authorized.", errors.NOT_DELEGATED),
        (400, "admin_policy_enforced", "", errors.NOT_DELEGATED),
        (400, "invalid_grant", "Not a valid email.", errors.UNKNOWN_USER),
        (401, "disabled_client", "The OAuth client was disabled.", errors.BAD_KEY),
        (400, "invalid_grant", "Invalid JWT Signature.", errors.BAD_KEY),
    ],
)
def test_other_words_of_googles(google, delegation, status, code, sentence, reason):
    google.fault("oauth.token", status=status, reason=code, message=sentence, times=-1)
    with refused(reason):
        delegation.refresh(NO_TOKENS)


def test_trouble_at_google_is_no_verdict(google, delegation):
    google.fault("oauth.token", status=503, reason="internal_failure", times=-1)
    with pytest.raises(RetryLater):
        delegation.refresh(NO_TOKENS)
    google.control("DELETE", "faults")
    google.fault("oauth.token", kind="reset", times=-1)
    with pytest.raises(RetryLater):
        delegation.refresh(NO_TOKENS)


def test_a_token_refused_at_once_is_the_administrators_trouble(google, delegation):
    google.fault("calendarList.get", status=401, reason="authError", times=-1)
    with refused("authError"):
        calendar.get_calendar(session_of(google, delegation), "primary")


def test_secrets_stay_out_of_logs_and_errors(google, key_file, delegation, caplog):
    caplog.set_level(logging.DEBUG)
    ana = session_of(google, delegation)
    calendar.get_calendar(ana, "primary")
    google.control("DELETE", "service_accounts", private_key_id=key_file["private_key_id"])
    with pytest.raises(DelegationRefused) as caught:
        delegation.refresh(NO_TOKENS)
    told = caplog.text + repr(caught.value) + repr(caught.value.__cause__)
    for secret in (key_file["private_key"][100:140], ana.tokens.access_token, "assertion="):
        assert secret not in told


def test_the_scopes_are_those_of_the_consent_but_for_signing_in():
    assert set(SCOPES) == set(oauth.SCOPES) - {oauth.SCOPE_OPENID}
    assert set(SCOPES) >= service_account.SCOPES_NEEDED


def test_a_query_keeps_what_is_in_it(google, delegation):
    ana = session_of(google, delegation)
    request = ana.calendar.events().list(calendarId="primary", q="a&b=c d", eventTypes=["default"])
    ana.call(request)
    query = parse_qs(urlsplit(request.uri).query)
    assert query["q"] == ["a&b=c d"]
    assert query["quotaUser"] == [ANA]
