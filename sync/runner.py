"""The runner: takes the accounts that are due through one sync.

Network and database take turns and never mix: Google is asked by a bounded pool of threads that
know no ORM, and while they wait no transaction is open and no row is locked. Each account is
committed by itself, so that the trouble of one is nobody else's.
"""

import logging
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from copy import copy

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .calendar_run import CalendarRun
from .contact_run import ContactRun
from .preview_run import PreviewRun
from .transactions import watched

_logger = logging.getLogger(__name__)

#: Requests to Google that wait at the same time.
THREADS = 10
#: So many of each kind one claim takes.
CLAIM = 50
#: Tries of one database step whose rows somebody else changed at the same moment.
TRIES = 3
#: What is synchronized, each with runs of its own; and what only looks ahead to them.
KINDS = (CalendarRun, ContactRun, PreviewRun)


class Runner:
    """Synchronises everything that is due.

    :param env: any environment; the runner works with cursors of its own
    """

    def __init__(self, env):
        self.registry = env.registry
        self.progress = env["ir.cron"]

    def run(self):
        """Go on until nothing is due, or the scheduled action's time is up."""
        with ThreadPoolExecutor(THREADS, thread_name_prefix="google_sync") as pool:
            while runs := self._claim():
                self._run_claimed(runs, pool)
                if self.progress._commit_progress(len(runs)) <= 0:
                    self._come_back()
                    break

    def _claim(self):
        return [run for kind in KINDS for run in self._claim_kind(kind)]

    def _claim_kind(self, kind):
        for _attempt in range(TRIES):
            try:
                with self._environment() as env:
                    return kind.claim(env, CLAIM)
            except UserError as error:
                # Nobody's account is to blame, nor is the job: an administrator has to act.
                _logger.warning("Google Sync is not set up: %s", error)
                break
            except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
                _logger.info("Google sync was disturbed while it took accounts")
        return []

    def _come_back(self):
        """Leave what is still due to a further start of the scheduled action."""
        with self._environment() as env:
            if any(env[kind.claimed_model]._count_due() for kind in KINDS):
                env["google.sync.account"]._wake()

    def _run_claimed(self, runs, pool):
        """Each account goes on as soon as Google has answered it: a slow one holds up nobody."""
        asked = {pool.submit(_fetch, run): run for run in runs}
        while asked:
            wait(asked, return_when=FIRST_COMPLETED)
            for answer in [answer for answer in asked if answer.done()]:
                run = asked.pop(answer)
                if sendings := self._step(run, answer.result()):
                    asked[pool.submit(_send, run, sendings)] = run

    def _step(self, run, answer):
        """One transaction of one account. Whatever goes wrong stays with that account.

        :return: the writes that Google is to receive next
        """
        for _attempt in range(TRIES):
            attempt = copy(run)  # what a transaction that is rolled back has set must not stay
            try:
                with self._environment() as env:
                    sendings = attempt.go_on(env, answer)
            except OperationalError as error:
                _logger.info("Google sync of %s was disturbed", run)
                failure = error
                if not isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                    break
            except Exception as error:
                _logger.exception("Google sync of %s failed", run)
                failure = error
                break
            else:
                vars(run).update(vars(attempt))
                return sendings
        return self._fail(run, failure)

    def _fail(self, run, error):
        try:
            with self._environment() as env:
                return run.fail(env, error)
        except Exception:  # the lease ends by itself
            _logger.exception("Google sync of %s could not be ended", run)
            return []

    @contextmanager
    def _environment(self):
        """A transaction of its own with the superuser's rights, committed when it ends well."""
        with self.registry.cursor() as cursor, watched(cursor):
            yield api.Environment(cursor, SUPERUSER_ID, {})


def _fetch(run):
    """Ask Google what is new. In a thread: network only."""
    return run.fetch()


def _send(run, sendings):
    """Write to Google. In a thread: network only."""
    return run.send(sendings)
