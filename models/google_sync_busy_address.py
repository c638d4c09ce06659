from odoo import api, fields, models


class GoogleSyncBusyAddress(models.Model):
    """The iCal address of a calendar, encrypted: whoever knows it can read the calendar."""

    _name = "google.sync.busy.address"
    _inherit = "google.sync.encrypted.mixin"
    _description = "Google Sync: iCal address"
    _log_access = False
    _rec_name = "calendar_id"

    calendar_id = fields.Many2one(
        "google.sync.busy.calendar", required=True, ondelete="cascade", index=True
    )

    @api.private
    @api.model
    def load(self, calendars):
        """The addresses by the id of the calendar, of those that this server can decrypt.

        :rtype: dict[int, str]
        """
        rows = self.sudo().search([("calendar_id", "in", calendars.ids)])
        found = {row.calendar_id.id: row._decrypted() for row in rows}
        return {calendar_id: address for calendar_id, address in found.items() if address}
