from odoo import fields, models

from ..sync.store import keyring


class GoogleSyncEncryptedMixin(models.AbstractModel):
    """A secret, encrypted with a key that is not in the database.

    There is no access right to such a model: only the server itself reads it.
    """

    _name = "google.sync.encrypted.mixin"
    _description = "Google Sync: encrypted secret"

    ciphertext = fields.Char(required=True, groups=fields.NO_ACCESS)

    def _decrypted(self):
        """The text of this row; ``None`` where there is no row, or its key is gone."""
        return keyring.decrypt(self.ciphertext) if self.ciphertext else None
