"""Stops an undo before it is complete."""

from __future__ import annotations

from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ..reporting import tasks
from ..reporting.run_log import RunLog
from ..reporting.told import told

_lt = LazyTranslate(__name__)


def stop(claimed: BaseModel) -> None:
    """Leave as it is what has not been taken back yet, and say so in the log."""
    account = claimed.synced_account()
    lines = claimed.env["google.sync.run.line"].search(
        [
            ("undo", "=", "waiting"),
            ("run_id.account_id", "=", account.id),
            ("run_id.kind", "=", claimed._sync_kind),
        ]
    )
    text = _lt("The undo was stopped before this was taken back.")
    lines.write({"undo": "left", "undo_message": told(account.in_user_lang().env, text)})
    for run in lines.run_id:
        RunLog(claimed.env, account, run.undo_ids.id).close()
    tasks.end(claimed, tasks.UNDO, stopped=True)
