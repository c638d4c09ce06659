"""The fake Google's other side: its accounts, and their calendars as their owner sees them."""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from typing import Any

from . import processes


class FakeClient:
    """:param url: the fake's address"""

    def __init__(self, url: str):
        self.url = url
        self._tokens: dict[str, str] = {}

    def make_account(self, email: str, name: str, time_zone: str) -> None:
        account = {"email": email, "name": name, "time_zone": time_zone}
        self._tokens[email] = self.request("POST", "/_fake/accounts", account)["access_token"]

    def state(self, email: str) -> dict[str, Any]:
        return self.request("GET", f"/_fake/state?account={urllib.parse.quote(email)}")

    def mails(self) -> list[dict[str, Any]]:
        """The mails that Google would have sent to guests."""
        return self.request("GET", "/_fake/requests")["mails"]

    def shown_events(self, email: str) -> list[dict[str, Any]]:
        """What the primary calendar shows, each occurrence of a series by itself."""
        return self._calendar("GET", email, "?maxResults=2500&singleEvents=true")["items"]

    def seed(self, email: str, events: list[dict[str, Any]]) -> None:
        """Put many events into the calendar at once."""
        self.request("POST", "/_fake/events", {"account": email, "events": events})

    def insert(self, email: str, event: dict[str, Any]) -> str:
        return self._calendar("POST", email, "", event)["id"]

    def patch(self, email: str, event_id: str, fields: dict[str, Any]) -> None:
        self._calendar("PATCH", email, f"/{event_id}", fields)

    def delete(self, email: str, event_id: str) -> None:
        self._calendar("DELETE", email, f"/{event_id}")

    def new_calendar(self, email: str, summary: str, events: list[dict[str, Any]]) -> str:
        """A calendar besides the primary one, with these events.

        :return: its id
        """
        token = self._tokens[email]
        made = self.request("POST", "/calendar/v3/calendars", {"summary": summary}, token)["id"]
        filled = {"account": email, "calendar": made, "events": events}
        self.request("POST", "/_fake/events", filled)
        return made

    def people(
        self, method: str, email: str, path: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Do with contacts what their owner does."""
        return self.request(method, f"/v1/{path}", body, self._tokens[email])

    def _calendar(
        self, method: str, email: str, rest: str, body: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        path = f"/calendar/v3/calendars/primary/events{rest}"
        return self.request(method, path, body, self._tokens[email])

    def request(
        self, method: str, path: str, body: dict[str, Any] | None = None, token: str | None = None
    ) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with processes.open_directly(request) as response:
            text = response.read()
        return json.loads(text) if text else {}
