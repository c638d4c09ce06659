"""Removes from Google what Odoo created, for a user who disconnects; then revokes the access.

The links tell what is left to do (state "removing"), so that a run that dies is simply gone on
with. Nothing else is synchronized meanwhile. Only what bears this database's mark is deleted,
nobody is mailed, and a contact but loses its label. What was about to be moved to another calendar
is deleted where it is, once that is known (:mod:`sync.operations.whereabouts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ...engine.core.merge import Side
from ...engine.core.plan import Write
from ...google_api.calendar import writes as google_writes
from ...google_api.calendar.client import Event
from ...google_api.calendar.event_write import EventWrite
from ...google_api.calendar.guest_codec import decode_guests, is_organizer
from ...google_api.people.labels import change_members
from ...google_api.transport.errors import GoogleError, NotFound, RetryLater
from ...google_api.transport.outcomes import Differs, Failed, Outcome, Written
from ...google_api.transport.session import Session
from ..google.contact_writer import NEW
from ..odoo.schedule import Schedule
from ..reporting.run_log import RunLog
from ..store.links import SYNCED, note_deletion, ref_of, unnote_deletion
from ..store.marker import Marks, mark_on, marks_of
from ..store.refs import CONTACT, load_item
from .whereabouts import Sought, calm, events_in, find, passes, passing_trouble, whereabouts

_lt = LazyTranslate(__name__)

#: How many are removed at once: each is looked at before, which makes most of a minute's quota.
MOST_REMOVALS = 200


@dataclass(frozen=True)
class Removal(Sought):
    """One event or contact from which Odoo withdraws.

    :ivar is_signed: whether Google is known to have a mark with a signature of it
    """

    is_signed: bool = False


@dataclass(frozen=True)
class Part:
    """What one run does: remove events, or labels of contacts; when none are left, give the access
    back.

    :ivar marks: which of them an event must bear
    :ivar labels: resource names of labels by the collection of their contacts
    """

    marks: Marks
    events: tuple[Removal, ...] = ()
    contacts: tuple[Removal, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def removals(self) -> tuple[Removal, ...]:
        return self.events or self.contacts


# -- in a thread: network only ------------------------------------------------------------------


def send_removals(session: Session, part: Part) -> list[Outcome]:
    """:return: for each removal, in order: ``Written`` when it is gone, ``Differs`` when it is to
    stay, ``Failed`` when nobody knows yet, or Google refuses"""
    places, outcomes = find(session, part.removals)
    for place in set(places.values()):
        removals = [one for one in places if places[one] == place]
        ids = [one.google_id for one in removals]
        if part.events:
            answers = _remove_events(session, place, removals, part.marks)
        else:
            answers = _take_label_off(session, part.labels.get(place), ids)
        outcomes.update({one: answers[one.google_id] for one in removals})
    return [outcomes[removal] for removal in part.removals]


def _remove_events(
    session: Session, calendar_id: str, removals: Sequence[Removal], marks: Marks
) -> dict[str, Outcome]:
    signed = {one.google_id: one.is_signed for one in removals}
    events = events_in(session, calendar_id, list(signed))
    outcomes: dict[str, Outcome] = {}
    writes = []
    for google_id, event in events.items():
        outcome = _without_deleting(event, calendar_id, marks, signed[google_id])
        if outcome is not None:
            outcomes[google_id] = outcome
        elif isinstance(event, dict):
            writes.append(EventWrite("delete", google_id, {}, event["etag"]))
    for write, outcome in zip(
        writes, google_writes.send(session, calendar_id, writes), strict=True
    ):
        changed = Failed(RetryLater("changed", "it was changed at the same moment"))
        outcomes[write.event_id] = changed if isinstance(outcome, Differs) else outcome
    return outcomes


def _without_deleting(
    event: Event | GoogleError | None, calendar_id: str, marks: Marks, is_signed: bool
) -> Outcome | None:
    """What comes of an event that is not to be deleted; ``None`` for one that is.

    :param is_signed: whether it has had a mark with a signature, so that none without will do
    """
    if isinstance(event, GoogleError):
        return Failed(event)
    if event is None or event.get("status") == "cancelled":
        return Written(None)
    mark = mark_on(event)
    made_here = marks.ref(mark, event["id"]) or (not is_signed and marks.unsigned_ref(mark))
    is_own = made_here and is_organizer(event, calendar_id)
    return None if is_own and not decode_guests(event, calendar_id) else Differs(event)


def _take_label_off(
    session: Session, label: str | None, google_ids: Sequence[str]
) -> dict[str, Outcome]:
    try:
        with suppress(NotFound):  # the label itself is gone
            if label:
                change_members(session, label, (), google_ids)
    except RetryLater as error:
        return dict.fromkeys(google_ids, Failed(error))
    return dict.fromkeys(google_ids, Written(None))


# -- in transactions ----------------------------------------------------------------------------


class RemovalFromGoogle:
    """:param account: whose user leaves"""

    def __init__(self, account: BaseModel) -> None:
        self.env = account.env
        self.account = account
        self.links = self.env["google.sync.link"]
        self._mine = Domain("account_id", "=", account.id)
        self._left = self._mine & Domain("state", "=", "removing")

    # -- what is to be removed ------------------------------------------------------------------

    def removable(self) -> BaseModel:
        """The links of what was made in Odoo, and concerns nobody else."""
        return self._made_in_odoo().filtered(lambda link: not _has_guests(link))

    def with_guests(self) -> BaseModel:
        """The links of meetings that stay: deleted, they would be gone from the guests' calendars
        as well."""
        return self._made_in_odoo().filtered(_has_guests)

    def begin(self) -> int:
        links = self.removable()
        calm(links, "removing")
        return len(links)

    def stop(self) -> None:
        """Leave in Google what is still there."""
        calm(self.links.search(self._left))

    def count_left(self) -> int:
        return self.links.search_count(self._left)

    def _made_in_odoo(self) -> BaseModel:
        there = Domain("base", "!=", False) | Domain("state", "=", "pending")
        # Also what has lost its record, and was about to be taken away; but a series that became
        # single appointments is Google's.
        made_in_odoo = Domain("made_in", "=", "odoo") & Domain("is_exploded", "=", False)
        known = self.links.search(self._mine & made_in_odoo & there)
        return known.filtered(
            lambda link: link.state != "merged" and not link.google_id.startswith(NEW)
        )

    # -- one run --------------------------------------------------------------------------------

    def next_part(self) -> Part:
        """Return the removals that the next run asks Google for."""
        of_contacts = Domain("res_model", "=", CONTACT)
        events = self._removals(~of_contacts)
        contacts = () if events else self._removals(of_contacts)
        return Part(marks_of(self.account), events, contacts, self._labels() if contacts else {})

    def take_part(self) -> Part:
        """The same, noted as about to go out."""
        part = self.next_part()
        going = [one.link_id for one in part.removals if not one.wait]
        note_deletion(self.links.browse(going))
        return part

    def _removals(self, those: Domain) -> tuple[Removal, ...]:
        links = self.links.search(self._left & those, order="id", limit=MOST_REMOVALS)
        return tuple(Removal(**whereabouts(link), is_signed=link.is_signed) for link in links)

    def _labels(self) -> dict[str, str]:
        labels = self.account.contacts_ids.labels or {}
        return {f"contacts/{category}": label for category, (label, _name) in labels.items()}

    def record_results(self, part: Part, outcomes: Sequence[Outcome]) -> Exception | None:
        """Keep what came of the removals.

        :return: the error, if Google could take none of them for the moment
        """
        log = RunLog(self.env, self.account)
        links = self.links.browse([removal.link_id for removal in part.removals])
        for link, outcome in zip(links, outcomes, strict=True):
            if passes(outcome):
                continue
            if isinstance(outcome, Written):
                self._removed(link, log)
            else:
                self._stays(link, outcome, log)
        if log.lines:
            log.close()
        return passing_trouble(outcomes)

    def _removed(self, link: BaseModel, log: RunLog) -> None:
        ref = ref_of(link)
        if link.res_model == CONTACT:
            # Should the user come back the contact is known, and gets its label again; what was
            # changed on either side meanwhile is told by what both agreed on.
            agreed = link.base or link.buried
            link.write({**SYNCED, "base": False, "buried": agreed})
            unnote_deletion(link)
            return
        shown = ref and Schedule(self.env, self.account.user_id).shown(ref)
        if item := load_item(link):
            write = Write("delete", item, None)
            log.wrote(Side.GOOGLE, write, ref=shown, google_id=link.google_id)
        link.unlink()

    def _stays(self, link: BaseModel, outcome: Outcome, log: RunLog) -> None:
        link.write(SYNCED)
        unnote_deletion(link)
        if isinstance(outcome, Failed):
            detail = (outcome.error.detail or outcome.error.reason).rstrip(". ")
            text = _lt("Google did not remove it: %(detail)s.", detail=detail)
        else:
            text = _lt(
                "It stays in Google: it has guests there, or it may not have been created in Odoo."
            )
        log.remark(log.told(text), title=link.title or "", google_id=link.google_id)


def _has_guests(link: BaseModel) -> bool:
    """Whether anybody else has it in their calendar, as far as is known."""
    if link.res_model == CONTACT:
        return False
    item = load_item(link)
    occurrences = [one for _start, one in item.exceptions if one] if item else []
    return any(one.guests for one in (item, *occurrences) if one)
