from odoo import api, fields, models
from odoo.tools import SQL

from ..sync.reporting.budget import daily_budget


class GoogleSyncUsage(models.Model):
    """How many requests to Calendar were sent in each hour, over all workers.

    Only ``sync/google/pace.py`` writes it, beside the ORM, with the statement that books the pace.
    """

    _name = "google.sync.usage"
    _description = "Google Sync: requests to Google"
    _log_access = False
    _rec_name = "hour"
    _order = "hour desc"

    hour = fields.Datetime(required=True, readonly=True)
    requests = fields.Integer(required=True, readonly=True)

    _hour_unique = models.Constraint("UNIQUE(hour)", "Each hour is counted once.")

    @api.autovacuum
    def _gc_usage(self):
        days = self.env["google.sync.run"]._kept_days()
        horizon = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        self.env.cr.execute(SQL("DELETE FROM google_sync_usage WHERE hour < %s", horizon))


class GoogleSyncUsageDay(models.Model):
    """The requests of each day beside the budget. Both are rows, and not two measures, for a graph
    shows one measure only."""

    _name = "google.sync.usage.day"
    _description = "Google Sync: requests a day"
    _auto = False
    _order = "day desc, series"
    _rec_name = "day"

    day = fields.Date(readonly=True, help="In UTC.")
    series = fields.Selection(
        [("requests", "Requests"), ("budget", "Budget")], string="What", readonly=True
    )
    requests = fields.Integer(readonly=True, help="Requests to Google Calendar.")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT (day - DATE '2000-01-01') * 2 + number AS id, day, series,
                   CASE series WHEN 'requests' THEN requests ELSE %s END AS requests
              FROM (SELECT hour::date AS day, sum(requests)::int AS requests
                      FROM google_sync_usage GROUP BY 1) AS sent
             CROSS JOIN (VALUES (0, 'requests'), (1, 'budget')) AS shown(number, series)
            """,
            daily_budget(self.env),
        )
