from odoo import models


class CalendarEventType(models.Model):
    """A tag takes its color along when it is deleted."""

    _inherit = "calendar.event.type"

    def unlink(self):
        pairs = self.env["google.sync.tag.color"].sudo()
        pairs.search([("categ_id", "in", self.ids)]).unlink()
        return super().unlink()
