from odoo import api, fields, models


class GoogleSyncOffer(models.Model):
    """That somebody who made an appointment was offered to connect Google.

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
    def note(self, account):
        self.sudo().create({"account": account.id})

    @api.autovacuum
    def _gc_offers(self):
        """Of accounts that are gone."""
        offers = self.sudo().search([])
        known = self.env["google.sync.account"].sudo().browse(set(offers.mapped("account")))
        gone = set((known - known.exists()).ids)
        offers.filtered(lambda offer: offer.account in gone).unlink()
