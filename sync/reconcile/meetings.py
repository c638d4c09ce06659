"""Meetings of several users: which copies Google itself delivers to its guests."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel

from ...engine.core.item import ItemError
from ...engine.core.link import OdooState, Role
from ...engine.events.copies import says_the_same
from ...engine.events.item import EventItem
from ..odoo import outlook, own_events
from ..odoo.schedule import Schedule
from ..store.links import RESTING, awaiting_organizers, linked_ref, ref_of
from ..store.refs import SERIES, RecordRef, load_item, naming
from .occurrences import Occurrences
from .snapshot import EventSnapshot


class Meetings:
    """The meetings of ``account`` in which other users take part.

    Google delivers a copy to the first calendar of whoever is a guest, and to no other.
    """

    def __init__(self, env: Environment, account: BaseModel, schedule: Schedule) -> None:
        self.account = account
        self.schedule = schedule
        self.occurrences = Occurrences(env, account, schedule)
        self.address = (account.google_email or "").lower()
        self.links = env["google.sync.link"]
        self.changes = env["google.sync.change"]

    def awaited(
        self, states: Mapping[RecordRef, OdooState[EventItem]]
    ) -> dict[RecordRef, str | None]:
        """Return the records whose copy comes from Google, so that the sync makes none.

        Either the event of somebody else's account has this user as its guest, or it will, since
        its organizer shares the guests and the event is on its way.

        :param states: the states of records without a link
        :return: by ref the id that the copy has in Google; ``None`` while it is on its way
        """
        refs = {ref for ref, state in states.items() if state.item and not state.role.is_own}
        if not refs or (self.account.calendar_id or "").lower() != self.address:
            return {}
        refs -= self.replaceable(refs)
        if not refs:
            return {}
        links = self._links_of_others(naming(refs))
        # Google gives the copies of all guests the same id.
        there = [(linked_ref(link), link, link.google_id, load_item(link)) for link in links]
        for ref, shared in self.occurrences.shared(refs).items():
            there += [(ref, one.link, one.google_id, one.item) for one in shared]
        delivered = {
            ref: google_id
            for ref, link, google_id, item in there
            if self._leads(link) and self._is_named(item)
        }
        if self.account.user_id.google_privacy != "full":
            return delivered  # nobody invites them by Google, see ``EventPolicy.masked_addresses``
        on_their_way = self._on_their_way(refs - set(delivered))
        return {**dict.fromkeys(on_their_way), **delivered}

    def replaceable(self, refs: set[RecordRef]) -> set[RecordRef]:
        """Return the records for which the user wants an appointment of their own, not a copy."""
        if not own_events.replaces_copies(self.account.user_id):
            return set()
        return own_events.replaceable(self.account, refs)

    def _on_their_way(self, refs: set[RecordRef]) -> set[RecordRef]:
        """Those whose organizer shares the guests and has yet to send the event, or the series that
        it is an occurrence of."""
        events = {ref: self._event(ref) for ref in refs}
        accounts = {
            ref: event.user_id.google_sync_account_ids
            for ref, event in events.items()
            if _shares(event.user_id)
        }
        if not accounts:
            return set()
        wholes = {ref: {ref, self._whole(ref, events[ref])} for ref in accounts}
        those = naming(set().union(*wholes.values()))
        pending = self._links_of_others(those & Domain("state", "=", "pending"))
        unsent = {(link.account_id.id, ref_of(link)) for link in pending}
        ids = [account.id for account in accounts.values()]
        changes = self.changes.search(Domain("account_id", "in", ids) & those)
        unsent.update((one.account_id, RecordRef(one.res_model, one.res_id)) for one in changes)
        return {
            ref
            for ref, account in accounts.items()
            if any((account.id, one) in unsent for one in wholes[ref])
        }

    @staticmethod
    def _whole(ref: RecordRef, event: BaseModel) -> RecordRef:
        """The series that a record is an occurrence of; else the record itself."""
        return RecordRef(SERIES, event.recurrence_id.id) if event.recurrence_id else ref

    def _event(self, ref: RecordRef | None) -> BaseModel:
        """The event that stands for a record, of a series one of its occurrences."""
        shown = self.schedule.shown(ref) if ref else None
        return self.schedule.events.model.browse(shown and shown.id)

    def is_told(self, ref: RecordRef, item: EventItem) -> bool:
        """Return whether the organizer's account has told Google what a meeting is in Odoo."""
        links = self._links_of_others(naming({ref})).filtered(self._leads)
        bases = [load_item(link) for link in links if not link.is_copy]
        return any(base and says_the_same(item, base) for base in bases)

    def why_unled(self, ref: RecordRef) -> ItemError | None:
        """Why nobody tells Google what becomes of a meeting: neither its organizer's account, be it
        after a pause, nor who has called it outside of Odoo; ``None`` if somebody does.
        """
        event = self._event(ref)
        organizer = event.user_id
        if outlook.was_called_outside(event):
            return None
        if not organizer:
            return ItemError("copy_of_nobody")
        account = organizer.google_sync_account_ids
        if not own_events.is_at_it(account) or account.state == "reauthorize":
            return ItemError("copy_of_another", organizer=organizer.name)
        if self._is_declined_by(organizer, ref):
            return ItemError("copy_of_declined", organizer=organizer.name)
        if self._rests(ref, account):
            return ItemError("copy_of_kept", organizer=organizer.name)
        return None

    def _is_declined_by(self, organizer: BaseModel, ref: RecordRef) -> bool:
        """Whether a meeting takes place without its organizer, who has said no; a series, whether
        each of its occurrences does."""
        events = self.schedule.events.model.browse(self.schedule.event_ids([ref]))
        own = events.attendee_ids.filtered(lambda one: one.partner_id == organizer.partner_id)
        return bool(own) and all(one.state == "declined" for one in own)

    def _rests(self, ref: RecordRef, account: BaseModel) -> bool:
        """Return whether an account leaves a record as it is in Google."""
        resting = Domain("account_id", "=", account.id) & Domain("state", "in", RESTING)
        return bool(self.links.search_count(resting & naming({ref}), limit=1))

    def _leads(self, link: BaseModel) -> bool:
        """Whether the link is the organizer's, as far as that one is a user."""
        organizer = self._event(ref_of(link)).user_id
        return not organizer or link.account_id.user_id == organizer

    def _is_named(self, item: EventItem | None) -> bool:
        """Whether Google has this user among the guests of what another account has."""
        guests = item.guests if item else ()
        return self.address in {guest.email for guest in guests}

    def _links_of_others(self, domain: Domain) -> BaseModel:
        return self.links.search(Domain("account_id", "!=", self.account.id) & domain)

    def set_others_words_aside(
        self, snapshot: EventSnapshot, pairs: Mapping[str, RecordRef]
    ) -> None:
        """Compare with the user's copy only what it is to know of a meeting called outside of Odoo.

        What another user's copy has brought into Odoo is nobody's edit, which this one undoes.

        :param snapshot: with both sides read
        :param pairs: Odoo's refs by Google's ids, of copies that are new
        """
        links = {linked_ref(link): link for link in snapshot.found if link.res_id}
        google_ids = {ref: google_id for google_id, ref in pairs.items()}
        google_ids.update({ref: link.google_id for ref, link in links.items()})
        differing = {}
        for ref, google_id in google_ids.items():
            ours, theirs = snapshot.odoo.get(ref), snapshot.google.states.get(google_id)
            base = load_item(links[ref]) if ref in links else None
            shown = theirs and theirs.item
            if not (ours and ours.item and ours.role is Role.EXTERNAL):
                continue
            # Without import the comparison is with the base, whatever Google shows by now.
            if any(known not in (None, ours.item) for known in (shown, base)):
                differing[ref] = ours, ours.item, shown, base
        for ref, others in self._told_by_others(differing).items():
            ours, item, shown, base = differing[ref]
            known = snapshot.policy.as_one_copy_has_it(item, shown, base, others)
            snapshot.odoo[ref] = replace(ours, item=known)

    def _told_by_others(self, refs: Collection[RecordRef]) -> Mapping[RecordRef, list[EventItem]]:
        """Return what other users' calendars have told of meetings called outside of Odoo.

        :return: items by ref, of those that have come from others, too
        """
        if not refs:
            return {}
        told: defaultdict[RecordRef, list[EventItem]] = defaultdict(list)
        called_outside = Domain("role", "=", Role.EXTERNAL.value) & Domain("base", "!=", False)
        for link in self._links_of_others(naming(refs) & called_outside):
            told[linked_ref(link)].append(load_item(link))
        return told

    def is_of_former_organizer(self, link: BaseModel) -> bool:
        """Whether the event of which this link's is Google's copy, and all copies have the same id,
        is that of a colleague who is not the organizer in Odoo, or not any more."""
        organizer = self._event(ref_of(link)).user_id
        return any(
            other.google_id == link.google_id
            and not other.is_copy
            and other.account_id.user_id != organizer
            for other in self._links_of_others(naming({linked_ref(link)}))
        )

    def tell_guests(self, link: BaseModel, emails: Iterable[str], is_new: bool) -> None:
        """Have colleagues look for their copies of a meeting that Google has by now.

        :param link: the organizer's
        :param emails: of those whom Google has among the guests
        :param is_new: whether Google did not have it before: whom it does not invite, for its words
            are hidden, has waited for it like the others; and who has a copy of a former
            organizer's would have both
        """
        ref = ref_of(link)
        if not ref:
            return
        those = Domain("google_email", "in", list(emails))
        if is_new:
            events = self.schedule.events.model.browse(self.schedule.event_ids([ref]))
            those |= Domain("partner_id", "in", events.attendee_ids.partner_id.ids)
        accounts = self.account.search(those & Domain("id", "!=", self.account.id))
        if not accounts:
            return
        there = self._links_of_others(naming({ref}))
        there -= awaiting_organizers(there)
        if is_new:
            there = there.filtered(lambda one: one.google_id == link.google_id)
        known = there.account_id
        self.changes.create(
            [
                {"account_id": account.id, "res_model": ref.model, "res_id": ref.id}
                for account in accounts - known
                if account.state != "disconnected"
            ]
        )

    def tell_organizer(self, ref: RecordRef | None) -> None:
        """Have the organizer's account look at a meeting, once the user has an appointment of their
        own in place of its copy."""
        if not (ref and own_events.replaces_copies(self.account.user_id)):
            return
        accounts = self._event(ref).user_id.google_sync_account_ids - self.account
        rows = [
            {"account_id": one.id, "res_model": ref.model, "res_id": ref.id} for one in accounts
        ]
        self.changes.create(rows)

    def invitations(self, refs: Iterable[RecordRef]) -> set[RecordRef]:
        """Return the meetings that a colleague called, or that the user attends in Odoo already.

        Whether the user wants new appointments from Google makes no difference to them.
        """
        user = self.account.user_id
        known: set[RecordRef] = set()
        for ref in self.schedule.existing(refs):
            event = self._event(ref)
            attends = user.partner_id in event.attendee_ids.partner_id
            if event.user_id != user and (event.user_id or attends):
                known.add(ref)
        return known


def _shares(user: BaseModel) -> bool:
    """Whether the meetings that ``user`` calls go to Google with their guests, and at once."""
    is_at_it = user.google_sync_account_ids.state == "connected"
    return is_at_it and user.google_sync_enabled and user.shares_google_guests()
