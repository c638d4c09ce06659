"""Stops long work before it is complete: copying to a side, and an undo."""

from __future__ import annotations

from datetime import datetime

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools.translate import LazyTranslate

from ..odoo.records import last_change
from ..reporting import tasks
from ..reporting.run_log import RunLog
from ..reporting.told import told
from ..store.links import links_of
from ..store.refs import SERIES

_lt = LazyTranslate(__name__)


def stop_copying(account: BaseModel, side: str) -> None:
    """Copy no more to a side. What is there stays, and stays in sync.

    :param side: "google" or "odoo"
    """
    if side == "google" and tasks.is_running(account, tasks.COPY[side]):
        _withdraw(account)
    tasks.end(account, tasks.COPY[side], stopped=True)


def _withdraw(account: BaseModel) -> None:
    """Forget the links of what nobody has sent so far, unless it would go to Google anyway, for it
    is new or was changed since the user is connected."""
    waiting = (
        Domain("collection", "=", account.calendar_id)
        & Domain("state", "=", "pending")
        & Domain("made_in", "=", "odoo")
        & Domain("base", "=", False)
        & Domain("sent", "=", False)
        & Domain("res_id", "!=", False)
    )
    since = account.known_since or fields.Datetime.now()
    links = links_of(account, waiting)
    links.filtered(lambda link: not _changed(link, since)).unlink()


def _changed(link: BaseModel, since: datetime) -> bool:
    record = link.env[link.res_model].browse(link.res_id).exists()
    events = record.calendar_event_ids if link.res_model == SERIES else record
    changed = last_change(events)
    return changed is not None and changed.replace(tzinfo=None) > since


def stop_undoing(claimed: BaseModel) -> None:
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
