from odoo import api, fields, models
from odoo.tools import str2bool


class ResUsers(models.Model):
    """Odoo's own ``google_calendar``, which need not be installed: its fields are looked for."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_sync_doubled = fields.Boolean(
        compute="_compute_google_sync_doubled",
        help="Odoo's own Google Calendar synchronizes the user's calendar as well.",
    )

    @api.depends("google_sync_enabled")
    def _compute_google_sync_doubled(self):
        doubled = self.filtered("google_sync_enabled")._synced_by_google_calendar()
        for user in self:
            user.google_sync_doubled = user in doubled

    def _synced_by_google_calendar(self):
        """Those of them whose calendar ``google_calendar`` keeps in step with Google."""
        settings = self.env["res.users.settings"].sudo()
        paused = settings.env["ir.config_parameter"].get_param("google_calendar_sync_paused")
        if "google_calendar_rtoken" not in settings._fields or str2bool(paused or "False"):
            return self.browse()
        active = settings.search(
            [
                ("user_id", "in", self.ids),
                ("google_calendar_rtoken", "!=", False),
                ("google_synchronization_stopped", "=", False),
            ]
        )
        return self & active.user_id
