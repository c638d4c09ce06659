from odoo import api, models

from ..sync.odoo.closed_meetings import check_others_stay


class CalendarAttendee(models.Model):
    """Tells the outbox when attendees or their answers change."""

    _inherit = "calendar.attendee"

    @api.model_create_multi
    def create(self, vals_list):
        attendees = super().create(vals_list)
        self.env["google.sync.change"].enqueue(attendees.event_id)
        attendees.event_id._google_sync_forget_guests()
        return attendees

    def write(self, vals):
        moves = not {"partner_id", "event_id"}.isdisjoint(vals)
        if moves:
            self.env["google.sync.change"].enqueue(self.event_id)
        result = super().write(vals)
        if moves or "state" in vals:
            self.env["google.sync.change"].enqueue(self.event_id)
        return result

    def unlink(self):
        check_others_stay(self)
        self.env["google.sync.change"].enqueue(self.event_id)
        return super().unlink()
