"""The users of the smoke test, on both sides."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ..console import CommandError, say
from ..fake_client import FakeClient
from ..odoo_client import OdooClient

ZONE = "Europe/Brussels"
PATIENCE = 120  # seconds that a sync may take
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

    def set(self, **settings: Any) -> None:
        """Change settings on the user's Google page."""
        self.odoo.call("res.users", "write", [self.odoo.uid], settings)

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
        """What Google shows, each occurrence of a series by itself."""
        events = self.fake.shown_events(self.email)
        return [event for event in events if "smoke" in event.get("summary", "")]

    def sync(self) -> None:
        """Press "Sync Now" and wait until the scheduled action has done it, twice: the sync that
        ends first may have begun before the button was pressed."""
        for _round in range(2):
            before = self.last_sync()
            self.press_sync()
            wait_until(lambda before=before: self.last_sync() > before, f"a sync of {self.email}")

    def press_sync(self) -> None:
        """Press "Sync Now", later than what was read before."""
        time.sleep(1.1)  # Odoo keeps whole seconds
        self.odoo.call("res.users", "action_google_sync_now", [self.odoo.uid])

    def read(self, *names: str) -> dict[str, Any]:
        """Fields of the user's Google page."""
        return self.odoo.call("res.users", "read", [self.odoo.uid], list(names))[0]

    def last_sync(self) -> str:
        user = self.read("google_sync_last", "google_sync_message")
        if user["google_sync_message"]:
            raise CommandError(f"{self.email}: {user['google_sync_message']}")
        return user["google_sync_last"] or ""


def meet(running: Any, fake: FakeClient, login: str, email: str) -> Person:
    """Somebody with an account at Odoo and one at Google, which know nothing of each other."""
    fake.make_account(email, login.title(), ZONE)
    odoo = OdooClient(running.odoo_url, running.database, login, login)
    odoo.call("res.users", "write", [odoo.uid], {"tz": ZONE})
    return Person(odoo, fake, email)


def connect(person: Person) -> None:
    """Press "Connect Google", and allow everything at Google."""
    consent_page, _text = person.odoo.open("/google_sync/connect")
    scopes = parse_qs(urlsplit(consent_page).query)["scope"][0].split()
    answer = {"account": person.email, "decision": "allow", "scope": scopes}
    _address, page = person.odoo.submit(consent_page, answer)
    if "alert-success" not in page or person.email not in page:  # in whatever language
        raise CommandError(f"{person.email} could not connect: {page}")
    say(f"connected as {person.email}")
    wait_until(person.last_sync, f"the first sync of {person.email}")


def new_user(admin: Person, login: str) -> str:
    """A further user, whose password is their login."""
    values = {"name": login.title(), "login": login, "password": login, "tz": ZONE}
    admin.odoo.call("res.users", "create", [values])
    return login


def sync_all(people: list[Person]) -> None:
    for person in people:
        person.sync()


def partner(person: Person) -> int:
    (user,) = person.odoo.call("res.users", "read", [person.odoo.uid], ["partner_id"])
    return user["partner_id"][0]


def wait_until(condition: Callable[[], Any], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise CommandError(f"{what} did not come within {PATIENCE} s")
        time.sleep(0.3)
