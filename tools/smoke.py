"""``make smoke``: the main job on real input, from end to end.

A real Odoo server with a real PostgreSQL and its scheduled actions, the addon, and the fake Google
over HTTP. Two users connect through Google's consent page, both sides change, the scheduled action
runs, and both sides are compared record by record, by rules written anew here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

import lxml.html

from . import console
from .console import CommandError, say
from .fake_client import FakeClient
from .odoo_client import OdooClient
from .stack import stack

ZONE = "Europe/Brussels"
PATIENCE = 60  # seconds that a sync may take
FIELDS = (
    "name",
    "start",
    "stop",
    "allday",
    "location",
    "description",
    "privacy",
    "show_as",
    "active",
    "user_id",
)


@dataclass
class Person:
    """One user on both sides."""

    odoo: OdooClient
    fake: FakeClient
    email: str

    def make(self, **values: Any) -> int:
        return self.odoo.call("calendar.event", "create", [values])[0]

    def write(self, event_id: int, **values: Any) -> None:
        self.odoo.call("calendar.event", "write", [event_id], values)

    def events_in_odoo(self) -> list[dict]:
        """The user's schedule: what they attend and have not declined."""
        attendances = self.odoo.call(
            "calendar.attendee",
            "search_read",
            [("partner_id.user_ids", "in", [self.odoo.uid]), ("state", "!=", "declined")],
            ["event_id"],
        )
        ids = [attendance["event_id"][0] for attendance in attendances]
        domain = [("id", "in", ids), ("name", "like", "smoke")]
        return self.odoo.call("calendar.event", "search_read", domain, list(FIELDS))

    def events_in_google(self) -> list[dict]:
        events = self.fake.events(self.email)
        return [
            event
            for event in events
            if event["status"] != "cancelled" and "smoke" in event.get("summary", "")
        ]

    def sync(self) -> None:
        """Press "Sync Now" and wait until the scheduled action has done it."""
        before = self._last_sync()
        time.sleep(1.1)  # Odoo keeps whole seconds
        self.odoo.call("res.users", "action_google_sync_now", [self.odoo.uid])
        wait_until(lambda: self._last_sync() > before, f"the sync of {self.email}")

    def _last_sync(self) -> str:
        fields = ["google_sync_last", "google_sync_message"]
        (user,) = self.odoo.call("res.users", "read", [self.odoo.uid], fields)
        if user["google_sync_message"]:
            raise CommandError(f"{self.email}: {user['google_sync_message']}")
        return user["google_sync_last"] or ""


def main() -> None:
    started = time.monotonic()
    with stack(database="google_sync_smoke") as running:
        fake = FakeClient(running.fake_url)
        people = [
            connect(running, fake, login, f"{login}.smoke@gmail.example")
            for login in ("admin", "demo")
        ]
        admin, demo = people
        make_first_events(admin, demo)
        sync_all(people)
        compare(people, "after the first sync", expected=(5, 4))
        change_both_sides(admin, demo)
        sync_all(people)
        compare(people, "after changes on both sides", expected=(4, 3))
        sync_all(people)
        compare(people, "after a sync with nothing to do", expected=(4, 3))
        mails = fake.mails()
        if mails:
            raise CommandError(f"{len(mails)} mails would have gone out: {mails}")
        say(f"0 mails to guests; done in {time.monotonic() - started:.0f} s")


def connect(running: Any, fake: FakeClient, login: str, email: str) -> Person:
    """Sign in at Odoo, press "Connect Google", and allow everything at Google."""
    fake.make_account(email, login.title(), ZONE)
    odoo = OdooClient(running.odoo_url, running.database, login, login)
    odoo.call("res.users", "write", [odoo.uid], {"tz": ZONE})
    consent_page, _text = odoo.open("/google_sync/connect")
    scopes = parse_qs(urlsplit(consent_page).query)["scope"][0].split()
    answer = {"account": email, "decision": "allow", "scope": scopes}
    _address, page = odoo.submit(consent_page, answer)
    if "Connected" not in page or email not in page:
        raise CommandError(f"{login} could not connect: {page}")
    say(f"{login} is connected as {email}")
    person = Person(odoo, fake, email)
    wait_until(person._last_sync, f"the first sync of {email}")
    return person


def make_first_events(admin: Person, demo: Person) -> None:
    """New appointments on both sides, of every kind."""
    guests = [partner(admin), partner(demo)]
    for person in (admin, demo):
        person.make(
            name=f"smoke consultation {person.email}",
            start="2027-03-01 09:00:00",
            stop="2027-03-01 09:45:00",
            location="Room 3",
            description="<p>Bring <strong>papers</strong></p><p>and patience</p>",
            show_as="free",
            privacy="private",
        )
        person.fake.insert(
            person.email,
            {
                "summary": f"smoke from Google {person.email}",
                "start": {"dateTime": "2027-03-03T14:00:00", "timeZone": ZONE},
                "end": {"dateTime": "2027-03-03T15:30:00", "timeZone": ZONE},
                "description": "line one\nline two",
            },
        )
        person.fake.insert(
            person.email,
            {
                "summary": f"smoke days off {person.email}",
                "start": {"date": "2027-03-30"},
                "end": {"date": "2027-04-02"},
                "transparency": "transparent",
            },
        )
    admin.make(
        name="smoke meeting of two",
        start="2027-03-05 10:00:00",
        stop="2027-03-05 11:00:00",
        partner_ids=[(6, 0, guests)],
    )
    admin.make(
        name="smoke holiday",
        allday=True,
        start="2027-03-28 08:00:00",  # the night in which summer time begins
        stop="2027-03-29 18:00:00",
        partner_ids=[(6, 0, guests[:1])],
    )


def change_both_sides(admin: Person, demo: Person) -> None:
    """Different fields of one event on both sides, a move, and a deletion on each side."""
    for person in (admin, demo):
        mine = f"smoke consultation {person.email}"
        in_odoo = {event["name"]: event["id"] for event in person.events_in_odoo()}
        in_google = {event["summary"]: event["id"] for event in person.events_in_google()}
        person.write(in_odoo[mine], location="Room 5")
        person.fake.patch(person.email, in_google[mine], {"summary": f"{mine} (long)"})
        days_off = f"smoke days off {person.email}"
        person.fake.delete(person.email, in_google[days_off])
        from_google = f"smoke from Google {person.email}"
        person.write(in_odoo[from_google], start="2027-03-04 08:00:00", stop="2027-03-04 09:00:00")
    meeting = {event["name"]: event["id"] for event in admin.events_in_odoo()}
    admin.write(meeting["smoke meeting of two"], name="smoke meeting of both")


def sync_all(people: list[Person]) -> None:
    for person in people:
        person.sync()


def compare(people: list[Person], when: str, expected: tuple[int, ...]) -> None:
    """Compare both sides record by record; any difference ends the command."""
    for person, count in zip(people, expected, strict=True):
        odoo = sorted(map(from_odoo, person.events_in_odoo()))
        google = sorted(map(from_google, person.events_in_google()))
        if odoo != google or len(odoo) != count:
            lines = "\n".join(
                [f"  odoo   {event}" for event in odoo] + [f"  google {event}" for event in google]
            )
            raise CommandError(f"{person.email} {when}: {count} events expected\n{lines}")
        say(f"{person.email}: {count} events agree {when}")


def from_odoo(event: dict) -> tuple:
    start, stop = event["start"], event["stop"]
    if event["allday"]:
        start, stop = start[:10], f"{stop[:10]} inclusive"
    return (
        event["name"],
        start,
        stop,
        event["location"] or "",
        words(event["description"]),
        event["show_as"],
        "private" if event["privacy"] in ("private", "confidential") else "default",
    )


def from_google(event: dict) -> tuple:
    start, stop = google_span(event)
    return (
        event["summary"],
        start,
        stop,
        event.get("location", ""),
        words(event.get("description")),
        "free" if event.get("transparency") == "transparent" else "busy",
        "private" if event.get("visibility") in ("private", "confidential") else "default",
    )


def google_span(event: dict) -> tuple[str, str]:
    if "date" in event["start"]:
        last = date.fromisoformat(event["end"]["date"]) - timedelta(days=1)
        return event["start"]["date"], f"{last} inclusive"
    moments = (
        datetime.fromisoformat(event[end]["dateTime"].replace("Z", "+00:00"))
        for end in ("start", "end")
    )
    start, stop = (f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}" for moment in moments)
    return start, stop


def words(html: str | bool | None) -> list[str]:
    """The words of a text, without its markup."""
    if not html:
        return []
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").itertext()).split()


def partner(person: Person) -> int:
    (user,) = person.odoo.call("res.users", "read", [person.odoo.uid], ["partner_id"])
    return user["partner_id"][0]


def wait_until(condition: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise CommandError(f"{what} did not come within {PATIENCE} s")
        time.sleep(0.3)


if __name__ == "__main__":
    console.run_main(main)
