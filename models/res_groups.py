from odoo import api, models

from ..sync.operations import profiles

#: The fields that decide who is in a group.
_DECISIVE = frozenset({"all_user_ids", "implied_by_ids", "implied_ids", "user_ids"})


class ResGroups(models.Model):
    """Users who come into a group or leave it have other profiles."""

    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        if any(not _DECISIVE.isdisjoint(vals) for vals in vals_list):
            self._spread_google_profiles()
        return groups

    def write(self, vals):
        result = super().write(vals)
        if not _DECISIVE.isdisjoint(vals):
            self._spread_google_profiles()
        return result

    def unlink(self):
        result = super().unlink()
        self._spread_google_profiles()
        return result

    def _spread_google_profiles(self):
        if self.env["google.sync.profile"].in_force():
            self.env.flush_all()
            profiles.spread(self.env)
