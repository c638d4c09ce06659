from odoo import models

from ..sync.odoo import deciding


class CalendarAlarm(models.Model):
    """Has the appointments looked at whose reminder comes at another time, or otherwise."""

    _inherit = "calendar.alarm"

    def write(self, vals):
        result = super().write(vals)
        if not {"alarm_type", "duration", "interval"}.isdisjoint(vals):
            self.env["google.sync.change"].enqueue_events(deciding.reminded_by, self)
        return result
