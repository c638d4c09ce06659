from odoo import api, fields, models
from odoo.tools import format_list

from .res_users import OWN


class ResUsers(models.Model):
    """What the Google page says of tags and colors, and where users choose their own."""

    _inherit = "res.users"  # pylint: disable=consider-merging-classes-inherited

    google_tag_colors = fields.Char(
        string="Tags with a color in Google", compute="_compute_google_tag_colors", groups=OWN
    )

    @property
    def SELF_READABLE_FIELDS(self):  # noqa: N802
        return [*super().SELF_READABLE_FIELDS, "google_tag_colors"]

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
