from odoo import fields, models


class GoogleSyncOverlap(models.Model):
    """Two busy events of one user at the same time, which the user has been told."""

    _name = "google.sync.overlap"
    _description = "Google Sync: overlap that was told"
    _log_access = False
    _rec_name = "first_id"

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    first_id = fields.Many2one("calendar.event", required=True, ondelete="cascade", index=True)
    second_id = fields.Many2one("calendar.event", required=True, ondelete="cascade", index=True)

    _pair_unique = models.Constraint(
        "UNIQUE(account_id, first_id, second_id)", "A user hears about each overlap once."
    )
