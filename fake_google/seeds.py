"""Seeds: accounts, calendars and events from a file, and many events at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import errors, events
from .editing import Editor, Options
from .google import Google
from .store import Account, Calendar, Entry, Subscription

Json = dict[str, Any]


def load(google: Google, path: Path) -> None:
    """Read a seed file; its form is told in README.md."""
    content = json.loads(path.read_text(encoding="utf-8"))
    with google.store.lock:
        for seed in content.get("accounts", []):
            account = google.store.add_account(
                seed["email"], seed.get("name"), seed.get("time_zone", "UTC")
            )
            primary = account.subscriptions[account.email]
            add_events(google, account, primary, seed.get("events", []))
            for calendar in seed.get("calendars", []):
                at = _calendar(google, account, calendar)
                add_events(google, account, at, calendar.get("events", []))


def add_events(
    google: Google, account: Account, at: Subscription, bodies: list[Json]
) -> list[Entry]:
    """Insert events, each checked against Google's schema and rules.

    :raise ApiError: for the first that Google would refuse, naming its place in the list
    """
    editor = Editor(google.store, account, at, Options(conference=True, attachments=True))
    insert = google.catalogue.method("calendar.events.insert")
    entries = []
    for number, body in enumerate(bodies):
        try:
            insert.check_body(body)
            entry = editor.insert(body)
            insert.check_reply(events.shown(entry, at.calendar, None))
            entries.append(entry)
        except errors.ApiError as error:
            raise errors.invalid(f"Event {number}: {error.message}") from error
    return entries


def _calendar(google: Google, account: Account, seed: Json) -> Subscription:
    id_ = seed.get("id") or f"c_{len(google.store.calendars)}@group.calendar.google.com"
    calendar = Calendar(
        id=id_,
        summary=seed["summary"],
        time_zone=seed.get("time_zone", account.time_zone),
        owner=account.email,
        description=seed.get("description"),
    )
    return google.store.add_calendar(account, calendar)
