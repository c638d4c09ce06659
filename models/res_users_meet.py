from odoo import api, fields, models

from .res_users import SETTING


class ResUsers(models.Model):
    """When a user's meetings get a Google Meet."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_meet = fields.Selection(
        [
            ("request", "When I ask for it"),
            ("guests", "For every new meeting with other attendees"),
            ("never", "Never"),
        ],
        default="request",
        required=True,
        help="Whether Google makes a video conference for the meetings you organize in Odoo.",
        **SETTING,
    )

    @api.model
    def _google_settings(self):
        return [*super()._google_settings(), "google_meet"]

    @api.private
    def google_can_make_meet(self):
        """Whether Google can be asked for a Meet in this user's name."""
        self.ensure_one()
        return (
            self.google_sync_enabled
            and self.google_meet != "never"
            and self.google_sync_account_ids[:1].state == "connected"
        )
