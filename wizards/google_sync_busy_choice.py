from odoo import api, fields, models

from ..google_api.calendar import client as google_calendar
from ..google_api.transport.oauth import SCOPE_FREEBUSY
from ..sync.google import access
from ..sync.reporting import messages


class GoogleSyncBusyChoice(models.TransientModel):
    """Lets a user tick which of their other Google calendars block time in Odoo.

    The calendar that is synchronized is not among them: it would be in its own way.
    """

    _name = "google.sync.busy.choice"
    _description = "Google Sync: choose other calendars"

    line_ids = fields.One2many("google.sync.busy.choice.line", "choice_id")
    needs_leave = fields.Boolean(
        readonly=True, help="Google will ask whether Odoo may see when they are busy."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.check_access("create")
        user = self.env.user.sudo()
        account = user.google_sync_account_ids
        # Google is asked before anything is written.
        with messages.told_to_user(self.env):
            found = google_calendar.list_calendars(access.session(account))
        ticked = self.env["google.sync.busy.calendar"].of(user, "google").mapped("google_id")
        lines = [
            fields.Command.create(
                {
                    "google_id": calendar.id,
                    "name": calendar.summary or calendar.id,
                    "is_ticked": calendar.id in ticked,
                }
            )
            for calendar in found
            if calendar.id != account.calendar_id
        ]
        lacks = user.google_lacks_scope(SCOPE_FREEBUSY)
        return super().create(
            [{**vals, "line_ids": lines, "needs_leave": lacks} for vals in vals_list]
        )

    def action_apply(self):
        """Keep what is ticked. Google asks for the user's permission if it is still missing."""
        self.ensure_one()
        self.check_access("write")
        user = self.env.user.sudo()
        own = user.google_sync_account_ids.calendar_id
        wanted = {
            line.google_id: line.name
            for line in self.line_ids
            if line.is_ticked and line.google_id != own
        }
        self.env["google.sync.busy.calendar"].tick(user, wanted)
        if wanted and user.google_lacks_scope(SCOPE_FREEBUSY):
            return {"type": "ir.actions.act_url", "url": access.CONNECT, "target": "self"}
        return {"type": "ir.actions.client", "tag": "google_sync_busy_chosen"}


class GoogleSyncBusyChoiceLine(models.TransientModel):
    _name = "google.sync.busy.choice.line"
    _inherit = "google.sync.owned.mixin"
    _description = "Google Sync: other calendar to choose"
    _order = "name, id"

    choice_id = fields.Many2one("google.sync.busy.choice", required=True, ondelete="cascade")
    google_id = fields.Char(required=True)
    name = fields.Char(required=True)
    is_ticked = fields.Boolean(string="Blocks Time")
