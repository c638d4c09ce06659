"""One transaction of a run: read both sides, plan, write to Odoo, keep links.

What is left to write to Google comes back as :class:`Sending`; the answers are stored by a later
step, in a transaction of its own.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from odoo import fields
from odoo.tools import split_every

from ..engine.item import ItemError
from ..engine.link import GoogleState
from ..engine.merge import Side
from ..engine.plan import Decision, link_when_done, link_while_sending, plan
from ..google_api.errors import RetryLater
from ..google_api.outcomes import Differs, Failed
from . import messages
from .link_store import SYNCED, LinkStore
from .odoo_writer import write_decisions
from .run_log import RunLog
from .undo import Undoing

#: A link whose write to Google is under way is taken up again after this time, should the
#: process have died.
RESUME_AFTER = timedelta(minutes=15)

#: So many decisions are carried out in Odoo at once: enough to be fast, and few enough that the
#: memory they take does not depend on how many there are.
PORTION = 500


@dataclass(frozen=True)
class Sending:
    """A write to Google on its way, with the link and the decision that it completes.

    :ivar request: what the kind of record needs to carry it out
    """

    link_id: int
    decision: Decision
    request: Any


class Step(ABC):
    """What is the same for all kinds of records.

    :param claimed: the record that the run has claimed
    :param records: the user's records in Odoo: a :class:`~.schedule.Schedule`, or
        :class:`~.contact_book.ContactBook`
    :param google: what Google has reported so far
    :param run_id: the run's record, where an earlier step has made it
    """

    #: So many writes Google takes in one run.
    most_writes: int
    #: The model of a record that is not known yet.
    res_model: str

    def __init__(self, env, claimed, records, google, run_id=None):
        self.env = env
        self.claimed = claimed
        self.account = claimed._sync_account()
        self.records = records
        self.google = google
        self.links = LinkStore(env, claimed, self.res_model)
        self.log = RunLog(env, claimed, run_id)
        self.texts = self.account._in_user_lang().env
        self.undoing = Undoing(self.account)
        self.found = env["google.sync.link"]  # those of the records that this step looks at
        self.odoo = {}
        self.problems = []  # of Odoo's records: ref, link, error

    # -- what each kind of record does in its own way -------------------------------------------

    @abstractmethod
    def policy(self):
        """The user's :class:`~engine.policy.Policy`."""

    @abstractmethod
    def read_odoo(self, changed):
        """Read the records that may have changed, and those of the links that were found.

        :param changed: refs of records
        """

    @abstractmethod
    def read_again(self, records):
        """Take Google's JSON, by id, of what was changed there while it was being written."""

    @abstractmethod
    def new_google_id(self):
        """The id of a link whose record is yet to be made at Google."""

    @abstractmethod
    def unknown_at_google(self, link):
        """Google does not know what was to be written."""

    @abstractmethod
    def match(self, policy):
        """Odoo's refs by Google's ids, of what has no link and is the same on both sides."""

    @abstractmethod
    def request(self, decision, link):
        """What Google is to receive."""

    @abstractmethod
    def create_requests(self, decisions):
        """What ``records.create`` takes, for decisions that make something new in Odoo."""

    def names_of(self, link):
        """The engine's value of a link."""
        value = LinkStore.value(link)
        return replace(value, base=value.base and self.rename_people(value.base))

    def rename_people(self, item):
        """The item, with people called as this Odoo calls them."""
        return item

    def is_invited(self, ref):
        """Whether a colleague's meeting takes place, with the user among its guests."""
        return True

    def google_values(self, link, google_id, decision):
        """What a link keeps besides of Google's record, in an old link or a new one."""
        return {}

    def answer_values(self, link, record):
        """What a link keeps of Google's answer to a write."""
        return {}

    # -- reading -----------------------------------------------------------------------------

    def read_due(self):
        """Look again at what was interrupted, or has failed and is to be tried again."""
        self.found |= self.links.due()

    def leave(self, google_ids):
        """Keep away from the links whose records could not be looked at; they stay due."""
        links = self.links.of_google(google_ids)
        LinkStore.postpone(links)
        self.found -= links

    def leave_unseen(self, links):
        """Have Google's records of these links looked at first.

        :return: the refs of their records
        """
        links.write({"retry_at": fields.Datetime.now()})
        self.found -= links
        return set(map(LinkStore.ref, links))

    def unseen(self):
        """The failing links: what changed at Google meanwhile was not kept."""
        return self.found.filtered(
            lambda link: link.state == "failed" and link.google_id not in self.google.mentioned
        )

    def leave_resting(self):
        """Keep away from the links that rest.

        :return: the refs of their records
        """
        resting = LinkStore.resting(self.found)
        self.found -= resting
        return set(map(LinkStore.ref, resting))

    def take_odoo(self, refs):
        """Read the records, and set those aside that are no item."""
        self.odoo, problems = self.records.read(refs)
        for ref, error in problems.items():
            link = self.found.filtered(lambda link, ref=ref: LinkStore.ref(link) == ref)
            self.problems.append((ref, link, error))

    def linked_refs(self):
        return {LinkStore.ref(link) for link in self.found if link.res_id}

    # -- planning and writing to Odoo --------------------------------------------------------

    def plan(self):
        """Decide about all that could be read, on both sides."""
        troubled = self._troubled()
        for link in troubled:
            self.odoo.pop(LinkStore.ref(link), None)
            self.google.states.pop(link.google_id, None)
        policy = self.policy()
        matches = self.match(policy)
        links = [self.names_of(link) for link in self.found - troubled if not link.as_singles]
        planned = plan(links, self.odoo, self.google.states, policy, matches)
        return self.undoing.overrule(planned, self, policy)

    def _troubled(self):
        """The links of which one side could not be read."""
        unread = {problem.google_id for problem in self.google.problems}
        links = self.found.filtered(lambda link: link.google_id in unread)
        return links.union(*(link for _ref, link, _error in self.problems if link))

    def trouble_of(self, link):
        """Why a link's record could not be read, on either side; ``None`` if it could."""
        at_google = (one.error for one in self.google.problems if one.google_id == link.google_id)
        in_odoo = (error for _ref, troubled, error in self.problems if troubled == link)
        return next(iter((*at_google, *in_odoo)), None)

    def new_at_google(self):
        """The states of what no link has."""
        linked = set(self.found.mapped("google_id"))
        return {
            google_id: state
            for google_id, state in self.google.states.items()
            if google_id not in linked
        }

    def carry_out(self, planned):
        """Write to Odoo and store the links.

        Where Google is still to be written, the link's base is what Google has now: should the
        process die, the difference to Odoo is what the next run sends.

        :return: the writes that Google is to receive
        :rtype: list[Sending]
        """
        self._set_aside()
        done, writes = [], []
        for decisions in split_every(PORTION, planned.decisions):
            portion = self.write_odoo(decisions)
            links = self._store_links(portion)
            self._compare_again(portion, links)
            self._note_undone(portion)
            self._note_conflicts(portion, links)
            done += portion
            writes += [
                (link, decision)
                for link, (decision, _ref) in zip(links, portion, strict=True)
                if decision.google
            ]
            self._free_memory()
        self.written(done)
        self._let_rest()
        return self._sendings(writes)

    def _free_memory(self):
        """Store what a portion has left, and forget it."""
        self.log.write()
        self.env.flush_all()
        self.env.invalidate_all()

    def rehearse(self, planned):
        """What :meth:`carry_out` would send, in as many runs as it takes, without a write to Odoo.

        What cannot be read is logged, and links are stored, since the requests rest on them: the
        transaction is to be rolled back.

        :rtype: list[Sending]
        """
        self._set_aside()
        sent = [decision for decision in planned.decisions if decision.google]
        links = self._store_links([(decision, decision.link.odoo_id) for decision in sent])
        sendings = []
        for link, decision in zip(links, sent, strict=True):
            try:
                sendings.append(Sending(link.id, decision, self.request(decision, link)))
            except ItemError as error:  # Odoo refuses such a record before it comes to that
                self.quarantine(link, link.title, error)
        return sendings

    @abstractmethod
    def written(self, done):
        """Odoo has been written, and the links are stored.

        :param done: pairs of decision and ref
        """

    def _set_aside(self):
        """Report what cannot be read, and keep it apart."""
        for problem in self.google.problems:
            self.quarantine(self._link_of(problem), problem.title, problem.error)
        for ref, link, error in self.problems:
            self.quarantine(link or self._link_of_new(ref), self.records.title(ref), error)

    def _sendings(self, writes):
        """The first writes of many; the others follow in the next run, within the lease of each."""
        for link, _decision in writes[self.most_writes :]:
            link.retry_at = fields.Datetime.now()
        return [
            Sending(link.id, decision, self.request(decision, link))
            for link, decision in writes[: self.most_writes]
        ]

    def write_odoo(self, decisions):
        """:return: pairs of decision and record, without those that Odoo refused"""
        writing = [decision for decision in decisions if decision.odoo]
        new = [decision for decision in writing if decision.odoo.verb == "create"]
        results = write_decisions(self.env, self.records, writing, self.create_requests(new))
        done = [(decision, decision.link.odoo_id) for decision in decisions if not decision.odoo]
        for decision, result in zip(writing, results, strict=True):
            if isinstance(result, Exception):
                self._refused_by_odoo(decision, result)
                continue
            done.append((decision, result))
            self._log_of(decision).wrote(
                Side.ODOO,
                decision.odoo,
                ref=self.records.shown(result),
                google_id=decision.link.google_id,
                message=self.remarks(decision),
            )
        return done

    def _log_of(self, decision):
        """The log of the run, or that of the undo for which something is done."""
        return self.undoing.log_of(decision) if decision.undoes else self.log

    def _note_undone(self, done):
        for decision, _ref in done:
            if decision.undoes and not decision.google:
                self.undoing.done(decision)

    def _note_conflicts(self, done, links):
        """Those of writes to Odoo; where Google is all that is written, it has to take it first."""
        for (decision, _ref), link in zip(done, links, strict=True):
            if decision.odoo:
                self.log.conflicts(link, decision.conflicts)

    def _refused_by_odoo(self, decision, error):
        if decision.undoes:
            self.undoing.refused(decision, error)
            return
        link = self.found.browse(decision.link.key)
        item = decision.odoo.after or decision.odoo.before
        self.quarantine(link or self.new_link(decision.link.google_id), item.title, error)

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
            if decision.odoo and decision.odoo.after and not decision.google
        }
        states, _problems = self.records.read(decided)
        policy = self.policy()
        different = {
            ref for ref, state in states.items() if not _says(state.item, decided[ref], policy)
        }
        written = self.found.browse([link.id for link in links])
        self.links.postpone(written.filtered(lambda link: LinkStore.ref(link) in different))

    def _let_rest(self):
        """Nothing could be decided about some links that were due; what changes wakes them.

        Those that came due too late for their records to be looked at are next.
        """
        undecided = self.found.filtered(_still_due)
        mentioned = self.google.mentioned
        seen = undecided.filtered(
            lambda link: link.google_id in mentioned or link.state == "pending"
        )
        seen.write(SYNCED)
        self.links.postpone(undecided - seen)

    def _link_values(self, decision, ref):
        sending = decision.google is not None
        link = link_while_sending(decision) if sending else link_when_done(decision)
        item = decision.agreed or decision.link.base
        google_id = link.google_id or self.new_google_id()
        values = {
            "res_model": ref.model if ref else self.res_model,
            "res_id": ref and ref.id,
            "google_id": google_id,
            **LinkStore.values(link),
            **({"state": "pending", "retry_at": resume_at()} if sending else SYNCED),
            **self.google_values(decision.link, google_id, decision),
        }
        if item:
            values["title"] = item.title
        if sending and decision.google.verb == "create":
            values["made_in"] = "odoo"
        elif not link.key:
            values["made_in"] = "google"
        return values

    def _link_of(self, problem):
        """The link that keeps what is wrong with a record of Google's, made if there is none."""
        link = self.found.filtered(lambda link: link.google_id == problem.google_id)
        return link or self.new_link(problem.google_id)

    def _link_of_new(self, ref):
        """A link for a record that is not at Google, to keep what is wrong with it."""
        google_id = self.new_google_id()
        return self.links.create(
            [{"google_id": google_id, "res_model": ref.model, "res_id": ref.id}]
        )

    def new_link(self, google_id):
        return self.links.create([{"google_id": google_id}])

    def quarantine(self, link, title, error):
        """Set one record aside: it is shown with its reason, tried again later, told once."""
        message = messages.describe(self.texts, error)
        if link and not link.title:
            link.title = title
        if not link or link.error != message:
            ref = LinkStore.ref(link)
            self.log.remark(
                message,
                title=title,
                level="error",
                ref=ref and self.records.shown(ref),
                google_id=link.google_id,
            )
        link._failed(message)

    def remarks(self, decision):
        """What the user should know of a decision: what lost, and what came back."""
        if decision.undoes:
            return self.undoing.remarks(decision)
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

        :return: the records that differ at Google from what the plan knew, by Google's id;
            ``None`` where Google does not have it at all
        """
        differing = {}
        links = self.found.browse([sending.link_id for sending in sendings])
        for link, sending, outcome in zip(links, sendings, outcomes, strict=True):
            if isinstance(outcome, Failed) and isinstance(outcome.error, RetryLater):
                self.try_again(link, outcome.error)
            elif isinstance(outcome, Failed):
                self._refused_by_google(link, sending.decision, outcome.error)
            elif isinstance(outcome, Differs):
                if sending.decision.undoes:
                    self.undoing.overtaken(sending.decision)
                self.found |= link
                differing[self._still_known(link, outcome.record)] = outcome.record
            else:
                self._sent(link, sending.decision, outcome.record)
        return differing

    def _refused_by_google(self, link, decision, error):
        if decision.undoes:
            self.undoing.refused(decision, error)
        self.quarantine(link, link.title or "", error)

    def try_again(self, link, error):
        """Google was not able to take it, which is not the record's trouble."""
        LinkStore.postpone(link)

    def _sent(self, link, decision, record):
        record = record or {}
        ref = LinkStore.ref(link)
        done = link_when_done(decision, record.get("etag"))
        link.write({**LinkStore.values(done), **self.answer_values(link, record), **SYNCED})
        self._log_of(decision).wrote(
            Side.GOOGLE,
            decision.google,
            ref=ref and self.records.shown(ref),
            google_id=link.google_id,
            message="" if decision.odoo else self.remarks(decision),
        )
        if not decision.odoo:
            self.log.conflicts(link, decision.conflicts)
        if decision.undoes:
            self.undoing.done(decision)

    def _still_known(self, link, record):
        """The id to go on with."""
        if record is None:
            self.unknown_at_google(link)
        return link.google_id

    def replan(self, differing):
        """Plan once more what somebody changed in Google while it was being written.

        :param differing: what :meth:`store` returned
        """
        self.read_again({one: record for one, record in differing.items() if record})
        for google_id, record in differing.items():
            if record is None:
                self.google.states[google_id] = GoogleState(None)
        self.read_odoo(())
        return self.carry_out(self.plan())

    def postpone(self, sendings):
        """Leave writes that could not be finished to the next run."""
        LinkStore.postpone(self.found.browse([sending.link_id for sending in sendings]))


def _says(item, decision, policy):
    """Whether Odoo's item, as far as it is compared, is what was decided."""
    link = link_when_done(decision)
    return item and policy.seen_of_odoo(item, link, link.role) == link.base


def _still_due(link):
    """Whether nothing could be decided about a link that was to be looked at."""
    return link.retry_at and link.retry_at <= fields.Datetime.now()


def resume_at():
    return fields.Datetime.now() + RESUME_AFTER


def _write_changed(link, values):
    """Write only what differs: Google reports every record back that was just sent to it."""
    changed = {
        name: value for name, value in values.items() if (link[name] or False) != (value or False)
    }
    if changed:
        link.write(changed)
