from odoo import api, models
from odoo.exceptions import AccessError

from ..sync.database import sync_only


class GoogleSyncGuardedMixin(models.AbstractModel):
    """Records with fields that only a sync may write (``sync.database.sync_only``)."""

    _name = "google.sync.guarded.mixin"
    _description = "Google Sync: records with fields that only a sync writes"

    #: Their names.
    _google_sync_only = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_google_sync_only(name for name, value in vals.items() if value)
        return super().create(vals_list)

    def write(self, vals):
        self._check_google_sync_only(vals)
        return super().write(vals)

    @api.model
    def default_get(self, fields):
        """Leave out the sync's own fields: a caller could set them by the context."""
        defaults = super().default_get(fields)
        return {
            name: value for name, value in defaults.items() if name not in self._google_sync_only
        }

    @api.model
    def _check_google_sync_only(self, names):
        """:raise AccessError: one of these fields is the sync's, and this is none"""
        refused = self._google_sync_only.intersection(names)
        if refused and not sync_only.may_write(self.env):
            labels = [self._fields[name].string for name in sorted(refused)]
            raise AccessError(
                self.env._(
                    "Only Google Sync itself writes this: %(fields)s.", fields=", ".join(labels)
                )
            )
