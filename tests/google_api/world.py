"""The world outside of the addon: what happens at Google behind its back, and how time passes."""

from __future__ import annotations

import math
import re
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qs, urlsplit

import requests
from google_sync.google_api.calendar.event_write import EventWrite
from google_sync.google_api.transport import oauth
from google_sync.google_api.transport.access import Consent
from google_sync.google_api.transport.deadline import Deadline
from google_sync.google_api.transport.endpoints import Endpoints
from google_sync.google_api.transport.pace import Pacer, Quota
from google_sync.google_api.transport.session import Session
from google_sync.google_api.transport.transport import Transport

ZONE = "Europe/Zurich"
CALENDAR = "ana@gmail.example"
MINUTE = 60.0
CALLBACK = "http://127.0.0.1:8069/google_sync/oauth/callback"


class Time:
    """A clock that runs only while somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.pauses: list[float] = []
        self.passes: Callable[[float], object] = lambda _seconds: None  # what else happens then

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds
        self.passes(seconds)


class Impatience(threading.Event):
    """The wish that a worker may stop; who waits for it sleeps by this clock."""

    def __init__(self, time: Time) -> None:
        super().__init__()
        self._time = time

    def wait(self, timeout: float | None = None) -> bool:
        self._time.sleep(timeout or 0.0)
        return self.is_set()


class LocalPacer(Pacer):
    """Keeps account of one test's requests.

    :param limit: requests of one user in any minute
    """

    def __init__(self, limit: int, time: Time) -> None:
        self._limit = limit
        self._time = time
        self._booked: list[tuple[float, Quota, int]] = []

    def reserve(self, counts: Mapping[Quota, int]) -> float:
        now = self._time.now
        self._booked = [entry for entry in self._booked if entry[0] > now - MINUTE]
        for moment in sorted({now, *(moment + MINUTE for moment, _quota, _count in self._booked)}):
            if all(self._fits(quota, count, moment) for quota, count in counts.items()):
                break
        if moment == now:
            self._booked += [(now, quota, count) for quota, count in counts.items()]
        return moment - now

    def _fits(self, quota: Quota, count: int, moment: float) -> bool:
        booked = (number for at, of, number in self._booked if of == quota and at > moment - MINUTE)
        return sum(booked) + count <= min(quota.most, self._limit)


class World:
    """A fake Google and one client of it.

    :ivar time: by which the client under test waits
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = oauth.Client(
            "demo.apps.googleusercontent.com", "demo-secret", CALLBACK, Endpoints.at(url)
        )
        self.time = Time()
        self._transports: list[Transport] = []

    # -- behind Google's back --------------------------------------------------------------------

    def ask(self, method, path, body=None, params=None, token=None):
        """Ask the fake, as the owner of a token if there is one.

        :return: the answer's JSON; ``None`` if there is none
        """
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = requests.request(
            method, self.url + path, json=body, params=params, headers=headers, timeout=30
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def control(self, method, name, /, **body):
        return self.ask(method, f"/_fake/{name}", body)

    def settle(self, email=CALENDAR):
        """Let somebody have a Google account, whose calendar :meth:`edit` changes."""
        self._person = self._account(email)["access_token"]

    def _account(self, email, **grant):
        return self.control("POST", "accounts", email=email, time_zone=ZONE, **grant)

    def edit(self, method, path="", body=None, **params):
        """What a person does in their calendar, by other means than the code under test."""
        path = f"/calendar/v3/calendars/primary/events{path}"
        return self.ask(method, path, body, params, self._person)

    def make(self, *titles):
        """Events with these titles; returns their ids."""
        events = [body_of(title) for title in titles]
        return self.control("POST", "events", account=CALENDAR, events=events)["ids"]

    def fault(self, match, /, **order):
        self.control("POST", "faults", match=match, **order)

    def asked(self):
        """The methods that were called since the last time, and forget them."""
        calls = self.control("GET", "requests")["requests"]
        self.control("DELETE", "requests")
        return [call["method"].removeprefix("calendar.") for call in calls]

    def titles(self):
        """The titles of all living events, those that are there twice twice."""
        (calendar,) = (
            entry
            for entry in self.control("GET", f"state?account={CALENDAR}")["calendars"]
            if entry["primary"]
        )
        living = [event for event in calendar["events"] if event["status"] != "cancelled"]
        return sorted(event.get("summary", "") for event in living)

    def consent(self, url, refuse=(), email=CALENDAR):
        """Go through Google's pages as a person with a browser; returns what comes back."""
        asked = parse_qs(urlsplit(url).query)["scope"][0].split()
        allowed = [scope for scope in asked if scope not in refuse]
        form = {"account": email, "decision": "allow", "scope": allowed}
        answer = requests.post(url, data=form, allow_redirects=False, timeout=30)
        assert answer.status_code in (302, 303), re.sub("<[^>]*>", " ", answer.text)
        back = answer.headers["Location"]
        assert back.startswith(CALLBACK)
        return {name: value for name, (value,) in parse_qs(urlsplit(back).query).items()}

    # -- the code under test -----------------------------------------------------------------------

    def tokens(self, email=CALENDAR, scopes=None):
        """Access that somebody has given to the client under test."""
        scopes = frozenset(scopes or oauth.SCOPES)
        answer = self._account(email, scopes=sorted(scopes), client_id=self.client.client_id)
        return oauth.Tokens(
            answer["access_token"],
            answer["refresh_token"],
            datetime.now(timezone.utc) + timedelta(hours=1),
            scopes,
        )

    def session(
        self,
        email=CALENDAR,
        scopes=None,
        tokens=None,
        transport=None,
        timeout=5.0,
        limit=600,
        access=None,
        deadline=None,
    ):
        """:param access: by whose leave; the person's own, when it is not given
        :param timeout: seconds of real time; the fake keeps silent for as long as it is told"""
        return Session(
            access or Consent(self.client),
            tokens or self.tokens(email, scopes),
            transport or self.transport(timeout),
            LocalPacer(limit, self.time),
            email,
            deadline or self.deadline(),
        )

    def deadline(self, seconds=math.inf):
        """One that comes so many seconds from now."""
        return Deadline(self.time.now + seconds, Impatience(self.time), self.time)

    def transport(self, timeout=5.0, endpoints=None, clock=None):
        transport = Transport(endpoints or self.client.endpoints, timeout, clock or self.time)
        self._transports.append(transport)
        return transport

    def close(self):
        for transport in self._transports:
            transport.close()


def body_of(title):
    return {
        "summary": title,
        "start": {"dateTime": "2027-03-02T09:00:00Z"},
        "end": {"dateTime": "2027-03-02T10:00:00Z"},
    }


def create(event_id, title):
    return EventWrite("create", event_id, body_of(title))


def update(event_id, title, etag=None):
    return EventWrite("update", event_id, {"summary": title}, etag)


def delete(event_id, etag=None):
    return EventWrite("delete", event_id, {}, etag)


def restore(event_id, title):
    return EventWrite("restore", event_id, body_of(title))
