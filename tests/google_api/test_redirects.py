"""No request follows a redirect: with it secrets, tokens and texts would go somewhere else."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from google_sync.google_api.transport import id_tokens, oauth, setup_checks
from google_sync.google_api.transport.access import Consent
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.errors import RetryLater
from google_sync.google_api.transport.service_account import Delegation, read_key_file
from world import CALENDAR

STATUSES = (301, 302, 303, 307, 308)
SECRET = "the-secret-of-the-client"


class Elsewhere(ThreadingHTTPServer):
    """Keeps what comes to it."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.heard = []
        self.status = 200
        self.leads_to = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server.heard.append((self.command, self.path, dict(self.headers), body))
        self.send_response(server.status)
        if server.leads_to:
            self.send_header("Location", f"{server.leads_to}{self.path}")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815

    def log_message(self, *_args):
        """Nothing on the screen."""


@pytest.fixture(scope="module")
def stranger():
    with Elsewhere() as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def front(stranger):
    """Where Google should be."""
    with Elsewhere() as server:
        server.leads_to = stranger.url
        yield server
        server.shutdown()


@pytest.fixture
def client(front):
    return oauth.Client("client", SECRET, "https://odoo.example/back", Endpoints.at(front.url))


@pytest.fixture
def key_file(google):
    return read_key_file(json.dumps(google.control("POST", "service_accounts")).encode())


def session(google, client, tokens):
    transport = google.transport(endpoints=client.endpoints)
    return google.session(tokens=tokens, transport=transport, access=Consent(client))


def asks(google, client, key_file):
    """All ways in which Google is asked for anything, by their names."""
    tokens = google.tokens()
    delegation = Delegation(key_file, client.endpoints, CALENDAR, frozenset({"x"}), "user")
    one = session(google, client, tokens)
    events = one.calendar.events()
    move = events.patch(calendarId="primary", eventId="abcdef", body={"summary": "Private"})
    return {
        "exchange": lambda: oauth.exchange_code(client, "code", "verifier"),
        "refresh": lambda: oauth.refresh(client, tokens),
        "revoke": lambda: oauth.revoke(client.endpoints, tokens.refresh_token),
        "check of the client": lambda: oauth.check_client(client),
        "certificates": lambda: id_tokens.verify_identity(client, "a.b.c", "nonce"),
        "assertion": lambda: delegation.refresh(tokens),
        "read": lambda: one.call(events.list(calendarId="primary"), repeatable=False),
        "write": lambda: one.call(move, repeatable=False),
        "delete": lambda: one.call(
            events.delete(calendarId="primary", eventId="abcdef"), repeatable=False
        ),
        "contacts": lambda: one.call(
            one.people.people().get(resourceName="people/c1", personFields="names"),
            repeatable=False,
        ),
    }


WAYS = (
    *("exchange", "refresh", "revoke", "check of the client", "certificates", "assertion"),
    *("read", "write", "delete", "contacts"),
)


@pytest.mark.parametrize("way", WAYS)
def test_nobody_else_is_told_anything(google, client, key_file, front, stranger, way):
    ask = asks(google, client, key_file)[way]
    for status in STATUSES:
        front.status = status
        front.heard.clear()
        with pytest.raises(RetryLater):  # it says nothing about whether we have access
            ask()
        assert len(front.heard) == 1, status
    assert stranger.heard == []


def test_the_parts_of_a_batch_stay_as_well(google, client, front, stranger):
    one = session(google, client, google.tokens())
    events = one.calendar.events()
    for status in STATUSES:
        front.status = status
        answers = one.batch([events.get(calendarId="primary", eventId="abcdef")])
        assert [type(answer) for answer in answers] == [RetryLater]
    assert stranger.heard == []


def test_the_checks_of_the_setup_stay_as_well(client, front, stranger):
    for status in STATUSES:
        front.status = status
        setup_checks.check_redirect(client)
        setup_checks.clock_difference(client)
    assert stranger.heard == []
