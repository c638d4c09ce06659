"""A database of 19.0.0.3.0 has the names and values of that time: the upgrade renames them."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged
from odoo.tools import SQL
from odoo.tools.sql import rename_column

from ...common import GoogleSyncCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.4.0/pre-names.py"
FORMER = "19.0.0.3.0"


@tagged("post_install", "-at_install")
class TestMigrationOfNames(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up")
        self.sync()

    def setUp(self):
        super().setUp()
        spec = spec_from_file_location("pre_names", MIGRATION)
        self.migration = module_from_spec(spec)
        spec.loader.exec_module(self.migration)

    def _upgrade(self, *written):
        """Lay the tables as they were, write into them, and upgrade.

        :param written: statements of that time
        """
        self.env.flush_all()
        cr = self.env.cr
        cr.execute("ALTER TABLE google_sync_migration_access RENAME TO google_sync_former_access")
        cr.execute("ALTER TABLE google_sync_work ADD COLUMN removal_total integer")  # until .5.0
        for table, former, name in self.migration._COLUMNS:
            rename_column(cr, table, name, former)
        for statement in written:
            cr.execute(statement)
        self.migration.migrate(cr, FORMER)
        self.env.invalidate_all()

    def test_a_disconnection_under_way_goes_on(self):
        self._upgrade(
            "UPDATE google_sync_account SET decision = 'leaving'",
            "UPDATE google_sync_work SET leaving_total = 7",
        )
        self.assertEqual(self.account.state, "disconnecting")
        self.env.cr.execute("SELECT removal_total FROM google_sync_work WHERE removal_total > 0")
        self.assertEqual(self.env.cr.fetchall(), [(7,)])
        self.sync()
        self.assertEqual(self.account.state, "disconnected")

    def test_who_has_left_may_be_connected_again(self):
        self._upgrade(
            "UPDATE google_sync_account SET decision = 'leaving'",
            "UPDATE google_sync_work SET finding = 'left'",
        )
        self.assertEqual(self.account.state, "disconnected")

    def test_requests_that_wait_are_performed(self):
        link = self.link(self.account, self.event)
        link.state = "frozen"
        self.account.ask_worker("sync")
        self._upgrade("UPDATE google_sync_request SET verb = 'thaw'")
        self.sync()
        self.assertEqual(link.state, "synced")

    def test_an_event_that_moves_out_is_known_to_do_so(self):
        link = self.link(self.account, self.event)
        self._upgrade("UPDATE google_sync_link SET state = 'leaving', taken_over = TRUE")
        self.assertEqual(link.state, "moving_out")
        self.assertTrue(link.is_migrated)

    def test_moments_stay(self):
        moment = "2027-03-02 09:00:00"
        self.env["google.sync.change"].enqueue(self.event)
        self.env.cr.precommit.run()
        statements = (
            "UPDATE google_sync_account SET took_over_at = %s",
            "UPDATE google_sync_work SET waiting_told_at = %s",
            "UPDATE google_sync_change SET noted_at = %s",
        )
        self._upgrade(*(SQL(statement, moment) for statement in statements))
        shown = self.account.migrated_at, self.account.waiting_notified_at
        change = self.env["google.sync.change"].of(self.account)
        self.assertEqual({*map(str, shown), str(change.enqueued_at)}, {moment})

    def test_the_access_that_was_laid_aside_is_still_there(self):
        kept = self.env["google.sync.migration.access"]
        kept.lay_aside(self.account, {"google_calendar_rtoken": "secret"})
        self._upgrade()
        self.assertEqual(kept.take_back(self.account), {"google_calendar_rtoken": "secret"})

    def test_another_upgrade_has_nothing_to_do(self):
        self._upgrade()
        self.migration.migrate(self.env.cr, FORMER)
        self.assertEqual(self.account.state, "connected")
