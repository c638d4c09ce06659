"""The live status of a user's account in the calendar view."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from odoo import fields
from odoo.fields import Domain
from odoo.models import BaseModel

from ..store import switch
from ..store.links import OPEN_PROBLEMS
from . import health, tasks

#: The browser shows for so long that a worker is at it, should it hear no more.
SHOWN_BUSY = timedelta(minutes=2)


def browser_values(accounts: BaseModel) -> dict[BaseModel, dict[str, Any]]:
    """Return the values, as JSON has them, with which a browser shows each account."""
    failed = _count(accounts, "google.sync.link", OPEN_PROBLEMS)
    conflicts = _count(accounts, "google.sync.conflict", Domain("state", "=", "open"))
    overlaps = _count(accounts, "google.sync.overlap", Domain("state", "=", "open"))
    claimed = (accounts.work_id | accounts.contacts_ids.work_id).claimed()
    return {
        account: {
            **_own_values(account, claimed),
            "failed": failed.get(account, 0),
            "conflicts": conflicts.get(account, 0),
            "overlaps": overlaps.get(account, 0),
        }
        for account in accounts
    }


def _count(accounts: BaseModel, model: str, those: Domain) -> dict[BaseModel, int]:
    """How many of these records each account has, if any."""
    own = Domain("account_id", "in", accounts.ids)
    return dict(accounts.env[model]._read_group(own & those, ["account_id"], ["__count"]))


def _own_values(account: BaseModel, claimed: BaseModel) -> dict[str, Any]:
    user = account.user_id
    contacts = account.contacts_ids
    if not user.google_contact_category_id:
        contacts = contacts.browse()
    claims = ((account.work_id | contacts.work_id) & claimed).mapped("claimed_at")
    busy_until = max(claims) + SHOWN_BUSY if claims else False
    return {
        "enabled": user.google_sync_enabled,
        "allowed": switch.is_on(account.env),
        "state": account.state,
        "health": account.health,
        "lateAt": fields.Datetime.to_string(health.late_at(account)),
        "remedy": health.remedy_of(account),
        "mayResume": account.state == "paused" and account.may_resume(user),
        "email": account.google_email,
        "calendar": account.calendar_name,
        "lastSync": fields.Datetime.to_string(account.last_sync),
        "busyUntil": fields.Datetime.to_string(busy_until),
        "message": health.text_of(account.with_context(lang=user.lang)),
        "tasks": tasks.shown(account),
    }
