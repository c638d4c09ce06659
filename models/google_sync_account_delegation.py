from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import hmac

from ..google_api.transport import oauth
from ..google_api.transport.access import Consent
from ..google_api.transport.errors import NO_KEY, AuthorizationLost, DelegationRefused, GoogleError
from ..google_api.transport.service_account import NO_TOKENS, SCOPES, Delegation
from ..sync.google import client as services
from ..sync.reporting import messages
from ..sync.reporting.delegation_alerts import is_news, tell_administrators
from ..sync.setup.identity_lookup import introduce

#: Names of users, to count requests for, are no longer at Google.
QUOTA_USER_LENGTH = 40


class GoogleSyncAccount(models.Model):
    """By whose leave an account is used: its owner's consent, or that of the administrator of a
    Google Workspace, whose service account then acts for the owner.

    An account stays with what it was connected by until it is connected anew, whatever the
    settings say by then.
    """

    _inherit = "google.sync.account"  # pylint: disable=consider-merging-classes-inherited

    connected_by = fields.Selection(
        [("consent", "The user's consent"), ("service_account", "The service account")],
        required=True,
        default="consent",
        readonly=True,
    )

    @api.model
    def _connects_by(self):
        """What new connections are made by."""
        parameter = self.env["ir.config_parameter"].sudo().get_param("google_sync.connect_by")
        return parameter or "consent"

    # -- access -----------------------------------------------------------------------------------

    def _sessions(self, **worker):
        """Each account's access to Google by its id, or the reason why it has none.

        :param worker: the connection and the deadline of a worker, as for ``services.session``
        :rtype: dict[int, google_api.transport.session.Session | Exception]
        """
        grants = self.env["google.sync.grant"]
        tokens, holders = grants.load(self), grants.holders(self)
        by_key = "service_account" in self.mapped("connected_by")
        service_account = by_key and self.env["google.sync.service.account"].load()
        return {
            account.id: account._session_or_error(
                tokens.get(account.id), holders.get(account.id), service_account, worker
            )
            for account in self
        }

    def _session_or_error(self, tokens, holder, service_account, worker):
        if not tokens and self.connected_by == "consent":
            return AuthorizationLost("no_tokens")
        try:
            access = self._access(service_account)
        except (GoogleError, UserError) as error:
            return error
        return services.session(
            self.env, access, self.id, tokens or NO_TOKENS, grant=holder, **worker
        )

    def _access(self, service_account):
        """By whose leave the account is used, as its sessions ask.

        :raise UserError: this Odoo is not set up for consents
        :raise DelegationRefused: this Odoo has no service account
        """
        if self.connected_by == "service_account":
            return self._delegation(service_account, self.user_id, self.google_email)
        return Consent(self._client())

    @api.model
    def _delegation(self, service_account, user, address):
        """How the service account acts for the user, who is ``address`` at Google.

        :raise DelegationRefused: this Odoo has no service account
        """
        if not service_account:
            raise DelegationRefused(NO_KEY)
        scopes = SCOPES
        if user.google_contact_category_id:
            scopes += oauth.SCOPES_OF_CONTACTS
        return Delegation(
            service_account,
            services.endpoints(),
            address,
            frozenset(scopes),
            hmac(self.env(su=True), "google_sync.quota_user", user.id)[:QUOTA_USER_LENGTH],
        )

    def _lose_access(self, error):
        """Google does not let Odoo in any more, until the user has acted, or an administrator."""
        refusal = error.reason if isinstance(error, DelegationRefused) else False
        if refusal and is_news(self, refusal):
            tell_administrators(self, error)
        self.work_id.write({"finding": "reauthorize", "refusal": refusal})

    # -- connecting -------------------------------------------------------------------------------

    @api.model
    def _connect_by_service_account(self, addresses):
        """Connect users to their addresses in the Workspace.

        Google is asked for all of them at once, before anything is written; the trouble of one is
        nobody else's.

        :param dict addresses: by user, an address that an administrator has just said, or ``None``
            for the one that is known
        :return: what is wrong, in plain words, by the users who could not be connected
        :raise UserError: Google Sync is switched off
        """
        self._check_sync_allowed()
        service_account = self.env["google.sync.service.account"].load()
        sessions, wrong = {}, {}
        for user, said in addresses.items():
            try:
                address = user._google_workspace_address(said)
                access = self._delegation(service_account, user, address)
                key = ("connecting", user.id)
                sessions[user] = services.session(self.env, access, key, NO_TOKENS)
            except (GoogleError, UserError) as error:
                wrong[user] = messages.describe(self.env, error, waited_for=True)
        for user, answer in introduce(sessions).items():
            try:
                # Whatever fails leaves nothing half connected.
                with self.env.cr.savepoint():
                    self._of_user(user)._attach_delegated(answer)
            except (GoogleError, UserError) as error:
                wrong[user] = messages.describe(self.env, error, waited_for=True)
        return wrong

    def _attach_delegated(self, answer):
        """:param answer: the :class:`~..sync.introductions.Introduction`, or Google's refusal"""
        if isinstance(answer, GoogleError):
            raise answer
        # The user sees at Google that their own consent, if they gave one, is not needed any more.
        self._connect(answer.tokens, answer.identity, answer.calendar, "service_account")
        self.user_id.google_sync_enabled = True
