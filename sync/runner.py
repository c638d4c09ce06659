"""The runner: takes the accounts that are due through one sync.

Network and database take turns and never mix: Google is asked by a bounded pool of threads that
know no ORM, and while they wait no transaction is open and no row is locked. Each account is
committed by itself, so that the trouble of one is nobody else's.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..google_api import calendar as google_calendar
from ..google_api.errors import AuthorizationLost, GoogleError
from ..google_api.session import Session
from . import services
from .account_run import AccountRun

_logger = logging.getLogger(__name__)

#: Requests to Google that wait at the same time.
THREADS = 10
#: Accounts that one claim takes.
CLAIM = 50
#: An event that both sides change while it is being written is looked at so often in one run.
ROUNDS = 3
#: Tries of one database step whose rows somebody else changed at the same moment.
TRIES = 3


@dataclass
class Job:
    """What the threads need to know of one account: values, and its access to Google."""

    account_id: int
    calendar_id: str
    sync_token: str | None
    session: Session | None
    look_at: tuple[str, ...] = ()


@dataclass
class Fetched:
    """What Google said: its changes, and the events that were asked for by their id."""

    changes: google_calendar.Changes | None = None
    looked_at: dict = field(default_factory=dict)
    error: GoogleError | None = None


class Runner:
    """Synchronises everything that is due.

    :param env: any environment; the runner works with cursors of its own
    """

    def __init__(self, env):
        self.registry = env.registry
        self.progress = env["ir.cron"]

    def run(self):
        """Go on until no account is due, or the scheduled action's time is up."""
        with ThreadPoolExecutor(THREADS, thread_name_prefix="google_sync") as pool:
            while jobs := self._claim():
                self._run_claimed(jobs, pool)
                if self.progress._commit_progress(len(jobs)) <= 0:
                    break

    def _claim(self):
        try:
            return self._claimed_jobs()
        except UserError as error:
            # Nobody's account is to blame, nor is the job: an administrator has to act.
            _logger.warning("Google Sync is not set up: %s", error)
            return []

    def _claimed_jobs(self):
        with self._environment() as env:
            accounts = env["google.sync.account"]._claim(CLAIM)
            if not accounts:
                return []
            client = accounts._client()
            tokens = env["google.sync.token"].load(accounts)
            return [
                Job(
                    account.id,
                    account.calendar_id,
                    None if account.user_id.google_populate_odoo else account.sync_token or None,
                    services.session(client, account.id, tokens[account.id])
                    if account.id in tokens
                    else None,
                    account._due_google_ids(),
                )
                for account in accounts
            ]

    def _run_claimed(self, jobs, pool):
        fetched = list(pool.map(_fetch, jobs))
        runs = {}
        for job, answer in zip(jobs, fetched, strict=True):
            run = AccountRun(job, answer)
            if writes := self._step(run, AccountRun.prepare):
                runs[run] = writes
        for _round in range(ROUNDS):
            if not runs:
                return
            answers = list(pool.map(_send, runs, runs.values()))
            left = {}
            for run, answer in zip(runs, answers, strict=True):
                if writes := self._step(run, AccountRun.settle, answer):
                    left[run] = writes
            runs = left
        for run in runs:
            self._step(run, AccountRun.give_up)

    def _step(self, run, step, *args):
        """One transaction of one account. Whatever goes wrong stays with that account."""
        for _attempt in range(TRIES):
            attempt = copy(run)  # what a transaction that is rolled back has set must not stay
            try:
                with self._environment() as env:
                    sendings = step(attempt, env, *args)
            except OperationalError as error:
                _logger.info("Google sync of account %s was disturbed", run.job.account_id)
                failure = error
                if not isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
                    break
            except Exception as error:
                _logger.exception("Google sync of account %s failed", run.job.account_id)
                failure = error
                break
            else:
                vars(run).update(vars(attempt))
                return sendings
        with self._environment() as env:
            return run.fail(env, failure)

    @contextmanager
    def _environment(self):
        """A transaction of its own with the superuser's rights, committed when it ends well."""
        with self.registry.cursor() as cursor:
            yield api.Environment(cursor, SUPERUSER_ID, {})


def _fetch(job):
    """Ask Google what is new. Runs in a thread: network only; every error is an answer."""
    if job.session is None:
        return Fetched(error=AuthorizationLost("no_tokens"))
    try:
        changes = google_calendar.list_changes(job.session, job.calendar_id, job.sync_token)
        looked_at = (
            google_calendar.get_events(job.session, job.calendar_id, job.look_at)
            if job.look_at
            else {}
        )
        return Fetched(changes, looked_at)
    except GoogleError as error:
        return Fetched(error=error)


def _send(run, writes):
    """Write to Google. Runs in a thread; returns the outcomes, or the error that stopped all."""
    job = run.job
    try:
        return google_calendar.send(job.session, job.calendar_id, [w.request for w in writes])
    except GoogleError as error:
        return error
