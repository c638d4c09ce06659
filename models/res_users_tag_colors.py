from odoo import api, fields, models
from odoo.tools import format_list

from ..google_api.transport.oauth import SCOPE_CALENDARS
from ..sync.odoo.tag_colors import BY_NAME, goes_by_labels, known_labels
from .res_users import SHOWN


class ResUsers(models.Model):
    """What the Google page says of tags and colors, and where users choose their own."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_tag_colors = fields.Char(
        string="Tags with a color in Google", compute="_compute_google_tag_colors", **SHOWN
    )
    google_labels_not_allowed = fields.Boolean(
        compute="_compute_google_labels", compute_sudo=True, **SHOWN
    )
    google_labels_notice = fields.Char(compute="_compute_google_labels", compute_sudo=True, **SHOWN)

    def write(self, vals):
        if "company_id" not in vals:
            return super().write(vals)
        pairs = self.env["google.sync.tag.color"].sudo()
        before = {user: pairs.pairs_of(user) for user in self}
        result = super().write(vals)
        others = self.filtered(lambda user: pairs.pairs_of(user) != before[user])
        others.sudo().google_sync_account_ids.ask_worker("compare")
        return result

    @api.depends_context("lang", "uid")
    def _compute_google_tag_colors(self):
        pairs = self.env["google.sync.tag.color"]
        names = dict(pairs._fields["color"]._description_selection(self.env))
        for user in self:
            is_shown = user._origin == self.env.user or self.env.is_system()
            found = pairs.sudo().pairs_of(user._origin.sudo()) if is_shown else ()
            tags = self.env["calendar.event.type"].browse(tag for tag, _color in found).exists()
            told = [
                self.env._("%(tag)s: %(color)s", tag=tag.name, color=names[color])
                for tag_id, color in found
                if (tag := tags.filtered(lambda one, tag_id=tag_id: one.id == tag_id))
            ]
            user.google_tag_colors = format_list(self.env, told) if told else False

    @api.depends_context("lang", "uid")
    def _compute_google_labels(self):
        """Whether Odoo may see the labels of the calendar, and which tags have none there."""
        for user in self:
            origin, account = user._origin, user._origin.google_sync_account_ids
            is_shown = origin == self.env.user or self.env.is_system()
            concerned = is_shown and bool(account.google_email) and goes_by_labels(origin)
            lacks = concerned and origin.google_lacks_scope(SCOPE_CALENDARS)
            user.google_labels_not_allowed = bool(lacks) and origin == self.env.user
            user.google_labels_notice = concerned and not lacks and self._google_no_label(account)

    @api.model
    def _google_no_label(self, account):
        """Which tags go by a label that the calendar does not have, in a sentence."""
        labels = known_labels(account)
        if labels is None:
            return self.env._("The labels of your Google calendar are read with the next sync.")
        pairs = self.env["google.sync.tag.color"].pairs_of(account.user_id)
        tags = self.env["calendar.event.type"].browse(
            tag for tag, color in pairs if color == BY_NAME
        )
        names = [tag.name for tag in tags.exists() if tag.name.strip().casefold() not in labels]
        if not names:
            return False
        return self.env._(
            "Your Google calendar has no label with the name %(tags)s. In Google Calendar, give an "
            "event color this name, and Odoo finds it within 15 minutes.",
            tags=format_list(self.env, [self.env._("“%s”", name) for name in names], style="or"),
        )

    def action_google_tag_colors(self):
        """Open the user's own pairs of tags and colors."""
        self._check_google_self()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "google_sync.google_sync_tag_color_action_own"
        )
        return {
            **action,
            "domain": [("user_id", "=", self.env.uid)],
            "context": {"default_user_id": self.env.uid},
        }
