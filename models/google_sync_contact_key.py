import hashlib
import hmac

from odoo import api, fields, models

from ..sync.database.bulk import insert


class GoogleSyncContactKey(models.Model):
    """A key by which an unlinked contact of Google's could be recognized.

    It need not be anybody's business in Odoo, so nothing of it is kept but digests of its
    addresses and numbers. They tell whether a contact that is new in the group is it.
    """

    _name = "google.sync.contact.key"
    _description = "Google Sync: what an unlinked contact could be known by"
    _log_access = False
    _rec_name = "google_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    google_id = fields.Char(required=True)
    digest = fields.Char(required=True)

    _digest_index = models.Index("(account_id, digest)")
    _google_index = models.Index("(account_id, google_id)")

    @api.model
    def _digests(self, keys):
        """Return the digest of each key. Digests are of no use outside this database."""
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret").encode()
        return {key: hmac.new(secret, key.encode(), hashlib.sha256).hexdigest() for key in keys}

    @api.private
    @api.model
    def replace(self, account, keys, full):
        """Keep what Google said of its contacts.

        :param keys: by Google's id the keys of those that were mentioned, none of those that are
            linked or gone
        :param full: whether those not mentioned are gone
        """
        mine = [("account_id", "=", account.id)]
        self.search(mine if full else [*mine, ("google_id", "in", list(keys))]).unlink()
        digests = self._digests({key for found in keys.values() for key in found})
        insert(
            self,
            [
                {"account_id": account.id, "google_id": google_id, "digest": digests[key]}
                for google_id, found in keys.items()
                for key in sorted(found)
            ],
        )

    @api.private
    @api.model
    def find(self, account, keys):
        """:return: by key the Google ids of the contacts that have it"""
        digests = self._digests(keys)
        rows = self.search(
            [("account_id", "=", account.id), ("digest", "in", list(digests.values()))]
        )
        by_digest = rows.grouped("digest")
        return {
            key: set(by_digest[digest].mapped("google_id"))
            for key, digest in digests.items()
            if digest in by_digest
        }
