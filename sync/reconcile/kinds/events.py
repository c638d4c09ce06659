"""The hooks of events: series, shared meetings, guests and overlaps."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ....engine.core.link import Link, Role, Spellings
from ....engine.core.plan import Decision, Plan, Write
from ....engine.events.colors import is_unknown
from ....engine.events.item import EventItem, Reminder
from ....engine.events.spelling import fitting, spellings
from ....google_api.calendar import event_codec
from ....google_api.calendar.client import Event
from ....google_api.calendar.event_write import EventWrite
from ....google_api.calendar.series import gather
from ....google_api.transport.errors import RecordRefused
from ....google_api.transport.outcomes import Exchange
from ...google.event_reader import EventReader, Reported
from ...google.event_writer import EventWriter
from ...odoo import time_off
from ...odoo.policies import populate_window
from ...odoo.schedule import Schedule
from ...odoo.writer import make_contacts
from ...reporting import messages, record_texts
from ...store.links import POSTPONED, inactive, linked_ref, postpone, ref_of
from ...store.refs import EVENT, RecordRef, load_item
from ..event_follow_ups import EventFollowUps
from ..event_links import EventLinks
from ..exploded import MOVE_ON, Exploded
from ..kept import KeptBack
from ..migrated import MigratedLinks
from ..pairing import Pairing
from ..parts import Parts
from ..snapshot import Done, EventSnapshot, Snapshot
from .kind import EventReport, Kind

_lt = LazyTranslate(__name__)

#: What Google takes of one account at once: nearly a minute's quota, without a pause.
MOST_WRITES = 500


class EventKind(Kind):
    """:param snapshot: of one account's calendar
    :param default_reminders: those of the calendar
    """

    def __init__(self, snapshot: EventSnapshot, default_reminders: tuple[Reminder, ...]) -> None:
        self.snapshot = snapshot
        self.most_writes = MOST_WRITES
        self.records = snapshot.records
        self.reader = EventReader(
            snapshot.account,
            snapshot.links,
            snapshot.records,
            default_reminders,
            lambda: snapshot.policy,
        )
        self.event_links = EventLinks(snapshot)
        self.pairing = Pairing(snapshot)
        self.parts = Parts(snapshot, self.link_value)
        self.exploded = Exploded(snapshot)
        self.follow_ups = EventFollowUps(snapshot)
        self.migrated = MigratedLinks(snapshot.links, snapshot.records)

    @classmethod
    def begin(
        cls,
        env: Environment,
        account: BaseModel,
        default_reminders: tuple[Reminder, ...],
        run_id: int | None = None,
    ) -> EventKind:
        """The kind with an empty snapshot of the account's calendar."""
        schedule = Schedule(env, account.user_id)
        snapshot: EventSnapshot = Snapshot(env, account, EVENT, schedule, Reported(), run_id)
        return cls(snapshot, default_reminders)

    # -- reading ----------------------------------------------------------------------------------

    def read_google(self, report: EventReport) -> None:
        """An event that is no item is set aside, with the reason."""
        snapshot = self.snapshot
        self._forget(report.unknown)
        google = snapshot.google = self.reader.read(report.series, report.incomplete)
        google.unlisted = report.unlisted
        self._forget(google.unnamed)
        self.exploded.put_off()
        links = snapshot.links.of_google(google.mentioned)
        self.migrated.freeze(links, google.unsupported, snapshot.log)
        put_off = {*google.later, *google.incomplete}
        later = links.filtered(lambda link: link.google_id in put_off)
        snapshot.found |= links - later - inactive(links)
        self.pairing.part_from_strangers()

    def report_of(self, records: Mapping[str, Event]) -> EventReport:
        ids = {event.get("recurringEventId", google_id) for google_id, event in records.items()}
        known = self.snapshot.links.of_google(ids).filtered("base").mapped("google_id")
        return EventReport(gather(records.values(), known), frozenset(records))

    def _forget(self, google_ids: Iterable[str]) -> None:
        """Drop the links that were taken over, of ids that name no event of this calendar."""
        links = self.migrated.of_google(google_ids)
        self.snapshot.found -= links
        links.unlink()

    def resolve(self, changed: Iterable[RecordRef], everything: bool) -> set[RecordRef]:
        """With series in place of occurrences, and the heirs of what Odoo has made anew."""
        snapshot, refs = self.snapshot, set(changed)
        if everything:
            refs |= self.records.everything(populate_window(snapshot.account.user_id))
        snapshot.look_at(refs)
        self._follow_heirs()
        refs -= snapshot.set_aside(self._unseen())
        linked = snapshot.linked_refs()
        refs = self.records.resolve(refs | linked, linked, self._is_any_in_google)
        snapshot.look_at(refs)
        refs -= snapshot.set_aside(self._unseen())
        self.migrated.complete(snapshot.found, snapshot.google)
        return refs

    def _is_any_in_google(self, refs: Iterable[RecordRef]) -> bool:
        return bool(self.snapshot.links.of_odoo(refs).filtered("base"))

    def _follow_heirs(self) -> None:
        """Let the links follow what Odoo has made of their records."""
        heirs = self.records.heirs(self.snapshot.linked_refs())
        taken = set(map(ref_of, self.snapshot.links.of_odoo(heirs.values())))
        for link in self.snapshot.found:
            heir = heirs.get(linked_ref(link)) if link.res_id else None
            if heir and heir not in taken:
                taken.add(heir)
                link.write({"res_model": heir.model, "res_id": heir.id})

    def _unseen(self) -> BaseModel:
        """Also series that Google has not told in full, and links that were never compared."""
        snapshot = self.snapshot
        google = snapshot.google
        partial = snapshot.links.of_google(google.partial | google.incomplete)
        partial.filtered(lambda link: link.state == "pending").state = "synced"
        unread = self.migrated.unread(snapshot.found, google.mentioned)
        return snapshot.unseen() | partial | unread

    # -- planning ---------------------------------------------------------------------------------

    def match(self) -> Mapping[str, RecordRef]:
        """What is new on one side and known on the other is no second record of the same."""
        self._name_guests()
        kept = KeptBack(self.snapshot)
        kept.let_rest()
        pairs = self.pairing.match()
        self.event_links.note_copies()
        parts = self.parts.find(pairs)
        self.rests = self.parts.rests
        return kept.leave_out({**pairs, **parts})

    def _name_guests(self) -> None:
        """Name Google's guests as Odoo does, and look their contacts up at once."""
        states = self.snapshot.google.states
        for google_id, state in states.items():
            if state.item and (known := self.known(state.item)) is not state.item:
                states[google_id] = replace(state, item=known)
        items = [state.item for state in states.values() if state.item]
        self.records.guests.book.learn(guest.email for item in items for guest in item.guests)

    def known(self, item: EventItem) -> EventItem:
        return self.event_links.known(item)

    def link_value(self, link: BaseModel) -> Link[EventItem]:
        return self.event_links.value(link)

    def complete(self, plan: Plan[EventItem]) -> Plan[EventItem]:
        """Google shows no more of series than it may, whose occurrences are for themselves; and
        who has answered an invitation says so by their own account."""
        shown_less = self.exploded.show_less(self.link_value)
        is_any = bool(self.snapshot.google.unlisted)
        decisions = map(fitting, plan.decisions)
        decisions = map(self._with_own_answer, decisions) if is_any else decisions
        return replace(plan, decisions=(*decisions, *shown_less))

    def _with_own_answer(self, decision: Decision[EventItem]) -> Decision[EventItem]:
        """Let the user answer what waits for that to come into the calendar, although its organizer
        has told it already: what the organizer says lets nothing in.

        https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events
        """
        google_id, agreed = decision.link.google_id, decision.agreed
        if agreed is None or agreed.own_response == "needsAction" or decision.google:
            return decision
        unlisted = self.snapshot.google.unlisted
        if not (google_id and google_id in unlisted and decision.role is Role.INVITED):
            return decision
        base = load_item(self.snapshot.link_of(decision))
        told = base and base.own_response == agreed.own_response
        if told or not self.event_links.is_copy(google_id):
            return decision
        before = replace(agreed, own_response="needsAction")
        return replace(decision, google=Write("update", before, agreed))

    # -- writing ----------------------------------------------------------------------------------

    def prepare(self, plan: Plan[EventItem]) -> None:
        google = self.snapshot.google
        google.excluded.update(plan.excluded.values())
        self._report_excluded(google.excluded)
        self.exploded.keep()
        self.pairing.ask_for_copies(plan)

    def _report_excluded(self, excluded: Mapping[str, int]) -> None:
        log = self.snapshot.log
        for reason, count in excluded.items():
            if text := log.told(messages.describe_exclusion, reason):
                title = _lt("Appointments in Google: %(count)s", count=count)
                log.remark(text, title=log.told(title), level="info")

    def before_writing(self, writes: Sequence[Write[EventItem]]) -> None:
        """Make contacts of the guests, who are to attend."""
        log = self.snapshot.log
        if trouble := make_contacts(self.snapshot.env, self.records.guests, writes):
            log.remark(log.told(messages.describe, trouble), title=log.told(_lt("New guests")))

    def create_requests(
        self, decisions: Iterable[Decision[EventItem]]
    ) -> list[tuple[EventItem, str | None]]:
        """Items, each with the organiser's address of a meeting called outside of Odoo."""
        return [(decision.to_odoo.item, self._organizer(decision)) for decision in decisions]

    def _organizer(self, decision: Decision[EventItem]) -> str | None:
        if decision.role is not Role.EXTERNAL:
            return None
        event = self.snapshot.google.events.get(decision.link.google_id or "", {})
        return event_codec.metadata(event).organizer_email

    def link_values(
        self, decision: Decision[EventItem], values: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What was taken over stays apart until both sides agree, and a question stays."""
        link = self.snapshot.link_of(decision)
        if link.sent and not (link.base or decision.google):  # it has arrived without an answer
            self.pairing.meetings.tell_organizer(ref_of(link))
        values = {**values, **self.event_links.google_values(decision, values["google_id"])}
        values.update(self.follow_ups.words(link, values))
        if decision.agreed is None:
            values["candidates"] = False
        if link.is_exploded:
            return self.exploded.values_as_read(link, values)
        if _asks_for_color(decision):
            values["retry_at"] = fields.Datetime.now()  # once this run has ended
        return values if decision.google else {**values, "is_migrated": False}

    def written(self, done: Done) -> None:
        self.follow_ups.tell_of_strangers(done)
        self.follow_ups.keep_closed(done)
        self.follow_ups.compare_what_came_back(done)
        asked = self.follow_ups.ask(self.pairing.questions)
        self.follow_ups.tell_of_overlaps(done, asked)

    def request(self, decision: Decision[EventItem], link: BaseModel) -> EventWrite:
        writer = EventWriter(self.snapshot.account, self.records.guests.book.aliases)
        ref = ref_of(link)
        declined = self.records.declined(ref, decision.to_google.after) if ref else frozenset()
        return writer.request(decision, link, declined)

    def declines(self, request: EventWrite) -> bool:
        return request.verb == "decline"

    def new_google_id(self) -> str:
        return uuid.uuid4().hex

    # -- answers ----------------------------------------------------------------------------------

    def spellings(self, exchange: Exchange) -> Spellings:
        items = self.reader.exchanged(exchange)
        return spellings(*items, occurrence="recurringEventId" in exchange.shown) if items else ()

    def answer_values(
        self, decision: Decision[EventItem], link: BaseModel, record: Event
    ) -> dict[str, Any]:
        if Role(link.role).is_own:
            emails = {guest.get("email", "") for guest in record.get("attendees", ())}
            self.pairing.meetings.tell_guests(link, emails, decision.to_google.before is None)
        elif decision.to_google.verb == "create":
            self.pairing.meetings.tell_organizer(ref_of(link))
        values = {"ical_uid": record.get("iCalUID") or link.ical_uid, "is_migrated": False}
        values.update(self.follow_ups.words(link, values))
        if self.event_links.is_signed(record, link.google_id):
            values["is_signed"] = True
        if link.is_exploded:
            values["retry_at"] = fields.Datetime.now() + MOVE_ON
        elif _asks_for_color(decision):
            values["retry_at"] = fields.Datetime.now() + POSTPONED
            link.env["ir.cron"].google_sync_wake(values["retry_at"])
        return values

    def goes_otherwise(self, decision: Decision[EventItem], error: Exception) -> bool:
        """What Google does not show as out of office goes there as an ordinary appointment."""
        write, snapshot = decision.to_google, self.snapshot
        if not (write.verb == "create" and write.item.away and isinstance(error, RecordRefused)):
            return False
        if time_off.note_refusal(snapshot.account):
            text = snapshot.log.told(record_texts.no_out_of_office(error))
            ref = decision.link.odoo_id
            shown = ref and snapshot.records.shown(ref)
            snapshot.log.remark(text, title=write.item.title, ref=shown)
        return True

    def missing_at_google(self, link: BaseModel) -> None:
        """Make it anew under another id, for Google frees none. A series that Odoo has as single
        occurrences is gone, and these with it."""
        if link.is_exploded:
            postpone(link)
            return
        nothing = dict.fromkeys(("etag", "base", "sent", "buried"), False)
        link.write({"google_id": self.new_google_id(), **nothing})


def _asks_for_color(decision: Decision[EventItem]) -> bool:
    """Whether the next run has to look which color Google shows, before it gives it another."""
    return decision.agreed is not None and is_unknown(decision.agreed)
