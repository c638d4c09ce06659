"""Seeds: accounts, calendars, events and contacts from a file, and many of them at once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from . import errors, events, persons, recordings
from .contact_editing import ContactEditor
from .contacts import Contact
from .editing import Editor, Options
from .google import Google
from .group_editing import GroupEditor
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
            add_groups(account, seed.get("groups", []))
            add_contacts(google, account, seed.get("contacts", []))


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


def add_recorded(
    google: Google, account: Account, at: Subscription, recorded: list[Json]
) -> list[Entry]:
    """Put events as they were recorded at Google; tombstones of events are left out.

    :raise ApiError: for the first that cannot be put, naming its place in the list
    """
    insert = google.catalogue.method("calendar.events.insert")
    known = [e for e in enumerate(recorded) if "start" in e[1] or "recurringEventId" in e[1]]
    entries = []
    for number, event in sorted(known, key=lambda e: "recurringEventId" in e[1]):
        try:
            insert.check_body(event)
            entry = recordings.put(google.store, account, at.calendar, event)
            insert.check_reply(events.shown(entry, at.calendar, None))
            entries.append(entry)
        except errors.ApiError as error:
            raise errors.invalid(f"Event {number}: {error.message}") from error
    return entries


def add_groups(account: Account, titles: list[str]) -> None:
    """Make contact groups, where there are none of these names."""
    known = {group.title for group in account.contacts.living_groups()}
    for title in titles:
        if title not in known:
            GroupEditor(account.contacts).create(title)


def add_contacts(google: Google, account: Account, bodies: list[Json]) -> list[Contact]:
    """Create contacts, each checked against Google's schema and rules.

    A body may name the groups of its contact in `groups`, as their memberships need ids that nobody
    knows beforehand.

    :raise ApiError: for the first that Google would refuse, naming its place in the list
    """
    create = google.catalogue.method("people.people.createContact")
    editor = ContactEditor(account.contacts, google.store.habits.of(account.email))
    ids = _group_names(account)
    contacts = []
    for number, body in enumerate(bodies):
        person = {key: value for key, value in body.items() if key != "groups"}
        try:
            if "groups" in body:
                person["memberships"] = [_membership(ids, title) for title in body["groups"]]
            create.check_body(person)
            contact = editor.create(person)
            create.check_reply(persons.whole(contact, google.root))
            contacts.append(contact)
        except errors.ApiError as error:
            raise errors.invalid(f"Contact {number}: {error.message}") from error
    return contacts


def _group_names(account: Account) -> dict[str, str]:
    """The resource names of groups by what people call them."""
    return {group.title: group.name for group in account.contacts.living_groups()}


def _membership(ids: dict[str, str], title: str) -> Json:
    if title not in ids:
        raise errors.invalid(f"There is no group {title}.")
    return {"contactGroupMembership": {"contactGroupResourceName": ids[title]}}


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
