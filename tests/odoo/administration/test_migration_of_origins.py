"""A database of 19.0.0.4.0 takes what Odoo has put back into Google for made in Odoo."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ...common import GoogleSyncCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.5.0/pre-health.py"


@tagged("post_install", "-at_install")
class TestMigrationOfOrigins(GoogleSyncCase):
    def _upgrade(self):
        self.env.flush_all()
        self.env.cr.execute("ALTER TABLE google_sync_work ADD COLUMN calendar_lost boolean")
        self.env.cr.execute("UPDATE google_sync_work SET calendar_lost = TRUE")
        spec = spec_from_file_location("pre_health", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.4.0")
        self.env.invalidate_all()

    def test_what_was_made_in_google_is_told_from_what_was_made_in_odoo(self):
        account = self.connect(self.ana)
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        for link in account.link_ids:
            link.copy({"collection": "another", "made_in": "odoo"})
        self._upgrade()
        made = {
            link.title: link.made_in for link in account.link_ids if link.collection == "another"
        }
        self.assertEqual(made, {"Check-up": "odoo", "Lunch": "google"})
        self.assertEqual(account.calendar_trouble, "lost")
