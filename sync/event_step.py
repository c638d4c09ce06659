"""The events of one account, in one transaction: read both sides, plan, write to Odoo, keep links.

What is left to write to Google comes back as :class:`Sending`; the answers are stored by a later
step, in a transaction of its own.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

from odoo import fields

from ..engine.guests import with_each_guest
from ..engine.item import dump, load
from ..engine.link import GoogleState, Role
from ..engine.merge import Side
from ..engine.plan import Decision, link_when_done, link_while_sending, plan
from ..google_api import event_codec
from ..google_api.calendar import Differs, EventWrite, Failed
from ..google_api.errors import RetryLater
from . import messages
from .google_reader import GoogleReader, Reported
from .google_writer import GoogleWriter
from .link_store import SYNCED, LinkStore
from .matcher import Matcher
from .meetings import Meetings
from .odoo_writer import make_contacts, write_decisions
from .overlaps import Overlaps
from .records import EVENT, SERIES
from .run_log import RunLog
from .schedule import Schedule

#: A link whose write to Google is under way is taken up again after this time, should the
#: process have died.
RESUME_AFTER = timedelta(minutes=15)

#: What Google takes of one account at once: nearly a minute's quota, without a pause.
MOST_WRITES = 500

#: How often the window moves on, of a series whose occurrences are for themselves.
MOVE_ON = timedelta(days=1)


@dataclass(frozen=True)
class Sending:
    """A write to Google on its way, with the link and the decision that it completes."""

    link_id: int
    decision: Decision
    request: EventWrite


class EventStep:
    """:param run_id: the run's record, where an earlier step has made it"""

    def __init__(self, env, account, default_reminders, run_id=None):
        self.env = env
        self.account = account
        self.schedule = Schedule(env, account.user_id)
        self.links = LinkStore(env, account)
        self.meetings = Meetings(env, account, self.schedule)
        self.reader = GoogleReader(account, self.links, self.schedule, default_reminders)
        self.log = RunLog(env, account, run_id)
        self.texts = account._in_user_lang().env
        self.found = env["google.sync.link"]  # those of the records that this step looks at
        self.google = Reported()
        self.odoo = {}
        self.problems = []  # of Odoo's records: link, title, error
        self.awaited = {}  # by ref the id that Google's copy of a meeting has

    # -- reading -----------------------------------------------------------------------------

    def read_google(self, events, whole=()):
        """Take what Google reported; an event that is no item is set aside, with the reason.

        :param whole: as for :meth:`GoogleReader.read`
        """
        self.google = self.reader.read(events, whole)
        self.found |= self.links.of_google(self.google.mentioned)

    def read_odoo(self, changed, everything=False):
        """Read the records that may have changed, and those of the links that were found.

        :param changed: refs of records
        """
        refs = set(changed)
        if everything:
            refs |= self.schedule.everything(self.account._populate_window())
        self.found |= self.links.of_odoo(refs)
        self._follow_heirs()
        refs -= self._leave_unseen()
        linked = self._linked_refs()
        refs = self.schedule.resolve(refs | linked, linked)
        self.found |= self.links.of_odoo(refs)
        self.odoo, problems = self.schedule.read(refs | self._linked_refs())
        self._wait_for_copies()
        for ref, error in problems.items():
            link = self.found.filtered(lambda link, ref=ref: LinkStore.ref(link) == ref)
            self.problems.append((link, self.schedule.title(ref), error))

    def _wait_for_copies(self):
        """Set the meetings aside whose copy comes from Google; it is linked once it is there."""
        linked = self._linked_refs()
        unlinked = {ref: state for ref, state in self.odoo.items() if ref not in linked}
        self.awaited = self.meetings.awaited(unlinked)
        for ref in self.awaited:
            del self.odoo[ref]

    def _linked_refs(self):
        return {LinkStore.ref(link) for link in self.found if link.res_id}

    def _follow_heirs(self):
        """Let the links follow what Odoo has made of their records."""
        heirs = self.schedule.heirs(self._linked_refs())
        taken = set(map(LinkStore.ref, self.links.of_odoo(heirs.values())))
        for link in self.found:
            heir = heirs.get(LinkStore.ref(link))
            if heir and heir not in taken:
                taken.add(heir)
                link.write({"res_model": heir.model, "res_id": heir.id})

    def read_due(self):
        """Look again at what was interrupted, or has failed and is to be tried again."""
        self.found |= self.links.due()

    def leave(self, google_ids):
        """Keep away from the links whose events could not be looked at; they stay due."""
        links = self.links.of_google(google_ids)
        LinkStore.postpone(links)
        self.found -= links

    def _leave_unseen(self):
        """Have the events of failing links looked at first: what changed there was not kept.

        So are series of which more must be known.

        :return: the refs of their records
        """
        unseen = self.found.filtered(
            lambda link: link.state == "failed" and link.google_id not in self.google.mentioned
        )
        partial = self.links.of_google(self.google.partial)
        partial.filtered(lambda link: link.state == "pending").state = "synced"
        unseen |= partial
        unseen.write({"retry_at": fields.Datetime.now()})
        self.found -= unseen
        return set(map(LinkStore.ref, unseen))

    # -- planning and writing to Odoo --------------------------------------------------------

    def plan(self):
        """Decide about all that could be read, on both sides."""
        troubled = self._troubled()
        for link in troubled:
            self.odoo.pop(LinkStore.ref(link), None)
            self.google.states.pop(link.google_id, None)
        policy = self.account._policy()
        self._name_guests()
        matches = self._match(policy)
        links = [
            self._with_named_guests(LinkStore.value(link))
            for link in self.found - troubled
            if not link.as_singles
        ]
        return plan(links, self.odoo, self.google.states, policy, matches)

    def _troubled(self):
        """The links of which one side could not be read."""
        unread = {problem.google_id for problem in self.google.problems}
        links = self.found.filtered(lambda link: link.google_id in unread)
        return links.union(*(link for link, _title, _error in self.problems if link))

    def _name_guests(self):
        """Name Google's guests as Odoo does, and look their contacts up at once."""
        book = self.schedule.guests.book
        for google_id, state in self.google.states.items():
            if state.item:
                item = with_each_guest(state.item, book.in_google)
                self.google.states[google_id] = replace(state, item=item)
        items = [state.item for state in self.google.states.values() if state.item]
        book.learn(guest.email for item in items for guest in item.guests)

    def _with_named_guests(self, link):
        base = link.base and with_each_guest(link.base, self.schedule.guests.book.in_google)
        return replace(link, base=base)

    def _match(self, policy):
        """What is new on one side and known on the other is no second record of the same."""
        linked = set(self.found.mapped("google_id"))
        new = {
            google_id: state
            for google_id, state in self.google.states.items()
            if google_id not in linked
        }
        for link, google_id in self.meetings.replaced(self.google.events, new):
            self._replace_copy(link, google_id)
            del new[google_id]
        pairs = Matcher(self.env, self.account, self.schedule).match(self.google.events, new)
        known = {*self.odoo, *self.meetings.invitations(pairs.values())}
        wanted = {
            google_id: ref
            for google_id, ref in pairs.items()
            if ref in known or not policy.out_of_scope(new[google_id])
        }
        states, _problems = self.schedule.read(set(wanted.values()) - set(self.odoo))
        self.odoo.update(states)
        return {google_id: ref for google_id, ref in wanted.items() if ref in self.odoo}

    def _replace_copy(self, link, google_id):
        """Link Google's copy of a colleague's meeting; the one made before goes."""
        if link.base:
            state = GoogleState(load(link.base), link.etag, Role(link.role))
            self.google.states.setdefault(link.google_id, state)
        etag = self.google.states[google_id].etag
        ical_uid = self.google.events[google_id]["iCalUID"]
        self.found |= link | self.links.replace(link, google_id, etag, ical_uid)
        self.odoo.update(self.schedule.read({LinkStore.ref(link)})[0])

    def carry_out(self, planned):
        """Write to Odoo and store the links.

        Where Google is still to be written, the link's base is what Google has now: should the
        process die, the difference to Odoo is what the next run sends.

        :return: the writes that Google is to receive
        :rtype: list[Sending]
        """
        self.google.excluded.update(planned.excluded.values())
        self._report_excluded()
        for problem in self.google.problems:
            self._quarantine(self._link_of(problem), problem.title, problem.error)
        for problem in self.problems:
            self._quarantine(*problem)
        self._keep_series_apart()
        self._ask_for_copies(planned)
        done = self._write_odoo(planned.decisions)
        links = self._store_links(done)
        self._compare_again(done, links)
        self._warn_of_overlaps(done)
        self._let_rest()
        return self._sendings(
            [
                (link, decision)
                for link, (decision, _ref) in zip(links, done, strict=True)
                if decision.google
            ]
        )

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

    def _sendings(self, writes):
        """The first writes of many; the others follow in the next run, within the lease of each."""
        writer = GoogleWriter(self.account, self.schedule.guests.book.aliases)
        for link, _decision in writes[MOST_WRITES:]:
            link.retry_at = fields.Datetime.now()
        return [
            Sending(link.id, decision, writer.request(decision, link))
            for link, decision in writes[:MOST_WRITES]
        ]

    def _write_odoo(self, decisions):
        """:return: pairs of decision and record, without those that Odoo refused"""
        writing = [decision for decision in decisions if decision.odoo]
        writes = [decision.odoo for decision in writing]
        if trouble := make_contacts(self.env, self.schedule.guests, writes):
            text = messages.describe(self.texts, trouble)
            self.log.remark(text, title=self.texts._("New guests"))
        results = write_decisions(self.env, self.schedule, writing, self._organizers(writing))
        done = [(decision, decision.link.odoo_id) for decision in decisions if not decision.odoo]
        for decision, result in zip(writing, results, strict=True):
            if isinstance(result, Exception):
                self._refused_by_odoo(decision, result)
                continue
            done.append((decision, result))
            self.log.wrote(
                Side.ODOO,
                decision.odoo,
                event_id=self.schedule.shown_event(result),
                google_id=decision.link.google_id,
                message=self._remarks(decision),
            )
        return done

    def _organizers(self, decisions):
        """By Google's id, the organiser's address of the meetings called outside of Odoo."""
        return {
            decision.link.google_id: event_codec.metadata(
                self.google.events.get(decision.link.google_id, {})
            ).organizer_email
            for decision in decisions
            if decision.odoo.verb == "create" and decision.role is Role.EXTERNAL
        }

    def _refused_by_odoo(self, decision, error):
        link = self.found.browse(decision.link.key)
        item = decision.odoo.after or decision.odoo.before
        self._quarantine(link or self._new_link(decision.link.google_id), item.title, error)

    # -- links -------------------------------------------------------------------------------

    def _store_links(self, done):
        """Keep what is known now, in the order of ``done``."""
        values = [self._link_values(decision, ref) for decision, ref in done]
        new = [
            value
            for value, (decision, _ref) in zip(values, done, strict=True)
            if not decision.link.key
        ]
        created = iter(self.links.create(new))
        links = []
        for value, (decision, _ref) in zip(values, done, strict=True):
            if decision.link.key:
                link = self.found.browse(decision.link.key)
                _write_changed(link, value)
            else:
                link = next(created)
            links.append(link)
        return links

    def _compare_again(self, done, links):
        """Odoo, or another module in it, may have made something else of what it was given."""
        decided = {
            ref: decision
            for decision, ref in done
            if decision.odoo and decision.agreed and not decision.google
        }
        states, _problems = self.schedule.read(decided)
        policy = self.account._policy()
        different = {
            ref for ref, state in states.items() if not _says(state.item, decided[ref], policy)
        }
        written = self.found.browse([link.id for link in links])
        self.links.postpone(written.filtered(lambda link: LinkStore.ref(link) in different))

    def _let_rest(self):
        """Nothing could be decided about some links that were due; what changes wakes them.

        Those that came due too late for their events to be looked at are next.
        """
        undecided = self.found.filtered(_still_due)
        seen = undecided.filtered(
            lambda link: link.google_id in self.google.events or link.state == "pending"
        )
        seen.write(SYNCED)
        self.links.postpone(undecided - seen)

    def _link_values(self, decision, ref):
        sending = decision.google is not None
        link = link_while_sending(decision) if sending else link_when_done(decision)
        item = decision.agreed or decision.link.base
        google_id = link.google_id or uuid.uuid4().hex
        values = {
            "res_model": ref.model if ref else EVENT,
            "res_id": ref and ref.id,
            "google_id": google_id,
            **LinkStore.values(link),
            **({"state": "pending", "retry_at": _resume_at()} if sending else SYNCED),
        }
        if item:
            values["title"] = item.title
        event = self.google.events.get(google_id, {})
        if "iCalUID" in event:
            values["ical_uid"] = event["iCalUID"]
        elif sending and decision.google.verb == "create":
            # A guest's copy may be there before we hear of ours.
            values["ical_uid"] = event_codec.ical_uid(google_id)
        if "recurringEventId" in event:
            values["series_id"] = event["recurringEventId"]
        return values

    def _link_of(self, problem):
        """The link that keeps what is wrong with a record of Google's, made if there is none."""
        link = self.found.filtered(lambda link: link.google_id == problem.google_id)
        return link or self._new_link(problem.google_id)

    def _new_link(self, google_id):
        return self.links.create([{"google_id": google_id}])

    def _quarantine(self, link, title, error):
        """Set one record aside: it is shown with its reason, tried again later, told once."""
        message = messages.describe(self.texts, error)
        if link and not link.title:
            link.title = title
        if not link or link.error != message:
            ref = LinkStore.ref(link)
            event_id = ref and self.schedule.shown_event(ref)
            self.log.remark(
                message, title=title, level="error", event_id=event_id, google_id=link.google_id
            )
        link._failed(message)

    def _keep_series_apart(self):
        """Remember the series whose occurrences are for themselves, and that time moves on."""
        for series_id, state in self.google.apart.items():
            link = self.links.of_google([series_id])
            if ref := LinkStore.ref(link):
                # It was one in Odoo, until Google gave it a rule that Odoo cannot hold.
                self.schedule.remove(ref, Role(link.role))
            values = {
                "as_singles": True,
                "res_model": SERIES,
                "res_id": False,
                "base": state.item and dump(state.item),
                "etag": state.etag or link.etag,
                **SYNCED,
                "retry_at": state.item and fields.Datetime.now() + MOVE_ON,
            }
            if state.item:
                values["title"] = state.item.title
            link = link or self._new_link(series_id)
            link.write(values)

    def _report_excluded(self):
        for reason, count in self.google.excluded.items():
            if text := messages.describe_exclusion(self.texts, reason):
                title = self.texts._("%(count)s in Google", count=count)
                self.log.remark(text, title=title, level="info")

    def _warn_of_overlaps(self, done):
        touched = [
            ref for decision, ref in done if decision.agreed and (decision.odoo or decision.google)
        ]
        event_ids = self.schedule.event_ids(touched)
        if not event_ids:
            return
        overlaps = Overlaps(self.env, self.account)
        for first, second in overlaps.new_pairs(event_ids):
            text = overlaps.text(first, second)
            self.log.remark(text, title=first.name, event_id=first.id, other_id=second.id)

    def _remarks(self, decision):
        parts = []
        if decision.conflicts:
            parts.append(messages.conflict_text(self.texts, decision.conflicts))
        if decision.undone:
            parts.append(messages.undone_text(self.texts, decision.undone, decision.role))
        if decision.revived:
            parts.append(messages.revived_text(self.texts, decision.revived))
        return " ".join(parts)

    # -- what came of the writes to Google -----------------------------------------------------

    def store(self, sendings, outcomes):
        """Keep what came of the writes.

        :return: the events that differ at Google from what the plan knew, by Google's id;
            ``None`` where Google does not have it at all
        """
        differing = {}
        links = self.found.browse([sending.link_id for sending in sendings])
        for link, sending, outcome in zip(links, sendings, outcomes, strict=True):
            if isinstance(outcome, Failed) and isinstance(outcome.error, RetryLater):
                LinkStore.postpone(link)  # Google's trouble, not the record's
            elif isinstance(outcome, Failed):
                title = link.title or ""
                self._quarantine(link, title, outcome.error)
            elif isinstance(outcome, Differs):
                self.found |= link
                differing[self._still_known(link, outcome.event)] = outcome.event
            else:
                self._sent(link, sending.decision, outcome.event)
        return differing

    def _sent(self, link, decision, event):
        event = event or {}
        ref = LinkStore.ref(link)
        done = link_when_done(decision, event.get("etag"))
        ical_uid = event.get("iCalUID") or link.ical_uid
        link.write({**LinkStore.values(done), "ical_uid": ical_uid, **SYNCED})
        self.log.wrote(
            Side.GOOGLE,
            decision.google,
            event_id=ref and self.schedule.shown_event(ref),
            google_id=link.google_id,
            message="" if decision.odoo else self._remarks(decision),
        )

    def _still_known(self, link, event):
        """The id to go on with: a new one, where Google does not know the link's."""
        if event is None:
            link.write({"google_id": uuid.uuid4().hex, "etag": False, "base": False})
        return link.google_id

    def replan(self, differing):
        """Plan once more what somebody changed in Google while it was being written.

        :param differing: what :meth:`store` returned
        """
        self.read_google([event for event in differing.values() if event])
        for google_id, event in differing.items():
            if event is None:
                self.google.states[google_id] = GoogleState(None)
        self.read_odoo(())
        return self.carry_out(self.plan())

    def postpone(self, sendings):
        """Leave writes that could not be finished to the next run."""
        LinkStore.postpone(self.found.browse([sending.link_id for sending in sendings]))


def _says(item, decision, policy):
    """Whether Odoo's item, as far as it is compared, is what was decided."""
    agreed = decision.agreed
    return item and policy.seen_of_odoo(item, agreed, decision.role) == agreed


def _still_due(link):
    """Whether nothing could be decided about a link that was to be looked at."""
    return link.retry_at and link.retry_at <= fields.Datetime.now()


def _resume_at():
    return fields.Datetime.now() + RESUME_AFTER


def _write_changed(link, values):
    """Write only what differs: Google reports every event back that was just sent to it."""
    changed = {
        name: value for name, value in values.items() if (link[name] or False) != (value or False)
    }
    if changed:
        link.write(changed)
