import json
from dataclasses import asdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..google_api.transport.service_account import (
    NO_TOKENS,
    KeyFileError,
    ServiceAccount,
    read_key_file,
)
from ..sync.reporting import messages
from ..sync.store import keyring


class GoogleSyncServiceAccount(models.Model):
    """The key of the service account that acts for users, encrypted. There is one at most."""

    _name = "google.sync.service.account"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: service account"
    _rec_name = "client_email"

    client_email = fields.Char(required=True)
    client_id = fields.Char(required=True)
    key_id = fields.Char(required=True)

    _one_only = models.UniqueIndex("((TRUE))", "There is one service account at most.")

    @api.private
    @api.model
    def store(self, content):
        """Keep the key of a key file, in place of the one there was.

        :param bytes content: of the file, as the Cloud console makes it
        :raise UserError: it is not such a file
        """
        try:
            service_account = read_key_file(content)
        except KeyFileError as error:
            raise UserError(messages.describe(self.env, error)) from None
        self.forget()
        self.sudo().create(
            {
                "client_email": service_account.client_email,
                "client_id": service_account.client_id,
                "key_id": service_account.private_key_id,
                "ciphertext": keyring.encrypt(json.dumps(asdict(service_account))),
            }
        )
        # Accounts that the former key has failed need not wait for their next try.
        self._accounts().request_sync()

    @api.private
    @api.model
    def load(self):
        """The service account; ``None`` where there is none, or its key cannot be read any more.

        :rtype: google_api.transport.service_account.ServiceAccount
        """
        secret = self.stored()._decrypted()
        return ServiceAccount(**json.loads(secret)) if secret else None

    @api.private
    @api.model
    def stored(self):
        """Return its record, of which people may see all but the key; empty if there is none."""
        return self.sudo().search([], limit=1)

    @api.private
    @api.model
    def forget(self):
        """Forget the key, and all access that was had by it."""
        self.stored().unlink()
        for account in self._accounts():
            # With a new grant nothing counts that a worker may store by the former key.
            self.env["google.sync.grant"].give(account, NO_TOKENS)

    @api.model
    def _accounts(self):
        """Return the accounts that are connected by it."""
        return (
            self.env["google.sync.account"]
            .sudo()
            .search([("connected_by", "=", "service_account"), ("state", "!=", "disconnected")])
        )
