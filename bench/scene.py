"""What every variant works on: the fake Google, the same events, and the check of the result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import nullcontext
from cProfile import Profile
from datetime import datetime, timedelta, timezone
from math import ceil
from typing import Any

import requests

FAKE = os.environ["GOOGLE_SYNC_API_ROOT"]
ZONE = "Europe/Brussels"


def part(count: int) -> int:
    """How many of so many there are in this run: all of them, but in a rehearsal, which shows that
    a work still works."""
    return max(10, round(count * float(os.environ.get("BENCH_SHARE", "1"))))


SAVES = part(40)
#: So many changes in Google are waited for.
ARRIVALS = part(100)
#: So often something is changed on each side.
CHANGES = 7
#: Seconds after which what is not at Google will not be.
PATIENCE = 120

#: Odoo's google_calendar looks a year ahead at most.
_FIRST = (datetime.now(timezone.utc) + timedelta(days=7)).replace(
    hour=8, minute=0, second=0, microsecond=0, tzinfo=None
)


#: What watches over the work, where it is to be found out what its time goes to.
profile: Profile | None = None


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


def requests_made(method: str | None = None) -> int:
    """How many requests Google has had, those of a batch each; of this method, or of all."""
    summary = control("GET", "/_fake/requests")
    return summary["by_method"].get(method, 0) if method else summary["total"]


def requests_refused() -> int:
    """How many of them were one too many."""
    by_status = control("GET", "/_fake/requests")["by_status"]
    return by_status.get("403", 0) + by_status.get("429", 0)


def google_id(email: str, title: str) -> str:
    """Google's id of the event with this title."""
    events = control("GET", "/_fake/state", account=email)["events"]
    return next(event["id"] for event in events if event.get("summary") == title)


def patch_google(email: str, event_id: str, **changes: Any) -> None:
    """Change an event at Google, as its owner does there."""
    token = make_account(email)["access_token"]
    requests.patch(
        f"{FAKE}/calendar/v3/calendars/primary/events/{event_id}",
        json=changes,
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    ).raise_for_status()


def waits(env: Any, user: Any, email: str) -> float:
    """Save some events, one after another at odd moments, and see when each of them is at Google.

    :return: seconds from the commit on within which 95 of 100 are
    """
    found = []
    for number in range(SAVES):
        time.sleep(number % 7 * 0.3)
        env(user=user.id)["calendar.event"].create(odoo_values(number))
        env.flush_all()
        started = time.perf_counter()
        env.cr.commit()
        while requests_made("calendar.events.insert") <= number:
            if time.perf_counter() - started > PATIENCE:
                raise WrongResultError(f"event {number} is not at Google")
            time.sleep(0.02)
        found.append(time.perf_counter() - started)
    return sorted(found)[int(0.95 * len(found))]


def wait_for(env: Any, happens: Callable[[], Any]) -> None:
    """:raise WrongResultError: it does not happen while one has patience"""
    started = time.perf_counter()
    while not happens():
        if time.perf_counter() - started > PATIENCE:
            raise WrongResultError("what was waited for has not happened")
        time.sleep(0.1)
        _look_anew(env)


def arrivals(env: Any, email: str) -> float:
    """Make events at Google, one after another at odd moments, and see when each is in Odoo.

    Nobody waits for one before the next is made, so that what tells of one tells of those before.

    :return: seconds from the change on within which 95 of 100 are
    """
    made: dict[str, float] = {}
    came: dict[str, float] = {}
    token = make_account(email)["access_token"]
    next_at = time.perf_counter()
    while len(came) < ARRIVALS and time.perf_counter() < next_at + PATIENCE:
        if len(made) < ARRIVALS and time.perf_counter() >= next_at:
            event = google_event(len(made))
            made[event["summary"]] = time.perf_counter()
            insert_google(token, event)
            next_at = time.perf_counter() + 0.5 + len(made) % 7 * 0.5
        _look_anew(env)
        found = env["calendar.event"].sudo().search([("name", "in", list(made.keys() - came))])
        now = time.perf_counter()
        came.update((name, now - made[name]) for name in found.mapped("name"))
        time.sleep(0.02)
    lags = sorted(came.values())
    if len(lags) < 0.95 * ARRIVALS:
        raise WrongResultError(f"of {ARRIVALS} events, {len(lags)} are in Odoo")
    return lags[ceil(0.95 * ARRIVALS) - 1]


def _look_anew(env: Any) -> None:
    env.cr.rollback()
    env.invalidate_all()


def insert_google(token: str, event: dict[str, Any]) -> None:
    """Make an event at Google, as its owner does there."""
    requests.post(
        f"{FAKE}/calendar/v3/calendars/primary/events",
        json=event,
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    ).raise_for_status()


def analyze(env: Any) -> None:
    """Tell PostgreSQL's planner what there is, as autovacuum does within a minute."""
    env.cr.execute("ANALYZE")
    env.cr.commit()


def timed(work: Callable[[], Any]) -> float:
    """Seconds that the work takes."""
    started = time.perf_counter()
    with profile or nullcontext():
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


def check_location(env: Any, email: str, location: str) -> None:
    """:raise WrongResultError: events 7 and 8 are not both there, on both sides"""
    events = control("GET", "/_fake/state", account=email)["events"]
    google = {event["summary"]: event.get("location") for event in events}
    odoo = {event.name: event.location for event in env["calendar.event"].search([])}
    for title in ("Bench 7", "Bench 8"):
        if {google[title], odoo[title]} != {location}:
            raise WrongResultError(f"{title} is in {google[title]} and {odoo[title]}")


def _compare(side: str, found: list[tuple], count: int) -> None:
    wanted = sorted((f"Bench {number}", *times(number)) for number in range(count))
    if found != wanted:
        wrong = set(found) ^ set(wanted)
        raise WrongResultError(f"{side} has {len(found)} events; e.g. {sorted(wrong)[:3]}")


def _utc(point: dict[str, str]) -> datetime:
    moment = datetime.fromisoformat(point["dateTime"].replace("Z", "+00:00"))
    return moment.astimezone(timezone.utc).replace(tzinfo=None)
