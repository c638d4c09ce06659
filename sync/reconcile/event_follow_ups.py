"""Follow-ups after events are written: notices and questions to the user, and values kept of
meetings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.events.identity import Question
from ..odoo import closed_meetings
from ..odoo.guests import MOST_STRANGERS
from ..odoo.overlaps import Overlaps
from ..reporting import messages
from ..store.links import linked_ref
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

    # -- questions --------------------------------------------------------------------------------

    def ask(self, questions: Iterable[Question]) -> set[frozenset[int]]:
        """Ask the user whether two appointments are the same. Both go on meanwhile.

        :param questions: of the matcher, each about one event
        :return: the pairs of events that were asked about, by their ids
        """
        asked: set[frozenset[int]] = set()
        for question in questions:
            link = self.snapshot.links.of_google([question.google_id])
            event = self._as_user_sees(question.ref)
            if link.res_id and link.base and event:
                self._ask(link, question, event)
                shown = self.snapshot.records.shown(linked_ref(link))
                if shown:
                    asked.add(frozenset((shown.id, event.id)))
        return asked

    def _ask(self, link: BaseModel, question: Question, event: BaseModel) -> None:
        snapshot = self.snapshot
        overlaps = Overlaps(snapshot.env, snapshot.account)
        name = overlaps.name_of(snapshot.texts, event) or ""
        link.candidates = [
            {
                "id": question.ref.id,
                "model": question.ref.model,
                "name": name,
                "about": overlaps.time_of(snapshot.texts, event),
                "is_own": question.is_own,
            }
        ]
        error = ItemError("alike", name=name)
        text = snapshot.log.told(messages.describe, error)
        link.error = text
        snapshot.log.remark(
            text,
            title=link.title,
            ref=snapshot.records.shown(linked_ref(link)),
            other=RecordRef(EVENT, event.id),
            google_id=link.google_id,
            about="question",
        )

    def _as_user_sees(self, ref: RecordRef) -> BaseModel:
        user = self.snapshot.account.user_id
        event = self.snapshot.env[EVENT].with_user(user).with_context(lang=user.lang, tz=user.tz)
        return event.browse(ref.id).exists()._filtered_access("read")

    @staticmethod
    def words(link: BaseModel, values: Mapping[str, Any]) -> dict[str, Any]:
        """The link's values that keep its question, whatever becomes of its record."""
        asks = link.candidates and not values.get("error")
        return {"error": link.error} if asks else {}
