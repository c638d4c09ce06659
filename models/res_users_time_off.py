from odoo import api, fields, models

from ..sync.odoo import time_off
from .res_users import SETTING, SHOWN


class ResUsers(models.Model):
    """What Google shows of a user's time off."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_time_off = fields.Selection(
        [
            ("no", "As a private appointment"),
            ("none", "As out of office"),
            ("new", "As out of office; Google declines new meetings"),
        ],
        string="My approved time off in Google",
        default="no",
        required=True,
        help="“Out of office” tells colleagues who see your Google calendar that you are away, but "
        "not why. If Google declines new meetings, it tells their organizers by email.",
        **SETTING,
    )
    google_offers_time_off = fields.Boolean(
        compute="_compute_google_offers_time_off", compute_sudo=True, **SHOWN
    )
    google_time_off_notice = fields.Char(
        compute="_compute_google_offers_time_off", compute_sudo=True, **SHOWN
    )

    @api.model
    def _google_settings(self):
        return [*super()._google_settings(), "google_time_off"]

    @api.depends(
        "google_time_off",
        "google_keep_private",
        "google_sync_account_ids.google_email",
        "google_sync_account_ids.calendar_id",
        "google_sync_account_ids.work_id.away_refused",
    )
    @api.depends_context("lang")
    def _compute_google_offers_time_off(self):
        """Whether the user has a choice, and what keeps Google from what they have chosen."""
        is_installed = time_off.is_installed(self.env)
        for user in self:
            account = user._origin.google_sync_account_ids if is_installed else None
            connected = account and account.google_email
            is_wanted = user.google_time_off != "no"
            personal = connected and time_off.is_personal(account)
            user.google_offers_time_off = is_installed and (is_wanted or not personal)
            found = time_off.obstacle(account) if connected else None
            obstacle = "kept" if user.google_keep_private else found
            user.google_time_off_notice = is_wanted and user._google_time_off_text(obstacle)

    def _google_time_off_text(self, obstacle):
        """:param obstacle: "kept", or as :func:`~..sync.odoo.time_off.obstacle` has it"""
        return {
            "kept": self.env._(
                "Private appointments stay in Odoo, as you have chosen above, and time off is one "
                "of them. So it does not go to Google."
            ),
            "personal": self.env._(
                "Google has no out of office for personal accounts. Your time off is a private "
                "appointment there."
            ),
            "calendar": self.env._(
                "Google has out of office only in your main calendar. In the calendar that you "
                "have chosen, your time off is a private appointment."
            ),
            "refused": self.env._(
                "Google does not accept “Out of office” from your account, so your time off is a "
                "private appointment there. Out of office needs a Google Workspace. To try again, "
                "save “As a private appointment”, and then choose out of office again."
            ),
        }.get(obstacle, False)

    def write(self, vals):
        if "google_time_off" not in vals:
            return super().write(vals)
        before = {user: user.google_time_off for user in self.sudo()}
        result = super().write(vals)
        changed = self.sudo().filtered(lambda user: user.google_time_off != before[user])
        changed.google_sync_account_ids.ask_worker("time_off")
        return result
