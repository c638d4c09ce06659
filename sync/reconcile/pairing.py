"""Pairs new events of Google's with Odoo's records, as the matcher has found them to be the same.

Copies of a meeting that Google delivers are awaited, matched anew once they are there, and take the
place of a copy that was made before.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from odoo import fields
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.link import GoogleState, Role
from ...engine.core.plan import Plan
from ...engine.events.copies import says_the_same
from ...engine.events.identity import Match, Proof, Question
from ...engine.events.item import EventItem
from ...google_api.calendar.guest_codec import is_organizer
from ..odoo import outlook
from ..store.links import (
    SYNCED,
    awaiting_copies,
    awaiting_organizers,
    is_copy,
    linked_ref,
    postpone,
    ref_of,
)
from ..store.refs import RecordRef, load_item
from .match import Matcher
from .meetings import Meetings
from .snapshot import EventSnapshot

_lt = LazyTranslate(__name__)

_PARTED = _lt(
    "This meeting has another organizer in Google than in Odoo. So these are now two separate "
    "appointments."
)
_TWICE = _lt(
    "Google and Outlook have brought this meeting one after the other, so Odoo has it twice. "
    "Google keeps the first one. Archive one of the two in Odoo."
)
_OWN_INSTEAD = _lt(
    "Google has not put this invitation into your calendar, so Odoo has created an appointment of "
    "your own there. “Add invitations to my calendar”, in the settings of Google Calendar, says "
    "which invitations come by themselves."
)

#: A copy that Google is to deliver is asked for so often: after some minutes, and later each time.
MOST_WAITS, FIRST_WAIT = 4, timedelta(minutes=1)

#: The values of a link whose event does not exist yet.
_NO_EVENT = {
    **dict.fromkeys(
        ("base", "sent", "buried", "etag", "spellings", "ical_uid", "series_id"), False
    ),
    "is_copy": False,
    "is_signed": False,
    "made_in": "odoo",
    "origin": "odoo",
}


class Pairing:
    """:ivar awaited: by ref the id that Google's copy of a meeting has
    :ivar questions: about events that look like another appointment of the user's
    """

    def __init__(self, snapshot: EventSnapshot) -> None:
        self.snapshot = snapshot
        self.meetings = Meetings(snapshot.env, snapshot.account, snapshot.records)
        self.awaited: dict[RecordRef, str | None] = {}
        self.questions: tuple[Question, ...] = ()

    def part_from_strangers(self) -> None:
        """Drop the links of events that are somebody else's meeting than their records: as if they
        were new, the two are for themselves."""
        snapshot = self.snapshot
        google = snapshot.google
        parted = self._matcher().contradicted(snapshot.found, google.events, google.states)
        for link in parted:
            text = snapshot.log.told(_PARTED)
            shown = snapshot.records.shown(linked_ref(link))
            snapshot.log.remark(text, title=link.title or "", ref=shown, google_id=link.google_id)
        self._drop(parted)

    def match(self) -> dict[str, RecordRef]:
        """:return: Odoo's refs by Google's ids, of both sides of which the states are known"""
        snapshot = self.snapshot
        self._set_doubles_aside()
        self._set_awaited_aside()
        delivered = self._take_awaited_back()
        self._wait_for_copies()
        self._leave_former_organizers()
        self._set_unled_aside()
        self._part_from_copies()
        new = snapshot.new_at_google()
        found = self._matcher().match(snapshot.google.events, new)
        self.questions = found.questions
        matches = self._without_replaced(found.matches)
        pairs = self._pairs_of(matches)
        known = {*snapshot.odoo, *self.meetings.invitations(pairs.values()), *delivered}
        wanted = {
            google_id: ref
            for google_id, ref in pairs.items()
            if ref in known or not snapshot.policy.out_of_scope(new[google_id])
        }
        snapshot.read_more(wanted.values())
        self._take_the_lead(matches)
        self.meetings.set_others_words_aside(snapshot, wanted)
        return {google_id: ref for google_id, ref in wanted.items() if ref in snapshot.odoo}

    def ask_for_copies(self, planned: Plan[EventItem]) -> None:
        """Link the copies that are awaited, and that Google did not mention in this run."""
        found = {decision.link.google_id for decision in planned.decisions}
        self.snapshot.links.await_copies(
            {
                ref: google_id
                for ref, google_id in self.awaited.items()
                if google_id and google_id not in found
            }
        )
        self.snapshot.links.await_organizers(
            ref for ref, google_id in self.awaited.items() if not google_id
        )

    # -- parts of a match -----------------------------------------------------------------------

    def _matcher(self) -> Matcher:
        return Matcher(self.snapshot.env, self.snapshot.account, self.snapshot.records)

    def _set_doubles_aside(self) -> None:
        """Make nothing in Google of what Outlook has brought after Google had it already."""
        snapshot = self.snapshot
        linked = snapshot.linked_refs()
        unlinked = {ref for ref in snapshot.odoo if ref not in linked}
        uids = outlook.uids(snapshot.account.user_id, unlinked)
        there = snapshot.links.with_ical_uids(uids.values())
        for ref in [ref for ref, uid in uids.items() if uid in there]:
            text = snapshot.log.told(_TWICE)
            shown, title = snapshot.records.shown(ref), snapshot.records.title(ref)
            snapshot.log.remark(text, title=title, ref=shown)
            del snapshot.odoo[ref]

    def _leave_former_organizers(self) -> None:
        """Let those have an event of their own whose copy is of a former organizer's: who has
        become the organizer in Odoo, for of a copy nothing can be changed; and who has lost it.

        That it is gone says nothing of the meeting then, for it may have gone with that event.
        """
        snapshot = self.snapshot
        for link in snapshot.found.filtered(lambda link: link.is_copy and link.res_id):
            ours, theirs = snapshot.ours(link), snapshot.google.states.get(link.google_id)
            is_gone = theirs is not None and theirs.item is None
            if not (ours and ours.item and (ours.role.is_own or is_gone)):
                continue
            if not self.meetings.is_of_former_organizer(link):
                continue
            google_id = uuid.uuid4().hex
            if not is_gone:
                self._show_as_agreed(link)
                snapshot.found |= snapshot.links.replace(link, google_id)
            link.write({**_NO_EVENT, "google_id": google_id, "role": ours.role.value})

    def _set_unled_aside(self) -> None:
        """Say of copies that Google shows what a meeting was: it has changed in Odoo, and only its
        organizer's account could tell Google, which does not. Until one does that has yet to, they
        are compared as Google shows them."""
        snapshot = self.snapshot
        for link in snapshot.found.filtered(lambda link: link.is_copy and link.res_id):
            if self._is_as_shown(link):
                continue
            ref = linked_ref(link)
            if error := self.meetings.why_unled(ref):
                snapshot.quarantine(link, link.title, error)
                snapshot.found -= link
                del snapshot.odoo[ref]
                snapshot.google.states.pop(link.google_id, None)
            elif (ours := snapshot.odoo[ref]).item and ours.role is Role.INVITED:
                shown = snapshot.policy.as_copies_show(ours.item, load_item(link))
                snapshot.odoo[ref] = replace(ours, item=shown)

    def _is_as_shown(self, link: BaseModel) -> bool:
        """Whether Google has nothing to learn of a meeting whose copy is linked."""
        ours = self.snapshot.ours(link)
        theirs = self.snapshot.google.states.get(link.google_id)
        if not (ours and ours.item and link.base) or ours.role is Role.EXTERNAL:
            return True
        if theirs and (theirs.item is None or says_the_same(ours.item, theirs.item)):
            return True
        if says_the_same(ours.item, load_item(link)):
            return True
        return self.meetings.is_told(linked_ref(link), ours.item)

    def _set_awaited_aside(self) -> None:
        """Plan nothing for meetings whose copy comes from Google; it is linked once it is there."""
        snapshot = self.snapshot
        waiting = {linked_ref(link): link for link in awaiting_organizers(snapshot.found)}
        linked = snapshot.linked_refs() - set(waiting)
        self.awaited = self.meetings.awaited(
            {ref: state for ref, state in snapshot.odoo.items() if ref not in linked}
        )
        for ref in waiting.keys() & self.awaited.keys():
            self._go_on_waiting(waiting[ref], self.awaited.pop(ref))
        for ref in self.awaited:
            del snapshot.odoo[ref]

    def _go_on_waiting(self, link: BaseModel, google_id: str | None) -> None:
        """Wait for a copy once Google is to give it; else until its organizer's account has sent
        what it is a copy of.

        :param google_id: the copy's, as far as it is known
        """
        snapshot = self.snapshot
        if google_id and not snapshot.links.of_google([google_id]):
            link.write({**SYNCED, "google_id": google_id, "retry_at": fields.Datetime.now()})
            return
        postpone(link)
        snapshot.found -= link
        del snapshot.odoo[linked_ref(link)]

    def _drop(self, links: BaseModel) -> None:
        """Let records be without a link."""
        self.snapshot.found -= links
        links.unlink()

    def _take_awaited_back(self) -> set[RecordRef | None]:
        """Match anew the copies that were awaited and are there: that an event has the id of
        another one proves nothing.

        :return: the refs of their records
        """
        snapshot = self.snapshot
        awaiting = awaiting_copies(snapshot.found).filtered(self._is_there)
        refs = set(map(ref_of, awaiting))
        self._drop(awaiting)
        return refs

    def _is_there(self, link: BaseModel) -> bool:
        """Whether an awaited copy has come, or does so by an answer that the user has given."""
        google = self.snapshot.google
        state = google.states.get(link.google_id)
        if not (state and state.item):
            return False
        return link.google_id not in google.unlisted or self._has_answered(link)

    def _has_answered(self, link: BaseModel) -> bool:
        ours = self.snapshot.ours(link)
        return bool(ours and ours.item and ours.item.own_response != "needsAction")

    def _wait_for_copies(self) -> None:
        """Make nothing in place of copies that have yet to come, and wait longer each time.

        What has not come then does not come by itself: the user gets an appointment of their own.
        """
        snapshot = self.snapshot
        for link in awaiting_copies(snapshot.found):
            ours = snapshot.ours(link)
            if not (ours and ours.item):
                continue
            if link.failures < MOST_WAITS:
                self._wait(link)
            elif link.google_id in snapshot.google.mentioned:
                self._give_up_waiting(link)

    def _wait(self, link: BaseModel) -> None:
        snapshot = self.snapshot
        if link.google_id in snapshot.google.mentioned:
            link.retry_at = fields.Datetime.now() + FIRST_WAIT * 4**link.failures
            link.failures += 1
        elif self._has_answered(link):  # which lets it in, so it is asked for
            now = fields.Datetime.now()
            link.retry_at = min(link.retry_at or now, now)
        snapshot.found -= link
        del snapshot.odoo[linked_ref(link)]
        snapshot.google.states.pop(link.google_id, None)

    def _give_up_waiting(self, link: BaseModel) -> None:
        snapshot = self.snapshot
        text = snapshot.log.told(_OWN_INSTEAD)
        ref = linked_ref(link)
        title = snapshot.records.title(ref)
        snapshot.log.remark(text, title=title, ref=snapshot.records.shown(ref))
        snapshot.google.states.pop(link.google_id, None)
        link.write({"google_id": uuid.uuid4().hex, "failures": 0, "retry_at": False})

    def _part_from_copies(self) -> None:
        """Link records with events to be made, where the user wants these in place of copies.

        What becomes of the copy at Google is no news of the record from now on.
        """
        snapshot = self.snapshot
        copies = snapshot.found.filtered(
            lambda link: is_copy(link) and (ours := snapshot.ours(link)) and ours.item
        )
        replaceable = self.meetings.replaceable(set(map(linked_ref, copies)))
        for link in copies.filtered(lambda link: linked_ref(link) in replaceable):
            snapshot.google.states.pop(link.google_id, None)
            link.write({**_NO_EVENT, **SYNCED, "google_id": uuid.uuid4().hex})

    def _without_replaced(self, matches: Sequence[Match]) -> list[Match]:
        """The matches, but for copies in whose place the user has appointments of their own."""
        snapshot = self.snapshot
        events, calendar_id = snapshot.google.events, snapshot.account.calendar_id
        copies = [one for one in matches if not is_organizer(events[one.google_id], calendar_id)]
        replaceable = self.meetings.replaceable({match.ref for match in copies})
        replaced = [match for match in copies if match.ref in replaceable]
        for match in replaced:
            snapshot.google.states.pop(match.google_id, None)
            if match.replaces:  # the organizer has invited the user once more
                self.meetings.tell_organizer(match.ref)
            elif match.ref not in snapshot.odoo:
                snapshot.links.compare_next([match.ref])
        return [match for match in matches if match not in replaced]

    def _pairs_of(self, matches: Iterable[Match]) -> dict[str, RecordRef]:
        """The matches of records without a link, or with one that awaits them; the others replace
        the copy that this account has made of a colleague's meeting."""
        pairs = {}
        for match in matches:
            link = self.snapshot.links.of_odoo([match.ref]) if match.replaces else None
            if not link or awaiting_organizers(link):
                pairs[match.google_id] = match.ref
                if link:
                    self._drop(link)
            elif link.etag and link.role == Role.INVITED.value:
                self._replace_copy(link, match.google_id)
        return pairs

    def _replace_copy(self, link: BaseModel, google_id: str) -> None:
        """Link Google's copy of a colleague's meeting; the one made before goes."""
        snapshot = self.snapshot
        google = snapshot.google
        self._show_as_agreed(link)
        etag, ical_uid = google.states[google_id].etag or "", google.events[google_id]["iCalUID"]
        snapshot.found |= link | snapshot.links.replace(link, google_id, etag, ical_uid)
        snapshot.odoo.update(snapshot.records.read({linked_ref(link)})[0])

    def _show_as_agreed(self, link: BaseModel) -> None:
        """Let it be known what Google has of an event that is to go, if it has not said so."""
        snapshot = self.snapshot
        if link.base:
            shown = GoogleState(
                snapshot.policy.in_google(load_item(link)), link.etag, Role(link.role)
            )
            snapshot.google.states.setdefault(link.google_id, shown)

    def _take_the_lead(self, matches: Iterable[Match]) -> None:
        """Meetings that came by a colleague's account, and were called by this user: what their own
        calendar says is what is true of them."""
        odoo, states = self.snapshot.odoo, self.snapshot.google.states
        for match in matches:
            ours, theirs = odoo.get(match.ref), states[match.google_id]
            if (
                ours
                and match.proof is Proof.MEETING
                and (ours.role, theirs.role) == (Role.EXTERNAL, Role.ORGANIZER)
            ):
                odoo[match.ref] = replace(ours, item=None, role=Role.ORGANIZER)
