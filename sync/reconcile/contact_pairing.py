"""Pairs new contacts of Google's with Odoo's, as the matcher has found them to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from odoo.tools.translate import LazyTranslate

from ..google.contact_reader import ContactReader
from ..store.links import without_person
from ..store.marker import marks_of
from ..store.refs import RecordRef
from .contact_match import ContactMatcher
from .contact_questions import ContactQuestions
from .snapshot import ContactSnapshot

_lt = LazyTranslate(__name__)


class ContactPairing:
    def __init__(
        self, snapshot: ContactSnapshot, reader: ContactReader, questions: ContactQuestions
    ) -> None:
        self.snapshot = snapshot
        self.reader = reader
        self.questions = questions

    def match(self) -> dict[str, RecordRef]:
        """:return: Odoo's refs by Google's ids, of both sides of which the states are known"""
        self.questions.take_back()
        snapshot, google = self.snapshot, self.snapshot.google
        linked = snapshot.linked_refs()
        compared = snapshot.policy.compared
        members = {
            ref: compared(state.item)
            for ref, state in snapshot.odoo.items()
            if state.item and ref not in linked
        }
        wanted = {
            google_id: compared(state.item)
            for google_id, state in snapshot.new_at_google().items()
            if state.item and google_id in google.keys
        }
        marks = marks_of(snapshot.account)
        matcher = ContactMatcher(
            snapshot.env, snapshot.account, snapshot.links, snapshot.records, marks
        )
        for google_id in matcher.doubles(wanted, google):
            self._leave_double(google_id)
            del wanted[google_id]
        found = matcher.match(members, wanted, google)
        for refs, google_ids in found.disputed:
            self.questions.ask(refs & members.keys(), refs, google_ids)
        self._let_go(found.pairs.values())
        return self._with_states(found.pairs)

    def _let_go(self, refs: Iterable[RecordRef]) -> None:
        """Part contacts from those that Google has deleted: they have others now."""
        snapshot = self.snapshot
        former = without_person(snapshot.links.of_odoo(refs), snapshot.google.deleted)
        snapshot.found -= former
        former.unlink()

    def _leave_double(self, google_id: str) -> None:
        """Google has made a contact twice, since its answers and lists were late for long."""
        google = self.snapshot.google
        del google.states[google_id]
        title = google.names[google_id]
        log = self.snapshot.log
        text = _lt(
            "“%(name)s” was created twice in Google. Please merge the two there.", name=title
        )
        log.remark(log.told(text), title=title, google_id=google_id)

    def _with_states(self, found: Mapping[str, RecordRef]) -> dict[str, RecordRef]:
        """The pairs of which both sides are at hand."""
        snapshot, google, records = self.snapshot, self.snapshot.google, self.snapshot.records
        snapshot.read_more(found.values())
        pairs = {google_id: ref for google_id, ref in found.items() if ref in snapshot.odoo}
        partners = records.model.browse(ref.id for ref in pairs.values())
        items = {partner.id: records.item(partner) for partner in partners if partner.name}
        for google_id, ref in pairs.items():
            if ref.id in items:
                google.states[google_id] = self.reader.state_as(google, google_id, items[ref.id])
        return pairs
