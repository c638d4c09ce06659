"""The runner: takes the accounts that are due through one sync.

Network and database take turns and never mix: Google is asked by a bounded pool of threads that
know no ORM, and while they wait no transaction is open and no row is locked. Each account is
committed by itself, so that the trouble of one is nobody else's.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from copy import copy
from typing import Any, cast

import psycopg2

from odoo import SUPERUSER_ID, api, fields
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..google_api.transport.errors import HandedBack
from .database import sync_only
from .database.error_log import log_error
from .database.lost import is_lost
from .database.transactions import watched
from .preview.run import PreviewRun
from .reporting import mail_permits
from .run import quiet
from .run.base import SyncRun
from .run.busy import AT_ONCE, BusyRun
from .run.calendar import CalendarRun
from .run.contacts import ContactRun
from .run.steps import Run, ToSend, Worker, WritingRun
from .run.workplaces import WorkplaceRun
from .store import job_queue
from .workers import alarm, standstill
from .workers.presence import LeaseLost, Presence
from .workers.shift import Shift
from .workers.standstill import Leaving, MustLeave

_logger = logging.getLogger(__name__)

#: Requests to Google that wait at the same time, each for a run of its own.
THREADS = 30
#: Runs that are claimed at the same time. A few more than there are threads, so none of these is
#: idle while the next runs are claimed.
MOST_AHEAD = 60
#: For so many or more it is worth looking for others that are due: what a look costs depends little
#: on how many it finds.
WORTH_A_CLAIM = 20
#: How many runs for which nothing is new, or so many seconds of them, are ended together.
QUIET_AT_ONCE, QUIET_FOR = 50, 0.25
#: While runs wait for Google it is looked so often, in seconds, whether others are due.
LOOK_AGAIN = 1.0
#: Tries of one database step whose rows somebody else changed at the same moment.
TRIES = 3
#: What is synchronized, each with runs of its own.
SYNCHRONIZED = (CalendarRun, ContactRun)
#: What is only read, what compares days, and what looks ahead to those.
OTHERS = (BusyRun, WorkplaceRun, PreviewRun)


class Runner:
    """Synchronises everything that is due.

    :param env: any environment; the runner works with cursors of its own
    """

    def __init__(self, env: api.Environment) -> None:
        self.registry = env.registry
        self.progress = env["ir.cron"]
        self.waiting: dict[
            Future[Any], Run
        ] = {}  # runs by the answer of Google's that they wait for
        #: Google's answers by the runs that have nothing to do, and are yet to end.
        self.quiet: dict[SyncRun, Any] = {}
        self.quiet_since = 0.0
        self.at_hand: dict[Run, Any] = {}  # Google's answers by the runs whose step is next
        self.claimed_at: float | None = None
        self.previews_wait = False
        self.done = 0  # of which Odoo has not been told yet
        self.told_at = time.monotonic()

    def run(self) -> None:
        """Go on until nothing is due, or the shift is over."""
        pool = ThreadPoolExecutor(THREADS, thread_name_prefix="google_sync")
        with self._shift() as self.shift:
            try:
                with _told(), self._present():
                    self._work(pool)
            except MustLeave as error:
                standstill.tell(str(error))
                return  # what is still due is for others
            finally:
                # A thread that still waits for Google is not waited for: nobody takes its answer.
                pool.shutdown(wait=False, cancel_futures=True)
            with _told():
                self._come_back()

    def _shift(self) -> Shift:
        return Shift()

    @contextmanager
    def _present(self) -> Iterator[None]:
        """Be known as alive. What is still claimed in the end is free then."""
        self.presence = Presence(self.registry.db_name)
        number, connection = self.presence.number, self.presence.connection
        self.worker = Worker(number, connection, self.shift.deadline, self._others_wait)
        try:
            yield
        finally:
            self.presence.close()

    def _work(self, pool: ThreadPoolExecutor) -> None:
        while True:
            if self.shift.takes_more(bool(self.waiting)) and self._is_worth_a_claim():
                for run in self._claim(MOST_AHEAD - len(self.waiting)):
                    self.waiting[pool.submit(_fetch, run)] = run
            if not self.waiting:
                break
            if self.shift.is_over():
                break
            self._take_answers(pool)
            self._tell_odoo()
        self._end_kept()

    def _is_worth_a_claim(self) -> bool:
        """Whether there is room for many, or nobody has looked for a while: a small account need
        not wait for a large one."""
        now = time.monotonic()
        looked = self.claimed_at is not None and now < self.claimed_at + LOOK_AGAIN
        if looked and self.waiting and MOST_AHEAD - len(self.waiting) < WORTH_A_CLAIM:
            return False
        self.claimed_at = now
        return True

    def _take_answers(self, pool: ThreadPoolExecutor) -> None:
        """Each account goes on as soon as Google has answered it: a slow one holds up nobody."""
        patience = QUIET_FOR if self.quiet else LOOK_AGAIN
        answered, others = wait(self.waiting, patience, return_when=FIRST_COMPLETED)
        if not answered:
            self.presence.check()
        self._tell_how_far(self.waiting[other] for other in others)
        answers = {self.waiting.pop(answer): answer.result() for answer in answered}
        self.at_hand = self._without_quiet(answers)
        while self.at_hand:
            run, answer = self.at_hand.popitem()
            if sendings := self._step(run, answer):
                self.waiting[pool.submit(_send, run, sendings)] = run
            else:
                self.done += 1

    def _tell_how_far(self, runs: Iterable[Run]) -> None:
        """Let people see how far long work is. Where that disturbs, they see it a second later."""
        for run in [one for one in runs if one.has_news()]:
            self.presence.check()
            try:
                with self._environment() as env:
                    cast("SyncRun", run).tell_how_far(env)  # no other has news
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.info("Google sync of %s was disturbed while it told how far it is", run)
            except Leaving:
                raise
            except Exception:  # it is no reason to leave the others alone
                log_error(_logger, "Google sync of %s could not tell how far it is", run)

    def _without_quiet(self, answers: Mapping[Run, Any]) -> dict[Run, Any]:
        """Keep the runs for which nothing is new, and end them once there are many, or they have
        waited for a while.

        :param answers: Google's, by run
        :return: those that take a step of their own, among them what cannot be ended together
        """
        now = time.monotonic()
        quiet = {run: answer for run, answer in answers.items() if run.found_nothing(answer)}
        if not self.quiet:
            self.quiet_since = now
        self.quiet.update(cast("dict[SyncRun, Any]", quiet))  # no others are
        others = {run: answer for run, answer in answers.items() if run not in quiet}
        is_time = len(self.quiet) >= QUIET_AT_ONCE or now >= self.quiet_since + QUIET_FOR
        if not self.quiet or (self.waiting and not is_time):
            return others
        return {**others, **self._end_kept()}

    def _end_kept(self) -> dict[Run, Any]:
        """End the runs that have nothing to do, and wait for no more of them.

        :return: Google's answers by those that could not be ended together
        """
        found, self.quiet = self.quiet, {}
        over = self._end_quiet(found) if found else []
        self.done += len(over)
        return {run: found[run] for run in found if run not in over}

    def _end_quiet(self, found: Mapping[SyncRun, Any]) -> list[SyncRun]:
        """End these runs together.

        :return: the runs that are over; none, if that could not be done
        """
        self.presence.check()
        try:
            with self._environment() as env:
                return quiet.end(env, found)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            _logger.info("Google sync was disturbed while it ended %s runs", len(found))
        except Leaving:
            raise
        except Exception:
            log_error(_logger, "Google sync could not end %s runs together", len(found))
        return []

    def _tell_odoo(self) -> None:
        """Tell Odoo that the action is getting on; it says how long others would like to wait.

        Not after each account, for it costs a commit.
        """
        now = time.monotonic()
        if self.done and (not self.waiting or now >= self.told_at + LOOK_AGAIN):
            self.shift.odoo_leaves(self.progress._commit_progress(self.done))
            self.done, self.told_at = 0, now

    def _claim(self, limit: int) -> list[Run]:
        """Take what is due, as far as there are threads for it, and what people want done first."""
        if limit <= 0:
            return []
        runs = self._in_gate(lambda env: self._take_and_claim(env, limit))
        if limit > len(runs) and self.previews_wait:
            # By itself: a preview looks at what the others have locked, in its own transaction.
            runs += self._in_gate(lambda env: PreviewRun.claim(env, self.worker, limit - len(runs)))
        return runs

    def _take_and_claim(self, env: api.Environment, limit: int) -> list[Run]:
        env["google.sync.request"].take()
        if job_queue.is_chosen(env):
            job_queue.enqueue(env)
            runs: list[Run] = []
        else:
            runs = self._claim_synchronized(env, limit)
        at_it = sum(isinstance(run, BusyRun) for run in self.waiting.values())
        if (room := min(limit - len(runs), AT_ONCE - at_it)) > 0:
            runs += BusyRun.claim(env, self.worker, room)
        if limit > len(runs):
            runs += WorkplaceRun.claim(env, self.worker, limit - len(runs))
        self.previews_wait = env[PreviewRun.claimed_model].is_used()
        return runs

    def _claim_synchronized(self, env: api.Environment, limit: int) -> list[Run]:
        runs: list[Run] = []
        for kind in SYNCHRONIZED:
            if limit > len(runs):
                runs += kind.claim(env, self.worker, limit - len(runs))
        return runs

    def _in_gate(self, claim: Callable[[api.Environment], Sequence[Run]]) -> list[Run]:
        """Do it while no other runner claims.

        :return: the runs that were claimed
        """
        for _attempt in range(TRIES):
            try:
                with self.presence.gate(), self._environment() as env:
                    return [*claim(env)]
            except UserError as error:
                # Nobody's account is to blame, nor is the job: an administrator has to act.
                _logger.warning("Google Sync is not set up: %s", error)
                break
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.info("Google sync was disturbed while it took accounts")
        return []

    def _others_wait(self) -> bool:
        """Whether anybody but the run whose step this is has something to be done, or waits for the
        end of this worker."""
        if self.waiting or self.quiet or self.at_hand or self.shift.is_stopped():
            return True
        with self._environment() as env:
            return self._is_due(env)

    def _is_due(self, env: api.Environment) -> bool:
        """Whether somebody's sync is due, or people have asked for something."""
        if env["google.sync.request"].count_free():
            return True
        kinds: tuple[type[Run], ...] = (*SYNCHRONIZED, *OTHERS)
        if job_queue.is_chosen(env):
            if job_queue.wants_more(env):
                return True
            kinds = OTHERS
        return any(env[kind.claimed_model].any_due() for kind in kinds)

    def _come_back(self) -> None:
        """Leave what is still due to a further start of the scheduled action."""
        with self._environment() as env:
            # In this order: what becomes due in between is seen by the next look.
            now = fields.Datetime.now()
            env["google.sync.hint"].wake_when_due()
            if self._is_due(env) or self.waiting:
                env["ir.cron"].google_sync_wake()
            env.cr.precommit.run()
            alarm.ring_at(env.cr.dbname, env["ir.cron"].google_sync_next_start(now))

    def _step(self, run: Run, answer: Any) -> Sequence[ToSend]:
        """One transaction of one account. Whatever goes wrong stays with that account.

        :return: the writes that Google is to receive next
        :raise LeaseLost: another worker may be at it
        """
        failure: Exception = HandedBack("disturbed")
        for _attempt in range(TRIES):
            self.presence.check()
            attempt = copy(run)  # what a transaction that is rolled back has set must not stay
            try:
                with self._environment() as env:
                    sendings = attempt.go_on(env, answer)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY as error:
                _logger.info("Google sync of %s was disturbed", run)
                failure = error
            except Leaving:
                raise
            except Exception as error:
                log_error(_logger, "Google sync of %s failed", run)
                failure = error
                break
            else:
                vars(run).update(vars(attempt))
                return sendings
        return self._fail(run, failure)

    def _fail(self, run: Run, error: Exception) -> Sequence[ToSend]:
        for _attempt in range(TRIES):
            try:
                with self._environment() as env:
                    return run.fail(env, error)
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.info("Google sync of %s was disturbed while it was ended", run)
            except Leaving:
                raise
            except Exception:
                log_error(_logger, "Google sync of %s could not be ended", run)
                break
        else:
            _logger.error("Google sync of %s could not be ended: it was disturbed each time", run)
        return []  # whoever comes next finds that it was interrupted

    @contextmanager
    def _environment(self) -> Iterator[api.Environment]:
        """A transaction of its own with the superuser's rights, committed when it ends well.

        Odoo mails nobody in it without a permit, and Google is asked nothing.

        :raise LeaseLost: PostgreSQL has ended it
        """
        try:
            with self.registry.cursor() as cursor, watched(cursor):
                mail_permits.watch(cursor)
                sync_only.let_write(cursor)
                yield api.Environment(cursor, SUPERUSER_ID, {})
        except psycopg2.Error as error:
            if is_lost(error):
                raise LeaseLost(type(error).__name__) from error
            raise


@contextmanager
def _told() -> Iterator[None]:
    """A lost connection ends what is within, and the server's log says so."""
    try:
        yield
    except LeaseLost as error:
        _logger.warning("Google sync lost its connection to the database: %s", error)


def _fetch(run: Run) -> Any:
    """Ask Google what is new. In a thread: network only."""
    return run.fetch()


def _send(run: Run, sendings: Sequence[ToSend]) -> Any:
    """Write to Google. In a thread: network only."""
    return cast("WritingRun", run).send(sendings)  # for it has something to send
