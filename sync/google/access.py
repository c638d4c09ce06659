"""By whose leave Google is asked for an account, and the sessions that come of it.

The leave is the consent of the account's owner, or that of the administrator of a Google Workspace,
whose service account then acts for the owner.
"""

from functools import cached_property

from odoo.exceptions import UserError
from odoo.tools.misc import hmac

from ...google_api.calendar import client as google_calendar
from ...google_api.transport import oauth
from ...google_api.transport.access import Consent
from ...google_api.transport.errors import NO_KEY, AuthorizationLost, DelegationRefused, GoogleError
from ...google_api.transport.service_account import NO_TOKENS, SCOPES, Delegation
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


def connects_by(env):
    """How new connections are made: by "consent" or by "service_account"."""
    return env["ir.config_parameter"].sudo().get_param("google_sync.connect_by") or "consent"


def oauth_client(env):
    """The OAuth client of this Odoo, as registered in the Google Cloud console.

    :raise UserError: it is not set, or Google Sync is switched off
    :rtype: google_api.transport.oauth.Client
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


def is_set_up(env):
    """Whether users can connect: the switch is on, and the client or the service account is there.

    :rtype: bool
    """
    if not switch.is_on(env):
        return False
    if connects_by(env) == "service_account":
        return bool(env["google.sync.service.account"].stored())
    client_id = env["ir.config_parameter"].sudo().get_param(CLIENT_ID)
    return bool(client_id and env["google.sync.secret"].is_kept(CLIENT_SECRET))


def redirect_uri(env):
    """The address of this Odoo to which Google sends users back."""
    return f"{env['ir.config_parameter'].sudo().get_param('web.base.url')}{CALLBACK}"


# -- sessions -------------------------------------------------------------------------------------


def sessions(accounts, **worker):
    """Each account's access to Google by its id, or the reason why it has none.

    :param worker: the connection and the deadline of a worker, as for :func:`client.session`
    :rtype: dict[int, google_api.transport.session.Session | Exception]
    """
    grants = accounts.env["google.sync.grant"]
    tokens, holders = grants.load(accounts), grants.holders(accounts)
    leave_of = _Leave(accounts.env)
    return {
        account.id: _session_or_error(
            account, tokens.get(account.id), holders.get(account.id), leave_of, worker
        )
        for account in accounts
    }


def session(account, deadline=None):
    """The account's access to Google, for the one moment in which a person waits for it.

    :param google_api.transport.deadline.Deadline deadline: of the person's patience
    :raise UserError: there is none, or Google Sync is switched off
    :rtype: google_api.transport.session.Session
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


def _session_or_error(account, tokens, holder, leave_of, worker):
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

    def __init__(self, env):
        self.env = env

    def __call__(self, account):
        if account.connected_by == "service_account":
            return delegation(self._service_account, account.user_id, account.google_email)
        return self._consent

    @cached_property
    def _consent(self):
        return Consent(oauth_client(self.env))

    @cached_property
    def _service_account(self):
        return self.env["google.sync.service.account"].load()


def delegation(service_account, user, address):
    """How the service account acts for the user.

    :param address: the user's at Google
    :raise DelegationRefused: this Odoo has no service account
    """
    if not service_account:
        raise DelegationRefused(NO_KEY)
    scopes = SCOPES
    if user.google_contact_category_id:
        scopes += oauth.SCOPES_OF_CONTACTS
    if user.google_has_busy_calendars():
        scopes += oauth.SCOPES_OF_BUSY
    return Delegation(
        service_account,
        client.endpoints(),
        address,
        frozenset(scopes),
        hmac(user.env(su=True), "google_sync.quota_user", user.id)[:QUOTA_USER_LENGTH],
    )


def primary_calendar(env, tokens):
    """The calendar that Google shows first to whoever has just given these tokens.

    :raise GoogleError: Google does not say
    :rtype: google_api.calendar.client.CalendarEntry
    """
    consent, key = Consent(oauth_client(env)), ("connecting", env.uid)
    return google_calendar.get_calendar(client.session(env, consent, key, tokens), "primary")
