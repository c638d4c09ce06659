"""Follow-ups after events are written: notices to the user, and values kept of meetings."""

from __future__ import annotations

from collections.abc import Iterable

from ...engine.core.item import ItemError
from ..odoo import closed_meetings
from ..odoo.guests import MOST_STRANGERS
from ..odoo.overlaps import Overlaps
from ..reporting import messages
from ..store.refs import EVENT, RecordRef
from .snapshot import Done, EventSnapshot


class EventFollowUps:
    """:param snapshot: of one account's calendar"""

    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot
        self.records = snapshot.records

    def tell_of_strangers(self, done: Done) -> None:
        """Tell of events with so many strangers that Odoo asks before it makes them contacts."""
        for decision, ref in done:
            count = len(self.records.guests.strangers(decision.odoo)) if decision.odoo else 0
            if count > MOST_STRANGERS:
                error = ItemError("many_strangers", count=count)
                text = self.snapshot.log.told(messages.describe, error)
                item, shown = decision.to_odoo.item, ref and self.records.shown(ref)
                self.snapshot.log.remark(text, title=item.title, ref=shown)

    def keep_closed(self, done: Done) -> None:
        """Note which of the user's meetings their guests may not edit."""
        events = self.snapshot.google.events
        ids = [decision.link.google_id or "" for decision, ref in done if ref and decision.agreed]
        if meetings := [one for one in ids if events.get(one, {}).get("attendees")]:
            links = self.snapshot.links.of_google(meetings)
            closed_meetings.keep(self.records, links, events)

    def compare_what_came_back(self, done: Done) -> None:
        """Only the record that is there again tells what Google shows of it."""
        refs = [
            ref
            for decision, ref in done
            if ref and decision.reverts and decision.odoo and not decision.odoo.before
        ]
        self.snapshot.links.compare_next(refs)

    def tell_of_overlaps(self, done: Done, asked: Iterable[frozenset[int]]) -> None:
        """Tell of appointments at the same time.

        :param asked: pairs of ids that could be one appointment, and are asked about instead
        """
        touched = [
            ref
            for decision, ref in done
            if ref and decision.agreed and (decision.odoo or decision.google)
        ]
        event_ids = self.records.event_ids(touched)
        if not event_ids:
            return
        log, overlaps = self.snapshot.log, Overlaps(self.snapshot.env, self.snapshot.account)
        for first, second in overlaps.new_pairs(event_ids, asked):
            log.remark(
                log.told(overlaps.text, first, second),
                title=overlaps.name_of(self.snapshot.texts, first),
                ref=RecordRef(EVENT, first.id),
                other=RecordRef(EVENT, second.id),
                about="overlap",
            )
        for event, span in overlaps.new_elsewhere(event_ids):
            log.remark(
                log.told(overlaps.text_elsewhere, event, span),
                title=overlaps.name_of(self.snapshot.texts, event),
                ref=RecordRef(EVENT, event.id),
                about="overlap",
            )
