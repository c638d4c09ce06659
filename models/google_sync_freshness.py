from odoo import fields, models
from odoo.tools import SQL


class GoogleSyncFreshness(models.Model):
    """How long changes were on their way: each run that took some across, for two percentiles.

    A percentile of percentiles means nothing, so each grouping is computed from the runs. Both are
    rows, and not two measures, for a graph shows one measure only.
    """

    _name = "google.sync.freshness"
    _description = "Google Sync: freshness"
    _auto = False
    _order = "finished_at desc, id"
    _rec_name = "run_id"

    run_id = fields.Many2one("google.sync.run", readonly=True)
    account_id = fields.Many2one("google.sync.account", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    finished_at = fields.Datetime(string="Day", readonly=True)
    percentile = fields.Selection(
        [("p50", "Typical delay (p50)"), ("p95", "Slowest delay (p95)")],
        readonly=True,
    )
    delay = fields.Float(
        string="Delay in Seconds",
        readonly=True,
        aggregator="avg",
        help="The percentile, over the runs, of the seconds that the oldest change was on its way.",
    )

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT run.id * 2 + share.number AS id, run.id AS run_id, run.account_id, run.user_id,
                   run.finished_at, share.percentile, run.delay
              FROM google_sync_run AS run
             CROSS JOIN (VALUES (0, 'p50'), (1, 'p95')) AS share(number, percentile)
             WHERE run.delay IS NOT NULL AND run.finished_at IS NOT NULL
            """
        )

    def _read_group_select(self, aggregate_spec, query):
        if aggregate_spec != "delay:avg":
            return super()._read_group_select(aggregate_spec, query)
        delay = self._field_to_sql(self._table, "delay", query)
        return SQL(
            """
            CASE WHEN max(%(percentile)s) = 'p50'
                 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY %(delay)s)
                 ELSE percentile_cont(0.95) WITHIN GROUP (ORDER BY %(delay)s)
            END
            """,
            percentile=self._field_to_sql(self._table, "percentile", query),
            delay=delay,
        )
