"""Stops a populate: what has not been copied yet stays where it is."""

from __future__ import annotations

from datetime import datetime

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel

from ..odoo.records import last_change
from ..reporting import tasks
from ..store.links import links_of
from ..store.refs import SERIES


def stop(account: BaseModel, side: str) -> None:
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
