"""Ends a connection: what becomes of what is on both sides, and of the access to Google.

Disconnecting is done at once, whether Google answers or not; a consent is given back after the
commit (``google.sync.revocation``). What a worker has to do then is a request.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from odoo import fields
from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools import format_date
from odoo.tools.translate import LazyTranslate

from ...google_api.transport.id_tokens import Identity
from ...google_api.transport.oauth import Tokens
from ..reporting import tasks
from ..reporting.told import Texts, told
from ..store import switch
from .remove_from_google import RemovalFromGoogle

_lt = LazyTranslate(__name__)


def disconnect(accounts: BaseModel) -> None:
    """Forget the access here, and have it given back to Google.

    The links stay, and so does what is in Google.
    """
    for account in accounts.sudo():
        message = _not_given_back(account) or _disconnected_by_other(account)
        give_up_consent(account)
        forget_access(account, note=message)


def disconnect_deleted(accounts: BaseModel) -> None:
    """The same for accounts that are deleted, or whose users are: nobody is left to read a note."""
    for account in accounts.sudo():
        give_up_consent(account)
        forget_access(account)


def remove_and_disconnect(account: BaseModel) -> None:
    """Have what was made in Odoo removed from Google, and disconnect then.

    Workers do it: nothing else is synchronized from now on, and nobody is mailed.

    :raise UserError: the account has no access to Google at the moment
    """
    account = account.sudo()
    if not may_remove(account):
        raise UserError(
            account.env._(
                "Odoo can't change the Google calendar of %(user)s at the moment. Authorize "
                "again on the Google page first, or choose another option.",
                user=account.user_id.name,
            )
        )
    account.env["google.sync.busy.calendar"].forget_google(account)
    account.write({"decision": "disconnecting", "note": False})
    account.ask_worker("remove")


def may_remove(account: BaseModel) -> bool:
    """Return whether Odoo can change at the moment what is in Google."""
    return account.state not in ("disconnected", "reauthorize") and switch.is_on(account.env)


def freeze_and_disconnect(account: BaseModel) -> None:
    """Disconnect, and leave what is on both sides as it is, also after connecting again.

    Nothing of the time in between is copied either, then.
    """
    account = account.sudo()
    account.ask_worker("freeze")
    account.user_id.google_sync_enabled = False
    disconnect(account)
    account.known_since = False


def unfreeze(account: BaseModel) -> None:
    """Synchronize again what was frozen; the next run compares what has changed since."""
    account.sudo().ask_worker("unfreeze")
    account.sudo().contacts_ids.request_sync()


def finish_removal(account: BaseModel) -> None:
    """A worker has removed everything from Google: give the access back."""
    give_up_consent(account)
    account.env["google.sync.grant"].forget(account)
    tasks.end(account, tasks.REMOVE)
    account.work_id.write({"runner": False, "finding": "disconnected", "trouble": False})


def revoked_during_removal(account: BaseModel) -> dict[str, Any]:
    """Google has ended the access while Odoo removes what it made.

    :return: values to write to the account's work
    """
    left = RemovalFromGoogle(account).count_left()
    if not left:
        account.env["google.sync.grant"].forget(account)
        tasks.end(account, tasks.REMOVE)
        return {"finding": "disconnected", "trouble": False}
    text = _lt(
        "Google has ended Odoo's access, and %(count)s entries from Odoo are still in "
        "Google. Press “Authorize Again” to remove them, or disconnect and leave them.",
        count=left,
    )
    return {"finding": "reauthorize", "trouble": told(account.in_user_lang().env, text)}


def decision_when_connected(account: BaseModel, identity: Identity) -> str:
    """What the account is once its user has connected again: "disconnecting" or "connected".

    A removal that was interrupted goes on, if it is the same Google account, and nobody has stopped
    it: workers have yet to hear of that.
    """
    goes_on = account.decision == "disconnecting" and account.google_subject == identity.subject
    if goes_on and RemovalFromGoogle(account).count_left():
        return "disconnecting"
    account.ask_worker("stop_removing")
    return "connected"


def forget_access(account: BaseModel, note: Texts = False) -> None:
    """Forget the access here. What is still in Google stays.

    :param note: what the user reads, as of :func:`sync.reporting.told.told`
    """
    account.env["google.sync.grant"].forget(account)
    account.env["google.sync.busy.calendar"].forget_google(account)
    account.write({"decision": "disconnected", "note": note})
    account.ask_worker("disconnected")


def give_up_consent(account: BaseModel) -> None:
    """Have Google told, once this is committed, that the user's consent is not needed."""
    tokens = switch.is_on(account.env) and _consent_tokens(account)
    if tokens:
        account.env["google.sync.revocation"].want(tokens, account.google_subject)


def _consent_tokens(account: BaseModel) -> Tokens | None:
    """Return the tokens of the user's consent; a delegation is not the user's to give back."""
    if account.connected_by == "service_account":
        return None
    return account.env["google.sync.grant"].load(account).get(account.id)


def _not_given_back(account: BaseModel) -> Texts:
    """Return the note for the user if Google cannot be told now."""
    if switch.is_on(account.env) or not _consent_tokens(account):
        return False
    text = _lt(
        "Google Sync is switched off for the whole company, so Odoo could not tell Google. "
        "Remove the access yourself in your Google account, under Security → Your "
        "connections to third-party apps."
    )
    return told(account.in_user_lang().env, text)


def _disconnected_by_other(account: BaseModel) -> Texts:
    """Return the note for the user if somebody else has disconnected them."""
    person = account.env.user
    if person in (account.user_id, account.env.ref("base.user_root")):
        return False
    reader = account.in_user_lang()
    day = fields.Date.context_today(reader)
    return told(reader.env, _disconnected_text, person.name, day)


def _disconnected_text(env: Environment, name: str, day: date) -> str:
    return env._(
        "%(name)s disconnected your Google account on %(date)s.",
        name=name,
        date=format_date(env, day),
    )
