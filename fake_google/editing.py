"""Writing events: one place for the API, the web page and the seeds.

Checks who may write, applies the change, stores it, and lets series, guests and mails follow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import arrival, errors, event_types, events, guest_copies, series, sight, times
from .store import ROLES, Account, Calendar, Entry, Store, Subscription
from .values import without_empty

Json = dict[str, Any]


@dataclass(frozen=True)
class Options:
    """What a request says besides the event itself."""

    send_updates: str = "none"
    conference: bool = False
    attachments: bool = False
    labels: bool = False
    """Whether labels are meant, and not colors."""


class Editor:
    """One account's hand on one calendar. The caller holds the store's lock."""

    def __init__(
        self, store: Store, account: Account, at: Subscription, options: Options | None = None
    ) -> None:
        """:raise ApiError: 403 when the account may only read the calendar"""
        if at.role not in ROLES[ROLES.index("writerWithoutPrivateAccess") :]:
            raise _no_access()
        self._store = store
        self._account = account
        self._role = at.role
        self._calendar: Calendar = at.calendar
        self._options = options or Options()
        self._habits = store.habits.of(account.email)

    def insert(self, body: Json) -> Entry:
        """Create an event.

        :raise ApiError: 409 when the id was ever used on this calendar
        """
        if body.get("id") and body.get("iCalUID"):
            raise errors.invalid("Only one of id and iCalUID may be given.")
        if body.get("id"):
            events.check_id(body["id"])
        id_ = body.get("id") or events.new_id()
        if id_ in self._calendar.events or self._by_ical_uid(body.get("iCalUID")):
            raise errors.duplicate()
        resource = self._created(body, id_)
        return self._store_organised(None, resource)

    def import_(self, body: Json) -> Entry:
        """Add a private copy of an event from elsewhere, or renew it; nobody else hears of it.

        https://developers.google.com/calendar/api/v3/reference/events/import
        """
        if not body.get("iCalUID"):
            raise errors.required("Missing iCalUID.")
        before = self._by_ical_uid(body["iCalUID"])
        id_ = before.resource["id"] if before else events.new_id()
        resource = self._created({**body, "eventType": "default"}, id_)
        if body.get("organizer"):
            resource["organizer"] = body["organizer"]
        return self._store.put(self._calendar, resource, pending=False)

    def patch(self, event_id: str, patch: Json, if_match: str | None = None) -> Entry:
        """Change some fields of an event."""
        if self._habits.null_recurrence == "kept" and patch.get("recurrence", ()) is None:
            patch = {key: value for key, value in patch.items() if key != "recurrence"}  # G13
        return self._write(event_id, patch, if_match, events.patched)

    def update(self, event_id: str, body: Json, if_match: str | None = None) -> Entry:
        """Replace an event.

        :raise ApiError: 403 for one that is deleted
        """
        if self._find(event_id, if_match).resource["status"] == "cancelled":
            raise errors.forbidden("forbidden", "Forbidden")
        return self._write(event_id, body, if_match, events.replaced)

    def delete(self, event_id: str, if_match: str | None = None) -> None:
        """Cancel an event; a guest who deletes their copy declines.

        :raise ApiError: 410 when it is cancelled already
        """
        before = self._find(event_id, if_match)
        if before.resource["status"] == "cancelled":
            raise errors.deleted()
        event_types.check_deletion(before.resource)
        after = {**before.resource, "status": "cancelled", "updated": self._now()}
        self._commit(before, after)

    def move(self, event_id: str, target: Subscription, if_match: str | None = None) -> Entry:
        """Make another calendar the organiser of an event."""
        before = self._find(event_id, if_match)
        self._check_movable(before.resource, target.calendar)
        exceptions = list(self._calendar.exceptions_of(event_id))
        moved = self._move_entry(before, target.calendar)
        for exception in exceptions:
            self._move_entry(exception, target.calendar)
        return moved

    def _move_entry(self, entry: Entry, target: Calendar) -> Entry:
        organiser = events.organiser_of(target, self._account)
        resource = {**entry.resource, "organizer": organiser, "updated": self._now()}
        new = {"withdrawn": False, "fell_with_series": entry.fell_with_series}
        moved = self._store.put(target, resource, **new)
        self._store.put(self._calendar, {**entry.resource, "status": "cancelled"})
        guest_copies.deliver(self._store, target, entry.resource, moved.resource)
        self._notify(entry.resource, moved.resource)
        return moved

    def _check_movable(self, resource: Json, target: Calendar) -> None:
        if resource["status"] == "cancelled":
            raise errors.deleted()
        if not guest_copies.is_organiser(self._calendar, resource):
            raise errors.forbidden("forbiddenForNonOrganizer", "Only the organizer can move it.")
        if resource["eventType"] != "default" or "recurringEventId" in resource:
            raise errors.invalid("This event cannot be moved.")
        found = target.events.get(resource["id"])
        if found and found.resource["status"] != "cancelled":
            raise errors.duplicate()

    def _created(self, body: Json, id_: str) -> Json:
        body = self._allowed(self._of_one_look(body), {})
        resource = events.created(
            body, id_, self._calendar, self._account, self._now(), self._habits
        )
        self._check_status(resource)
        return events.with_conference(resource, {}, self._habits.meet)

    def _write(
        self, event_id: str, body: Json, if_match: str | None, change: Callable[[Json, Json], Json]
    ) -> Entry:
        before = self._find(event_id, if_match)
        body = self._of_one_look(body)
        wanted = change(before.resource, events.with_omitted(before.resource, body))
        allowed = self._allowed(wanted, before.resource)
        after = events.with_conference(allowed, before.resource, self._habits.meet)
        event_types.check_change(before.resource, after)
        after = events.finished(
            before.resource, after, self._calendar.time_zone, self._now(), self._habits
        )
        self._check_status(after)
        return self._commit(before, self._with_visibility_of_series(before.resource, after))

    def _check_status(self, resource: Json) -> None:
        habit = self._habits.status_events
        event_types.check_status(resource, self._calendar, self._account, habit)

    def _with_visibility_of_series(self, before: Json, after: Json) -> Json:
        """Let a more restrictive visibility of an instance be that of the whole series (G4).

        "If you attempt to change the visibility of one instance of a recurring event to a less
        restrictive setting, the change is ignored": release notes of 7 July 2026.
        """
        if "recurringEventId" not in before or self._habits.instance_visibility == "own":
            return after
        if events.restriction(after) > events.restriction(before):
            series.set_visibility(self._store, self._calendar, after, self._now())
            return after
        return without_empty({**after, "visibility": before.get("visibility")})

    def _of_one_look(self, body: Json) -> Json:
        """Of color and label, each of which stands for the other, what the request's version is
        about: "Version 0 assumes no event label support"; in version 1 "the colorId field is
        ignored".
        """
        said, other = ("eventLabelId", "colorId")[:: 1 if self._options.labels else -1]
        result = {key: value for key, value in body.items() if key != other}
        if said not in body:
            return result
        known = {label["id"] for label in self._calendar.labels}
        if said == "eventLabelId" and body[said] and body[said] not in known:
            raise errors.invalid("Invalid event label.", "eventLabelId")
        return {**result, said: body[said] or None, other: None}

    def _allowed(self, wanted: Json, before: Json) -> Json:
        """Keep what the request is not allowed to touch by its version parameters.

        Conference data need conferenceDataVersion=1, attachments supportsAttachments=true.
        """
        result = dict(wanted)
        switches = {
            "conferenceData": self._options.conference,
            "attachments": self._options.attachments,
        }
        for key, is_on in switches.items():
            if not is_on:
                result.pop(key, None)
                if key in before:
                    result[key] = before[key]
        return result

    def _commit(self, before: Entry, after: Json) -> Entry:
        if guest_copies.is_organiser(self._calendar, before.resource):
            return self._store_organised(before, after)
        return self._store_as_guest(before, after)

    def _store_organised(self, before: Entry | None, after: Json) -> Entry:
        entry = self._store.put(self._calendar, after, fell_with_series=False)
        old = before.resource if before else None
        if old:
            series.follow(self._store, self._calendar, old, entry.resource)
        guest_copies.deliver(self._store, self._calendar, old, entry.resource)
        self._notify(old, entry.resource)
        return entry

    def _store_as_guest(self, before: Entry, after: Json) -> Entry:
        edits = self._edits_of(before.resource)
        after = guest_copies.as_guest(self._calendar, before.resource, after, edits)
        unchanged = {**after, "updated": before.resource["updated"]} == before.resource
        if unchanged and not before.pending:
            return before
        removed = after["status"] == "cancelled"
        own = next((g for g in after.get("attendees", []) if g["email"] == self._calendar.id), None)
        if own and removed:
            own = {**own, "responseStatus": "declined"}
        flags = {"withdrawn": removed, "fell_with_series": False, "pending": before.pending}
        entry = self._store.put(self._calendar, after, **flags)
        series.follow(self._store, self._calendar, before.resource, entry.resource)
        if edits == "done" and not removed:
            self._modify_organised(before.resource, entry.resource)
        if own:
            self._answer(before.resource, entry.resource, own)
            arrival.admit(self._store, self._calendar, after["id"], own["responseStatus"])
        return self._calendar.events[after["id"]]

    def _edits_of(self, resource: Json) -> str:
        """What becomes of a guest's write of what all copies share (G2), "done" where all get it.

        A `locked` copy is one "where no changes can be made to the main event fields".
        """
        habit = self._habits.guest_edits
        if resource.get("locked"):
            return "ignored" if habit == "kept" else habit
        return "done" if resource.get("guestsCanModify") else habit

    def _answer(self, before: Json, after: Json, own: Json) -> None:
        if own == next((g for g in before["attendees"] if g["email"] == own["email"]), None):
            return
        guest_copies.answer(self._store, self._calendar, after, own)
        organiser = after["organizer"].get("email")
        if self._options.send_updates == "all" and organiser:
            guest_copies.mail(self._store, self._account.email, organiser, "reply", after)

    def _modify_organised(self, before: Json, after: Json) -> None:
        """A guest who may modify the meeting changes it for everybody."""
        organiser = self._store.calendars.get(after["organizer"].get("email", ""))
        if organiser is None:
            return
        led = series.find(organiser, after["id"])
        changes = {k: after.get(k) for k in guest_copies.SHARED if before.get(k) != after.get(k)}
        wanted = without_empty({**led.resource, **changes, "updated": after["updated"]})
        entry = self._store.put(organiser, wanted)
        series.follow(self._store, organiser, led.resource, entry.resource)
        guest_copies.deliver(self._store, organiser, led.resource, entry.resource)
        self._notify(led.resource, entry.resource)

    def _find(self, event_id: str, if_match: str | None) -> Entry:
        entry = series.find(self._calendar, event_id)
        if sight.hides(self._role, entry.resource):
            raise _no_access()
        if if_match and if_match not in ("*", entry.resource["etag"]):
            raise errors.condition_not_met()
        return entry

    def _by_ical_uid(self, uid: str | None) -> Entry | None:
        if not uid:
            return None
        return next(
            (
                entry
                for entry in self._calendar.events.values()
                if entry.resource["iCalUID"] == uid and "recurringEventId" not in entry.resource
            ),
            None,
        )

    def _notify(self, before: Json | None, after: Json) -> None:
        guest_copies.notify(self._store, self._account, self._options.send_updates, before, after)

    def _now(self) -> str:
        return times.stamp(self._store.clock.now())


def _no_access() -> errors.ApiError:
    return errors.forbidden(
        "requiredAccessLevel", "You need to have writer access to this calendar."
    )
