from odoo import models


class IrActionsActWindow(models.Model):
    """Leads whoever opens the Google page by its address to their own one."""

    _inherit = "ir.actions.act_window"

    def _get_action_dict(self):
        """The address may name no user, as one that is typed or bookmarked does: a form without a
        record would be that of a new user."""
        found = super()._get_action_dict()
        data = self.env["ir.model.data"]
        if self.id == data._xmlid_to_res_id("google_sync.res_users_action_page"):
            found["res_id"] = self.env.uid
        return found
