"""Leaves out of a run the appointments that stay in Odoo, and says so once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.merge import Side
from ...engine.events.kept import Reason, falls_out
from ..odoo.kept import Kept
from ..reporting.reasons import REASONS
from ..store.links import SYNCED, linked_ref
from ..store.refs import RecordRef, load_item
from .snapshot import EventSnapshot

_lt = LazyTranslate(__name__)


class KeptBack:
    """:param snapshot: of a calendar, with both sides read"""

    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot
        self.kept = Kept(snapshot.account.user_id)
        self._resting: Counter[Reason] = Counter()

    def let_rest(self) -> None:
        """Leave alone what both sides have agreed on, and what stays in Odoo now.

        It rests as it is in Google. So this comes first: what becomes of copies and of former
        organizers is no matter of theirs, as long as they rest.
        """
        if self.kept:
            agreed = {ref: link for ref, link in self._links().items() if link.base}
            for ref, reason in self._reasons(agreed).items():
                self._let_rest(agreed[ref], reason)

    def leave_out(self, pairs: Mapping[str, RecordRef]) -> Mapping[str, RecordRef]:
        """Plan nothing for what else stays in Odoo.

        Nothing new goes to Google. What is there already rests, and is compared once it may go
        there again.

        :param pairs: Odoo's refs by Google's ids, of records that are the same and have no link
        :return: those that are planned
        """
        if not self.kept:
            return pairs
        odoo, links = self.snapshot.odoo, self._links()
        for ref, reason in self._reasons(odoo).items():
            if link := links.get(ref):
                self._let_rest(link, reason)
            else:
                del odoo[ref]
        self._tell()
        return {
            google_id: ref for google_id, ref in pairs.items() if self._is_planned(google_id, ref)
        }

    def _links(self) -> dict[RecordRef, BaseModel]:
        return {linked_ref(link): link for link in self.snapshot.found if link.res_id}

    def _reasons(self, refs: Iterable[RecordRef]) -> dict[RecordRef, Reason]:
        """Why those stay in Odoo that are in the schedule there, and do."""
        odoo = self.snapshot.odoo
        return self.kept.reasons([ref for ref in refs if ref in odoo and odoo[ref].item])

    def _let_rest(self, link: BaseModel, reason: Reason) -> None:
        snapshot, ref = self.snapshot, linked_ref(link)
        if base := load_item(link):
            made_in = Side(link.made_in) if link.made_in else None
            item, tags = snapshot.odoo[ref].item, self.kept.colors_of_tags(ref)
            if item and not falls_out(reason, item, base, made_in, tags=tags):
                return
            if link.state != "kept":
                self._resting[reason] += 1
                self._note(ref)
        link.write({**SYNCED, "state": "kept"})
        self._forget(link.google_id, ref)
        snapshot.found -= link

    def _note(self, ref: RecordRef) -> None:
        """Have the others look at it who take part: nobody tells Google of its changes now."""
        env = self.snapshot.account.env
        env["google.sync.change"].sudo().enqueue(env[ref.model].browse(ref.id))

    def _is_planned(self, google_id: str, ref: RecordRef) -> bool:
        """Google has what was found to be a record that stays; the two are linked, and rest."""
        snapshot = self.snapshot
        if ref in snapshot.odoo:
            return True
        snapshot.links.create(
            [
                {
                    "res_model": ref.model,
                    "res_id": ref.id,
                    "google_id": google_id,
                    "title": snapshot.records.title(ref),
                    "state": "kept",
                }
            ]
        )
        self._forget(google_id, ref)
        return False

    def _forget(self, google_id: str, ref: RecordRef) -> None:
        self.snapshot.odoo.pop(ref, None)
        self.snapshot.google.states.pop(google_id, None)

    def _tell(self) -> None:
        log = self.snapshot.log
        for reason, count in self._resting.items():
            title = log.told(_lt("Appointments that stay in Odoo: %(count)s", count=count))
            log.remark(log.told(REASONS[reason].text), title=title, level="info")
