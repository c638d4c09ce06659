import json
from datetime import datetime

from odoo import api, fields, models

from ..google_api.oauth import Tokens
from ..sync import keyring


class GoogleSyncToken(models.Model):
    """What Google gave us to act for a user, encrypted.

    There is no access right to this model: only the server itself reads it.
    """

    _name = "google.sync.token"
    _description = "Google Sync: secret of an account"
    _log_access = False
    _rec_name = "account_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    ciphertext = fields.Char(required=True, groups=fields.NO_ACCESS)

    _account_unique = models.Constraint(
        "UNIQUE(account_id)", "An account has one set of tokens at Google."
    )

    @api.private
    @api.model
    def store(self, account, tokens):
        """Keep ``tokens`` for ``account``, in place of those it had."""
        secret = json.dumps(
            {
                "access_token": tokens.access_token,
                "refresh_token": tokens.refresh_token,
                "expiry": tokens.expiry.isoformat(),
                "scopes": sorted(tokens.scopes),
            }
        )
        values = {"ciphertext": keyring.encrypt(secret)}
        existing = self.sudo().search([("account_id", "=", account.id)])
        if existing:
            existing.write(values)
        else:
            self.sudo().create({"account_id": account.id, **values})

    @api.private
    @api.model
    def load(self, accounts):
        """The tokens by account id; an account whose tokens are gone or unreadable is left out.

        :rtype: dict[int, google_api.oauth.Tokens]
        """
        found = {}
        for record in self.sudo().search([("account_id", "in", accounts.ids)]):
            secret = keyring.decrypt(record.ciphertext)
            if secret is None:
                continue
            values = json.loads(secret)
            found[record.account_id.id] = Tokens(
                access_token=values["access_token"],
                refresh_token=values["refresh_token"],
                expiry=datetime.fromisoformat(values["expiry"]),
                scopes=frozenset(values["scopes"]),
            )
        return found

    @api.private
    @api.model
    def forget(self, account):
        self.sudo().search([("account_id", "=", account.id)]).unlink()
