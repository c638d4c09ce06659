from odoo import api, fields, models

from ..sync.database import caches
from ..sync.odoo import deciding
from .res_company import ADMINISTRATORS, PRIVACY_LEVELS


class CalendarEventType(models.Model):
    """Decides what Google can see of all users' appointments with a tag.

    Tags are common to all companies, and so is this. A tag takes its color along when it is
    deleted.
    """

    _inherit = "calendar.event.type"

    google_privacy = fields.Selection(
        [level for level in PRIVACY_LEVELS if level[0] != "full"],
        string="What Google can see at most",
        groups=ADMINISTRATORS,
        help="Of appointments with this tag, in the calendars of all users. Users' own stricter "
        "choices stay in force. Empty: as each user has chosen.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        tags = super().create(vals_list)
        if any(vals.get("google_privacy") for vals in vals_list):
            self.env["res.company"].google_tell_all()
        return tags

    def write(self, vals):
        result = super().write(vals)
        if "google_privacy" in vals:
            self.env["res.company"].google_tell_all()
        if "google_privacy" in vals or ("name" in vals and self.google_tell()):
            self._google_sync_changed()
        if "name" in vals:
            self.env["google.sync.tag.color"].renamed(self)
        return result

    def unlink(self):
        if self.google_tell():
            self._google_sync_changed()
        has_level = any(self.sudo().mapped("google_privacy"))
        pairs = self.env["google.sync.tag.color"].sudo()
        pairs.search([("categ_id", "in", self.ids)]).unlink()
        result = super().unlink()
        if has_level:
            self.env["res.company"].google_tell_all()
        return result

    def _google_sync_changed(self):
        """Have workers look at what Google shows of the appointments with these tags."""
        self.env["google.sync.change"].enqueue_events(deciding.tagged, self)

    @api.private
    @api.model
    def google_levels(self):
        """What Google can see at most of appointments with a tag, by the tag's id, as JSON has it.

        Tags with which it depends on the user alone are not in it.

        :rtype: dict[str, str]
        """
        decided = self.sudo().search_fetch([("google_privacy", "!=", False)], ["google_privacy"])
        return {str(tag.id): tag.google_privacy for tag in decided}

    @api.private
    @api.model
    @caches.remembered()
    def google_tell(self):
        """Whether the tags of appointments decide what Google shows of anybody's."""
        return bool(self.google_levels()) or self.env["res.users"].google_shows_kinds()
