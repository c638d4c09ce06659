"""Exploded series: the link of the series while Odoo has only its occurrences.

The link of a series that Odoo cannot hold has no record (``is_exploded``). It keeps the series as
it was read, and Google shows no more of it than the user has chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from odoo import fields
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.link import GoogleState, Link, Role
from ...engine.core.plan import Decision
from ...engine.events.exploded import show_less
from ...engine.events.item import EventItem
from ...google_api.transport.instance_ids import names_occurrence, original_start_of_id
from ..odoo.writer import take_out
from ..store.links import SYNCED, ref_of
from ..store.refs import SERIES, dump_item
from .snapshot import EventSnapshot

_lt = LazyTranslate(__name__)

#: How much later each further part comes of what is too much for one run.
NEXT_TURN = timedelta(seconds=30)

#: How often the window of single occurrences moves on.
MOVE_ON = timedelta(days=1)


class Exploded:
    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot

    def put_off(self) -> None:
        """Have later runs look at the new series for which this one has no room, and at those of
        which Google has not told all."""
        snapshot = self.snapshot
        later = snapshot.google.later
        turns = {**dict.fromkeys(snapshot.google.incomplete, 1), **later}
        if not turns:
            return
        now = fields.Datetime.now()
        known = {link.google_id: link for link in snapshot.links.of_google(turns)}
        for google_id, turn in turns.items():
            link = known.get(google_id) or snapshot.new_link(google_id)
            link.retry_at = now + (turn - 1) * NEXT_TURN
            snapshot.found -= link
        if not later:
            return
        log = snapshot.log
        text = log.told(_lt("There are many, so they are imported with the next syncs."))
        title = log.told(_lt("Series in Google: %(count)s", count=len(later)))
        log.remark(text, title=title, level="info")

    def show_less(
        self, link_value: Callable[[BaseModel], Link[EventItem]]
    ) -> Iterator[Decision[EventItem]]:
        """The decisions by which Google shows no more of these series than it may.

        :param link_value: the kind's :meth:`~sync.reconcile.kinds.kind.Kind.link_value`
        """
        for series_id, state in self.snapshot.google.exploded.items():
            link = self.snapshot.links.of_google([series_id])
            if link and state.item:
                own = {
                    *map(
                        original_start_of_id,
                        filter(names_occurrence, self._occurrences_of(series_id)),
                    )
                }
                decision = show_less(link_value(link), state, self.snapshot.policy, own)
                if decision:
                    yield decision

    def _occurrences_of(self, series_id: str) -> set[str]:
        """Return Google's ids of the occurrences that are, or become, records of their own."""
        google = self.snapshot.google
        reported = (
            google_id
            for google_id in google.states
            if google.events.get(google_id, {}).get("recurringEventId") == series_id
        )
        linked = self.snapshot.links.of_occurrences(series_id)
        return {*linked.mapped("google_id"), *reported}

    def keep(self) -> None:
        """Remember these series as they were read, and that time moves on."""
        snapshot = self.snapshot
        for series_id, state in snapshot.google.exploded.items():
            link = snapshot.links.of_google([series_id])
            if ref := ref_of(link):
                # It was one in Odoo, until Google gave it a rule that Odoo cannot hold.
                error = take_out(snapshot.env, snapshot.records, ref, Role(link.role))
                if error:
                    snapshot.quarantine(link, link.title, error)
                    continue
            values = _values(state, link)
            link = link or snapshot.new_link(series_id)
            link.write(values)

    @staticmethod
    def values_as_read(link: BaseModel, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a link after a write: the series stays as it was read, to be read again."""
        read = {"base": link.base, "res_model": SERIES, "res_id": False}
        return {**values, **read, "state": "synced"}


def _values(state: GoogleState[EventItem], link: BaseModel) -> dict[str, Any]:
    values = {
        "is_exploded": True,
        "res_model": SERIES,
        "res_id": False,
        "base": state.item and dump_item(state.item),
        # What has left no trace in what was read may still arrive.
        "sent": state.etag == link.etag and link.sent,
        "etag": state.etag or link.etag,
        "origin": state.origin.value,
        **SYNCED,
        "retry_at": state.item and fields.Datetime.now() + MOVE_ON,
    }
    if state.item:
        values["title"] = state.item.title
    return values
