"""One transaction of a run, from what Google has said to what Google is to receive.

    read            due links, Google's report, the links of changed records, Odoo
    plan            matches, the engine's plan, what undos overrule, what the kind completes
    apply           to Odoo in portions, each with its links; then what is sent to Google
    record_results  in a later transaction: the answers; replan what somebody has changed meanwhile

The :class:`~sync.reconcile.snapshot.Snapshot` holds what was read, and a
:class:`~sync.reconcile.kinds.kind.Kind` says in what events and contacts differ. Both are parts of
the reconciler; neither knows it. What goes to Google leaves as :class:`Sending`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, repeat
from typing import Any, final

from odoo import fields
from odoo.models import BaseModel
from odoo.tools import split_every

from ...engine.core.item import ItemError
from ...engine.core.link import GoogleState, Spellings
from ...engine.core.next_link import (
    link_when_done,
    link_while_sending,
    link_while_waiting,
    with_intent,
)
from ...engine.core.plan import Decision, Plan, plan
from ...engine.core.policy import Policy
from ...google_api.calendar.client import Event
from ...google_api.transport.errors import HandedBack, RetryLater
from ...google_api.transport.outcomes import Differs, Failed, Outcome, Written
from ..odoo.writer import Disturbed, write_decisions
from ..store.links import SYNCED, dump_link, note_spellings, postpone, ref_of
from ..store.refs import RecordRef
from .journal import Journal
from .kinds.kind import Kind, Report
from .revert import Undoing
from .snapshot import AnySnapshot, Decided, Decisions, Done

#: How many decisions are carried out in Odoo at once: enough to be fast, and few enough that the
#: memory they take does not depend on how many there are.
PORTION = 500
#: A record that Odoo changes takes about as long as so many that it creates together.
CHANGE = 5

#: How long it may take until Google lists a contact that it has made.
LISTED_AFTER = timedelta(minutes=15)

#: After these nobody knows whether Google has done what it was asked.
UNCERTAIN = frozenset({"no_answer", "unreadable"})


#: Tells whether to go on writing.
HasTime = Callable[[], bool]


@dataclass(frozen=True)
class Sending:
    """A write to Google on its way, with the link and the decision that it completes.

    :ivar request: what the kind of record needs to carry it out
    """

    link_id: int
    decision: Decision[Any]
    request: Any


@final
class Reconciler:
    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.snapshot = kind.snapshot
        self.links = kind.snapshot.links
        self.undoing = Undoing(kind.snapshot.account)
        self.is_complete = True
        self.created = self.not_yet_created = 0  # in Odoo
        self.journal = Journal(kind.snapshot, self.undoing)

    # -- read -----------------------------------------------------------------------------------

    def read(
        self, report: Report, changed: Collection[RecordRef], everything: bool = False
    ) -> None:
        """Read both sides, as far as they may have changed.

        :param report: what the run has heard from Google
        :param changed: refs of the records that may have changed in Odoo
        :param everything: whether all of Odoo's records are compared
        """
        self.snapshot.found |= self.links.due()
        self.snapshot.skip(report.unanswered)
        self.kind.read_google(report)
        self._read_odoo(changed, everything)

    def _read_odoo(self, changed: Collection[RecordRef] = (), everything: bool = False) -> None:
        refs = self.kind.resolve(changed, everything)
        self.snapshot.read_odoo(refs | self.snapshot.linked_refs())

    # -- plan -----------------------------------------------------------------------------------

    def plan(self) -> Plan[Any]:
        """Decide about all that could be read, on both sides."""
        snapshot = self.snapshot
        troubled = snapshot.drop_troubled()
        matches = self.kind.match()
        links = [
            self.kind.link_value(link) for link in snapshot.found - troubled if not link.is_exploded
        ]
        states = snapshot.odoo, snapshot.google.states
        planned = plan(links, *states, snapshot.policy, matches, self.kind.rests)
        return self.kind.complete(self.undoing.overrule(planned, self.kind))

    # -- apply ----------------------------------------------------------------------------------

    def apply(self, planned: Plan[Any], has_time: HasTime = lambda: True) -> list[Sending]:
        """Write to Odoo and store the links.

        Where Google is still to be written, the link has what Google has now, and what is sent:
        should the process die, the next run knows what has arrived, and sends the rest.

        :param has_time: asked between portions; where there is no time left, the rest is for the
            next run to plan anew, and ``is_complete`` is false
        :return: the writes that Google is to receive
        """
        self.kind.prepare(planned)
        self._report_unreadable()
        done: list[Decided] = []
        writes: list[tuple[BaseModel, Decision[Any]]] = []
        for decisions in self._portions(planned.decisions, has_time):
            if len(done) + len(decisions) > PORTION:
                _free_memory(self.snapshot)
            portion = self._apply_to_odoo(decisions)
            links = self._keep_links(portion, self.kind.most_writes - len(writes))
            _compare_again(self.snapshot, portion, links)
            self.journal.kept(portion, links)
            done += portion
            writes += [
                (link, decision)
                for link, (decision, _ref) in zip(links, portion, strict=True)
                if decision.google
            ]
        self.kind.written(done)
        self.created = sum(_creates_in_odoo(decision) for decision, _ref in done)
        self.not_yet_created = sum(map(_creates_in_odoo, planned.decisions)) - self.created
        if self.is_complete:
            self.snapshot.let_undecided_rest()
        return self._sendings(writes)

    def preview(self, planned: Plan[Any]) -> list[Sending]:
        """What :meth:`apply` would send, in as many runs as it takes, without a write to Odoo.

        Unreadable records are logged, and links are stored, since the requests rest on them: the
        transaction is to be rolled back.
        """
        self._report_unreadable()
        sent = [decision for decision in planned.decisions if decision.google]
        done = [(decision, decision.link.odoo_id) for decision in sent]
        links = self._keep_links(done, self.kind.most_writes)
        sendings = []
        for link, decision in zip(links, sent, strict=True):
            try:
                sendings.append(Sending(link.id, decision, self.kind.request(decision, link)))
            except ItemError as error:  # Odoo refuses such a record before it comes to that
                self.snapshot.quarantine(link, link.title, error)
        return sendings

    def _portions(self, decisions: Decisions, has_time: HasTime) -> Iterator[Decisions]:
        """What writes comes first, and of that what has failed before comes last: it must not take
        the time of all others, in one run after the other."""
        failed = set(self.snapshot.found.filtered(lambda link: link.state == "failed").ids)
        writing = [decision for decision in decisions if decision.odoo or decision.google]
        writing.sort(key=lambda decision: decision.link.key in failed)
        for number, portion in enumerate(_in_portions(writing)):
            if number and not has_time():
                self.is_complete = False
                return
            yield [with_intent(one, secrets.token_hex(6)) if one.google else one for one in portion]
        yield from split_every(
            PORTION, [decision for decision in decisions if not (decision.odoo or decision.google)]
        )

    def _report_unreadable(self) -> None:
        """Say what cannot be read, and keep it apart."""
        snapshot = self.snapshot
        for problem, link in snapshot.links_of_problems():
            snapshot.quarantine(link, problem.title, problem.error)
        for one in snapshot.unreadable:
            link = one.link or self._link_without_event(one.ref)
            snapshot.quarantine(link, snapshot.records.title(one.ref), one.error)

    def _link_without_event(self, ref: RecordRef) -> BaseModel:
        """A link for a record that is not at Google, to keep what is wrong with it."""
        values = {"res_model": ref.model, "res_id": ref.id}
        return self.links.create([{**values, "google_id": self.kind.new_google_id()}])

    def _apply_to_odoo(self, decisions: Decisions) -> list[Decided]:
        """:return: pairs of decision and record, without those that Odoo refused"""
        writing = [decision for decision in decisions if decision.odoo]
        self.kind.before_writing([decision.to_odoo for decision in writing])
        new = [decision for decision in writing if decision.to_odoo.verb == "create"]
        env, records = self.snapshot.env, self.snapshot.records
        results = write_decisions(env, records, writing, self.kind.create_requests(new))
        done = [(decision, decision.link.odoo_id) for decision in decisions if not decision.odoo]
        for decision, result in zip(writing, results, strict=True):
            if isinstance(result, Disturbed):
                self._postpone_disturbed(decision)
            elif isinstance(result, Exception):
                self._refused_by_odoo(decision, result)
            else:
                done.append((decision, result))
                self.journal.wrote_to_odoo(decision, result)
        return done

    def _postpone_disturbed(self, decision: Decision[Any]) -> None:
        """The link stays due, so the next run looks at both sides at once."""
        link = self.snapshot.link_of(decision)
        postpone(link, HandedBack("disturbed"))
        self.snapshot.found -= link

    def _refused_by_odoo(self, decision: Decision[Any], error: Exception) -> None:
        if decision.reverts:
            self.undoing.refused(decision, error)
            return
        link = self.snapshot.link_of(decision) or self.snapshot.new_link(decision.link.google_id)
        item = decision.to_odoo.item
        self.snapshot.quarantine(link, item.title, error)

    def _keep_links(self, done: Done, room: int) -> list[BaseModel]:
        """Store what is known now of each record, in the order of ``done``.

        :param room: how many writes still go out in this run
        """
        going = chain(repeat(True, max(room, 0)), repeat(False))
        from_google = self.links.made_in_google(
            ref for decision, ref in done if ref and _creates_in_google(decision)
        )
        values = [
            (
                decision.link.key,
                self._link_values(decision, ref, bool(decision.google) and next(going)),
            )
            for decision, ref in done
        ]
        for (decision, ref), (_key, kept) in zip(done, values, strict=True):
            if _creates_in_google(decision):  # or puts back what Google had before
                kept["made_in"] = "google" if ref in from_google else "odoo"
        return self.links.keep(values)

    def _link_values(
        self, decision: Decision[Any], ref: RecordRef | None, goes_out: bool
    ) -> dict[str, Any]:
        """Return the values that a link stores before Google has taken its part of the decision.

        :param goes_out: whether Google's part is sent in this run
        """
        values = {
            "res_model": ref.model if ref else self.snapshot.res_model,
            "res_id": ref and ref.id,
            **_decided_values(decision, goes_out),
            "google_id": decision.link.google_id or self.kind.new_google_id(),
        }
        return self.kind.link_values(decision, values)

    def _sendings(self, writes: Sequence[tuple[BaseModel, Decision[Any]]]) -> list[Sending]:
        """The first writes of many; the others follow in the next run.

        It sends those, too, whose answer this one does not live to hear.
        """
        self._make_due(self.snapshot.found.browse([link.id for link, _decision in writes]))
        return [
            Sending(link.id, decision, self.kind.request(decision, link))
            for link, decision in writes[: self.kind.most_writes]
        ]

    def _make_due(self, links: BaseModel) -> None:
        """Have the next run look at links whose write begins now, should this one die.

        While it lives nobody else has them.
        """
        now = fields.Datetime.now()
        late = self.kind.listed_late(links)
        late.write({"retry_at": now + LISTED_AFTER})
        (links - late).write({"retry_at": now})

    # -- record_results, and replan ---------------------------------------------------------------

    def record_results(
        self, sendings: Sequence[Sending], outcomes: Iterable[Outcome]
    ) -> dict[str, Event | None]:
        """Keep what came of the writes.

        :return: the records that differ at Google from what the plan knew, by Google's id;
            ``None`` where Google does not have it at all
        """
        differing: dict[str, Event | None] = {}
        links = self.snapshot.found.browse([sending.link_id for sending in sendings])
        for link, sending, outcome in zip(links, sendings, outcomes, strict=True):
            if isinstance(outcome, Failed):
                note_spellings(link, self._spellings(outcome))
            if isinstance(outcome, Failed) and isinstance(outcome.error, RetryLater):
                self._try_later(link, sending.decision, outcome.error)
            elif isinstance(outcome, Failed):
                self._refused_by_google(link, sending.decision, outcome.error)
            elif isinstance(outcome, Differs):
                self._overtaken(link, sending.decision, outcome.record)
                differing[link.google_id] = outcome.record
            else:
                self._written_to_google(link, sending, outcome)
        return differing

    def _spellings(self, outcome: Written | Failed) -> Spellings:
        """Return how Google spells what was written for one record."""
        found = chain.from_iterable(map(self.kind.spellings, outcome.exchanges))
        return tuple(dict.fromkeys(found))

    def _try_later(self, link: BaseModel, decision: Decision[Any], error: RetryLater) -> None:
        """Google was not able to take it, which is not the record's trouble."""
        went_out = not isinstance(error, HandedBack)
        if went_out and error.reason in UNCERTAIN and self.kind.listed_late(link):
            self._make_due(link)
            return
        if not went_out:  # so nobody need ask what came of it
            link.sent = dump_link(decision.link)["sent"]
        postpone(link, error)

    def _refused_by_google(
        self, link: BaseModel, decision: Decision[Any], error: Exception
    ) -> None:
        if decision.reverts:
            self.undoing.refused(decision, error)
        elif self.kind.goes_otherwise(decision, error):
            link.sent = dump_link(decision.link)["sent"]  # and the link stays due
            return
        self.snapshot.quarantine(link, link.title or "", error)

    def _overtaken(self, link: BaseModel, decision: Decision[Any], record: Event | None) -> None:
        """Somebody changed or deleted it while it was sent; it is looked at once more."""
        if decision.reverts:
            self.undoing.overtaken(decision)
        if record is None:
            self.kind.missing_at_google(link)
        self.snapshot.found |= link

    def _written_to_google(self, link: BaseModel, sending: Sending, outcome: Written) -> None:
        decision, record = sending.decision, outcome.record or {}
        spellings = self._spellings(outcome)
        done = link_when_done(decision, record.get("etag"), spellings)
        values = self.kind.answer_values(decision, link, record)
        link.write({**dump_link(done), **SYNCED, **values})
        declined = self.kind.declines(sending.request)
        self.journal.wrote_to_google(decision, link, spellings, declined)

    def replan(self, differing: Mapping[str, Event | None]) -> list[Sending]:
        """Plan once more what somebody changed in Google while it was being written.

        :param differing: what :meth:`record_results` returned
        """
        records = {google_id: record for google_id, record in differing.items() if record}
        self.kind.read_google(self.kind.report_of(records))
        gone = (google_id for google_id, record in differing.items() if record is None)
        self.snapshot.google.states.update(dict.fromkeys(gone, GoogleState(None)))
        self._read_odoo()
        return self.apply(self.plan())

    def postpone(self, sendings: Sequence[Sending]) -> None:
        """Leave writes that could not be finished to the next run."""
        postpone(self.snapshot.found.browse([sending.link_id for sending in sendings]))


def _in_portions(writing: Iterable[Decision[Any]]) -> Iterator[Decisions]:
    """Portions of decisions that take about the same time each."""
    portion: list[Decision[Any]] = []
    takes = 0
    for decision in writing:
        effort = CHANGE if decision.odoo and not _creates_in_odoo(decision) else 1
        if portion and takes + effort > PORTION:
            yield portion
            portion, takes = [], 0
        portion.append(decision)
        takes += effort
    if portion:
        yield portion


def _creates_in_odoo(decision: Decision[Any]) -> bool:
    """Whether it makes a record in Odoo."""
    return decision.odoo is not None and decision.odoo.verb == "create"


def _decided_values(decision: Decision[Any], goes_out: bool) -> dict[str, Any]:
    """Return the values of a decision that links of all kinds store."""
    sending = decision.google is not None
    if not sending:
        link = link_when_done(decision)
    else:
        link = link_while_sending(decision) if goes_out else link_while_waiting(decision)
    values = {
        **dump_link(link),
        **({"state": "pending", "retry_at": False} if sending else SYNCED),
    }
    if item := decision.agreed or decision.link.base:
        values["title"] = item.title
    if not link.key:
        values["made_in"] = "google"
    return values


def _compare_again(snapshot: AnySnapshot, portion: Done, links: Iterable[BaseModel]) -> None:
    """Odoo, or another module in it, may have made something else of what it was given."""
    decided = {
        ref: decision
        for decision, ref in portion
        if decision.odoo and decision.odoo.after and not decision.google
    }
    states, _errors = snapshot.records.read(decided)
    different = {
        ref for ref, state in states.items() if not _says(state.item, decided[ref], snapshot.policy)
    }
    if not different:
        return
    written = snapshot.found.browse([link.id for link in links])
    postpone(written.filtered(lambda link: ref_of(link) in different))


def _free_memory(snapshot: AnySnapshot) -> None:
    """Store what portions have left, and forget it.

    What a few decisions have left stays: most of it is needed again before the run ends.
    """
    snapshot.log.write()
    snapshot.env.flush_all()
    snapshot.env.invalidate_all()


def _creates_in_google(decision: Decision[Any]) -> bool:
    """Whether Google is to get a record that it does not have."""
    return decision.google is not None and decision.google.verb == "create"


def _says(item: Any, decision: Decision[Any], policy: Policy[Any]) -> bool:
    """Whether Odoo's item, as far as it is compared, is what was decided."""
    if item == decision.agreed:  # what is equal is seen as equal
        return True
    link = link_when_done(decision)
    return item and policy.seen_of_odoo(item, link, link.role) == link.base
