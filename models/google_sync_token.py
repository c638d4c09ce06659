from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.store.sealed import seal, unseal


class GoogleSyncToken(models.Model):
    """An access token by which a worker has renewed what a grant allows, encrypted.

    Rows are only inserted, and the newest one of a grant counts. So workers wait neither for each
    other nor for people, who write the grants: there is no foreign key, and tokens of a deleted
    grant are ignored. A service account needs no grant, so a negative number names the account
    instead.
    """

    _name = "google.sync.token"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: access token"
    _log_access = False
    _rec_name = "grant_id"

    grant_id = fields.Integer(required=True, index=True)

    @api.private
    @api.model
    def keep(self, grant_id, tokens):
        """Keep what the access of a grant was renewed with, once."""
        known = self.newest([grant_id]).get(grant_id)
        if not known or known.access_token != tokens.access_token:
            self.sudo().create({"grant_id": grant_id, "ciphertext": seal(tokens)})

    @api.private
    @api.model
    def newest(self, grant_ids):
        """:rtype: dict[int, google_api.transport.oauth.Tokens]"""
        groups = self.sudo()._read_group([("grant_id", "in", grant_ids)], ["grant_id"], ["id:max"])
        rows = self.sudo().browse([newest_id for _grant_id, newest_id in groups])
        tokens = {row.grant_id: unseal(row.ciphertext) for row in rows}
        return {grant_id: found for grant_id, found in tokens.items() if found}

    @api.private
    @api.model
    def forget(self, grant_ids):
        self.sudo().search([("grant_id", "in", grant_ids)]).unlink()

    @api.autovacuum
    def _gc_tokens(self):
        """Remove tokens that are of no use any more."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM google_sync_token AS token
                 WHERE EXISTS (SELECT 1 FROM google_sync_token AS newer
                                WHERE newer.grant_id = token.grant_id AND newer.id > token.id)
                    OR NOT EXISTS (
                       SELECT 1 FROM google_sync_account AS account
                         LEFT JOIN google_sync_grant AS present ON present.account_id = account.id
                        WHERE token.grant_id = COALESCE(present.id, -account.id)
                    )
                """
            )
        )
