import json

from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.database import zones
from ..sync.reporting.client_actions import reload


class GoogleSyncOverlap(models.Model):
    """Two busy events of one user at the same time, or one and a time that another calendar of
    theirs takes, which the user has been told."""

    _name = "google.sync.overlap"
    _inherit = ["google.sync.shown", "google.sync.filters.mixin"]
    _description = "Google Sync: double booking"
    _order = "id"
    _log_access = False
    _google_sync_inner = frozenset({"account_id", "elsewhere_start", "is_kept"})
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
        "calendar.event",
        string="Overlaps With",
        ondelete="cascade",
        index=True,
        help="Empty if it is in another calendar, because Odoo knows only its time.",
    )
    elsewhere_start = fields.Datetime(readonly=True)
    first_start = fields.Datetime(related="first_id.start", string="When")
    second_start = fields.Datetime(string="Starts", compute="_compute_second")
    second_name = fields.Char(string="Overlaps", compute="_compute_second")
    is_kept = fields.Boolean(readonly=True, help="The user wants both at the same time.")
    state = fields.Selection(
        [("open", "To move"), ("kept", "Both kept"), ("over", "Resolved")],
        compute="_compute_state",
        search="_search_state",
    )

    _pair_unique = models.Constraint(
        "UNIQUE(account_id, first_id, second_id)", "A user hears about each overlap once."
    )
    _elsewhere_unique = models.UniqueIndex(
        "(account_id, first_id, elsewhere_start) WHERE second_id IS NULL",
        "A user hears about each overlap once.",
    )

    @api.depends("second_id.start", "second_id.display_name", "elsewhere_start")
    @api.depends_context("uid", "lang")
    def _compute_second(self):
        for overlap in self:
            second = overlap.second_id
            overlap.second_start = second.start or overlap.elsewhere_start
            overlap.second_name = (
                second.display_name if second else self.env._("Busy in another calendar")
            )

    def _shown_query(self, name):
        """State: over is what was moved, cancelled or declined, or is in the past."""
        if name != "state":
            return super()._shown_query(name)
        self.flush_model()
        self.env["calendar.event"].flush_model()
        self.env["calendar.attendee"].flush_model()
        self.env["google.sync.busy.interval"].flush_model()
        return SQL(
            """
            SELECT overlap.id,
                   CASE WHEN overlap.is_kept THEN 'kept'
                        WHEN first.span && other.span AND upper(first.span) > %(now)s
                             AND upper(other.span) > %(now)s THEN 'open'
                        ELSE 'over' END AS value
              FROM google_sync_overlap AS overlap
              LEFT JOIN (%(busy)s) AS first ON first.account_id = overlap.account_id
                                           AND first.event_id = overlap.first_id
              LEFT JOIN (%(busy)s) AS second ON second.account_id = overlap.account_id
                                            AND second.event_id = overlap.second_id
              LEFT JOIN LATERAL (%(elsewhere)s) AS elsewhere ON TRUE
             CROSS JOIN LATERAL (SELECT COALESCE(second.span, elsewhere.span) AS span) AS other
            """,
            now=fields.Datetime.now(),
            busy=self._busy_query(),
            elsewhere=_ELSEWHERE,
        )

    def _busy_query(self):
        """Return a query of what keeps each account's user busy, with its time in UTC."""
        self.env["res.partner"].flush_model(["tz"])
        names = self.env.execute_query(_ZONES)
        known = {name: zones.in_postgresql(self.env, name) for (name,) in names}
        return SQL(_BUSY, zones=json.dumps(known))

    def action_keep(self):
        """The user wants both at the same time."""
        self.check_access("read")
        self.sudo().is_kept = True
        self.sudo().account_id.refresh_browsers()
        return reload()

    def action_open_first(self):
        """Open the earlier appointment."""
        return self._open("first_id")

    def action_open_second(self):
        """Open the later appointment; what is in another calendar cannot be opened."""
        return self._open("second_id" if self.sudo().second_id else "first_id")

    def _open(self, name):
        self.ensure_one()
        self.check_access("read")
        return self.sudo()[name]._get_records_action()


#: The time zones of the users.
_ZONES = SQL(
    """
    SELECT DISTINCT partner.tz
      FROM google_sync_account AS account
      JOIN res_partner AS partner ON partner.id = account.partner_id
     WHERE partner.tz IS NOT NULL
    """
)

#: What keeps the user of each account busy, with its time in UTC. Of ``zones`` each leads to one
#: that PostgreSQL knows.
_BUSY = """
    SELECT account.id AS account_id, event.id AS event_id,
           CASE WHEN event.allday
                THEN tsrange(event.start_date::timestamp AT TIME ZONE zone.name AT TIME ZONE 'UTC',
                             (GREATEST(event.start_date, event.stop_date) + 1)::timestamp
                                 AT TIME ZONE zone.name AT TIME ZONE 'UTC')
                ELSE tsrange(event.start, GREATEST(event.start, event.stop)) END AS span
      FROM calendar_event AS event
      JOIN calendar_attendee AS attendee
        ON attendee.event_id = event.id AND attendee.state != 'declined'
      JOIN google_sync_account AS account ON account.partner_id = attendee.partner_id
      JOIN res_partner AS partner ON partner.id = account.partner_id
     CROSS JOIN LATERAL (SELECT COALESCE(%(zones)s::jsonb ->> partner.tz, 'UTC') AS name) AS zone
     WHERE event.active AND event.show_as = 'busy'
       AND CASE WHEN event.allday THEN event.start_date IS NOT NULL
                ELSE event.start IS NOT NULL END
"""

#: What another calendar takes of the time of the first event, where that is what it is about.
_ELSEWHERE = SQL(
    """
    SELECT tsrange(busy.start, busy.stop) AS span
      FROM google_sync_busy_interval AS busy
      JOIN google_sync_busy_calendar AS calendar ON calendar.id = busy.calendar_id
      JOIN google_sync_account AS account
        ON account.id = overlap.account_id AND account.user_id = calendar.user_id
     WHERE overlap.second_id IS NULL AND tsrange(busy.start, busy.stop) && first.span
     ORDER BY busy.stop DESC
     LIMIT 1
    """
)
