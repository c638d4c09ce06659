"""Somebody with an account on both sides, as a browser and as Google's calendar act for them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import requests
from ledger import Entry, Ledger

from tools.fake_client import FakeClient
from tools.odoo_client import OdooClient

ZONE = "Europe/Brussels"
_VISIT = re.compile(r"^visit (\d+) ")
_FIRST_DAY = datetime(2027, 3, 1, 6, tzinfo=timezone.utc)


class Person:
    """:ivar ledger: what was acknowledged to them, on whichever side"""

    #: The groups of Odoo's that they are in besides, by their names in ``base``.
    RIGHTS: ClassVar[Sequence[str]] = ()

    def __init__(self, odoo: OdooClient, fake: FakeClient, email: str):
        self.odoo = odoo
        self.fake = fake
        self.email = email
        self.ledger = Ledger()

    # -- the Google page ------------------------------------------------------------------------

    def connect(self) -> None:
        """Press "Connect Google", and allow everything on the consent page."""
        text = self.come_back(self.allow(self.leave()))
        assert "Connected" in text and self.email in text, words(text)

    def leave(self) -> str:
        """Open Google's consent page in a tab.

        :return: its address
        """
        page, text = self.odoo.open("/google_sync/connect")
        assert "/o/oauth2/" in page, words(text)
        return page

    def allow(self, page: str) -> str:
        """Allow everything on the consent page.

        :return: the address in Odoo that Google sends the browser to
        """
        scopes = parse_qs(urlsplit(page).query)["scope"][0].split()
        form = {"account": self.email, "decision": "allow", "scope": scopes}
        answer = requests.post(page, data=form, allow_redirects=False, timeout=120)
        parts = urlsplit(answer.headers["Location"])
        return f"{parts.path}?{parts.query}"

    def come_back(self, address: str) -> str:
        """:return: what the page says to which Google sends the browser"""
        return self.odoo.open(address)[1]

    def choose_calendar(self, name: str) -> None:
        """Choose a calendar of one's own by its name; the appointments move there."""
        wizard = self.press("choose_calendar")["res_id"]
        values = {"choice": "dedicated", "name": name}
        self.odoo.call("google.sync.choose.calendar", "write", [wizard], values)
        self.odoo.call("google.sync.choose.calendar", "action_apply", [wizard])

    def choose_first_calendar(self) -> None:
        """Choose the primary calendar again; the appointments move there."""
        wizard = self.press("choose_calendar")["res_id"]
        (option,) = self.odoo.call(
            "google.sync.choose.calendar.option",
            "search",
            [("wizard_id", "=", wizard), ("google_id", "=", self.email)],
        )
        values = {"choice": "existing", "option_id": option}
        self.odoo.call("google.sync.choose.calendar", "write", [wizard], values)
        self.odoo.call("google.sync.choose.calendar", "action_apply", [wizard])

    def disconnect(self, mode: str = "keep") -> None:
        """:param mode: "remove" takes out of Google first what was made in Odoo"""
        wizard = self.press("disconnect")["res_id"]
        self.odoo.call("google.sync.disconnect", "write", [wizard], {"mode": mode})
        self.odoo.call("google.sync.disconnect", "action_apply", [wizard])

    def press(self, button: str) -> Any:
        """Press a button of the Google page."""
        return self.odoo.call("res.users", f"action_google_{button}", [self.odoo.uid])

    def approve_if_asked(self) -> None:
        """Let the next run delete what the guard has held back."""
        if self.read("google_sync_state") == "approval":
            self.press("approve_deletions")

    def save(self, **settings: Any) -> None:
        """Save preferences."""
        self.odoo.call("res.users", "write", [self.odoo.uid], settings)

    def read(self, name: str) -> Any:
        """What the Google page shows."""
        return self.odoo.call("res.users", "read", [self.odoo.uid], [name])[0][name]

    # -- appointments ---------------------------------------------------------------------------

    def make(self, entry: Entry, version: int = 1) -> int:
        """Make an appointment in Odoo."""
        values = {"title": _title(entry, version), "start": moment(entry.number), "place": ""}
        with entry.becoming(alive=True), entry.saving(**values):
            (event_id,) = self.odoo.call(
                "calendar.event", "create", [{"name": values["title"], **_span(values["start"])}]
            )
        return event_id

    def rename(self, entry: Entry, event_id: int, version: int) -> None:
        title = _title(entry, version)
        with entry.saving(title=title):
            self.odoo.call("calendar.event", "write", [event_id], {"name": title})

    def move(self, entry: Entry, event_id: int, version: int) -> None:
        start = moment(entry.number + version)
        with entry.saving(start=start):
            self.odoo.call("calendar.event", "write", [event_id], _span(start))

    def delete(self, entry: Entry, event_id: int) -> None:
        with entry.becoming(alive=False):
            self.odoo.call("calendar.event", "unlink", [event_id])

    def make_in_google(self, entry: Entry, **fields: Any) -> str:
        values = {"title": _title(entry, 1), "start": moment(entry.number), "place": ""}
        with entry.becoming(alive=True), entry.saving(**values):
            span = _google_span(values["start"])
            return self.fake.insert(self.email, {"summary": values["title"], **span, **fields})

    def rename_in_google(self, entry: Entry, google_id: str, version: int) -> None:
        title = _title(entry, version)
        with entry.saving(title=title):
            self.fake.patch(self.email, google_id, {"summary": title})

    def place_in_google(self, entry: Entry, google_id: str, version: int) -> None:
        place = f"Room {version}"
        with entry.saving(place=place):
            self.fake.patch(self.email, google_id, {"location": place})

    def delete_in_google(self, entry: Entry, google_id: str) -> None:
        with entry.becoming(alive=False):
            self.fake.delete(self.email, google_id)

    # -- what both sides show -------------------------------------------------------------------

    def in_odoo(self) -> Mapping[int, list[dict[str, str]]]:
        domain = [("user_id", "=", self.odoo.uid), ("name", "like", "visit ")]
        fields = ["name", "start", "location"]
        found = defaultdict(list)
        for event in self.odoo.call("calendar.event", "search_read", domain, fields):
            shown = {
                "title": event["name"],
                "start": event["start"],
                "place": event["location"] or "",
            }
            found[_number(event["name"])].append(shown)
        return found

    def in_google(self) -> Mapping[int, list[dict[str, str]]]:
        found = defaultdict(list)
        for event in self.events_in_google():
            start = datetime.fromisoformat(event["start"]["dateTime"].replace("Z", "+00:00"))
            shown = {
                "title": event["summary"],
                "start": f"{start.astimezone(timezone.utc):%Y-%m-%d %H:%M:%S}",
                "place": event.get("location", ""),
                "id": event["id"],
            }
            found[_number(event["summary"])].append(shown)
        return found

    def events_in_google(self) -> list[dict[str, Any]]:
        """The living visits of all calendars, read past Google's API and its troubles."""
        return [
            event
            for calendar in self.fake.state(self.email)["calendars"]
            for event in calendar["events"]
            if event["status"] != "cancelled" and _VISIT.match(event.get("summary", ""))
        ]

    def problems(self) -> list[str]:
        """Where the two sides and the ledger are not of one mind."""
        found = self.ledger.problems(self.in_odoo(), self.in_google())
        return [f"{self.email}: {problem}" for problem in found]


def moment(number: int) -> str:
    """Where the appointment of a number lies in time; 20 minutes each, from six in the morning."""
    start = _FIRST_DAY + timedelta(days=number // 24, minutes=20 * (number % 24))
    return f"{start:%Y-%m-%d %H:%M:%S}"


def _span(start: str) -> dict[str, str]:
    stop = datetime.fromisoformat(start) + timedelta(minutes=20)
    return {"start": start, "stop": f"{stop:%Y-%m-%d %H:%M:%S}"}


def _google_span(start: str) -> dict[str, dict[str, str]]:
    ends = _span(start).values()
    both = [{"dateTime": f"{end.replace(' ', 'T')}Z", "timeZone": ZONE} for end in ends]
    return dict(zip(("start", "end"), both, strict=True))


def _title(entry: Entry, version: int) -> str:
    return f"visit {entry.number} v{version}"


def _number(title: str) -> int:
    return int(_VISIT.match(title).group(1))


def words(page: str) -> str:
    """The words of a page, for a message."""
    body = page.partition("<main")[2] or page
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())[:600]
