from odoo import api, fields, models
from odoo.tools import SQL


class GoogleSyncPace(models.Model):
    """How much was asked of Google in the last minute, over all workers.

    Only ``sync/google/pace.py`` reads and writes it, beside the ORM. Nobody has a right to it.
    """

    _name = "google.sync.pace"
    _description = "Google Sync: use of Google's quotas"
    _log_access = False
    _rec_name = "key"

    key = fields.Char(
        required=True, help="Google's quota, and the user or the project that it is for."
    )
    sent = fields.Json(help="How many requests were sent in each second, counted from 1970.")
    asked_at = fields.Datetime(string="Last Sent", help="When the last requests were sent.")

    _key_unique = models.Constraint("UNIQUE(key)", "Each quota is counted once.")

    @api.autovacuum
    def _gc_idle(self):
        """Remove quotas that nobody has used for an hour; nobody waits for them."""
        self.env.cr.execute(
            SQL(
                """
                DELETE FROM google_sync_pace
                 WHERE id IN (SELECT id FROM google_sync_pace
                               WHERE asked_at < (now() AT TIME ZONE 'UTC') - INTERVAL '1 hour'
                                 FOR UPDATE SKIP LOCKED)
                """
            )
        )
