"""What is particular to events: series, meetings of several users, guests, overlaps."""

import uuid
from dataclasses import replace
from functools import cached_property

from odoo import fields

from ....engine.core.item import ItemError
from ....engine.core.link import Role
from ....engine.core.plan import Write
from ....engine.events.colors import is_unknown
from ....engine.events.guests import with_each_guest, with_more_guests
from ....engine.events.identity import named
from ....engine.events.migration import as_agreed
from ....engine.events.spelling import spellings, unlike
from ....google_api.calendar import event_codec
from ....google_api.calendar.guest_codec import is_organizer
from ....google_api.calendar.series import gather
from ....google_api.transport.errors import RecordRefused
from ...google.event_reader import EventReader, Reported
from ...google.event_writer import EventWriter
from ...odoo import closed_meetings, own_events, time_off
from ...odoo.guests import MOST_STRANGERS
from ...odoo.overlaps import Overlaps
from ...odoo.policies import populate_window
from ...odoo.schedule import Schedule
from ...odoo.writer import make_contacts
from ...reporting import messages
from ...store.links import POSTPONED, inactive, load_link, postpone, ref_of
from ...store.marker import mark_on, marks_of
from ...store.refs import EVENT, Ref, load_item
from ..exploded import MOVE_ON, Exploded
from ..kept import KeptBack
from ..migrated import MigratedLinks, is_uncompared
from ..pairing import Pairing
from ..questions import EventQuestions
from ..report import EventReport
from ..snapshot import Snapshot
from .kind import Kind

#: What Google takes of one account at once: nearly a minute's quota, without a pause.
MOST_WRITES = 500


class EventKind(Kind):
    """:param snapshot: of one account's calendar
    :param default_reminders: those of the calendar
    """

    def __init__(self, snapshot, default_reminders):
        self.snapshot = snapshot
        self.most_writes = MOST_WRITES
        self.records = snapshot.records
        self.reader = EventReader(
            snapshot.account, snapshot.links, snapshot.records, default_reminders, snapshot.policy
        )
        self.marks = marks_of(snapshot.account)
        self.pairing = Pairing(snapshot)
        self.exploded = Exploded(snapshot)
        self.questions = EventQuestions(snapshot)
        self.migrated = MigratedLinks(snapshot.links, snapshot.records, snapshot.texts)
        self.unlisted = frozenset()

    @classmethod
    def begin(cls, env, account, default_reminders, run_id=None):
        """The kind with an empty snapshot of the account's calendar."""
        schedule = Schedule(env, account.user_id)
        snapshot = Snapshot(env, account, EVENT, schedule, Reported(), run_id)
        return cls(snapshot, default_reminders)

    # -- reading ----------------------------------------------------------------------------------

    def read_google(self, report):
        """An event that is no item is set aside, with the reason."""
        snapshot = self.snapshot
        self._forget(report.unknown)
        google = snapshot.google = self.reader.read(report.series)
        self.unlisted = report.unlisted
        self._forget(google.unnamed)
        self.exploded.put_off()
        links = snapshot.links.of_google(google.mentioned)
        self.migrated.freeze(links, google.unheld, snapshot.log)
        later = links.filtered(lambda link: link.google_id in google.later)
        snapshot.found |= links - later - inactive(links)
        self.pairing.part_from_strangers()

    def report_of(self, records):
        ids = {event.get("recurringEventId", google_id) for google_id, event in records.items()}
        known = self.snapshot.links.of_google(ids).filtered("base").mapped("google_id")
        return EventReport(gather(records.values(), known), frozenset(records))

    def _forget(self, google_ids):
        """Drop the links that were taken over, of ids that name no event of this calendar."""
        links = self.migrated.of_google(google_ids)
        self.snapshot.found -= links
        links.unlink()

    def resolve(self, changed, everything):
        """With series in place of occurrences, and the heirs of what Odoo has made anew."""
        snapshot, refs = self.snapshot, set(changed)
        if everything:
            refs |= self.records.everything(populate_window(snapshot.account.user_id))
        snapshot.look_at(refs)
        self._follow_heirs()
        refs -= snapshot.set_aside(self._unseen())
        linked = snapshot.linked_refs()
        refs = self.records.resolve(refs | linked, linked)
        snapshot.look_at(refs)
        refs -= snapshot.set_aside(self._unseen())
        self.migrated.complete(snapshot.found, snapshot.google)
        return refs

    def _follow_heirs(self):
        """Let the links follow what Odoo has made of their records."""
        heirs = self.records.heirs(self.snapshot.linked_refs())
        taken = set(map(ref_of, self.snapshot.links.of_odoo(heirs.values())))
        for link in self.snapshot.found:
            heir = heirs.get(ref_of(link))
            if heir and heir not in taken:
                taken.add(heir)
                link.write({"res_model": heir.model, "res_id": heir.id})

    def _unseen(self):
        """Also series of which more must be known, and what nobody has compared yet."""
        snapshot = self.snapshot
        partial = snapshot.links.of_google(snapshot.google.partial)
        partial.filtered(lambda link: link.state == "pending").state = "synced"
        unread = self.migrated.unread(snapshot.found, snapshot.google.mentioned)
        return snapshot.unseen() | partial | unread

    # -- planning ---------------------------------------------------------------------------------

    def match(self):
        """What is new on one side and known on the other is no second record of the same."""
        self._name_guests()
        kept = KeptBack(self.snapshot)
        kept.let_rest()
        pairs = self.pairing.match()
        self._note_copies()
        return kept.leave_out(pairs)

    def _note_copies(self):
        """Keep what Google says of who calls a meeting, before it is decided whose words count."""
        for link in self.snapshot.found:
            is_copy = self._is_copy(link.google_id)
            if is_copy is not None and is_copy != link.is_copy:
                link.is_copy = is_copy

    def _is_copy(self, google_id):
        """Whether somebody else calls the event; ``None`` where Google does not say."""
        event = self.snapshot.google.events.get(google_id, {})
        if "organizer" not in event:
            return None
        return not is_organizer(event, self.snapshot.account.calendar_id)

    def _name_guests(self):
        """Name Google's guests as Odoo does, and look their contacts up at once."""
        states = self.snapshot.google.states
        for google_id, state in states.items():
            if state.item and (known := self.known(state.item)) is not state.item:
                states[google_id] = replace(state, item=known)
        items = [state.item for state in states.values() if state.item]
        self.records.guests.book.learn(guest.email for item in items for guest in item.guests)

    def known(self, item):
        return with_each_guest(item, self.records.guests.book.in_google)

    def link_value(self, link):
        value = load_link(link)
        value = replace(
            value,
            base=value.base and self.known(value.base),
            sent=tuple(replace(one, item=one.item and self.known(one.item)) for one in value.sent),
            buried=value.buried and self.known(value.buried),
            spellings=self._still_spelled(link.google_id, value.spellings),
        )
        if value.base and value.role.is_own:
            value = self._with_guests_apart(link, value)
        if not is_uncompared(link):
            return value
        snapshot = self.snapshot
        ours, theirs = snapshot.odoo.get(value.odoo_id), snapshot.google.states[link.google_id]
        return as_agreed(value, ours, theirs, snapshot.policy)

    def _with_guests_apart(self, link, value):
        """Name the guests who have replaced their copy. Where Google has invited one of them again
        that counts as agreed on, so they are taken out of its list once more."""
        theirs = self.snapshot.google.states.get(link.google_id)
        shown = theirs.item if theirs else None
        before, now = named(value.base), named(shown) if shown else frozenset()
        if not (before or now):
            return value
        apart = own_events.guests_apart(link, before | now, self._replacing)
        again = tuple(one for one in shown.guests if one.email in apart - before) if shown else ()
        return replace(value, apart=apart, base=with_more_guests(value.base, again))

    @cached_property
    def _replacing(self):
        return own_events.replacing_accounts(self.snapshot.env)

    def _still_spelled(self, google_id, found):
        """The spellings that what Google tells in this run does not disprove."""
        return found and unlike(found, self.snapshot.google.told(google_id))

    def complete(self, plan):
        """Google shows no more of series than it may, whose occurrences are for themselves; and
        who has accepted an invitation says so by their own account."""
        shown_less = self.exploded.show_less(self.link_value)
        decisions = map(self._with_own_answer, plan.decisions) if self.unlisted else plan.decisions
        return replace(plan, decisions=(*decisions, *shown_less))

    def _with_own_answer(self, decision):
        """Let the user accept what waits for their answer to come into the calendar, although its
        organizer has told it already: what the organizer says lets nothing in.

        https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events
        """
        google_id, agreed = decision.link.google_id, decision.agreed
        accepts = agreed and agreed.status == "confirmed" and not decision.google
        if not (accepts and google_id in self.unlisted and decision.role is Role.INVITED):
            return decision
        base = load_item(self.snapshot.link_of(decision))
        if not self._is_copy(google_id) or (base and base.status == "confirmed"):
            return decision
        return replace(
            decision, google=Write("update", replace(agreed, status="tentative"), agreed)
        )

    # -- writing ----------------------------------------------------------------------------------

    def prepare(self, plan):
        google = self.snapshot.google
        google.excluded.update(plan.excluded.values())
        self._report_excluded(google.excluded)
        self.exploded.keep()
        self.pairing.ask_for_copies(plan)

    def _report_excluded(self, excluded):
        texts = self.snapshot.texts
        for reason, count in excluded.items():
            if text := messages.describe_exclusion(texts, reason):
                title = texts._("%(count)s in Google", count=count)
                self.snapshot.log.remark(text, title=title, level="info")

    def before_writing(self, writes):
        """Make contacts of the guests, who are to attend."""
        snapshot = self.snapshot
        if trouble := make_contacts(snapshot.env, self.records.guests, writes):
            text = messages.describe(snapshot.texts, trouble)
            snapshot.log.remark(text, title=snapshot.texts._("New guests"))

    def create_requests(self, decisions):
        """Items, each with the organiser's address of a meeting called outside of Odoo."""
        return [(decision.odoo.after, self._organizer(decision)) for decision in decisions]

    def _organizer(self, decision):
        if decision.role is not Role.EXTERNAL:
            return None
        event = self.snapshot.google.events.get(decision.link.google_id, {})
        return event_codec.metadata(event).organizer_email

    def link_values(self, decision, values):
        """What was taken over stays apart until both sides agree, and a question stays."""
        link = self.snapshot.link_of(decision)
        if link.sent and not (link.base or decision.google):  # it has arrived without an answer
            self.pairing.meetings.tell_organizer(ref_of(link))
        values = {**values, **self._google_values(decision, values["google_id"])}
        values.update(self.questions.words(link, values))
        if decision.agreed is None:
            values["candidates"] = False
        if link.as_singles:
            return self.exploded.values_as_read(link, values)
        if _asks_for_color(decision):
            values["retry_at"] = fields.Datetime.now()  # once this run has ended
        return values if decision.google else {**values, "is_migrated": False}

    def _google_values(self, decision, google_id):
        event = self.snapshot.google.events.get(google_id, {})
        values = {}
        if "iCalUID" in event:
            values["ical_uid"] = event["iCalUID"]
        elif decision.google and decision.google.verb == "create":
            # A guest's copy may be there before we hear of ours.
            values["ical_uid"] = event_codec.ical_uid(google_id)
        if "recurringEventId" in event:
            values["series_id"] = event["recurringEventId"]
        if self.marks.ref(mark_on(event), google_id):
            values["is_signed"] = True
        if (is_copy := self._is_copy(google_id)) is not None:
            values["is_copy"] = is_copy
        return values

    def written(self, done):
        self._tell_of_strangers(done)
        self._keep_closed(done)
        self._compare_what_came_back(done)
        asked = self.questions.ask(self.pairing.questions)
        self._tell_of_overlaps(done, asked)

    def _tell_of_strangers(self, done):
        """Of events with so many that they do not become contacts without a question."""
        for decision, ref in done:
            count = len(self.records.guests.strangers(decision.odoo)) if decision.odoo else 0
            if count > MOST_STRANGERS:
                error = ItemError("many_strangers", count=count)
                text = messages.describe(self.snapshot.texts, error)
                item, shown = decision.odoo.after, self.records.shown(ref)
                self.snapshot.log.remark(text, title=item.title, ref=shown)

    def _keep_closed(self, done):
        """Note which of the user's meetings their guests may not edit."""
        events = self.snapshot.google.events
        ids = [decision.link.google_id for decision, ref in done if ref and decision.agreed]
        if meetings := [one for one in ids if events.get(one, {}).get("attendees")]:
            links = self.snapshot.links.of_google(meetings)
            closed_meetings.keep(self.records, links, events)

    def _compare_what_came_back(self, done):
        """Only the record that is there again tells what Google shows of it."""
        refs = [
            ref
            for decision, ref in done
            if decision.undoes and decision.odoo and not decision.odoo.before
        ]
        self.snapshot.links.compare_next(refs)

    def _tell_of_overlaps(self, done, asked):
        """Tell of what is at the same time, but for pairs that could be one.

        :param asked: pairs of ids of these
        """
        touched = [
            ref
            for decision, ref in done
            if ref and decision.agreed and (decision.odoo or decision.google)
        ]
        event_ids = self.records.event_ids(touched)
        if not event_ids:
            return
        overlaps = Overlaps(self.snapshot.env, self.snapshot.account)
        for first, second in overlaps.new_pairs(event_ids, asked):
            self.snapshot.log.remark(
                overlaps.text(first, second),
                title=first.name,
                ref=Ref(EVENT, first.id),
                other=Ref(EVENT, second.id),
                about="overlap",
            )
        for event, span in overlaps.new_elsewhere(event_ids):
            self.snapshot.log.remark(
                overlaps.text_elsewhere(event, span),
                title=event.name,
                ref=Ref(EVENT, event.id),
                about="overlap",
            )

    def request(self, decision, link):
        writer = EventWriter(self.snapshot.account, self.records.guests.book.aliases)
        ref = ref_of(link)
        goes = decision.google.verb == "delete"
        return writer.request(decision, link, bool(goes and ref and self.records.is_invited(ref)))

    def declines(self, request):
        return request.verb == "decline"

    def new_google_id(self):
        return uuid.uuid4().hex

    def listed_late(self, links):
        """None, for the link has the id of a new event before it is sent."""
        return links.browse()

    # -- answers ----------------------------------------------------------------------------------

    def spellings(self, exchange):
        items = self.reader.exchanged(exchange)
        return spellings(*items, occurrence="recurringEventId" in exchange.shown) if items else ()

    def answer_values(self, decision, link, record):
        if Role(link.role).is_own:
            emails = {guest.get("email", "") for guest in record.get("attendees", ())}
            self.pairing.meetings.tell_guests(link, emails)
        elif decision.google.verb == "create":
            self.pairing.meetings.tell_organizer(ref_of(link))
        values = {"ical_uid": record.get("iCalUID") or link.ical_uid, "is_migrated": False}
        values.update(self.questions.words(link, values))
        if self.marks.ref(mark_on(record), link.google_id):
            values["is_signed"] = True
        if link.as_singles:
            values["retry_at"] = fields.Datetime.now() + MOVE_ON
        elif _asks_for_color(decision):
            values["retry_at"] = fields.Datetime.now() + POSTPONED
            link.env["ir.cron"].google_sync_wake(values["retry_at"])
        return values

    def goes_otherwise(self, decision, error):
        """What Google does not show as out of office goes there as an ordinary appointment."""
        write, snapshot = decision.google, self.snapshot
        if not (write.verb == "create" and write.after.away and isinstance(error, RecordRefused)):
            return False
        if time_off.note_refusal(snapshot.account):
            text = messages.no_out_of_office_text(snapshot.texts, error)
            shown = snapshot.records.shown(decision.link.odoo_id)
            snapshot.log.remark(text, title=write.after.title, ref=shown)
        return True

    def missing_at_google(self, link):
        """It is made anew, for Google frees no id; a series of which Odoo has but occurrences is
        gone, and these with it."""
        if link.as_singles:
            postpone(link)
            return
        nothing = dict.fromkeys(("etag", "base", "sent", "buried"), False)
        link.write({"google_id": self.new_google_id(), **nothing})


def _asks_for_color(decision):
    """Whether the next run has to look which color Google shows, before it gives it another."""
    return decision.agreed is not None and is_unknown(decision.agreed)
