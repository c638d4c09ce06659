from odoo import api, models


class GoogleSyncFiltersMixin(models.AbstractModel):
    """Records with fields that mean nothing to people, who are not offered them for filters and
    groups of their own."""

    _name = "google.sync.filters.mixin"
    _description = "Google Sync: records with fields that only the sync reads"

    #: Their names.
    _google_sync_inner = frozenset()

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        found = super().fields_get(allfields, attributes)
        for name in self._google_sync_inner & found.keys():
            about = found[name]
            about.update((key, False) for key in about.keys() & {"searchable", "groupable"})
        return found
