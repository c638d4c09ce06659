"""What the stand-in remembers: accounts, calendars, their events, and the order of changes.

Contacts are in `contacts`.

Stored resources are never changed in place: every write puts a new dict. A reply may therefore be
turned into JSON after the lock is released.
"""

from __future__ import annotations

import itertools
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from . import errors, times
from .clock import Clock
from .contacts import ContactBook
from .habits import HabitBook
from .recurrence import family

Json = dict[str, Any]

ROLES = ("freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner")
DEFAULT_REMINDERS = [{"method": "popup", "minutes": 10}]
DEFAULT_SETTINGS = {
    "autoAddHangouts": "false",
    "dateFieldOrder": "DMY",
    "defaultEventLength": "60",
    "format24HourTime": "true",
    "hideInvitations": "false",
    "hideWeekends": "false",
    "locale": "en",
    "remindOnRespondedEventsOnly": "false",
    "showDeclinedEvents": "true",
    "timezone": "UTC",
    "useKeyboardShortcuts": "true",
    "weekStart": "1",
}


@dataclass
class Entry:
    """One event, or one exception of a series, on one calendar."""

    resource: Json
    change: int = 0
    """Position in the order of all changes; later is larger."""
    withdrawn: bool = False
    """A guest removed their own copy: the organiser's changes do not bring it back."""
    pending: bool = False
    """An invitation that is not in the guest's calendar yet: lists leave it out (G8)."""
    fell_with_series: bool = False
    """Cancelled because its series was: restored with it."""
    retired: tuple[Json, ...] = ()
    """Original starts that a change of the series' rule took away."""
    shown: dict[Any, Json] = field(default_factory=dict)
    """Ready-made replies by how they are shown; void as soon as the entry is replaced."""


@dataclass
class Calendar:
    """A calendar and its events, in the order of their last change."""

    id: str
    summary: str
    time_zone: str
    owner: str
    etag: str = ""
    description: str | None = None
    location: str | None = None
    created_by: str | None = None
    """The OAuth client that made it; the scope calendar.app.created reaches no other."""
    updated: str = ""
    labels: list[Json] = field(default_factory=list)
    """What its events can be labelled with: an id, a color, and maybe a name."""
    frozen_until: float = 0.0
    """Read-only until then, for its limits were exceeded (G20)."""
    events: dict[str, Entry] = field(default_factory=dict)
    exceptions: dict[str, set[str]] = field(default_factory=dict)
    """Ids of stored instances by the id of their series."""
    parts: dict[str, set[str]] = field(default_factory=dict)
    """Ids of series by the id of what was one series before it was split."""

    @property
    def primary(self) -> bool:
        """Whether this is its owner's own calendar, whose id is their address."""
        return self.id == self.owner

    def changed_since(self, change: int) -> list[Entry]:
        """The entries with a later change, oldest first. Costs what changed, not what is there."""
        late = itertools.takewhile(lambda e: e.change > change, reversed(self.events.values()))
        return list(late)[::-1]

    def exceptions_of(self, series_id: str) -> Iterator[Entry]:
        """The stored instances of a series."""
        entries = (self.events[id_] for id_ in sorted(self.exceptions.get(series_id, ())))
        return (e for e in entries if e.resource.get("recurringEventId") == series_id)

    def parts_of(self, series_id: str) -> Iterator[Entry]:
        """A series and the parts that were split off from it."""
        return (self.events[id_] for id_ in sorted(self.parts.get(series_id, ())))


@dataclass
class Subscription:
    """A calendar in somebody's calendar list."""

    calendar: Calendar
    role: str = "owner"
    hidden: bool = False
    color: str = "14"
    etag: str = ""
    default_reminders: list[Json] = field(default_factory=list)


@dataclass
class Account:
    """A Google account."""

    email: str
    name: str
    sub: str
    settings: dict[str, str]
    contacts: ContactBook
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    sync_generation: int = 0
    """Raised to make every sync token given out so far invalid."""
    birthdays_as_of: int = 0
    """The last change of contacts that the birthdays in the calendar know of."""
    zone_is_open: bool = False
    """Whether the next browser that comes decides the zone, as it does at Google when new."""

    @property
    def time_zone(self) -> str:
        """The zone in the account's calendar settings."""
        return self.settings["timezone"]


@dataclass(frozen=True)
class Mail:
    """A mail that Google would have sent."""

    time: str
    sender: str
    to: str
    kind: str
    """invitation, update, cancellation or reply"""
    event_id: str
    subject: str


class Store:
    """All accounts and calendars, behind one lock."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.accounts: dict[str, Account] = {}
        self.calendars: dict[str, Calendar] = {}
        self.mails: list[Mail] = []
        self.pictures: dict[str, bytes] = {}
        self.empty_pages = False
        self.habits = HabitBook()
        self.last_change = 0
        self.changed: list[str] = []
        """Calendars that were written to since their channels were told."""

    def tick(self) -> tuple[int, str]:
        """Begin a write: its place in the order of changes, and an etag nobody had before."""
        self.last_change += 1
        return self.last_change, f'"{int(self.clock.timestamp() * 1000)}{self.last_change:06d}"'

    def add_account(self, email: str, name: str | None = None, time_zone: str = "UTC") -> Account:
        """Make an account with its primary calendar, or change the name and zone of one."""
        email = email.strip().lower()
        times.zone(time_zone)
        account = self.accounts.get(email)
        if account is None:
            sub = str(10**20 + len(self.accounts) + secrets.randbelow(10**18))
            book = ContactBook(self.clock)
            account = Account(email, name or email, sub, dict(DEFAULT_SETTINGS), book)
            self.accounts[email] = account
            primary = Calendar(email, email, time_zone, owner=email)
            self.add_calendar(account, primary)
        account.name = name or account.name
        account.settings["timezone"] = time_zone
        self.set_time_zone(self.calendars[email], time_zone)
        return account

    def add_calendar(self, account: Account, calendar: Calendar) -> Subscription:
        """Register a calendar and put it into its owner's list."""
        self.calendars[calendar.id] = calendar
        self.touch(calendar)
        return self.share(calendar, account, "owner")

    def share(self, calendar: Calendar, account: Account, role: str) -> Subscription:
        """Put a calendar into an account's list with a role, or change the role."""
        _, etag = self.tick()
        found = account.subscriptions.get(calendar.id)
        if found:
            found.role, found.etag = role, etag
            return found
        subscription = Subscription(calendar, role, etag=etag)
        subscription.default_reminders = DEFAULT_REMINDERS if calendar.primary else []
        account.subscriptions[calendar.id] = subscription
        return subscription

    def remove_calendar(self, calendar: Calendar) -> None:
        """Delete a calendar for everybody."""
        del self.calendars[calendar.id]
        for account in self.accounts.values():
            account.subscriptions.pop(calendar.id, None)

    def set_time_zone(self, calendar: Calendar, time_zone: str) -> None:
        """Change a calendar's zone; what was shown in the old one is void."""
        if calendar.time_zone != time_zone:
            calendar.time_zone = time_zone
            self.touch(calendar)
            for entry in calendar.events.values():
                entry.shown.clear()

    def touch(self, calendar: Calendar) -> None:
        """Give a calendar a new version."""
        _, calendar.etag = self.tick()
        calendar.updated = times.stamp(self.clock.now())

    def put(self, calendar: Calendar, resource: Json, **flags: bool) -> Entry:
        """Store a new version of an event: a new etag, and the last place in the order."""
        before = calendar.events.pop(resource["id"], None)
        change, etag = self.tick()
        entry = Entry({**resource, "etag": etag}, change)
        if before:
            entry.withdrawn = before.withdrawn
            entry.pending = before.pending
            entry.fell_with_series = before.fell_with_series
            entry.retired = before.retired
        for name, value in flags.items():
            setattr(entry, name, value)
        calendar.events[resource["id"]] = entry
        self.changed.append(calendar.id)
        if resource.get("recurrence"):
            calendar.parts.setdefault(family(resource["id"]), set()).add(resource["id"])
        if series_id := resource.get("recurringEventId"):
            calendar.exceptions.setdefault(series_id, set()).add(resource["id"])
        calendar.updated = times.stamp(self.clock.now())
        return entry

    def subscription(self, account: Account, calendar_id: str) -> Subscription:
        """Find a calendar as an account sees it; `primary` is its own.

        :raise ApiError: 404 when there is none, or the account may not see it
        """
        key = account.email if calendar_id == "primary" else calendar_id
        found = account.subscriptions.get(key) or account.subscriptions.get(key.lower())
        if found is None:
            raise errors.not_found()
        return found
