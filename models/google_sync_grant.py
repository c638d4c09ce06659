from odoo import api, fields, models

from ..sync.store.sealed import seal, unseal


class GoogleSyncGrant(models.Model):
    """The access that Google granted for a user, as it was given, encrypted.

    People insert it when they connect and delete it when they disconnect; nobody changes it. Access
    tokens that workers renew on the way are rows of ``google.sync.token``.
    """

    _name = "google.sync.grant"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: access to a Google account"
    _log_access = False
    _rec_name = "account_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")

    _account_unique = models.Constraint(
        "UNIQUE(account_id)", "An account can have only one access to Google."
    )

    @api.private
    @api.model
    def give(self, account, tokens):
        """Let ``account`` have these tokens, in place of those it had."""
        self.forget(account)
        self.sudo().create({"account_id": account.id, "ciphertext": seal(tokens)})

    @api.private
    @api.model
    def load(self, accounts):
        """The newest tokens by account id; an account whose tokens are gone or unreadable is left
        out.

        :rtype: dict[int, google_api.transport.oauth.Tokens]
        """
        held = self.held(accounts).items()
        return {account_id: tokens for account_id, (tokens, _holder) in held if tokens}

    @api.private
    @api.model
    def held(self, accounts):
        """By account id the newest tokens, ``None`` if they are gone or unreadable, and what
        renewed ones belong to: the grant; where a service account acts without any, the account
        itself, as a negative number. Others have nothing to renew, and are left out.

        :rtype: dict[int, tuple[google_api.transport.oauth.Tokens | None, int]]
        """
        delegated = accounts.filtered(lambda account: account.connected_by == "service_account")
        holders = {account_id: -account_id for account_id in delegated.ids}
        given = {}
        for grant in self.of(accounts):
            holders[grant.account_id.id] = grant.id
            given[grant.account_id.id] = unseal(grant.ciphertext)
        renewed = self.env["google.sync.token"].newest(list(holders.values()))
        return {
            account_id: (renewed.get(holder) or given.get(account_id), holder)
            for account_id, holder in holders.items()
        }

    @api.private
    @api.model
    def of(self, accounts):
        return self.sudo().search([("account_id", "in", accounts.ids)])

    @api.private
    @api.model
    def forget(self, accounts):
        grants = self.of(accounts)
        own = [-account_id for account_id in accounts.ids]
        self.env["google.sync.token"].forget([*grants.ids, *own])
        grants.unlink()
