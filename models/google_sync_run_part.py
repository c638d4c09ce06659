from odoo import fields, models
from odoo.tools import SQL


class GoogleSyncRunPart(models.Model):
    """The time that a run spent, a row for each part, since a graph shows one measure only."""

    _name = "google.sync.run.part"
    _description = "Google Sync: parts of a sync"
    _auto = False
    _order = "finished_at desc, id"
    _rec_name = "run_id"

    run_id = fields.Many2one("google.sync.run", readonly=True)
    user_id = fields.Many2one("res.users", readonly=True)
    kind = fields.Selection(
        [("calendar", "Calendar"), ("contacts", "Contacts")], string="Type", readonly=True
    )
    finished_at = fields.Datetime(string="Day", readonly=True)
    part = fields.Selection(
        [
            ("google", "Waiting for Google"),
            ("reading", "Reading"),
            ("planning", "Planning"),
            ("writing", "Writing to Odoo"),
        ],
        readonly=True,
    )
    seconds = fields.Float(readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT run.id * 4 + part.number AS id, run.id AS run_id, run.user_id, run.kind,
                   run.finished_at, part.part, part.seconds
              FROM google_sync_run AS run
             CROSS JOIN LATERAL (VALUES (0, 'google', run.google_seconds),
                                        (1, 'reading', run.reading_seconds),
                                        (2, 'planning', run.planning_seconds),
                                        (3, 'writing', run.writing_seconds))
                     AS part(number, part, seconds)
             WHERE part.seconds IS NOT NULL AND run.finished_at IS NOT NULL
            """
        )
