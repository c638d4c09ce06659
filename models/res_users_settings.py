from odoo import models

from ..sync.odoo import deciding


class ResUsersSettings(models.Model):
    """Has the appointments looked at that show something else with another setting."""

    _inherit = "res.users.settings"

    def write(self, vals):
        if "calendar_default_privacy" not in vals:
            return super().write(vals)
        before = {one: one.calendar_default_privacy for one in self}
        result = super().write(vals)
        changed = self.filtered(lambda one: one.calendar_default_privacy != before[one])
        changes = self.env["google.sync.change"]
        changes.enqueue_events(deciding.of_default_privacy, changed.user_id)
        return result
