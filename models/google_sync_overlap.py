from odoo import fields, models
from odoo.tools import SQL


class GoogleSyncOverlap(models.Model):
    """Two busy events of one user at the same time, which the user has been told."""

    _name = "google.sync.overlap"
    _inherit = "google.sync.shown"
    _description = "Google Sync: double booking"
    _order = "id"
    _log_access = False
    _rec_name = "first_id"
    _state_depends = (
        "is_kept",
        "first_id.active",
        "first_id.show_as",
        "first_id.start",
        "first_id.stop",
        "second_id.active",
        "second_id.show_as",
        "second_id.start",
        "second_id.stop",
    )

    account_id = fields.Many2one("google.sync.account", required=True, ondelete="cascade")
    first_id = fields.Many2one(
        "calendar.event", string="Appointment", required=True, ondelete="cascade", index=True
    )
    second_id = fields.Many2one(
        "calendar.event", string="Overlaps With", required=True, ondelete="cascade", index=True
    )
    first_start = fields.Datetime(related="first_id.start", string="When")
    second_start = fields.Datetime(related="second_id.start", string="Starts")
    is_kept = fields.Boolean(readonly=True, help="The user wants both at the same time.")
    state = fields.Selection(
        [("open", "To move"), ("kept", "Both kept"), ("over", "Resolved")],
        compute="_compute_state",
        search="_search_state",
    )

    _pair_unique = models.Constraint(
        "UNIQUE(account_id, first_id, second_id)", "A user hears about each overlap once."
    )

    def _shown_query(self, name):
        """State: over is what was moved, cancelled or declined, or is in the past."""
        if name != "state":
            return super()._shown_query(name)
        self.flush_model()
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model()
        return SQL(
            """
            SELECT overlap.id,
                   CASE WHEN overlap.is_kept THEN 'kept'
                        WHEN first.span && second.span AND upper(first.span) > %(now)s
                             AND upper(second.span) > %(now)s THEN 'open'
                        ELSE 'over' END AS value
              FROM google_sync_overlap AS overlap
              LEFT JOIN (%(busy)s) AS first ON first.account_id = overlap.account_id
                                           AND first.event_id = overlap.first_id
              LEFT JOIN (%(busy)s) AS second ON second.account_id = overlap.account_id
                                            AND second.event_id = overlap.second_id
            """,
            now=fields.Datetime.now(),
            busy=_BUSY,
        )

    def action_keep(self):
        """The user wants both at the same time."""
        self.check_access("read")
        self.sudo().is_kept = True
        self.sudo().account_id.refresh_browsers()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def action_open_first(self):
        """Open the earlier appointment."""
        return self._open("first_id")

    def action_open_second(self):
        """Open the later appointment."""
        return self._open("second_id")

    def _open(self, name):
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "calendar.event",
            "res_id": self.sudo()[name].id,
            "views": [(False, "form")],
        }


#: What keeps the user of each account busy, with its time in UTC.
_BUSY = SQL(
    """
    SELECT account.id AS account_id, event.id AS event_id,
           CASE WHEN event.allday
                THEN tsrange(event.start_date::timestamp AT TIME ZONE zone.name AT TIME ZONE 'UTC',
                             (event.stop_date + 1)::timestamp AT TIME ZONE zone.name
                                 AT TIME ZONE 'UTC')
                ELSE tsrange(event.start, GREATEST(event.start, event.stop)) END AS span
      FROM calendar_event AS event
      JOIN calendar_attendee AS attendee
        ON attendee.event_id = event.id AND attendee.state != 'declined'
      JOIN google_sync_account AS account ON account.partner_id = attendee.partner_id
      JOIN res_partner AS partner ON partner.id = account.partner_id
     CROSS JOIN LATERAL (SELECT COALESCE(NULLIF(partner.tz, ''), 'UTC') AS name) AS zone
     WHERE event.active AND event.show_as = 'busy'
    """
)
