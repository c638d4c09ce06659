"""The sync of one claimed record, in steps between which the runner sends requests to Google."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...engine.core.guards import check_deletions
from ...engine.core.merge import Side
from ...engine.core.plan import Plan
from ...google_api.transport.errors import GoogleError, HandedBack, RetryLater
from ...google_api.transport.outcomes import Failed, Outcome
from ...google_api.transport.session import Session
from ..database import bulk
from ..database.error_log import log_error
from ..database.side_connection import ConnectionLost
from ..google.access import sessions
from ..operations import erase
from ..reconcile import revert
from ..reconcile.kinds.kind import Report
from ..reconcile.reconciler import Reconciler
from ..reporting import freshness, messages, record_texts
from ..reporting.alerts import Alerts
from ..reporting.run_log import RunLog
from ..reporting.told import Texts, told
from ..store.refs import CONTACT, RecordRef
from .job import Job, access_of, keep_tokens, lease
from .steps import ToSend, Worker, WritingRun
from .turn import TimeSpent, Turn

_logger = logging.getLogger(__name__)

#: The runner itself tells that its connection is lost.
_TOLD_ELSEWHERE = (GoogleError, UserError, ConnectionLost)

#: A run that collided with another transaction goes on after so many seconds.
A_MOMENT = 2.0
#: The same for a run that has to wait until another one has written everything.
A_WHILE = 10.0
#: A record that both sides change while it is being written is looked at so often in one run.
ROUNDS = 3


@dataclass(frozen=True)
class Abort:
    """Why a guard ends a run before it writes anything.

    :ivar state: the one that the claimed record is in until then
    :ivar message: what the user reads, as of :func:`sync.reporting.told.told`
    :ivar values: what else is kept of it
    """

    state: str
    message: Texts
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Planned:
    """What a run is about to do.

    :ivar reconciler: the :class:`~sync.reconcile.reconciler.Reconciler` that has read both sides
    :ivar changes: the outbox rows that are done with it
    :ivar abort: the guard that forbids it
    """

    reconciler: Reconciler
    changes: BaseModel
    plan: Plan[Any]
    abort: Abort | None

    def take_as_done(self, claimed: BaseModel, news: Any) -> None:
        """All that was read is applied, on Odoo's side at least: none of it is read again.

        :param news: what Google has told
        """
        snapshot = self.reconciler.snapshot
        if news.full:
            snapshot.links.look_again(snapshot.google.mentioned)
        bulk.delete(self.changes)
        values = {"sync_token": news.next_sync_token, "token_of": claimed.token_scope()}
        claimed.work_id.write(values)


class SyncRun(WritingRun, ABC):
    """:param job: the values of what was claimed"""

    #: The models whose records it synchronizes.
    record_models: tuple[str, ...]
    job_type: type[Job]

    def __init__(self, job: Job) -> None:
        self.job = job
        self.fetched: Any = None
        self.sendings: Sequence[Any] = []
        self.rounds = 0
        self.run_id: int | None = None
        self.trouble: Exception | None = None
        self.news_came = False  # of Google's
        #: When the oldest change was made that it takes across.
        self.changed_at: datetime | None = None
        self.spent = TimeSpent()
        #: Tells whether the worker has others to do.
        self.others_wait: Callable[[], bool] = lambda: True
        self.is_complete = True  # or its time was over before all of the plan was applied

    @classmethod
    def claim(cls, env: Environment, worker: Worker, limit: int) -> list[SyncRun]:
        """Take what is due.

        :raise UserError: this Odoo is not set up
        """
        return cls.begin(env[cls.claimed_model].claim(worker.number, limit), worker)

    @classmethod
    def begin(cls, claimed: BaseModel, worker: Worker) -> list[SyncRun]:
        """Runs of these, with their accounts' access to Google.

        :raise UserError: this Odoo is not set up
        """
        if not claimed:
            return []
        revert.take_up(claimed)
        accounts = claimed.synced_account()
        granted = sessions(accounts, connection=worker.connection, deadline=worker.deadline)
        runs = list(map(cls, cls.job_type.of(claimed, granted)))
        for run in runs:
            run.others_wait = worker.others_wait
        return runs

    # -- what threads do: network only ----------------------------------------------------------

    def fetch(self) -> Any:
        """Ask Google what is new; every error is an answer."""
        with self.spent.on("google"):
            answer = self.answer(self.job.ask)
        session = self.job.session
        if isinstance(answer, RetryLater) and isinstance(session, Session) and session.is_over:
            return HandedBack("stopped")  # it was cut off, and nothing is lost of a question
        return answer

    def send(self, sendings: Sequence[ToSend]) -> Any:
        """Write to Google: the outcomes, or the error that stopped all."""
        with self.spent.on("google"):
            requests = [sending.request for sending in sendings]
            return self.answer(lambda: self.send_requests(requests))

    @abstractmethod
    def send_requests(self, requests: Sequence[Any]) -> Sequence[Outcome]:
        """Return the outcomes of the writes, in their order."""

    @abstractmethod
    def count_requests(self, requests: Sequence[Any]) -> int:
        """How often Google is asked by :meth:`send_requests`, as long as it takes everything."""

    def answer(self, question: Callable[[], Any]) -> Any:
        """The answer, or the error: it is this account's trouble alone."""
        try:
            access_of(self.job.session)
            return question()
        except Exception as error:
            if not isinstance(error, _TOLD_ELSEWHERE):  # one of ours goes to the log too
                log_error(_logger, "Google sync of %s failed", self)
            return error

    def found_nothing(self, answer: Any) -> bool:
        """Return whether Google's answer, by itself, leaves this run nothing to do."""
        return not self.fetched and not self.job.look_at and self.job.says_nothing(answer)

    # -- the steps, each in one transaction -----------------------------------------------------

    def go_on(self, env: Environment, answer: Any) -> Sequence[ToSend]:
        """Take what Google has answered: to the question what is new, and then to each sending.

        :return: what Google is to receive next; nothing when the run is over
        """
        claimed = self._claimed(env)
        if not claimed:
            return []
        if lease(claimed) != self.job.lease:  # people have decided otherwise meanwhile
            self.keep(claimed, answer)
            claimed.go_on_at_once()
            return []
        if isinstance(answer, Exception):
            return self.fail(env, answer)
        if self.fetched:
            return self.record_results(env, claimed, answer)
        self.fetched = answer
        return self.prepare(env, claimed)

    def keep(self, claimed: BaseModel, answer: Any) -> None:
        """Keep what Google has done, of a run that may not go on."""

    def prepare(self, env: Environment, claimed: BaseModel) -> Sequence[ToSend]:
        """Plan, check the guards, write to Odoo; what remains is to be sent to Google.

        Links are stored as Google still has it: should the process die now, the difference to
        Odoo is what the next run sends.
        """
        if abort := self.precondition(claimed):
            return _abort(claimed, abort)
        planned = self.plan(env, claimed)
        if planned.abort:
            return _abort(claimed, planned.abort)
        if self.is_in_the_way(env, claimed, planned):
            return self.fail(env, HandedBack("disturbed", after=A_WHILE))
        # What this transaction writes to Odoo came from this account: it needs no echo.
        env["google.sync.change"].set_origin(claimed.synced_account())
        reconciler = planned.reconciler
        states = {} if self.fetched.changes.full else reconciler.snapshot.google.states
        self.changed_at = freshness.oldest_change(planned.changes, planned.plan, states)
        self.news_came = any(decision.odoo for decision in planned.plan.decisions)
        self.note_news(claimed, freshness.changes_in_google(planned.plan, states))
        turn = Turn(self.job.access, self.others_wait)
        with self.spent.on("writing"):
            self.sendings = reconciler.apply(planned.plan, turn.has_time)
        self.is_complete = reconciler.is_complete
        if self.is_complete:
            planned.take_as_done(claimed, self.fetched.changes)
        return self.end_or_send(claimed, reconciler)

    def is_in_the_way(self, env: Environment, claimed: BaseModel, planned: Planned) -> bool:
        """Whether somebody else is about to write to Odoo what the plan would write as well."""
        return False

    def note_news(self, claimed: BaseModel, moments: Sequence[datetime]) -> None:
        """Google had news, which were made at these moments."""

    def plan(self, env: Environment, claimed: BaseModel) -> Planned:
        """Read both sides, decide, and ask the guards. Nobody but this module's own tables sees
        anything of it, so that a preview takes the same way.
        """
        reconciler = self.reconciler(env, claimed)
        changes = env["google.sync.change"].search(
            [
                ("account_id", "=", claimed.synced_account().id),
                ("res_model", "in", self.record_models),
            ]
        )
        changed = {RecordRef(change.res_model, change.res_id) for change in changes}
        with self.spent.on("reading"):
            reconciler.read(self.report(), changed, self.reads_everything(claimed))
        with self.spent.on("planning"):
            plan = reconciler.plan()
        abort = _too_many_deletions(self, claimed, plan, reconciler.links.count)
        return Planned(reconciler, changes, plan, abort)

    @abstractmethod
    def reconciler(self, env: Environment, claimed: BaseModel) -> Reconciler:
        """The :class:`~sync.reconcile.reconciler.Reconciler` of this transaction."""

    @abstractmethod
    def report(self) -> Report:
        """Return what was fetched."""

    @abstractmethod
    def reads_everything(self, claimed: BaseModel) -> bool:
        """Whether all of Odoo's records are compared, and not those alone that have changed."""

    @abstractmethod
    def precondition(self, claimed: BaseModel) -> Abort | None:
        """Return why nothing can be planned at all; ``None`` if it can."""

    def record_results(
        self, env: Environment, claimed: BaseModel, outcomes: Sequence[Outcome]
    ) -> Sequence[ToSend]:
        """Store what came of the writes; what differs at Google by now is planned once more.

        What changes faster than it can be written is left to the next run.
        """
        self.rounds += 1
        if self.rounds == 1:
            self.trouble = _common_trouble(outcomes)
        reconciler = self.reconciler(env, claimed)
        env["google.sync.change"].set_origin(claimed.synced_account())
        with self.spent.on("writing"):
            differing = reconciler.record_results(self.sendings, outcomes)
        self.sendings = reconciler.replan(differing) if differing else []
        if self.rounds == ROUNDS:
            reconciler.postpone(self.sendings)
            self.sendings = []
        return self.end_or_send(claimed, reconciler)

    def fail(self, env: Environment, error: Exception) -> Sequence[ToSend]:
        """The run cannot go on; nothing is lost, since nothing was marked as done."""
        if isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):  # nobody's failure
            error = HandedBack("disturbed", after=A_MOMENT)
        if claimed := self._claimed(env):
            said = claimed.record_failure(error)
            if isinstance(error, HandedBack):
                return []
            run = RunLog(env, claimed, self.run_id).close("failed", said, spent=self.spent)
            Alerts(claimed.synced_account()).tell(run)
        return []

    def tell_how_far(self, env: Environment) -> None:
        """Tell people how far it is. Nothing rests on it."""

    # -- parts of them ----------------------------------------------------------------------------

    def _claimed(self, env: Environment) -> BaseModel:
        """Return what was claimed; an empty record if another worker has it by now."""
        claimed = env[self.claimed_model].browse(self.job.claimed_id).exists()
        if not claimed or lease(claimed)[:2] != self.job.lease[:2]:
            return claimed.browse()
        keep_tokens(env, self.job.session)
        return claimed

    def other_writes(self, env: Environment) -> list[str]:
        """What it writes to Google other than records, in words: a request each."""
        return []

    def end_or_send(self, claimed: BaseModel, reconciler: Reconciler) -> Sequence[ToSend]:
        """Keep the log, and end the run when nothing is left to be sent."""
        self.run_id = reconciler.snapshot.log.write()
        reconciler.undoing.write()
        revert.tell_how_far(claimed)
        if self.sendings:
            return self.sendings
        return self.conclude(claimed) if self.is_complete else _hand_on(self, claimed)

    def conclude(self, claimed: BaseModel) -> Sequence[ToSend]:
        """Both sides agree; the run ends here, unless something is left of another kind.

        :return: what Google is to receive
        """
        self.finish(claimed)
        return []

    def finish(self, claimed: BaseModel) -> None:
        """The run has ended well."""
        account = claimed.synced_account()
        texts = account.in_user_lang().env
        message = self.trouble and told(texts, messages.describe, self.trouble)
        news = claimed.values_after_news() if self.news_came else {}
        values = {"trouble": message or False, **self.learned(claimed), **news}
        claimed.record_success(values)
        log = RunLog(claimed.env, claimed, self.run_id)
        run = self.run_id and log.close(changed_at=self.changed_at, spent=self.spent)
        Alerts(account).tell(run)
        if account.user_id.company_id.google_erased_contacts:
            erase.clean_up(account)

    def learned(self, claimed: BaseModel) -> dict[str, Any]:
        """Return the values that the end of a run stores in the work."""
        return {}

    def __str__(self) -> str:
        return f"{self.claimed_model}({self.job.claimed_id})"


def _hand_on(run: SyncRun, claimed: BaseModel) -> Sequence[ToSend]:
    """Its time is over. The next run reads both sides again, and goes on with what differs."""
    claimed.go_on_at_once()
    if run.run_id:
        RunLog(claimed.env, claimed, run.run_id).close(changed_at=run.changed_at, spent=run.spent)
    return []


def _too_many_deletions(
    run: SyncRun, claimed: BaseModel, plan: Plan[Any], count_links: Callable[[], int]
) -> Abort | None:
    """Return the abort if the plan deletes too much; ``None`` if it does not."""
    allowed = claimed.approved_deletions or {}
    approved = {side: allowed.get(side.value, ()) for side in Side}
    excess = check_deletions(plan, count_links, approved)
    if not excess:
        return None
    texts = claimed.synced_account().in_user_lang().env
    text = told(texts, record_texts.deletions_text, excess, CONTACT in run.record_models)
    deleted = {side.value: sorted(plan.deleted(side)) for side in Side}
    return Abort("approval", text, {"pending_deletions": deleted})


def _abort(claimed: BaseModel, abort: Abort) -> Sequence[ToSend]:
    """End a run before it has written anything; that is logged once."""
    is_new = claimed.finding != abort.state
    claimed.record_stop(abort.state, abort.message, **abort.values)
    if is_new:
        run = RunLog(claimed.env, claimed).close("stopped", abort.message)
        Alerts(claimed.synced_account()).tell(run)
    return []


def _common_trouble(outcomes: Sequence[Outcome]) -> RetryLater | None:
    """The passing trouble that kept Google from taking anything; ``None`` if it took something, or
    was not asked."""
    errors = [outcome.error for outcome in outcomes if isinstance(outcome, Failed)]
    passing = [one for one in errors if isinstance(one, RetryLater)]
    if len(passing) < len(outcomes):
        return None
    return next((one for one in passing if not isinstance(one, HandedBack)), None)
