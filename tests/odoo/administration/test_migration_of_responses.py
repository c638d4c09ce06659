"""Until 19.0.0.6.0 an invitation without an answer was stored as one that may be accepted."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ...guests_case import GuestsCase
from ...undo_case import UndoCase

MIGRATIONS = Path(__file__).parents[3] / "migrations/19.0.0.7.0"


@tagged("post_install", "-at_install")
class TestMigrationOfResponses(GuestsCase, UndoCase):
    def _lay_former(self):
        self.env.flush_all()
        for table, column in (("google_sync_link", "base"), ("google_sync_run_line", "after")):
            self.env.cr.execute(
                f"UPDATE {table} SET {column} = replace(replace("  # noqa: S608
                f"""{column}::text, '"own_response": "needsAction"', '"status": "tentative"'),"""
                """ '"own_response": "accepted"', '"status": "confirmed"')::jsonb"""
            )
            self.assertTrue(self.env.cr.rowcount)
        self.env.invalidate_all()

    def _upgrade(self):
        for name in ("responses", "words"):
            spec = spec_from_file_location(name, MIGRATIONS / f"pre-{name}.py")
            migration = module_from_spec(spec)
            spec.loader.exec_module(migration)
            migration.migrate(self.env.cr, "19.0.0.6.0")
        self.env.invalidate_all()

    def test_a_maybe_from_before_the_upgrade_is_told(self):
        self.ana.google_import_tentative = True
        self.make_google_account(self.ben)
        self.odoo_create(self.ana, "Check-up")
        self.invite(self.email(self.ana), user=self.ben)
        self.settle()
        mine = self.in_odoo().attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.ana.partner_id
        )
        self._lay_former()
        mine.do_tentative()
        self._upgrade()
        self.settle()
        self.assertEqual(mine.state, "tentative")
        self.assertEqual(self.answers(user=self.ben)[self.email(self.ana)], "tentative")
        self.assertEqual(self.google_events(self.ana)["Check-up"]["status"], "confirmed")

    def test_what_came_in_before_the_upgrade_can_be_undone(self):
        self.ana.google_import_tentative = True
        self.make_google_account(self.ben)
        self.invite(self.email(self.ana), user=self.ben)
        self.sync()
        event = self.in_odoo()
        run = self.env["google.sync.run.line"].search([("res_id", "=", event.id)]).run_id
        self._lay_former()
        self._upgrade()
        self.undo(run)
        self.assertEqual(self.outcomes(run), ["done"])
        self.assertFalse(event.active)
