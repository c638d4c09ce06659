"""Guests: the copies of a meeting in other accounts, their answers, and the mails about it.

Google keeps one copy of a meeting for each person, with the same id and iCalUID. The organiser's
copy leads: what changes there reaches the others; what a guest changes stays with the guest, save
for the answer. https://developers.google.com/calendar/api/concepts/sharing#events
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from . import arrival, errors, events, series, times
from .store import Account, Calendar, Entry, Mail, Store
from .values import without_empty

Json = dict[str, Any]

SHARED = (
    "anyoneCanAddSelf",
    "attachments",
    "attendees",
    "conferenceData",
    "creator",
    "description",
    "end",
    "eventType",
    "guestsCanInviteOthers",
    "guestsCanModify",
    "guestsCanSeeOtherGuests",
    "hangoutLink",
    "iCalUID",
    "id",
    "kind",
    "location",
    "organizer",
    "originalStartTime",
    "recurrence",
    "recurringEventId",
    "sequence",
    "start",
    "status",
    "summary",
)
"""What organiser and guests have in common, shared extended properties aside."""

GUESTS_OWN = frozenset(("attendees", "status"))
"""What of it a guest may write all the same: their answer, and whether they keep their copy."""

KINDS = {
    "invitation": "Invitation: {}",
    "update": "Updated invitation: {}",
    "cancellation": "Canceled event: {}",
    "reply": "Reply: {}",
}


def is_organiser(calendar: Calendar, resource: Json) -> bool:
    """Whether a calendar holds the organiser's copy of an event."""
    return bool(resource["organizer"].get("email") == calendar.id)


def shared_properties(resource: Json) -> Json:
    """The extended properties that all copies have in common."""
    return dict((resource.get("extendedProperties") or {}).get("shared") or {})


def emails_of(resource: Json | None) -> set[str]:
    """The addresses of an event's guests, rooms aside; nobody is invited to a cancelled one."""
    if resource is None or resource["status"] == "cancelled":
        return set()
    return {guest["email"] for guest in resource.get("attendees", []) if not guest.get("resource")}


def deliver(store: Store, calendar: Calendar, before: Json | None, after: Json) -> None:
    """Bring the guests' copies in line with the organiser's event."""
    changes = _changes(before or {}, after)
    if before and not changes:
        return
    now_invited = emails_of(after)
    for email in sorted(emails_of(before) | now_invited):
        if email == calendar.id or email not in store.accounts:
            continue
        copies = store.calendars[email]
        copy = _existing(copies, after)
        if email in now_invited:
            _update_copy(store, copies, copy, after, changes)
        elif copy and copy.resource["status"] != "cancelled":
            gone = {**copy.resource, "status": "cancelled", "updated": after["updated"]}
            entry = store.put(copies, gone)
            series.follow(store, copies, copy.resource, entry.resource)


def answer(store: Store, calendar: Calendar, resource: Json, own: Json) -> None:
    """Carry one guest's answer to the organiser's copy, and from there to the other guests."""
    organiser = store.calendars.get(resource["organizer"].get("email", ""))
    if organiser is None or organiser is calendar:
        return
    entry = _existing(organiser, resource)
    if entry is None:
        return
    others = [g for g in entry.resource.get("attendees", []) if g["email"] != own["email"]]
    if len(others) == len(entry.resource.get("attendees", [])):
        return
    now = times.stamp(store.clock.now())
    attendees = [
        own if guest["email"] == own["email"] else guest for guest in entry.resource["attendees"]
    ]
    changed = store.put(organiser, {**entry.resource, "attendees": attendees, "updated": now})
    series.follow(store, organiser, entry.resource, changed.resource)
    deliver(store, organiser, entry.resource, changed.resource)


def as_guest(calendar: Calendar, before: Json, after: Json, edits: str) -> Json:
    """What a guest's write makes of the guest's own copy.

    Of the guest list, a guest can change their own line, and add people if the organiser lets them.

    :param edits: what becomes of the rest that all copies share (G2): a choice of the habit
        `guest_edits`, or "done"
    :raise ApiError: 403 when it would change the properties that all copies share, or more than
        Google takes
    """
    foreign = {key for key in SHARED if before.get(key) != after.get(key)} - GUESTS_OWN
    _check_allowed(before, after, edits, foreign)
    if edits == "ignored":
        after = {**after, **{key: before.get(key) for key in foreign}}
    old = {guest["email"]: guest for guest in before.get("attendees", [])}
    new = {guest["email"]: guest for guest in after.get("attendees", [])}
    merged = [new.get(mail, line) if mail == calendar.id else line for mail, line in old.items()]
    if before.get("guestsCanInviteOthers", True):
        merged += [line for mail, line in new.items() if mail not in old]
    return without_empty({**after, "attendees": merged})


def _check_allowed(before: Json, after: Json, edits: str, foreign: Collection[str]) -> None:
    """Refuse what a guest may not write.

    With `refused`, as met by https://github.com/kewisch/gdata-provider/issues/3, where for some
    even private properties alone were refused (`all_refused`).
    """
    properties = "extendedProperties"
    if (
        shared_properties(before) != shared_properties(after)
        or (foreign and edits in ("refused", "all_refused"))
        or (edits == "all_refused" and before.get(properties) != after.get(properties))
    ):
        raise errors.forbidden(
            "forbiddenForNonOrganizer",
            "Shared properties can only be changed by the organizer of the event.",
        )


def notify(
    store: Store, author: Account, send_updates: str, before: Json | None, after: Json
) -> None:
    """Record the mails that Google would send about an organiser's write.

    `externalOnly` reaches those who use no Google Calendar; here, those without an account on this
    stand-in.
    """
    if send_updates == "none":
        return
    was, now = emails_of(before), emails_of(after)
    for email in sorted(was | now):
        if email == author.email or email == after["organizer"].get("email"):
            continue
        if send_updates == "externalOnly" and email in store.accounts:
            continue
        kind = "cancellation" if email not in now else "update" if email in was else "invitation"
        mail(store, author.email, email, kind, after)


def mail(store: Store, sender: str, to: str, kind: str, resource: Json) -> None:
    """Record one mail."""
    subject = KINDS[kind].format(resource.get("summary", ""))
    sent = times.stamp(store.clock.now())
    store.mails.append(Mail(sent, sender, to, kind, resource["id"], subject))


def _changes(before: Json, after: Json) -> Json:
    """The shared fields that a write changed, None for those it took away."""
    changes = {key: after.get(key) for key in SHARED if before.get(key) != after.get(key)}
    if shared_properties(before) != shared_properties(after):
        changes["extendedProperties"] = shared_properties(after)
    return changes


def _existing(calendar: Calendar, resource: Json) -> Entry | None:
    """A calendar's copy of an event, if it has one."""
    try:
        entry = series.find(calendar, resource["id"])
    except errors.ApiError:
        return None
    return entry if entry.resource["iCalUID"] == resource["iCalUID"] else None


def _update_copy(
    store: Store, calendar: Calendar, copy: Entry | None, after: Json, changes: Json
) -> None:
    if copy and copy.withdrawn:
        return
    if copy is None or copy.resource["status"] == "cancelled":
        changes = _changes({}, after)
    kept = copy.resource if copy else _private_part(store, calendar, after)
    resource = {**kept, **changes, "updated": after["updated"]}
    if "extendedProperties" in changes:
        own = (kept.get("extendedProperties") or {}).get("private") or {}
        both = {"private": own, "shared": changes["extendedProperties"]}
        resource["extendedProperties"] = without_empty(both)
    new = after["id"] not in calendar.events
    flags = {"pending": arrival.is_pending(store, calendar, after)} if new else {}
    entry = store.put(calendar, without_empty(resource), **flags)
    if copy:
        series.follow(store, calendar, copy.resource, entry.resource)


def _private_part(store: Store, calendar: Calendar, event: Json) -> Json:
    """What a copy has of its own: the organiser's reminders are not the guest's."""
    account = store.accounts[calendar.owner]
    event = {key: value for key, value in event.items() if key not in ("reminders", "eventType")}
    now, habits = times.stamp(store.clock.now()), store.habits.of(account.email)
    fresh = events.created(event, event["id"], calendar, account, now, habits)
    own = {key: fresh[key] for key in ("htmlLink", "created", "reminders")}
    return {**own, "locked": True} if habits.guest_copies == "locked" else own
