"""The links of events: as values for the engine, and with Google's values of their events."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from odoo.models import BaseModel

from ...engine.core.link import Link
from ...engine.core.plan import Decision
from ...engine.events.guests import with_each_guest, with_more_guests
from ...engine.events.identity import named
from ...engine.events.item import EventItem
from ...engine.events.migration import as_agreed
from ...engine.events.spelling import unlike
from ...google_api.calendar import event_codec
from ...google_api.calendar.client import Event
from ...google_api.calendar.guest_codec import is_organizer
from ..odoo import own_events
from ..store.links import load_link
from ..store.marker import mark_on, marks_of
from .migrated import is_uncompared
from .snapshot import EventSnapshot


class EventLinks:
    """:param snapshot: of one account's calendar"""

    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot
        self._marks = marks_of(snapshot.account)

    def known(self, item: EventItem) -> EventItem:
        """The item, with guests called as this Odoo calls them."""
        return with_each_guest(item, self.snapshot.records.guests.book.in_google)

    def value(self, link: BaseModel) -> Link[EventItem]:
        """:return: the engine's :class:`~engine.core.link.Link`"""
        value = load_link(link)
        value = replace(
            value,
            base=value.base and self.known(value.base),
            sent=tuple(replace(one, item=one.item and self.known(one.item)) for one in value.sent),
            buried=value.buried and self.known(value.buried),
            # Without those that what Google tells in this run disproves.
            spellings=value.spellings
            and unlike(value.spellings, self.snapshot.google.told(link.google_id)),
        )
        if value.base and value.role.is_own:
            value = self._with_guests_apart(link, value, value.base)
        if not is_uncompared(link):
            return value
        snapshot = self.snapshot
        ours, theirs = snapshot.ours(link), snapshot.google.states[link.google_id]
        return as_agreed(value, ours, theirs, snapshot.policy)

    def _with_guests_apart(
        self, link: BaseModel, value: Link[EventItem], base: EventItem
    ) -> Link[EventItem]:
        """Name the guests who have replaced their copy. Where Google has invited one of them again
        that counts as agreed on, so they are taken out of its list once more."""
        theirs = self.snapshot.google.states.get(link.google_id)
        shown = theirs.item if theirs else None
        before = named(base)
        now = named(shown) if shown else frozenset()
        if not (before or now):
            return value
        apart = own_events.guests_apart(link, before | now, self._replacing)
        again = tuple(one for one in shown.guests if one.email in apart - before) if shown else ()
        return replace(value, apart=apart, base=with_more_guests(base, again))

    @cached_property
    def _replacing(self) -> BaseModel:
        return own_events.replacing_accounts(self.snapshot.env)

    def google_values(self, decision: Decision[EventItem], google_id: str) -> dict[str, Any]:
        """Return the values that a link stores about its event at Google."""
        event = self.snapshot.google.events.get(google_id, {})
        values: dict[str, Any] = {}
        if "iCalUID" in event:
            values["ical_uid"] = event["iCalUID"]
        elif decision.google and decision.google.verb == "create":
            # A guest's copy may be there before we hear of ours.
            values["ical_uid"] = event_codec.ical_uid(google_id)
        if "recurringEventId" in event:
            values["series_id"] = event["recurringEventId"]
        if self.is_signed(event, google_id):
            values["is_signed"] = True
        if (is_copy := self.is_copy(google_id)) is not None:
            values["is_copy"] = is_copy
        return values

    def note_copies(self) -> None:
        """Note who organizes a meeting at Google, before anything is decided."""
        for link in self.snapshot.found:
            is_copy = self.is_copy(link.google_id)
            if is_copy is not None and is_copy != link.is_copy:
                link.is_copy = is_copy

    def is_copy(self, google_id: str) -> bool | None:
        """Return whether somebody else organizes the event; ``None`` if Google does not say."""
        event = self.snapshot.google.events.get(google_id, {})
        if "organizer" not in event:
            return None
        return not is_organizer(event, self.snapshot.account.calendar_id)

    def is_signed(self, event: Event, google_id: str) -> bool:
        """Return whether the event bears our mark, with the signature of just this id."""
        return bool(self._marks.ref(mark_on(event), google_id))
