from odoo import api, models
from odoo.tools import SQL


class ResPartnerCategory(models.Model):
    """A group whose contacts are synchronized; its name is the label's in Google."""

    _inherit = "res.partner.category"

    def write(self, vals):
        changes = self.env["google.sync.change"]
        if "name" in vals:
            changes.enqueue(self)
            contacts = self.env["google.sync.contacts"].sudo()
            # Google may have refused the former name.
            contacts.search([("category_id", "in", self.ids)]).request_sync()
        if "partner_ids" not in vals:
            return super().write(vals)
        changes.enqueue(self.partner_ids)
        result = super().write(vals)
        changes.enqueue(self.partner_ids)
        return result

    @api.model
    def _google_sync_concerned_query(self, category_ids):
        """The accounts whose group it is.

        :return: a query of ``account_id, res_model, res_id``
        """
        return SQL(
            """
            SELECT contacts.account_id, %(model)s AS res_model, contacts.category_id AS res_id
              FROM google_sync_contacts AS contacts
              JOIN google_sync_account AS account ON account.id = contacts.account_id
             WHERE account.decision != 'disconnected' AND contacts.category_id = ANY(%(ids)s)
            """,
            model=self._name,
            ids=category_ids,
        )
