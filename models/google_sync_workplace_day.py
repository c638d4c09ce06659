from odoo import api, fields, models

from ..engine.events.workplace import Known, Place


class GoogleSyncWorkplaceDay(models.Model):
    """Where somebody works on one day, as both sides said when they were compared last."""

    _name = "google.sync.workplace.day"
    _description = "Google Sync: where somebody works on a day"
    _log_access = False
    _rec_name = "day"

    workplace_id = fields.Many2one(
        "google.sync.workplace", required=True, ondelete="cascade", index=True
    )
    day = fields.Date(required=True)
    odoo_place = fields.Json(
        string="In Odoo", help="The kind of the place, and what it is called; empty: none."
    )
    google_place = fields.Json(
        string="In Google", help="What Google says of the day, in the same form."
    )
    google_id = fields.Char(
        help="The id of an event on its way to Google, which is not made twice by it."
    )

    _day_unique = models.Constraint("UNIQUE(workplace_id, day)", "A day has one row.")

    @api.private
    def known(self):
        """:rtype: engine.events.workplace.Known"""
        return Known(
            *(Place(*one) if one else None for one in (self.odoo_place, self.google_place))
        )
