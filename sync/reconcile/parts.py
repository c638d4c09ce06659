"""Finds the series that people have split off others since the last run, on either side.

Odoo says so of its own (``calendar.recurrence.google_sync_replaces``), Google by their ids. That
counts among the user's own series alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping

from odoo.models import BaseModel

from ...engine.core.link import GoogleState, Link, OdooState, Rest, Role
from ...engine.events.item import EventItem, Repeating
from ...engine.events.parting import Parted, parted
from ...google_api.transport.instance_ids import is_split_off, series_of_id
from ..store.links import linked_ref
from ..store.refs import SERIES, RecordRef
from .snapshot import EventSnapshot


class Parts:
    """:param link_value: gives the engine's link of a stored one
    :ivar rests: what both sides had in place of the parts, by the id of a side that has it
    """

    def __init__(
        self, snapshot: EventSnapshot, link_value: Callable[[BaseModel], Link[EventItem]]
    ) -> None:
        self.snapshot = snapshot
        self.link_value = link_value
        self.rests: dict[Hashable, Rest[EventItem]] = {}

    def find(self, matches: Mapping[str, RecordRef]) -> dict[str, RecordRef]:
        """Find the parts that are new.

        :param matches: Odoo's refs by Google's ids, of what is known to be the same
        :return: the same, of parts that both sides have split off at one place
        """
        self.rests = {}
        pairs: dict[str, RecordRef] = {}
        if not self.snapshot.policy.imports:
            return pairs
        in_odoo, in_google = self._in_odoo(), self._in_google()
        for link in self._wholes() if in_odoo or in_google else ():
            ref, google_id = linked_ref(link), link.google_id
            found = parted(
                self.link_value(link),
                self.snapshot.ours(link),
                self.snapshot.google.states.get(google_id),
                in_odoo.get(ref, {}),
                in_google.get(series_of_id(google_id), {}),
            )
            if not _is_matched_otherwise(found, matches):
                self.rests.update(found.rests)
                pairs.update(found.pairs)
        self._link_waiting(pairs)
        return pairs

    def _link_waiting(self, pairs: Mapping[str, RecordRef]) -> None:
        """Give a part that has waited in Google, and so has a link, Odoo's record."""
        for link in self.snapshot.found.filtered(lambda link: link.google_id in pairs):
            ref = pairs[link.google_id]
            link.write({"res_model": ref.model, "res_id": ref.id})

    def _wholes(self) -> BaseModel:
        return self.snapshot.found.filtered(
            lambda link: (
                link.res_model == SERIES
                and link.res_id
                and link.base
                and link.role == Role.ORGANIZER.value
                and not (link.is_exploded or link.sent or link.only_on)
            )
        )

    def _in_odoo(self) -> dict[RecordRef, dict[RecordRef, OdooState[EventItem]]]:
        """The parts that are new in Odoo, by the series from which they were split off."""
        linked = self.snapshot.linked_refs()
        new = {
            ref: state
            for ref, state in self.snapshot.odoo.items()
            if ref.model == SERIES and ref not in linked and _is_own_series(state)
        }
        found: dict[RecordRef, dict[RecordRef, OdooState[EventItem]]] = {}
        for ref, whole in self.snapshot.records.split_off(new).items() if new else ():
            found.setdefault(whole, {})[ref] = new[ref]
        return found

    def _in_google(self) -> dict[str, dict[str, GoogleState[EventItem]]]:
        """The parts that are new in Google, by what their ids have in common with the whole."""
        known = self.snapshot.found.filtered(lambda link: link.res_id or link.base)
        linked = set(known.mapped("google_id"))
        found: dict[str, dict[str, GoogleState[EventItem]]] = {}
        for google_id, state in self.snapshot.google.states.items():
            if is_split_off(google_id) and google_id not in linked and _is_own_series(state):
                found.setdefault(series_of_id(google_id), {})[google_id] = state
        return found


def _is_own_series(state: OdooState[EventItem] | GoogleState[EventItem]) -> bool:
    is_series = state.item is not None and isinstance(state.item.when, Repeating)
    return is_series and state.role is Role.ORGANIZER


def _is_matched_otherwise(found: Parted, matches: Mapping[str, RecordRef]) -> bool:
    """Whether a part is known to be the same as something else."""
    parts = {*found.rests, *found.pairs.values()}
    return any(
        (google_id in parts or ref in parts) and found.pairs.get(google_id) != ref
        for google_id, ref in matches.items()
    )
