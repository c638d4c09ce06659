"""What Google is asked about the setup, before anybody connects."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import pytest
from google_sync.google_api.transport import oauth, setup_checks
from google_sync.google_api.transport.errors import ClientRefused, RetryLater

NONCE = "n-0S6_WzA2Mj"


def test_a_registered_address_is_fine(google):
    setup_checks.check_redirect(google.client)


def test_an_address_that_is_not_registered_is_found(google):
    client = replace(google.client, redirect_uri="https://odoo.example/google_sync/oauth/callback")
    with pytest.raises(ClientRefused) as caught:
        setup_checks.check_redirect(client)
    assert caught.value.reason == setup_checks.MISMATCH


@pytest.mark.parametrize("text", ["", "%%%", "AA", "Cg"])
def test_an_error_that_cannot_be_read_is_one_nevertheless(text):
    assert setup_checks._error_of(text)


def test_google_as_it_was_seen_to_name_the_error():
    assert (
        setup_checks._error_of("ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2gSsAEKWW91") == setup_checks.MISMATCH
    )


def test_clocks_that_agree(google):
    assert abs(setup_checks.clock_difference(google.client)) < 2


def test_a_clock_that_is_late(google):
    google.control("POST", "clock", advance=120)
    assert setup_checks.clock_difference(google.client) == pytest.approx(-120, abs=2)


def test_no_google_no_answer(google):
    google.close()
    endpoints = replace(
        google.client.endpoints,
        auth_uri="http://127.0.0.1:9/auth",
        certs_uri="http://127.0.0.1:9/certs",
    )
    client = replace(google.client, endpoints=endpoints)
    for question in (setup_checks.check_redirect, setup_checks.clock_difference):
        with pytest.raises(RetryLater):
            question(client)


def test_in_testing_google_says_when_access_ends(google):
    google.control("POST", "settings", refresh_token_life=7 * 24 * 3600)
    url, verifier = oauth.authorization_url(google.client, oauth.SCOPES, "s", NONCE)
    code = google.consent(url, ())["code"]
    tokens, _id_token = oauth.exchange_code(google.client, code, verifier)
    left = tokens.refresh_expiry - datetime.now(timezone.utc)
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_else_there_is_no_end(google):
    url, verifier = oauth.authorization_url(google.client, oauth.SCOPES, "s", NONCE)
    assert parse_qs(urlsplit(url).query)["access_type"] == ["offline"]
    code = google.consent(url, ())["code"]
    tokens, _id_token = oauth.exchange_code(google.client, code, verifier)
    assert tokens.refresh_expiry is None
