"""Birthdays of contacts as events of their owner's calendar (G17).

"The birthday information syncs with Calendar when users add a person and include their birthday":
https://developers.google.com/workspace/calendar/api/guides/event-types. What such an event is made
of, is told there for those that clients insert.
"""

from __future__ import annotations

import calendar as months
from datetime import date, timedelta
from typing import Any

from . import events, series, times
from .contacts import Contact
from .store import Account, Calendar, Store

Json = dict[str, Any]

OF_THE_CONTACT = events.SCHEDULE
"""What of a birthday its contact tells."""

LEAP_DAY = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"


def follow(store: Store, calendar: Calendar) -> None:
    """Bring the birthdays in somebody's own calendar in line with the contacts."""
    account = store.accounts.get(calendar.id)
    if account is None or store.habits.of(account.email).contact_birthdays == "hidden":
        return
    if account.birthdays_as_of == account.contacts.last_change:
        return
    account.birthdays_as_of = account.contacts.last_change
    now = store.clock.now()
    bodies = (_body(contact, now.year) for contact in account.contacts.contacts.values())
    wanted = {id_: body for id_, body in bodies if body}
    for entry in [e for e in calendar.events.values() if contact_of(e.resource)]:
        if entry.resource["id"] not in wanted and entry.resource["status"] != "cancelled":
            _put(store, calendar, {**entry.resource, "status": "cancelled"})
    for id_, body in wanted.items():
        _bring(store, calendar, account, id_, body)


def contact_of(resource: Json) -> str | None:
    """The contact whose birthday an event is."""
    contact: str | None = (resource.get("birthdayProperties") or {}).get("contact")
    return contact


def _bring(store: Store, calendar: Calendar, account: Account, id_: str, body: Json) -> None:
    """Make an event, or bring one in line that the contact says otherwise of by now."""
    entry = calendar.events.get(id_)
    if entry is None:
        now, habits = times.stamp(store.clock.now()), store.habits.of(account.email)
        store.put(calendar, events.created(body, id_, calendar, account, now, habits))
    elif any(entry.resource.get(key) != value for key, value in body.items()):
        _put(store, calendar, {**entry.resource, **body, "status": "confirmed"})


def _put(store: Store, calendar: Calendar, resource: Json) -> None:
    before = calendar.events[resource["id"]].resource
    after = store.put(calendar, {**resource, "updated": times.stamp(store.clock.now())})
    series.follow(store, calendar, before, after.resource)


def _body(contact: Contact, this_year: int) -> tuple[str, Json | None]:
    """The id of a contact's birthday, and the event if there is a date."""
    id_ = f"{contact.source_id}bd"
    entries = contact.fields.get("birthdays") or [{}]
    told = entries[0].get("date") or {}
    if not told.get("month") or not told.get("day"):
        return id_, None
    year, month = told.get("year") or this_year, told["month"]
    day = date(year, month, min(told["day"], months.monthrange(year, month)[1]))
    name = (contact.fields.get("names") or [{}])[0].get("displayName", "Somebody")
    is_leap_day = (month, told["day"]) == (2, 29)
    return id_, {
        "summary": f"{name}'s birthday",
        "start": {"date": day.isoformat()},
        "end": {"date": (day + timedelta(days=1)).isoformat()},
        "recurrence": [LEAP_DAY if is_leap_day else "RRULE:FREQ=YEARLY"],
        "eventType": "birthday",
        "visibility": "private",
        "transparency": "transparent",
        "birthdayProperties": {"contact": contact.name, "type": "birthday"},
    }
