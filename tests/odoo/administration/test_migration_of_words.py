"""Until 19.0.0.6.0 stored items said privacy, status and slot: the upgrade renames these."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged
from odoo.tools.sql import rename_column

from ...common import THREE_MONDAYS
from ...conflict_case import ConflictCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.7.0/pre-words.py"
#: What people may have typed is no key.
NOTES = 'The form says "privacy": "none", and "status": 7'
STORED = {
    "google_sync_link": ("base", "sent", "spellings", "buried"),
    "google_sync_run_line": ("before", "after"),
    "google_sync_conflict": ("kept", "lost"),
}


@tagged("post_install", "-at_install")
class TestMigrationOfWords(ConflictCase):
    def _stored(self):
        """All values that are stored, by table and column."""
        self.env.flush_all()
        shown = {}
        for table, columns in STORED.items():
            for column in columns:
                self.env.cr.execute(f"SELECT id, {column} FROM {table} ORDER BY id")  # noqa: S608
                shown[table, column] = self.env.cr.fetchall()
        return shown

    def _lay_former(self):
        """Write everything as the former version did."""
        cr = self.env.cr
        rename_column(cr, "calendar_event", "google_sync_original_start", "google_sync_slot")
        rename_column(cr, "google_sync_conflict", "original_start", "slot")
        for table, columns in STORED.items():
            for column in columns:
                cr.execute(
                    f"UPDATE {table} SET {column} = replace(replace(replace(replace("  # noqa: S608
                    f"""{column}::text, '"visibility": ', '"privacy": '),"""
                    """ '"own_response": ', '"status": '), '["visibility", ', '["privacy", '),"""
                    """ '["own_response", ', '["status", ')::jsonb"""
                )
        cr.execute(
            "UPDATE google_sync_conflict"
            " SET field = 'privacy', place = replace(place, 'visibility/', 'privacy/')"
        )

    def _upgrade(self):
        spec = spec_from_file_location("pre_words", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        for _again in range(2):
            migration.migrate(self.env.cr, "19.0.0.6.0")
        self.env.invalidate_all()

    def test_nothing_is_written_and_a_conflict_can_still_be_decided(self):
        account = self.connect(self.ana, google_import_events=True)
        event = self.odoo_create(self.ana, "Check-up", description=NOTES, privacy="private")
        course = self.odoo_create(self.ana, "Course", **THREE_MONDAYS)
        self.sync()
        course.recurrence_id.calendar_event_ids[1].write(
            {"name": "Exam", "recurrence_update": "self_only"}
        )
        link = self.link(account, event)
        event.with_user(self.ana).privacy = "public"
        self.google_patch(self.ana, link.google_id, visibility="default")
        self.older_in_odoo(event)
        self.sync()
        self.assertEqual(self.conflict().what, "privacy")
        link.spellings = [["visibility", "private", "default"], ["title", "visibility", "X"]]
        before = self._stored()
        self._lay_former()
        self._upgrade()
        self.assertEqual(self._stored(), before)
        self.assert_still()
        conflict = self.conflict()
        self.assertEqual(conflict.lost_text, "public")
        conflict.action_use()
        self.sync()
        self.assertEqual(event.privacy, "public")
        shown = self.google(self.ana, "GET", f"/{link.google_id}")
        self.assertEqual(shown["visibility"], "public")
