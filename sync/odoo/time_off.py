"""Odoo's Time Off (``hr_holidays``), which need not be installed: which appointments of a user's
Google shows as out of office.

An approved leave has an appointment, and decides about it. Google has out of office for accounts of
a Workspace, and in their first calendar only. Elsewhere it stays an ordinary appointment.
"""

from __future__ import annotations

from typing import Literal

from odoo import fields
from odoo.api import Environment
from odoo.models import BaseModel
from odoo.tools import SQL

from ...engine.events.item import Away
from ..store import outbox
from ..store.refs import EVENT

LEAVE = "hr.leave"

#: The domains of the addresses that Google gives to people outside of Workspaces.
_PERSONAL = frozenset({"gmail.com", "googlemail.com"})


def is_installed(env: Environment) -> bool:
    return LEAVE in env


def is_personal(account: BaseModel) -> bool:
    """Return whether the account is of no Workspace, as far as its address tells."""
    return (account.google_email or "").lower().rpartition("@")[2] in _PERSONAL


def obstacle(account: BaseModel) -> str | None:
    """Why Google does not show the user's time off as out of office, as far as that is known.

    :return: "personal", "calendar", "refused" or ``None``
    """
    is_refused = account.work_id.away_refused == account.calendar_id
    return obstacle_of_kinds(account) or ("refused" if is_refused else None)


def obstacle_of_kinds(account: BaseModel) -> str | None:
    """Return why Google has no events in the account's calendar that say where its user is.

    :return: "personal", "calendar" or ``None``
    """
    if is_personal(account):
        return "personal"
    calendar = account.calendar_id or ""
    if calendar.lower() != (account.google_email or "").lower():
        return "calendar"
    return None


class TimeOff:
    """:param user: whose appointments they are, in an environment of the superuser"""

    def __init__(self, user: BaseModel) -> None:
        self.partner = user.partner_id
        self.declines = self._declines(user)
        self.zone = user.tz or "UTC"

    @staticmethod
    def _declines(user: BaseModel) -> Literal["none", "new", "all"] | None:
        """Return what Google declines meanwhile; ``None`` if it shows no out of office."""
        wanted = user.google_time_off
        if wanted == "no" or not is_installed(user.env):
            return None
        account = user.google_sync_account_ids
        return wanted if account and obstacle(account) is None else None

    def away(self, event: BaseModel) -> Away | None:
        """How Google shows an event as out of office, which is possible with nobody else in it."""
        if self.declines is None or event.res_model != LEAVE or event.recurrence_id:
            return None
        has_others = event.attendee_ids.partner_id - self.partner or event.google_sync_guests
        if has_others or event.google_sync_meet or not event.google_sync_is_kept():
            return None
        return Away(self.declines, self.zone)


def note_refusal(account: BaseModel) -> bool:
    """Google does not take time off as out of office in the account's calendar.

    :return: whether that is news
    """
    is_news = account.work_id.away_refused != account.calendar_id
    account.work_id.away_refused = account.calendar_id
    return is_news


def look_again(account: BaseModel) -> None:
    """Compare in the next run the time off to come that Google has, as what it is shown as has been
    chosen anew; and ask Google once more for what it has refused before."""
    account.work_id.away_refused = False
    account.env[EVENT].flush_model(["res_model_id", "stop"])
    account.env["google.sync.link"].flush_model()
    to_come = SQL(
        """
        SELECT link.res_model, link.res_id
          FROM google_sync_link AS link
          JOIN calendar_event AS event ON event.id = link.res_id
         WHERE link.account_id = %s AND link.collection = %s
           AND link.res_model = %s AND event.res_model = %s AND event.stop >= %s
        """,
        account.id,
        account.calendar_id,
        EVENT,
        LEAVE,
        fields.Datetime.now(),
    )
    outbox.compare_soon(account, to_come)
    account.work_id.sync_soon()
