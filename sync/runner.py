"""The runner: takes the accounts that are due through one sync.

Network and database take turns and never mix: Google is asked by a bounded pool of threads that
know no ORM, and while they wait no transaction is open and no row is locked. Each account is
committed by itself, so that the trouble of one is nobody else's.
"""

import logging
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

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
#: Tries of one database step whose rows somebody else changed at the same moment.
TRIES = 3
#: What users ask for once; unticked by the run that has taken it up, and has done it.
POPULATE = ("google_populate_google", "google_populate_odoo")


@dataclass
class Job:
    """What the threads need to know of one account: values, and its access to Google.

    :ivar lease: what the claim holds; the run is over when the account has another one
    :ivar known_series: Google's ids of the series of which Odoo knows all exceptions
    :ivar synced_at: when the sync token was good; what was made later is told whole
    """

    account_id: int
    lease: datetime
    calendar_id: str
    sync_token: str | None
    session: Session | None
    populate: tuple[str, ...] = ()
    look_at: tuple[str, ...] = ()
    known_series: frozenset[str] = frozenset()
    synced_at: datetime | None = None


@dataclass
class Fetched:
    """What Google said: its changes, and the events that were asked for by their id, with the
    instances of those that are series."""

    changes: google_calendar.Changes
    looked_at: dict
    instances: list


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
                    self._come_back()
                    break

    def _claim(self):
        for _attempt in range(TRIES):
            try:
                return self._claimed_jobs()
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
            accounts = env["google.sync.account"]
            if accounts._count_due():
                accounts._wake()

    def _claimed_jobs(self):
        with self._environment() as env:
            accounts = env["google.sync.account"]._claim(CLAIM)
            if not accounts:
                return []
            client = accounts._client()
            tokens = env["google.sync.token"].load(accounts)
            return [_job(account, client, tokens.get(account.id)) for account in accounts]

    def _run_claimed(self, jobs, pool):
        """Each account goes on as soon as Google has answered it: a slow one holds up nobody."""
        asked = {pool.submit(_fetch, job): AccountRun(job) for job in jobs}
        while asked:
            wait(asked, return_when=FIRST_COMPLETED)
            for answer in [answer for answer in asked if answer.done()]:
                run = asked.pop(answer)
                if writes := self._step(run, answer.result()):
                    asked[pool.submit(_send, run.job, writes)] = run

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
        return self._fail(run, failure)

    def _fail(self, run, error):
        try:
            with self._environment() as env:
                return run.fail(env, error)
        except Exception:  # the lease ends by itself
            _logger.exception("Google sync of account %s could not be ended", run.job.account_id)
            return []

    @contextmanager
    def _environment(self):
        """A transaction of its own with the superuser's rights, committed when it ends well."""
        with self.registry.cursor() as cursor:
            yield api.Environment(cursor, SUPERUSER_ID, {})


def _job(account, client, tokens):
    user = account.user_id
    populate = tuple(name for name in POPULATE if user[name])
    return Job(
        account_id=account.id,
        lease=account.lease_until,
        calendar_id=account.calendar_id,
        sync_token=None if "google_populate_odoo" in populate else account.sync_token or None,
        session=tokens and services.session(client, account.id, tokens),
        populate=populate,
        look_at=account._due_google_ids(),
        known_series=account._known_series_ids(),
        synced_at=account.last_sync and _after(account.last_sync),
    )


def _after(moment):
    """An instant that is not before ``moment``, of which Odoo keeps whole seconds."""
    return moment.replace(tzinfo=timezone.utc) + timedelta(seconds=1)


def _fetch(job):
    """Ask Google what is new. Runs in a thread: network only; every error is an answer."""
    try:
        if job.session is None:
            raise AuthorizationLost("no_tokens")
        session, calendar_id = job.session, job.calendar_id
        changes = google_calendar.list_changes(session, calendar_id, job.sync_token)
        changes = google_calendar.complete_series(
            session, calendar_id, changes, job.known_series, job.synced_at
        )
        looked_at = google_calendar.get_events(session, calendar_id, job.look_at)
        series = [google_id for google_id, event in looked_at.items() if _is_series(event)]
        instances = google_calendar.get_instances(session, calendar_id, series)
        return Fetched(changes, looked_at, instances)
    except Exception as error:
        return _as_answer(job, error)


def _is_series(event):
    return isinstance(event, dict) and "recurrence" in event


def _send(job, writes):
    """Write to Google. Runs in a thread; returns the outcomes, or the error that stopped all."""
    try:
        return google_calendar.send(job.session, job.calendar_id, [w.request for w in writes])
    except Exception as error:
        return _as_answer(job, error)


def _as_answer(job, error):
    """The error, that its account alone may have the trouble; one of ours goes to the log too."""
    if not isinstance(error, GoogleError):
        _logger.error("Google sync of account %s failed", job.account_id, exc_info=error)
    return error
