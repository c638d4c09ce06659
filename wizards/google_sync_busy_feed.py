from odoo import api, fields, models


class GoogleSyncBusyFeed(models.TransientModel):
    """Lets a user add a calendar elsewhere by its iCal address.

    The address is a secret. It is never stored as it is typed: what takes it encrypts it.
    """

    _name = "google.sync.busy.feed"
    _description = "Google Sync: calendar elsewhere"

    name = fields.Char(required=True)
    google_sync_ical_address = fields.Char(
        string="iCal Address",
        compute="_compute_address",
        inverse="_inverse_address",
        store=False,
        help="Anybody who knows it can read the calendar. Odoo stores it encrypted and shows it to "
        "nobody.",
    )

    def _compute_address(self):
        self.google_sync_ical_address = False

    def _inverse_address(self):
        for feed in self:
            self.env["google.sync.busy.calendar"].add_address(
                self.env.user, feed.name, feed.google_sync_ical_address
            )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        return super().create([{"google_sync_ical_address": "", **vals} for vals in vals_list])

    def action_done(self):
        """Close the dialogue: saving it has added the calendar."""
        self.check_access("write")
        return {"type": "ir.actions.client", "tag": "google_sync_busy_chosen"}
