from odoo import api, fields, models
from odoo.tools import SQL


class GoogleSyncOffer(models.Model):
    """A note that a user who made an appointment was offered to connect Google.

    Saving an appointment adds a row, and connecting removes those of the user. So saves at the same
    moment write nothing that anybody else writes; at worst each of them offers.
    """

    _name = "google.sync.offer"
    _description = "Google Sync: offer to connect"
    _log_access = False
    _rec_name = "made_at"

    # No foreign key: it would lock the row that it leads to.
    account = fields.Integer(required=True, index=True)
    made_at = fields.Datetime(required=True, default=fields.Datetime.now)

    @api.private
    @api.model
    def of(self, accounts):
        return self.sudo().search([("account", "in", accounts.ids)])

    @api.private
    @api.model
    def add(self, account):
        """Remember that the account's user was offered to connect."""
        self.sudo().create({"account": account.id})

    @api.autovacuum
    def _gc_offers(self):
        """Remove the offers of accounts that are gone."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM google_sync_offer AS offer
                 WHERE NOT EXISTS (SELECT FROM google_sync_account WHERE id = offer.account)
                """
            )
        )
