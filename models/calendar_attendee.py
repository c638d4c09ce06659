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
        if "state" in vals and (twins := self._google_sync_twins(vals["state"])):
            twins.write({"state": vals["state"]})
        return result

    def _google_sync_twins(self, state):
        """The other lines of the same people with another answer: Odoo leaves both lines where it
        merges two contacts who attend one meeting."""
        answered = {(line.event_id, line.partner_id) for line in self}
        return (self.event_id.attendee_ids - self).filtered(
            lambda line: (line.event_id, line.partner_id) in answered and line.state != state
        )

    def unlink(self):
        check_others_stay(self)
        self.env["google.sync.change"].enqueue(self.event_id)
        return super().unlink()
