"""Asks the user whether two appointments are the same; both are there and go on meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.events.identity import Question
from ..odoo.overlaps import Overlaps
from ..reporting import messages
from ..store.links import linked_ref
from ..store.refs import EVENT, RecordRef
from .snapshot import EventSnapshot


class EventQuestions:
    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot

    def ask(self, questions: Iterable[Question]) -> set[frozenset[int]]:
        """Put the questions to the links of events that have come in.

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
