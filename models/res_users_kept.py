from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tools import format_list

from ..sync.database import caches
from ..sync.odoo.kept import Kept
from ..sync.odoo.policies import populate_window
from .res_users import SETTING, SHOWN

KEPT_SETTINGS = [
    "google_keep_private",
    "google_keep_unconfirmed",
    "google_keep_tags",
    "google_keep_tag_ids",
    "google_keep_hours",
    "google_keep_hours_from",
    "google_keep_hours_to",
    "google_keep_days",
]
#: The commands that choose tags: whoever writes their own settings may change no tag itself.
_CHOOSES = frozenset({Command.UNLINK, Command.LINK, Command.CLEAR, Command.SET})


class ResUsers(models.Model):
    """Which of a user's appointments stay in Odoo."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_keep_private = fields.Boolean(string="Private appointments stay in Odoo", **SETTING)
    google_keep_unconfirmed = fields.Boolean(
        string="Appointments I have not accepted stay in Odoo", **SETTING
    )
    google_keep_tags = fields.Selection(
        [
            ("no", "All go to Google"),
            ("without", "All but those with these tags"),
            ("with", "Only those with these tags"),
        ],
        string="By tag",
        default="no",
        required=True,
        **SETTING,
    )
    google_keep_tag_ids = fields.Many2many(
        "calendar.event.type",
        "google_sync_kept_tag_rel",
        string="These tags",
        **SETTING,
    )
    google_keep_hours = fields.Boolean(string="Only appointments that begin between", **SETTING)
    google_keep_hours_from = fields.Float(string="First hour in Google", default=8, **SETTING)
    google_keep_hours_to = fields.Float(string="Last hour in Google", default=18, **SETTING)
    google_keep_days = fields.Selection(
        [
            ("no", "All go to Google"),
            ("mon_fri", "Only Monday to Friday"),
            ("mon_sat", "Only Monday to Saturday"),
        ],
        string="By day",
        default="no",
        required=True,
        **SETTING,
    )
    google_kept_notice = fields.Char(compute="_compute_google_kept_notice", **SHOWN)

    _google_kept_hours = models.Constraint(
        "CHECK(google_keep_hours_from >= 0 AND google_keep_hours_to <= 24 "
        "AND google_keep_hours_from < google_keep_hours_to)",
        "The first hour in Google must be before the last hour, between 0:00 and 24:00.",
    )

    @api.model
    def _google_settings(self):
        return [*super()._google_settings(), *KEPT_SETTINGS]

    @api.model_create_multi
    def create(self, vals_list):
        if any("google_keep_tags" in vals for vals in vals_list):
            caches.forget(self.env)
        return super().create(vals_list)

    def write(self, vals):
        for command in vals.get("google_keep_tag_ids") or ():
            if isinstance(command, list | tuple) and command[0] not in _CHOOSES:
                raise ValidationError(
                    self.env._("Choose tags that exist; new ones are made in the calendar.")
                )
        result = super().write(vals)
        if "google_keep_tags" in vals:
            caches.forget(self.env)
        chosen, users = not set(KEPT_SETTINGS).isdisjoint(vals), self.sudo()
        if chosen or "tz" in vals:
            by_clock = users.filtered(
                lambda user: user.google_keep_hours or user.google_keep_days != "no"
            )
            judged = users if chosen else by_clock
            judged.google_sync_account_ids.ask_worker("sift")
        return result

    @api.depends_context("lang", "uid")
    @api.depends(*KEPT_SETTINGS, "google_past_days", "google_future_days")
    def _compute_google_kept_notice(self):
        """How many appointments stay in Odoo by what is on the form."""
        for user in self:
            is_shown = user._origin == self.env.user or self.env.is_system()
            kept = is_shown and Kept(user)
            user.google_kept_notice = user._google_kept_text(kept) if kept else False

    def _google_kept_text(self, kept):
        total, count, reasons = kept.count(populate_window(self))
        if not total:
            return False
        span = {"total": total, "past": self.google_past_days, "future": self.google_future_days}
        if not count:
            return self.env._(
                "None of your %(total)s appointments from %(past)s days back to %(future)s days "
                "ahead stay in Odoo.",
                **span,
            )
        labels = {
            "kept_private": self.env._("%(count)s private"),
            "kept_tag": self.env._("%(count)s by their tags"),
            "kept_unconfirmed": self.env._("%(count)s not accepted"),
            "kept_hours": self.env._("%(count)s at other hours"),
            "kept_days": self.env._("%(count)s on other days"),
        }
        each = [labels[reason] % {"count": number} for reason, number in reasons.items() if number]
        return self.env._(
            "Of your %(total)s appointments from %(past)s days back to %(future)s days ahead, "
            "%(count)s stay in Odoo: %(each)s.",
            **span,
            count=count,
            each=format_list(self.env, each),
        )

    @api.private
    @api.model
    @caches.remembered()
    def google_keeps_by_tags(self):
        """Whether the tags of appointments decide for anybody what stays in Odoo."""
        return bool(self.sudo().search_count([("google_keep_tags", "!=", "no")], limit=1))
