"""Whether an invitation comes into a guest's calendar at once (G8).

https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events tells the
three settings, and that an answer that the organiser prefills adds nothing. An invitation that has
not come is in no list, but the guest can read and answer it by its id.
"""

from __future__ import annotations

from typing import Any

from .store import Account, Calendar, Entry, Store

Json = dict[str, Any]

ANY = ("accepted", "tentative", "declined")
ANSWERS = {"everyone": ANY, "known": ("accepted", "tentative"), "answered": ANY}
"""The guest's own answers that bring an invitation in, by the habit `invitations`."""

FOR_ALL = ("gmail.com", "googlemail.com")
"""Domains that are no organisation."""


def is_pending(store: Store, calendar: Calendar, event: Json) -> bool:
    """Whether an invitation that is new to a guest's calendar has to wait for an answer."""
    account = store.accounts[calendar.owner]
    habit = store.habits.of(account.email).invitations
    series = calendar.events.get(event.get("recurringEventId", ""))
    if series is not None:
        return series.pending
    return habit != "everyone" and not (habit == "known" and _knows(account, calendar, event))


def admit(store: Store, calendar: Calendar, event_id: str, answer: str) -> None:
    """Let an invitation in that its guest has answered, with all exceptions of a series."""
    answered = calendar.events[event_id]
    if not answered.pending or answer not in ANSWERS[store.habits.of(calendar.owner).invitations]:
        return
    for entry in [answered, *calendar.exceptions_of(event_id)]:
        store.put(calendar, entry.resource, pending=False)


def _knows(account: Account, calendar: Calendar, event: Json) -> bool:
    """Whether the organiser is a colleague of the guest, a contact, or somebody met before."""
    organiser = event["organizer"].get("email", "")
    domain = organiser.rpartition("@")[2]
    contacts = account.contacts.contacts.values()
    return (
        (domain not in FOR_ALL and domain == account.email.rpartition("@")[2])
        or any(organiser in _addresses(contact.fields) for contact in contacts)
        or any(_is_between(entry, organiser) for entry in calendar.events.values())
    )


def _addresses(fields: Json) -> set[str]:
    return {entry.get("value", "").lower() for entry in fields.get("emailAddresses", [])}


def _is_between(entry: Entry, organiser: str) -> bool:
    """Whether an event that is in the calendar has to do with somebody."""
    people = [entry.resource["organizer"], *entry.resource.get("attendees", [])]
    return not entry.pending and any(person.get("email") == organiser for person in people)
