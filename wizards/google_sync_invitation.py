from odoo import fields, models


class GoogleSyncInvitation(models.TransientModel):
    """Lets a manager invite users who need not have an account here yet."""

    _name = "google.sync.invitation"
    _description = "Google Sync: invite users"

    user_ids = fields.Many2many(
        "res.users",
        string="Users",
        required=True,
        domain="[('google_sync_invitable', '=', True)]",
    )

    def action_invite(self):
        """Mail them the way to Google's consent page."""
        self.ensure_one()
        self.check_access("write")
        return self.user_ids.action_google_invite()
