"""Finds the records in Odoo that events new to an account are.

What is decided is in :mod:`..engine.identity`; here are the claims of the events, and what Odoo
knows of the records at which they point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.core.link import GoogleState
from ...engine.events.identity import (
    Candidate,
    Claim,
    Copy,
    Identified,
    Me,
    identify,
    is_contradicted,
    named,
)
from ...engine.events.item import EventItem
from ...google_api.calendar.client import Event
from ...google_api.calendar.event_codec import metadata, timestamp
from ...google_api.calendar.guest_codec import is_organizer
from ..odoo import outlook
from ..odoo.attendance import proved_addresses
from ..odoo.schedule import Schedule
from ..store.links import LinkStore, linked_ref, ref_of
from ..store.marker import mark_on, marks_of
from ..store.refs import SERIES, RecordRef, load_item, naming
from .marked import without_younger
from .occurrences import Occurrences

#: What is linked with a record in another calendar: the link, and iCalUID and item of what it has.
LinkedCopy = tuple[BaseModel, str, EventItem | None]


class Matcher:
    def __init__(self, env: Environment, account: BaseModel, records: Schedule) -> None:
        self.account = account
        self.records = records
        self.links = env["google.sync.link"]
        self.own_links = LinkStore(env, account)
        self.occurrences = Occurrences(env, account, records)
        self.marks = marks_of(account)
        self.me = Me(proved_addresses(account))
        #: Whose events are the user's own: who may write to another's calendar does so in it.
        self.own = self.me.addresses | {(account.calendar_id or "").lower()}

    def match(
        self, events: Mapping[str, Event], states: Mapping[str, GoogleState[EventItem]]
    ) -> Identified:
        """:param events: Google's JSON by id, of the events that have no link
        :param states: what they say, by id
        """
        claims = self._claims(events, states)
        if not claims:
            return Identified()
        items = self.records.alike([claim.item for claim in claims])
        uids = {claim.ical_uid for claim in claims} - {""}
        in_any_calendar = Domain("ical_uid", "in", list(uids)) & Domain("res_id", "!=", False)
        refs = {*items, *map(linked_ref, self.links.search(in_any_calendar))}
        refs.update(claim.marked for claim in claims if claim.marked)
        refs |= self.records.own(outlook.with_uids(self.records.env, uids))
        refs |= self.occurrences.named_by({claim.google_id: claim.ical_uid for claim in claims})
        candidates = self._candidates(refs, items)
        return identify(self.me, claims, candidates, self._asked())

    def contradicted(
        self,
        links: BaseModel,
        events: Mapping[str, Event],
        states: Mapping[str, GoogleState[EventItem]],
    ) -> BaseModel:
        """Return the links whose event and record are meetings of different organizers.

        :param events: Google's JSON by id; of a series of which Google has mentioned but an
            occurrence there is none, and it says nothing new of whose it is
        :param states: what they say, by id
        """
        there = links.filtered(
            lambda link: (
                link.res_id
                and link.google_id in events
                and _is_there(states, link.google_id)
                and (link.is_migrated or self._is_anothers(events[link.google_id]))
            )
        )
        refs = {link: linked_ref(link) for link in there}
        candidates = {one.ref: one for one in self._candidates(set(refs.values()), {})}
        return there.filtered(
            lambda link: (
                refs[link] in candidates
                and (item := states[link.google_id].item) is not None
                and is_contradicted(
                    self._claim_of_linked(events[link.google_id], item),
                    candidates[refs[link]],
                    link.is_migrated,
                )
            )
        )

    def _claim_of_linked(self, event: Event, item: EventItem) -> Claim:
        """Return the claim of a linked event, by what Google itself says about its owner."""
        claim = self._claim(event, event["id"], item, None)
        return replace(claim, is_own=not self._is_anothers(event))

    def _is_anothers(self, event: Event) -> bool:
        return not is_organizer(event, self.account.calendar_id) and (
            _organizer(event) not in self.own
        )

    # -- what the events claim ----------------------------------------------------------------

    def _claims(
        self, events: Mapping[str, Event], states: Mapping[str, GoogleState[EventItem]]
    ) -> list[Claim]:
        found = {google_id: state.item for google_id, state in states.items() if state.item}
        marked = self._marked({google_id: events[google_id] for google_id in found})
        return [
            self._claim(events[google_id], google_id, item, marked.get(google_id))
            for google_id, item in found.items()
        ]

    def _claim(
        self, event: Event, google_id: str, item: EventItem, marked: RecordRef | None
    ) -> Claim:
        about, organizer = metadata(event), _organizer(event)
        # Events that Google itself made belong to nobody; time off shown as out of office does.
        is_own = organizer in self.own and (not about.kind or marked is not None)
        return Claim(
            google_id,
            item,
            about.ical_uid or "",
            organizer,
            is_own,
            is_own and self._is_typed(event),
            marked,
        )

    def _is_typed(self, event: Event) -> bool:
        """Whether the user has made it; what was imported says who has called it as it likes."""
        creator = (event.get("creator", {}).get("email") or "").strip().lower()
        return creator in self.me.addresses and not event.get("privateCopy")

    def _marked(self, events: Mapping[str, Event]) -> dict[str, RecordRef]:
        """The records that the marks of events name, where the signature is valid."""
        marked = {}
        for google_id, event in events.items():
            if ref := self.marks.ref(mark_on(event), google_id):
                marked[google_id] = ref
        created = {google_id: timestamp(events[google_id], "created") for google_id in marked}
        marked = without_younger(self.links.env, marked, created)
        heirs = self.records.heirs(marked.values())
        return {google_id: heirs.get(ref, ref) for google_id, ref in marked.items()}

    # -- what Odoo knows of the records -------------------------------------------------------

    def _candidates(
        self, refs: Collection[RecordRef], items: Mapping[RecordRef, EventItem]
    ) -> list[Candidate]:
        """:param items: those in the user's schedule that look like an event, by ref"""
        linked = set(map(ref_of, self.own_links.of_odoo(refs)))
        copies = self._copies(refs)
        elsewhere = outlook.uids(self.account.user_id, refs)
        return [
            replace(
                self._candidate(ref, event, items.get(ref), copies[ref], ref in linked),
                uid_elsewhere=elsewhere.get(ref, ""),
            )
            for ref, event in self.records.events_of(refs).items()
        ]

    def _candidate(
        self,
        ref: RecordRef,
        event: BaseModel,
        item: EventItem | None,
        copies: Iterable[LinkedCopy],
        is_linked: bool,
    ) -> Candidate:
        user, organizer = self.account.user_id, event.user_id
        return Candidate(
            ref,
            item,
            repeats=ref.model == SERIES,
            has_organizer=bool(organizer),
            organizers=proved_addresses(organizer.google_sync_account_ids),
            stranger="" if organizer else (event.google_sync_organizer or "").lower(),
            is_own=organizer == user,
            is_typed=event.create_uid == user and self._shows_all(event),
            attends=user.partner_id in event.attendee_ids.partner_id,
            copies=tuple(self._copy(*copy, organizer) for copy in copies),
            is_linked=is_linked,
        )

    def _shows_all(self, event: BaseModel) -> bool:
        """Whether everybody who attends has an address by which they are known as a guest."""
        others = event.attendee_ids.partner_id - self.account.user_id.partner_id
        return all(map(self.records.guests.book.address, others))

    def _copies(self, refs: Iterable[RecordRef]) -> Mapping[RecordRef, list[LinkedCopy]]:
        """Return what other calendars have of these records, by ref."""
        found: defaultdict[RecordRef, list[LinkedCopy]] = defaultdict(list)
        for link in self.links.search(naming(refs)) - self.own_links.of_odoo(refs):
            found[linked_ref(link)].append((link, link.ical_uid or "", load_item(link)))
        for ref, shared in self.occurrences.shared(refs).items():
            found[ref] += [(one.link, one.ical_uid, one.item) for one in shared]
        return found

    def _copy(
        self, link: BaseModel, ical_uid: str, item: EventItem | None, organizer: BaseModel
    ) -> Copy:
        return Copy(
            (link.account_id.google_email or "").lower(),
            ical_uid,
            is_mine=link.account_id == self.account,
            is_organizers=link.account_id.user_id == organizer,
            guests=named(item) if item else frozenset(),
            is_there=item is not None,
        )

    def _asked(self) -> set[RecordRef]:
        """The records about which a question waits."""
        asked = self.own_links.questions()
        return {RecordRef(one["model"], one["id"]) for link in asked for one in link.candidates}


def _is_there(states: Mapping[str, GoogleState[EventItem]], google_id: str) -> bool:
    state = states.get(google_id)
    return state is not None and state.item is not None


def _organizer(event: Event) -> str:
    return (metadata(event).organizer_email or "").strip().lower()
