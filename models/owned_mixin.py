from odoo import api, models


class GoogleSyncOwnedMixin(models.AbstractModel):
    """Records whose names are shown only to users who may read them.

    Odoo shows anybody the name of a record that one of their own records refers to. So a reference
    to somebody else's record would reveal its name.
    """

    _name = "google.sync.owned.mixin"
    _description = "Google Sync: records whose names are their owner's"

    @api.depends_context("uid")
    def _compute_display_name(self):
        result = super()._compute_display_name()
        self._hide_names_of_others()
        return result

    def _hide_names_of_others(self):
        stored = self.filtered(lambda record: record._origin)
        readable = stored._origin.with_user(self.env.uid)._filtered_access("read")
        stored.filtered(lambda record: record._origin not in readable).display_name = False
