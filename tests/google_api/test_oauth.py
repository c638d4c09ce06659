"""The way through Google's consent page, and what becomes of the tokens."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from google.auth import jwt
from google_sync.google_api.calendar import client as calendar
from google_sync.google_api.transport import id_tokens, oauth
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.errors import (
    AuthorizationLost,
    ClientRefused,
    RetryLater,
    ScopeMissing,
)
from google_sync.google_api.transport.service_account import (
    NO_TOKENS,
    SCOPES,
    Delegation,
    read_key_file,
)
from world import CALENDAR

from fake_google.identity import Signer

NONCE = "n-0S6_WzA2Mj"
#: ``{"alg": "none"}`` and no claims.
UNSIGNED = "eyJhbGciOiJub25lIn0.e30."


def start(google, **options):
    return oauth.authorization_url(google.client, oauth.SCOPES, "a-state", NONCE, **options)


def fetch_tokens(client, code, verifier, nonce):
    tokens, id_token = oauth.exchange_code(client, code, verifier)
    return tokens, id_tokens.verify_identity(client, id_token, nonce, tokens.access_token)


def connect(google, refuse=(), nonce=NONCE):
    url, verifier = start(google)
    code = google.consent(url, refuse)["code"]
    return fetch_tokens(google.client, code, verifier, nonce)


def test_the_consent_page_is_asked_for_everything_that_google_needs(google):
    url, verifier = start(google, login_hint=CALENDAR)
    asked = {name: value for name, (value,) in parse_qs(urlsplit(url).query).items()}
    assert url.startswith(google.client.endpoints.auth_uri + "?")
    assert asked["prompt"] == "consent select_account"
    assert asked["access_type"] == "offline"
    assert asked["include_granted_scopes"] == "true"
    assert asked["code_challenge_method"] == "S256"
    assert asked["login_hint"] == CALENDAR
    assert (asked["state"], asked["nonce"]) == ("a-state", NONCE)
    assert asked["scope"].split() == list(oauth.SCOPES)
    assert verifier not in url


def test_a_person_who_consents_is_known_and_gives_access(google):
    tokens, identity = connect(google)
    assert identity.email == CALENDAR
    assert identity.subject
    assert tokens.scopes == frozenset(oauth.SCOPES)
    assert tokens.refresh_token
    left = tokens.expiry - datetime.now(timezone.utc)
    assert timedelta(minutes=55) < left <= timedelta(hours=1)
    session = google.session(tokens=tokens)
    assert calendar.get_calendar(session, "primary").id == CALENDAR


def test_real_google_is_asked_over_https():
    client = oauth.Client("id", "secret", "https://odoo.example/back", Endpoints.google())
    url, _verifier = oauth.authorization_url(client, oauth.SCOPES, "s", NONCE)
    assert url.startswith("https://accounts.google.com/o/oauth2/v2/auth?")


def test_a_refused_scope_is_told_by_the_tokens(google):
    tokens, _identity = connect(google, refuse=[oauth.SCOPE_EVENTS])
    assert set(oauth.SCOPES) - tokens.scopes == {oauth.SCOPE_EVENTS}
    with pytest.raises(ScopeMissing):
        calendar.list_changes(google.session(tokens=tokens), "primary", None)


def test_the_process_is_left_as_it_was(google):
    before = dict(os.environ)
    connect(google, refuse=[oauth.SCOPE_APP_CALENDARS])
    oauth.check_client(google.client)
    assert dict(os.environ) == before


def test_a_stolen_code_is_worthless_without_the_verifier(google):
    url, verifier = start(google)
    code = google.consent(url)["code"]
    _url, another = start(google)
    assert another != verifier
    with pytest.raises(AuthorizationLost) as caught:
        fetch_tokens(google.client, code, another, NONCE)
    assert caught.value.reason == "invalid_grant"


def test_a_code_works_once(google):
    url, verifier = start(google)
    code = google.consent(url)["code"]
    fetch_tokens(google.client, code, verifier, NONCE)
    with pytest.raises(AuthorizationLost):
        fetch_tokens(google.client, code, verifier, NONCE)


def test_an_answer_to_somebody_elses_sign_in_is_refused(google):
    with pytest.raises(AuthorizationLost) as caught:
        connect(google, nonce="another")
    assert caught.value.reason == "id_token"


CLAIMS = {"iss": "https://accounts.google.com", "sub": "1", "email": CALENDAR, "nonce": NONCE}


@pytest.fixture
def sign_in(server, google, monkeypatch):
    """Lets a person consent while the fake says who they are in our words."""

    def sign_in(text=None, audience=google.client.client_id, lifetime=3600, key=None, **claims):
        now = int(datetime.now(timezone.utc).timestamp())
        times = {"iat": now - 60, "exp": now + lifetime}
        payload = {**CLAIMS, "email_verified": True, "aud": audience, **times, **claims}
        token = jwt.encode((key or server.google.signer)._ready(), payload).decode()
        monkeypatch.setattr(
            server.google.signer, "id_token", lambda *_: token if text is None else text
        )
        return connect(google)

    return sign_in


def test_a_good_id_token_names_the_person(sign_in):
    _tokens, identity = sign_in(name="Ana")
    assert identity == id_tokens.Identity("1", CALENDAR, "Ana")


@pytest.mark.parametrize(
    "flaw",
    [
        {"iss": "https://accounts.example.com"},
        {"iss": ["https://accounts.google.com"]},
        {"azp": "another.apps.googleusercontent.com"},
        {"azp": None},
        {"at_hash": "of another access token"},
        {"exp": "tomorrow"},
        {"iat": []},
        {"audience": []},
        {"nonce": None},
        {"email_verified": False},
        {"email": None},
        {"email": 7},
        {"sub": None},
        {"sub": " "},
        {"sub": 7},
        {"audience": "another.apps.googleusercontent.com"},
        {"lifetime": -11},
        {"key": Signer()},
    ],
    ids=lambda flaw: next(iter(flaw)),
)
def test_an_id_token_with_a_flaw_is_refused(sign_in, flaw):
    with pytest.raises(AuthorizationLost) as caught:
        sign_in(**flaw)
    assert caught.value.reason in ("id_token", "email_not_verified")


def test_an_id_token_without_a_subject_is_nobodys():
    signer = Signer()._ready()
    assert id_tokens.subject_of(jwt.encode(signer, {"sub": "1"}).decode()) == "1"
    for claims in ({}, {"sub": None}, {"sub": 7}, [1]):
        assert id_tokens.subject_of(jwt.encode(signer, claims).decode()) == ""


def test_the_verifier_may_be_given(google):
    given = "v" * 43
    url, verifier = start(google, code_verifier=given)
    assert verifier == given
    assert given not in url
    code = google.consent(url, ())["code"]
    assert fetch_tokens(google.client, code, given, NONCE)


@pytest.mark.parametrize("text", ["", "no-token", "a.b.c", "e30.e30.e30", "W10.W10.W10", UNSIGNED])
def test_what_is_no_id_token_is_refused_and_not_quoted(sign_in, text):
    with pytest.raises(AuthorizationLost) as caught:
        sign_in(text)
    assert caught.value.__cause__ is None
    assert caught.value.detail == "the signature or the dates are not good"


def test_a_clock_may_be_a_little_off(sign_in):
    sign_in(lifetime=-5)


def test_certificates_that_cannot_be_had_are_no_verdict(google):
    url, verifier = start(google)
    code = google.consent(url)["code"]
    endpoints = replace(google.client.endpoints, certs_uri=f"{google.url}/nothing-here")
    with pytest.raises(RetryLater):
        fetch_tokens(replace(google.client, endpoints=endpoints), code, verifier, NONCE)


def test_no_library_tells_a_secret_while_debugging(google, caplog):
    caplog.set_level(logging.DEBUG)
    url, verifier = start(google)
    code = google.consent(url)["code"]
    tokens, _identity = fetch_tokens(google.client, code, verifier, NONCE)
    fresh = oauth.refresh(google.client, tokens)
    calendar.get_calendar(google.session(tokens=fresh), "primary")
    oauth.revoke(google.client.endpoints, tokens.refresh_token)
    secrets = [google.client.client_secret, verifier, tokens.access_token, tokens.refresh_token]
    assert caplog.text
    assert not [secret for secret in (*secrets, fresh.access_token) if secret in caplog.text]


def test_a_wrong_secret_is_the_clients_fault(google):
    url, verifier = start(google)
    code = google.consent(url)["code"]
    wrong = replace(google.client, client_secret="wrong")
    with pytest.raises(ClientRefused) as caught:
        fetch_tokens(wrong, code, verifier, NONCE)
    assert caught.value.reason == "invalid_client"


def test_a_client_can_be_checked_without_a_person(google):
    oauth.check_client(google.client)
    with pytest.raises(ClientRefused):
        oauth.check_client(replace(google.client, client_secret="wrong"))


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_at_google_is_no_verdict_about_anybody(google, status):
    for _time in range(2):
        google.fault("oauth.token", status=status, reason="internal_failure")
    url, verifier = start(google)
    code = google.consent(url)["code"]
    with pytest.raises(RetryLater) as caught:
        fetch_tokens(google.client, code, verifier, NONCE)
    assert caught.value.status == status
    with pytest.raises(RetryLater):
        oauth.check_client(google.client)
    fetch_tokens(google.client, code, verifier, NONCE)


def test_a_broken_connection_is_no_verdict_either(google):
    google.fault("oauth.token", kind="reset")
    with pytest.raises(RetryLater):
        oauth.check_client(google.client)


def test_nobody_listens(google):
    away = replace(google.client, endpoints=Endpoints.at("http://127.0.0.1:1"))
    for ask in (
        lambda: oauth.check_client(away),
        lambda: oauth.revoke(away.endpoints, "t"),
        lambda: oauth.refresh(away, google.tokens()),
    ):
        with pytest.raises(RetryLater):
            ask()


def test_a_refresh_gives_a_new_access_token_and_keeps_the_rest(google):
    tokens = google.tokens()
    fresh = oauth.refresh(google.client, tokens)
    assert fresh.access_token != tokens.access_token
    assert fresh.expiry.tzinfo is timezone.utc
    kept = {"access_token": tokens.access_token, "expiry": tokens.expiry}
    assert replace(fresh, **kept) == tokens


def test_access_that_was_taken_back_is_lost(google):
    tokens = google.tokens()
    google.control("POST", "revoke", account=CALENDAR)
    with pytest.raises(AuthorizationLost) as caught:
        oauth.refresh(google.client, tokens)
    assert caught.value.reason == "invalid_grant"
    assert tokens.refresh_token not in repr(caught.value)


def test_a_refresh_with_a_wrong_secret_blames_the_client(google):
    with pytest.raises(ClientRefused):
        oauth.refresh(replace(google.client, client_secret="wrong"), google.tokens())


def test_without_a_refresh_token_access_is_lost(google):
    with pytest.raises(AuthorizationLost):
        oauth.refresh(google.client, replace(google.tokens(), refresh_token=""))


def test_revoking_ends_all_access_and_may_be_repeated(google):
    tokens = google.tokens()
    oauth.revoke(google.client.endpoints, tokens.refresh_token)
    with pytest.raises(AuthorizationLost):
        oauth.refresh(google.client, tokens)
    oauth.revoke(google.client.endpoints, tokens.refresh_token)
    answer = requests.get(
        f"{google.url}/calendar/v3/users/me/calendarList",
        headers={"Authorization": f"Bearer {tokens.access_token}"},
        timeout=30,
    )
    assert answer.status_code == 401


def test_revoking_when_google_is_down_is_told(google):
    google.fault("oauth.revoke", status=503)
    with pytest.raises(RetryLater) as caught:
        oauth.revoke(google.client.endpoints, google.tokens().refresh_token)
    assert caught.value.status == 503


# -- answers that are not Google's -----------------------------------------------------------------


class Stranger(BaseHTTPRequestHandler):
    """Somebody in between who answers whatever the test says, and notes what was asked."""

    def do_POST(self):
        self.server.asked.append(self.path)
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, body, headers = self.server.says
        self.send_response(status)
        for name, value in {**headers, "Content-Length": len(body)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.do_POST()

    def log_message(self, *_args):
        pass


@pytest.fixture
def stranger(google):
    """A client whose every question to the token endpoint meets a stranger."""
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        server.asked = []
        server.client = replace(
            google.client, endpoints=Endpoints.at(f"http://127.0.0.1:{server.server_port}")
        )
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


HTML = b"<html><title>Sorry</title></html>"
LOST = b'{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}'
ODD = [
    *((status, HTML) for status in (200, 400, 401, 403, 404, 407, 429, 500, 502, 503)),
    *((status, LOST) for status in (200, 407, 429, 500, 502, 503)),
    *((200, body) for body in (b"", b"{}", b"[]", b"null", b'"x"', b'{"access_token": 1}')),
    (200, b'{"access_token": "x", "expires_in": "soon"}'),
    (200, b'{"access_token": "x"}'),
    *((400, body) for body in (b"{}", b"[]", b"\xff", b'{"error": {"code": 400}}')),
    (400, b'{"error": "invalid_request"}'),
    (400, b'{"error": "something_new"}'),
]
ASKING = {
    "refresh": lambda google, client: oauth.refresh(client, google.tokens()),
    "exchange": lambda google, client: oauth.exchange_code(client, "4/code", "verifier"),
    "check": lambda google, client: oauth.check_client(client),
    "delegation": lambda google, client: _delegation(google, client).refresh(NO_TOKENS),
}


def _delegation(google, client):
    key = google.control("POST", "service_accounts")
    account = read_key_file(json.dumps(key).encode())
    return Delegation(account, client.endpoints, CALENDAR, frozenset(SCOPES), "q")


@pytest.mark.parametrize("ask", ASKING.values(), ids=ASKING)
@pytest.mark.parametrize(("status", "body"), ODD)
def test_an_odd_answer_is_no_verdict(google, stranger, ask, status, body):
    stranger.says = (status, body, {"Retry-After": "7"})
    with pytest.raises(RetryLater) as caught:
        ask(google, stranger.client)
    assert (caught.value.status, caught.value.after) == (status, 7.0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("ask", ASKING.values(), ids=ASKING)
def test_a_secret_follows_no_redirect(google, stranger, ask, status):
    stranger.says = (status, b"", {"Location": "/elsewhere"})
    with pytest.raises(RetryLater) as caught:
        ask(google, stranger.client)
    assert caught.value.status == status
    assert set(stranger.asked) == {"/token"}


@pytest.mark.parametrize(
    ("status", "body", "given_back"),
    [
        (200, b"{}", True),
        (200, b"", True),
        (400, b'{"error": "invalid_token"}', True),
        (400, HTML, False),
        (400, b'{"error": "invalid_request"}', False),
        (302, b"", False),
        (403, HTML, False),
        (407, HTML, False),
    ],
)
def test_only_google_says_that_access_was_given_back(stranger, status, body, given_back):
    stranger.says = (status, body, {"Location": "/elsewhere"})
    if given_back:
        oauth.revoke(stranger.client.endpoints, "t")
    else:
        with pytest.raises(RetryLater) as caught:
            oauth.revoke(stranger.client.endpoints, "t")
        assert caught.value.status == status
    assert stranger.asked == ["/revoke"]


def test_a_proxy_may_quote_google(google, stranger):
    stranger.says = (403, LOST, {})
    with pytest.raises(RetryLater):
        oauth.refresh(stranger.client, google.tokens())


def test_certificates_that_are_not_googles_are_no_verdict_about_who_it_is(google, stranger):
    url, verifier = start(google)
    _tokens, id_token = oauth.exchange_code(google.client, google.consent(url)["code"], verifier)
    stranger.says = (200, HTML, {})
    with pytest.raises(RetryLater):
        id_tokens.verify_identity(stranger.client, id_token, NONCE)
    assert id_tokens.verify_identity(google.client, id_token, NONCE).email == CALENDAR


def test_tokens_are_refreshed_before_they_end():
    end = datetime(2027, 3, 2, 12, tzinfo=timezone.utc)
    tokens = oauth.Tokens("a", "r", end, frozenset())
    assert not oauth.needs_refresh(tokens, end - timedelta(minutes=5, seconds=1))
    assert oauth.needs_refresh(tokens, end - timedelta(minutes=5))
    assert oauth.needs_refresh(tokens, end - timedelta(seconds=90), margin=timedelta(minutes=2))
