"""The events of one account, in one transaction."""

import uuid
from dataclasses import replace
from datetime import timedelta

from odoo import fields

from ...engine.core.link import GoogleState, Role
from ...engine.events.exploded import show_less
from ...engine.events.guests import with_each_guest
from ...engine.events.identity import Proof
from ...engine.events.item import ItemError
from ...engine.events.masking import in_google
from ...engine.events.migration import as_agreed
from ...google_api.calendar import event_codec, series_codec
from ..google.event_reader import GoogleReader, Reported
from ..google.event_writer import GoogleWriter
from ..odoo.guests import MOST_STRANGERS
from ..odoo.overlaps import Overlaps
from ..odoo.schedule import Schedule
from ..odoo.writer import make_contacts
from ..reporting import messages
from ..store.links import SYNCED, LinkStore
from ..store.marker import mark_on, marks_of
from ..store.refs import EVENT, SERIES, Ref, dump_item, load_item
from .match import Matcher
from .meetings import Meetings
from .step import Step
from .taken_over import TakenOver, is_uncompared

#: What Google takes of one account at once: nearly a minute's quota, without a pause.
MOST_WRITES = 500

#: So much later each further part comes in of what is too much for one run.
NEXT_TURN = timedelta(seconds=30)

#: How often the window moves on, of a series whose occurrences are for themselves.
MOVE_ON = timedelta(days=1)


class EventStep(Step):
    """:param default_reminders: those of the calendar"""

    res_model = EVENT

    def __init__(self, env, account, default_reminders, run_id=None):
        super().__init__(env, account, Schedule(env, account.user_id), Reported(), run_id)
        self.most_writes = MOST_WRITES
        self.meetings = Meetings(env, account, self.records)
        self.reader = GoogleReader(account, self.links, self.records, default_reminders)
        self.taken_over = TakenOver(self.links, self.records, self.texts)
        self.marks = marks_of(account)
        self.awaited = {}  # by ref the id that Google's copy of a meeting has
        self.doubtful = ()  # events that look like another appointment of the user's

    def policy(self):
        return self.account._policy()

    # -- reading -----------------------------------------------------------------------------

    def read_google(self, events, whole=()):
        """Take what Google reported; an event that is no item is set aside, with the reason.

        :param whole: as for :meth:`GoogleReader.read`
        """
        self.google = self.reader.read(events, whole)
        self.forget(self.google.unnamed)
        self._put_off()
        links = self.links.of_google(self.google.mentioned)
        self.taken_over.freeze(links, self.google.unheld, self.log)
        later = links.filtered(lambda link: link.google_id in self.google.later)
        self.found |= links - later - LinkStore.resting(links)
        self._part_from_strangers()

    def _put_off(self):
        """Have the new series for which this run has no room looked at again in later ones."""
        later = self.google.later
        if not later:
            return
        now = fields.Datetime.now()
        known = {link.google_id: link for link in self.links.of_google(later)}
        for google_id, turn in later.items():
            link = known.get(google_id) or self.new_link(google_id)
            link.retry_at = now + (turn - 1) * NEXT_TURN
            self.found -= link
        text = self.texts._("There are many, so they are imported with the next syncs.")
        title = self.texts._("%(count)s series in Google", count=len(later))
        self.log.remark(text, title=title, level="info")

    def _part_from_strangers(self):
        """Drop the links of events that are somebody else's meeting than their records: as if they
        were new, the two are for themselves."""
        matcher = Matcher(self.env, self.account, self.records)
        parted = matcher.contradicted(self.found, self.google.events, self.google.states)
        for link in parted:
            text = self.texts._(
                "This meeting has another organizer in Google than in Odoo. So these are now two "
                "separate appointments."
            )
            shown = self.records.shown(LinkStore.ref(link))
            self.log.remark(text, title=link.title or "", ref=shown, google_id=link.google_id)
        self.found -= parted
        parted.unlink()

    def forget(self, google_ids):
        """Drop the links that were taken over of what is no event of this calendar."""
        links = self.taken_over.of_google(google_ids)
        self.found -= links
        links.unlink()

    def read_again(self, records):
        self.read_google(records.values())

    def new_google_id(self):
        return uuid.uuid4().hex

    def unknown_at_google(self, link):
        """It is made anew, for Google frees no id; a series of which Odoo has but occurrences is
        gone, and these with it."""
        if link.as_singles:
            self.links.postpone(link)
            return
        nothing = dict.fromkeys(("etag", "base", "sent", "buried"), False)
        link.write({"google_id": self.new_google_id(), **nothing})

    def read_odoo(self, changed, everything=False):
        """:param everything: whether the whole schedule is read, as far as populate goes"""
        refs = set(changed)
        if everything:
            refs |= self.records.everything(self.account._populate_window())
        self.found |= self.links.of_odoo(refs)
        self._follow_heirs()
        refs -= self.leave_resting()
        refs -= self.leave_unseen(self.unseen())
        linked = self.linked_refs()
        refs = self.records.resolve(refs | linked, linked)
        self.found |= self.links.of_odoo(refs)
        refs -= self.leave_unseen(self.unseen())
        refs -= self.leave_resting()
        self.taken_over.complete(self.found, self.google)
        self.take_odoo(refs | self.linked_refs())
        self._wait_for_copies()

    def unseen(self):
        """Series of which more must be known are too, and what nobody has compared yet."""
        partial = self.links.of_google(self.google.partial)
        partial.filtered(lambda link: link.state == "pending").state = "synced"
        unread = self.taken_over.unread(self.found, self.google.mentioned)
        return super().unseen() | partial | unread

    def _wait_for_copies(self):
        """Set the meetings aside whose copy comes from Google; it is linked once it is there."""
        linked = self.linked_refs()
        unlinked = {ref: state for ref, state in self.odoo.items() if ref not in linked}
        self.awaited = self.meetings.awaited(unlinked)
        for ref in self.awaited:
            del self.odoo[ref]

    def _follow_heirs(self):
        """Let the links follow what Odoo has made of their records."""
        heirs = self.records.heirs(self.linked_refs())
        taken = set(map(LinkStore.ref, self.links.of_odoo(heirs.values())))
        for link in self.found:
            heir = heirs.get(LinkStore.ref(link))
            if heir and heir not in taken:
                taken.add(heir)
                link.write({"res_model": heir.model, "res_id": heir.id})

    # -- planning and writing to Odoo --------------------------------------------------------

    def names_of(self, link):
        value = super().names_of(link)
        if is_uncompared(link):
            ours, theirs = self.odoo.get(value.odoo_id), self.google.states[link.google_id]
            return as_agreed(value, ours, theirs, self.policy())
        return value

    def rename_people(self, item):
        return with_each_guest(item, self.records.guests.book.in_google)

    def is_invited(self, ref):
        return self.records.is_invited(ref)

    def _name_guests(self):
        """Name Google's guests as Odoo does, and look their contacts up at once."""
        book = self.records.guests.book
        for google_id, state in self.google.states.items():
            if state.item:
                item = with_each_guest(state.item, book.in_google)
                self.google.states[google_id] = replace(state, item=item)
        items = [state.item for state in self.google.states.values() if state.item]
        book.learn(guest.email for item in items for guest in item.guests)

    def match(self, policy):
        """What is new on one side and known on the other is no second record of the same."""
        self._name_guests()
        awaited = self._take_awaited_back()
        new = self.new_at_google()
        found = Matcher(self.env, self.account, self.records).match(self.google.events, new)
        self.doubtful = found.questions
        pairs = {}
        for match in found.matches:
            if not match.replaces:
                pairs[match.google_id] = match.ref
            elif link := self._own_copy(match.ref):
                self._replace_copy(link, match.google_id)
        known = {*self.odoo, *self.meetings.invitations(pairs.values()), *awaited}
        wanted = {
            google_id: ref
            for google_id, ref in pairs.items()
            if ref in known or not policy.out_of_scope(new[google_id])
        }
        states, _problems = self.records.read(set(wanted.values()) - set(self.odoo))
        self.odoo.update(states)
        self._take_the_lead(found.matches)
        return {google_id: ref for google_id, ref in wanted.items() if ref in self.odoo}

    def _take_the_lead(self, matches):
        """Meetings that came by a colleague's account, and were called by this user: what their own
        calendar says is what is true of them."""
        for match in matches:
            ours, theirs = self.odoo.get(match.ref), self.google.states[match.google_id]
            if (
                ours
                and match.proof is Proof.MEETING
                and (ours.role, theirs.role) == (Role.EXTERNAL, Role.ORGANIZER)
            ):
                self.odoo[match.ref] = replace(ours, item=None, role=Role.ORGANIZER)

    def _take_awaited_back(self):
        """Match anew the copies that were expected of Google and are there: that an event has the
        id of another one proves nothing.

        :return: the refs of their records
        """
        there = {google_id for google_id, state in self.google.states.items() if state.item}
        awaiting = LinkStore.awaiting(self.found).filtered(lambda link: link.google_id in there)
        refs = set(map(LinkStore.ref, awaiting))
        self.found -= awaiting
        awaiting.unlink()
        return refs

    def _own_copy(self, ref):
        """The link to the copy that this account has made of a colleague's meeting."""
        link = self.links.of_odoo([ref])
        return link if link.etag and link.role == Role.INVITED.value else None

    def _replace_copy(self, link, google_id):
        """Link Google's copy of a colleague's meeting; the one made before goes."""
        if link.base:
            state = GoogleState(in_google(load_item(link)), link.etag, Role(link.role))
            self.google.states.setdefault(link.google_id, state)
        etag = self.google.states[google_id].etag
        ical_uid = self.google.events[google_id]["iCalUID"]
        self.found |= link | self.links.replace(link, google_id, etag, ical_uid)
        self.odoo.update(self.records.read({LinkStore.ref(link)})[0])

    def plan(self):
        """Besides, Google shows no more of what is apart than it may."""
        planned = super().plan()
        return replace(planned, decisions=(*planned.decisions, *self._show_less_of_apart()))

    def _show_less_of_apart(self):
        policy = self.policy()
        for series_id, state in self.google.apart.items():
            link = self.links.of_google([series_id])
            if link and state.item:
                own = {*map(series_codec.slot_of_id, self._occurrences_of(series_id))}
                decision = show_less(self.names_of(link), state, policy, own)
                if decision:
                    yield decision

    def _occurrences_of(self, series_id):
        """Google's ids of the occurrences that are, or become, records of their own."""
        reported = (
            google_id
            for google_id in self.google.states
            if self.google.events.get(google_id, {}).get("recurringEventId") == series_id
        )
        return {*self.links.of_occurrences(series_id).mapped("google_id"), *reported}

    def carry_out(self, planned):
        self.google.excluded.update(planned.excluded.values())
        self._report_excluded()
        self._keep_series_apart()
        self._ask_for_copies(planned)
        return super().carry_out(planned)

    def _ask_for_copies(self, planned):
        """Copies that are awaited, and that Google did not mention in this run."""
        found = {decision.link.google_id for decision in planned.decisions}
        self.links.await_copies(
            {
                ref: google_id
                for ref, google_id in self.awaited.items()
                if google_id and google_id not in found
            }
        )

    def request(self, decision, link):
        return self._writer().request(decision, link)

    def _writer(self):
        return GoogleWriter(self.account, self.records.guests.book.aliases)

    def write_odoo(self, decisions):
        writes = [decision.odoo for decision in decisions if decision.odoo]
        if trouble := make_contacts(self.env, self.records.guests, writes):
            text = messages.describe(self.texts, trouble)
            self.log.remark(text, title=self.texts._("New guests"))
        done = super().write_odoo(decisions)
        self._tell_of_strangers(done)
        return done

    def _tell_of_strangers(self, done):
        """Of events with so many that they do not become contacts without a question."""
        for decision, ref in done:
            count = len(self.records.guests.strangers(decision.odoo)) if decision.odoo else 0
            if count > MOST_STRANGERS:
                text = messages.describe(self.texts, ItemError("many_strangers", count=count))
                item, shown = decision.odoo.after, self.records.shown(ref)
                self.log.remark(text, title=item.title, ref=shown)

    def create_requests(self, decisions):
        """Items, each with the organiser's address of a meeting called outside of Odoo."""
        return [(decision.odoo.after, self._organizer(decision)) for decision in decisions]

    def _organizer(self, decision):
        if decision.role is not Role.EXTERNAL:
            return None
        event = self.google.events.get(decision.link.google_id, {})
        return event_codec.metadata(event).organizer_email

    def written(self, done):
        self._compare_what_came_back(done)
        self._ask_about_doubtful()
        touched = [
            ref
            for decision, ref in done
            if ref and decision.agreed and (decision.odoo or decision.google)
        ]
        event_ids = self.records.event_ids(touched)
        if not event_ids:
            return
        overlaps = Overlaps(self.env, self.account)
        for first, second in overlaps.new_pairs(event_ids):
            text = overlaps.text(first, second)
            self.log.remark(
                text, title=first.name, ref=Ref(EVENT, first.id), other=Ref(EVENT, second.id)
            )

    def _ask_about_doubtful(self):
        """Both are there; whether they are the same is for the user to say."""
        overlaps = Overlaps(self.env, self.account)
        for question in self.doubtful:
            link = self.links.of_google([question.google_id])
            event = self._as_user_sees(question.ref)
            if not (link.res_id and link.base and event):
                continue
            link.candidates = [
                {
                    "id": question.ref.id,
                    "model": question.ref.model,
                    "name": event.name or "",
                    "about": overlaps.time_of(event),
                    "is_own": question.is_own,
                }
            ]
            text = messages.describe(self.texts, ItemError("alike", name=event.name or ""))
            link.error = text
            shown = self.records.shown(LinkStore.ref(link))
            self.log.remark(
                text,
                title=link.title,
                ref=shown,
                other=Ref(EVENT, event.id),
                google_id=link.google_id,
            )
        self.doubtful = ()

    def _as_user_sees(self, ref):
        user = self.account.user_id
        event = self.env[EVENT].with_user(user).with_context(lang=user.lang, tz=user.tz)
        return event.browse(ref.id).exists()._filtered_access("read")

    def _compare_what_came_back(self, done):
        """Only the record that is there again tells what Google shows of it."""
        refs = [
            ref
            for decision, ref in done
            if decision.undoes and decision.odoo and not decision.odoo.before
        ]
        self.links.compare_next(refs)

    # -- links -------------------------------------------------------------------------------

    def google_values(self, link, google_id, decision):
        event = self.google.events.get(google_id, {})
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
        return values

    def _link_values(self, decision, ref, goes_out):
        """Besides, what was taken over stays apart until both sides agree; and a series of which
        Odoo has but occurrences stays as it was read, to be read again."""
        values = super()._link_values(decision, ref, goes_out)
        link = self.link_of(decision)
        values.update(self._words_of_question(link, values))
        if decision.agreed is None:
            values["candidates"] = False
        if link.as_singles:
            read = {"base": link.base, "res_model": SERIES, "res_id": False}
            return {**values, **read, "state": "synced"}
        return values if decision.google else {**values, "taken_over": False}

    def _words_of_question(self, link, values):
        """A question stays, whatever becomes of its record."""
        asks = link.candidates and not values.get("error")
        return {"error": link.error} if asks else {}

    def answer_values(self, link, record):
        values = {"ical_uid": record.get("iCalUID") or link.ical_uid, "taken_over": False}
        values.update(self._words_of_question(link, values))
        if self.marks.ref(mark_on(record), link.google_id):
            values["is_signed"] = True
        if link.as_singles:
            values["retry_at"] = fields.Datetime.now() + MOVE_ON
        return values

    def _keep_series_apart(self):
        """Remember the series whose occurrences are for themselves, and that time moves on."""
        for series_id, state in self.google.apart.items():
            link = self.links.of_google([series_id])
            if ref := LinkStore.ref(link):
                # It was one in Odoo, until Google gave it a rule that Odoo cannot hold.
                self.records.remove(ref, Role(link.role))
            values = {
                "as_singles": True,
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
            link = link or self.new_link(series_id)
            link.write(values)

    def _report_excluded(self):
        for reason, count in self.google.excluded.items():
            if text := messages.describe_exclusion(self.texts, reason):
                title = self.texts._("%(count)s in Google", count=count)
                self.log.remark(text, title=title, level="info")
