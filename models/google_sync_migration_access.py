import json

from odoo import api, fields, models
from odoo.fields import Domain

from ..sync.store import keyring

#: Nobody goes back to what they used before after so many days.
KEPT_DAYS = 90


class GoogleSyncMigrationAccess(models.Model):
    """The access to Google that Odoo's own ``google_calendar`` had for a user, laid aside.

    It was given to another program, maybe under another client id, so this addon never uses it. It
    is kept, encrypted, for those who want to go back, and forgotten after a while.
    """

    _name = "google.sync.migration.access"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: access of another program, laid aside"
    _log_access = False
    _rec_name = "account_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    laid_aside_at = fields.Datetime(required=True, default=fields.Datetime.now)

    _account_unique = models.Constraint(
        "UNIQUE(account_id)", "The access of one other program is laid aside for an account."
    )

    @api.private
    @api.model
    def lay_aside(self, account, access):
        """:param dict access: values of fields, texts and moments"""
        self.take_back(account)
        secret = json.dumps(access, default=str)
        self.sudo().create({"account_id": account.id, "ciphertext": keyring.encrypt(secret)})

    @api.private
    @api.model
    def take_back(self, account):
        """The access, which is forgotten here; empty if there is none any more."""
        record = self.sudo().search([("account_id", "=", account.id)])
        secret = record._decrypted()
        record.unlink()
        return json.loads(secret) if secret else {}

    @api.autovacuum
    def _gc_access(self):
        horizon = fields.Datetime.subtract(fields.Datetime.now(), days=KEPT_DAYS)
        self.search(Domain("laid_aside_at", "<", horizon)).unlink()
