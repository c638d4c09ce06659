"""What every variant works on: the fake Google, the same events, and the check of the result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import requests

FAKE = os.environ["GOOGLE_SYNC_API_ROOT"]
ZONE = "Europe/Brussels"
SAVES = 40

#: Odoo's google_calendar looks a year ahead at most.
_FIRST = (datetime.now(timezone.utc) + timedelta(days=7)).replace(
    hour=8, minute=0, second=0, microsecond=0, tzinfo=None
)


class WrongResultError(Exception):
    """The work was done wrong: its time does not count."""


def times(number: int) -> tuple[datetime, datetime]:
    """Start and stop of the event of this number, naive and in UTC."""
    start = _FIRST + timedelta(hours=number % 8, days=number // 8)
    return start, start + timedelta(minutes=45)


def google_event(number: int) -> dict[str, Any]:
    start, stop = (f"{moment.isoformat()}Z" for moment in times(number))
    return {
        "summary": f"Bench {number}",
        "description": "Bring papers",
        "location": "Room 3",
        "start": {"dateTime": start},
        "end": {"dateTime": stop},
    }


def odoo_values(number: int) -> dict[str, Any]:
    start, stop = times(number)
    return {"name": f"Bench {number}", "start": start, "stop": stop, "location": "Room 3"}


def control(method: str, path: str, body: dict | None = None, **params: Any) -> Any:
    """Call one of the fake's own addresses."""
    answer = requests.request(method, FAKE + path, json=body, params=params, timeout=120)
    answer.raise_for_status()
    return answer.json() if answer.content else None


def make_account(email: str) -> dict[str, str]:
    return control("POST", "/_fake/accounts", {"email": email, "name": email, "time_zone": ZONE})


def seed_google(email: str, count: int) -> None:
    events = [google_event(number) for number in range(count)]
    control("POST", "/_fake/events", {"account": email, "events": events})


def requests_made() -> int:
    return control("GET", "/_fake/requests")["total"]


def timed(work: Callable[[], Any]) -> float:
    """Seconds that the work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def check_odoo(env: Any, count: int) -> None:
    """:raise WrongResultError: Odoo does not have exactly the events, each at its time"""
    events = env["calendar.event"].sudo().search([("name", "like", "Bench ")])
    found = sorted((event.name, event.start, event.stop) for event in events)
    _compare("Odoo", found, count)


def check_google(email: str, count: int) -> None:
    """:raise WrongResultError: Google does not have exactly the events, each at its time"""
    events = control("GET", "/_fake/state", account=email)["events"]
    found = sorted(
        (event["summary"], _utc(event["start"]), _utc(event["end"]))
        for event in events
        if event["status"] != "cancelled"
    )
    _compare("Google", found, count)


def _compare(side: str, found: list[tuple], count: int) -> None:
    wanted = sorted((f"Bench {number}", *times(number)) for number in range(count))
    if found != wanted:
        wrong = set(found) ^ set(wanted)
        raise WrongResultError(f"{side} has {len(found)} events; e.g. {sorted(wrong)[:3]}")


def _utc(point: dict[str, str]) -> datetime:
    moment = datetime.fromisoformat(point["dateTime"].replace("Z", "+00:00"))
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
