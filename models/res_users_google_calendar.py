from odoo import api, fields, models

from ..sync.odoo import outlook
from ..sync.operations import migrate_google_calendar
from .res_users import SHOWN


class ResUsers(models.Model):
    """Odoo's own ``google_calendar`` and ``microsoft_calendar``, which need not be installed."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_sync_doubled = fields.Boolean(
        compute="_compute_google_sync_doubled",
        help="Odoo's own Google Calendar synchronizes the user's calendar as well.",
        **SHOWN,
    )

    google_sync_with_outlook = fields.Boolean(
        compute="_compute_google_sync_with_outlook",
        help="Odoo's own Outlook Calendar synchronizes the user's schedule as well.",
        **SHOWN,
    )

    @api.depends("google_sync_enabled")
    def _compute_google_sync_doubled(self):
        both = migrate_google_calendar.users_of_both(self.env)
        for user in self:
            user.google_sync_doubled = user in both

    @api.depends("google_sync_enabled")
    def _compute_google_sync_with_outlook(self):
        both = outlook.users_of_both(self.env)
        for user in self:
            user.google_sync_with_outlook = user in both
