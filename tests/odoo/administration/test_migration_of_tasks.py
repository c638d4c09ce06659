"""A database of 19.0.0.4.0 counts long work in columns: what is under way goes on to be shown."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ...common import GoogleSyncCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.5.0/post-tasks.py"


@tagged("post_install", "-at_install")
class TestMigrationOfTasks(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)

    def _upgrade(self, **counts):
        self.env.flush_all()
        for column in ("populate_done", "populate_total", "removal_total"):
            self.env.cr.execute(
                f"ALTER TABLE google_sync_work ADD COLUMN {column} integer DEFAULT %s",
                [counts.get(column, 0)],
            )
        spec = spec_from_file_location("post_tasks", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.4.0")
        self.env.invalidate_all()
        return [
            tuple(one[name] for name in ("kind", "state", "done", "total"))
            for one in self.account.shown_tasks or ()
        ]

    def test_a_removal_can_still_be_stopped(self):
        self.account.decision = "disconnecting"
        self.assertEqual(self._upgrade(removal_total=7), [("remove", "running", 0, 7)])

    def test_copying_goes_on_where_it_was(self):
        self.account.work_id.populate_google = True
        shown = self._upgrade(populate_done=3, populate_total=7)
        self.assertEqual(shown, [("to_google", "running", 3, 7)])

    def test_where_nothing_is_under_way_nothing_is_shown(self):
        self.assertEqual(self._upgrade(), [])
