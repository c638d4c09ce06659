"""The jobs of OCA's ``queue_job``, where it is installed and an administrator has chosen it.

It is no dependency of this addon. A scheduled action makes one job for each account that is due,
and a job claims its account as every worker does (``sync/account_runner.py``): the claim alone
decides who is at work, and the account's own moments decide when. A job is no more than the word
that somebody should look. So a doubled one finds nothing to do, and a lost one is made again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.tools import SQL, str2bool

from . import switch

PARAMETER = "google_sync.job_queue"
#: The method that a job calls, of an account.
METHOD = "_job_sync"
#: The channel below the root one. The server's configuration says how many of its jobs run at once.
CHANNEL = "google_sync"
#: Days for which jobs that are done are kept: an account that is only polled makes many.
KEPT_DAYS = 1
#: How many jobs are made in one transaction.
AT_ONCE = 100
#: The priorities of jobs for which somebody waits, and of those that only ask whether Google has
#: news.
HURRIED, USUAL = 10, 20
#: How long after somebody did something they may still wait for it.
LATELY = timedelta(minutes=5)
#: A job that has not begun after this time waits for a job runner that does not exist.
PATIENCE = timedelta(minutes=10)

_KEY = "google_sync:"  # and the account's id
_WAITING = ("wait_dependencies", "pending", "enqueued")


def is_installed(env: Environment) -> bool:
    """Return whether ``queue_job`` is."""
    return "queue.job" in env


def is_chosen(env: Environment) -> bool:
    """Return whether accounts are synchronized by jobs."""
    if not is_installed(env):
        return False
    return bool(str2bool(env["ir.config_parameter"].sudo().get_param(PARAMETER) or "False"))


def enqueue(env: Environment) -> None:
    """Have a job for each account that is due, as many at once as one transaction may make.

    One that waits for a later moment, after a failure, is brought forward: its account is due now.
    """
    late: dict[int, list[int]] = {HURRIED: [], USUAL: []}
    function = _function(env)
    for account_id, job_id, priority in _wanted(env, AT_ONCE):
        if job_id:
            late[priority].append(job_id)
            continue
        account = env["google.sync.account"].browse(account_id)
        name = env._("Google Sync: %(user)s", user=account.user_id.name)
        account.with_company(account.user_id.company_id).with_delay(
            channel=function.channel,
            description=name,
            identity_key=f"{_KEY}{account_id}",
            max_retries=0,  # what failed too often is known of the account
            priority=priority,
        )._job_sync()
    for priority, ids in late.items():
        env["queue.job"].browse(ids).write({"eta": False, "priority": priority})


def wants_more(env: Environment) -> bool:
    """Return whether :func:`enqueue` would have something to do."""
    return bool(_wanted(env, 1))


def _wanted(env: Environment, limit: int) -> list[tuple[int, int | None, int]]:
    """Accounts that are due and have no waiting job.

    :return: triples of the account's id, the id of its job if that waits for too long, and the
        priority
    """
    if not switch.is_on(env):
        return []
    now = fields.Datetime.now()
    env["queue.job"].flush_model()
    wanted: list[tuple[int, int | None, int]] = env.execute_query(
        SQL(
            """
            WITH due AS (
                SELECT account.id AS account_id, ready.id AS work_id
                  FROM (%(calendars)s) AS ready
                  JOIN google_sync_account AS account ON account.work_id = ready.id
                 UNION ALL
                SELECT contacts.account_id, ready.id
                  FROM (%(contacts)s) AS ready
                  JOIN google_sync_contacts AS contacts ON contacts.work_id = ready.id
            ), account AS (
                SELECT due.account_id, min(work.last_sync) AS last_sync,
                       CASE WHEN bool_or(%(somebody_waits)s) THEN %(hurried)s ELSE %(usual)s
                        END AS priority
                  FROM due JOIN google_sync_work AS work ON work.id = due.work_id
                 GROUP BY due.account_id
            )
            SELECT account.account_id, job.id, account.priority
              FROM account
              LEFT JOIN queue_job AS job ON job.identity_key = %(key)s || account.account_id
                                        AND job.state = ANY(%(waiting)s)
             WHERE job.id IS NULL
                OR (job.state = 'pending'
                    AND (job.eta > %(now)s OR job.priority > account.priority))
             ORDER BY account.priority, account.last_sync NULLS FIRST, account.account_id
             LIMIT %(limit)s
            """,
            calendars=env["google.sync.account"].ready_query(now),
            contacts=env["google.sync.contacts"].ready_query(now),
            somebody_waits=_somebody_waits(env, now),
            hurried=HURRIED,
            usual=USUAL,
            key=_KEY,
            waiting=list(_WAITING),
            now=now,
            limit=limit,
        )
    )
    return wanted


def _somebody_waits(env: Environment, now: datetime) -> SQL:
    """A condition on ``work`` and ``due``: it is not only time to ask Google."""
    return SQL(
        """
        work.last_sync IS NULL OR work.active_at > %(lately)s OR %(hinted)s
        OR EXISTS (SELECT FROM google_sync_change WHERE account_id = due.account_id)
        """,
        lately=now - LATELY,
        hinted=env["google.sync.hint"].waits(SQL("work")),
    )


def later(env: Environment, moment: datetime) -> Any:
    """The error that has a job done again.

    :param moment: when what has failed is due, as the error's class has decided
    """
    from odoo.addons.queue_job.exception import RetryableJobError

    seconds = max(1, ceil((moment - fields.Datetime.now()).total_seconds()))
    told = env._("Something failed. Odoo will retry automatically. The account shows the reason.")
    return RetryableJobError(told, seconds=seconds, ignore_retry=True)


def waiting_since(env: Environment) -> datetime | None:
    """Since when a job waits that should have begun long ago; ``None`` without one."""
    before = fields.Datetime.now() - PATIENCE
    stuck = [
        ("identity_key", "=like", f"{_KEY}%"),
        ("state", "in", _WAITING),
        ("date_created", "<", before),
        "|",
        ("eta", "=", False),
        ("eta", "<", before),
    ]
    return env["queue.job"].sudo().search(stuck, order="date_created", limit=1).date_created or None


def forget(env: Environment) -> None:
    """The addon goes: nobody could do its jobs."""
    if not is_installed(env):
        return
    env["queue.job"].search([("identity_key", "=like", f"{_KEY}%")]).unlink()
    function = env["queue.job.function"].search([("name", "=", _function_name(env))])
    channel = function.channel_id.filtered(lambda one: one.name == CHANNEL)
    function.unlink()
    channel.unlink()


def _function(env: Environment) -> Any:
    """What ``queue_job`` knows of our method; administrators may change it."""
    functions = env["queue.job.function"]
    known = functions.job_config(_function_name(env))
    if known.job_function_id:
        return known
    channels = env["queue.job.channel"]
    root = env.ref("queue_job.channel_root")
    ours = [("name", "=", CHANNEL), ("parent_id", "=", root.id)]
    channel = channels.search(ours) or channels.create(
        {"name": CHANNEL, "parent_id": root.id, "removal_interval": KEPT_DAYS}
    )
    functions.create({"name": _function_name(env), "channel_id": channel.id})
    return functions.job_config(_function_name(env))


def _function_name(env: Environment) -> str:
    return str(env["queue.job.function"].job_function_name("google.sync.account", METHOD))
