from odoo import fields, models


class GoogleSyncWorkplaceDay(models.Model):
    """Where somebody works on one day, as both sides have agreed on last."""

    _name = "google.sync.workplace.day"
    _description = "Google Sync: where somebody works on a day"
    _log_access = False
    _rec_name = "day"

    workplace_id = fields.Many2one(
        "google.sync.workplace", required=True, ondelete="cascade", index=True
    )
    day = fields.Date(required=True)
    place = fields.Json(help="Its kind, and what it is called; empty: nowhere.")
    google_id = fields.Char(
        help="The id of an event on its way to Google, which is not made twice by it."
    )

    _day_unique = models.Constraint("UNIQUE(workplace_id, day)", "A day has one row.")
