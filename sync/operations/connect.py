"""Attaches a Google account to a user, and chooses the calendar that is synchronized."""

from __future__ import annotations

from datetime import datetime

from odoo import fields
from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel

from ...google_api.calendar.client import CalendarEntry
from ...google_api.transport.id_tokens import Identity
from ...google_api.transport.oauth import Tokens
from . import migrate_google_calendar
from .disconnect import decision_when_connected, give_up_consent


def connect(
    account: BaseModel,
    tokens: Tokens,
    identity: Identity,
    calendar: CalendarEntry,
    connected_by: str = "consent",
) -> None:
    """Attach the Google account that the user, or an administrator, has just authorised.

    Google is asked nothing here: whatever Odoo repeats of it is the same again.

    :param calendar: the primary one
    :raise UserError: another user has that Google account already
    """
    account.ensure_one()
    _check_nobody_elses_account(account, identity)
    other_account = account.google_subject != identity.subject
    if other_account or account.connected_by != connected_by:
        give_up_consent(account)
    ends_at = tokens.refresh_expiry
    account.env["google.sync.grant"].give(account, tokens)
    account.write(
        {
            "decision": decision_when_connected(account, identity),
            "google_subject": identity.subject,
            "google_email": identity.email,
            "connected_by": connected_by,
            "known_since": account.known_since or fields.Datetime.now(),
            "note": False,
            "invited_at": False,
            "invited_by_id": False,
            "authorized_at": fields.Datetime.now(),
            "access_ends_at": ends_at and ends_at.replace(tzinfo=None),
        }
    )
    account.env["google.sync.offer"].of(account).unlink()
    if other_account or not account.calendar_id:
        choose_calendar(account, calendar)
    if other_account:
        account.contacts_ids.ask_worker("another_account")
        account.env["google.sync.busy.calendar"].forget_google(account)
    account.contacts_ids.start_anew()
    account.stay_paused()
    account.env["google.sync.busy.calendar"].of(account.user_id, "google").read_soon()
    account.ask_worker("connected")


def choose_calendar(account: BaseModel, calendar: CalendarEntry, move: bool = False) -> None:
    """Synchronize with ``calendar`` from now on.

    :param move: whether the appointments of the former one move there; else its links are inactive
    :raise UserError: another user's schedule is synchronized with it
    """
    account.ensure_one()
    _check_nobody_elses_calendar(account, calendar)
    if calendar.id == account.calendar_id:
        return
    account.env["google.sync.busy.calendar"].forget_own(account.user_id, calendar.id)
    former = account.calendar_id
    account.write(
        {
            "calendar_id": calendar.id,
            "calendar_name": calendar.summary,
            "known_since": _known_since(account, calendar),
        }
    )
    account.ask_worker(
        "other_calendar",
        former=former,
        move=move,
        primary=calendar.primary,
        zone=calendar.time_zone,
    )


def _known_since(account: BaseModel, calendar: CalendarEntry) -> datetime:
    """When the content of the calendar was known last: now, or when Odoo's own Google Calendar
    stopped."""
    now = fields.Datetime.now()
    comes_over = calendar.primary and account.migrated_at
    if comes_over and migrate_google_calendar.waiting_links(account):
        return min(now, account.migrated_at)
    return now


def try_client(env: Environment) -> None:
    """Have those asked for once more whose access was lost, for this Odoo is another client by now:
    what Google has given counts for the one client to which it was given.
    """
    lost = [("connected_by", "=", "consent"), ("finding", "=", "reauthorize")]
    env["google.sync.account"].sudo().search(lost).ask_worker("go_on")


def has_consent(env: Environment, subject: str) -> bool:
    """Return whether the owner of a Google account has given a consent that is in use here.

    :param subject: Google's id of the account, empty where nobody knows it
    """
    if not subject:
        return False
    consenting = [
        ("google_subject", "=", subject),
        ("connected_by", "=", "consent"),
        ("state", "not in", ("disconnected", "reauthorize")),
    ]
    return bool(env["google.sync.account"].sudo().search_count(consenting, limit=1))


def _check_nobody_elses_account(account: BaseModel, identity: Identity) -> None:
    if _others_with(account, "google_subject", identity.subject):
        raise UserError(
            account.env._(
                "The Google account %(email)s is already connected to another user of this "
                "Odoo. Choose another Google account, or have an administrator disconnect it "
                "there first.",
                email=identity.email,
            )
        )


def _check_nobody_elses_calendar(account: BaseModel, calendar: CalendarEntry) -> None:
    if _others_with(account, "calendar_id", calendar.id):
        raise UserError(
            account.env._(
                "The Google calendar “%(calendar)s” is already synchronized with the schedule "
                "of another user. Choose another calendar, or a new one of your own.",
                calendar=calendar.summary,
            )
        )


def _others_with(account: BaseModel, name: str, value: str) -> BaseModel:
    """The connected accounts of others that have the same value."""
    others = account.search([(name, "=", value), ("id", "!=", account.id)])
    # Where a worker has removed everything from Google, the decision may say so now.
    disconnected = others.filtered(lambda other: other.state == "disconnected")
    disconnected.filtered(lambda other: other.decision != "disconnected").decision = "disconnected"
    return others - disconnected
