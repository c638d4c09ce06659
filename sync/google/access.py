"""Accounts' access to Google, and the sessions that use it.

The leave is the consent of the account's owner, or that of the administrator of a Google Workspace,
whose service account then acts for the owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from odoo.api import Environment
from odoo.exceptions import UserError
from odoo.models import BaseModel
from odoo.tools.misc import hmac

from ...google_api.calendar import client as google_calendar
from ...google_api.transport import oauth
from ...google_api.transport.access import Access, Consent
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.errors import NO_KEY, AuthorizationLost, DelegationRefused, GoogleError
from ...google_api.transport.service_account import NO_TOKENS, SCOPES, Delegation, ServiceAccount
from ...google_api.transport.session import Session
from ..odoo.tag_colors import goes_by_labels
from ..reporting import messages
from ..store import switch
from ..store.unlogged import CLIENT_SECRET
from . import client

#: From where users go to Google's consent page, and where Google sends them back to.
CONNECT = "/google_sync/connect"
CALLBACK = "/google_sync/oauth/callback"
#: The page after the first connection, and what its button does.
START, BEGIN = "/google_sync/start", "/google_sync/start/begin"

#: The parameter with the id of this Odoo's client at Google.
CLIENT_ID = "google_sync.client_id"

#: Names of users, to count requests for, are no longer at Google.
QUOTA_USER_LENGTH = 40


# -- what this Odoo is set up with ----------------------------------------------------------------


def connects_by(env: Environment) -> str:
    """Return how new connections are made: by "consent" or by "service_account"."""
    return env["ir.config_parameter"].sudo().get_param("google_sync.connect_by") or "consent"


def oauth_client(env: Environment) -> oauth.Client:
    """The OAuth client of this Odoo, as registered in the Google Cloud console.

    :raise UserError: it is not set, or Google Sync is switched off
    """
    switch.check_on(env)
    client_id = env["ir.config_parameter"].sudo().get_param(CLIENT_ID)
    client_secret = env["google.sync.secret"].load(CLIENT_SECRET)
    if not (client_id and client_secret):
        raise UserError(
            env._(
                "This Odoo has no Google client id and secret yet. An administrator needs to "
                "enter them in Settings → Google Sync."
            )
        )
    return oauth.Client(client_id, client_secret, redirect_uri(env), client.endpoints())


def is_set_up(env: Environment) -> bool:
    """Whether users can connect: the switch is on, and the client, or service account, is there."""
    if not switch.is_on(env):
        return False
    if connects_by(env) == "service_account":
        return bool(env["google.sync.service.account"].stored())
    client_id = env["ir.config_parameter"].sudo().get_param(CLIENT_ID)
    return bool(client_id and env["google.sync.secret"].is_kept(CLIENT_SECRET))


def redirect_uri(env: Environment) -> str:
    """Return the address of this Odoo to which Google sends users back."""
    return f"{env['ir.config_parameter'].sudo().get_param('web.base.url')}{CALLBACK}"


# -- sessions -------------------------------------------------------------------------------------


def sessions(accounts: BaseModel, **worker: Any) -> dict[int, Session | Exception]:
    """Each account's access to Google by its id, or the reason why it has none.

    :param worker: the connection and the deadline of a worker, as for :func:`client.session`
    """
    held = accounts.env["google.sync.grant"].held(accounts)
    leave_of = _Leave(accounts.env)
    return {
        account.id: _session_or_error(account, held.get(account.id, (None, None)), leave_of, worker)
        for account in accounts
    }


def session(account: BaseModel, deadline: Deadline | None = None) -> Session:
    """The account's access to Google, for the one moment in which a person waits for it.

    :param deadline: of the person's patience
    :raise UserError: there is none, or Google Sync is switched off
    """
    account.ensure_one()
    env = account.env
    switch.check_on(env)
    if account.state == "disconnected":
        raise UserError(env._("Connect your Google account first."))
    found = sessions(account, deadline=deadline)[account.id]
    if isinstance(found, Exception):
        raise UserError(messages.describe(env, found, waited_for=True))
    return found


def _session_or_error(
    account: BaseModel,
    held: tuple[oauth.Tokens | None, int | None],
    leave_of: _Leave,
    worker: Mapping[str, Any],
) -> Session | Exception:
    tokens, holder = held
    if not tokens and account.connected_by == "consent":
        return AuthorizationLost("no_tokens")
    try:
        access = leave_of(account)
    except (GoogleError, UserError) as error:
        return error
    tokens = tokens or NO_TOKENS
    return client.session(account.env, access, account.id, tokens, grant=holder, **worker)


class _Leave:
    """By whose leave each account is used, as its sessions ask; secrets are decrypted once.

    :raise UserError: this Odoo is not set up for consents
    :raise DelegationRefused: this Odoo has no service account
    """

    def __init__(self, env: Environment) -> None:
        self.env = env

    def __call__(self, account: BaseModel) -> Access:
        if account.connected_by == "service_account":
            return delegation(self._service_account, account.user_id, account.google_email)
        return self._consent

    @cached_property
    def _consent(self) -> Consent:
        return Consent(oauth_client(self.env))

    @cached_property
    def _service_account(self) -> ServiceAccount | None:
        return self.env["google.sync.service.account"].load()


def delegation(service_account: ServiceAccount | None, user: BaseModel, address: str) -> Delegation:
    """How the service account acts for the user.

    :param address: the user's at Google
    :raise DelegationRefused: this Odoo has no service account
    """
    if not service_account:
        raise DelegationRefused(NO_KEY)
    return Delegation(
        service_account,
        client.endpoints(),
        address,
        frozenset((*SCOPES, *scopes_besides(user))),
        hmac(user.env(su=True), "google_sync.quota_user", user.id)[:QUOTA_USER_LENGTH],
    )


def scopes_besides(user: BaseModel) -> tuple[str, ...]:
    """What Google is asked to allow for what only some users want.

    :param user: in an environment of the superuser
    """
    wanted = {
        oauth.SCOPES_OF_CONTACTS: bool(user.google_contact_category_id),
        oauth.SCOPES_OF_BUSY: user.google_has_busy_calendars(),
        oauth.SCOPES_OF_LABELS: goes_by_labels(user),
    }
    return tuple(scope for scopes, is_wanted in wanted.items() if is_wanted for scope in scopes)


def primary_calendar(env: Environment, tokens: oauth.Tokens) -> google_calendar.CalendarEntry:
    """The calendar that Google shows first to whoever has just given these tokens.

    :raise GoogleError: Google does not say
    """
    consent, key = Consent(oauth_client(env)), ("connecting", env.uid)
    return google_calendar.get_calendar(client.session(env, consent, key, tokens), "primary")
