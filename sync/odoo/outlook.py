"""Odoo's own Outlook Calendar (``microsoft_calendar``), which need not be installed.

It may synchronize the schedule of the same users, with another calendar: what comes from one goes
to the other. A meeting that is in both has the same iCalUID in both.
"""

from __future__ import annotations

from collections.abc import Collection

from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import str2bool

from ..store.refs import EVENT, SERIES, RecordRef, ids_of

_UID = "ms_universal_event_id"


def is_installed(env: Environment) -> bool:
    return _UID in env[EVENT]._fields


def users_of_both(env: Environment) -> BaseModel:
    """Return the users whose schedule both Outlook Calendar and this addon synchronize."""
    paused = env["ir.config_parameter"].sudo().get_param("microsoft_calendar_sync_paused")
    if not is_installed(env) or str2bool(paused or "False"):
        return env["res.users"]
    active = Domain("microsoft_calendar_rtoken", "!=", False)
    active &= Domain("google_sync_enabled", "=", True)
    users = env["res.users"].sudo().search(active)
    return users.filtered(lambda user: not user.microsoft_synchronization_stopped)


def was_called_outside(event: BaseModel) -> bool:
    """Return whether an event came from Outlook and its organizer is outside Odoo."""
    return not event.user_id and is_installed(event.env) and bool(event[_UID])


def uids(user: BaseModel, refs: Collection[RecordRef]) -> dict[RecordRef, str]:
    """Return the iCalUIDs of records in the user's Outlook, by ref.

    Only of those that it has brought for this user: whoever may write an appointment may write its
    iCalUID, which proves nothing then.
    """
    env = user.env(su=True)
    if not is_installed(env):
        return {}
    return {
        RecordRef(model, record.id): record[_UID]
        for model in (EVENT, SERIES)
        for record in _all(env, model).browse(ids_of(refs, model)).exists()
        if record[_UID] and record.create_uid == user
    }


def with_uids(env: Environment, ical_uids: Collection[str]) -> set[RecordRef]:
    """Return the records that have one of these iCalUIDs in Outlook."""
    if not (ical_uids and is_installed(env)):
        return set()
    wanted = Domain(_UID, "in", list(ical_uids))
    return {
        RecordRef(model, one)
        for model in (EVENT, SERIES)
        for one in _all(env, model).search(wanted).ids
    }


def _all(env: Environment, model: str) -> BaseModel:
    return env[model].with_context(active_test=False)
