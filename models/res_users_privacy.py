from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..engine.events.masking import strictest
from ..sync.database import caches
from ..sync.odoo.masks import Masks
from .res_company import PRIVACY_LEVELS
from .res_users import OWN, SETTING, SHOWN

#: The fields that decide which words Google gets.
_DECISIVE = frozenset(
    {
        "google_privacy_choice",
        "google_share_guests",
        "google_replace_copies",
        "google_locks",
        "company_id",
        "company_ids",
        "lang",
    }
)


class ResUsers(models.Model):
    """Decides what Google shows of a user's appointments."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_privacy_choice = fields.Selection(
        PRIVACY_LEVELS,
        help="What the user has chosen; empty as long as they follow their company.",
        **SETTING,
    )
    google_privacy = fields.Selection(
        PRIVACY_LEVELS,
        string="What Google can see",
        compute="_compute_google_privacy",
        inverse="_inverse_google_privacy",
        compute_sudo=True,
        help="Google shows this for appointments created in Odoo. Appointments created in Google "
        "keep their text until somebody changes it in Odoo.",
        groups=OWN,
    )
    google_replace_copies = fields.Boolean(
        string="Also hide the titles of meetings that colleagues organize",
        help="Puts an appointment without the title in the place of a colleague's meeting, and "
        "removes you from its guests in Google. In Odoo you remain an attendee.",
        **SETTING,
    )
    google_privacy_enforced = fields.Boolean(
        compute="_compute_google_privacy_enforced", compute_sudo=True, **SHOWN
    )
    google_privacy_example = fields.Char(compute="_compute_google_privacy_example", **SHOWN)
    google_details_example = fields.Char(compute="_compute_google_privacy_example", **SHOWN)

    @api.model
    def _google_settings(self):
        return [*super()._google_settings(), "google_privacy"]

    @api.depends(
        "google_privacy_choice",
        "google_locks",
        "company_id.google_privacy",
        "company_ids.google_privacy",
        "company_ids.google_privacy_enforced",
    )
    def _compute_google_privacy(self):
        for user in self:
            user.google_privacy = user._google_privacy_level()

    @api.depends("company_id", "company_ids.google_privacy_enforced")
    def _compute_google_privacy_enforced(self):
        for user in self:
            user.google_privacy_enforced = bool(user._google_enforcing())

    def _inverse_google_privacy(self):
        for user in self.sudo():
            wanted = user.google_privacy
            if user._google_strictest(wanted) != wanted:
                raise UserError(
                    self.env._(
                        "%(company)s decides what Google can see of %(user)s's appointments. An "
                        "administrator can change that in Settings → Google Sync.",
                        company=", ".join(user._google_enforcing().mapped("name")),
                        user=user.name,
                    )
                )
            if user.company_id not in user._google_enforcing():
                user.google_privacy_choice = wanted

    @api.depends("google_privacy", "google_share_guests", "lang")
    def _compute_google_privacy_example(self):
        for user in self:
            masks = Masks(user)
            user.google_privacy_example = masks.example()
            user.google_details_example = masks.example_of_details()

    @api.model_create_multi
    def create(self, vals_list):
        if any(vals.get("google_privacy_choice") for vals in vals_list):
            caches.forget(self.env)
        return super().create(vals_list)

    def write(self, vals):
        if _DECISIVE.isdisjoint(vals):
            return super().write(vals)
        before = self.sudo()._google_words()
        result = super().write(vals)
        if "google_privacy_choice" in vals:
            caches.forget(self.env)
        self.sudo()._send_google_words_again(before)
        return result

    def _google_privacy_level(self):
        """What counts: what the user has chosen or has from their company, unless that is less
        strict than what any of their companies has decided for everybody.

        All of them count, wherever somebody is at work, for their appointments of all go into one
        calendar.
        """
        return self._google_strictest(self.google_privacy_choice or self.company_id.google_privacy)

    def _google_strictest(self, own):
        """:param own: the level without anything that is decided for everybody"""
        enforcing = self._google_enforcing()
        levels = set(enforcing.mapped("google_privacy"))
        is_own = self.company_id not in enforcing or self.google_is_locked("google_privacy")
        if own and is_own:
            levels.add(own)
        return strictest(levels)

    def _google_enforcing(self):
        """The companies of the user that have decided for everybody."""
        return (self.company_ids | self.company_id).filtered("google_privacy_enforced")

    def _google_words(self):
        """Return, for each user, what decides on the words that Google gets."""
        return {
            user: (
                user._google_privacy_level(),
                user.lang,
                user.shares_google_guests(),
                user.google_replace_copies,
            )
            for user in self
        }

    def _send_google_words_again(self, before):
        """Compare all links of the users whose words in Google have changed.

        A user who begins to share guests shares those of later changes and populates only: Google
        would mail the guests of all existing meetings.

        :param before: what :meth:`_google_words` was
        """
        now = self._google_words()
        for user in self.filtered(lambda user: now[user] != before[user]):
            (level, _lang, shares, _replaces), (former_level, _, shared, _) = (
                now[user],
                before[user],
            )
            stops = shared and not shares
            if level != "full" or former_level != "full" or stops:
                user.google_sync_account_ids.ask_worker("compare")
            if stops:
                self.env["google.sync.change"].enqueue(user._meetings_with_google_users())

    @api.private
    @api.model
    def google_shows_kinds(self):
        """Whether Google shows anybody the tags of their appointments."""
        chosen = self.sudo().search_count([("google_privacy_choice", "=", "kind")], limit=1)
        companies = self.env["res.company"].sudo()
        return bool(chosen or companies.search_count([("google_privacy", "=", "kind")], limit=1))

    def _meetings_with_google_users(self):
        """The user's meetings that may be in colleagues' calendars, with the list of guests."""
        others = self.env["google.sync.account"].search([("user_id", "!=", self.id)])
        return self.env["calendar.event"].search(
            Domain("user_id", "=", self.id)
            & Domain("description", "!=", False)
            & Domain("attendee_ids.partner_id", "in", others.partner_id.ids)
        )

    @api.private
    def shares_google_guests(self):
        """Whether the guests of the user's meetings go to Google, which would show their names."""
        return self.google_share_guests != "no" and self.google_privacy == "full"
