"""What the token endpoint may answer: bounded, and of the kinds that tokens have."""

from __future__ import annotations

import gzip
import json
import threading
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from google_sync.google_api.transport import id_tokens, oauth, token_requests
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.errors import GoogleError

GOOD = {"access_token": "access", "expires_in": 3600, "refresh_token": "kept", "scope": "a b"}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Encoding", self.server.coding)
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_args):
        """Nothing on the screen."""


@pytest.fixture(scope="module")
def endpoint():
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def exchanged(endpoint, body, coding="identity"):
    endpoint.body, endpoint.coding = body, coding
    address = Endpoints.at(f"http://127.0.0.1:{endpoint.server_port}")
    client = oauth.Client("client", "secret", "https://odoo.example/back", address)
    tokens, _id_token = oauth.exchange_code(client, "code", "verifier")
    return tokens


def test_a_good_answer_is_read(endpoint):
    body = json.dumps(GOOD).encode()
    assert exchanged(endpoint, body).refresh_token == "kept"
    assert exchanged(endpoint, gzip.compress(body), "gzip").scopes == {"a", "b"}


@pytest.mark.parametrize(
    "odd",
    [
        {"access_token": 5},
        {"access_token": ""},
        {"expires_in": 10**17},
        {"expires_in": -1},
        {"expires_in": True},
        {"expires_in": "3600"},
        {"refresh_token": 5},
        {"refresh_token": {"a": 1}},
        {"scope": ["a"]},
        {"id_token": 7},
    ],
)
def test_what_is_of_another_kind_is_no_answer(endpoint, odd):
    with pytest.raises(GoogleError):
        exchanged(endpoint, json.dumps({**GOOD, **odd}).encode())


@pytest.mark.parametrize("when", ["soon", 10**17, [], True])
def test_an_end_that_cannot_be_read_is_none(endpoint, when):
    body = json.dumps({**GOOD, "refresh_token_expires_in": when}).encode()
    assert exchanged(endpoint, body).refresh_expiry is None


def test_what_has_no_end_is_not_read(endpoint):
    bomb = gzip.compress(b" " * (64 * token_requests.MOST_BYTES))
    with pytest.raises(GoogleError):
        exchanged(endpoint, bomb, "gzip")
    with pytest.raises(GoogleError):
        exchanged(endpoint, b"[" * 100_000)


def test_an_id_token_that_nests_without_end_is_nobodys():
    header, payload = (urlsafe_b64encode(part).decode() for part in (b"{}", b"[" * 200_000))
    assert id_tokens.subject_of(f"{header}.{payload}.AAAA") == ""
