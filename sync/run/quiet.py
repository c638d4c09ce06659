"""Ends all runs without news in one transaction.

Most runs of a day are such. They write nothing but the row of their work, and what forbids that is
looked up for all of them at once. A run that has more to do takes its ordinary steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from ..store.links import INACTIVE
from .base import SyncRun
from .job import keep_tokens, lease


def end(env: Environment, answers: Mapping[SyncRun, Any]) -> list[SyncRun]:
    """End those of the runs that have nothing to do.

    :param answers: what Google has told each run, by run; see ``SyncRun.found_nothing``
    :return: the runs that are over now
    """
    return [run for kind in {type(run) for run in answers} for run in _end(env, kind, answers)]


def _end(env: Environment, kind: type[SyncRun], answers: Mapping[SyncRun, Any]) -> list[SyncRun]:
    runs = {run.job.claimed_id: run for run in answers if type(run) is kind}
    claimed = env[kind.claimed_model].browse(runs).exists()
    busy = _with_something_to_do(claimed.synced_account(), kind.record_models)
    tokens = {}
    for one in claimed.filtered(lambda one: one.synced_account() not in busy):
        run = copy(runs[one.id])
        run.fetched = answers[runs[one.id]]
        if _is_undisturbed(one, run):
            keep_tokens(env, run.job.session)
            tokens[one] = run.fetched.changes.next_sync_token
    claimed.browse(one.id for one in tokens).record_success({})
    env["google.sync.work"].store_sync_tokens({one.work_id: token for one, token in tokens.items()})
    return [runs[one.id] for one in tokens]


def _with_something_to_do(accounts: BaseModel, record_models: Iterable[str]) -> BaseModel:
    """The accounts with a record that has changed or failed, or with an alert to be sent."""
    query = SQL(
        """
        SELECT account_id FROM google_sync_change
         WHERE account_id = ANY(%(accounts)s) AND res_model = ANY(%(models)s)
         UNION
        SELECT account_id FROM google_sync_alert WHERE account_id = ANY(%(accounts)s)
         UNION
        SELECT account_id FROM google_sync_link
         WHERE account_id = ANY(%(accounts)s) AND state = 'failed'
         UNION
        SELECT account_id FROM google_sync_link
         WHERE account_id = ANY(%(accounts)s) AND retry_at <= %(now)s
           AND state != ALL(%(inactive)s)
        """,
        accounts=accounts.ids,
        models=list(record_models),
        now=fields.Datetime.now(),
        inactive=list(INACTIVE),
    )
    accounts.env["google.sync.link"].flush_model()
    return accounts.browse(account_id for (account_id,) in accounts.env.execute_query(query))


def _is_undisturbed(claimed: BaseModel, run: SyncRun) -> bool:
    """Whether it is claimed as before, nothing was wrong, and Google tells nothing new of it."""
    work = claimed.work_id
    is_fine = work.finding == "fine" and not (
        work.trouble
        or work.failures
        or work.pending_deletions
        or work.approved_deletions
        or work.undo_deletions
    )
    is_known = all((work[name] or False) == value for name, value in run.learned(claimed).items())
    is_same = is_known and lease(claimed) == run.job.lease
    return is_fine and is_same and not run.precondition(claimed)
