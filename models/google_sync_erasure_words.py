import json

from odoo import api, fields, models

from ..sync.store import keyring


class GoogleSyncErasureWords(models.Model):
    """Other names of a client who was erased, encrypted: by these appointments are recognized that
    come later, so they are kept until the client is allowed in Google again."""

    _name = "google.sync.erasure.words"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: other names of an erased client"
    _log_access = False
    _rec_name = "erasure_id"

    erasure_id = fields.Many2one(
        "google.sync.erasure", required=True, ondelete="cascade", index=True
    )

    @api.private
    @api.model
    def keep(self, erasure, words):
        """:param list[str] words: none keeps nothing"""
        if words:
            ciphertext = keyring.encrypt(json.dumps(words))
            self.sudo().create({"erasure_id": erasure.id, "ciphertext": ciphertext})

    @api.private
    @api.model
    def load(self, erasures):
        """The words of these erasures, as far as this server can decrypt them.

        :rtype: list[str]
        """
        rows = self.sudo().search([("erasure_id", "in", erasures.ids)])
        return [word for row in rows for word in json.loads(row._decrypted() or "[]")]

    @api.private
    @api.model
    def forget(self, erasures):
        """They are not needed any more."""
        self.sudo().search([("erasure_id", "in", erasures.ids)]).unlink()
