"""A database of 19.0.0.7.0 calls a series that Odoo cannot hold by another name."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged
from odoo.tools.sql import rename_column

from ...series_case import AdverseCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.8.0/pre-names.py"


@tagged("post_install", "-at_install")
class TestMigrationOfExplodedSeries(AdverseCase):
    def _upgrade(self):
        self.env.flush_all()
        rename_column(self.env.cr, "google_sync_link", "is_exploded", "as_singles")
        spec = spec_from_file_location("pre_names_of_series", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.7.0")
        self.env.invalidate_all()

    def test_its_occurrences_stay_linked(self):
        series_id = self.google_series("RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5")
        self.settle()
        dates = self.mine().mapped("start")
        self._upgrade()
        self.google_patch(self.ana, series_id, location="Hall 2")
        self.settle()
        self.assertEqual(self.mine().mapped("start"), dates)
        self.assertEqual({*self.mine().mapped("location")}, {"Hall 2"})
