"""The health of an account's sync, in one word: the same on the chip, the pages and the lists.

Green is what can be relied upon: Google lets Odoo in and answers, nothing is stopped, and the last
sync was lately.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from odoo import fields
from odoo.api import Environment
from odoo.fields import Domain
from odoo.models import BaseModel
from odoo.tools import SQL, format_datetime

from ..store import switch
from ..store.links import OPEN_PROBLEMS
from . import clocks

#: In which everything goes on by itself.
WELL = ("fine", "attention", "new")
#: In which nothing is synchronized, neither appointments nor contacts.
STOPPED = ("off", "archived", "disconnected", "paused", "disconnecting", "late")

#: A sync is late when it has been due for so many times the shortest interval, and this time.
LATE_AFTER, GRACE = 3, timedelta(minutes=15)

_READS = (
    "google.sync.account",
    "google.sync.conflict",
    "google.sync.contacts",
    "google.sync.link",
    "google.sync.overlap",
    "google.sync.work",
    "res.users",
)


class HeldUp(NamedTuple):
    """Why nothing of an account, or of its contacts, goes anywhere for the moment.

    :ivar remedy: what helps, among those of :mod:`sync.reporting.reasons`
    """

    text: str
    remedy: str | None = None


def late_at(account: BaseModel) -> datetime | None:
    """Return the moment, in UTC, from which the next sync of an account is late.

    How long Google is left alone differs from account to account, so it counts since when the sync
    is due; an account that nobody may sync before it was authorized, or resumed, is not due before.
    """
    planned = account.next_sync or account.last_sync
    since = (planned, account.authorized_at, account.resumed_at, account.retry_at)
    due = max(filter(None, since), default=None)
    return due and due + _patience(account.env)


def _patience(env: Environment) -> timedelta:
    return timedelta(minutes=LATE_AFTER * env["ir.cron"].google_sync_minutes()) + GRACE


#: Since when the next sync of ``account`` is due, as :func:`late_at` says.
_DUE = SQL(
    """
    GREATEST(COALESCE(work.next_sync, work.last_sync), account.authorized_at,
             account.resumed_at, work.retry_at)
    """
)


def query(env: Environment, states: SQL, states_of_contacts: SQL) -> SQL:
    """A query of ``id`` and ``value``, the health of all accounts.

    :param states: a query of ``id`` and ``value``, the states of accounts
    :param states_of_contacts: the same of contacts
    """
    for model in _READS:
        env[model].flush_model()
    return SQL(
        """
        SELECT account.id,
               CASE WHEN app_user.active IS NOT TRUE
                         AND state.value NOT IN ('disconnected', 'disconnecting') THEN 'archived'
                    WHEN NOT %(allowed)s THEN 'off'
                    WHEN state.value IN ('disconnected', 'disconnecting') THEN state.value
                    WHEN app_user.google_sync_enabled IS NOT TRUE THEN 'off'
                    WHEN state.value != 'connected' THEN state.value
                    WHEN contacts.value != 'connected' THEN contacts.value
                    WHEN work.trouble IS NOT NULL AND NOT state.past
                    THEN CASE WHEN work.calendar_trouble IS NULL THEN 'failing' ELSE 'calendar' END
                    WHEN contacts.trouble IS NOT NULL THEN 'failing'
                    WHEN %(due)s < %(late)s THEN 'late'
                    WHEN work.last_sync IS NULL THEN 'new'
                    WHEN EXISTS (%(problems)s) OR EXISTS (%(conflicts)s) OR EXISTS (%(overlaps)s)
                    THEN 'attention'
                    ELSE 'fine'
               END AS value
          FROM google_sync_account AS account
          JOIN (%(states)s) AS state ON state.id = account.id
          JOIN google_sync_work AS work ON work.id = account.work_id
          JOIN res_users AS app_user ON app_user.id = account.user_id
          LEFT JOIN (SELECT group_of.account_id, group_of.category_id, theirs.value,
                            CASE WHEN NOT theirs.past THEN work.trouble END AS trouble
                       FROM google_sync_contacts AS group_of
                       JOIN google_sync_work AS work ON work.id = group_of.work_id
                       JOIN (%(states_of_contacts)s) AS theirs ON theirs.id = group_of.id
                    ) AS contacts
                 ON contacts.account_id = account.id
                AND contacts.category_id = app_user.google_contact_category_id
        """,
        allowed=switch.is_on(env),
        due=_DUE,
        late=fields.Datetime.now() - _patience(env),
        problems=_of_account(env, "google.sync.link", OPEN_PROBLEMS),
        conflicts=_of_account(env, "google.sync.conflict", Domain("state", "=", "open")),
        overlaps=_of_account(env, "google.sync.overlap", Domain("state", "=", "open")),
        states=states,
        states_of_contacts=states_of_contacts,
    )


def text_of(account: BaseModel) -> str:
    """Return what is wrong with an account, for people; empty if nothing is.

    :param account: with the reader's language
    """
    env, user = account.env, account.user_id
    if account.health == "off":
        if not switch.is_on(env):
            return env._(
                "Google Sync is switched off for the whole company. An administrator can allow it "
                "in Settings → Google Sync."
            )
        return env._("Google Sync is switched off. Tick “Enable Google Sync” on your Google page.")
    if account.health == "late":
        since = account.last_sync or account.authorized_at
        return env._(
            "Nothing has been synchronized since %(moment)s, although a sync is due. Press “Sync "
            "Now”. If that does not help, ask an administrator to check the scheduled actions.",
            moment=format_datetime(env, since, tz=user.tz, dt_format="short"),
        )
    contacts = user.google_contact_category_id and account.contacts_ids
    return account.message or (contacts and contacts.message) or ""


def text_of_archived(env: Environment) -> str:
    """What administrators read of somebody who is archived, and has not been disconnected."""
    return env._(
        "The user is archived, so nothing is synchronized. Odoo keeps the access to Google until "
        "an administrator presses “Disconnect”."
    )


def text_when_connected(account: BaseModel) -> str:
    """The same of an account that has just been connected, also before a worker has looked at it.

    Of contacts is said elsewhere.
    """
    if account.health in STOPPED:
        return text_of(account)
    zone = clocks.zone_of_calendar(account)
    text = zone and clocks.trouble(account, zone)
    return account.message or (account.env._(text) if text else "")


def held_up(
    env: Environment, account: BaseModel, contacts: BaseModel | None = None
) -> HeldUp | None:
    """Return why an account is held up; ``None`` if it is not.

    :param contacts: its ``google.sync.contacts``, for what is said of a contact
    """
    account = account.with_env(env(su=True))
    health = account.health
    if health == "disconnected":
        return HeldUp(env._("You are not connected to Google."), "connect")
    if health in STOPPED or account.state == "reauthorize":  # not that of its contacts alone
        return HeldUp(text_of(account) or f"{_label(account)}.", remedy_of(account))
    part = contacts.with_env(account.env) if contacts else account
    if part.state == "connected" and not part.message:
        return None
    remedy = "authorize" if part.state == "reauthorize" else "page"
    return HeldUp(part.message or f"{_label(account)}.", remedy if health != "failing" else None)


def remedy_of(account: BaseModel) -> str | None:
    """What helps an account that is not well: a code of :mod:`sync.reporting.reasons`, or none."""
    if account.health == "reauthorize" and account.connected_by == "service_account":
        return None  # administrators know
    remedies = {
        "disconnected": "connect",
        "reauthorize": "authorize",
        "failing": None,
        "archived": None,  # it is for administrators
        "off": "page" if switch.is_on(account.env) else None,
    }
    return remedies.get(account.health, "page")


def _label(account: BaseModel) -> str:
    return dict(account._fields["health"]._description_selection(account.env))[account.health]


def _of_account(env: Environment, model: str, those: Domain) -> SQL:
    """A query of such records of the row ``account`` of the query around it."""
    query = env[model].sudo()._search(those)
    query.add_where(SQL("%s = account.id", SQL.identifier(query.table, "account_id")))
    return query.select()
