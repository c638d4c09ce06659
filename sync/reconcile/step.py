"""One transaction of a run: carry a plan out in Odoo, and keep what came of it at Google.

What is left to write to Google comes back as :class:`Sending`; the answers are stored by a later
step, in a transaction of its own.
"""

import secrets
from abc import abstractmethod
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any

from odoo import fields
from odoo.tools import split_every

from ...engine.core.link import GoogleState
from ...engine.core.merge import Side
from ...engine.core.plan import (
    Decision,
    link_when_done,
    link_while_sending,
    link_while_waiting,
    with_intent,
)
from ...engine.events.item import ItemError
from ...google_api.transport.errors import HandedBack, RetryLater
from ...google_api.transport.outcomes import Differs, Failed
from ..odoo.writer import Disturbed, write_decisions
from ..reporting import messages
from ..store.links import SYNCED, LinkStore
from .comparison import Comparison

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


class Step(Comparison):
    """What writing, to Odoo and to Google, is for all kinds of records."""

    #: So many writes Google takes in one run.
    most_writes: int

    # -- what each kind of record does in its own way -------------------------------------------

    @abstractmethod
    def create_requests(self, decisions):
        """What ``records.create`` takes, for decisions that make something new in Odoo."""

    @abstractmethod
    def request(self, decision, link):
        """What Google is to receive."""

    @abstractmethod
    def written(self, done):
        """Odoo has been written, and the links are stored.

        :param done: pairs of decision and ref
        """

    @abstractmethod
    def read_again(self, records):
        """Take Google's JSON, by id, of what was changed there while it was being written."""

    @abstractmethod
    def unknown_at_google(self, link):
        """Google does not know what was to be written."""

    def try_again(self, link, decision, error):
        """Google was not able to take it, which is not the record's trouble."""
        if isinstance(error, HandedBack):  # it did not go out, so nobody need ask what came of it
            link.sent = LinkStore.values(decision.link)["sent"]
        LinkStore.postpone(link, error)

    def google_values(self, link, google_id, decision):
        """What a link keeps besides of Google's record, in an old link or a new one."""
        return {}

    def answer_values(self, link, record):
        """What a link keeps of Google's answer to a write."""
        return {}

    # -- carrying a plan out -------------------------------------------------------------------

    def carry_out(self, planned):
        """Write to Odoo and store the links.

        Where Google is still to be written, the link has what Google has now, and what is sent:
        should the process die, the next run knows what has arrived, and sends the rest.

        :return: the writes that Google is to receive
        :rtype: list[Sending]
        """
        self.set_unreadable_aside()
        done, writes = [], []
        for decisions in split_every(PORTION, map(_ready_to_send, planned.decisions)):
            portion = self.write_odoo(decisions)
            links = self._keep_links(portion, self.most_writes - len(writes))
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
        self.set_unreadable_aside()
        sent = [decision for decision in planned.decisions if decision.google]
        done = [(decision, decision.link.odoo_id) for decision in sent]
        links = self._keep_links(done, self.most_writes)
        sendings = []
        for link, decision in zip(links, sent, strict=True):
            try:
                sendings.append(Sending(link.id, decision, self.request(decision, link)))
            except ItemError as error:  # Odoo refuses such a record before it comes to that
                self.quarantine(link, link.title, error)
        return sendings

    def _sendings(self, writes):
        """The first writes of many; the others follow in the next run.

        So do those of which this one does not live to hear.
        """
        self.take_up_again(self.found.browse([link.id for link, _decision in writes]))
        return [
            Sending(link.id, decision, self.request(decision, link))
            for link, decision in writes[: self.most_writes]
        ]

    # -- writing to Odoo ----------------------------------------------------------------------

    def write_odoo(self, decisions):
        """:return: pairs of decision and record, without those that Odoo refused"""
        writing = [decision for decision in decisions if decision.odoo]
        new = [decision for decision in writing if decision.odoo.verb == "create"]
        results = write_decisions(self.env, self.records, writing, self.create_requests(new))
        done = [(decision, decision.link.odoo_id) for decision in decisions if not decision.odoo]
        for decision, result in zip(writing, results, strict=True):
            if isinstance(result, Disturbed):
                self._leave_to_the_next_run(self.link_of(decision))
                continue
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

    def _leave_to_the_next_run(self, link):
        """It stays due, so both sides are looked at again at once."""
        LinkStore.postpone(link, HandedBack("disturbed"))
        self.found -= link

    def _refused_by_odoo(self, decision, error):
        if decision.undoes:
            self.undoing.refused(decision, error)
            return
        link = self.link_of(decision)
        item = decision.odoo.after or decision.odoo.before
        self.quarantine(link or self.new_link(decision.link.google_id), item.title, error)

    def link_of(self, decision):
        """The link that was decided about; empty for a new one."""
        # Odoo reads it with the others, of which none may be in its cache any more.
        return self.found.browse(decision.link.key).with_prefetch(self.found._ids)

    def _compare_again(self, done, links):
        """Odoo, or another module in it, may have made something else of what it was given."""
        decided = {
            ref: decision
            for decision, ref in done
            if decision.odoo and decision.odoo.after and not decision.google
        }
        states, _errors = self.records.read(decided)
        policy = self.policy()
        different = {
            ref for ref, state in states.items() if not _says(state.item, decided[ref], policy)
        }
        written = self.found.browse([link.id for link in links])
        LinkStore.postpone(written.filtered(lambda link: LinkStore.ref(link) in different))

    # -- links -------------------------------------------------------------------------------

    def _keep_links(self, done, room):
        """Store what is known now of each record, in the order of ``done``.

        :param room: how many writes still go out in this run
        """
        going = chain(repeat(True, max(room, 0)), repeat(False))
        return self.links.keep(
            (decision.link.key, self._link_values(decision, ref, decision.google and next(going)))
            for decision, ref in done
        )

    def take_up_again(self, links):
        """Have the next run look at links whose write begins now, should this one die.

        While it lives nobody else has them.
        """
        links.write({"retry_at": fields.Datetime.now()})

    def _link_values(self, decision, ref, goes_out):
        """What a link keeps of a decision, before Google has taken its part of it.

        :param goes_out: whether Google's part is sent in this run
        """
        sending = decision.google is not None
        if not sending:
            link = link_when_done(decision)
        else:
            link = link_while_sending(decision) if goes_out else link_while_waiting(decision)
        item = decision.agreed or decision.link.base
        google_id = link.google_id or self.new_google_id()
        values = {
            "res_model": ref.model if ref else self.res_model,
            "res_id": ref and ref.id,
            "google_id": google_id,
            **LinkStore.values(link),
            **({"state": "pending", "retry_at": False} if sending else SYNCED),
            **self.google_values(decision.link, google_id, decision),
        }
        if item:
            values["title"] = item.title
        if sending and decision.google.verb == "create":
            values["made_in"] = "odoo"
        elif not link.key:
            values["made_in"] = "google"
        return values

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
        LinkStore.postpone(undecided - seen)

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
                self.try_again(link, sending.decision, outcome.error)
            elif isinstance(outcome, Failed):
                self._refused_by_google(link, sending.decision, outcome.error)
            elif isinstance(outcome, Differs):
                self._overtaken(link, sending.decision, outcome.record)
                differing[link.google_id] = outcome.record
            else:
                self._sent(link, sending.decision, outcome.record)
        return differing

    def _refused_by_google(self, link, decision, error):
        if decision.undoes:
            self.undoing.refused(decision, error)
        self.quarantine(link, link.title or "", error)

    def _overtaken(self, link, decision, record):
        """Somebody changed or deleted it while it was sent; it is looked at once more."""
        if decision.undoes:
            self.undoing.overtaken(decision)
        if record is None:
            self.unknown_at_google(link)
        self.found |= link

    def _sent(self, link, decision, record):
        record = record or {}
        ref = LinkStore.ref(link)
        done = link_when_done(decision, record.get("etag"))
        link.write({**LinkStore.values(done), **SYNCED, **self.answer_values(link, record)})
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

    # -- what is told of it -------------------------------------------------------------------

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


def _ready_to_send(decision):
    return with_intent(decision, secrets.token_hex(6)) if decision.google else decision


def _says(item, decision, policy):
    """Whether Odoo's item, as far as it is compared, is what was decided."""
    link = link_when_done(decision)
    return item and policy.seen_of_odoo(item, link, link.role) == link.base


def _still_due(link):
    """Whether nothing could be decided about a link that was to be looked at."""
    return link.retry_at and link.retry_at <= fields.Datetime.now()
