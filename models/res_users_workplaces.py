from odoo import api, fields, models

from ..sync.database import caches
from ..sync.odoo import time_off, workplaces
from .res_users import SETTING, SHOWN


class ResUsers(models.Model):
    """Whether a user's working locations are the same in Odoo and in Google."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_workplaces = fields.Boolean(
        string="Keep my working locations the same in Odoo and Google",
        help="Where you work on which day, for the next four weeks. Both sides are compared every "
        "quarter of an hour. Google shows it to everybody who sees your calendar. Your weekly plan "
        "is only changed in Odoo.",
        **SETTING,
    )
    google_offers_workplaces = fields.Boolean(
        compute="_compute_google_offers_workplaces", compute_sudo=True, **SHOWN
    )
    google_workplaces_notice = fields.Char(
        compute="_compute_google_offers_workplaces", compute_sudo=True, **SHOWN
    )

    @api.model
    def _google_settings(self):
        return [*super()._google_settings(), "google_workplaces"]

    @api.depends(
        "google_workplaces",
        "google_sync_account_ids.google_email",
        "google_sync_account_ids.calendar_id",
    )
    @api.depends_context("lang")
    def _compute_google_offers_workplaces(self):
        """Whether the user has a choice, and what keeps Google from what they have chosen."""
        is_installed = workplaces.is_installed(self.env)
        for user in self:
            account = user._origin.google_sync_account_ids if is_installed else None
            connected = account and account.google_email
            personal = connected and time_off.is_personal(account)
            user.google_offers_workplaces = is_installed and (
                user.google_workplaces or not personal
            )
            is_wanted = connected and user.google_workplaces
            obstacle = user._google_workplaces_obstacle(account) if is_wanted else None
            user.google_workplaces_notice = user._google_workplaces_text(obstacle)

    def _google_workplaces_obstacle(self, account):
        """:return: "personal", "calendar", "employee", "refused" or ``None``"""
        if found := time_off.obstacle_of_kinds(account):
            return found
        if not workplaces.Workplaces(account.user_id).employee:
            return "employee"
        own = self.env["google.sync.workplace"].search([("account_id", "=", account.id)])
        return "refused" if own.is_refused else None

    def _google_workplaces_text(self, obstacle):
        return {
            "personal": self.env._("Google has no working locations for personal accounts."),
            "calendar": self.env._(
                "Google has working locations only in your main calendar, but you synchronize "
                "another one. So they are not synchronized."
            ),
            "employee": self.env._(
                "No employee in Odoo is linked to your user. Ask your administrator to link "
                "your user in Employees."
            ),
            "refused": self.env._(
                "Google does not accept working locations from your account. They need a "
                "Google Workspace. To try again, untick this, save, and tick it again."
            ),
        }.get(obstacle, False)

    @api.model_create_multi
    def create(self, vals_list):
        if any("google_workplaces" in vals for vals in vals_list):
            caches.forget(self.env)
        return super().create(vals_list)

    def write(self, vals):
        result = super().write(vals)
        if "google_workplaces" in vals:
            caches.forget(self.env)
            accounts = self.sudo().google_sync_account_ids
            if vals["google_workplaces"] and accounts:
                accounts.ask_worker("workplaces")
        return result

    @api.private
    @api.model
    @caches.remembered()
    def google_uses_workplaces(self):
        """Whether anybody wants their working locations kept the same, where Odoo has any."""
        wanted = [("google_workplaces", "=", True)]
        return workplaces.is_installed(self.env) and bool(self.sudo().search_count(wanted, limit=1))
