"""Pairs new events of Google's with Odoo's records, as the matcher has found them to be the same.

Copies of a meeting that Google delivers are awaited, matched anew once they are there, and take the
place of a copy that was made before.
"""

import uuid
from dataclasses import replace
from datetime import timedelta

from odoo import fields

from ...engine.core.link import GoogleState, Role
from ...engine.events.alike import says_the_same
from ...engine.events.identity import Proof
from ...google_api.calendar.guest_codec import is_organizer
from ..odoo import outlook
from ..store.links import SYNCED, awaiting_copies, is_copy, ref_of
from ..store.refs import load_item
from .match import Matcher
from .meetings import Meetings

#: A copy that Google is to deliver is asked for so often: after some minutes, and later each time.
MOST_WAITS, FIRST_WAIT = 4, timedelta(minutes=1)

#: What a link has whose event is yet to be made.
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
    """:param snapshot: the :class:`~sync.reconcile.snapshot.Snapshot` of a calendar
    :ivar awaited: by ref the id that Google's copy of a meeting has
    :ivar questions: about events that look like another appointment of the user's
    """

    def __init__(self, snapshot):
        self.snapshot = snapshot
        self.meetings = Meetings(snapshot.env, snapshot.account, snapshot.records)
        self.awaited = {}
        self.questions = ()

    def part_from_strangers(self):
        """Drop the links of events that are somebody else's meeting than their records: as if they
        were new, the two are for themselves."""
        snapshot = self.snapshot
        google = snapshot.google
        parted = self._matcher().contradicted(snapshot.found, google.events, google.states)
        for link in parted:
            text = snapshot.log.told(_parted_text)
            shown = snapshot.records.shown(ref_of(link))
            snapshot.log.remark(text, title=link.title or "", ref=shown, google_id=link.google_id)
        snapshot.found -= parted
        parted.unlink()

    def match(self):
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
        return {google_id: ref for google_id, ref in wanted.items() if ref in snapshot.odoo}

    def ask_for_copies(self, planned):
        """Link the copies that are awaited, and that Google did not mention in this run."""
        found = {decision.link.google_id for decision in planned.decisions}
        self.snapshot.links.await_copies(
            {
                ref: google_id
                for ref, google_id in self.awaited.items()
                if google_id and google_id not in found
            }
        )

    # -- parts of a match -----------------------------------------------------------------------

    def _matcher(self):
        return Matcher(self.snapshot.env, self.snapshot.account, self.snapshot.records)

    def _set_doubles_aside(self):
        """Make nothing in Google of what Outlook has brought after Google had it already."""
        snapshot = self.snapshot
        linked = snapshot.linked_refs()
        unlinked = {ref for ref in snapshot.odoo if ref not in linked}
        uids = outlook.uids(snapshot.account.user_id, unlinked)
        there = snapshot.links.with_ical_uids(uids.values())
        for ref in [ref for ref, uid in uids.items() if uid in there]:
            text = snapshot.log.told(_twice_text)
            shown, title = snapshot.records.shown(ref), snapshot.records.title(ref)
            snapshot.log.remark(text, title=title, ref=shown)
            del snapshot.odoo[ref]

    def _leave_former_organizers(self):
        """Let those have an event of their own whose copy is of a former organizer's: who has
        become the organizer in Odoo, for of a copy nothing can be changed; and who has lost it.

        That it is gone says nothing of the meeting then, for it may have gone with that event.
        """
        snapshot = self.snapshot
        for link in snapshot.found.filtered(lambda link: link.is_copy and link.res_id):
            ours, theirs = (
                snapshot.odoo.get(ref_of(link)),
                snapshot.google.states.get(link.google_id),
            )
            is_gone = bool(theirs) and theirs.item is None
            if not (ours and ours.item and (ours.role.is_own or is_gone)):
                continue
            if not self.meetings.is_of_former_organizer(link):
                continue
            own = {**_NO_EVENT, "google_id": uuid.uuid4().hex, "role": ours.role.value}
            if not is_gone:
                self._show_as_agreed(link)
                snapshot.found |= snapshot.links.replace(link, own["google_id"])
            link.write(own)

    def _set_unled_aside(self):
        """Say of copies that Google shows what a meeting was: it has changed in Odoo, and only its
        organizer's account could tell Google, which does not. Until one does that has yet to, they
        are compared as Google shows them."""
        snapshot = self.snapshot
        for link in snapshot.found.filtered(lambda link: link.is_copy and link.res_id):
            if self._is_as_shown(link):
                continue
            ref = ref_of(link)
            if error := self.meetings.why_unled(ref):
                snapshot.quarantine(link, link.title, error)
                snapshot.found -= link
                del snapshot.odoo[ref]
                snapshot.google.states.pop(link.google_id, None)
            elif (ours := snapshot.odoo[ref]).role is Role.INVITED:
                shown = snapshot.policy.as_copies_show(ours.item, load_item(link))
                snapshot.odoo[ref] = replace(ours, item=shown)

    def _is_as_shown(self, link):
        """Whether Google has nothing to learn of a meeting whose copy is linked."""
        ours = self.snapshot.odoo.get(ref_of(link))
        theirs = self.snapshot.google.states.get(link.google_id)
        if not (ours and ours.item and link.base) or ours.role is Role.EXTERNAL:
            return True
        if theirs and (theirs.item is None or says_the_same(ours.item, theirs.item)):
            return True
        if says_the_same(ours.item, load_item(link)):
            return True
        return self.meetings.is_told(ref_of(link), ours.item)

    def _set_awaited_aside(self):
        """Plan nothing for meetings whose copy comes from Google; it is linked once it is there."""
        odoo, linked = self.snapshot.odoo, self.snapshot.linked_refs()
        self.awaited = self.meetings.awaited(
            {ref: state for ref, state in odoo.items() if ref not in linked}
        )
        for ref in self.awaited:
            del odoo[ref]

    def _take_awaited_back(self):
        """Match anew the copies that were awaited and are there: that an event has the id of
        another one proves nothing.

        :return: the refs of their records
        """
        snapshot = self.snapshot
        there = {google_id for google_id, state in snapshot.google.states.items() if state.item}
        awaiting = awaiting_copies(snapshot.found)
        awaiting = awaiting.filtered(lambda link: link.google_id in there)
        refs = set(map(ref_of, awaiting))
        snapshot.found -= awaiting
        awaiting.unlink()
        return refs

    def _wait_for_copies(self):
        """Make nothing in place of copies that have yet to come, and wait longer each time.

        What has not come then does not come by itself: the user gets an appointment of their own.
        """
        snapshot = self.snapshot
        for link in awaiting_copies(snapshot.found):
            ours = snapshot.odoo.get(ref_of(link))
            if not (ours and ours.item):
                continue
            if link.failures < MOST_WAITS:
                self._wait(link)
            elif link.google_id in snapshot.google.mentioned:
                self._give_up_waiting(link)

    def _wait(self, link):
        snapshot = self.snapshot
        if link.google_id in snapshot.google.mentioned:
            link.retry_at = fields.Datetime.now() + FIRST_WAIT * 4**link.failures
            link.failures += 1
        snapshot.found -= link
        del snapshot.odoo[ref_of(link)]
        snapshot.google.states.pop(link.google_id, None)

    def _give_up_waiting(self, link):
        snapshot = self.snapshot
        text = snapshot.log.told(_own_instead_text)
        ref = ref_of(link)
        title = snapshot.records.title(ref)
        snapshot.log.remark(text, title=title, ref=snapshot.records.shown(ref))
        link.write({"google_id": uuid.uuid4().hex, "failures": 0, "retry_at": False})

    def _part_from_copies(self):
        """Link records with events to be made, where the user wants these in place of copies.

        What becomes of the copy at Google is no news of the record from now on.
        """
        snapshot = self.snapshot
        copies = snapshot.found.filtered(
            lambda link: is_copy(link) and (ours := snapshot.odoo.get(ref_of(link))) and ours.item
        )
        replaceable = self.meetings.replaceable(set(map(ref_of, copies)))
        for link in copies.filtered(lambda link: ref_of(link) in replaceable):
            snapshot.google.states.pop(link.google_id, None)
            link.write({**_NO_EVENT, **SYNCED, "google_id": uuid.uuid4().hex})

    def _without_replaced(self, matches):
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

    def _pairs_of(self, matches):
        """The matches of records without a link; the others replace the copy that is linked."""
        pairs = {}
        for match in matches:
            if not match.replaces:
                pairs[match.google_id] = match.ref
            elif link := self._own_copy(match.ref):
                self._replace_copy(link, match.google_id)
        return pairs

    def _own_copy(self, ref):
        """The link to the copy that this account has made of a colleague's meeting."""
        link = self.snapshot.links.of_odoo([ref])
        return link if link.etag and link.role == Role.INVITED.value else None

    def _replace_copy(self, link, google_id):
        """Link Google's copy of a colleague's meeting; the one made before goes."""
        snapshot = self.snapshot
        google = snapshot.google
        self._show_as_agreed(link)
        etag, ical_uid = google.states[google_id].etag, google.events[google_id]["iCalUID"]
        snapshot.found |= link | snapshot.links.replace(link, google_id, etag, ical_uid)
        snapshot.odoo.update(snapshot.records.read({ref_of(link)})[0])

    def _show_as_agreed(self, link):
        """Let it be known what Google has of an event that is to go, if it has not said so."""
        snapshot = self.snapshot
        if link.base:
            shown = GoogleState(
                snapshot.policy.in_google(load_item(link)), link.etag, Role(link.role)
            )
            snapshot.google.states.setdefault(link.google_id, shown)

    def _take_the_lead(self, matches):
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


def _parted_text(env):
    return env._(
        "This meeting has another organizer in Google than in Odoo. So these are now two separate "
        "appointments."
    )


def _twice_text(env):
    return env._(
        "Google and Outlook have brought this meeting one after the other, so Odoo has it twice. "
        "Google keeps the first one. Archive one of the two in Odoo."
    )


def _own_instead_text(env):
    return env._(
        "Google has not put this invitation into your calendar, so Odoo has created an "
        "appointment of your own there. “Add invitations to my calendar”, in the settings of "
        "Google Calendar, says which invitations come by themselves."
    )
