from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from ....google_api.calendar import event_codec
from ...common import THREE_MONDAYS, GoogleSyncCase


@tagged("post_install", "-at_install")
class TestRowsPastOdoo(GoogleSyncCase):
    """Other programs write rows as Odoo never would. Nobody else's appointments wait for them."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _spoil(self, record, **values):
        """Write columns past Odoo, once the outbox has the record."""
        self.commit()
        table = SQL.identifier(record._table)
        for name, value in values.items():
            column = SQL.identifier(name)
            self.env.cr.execute(
                SQL("UPDATE %s SET %s = %s WHERE id = %s", table, column, value, record.id)
            )
        self.env.invalidate_all()

    def _assert_told(self, title):
        self.odoo_create(self.ana, "Good")
        self.sync()
        self.assertIn("Good", self.google_events(self.ana))
        self.assertFalse(self.account.message)
        lines = self.last_run(self.account).line_ids.filtered(lambda one: one.level == "error")
        self.assertEqual(lines.mapped("title"), [title])
        self.assertTrue(lines.message)

    def test_nobody_has_noted_when_it_was_made(self):
        event = self.odoo_create(self.ana, "Bare")
        self._spoil(event, write_date=None, create_date=None)
        self.settle()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, location="Room 7")
        self.settle()
        self.assertEqual(event.location, "Room 7")

    def test_a_series_of_which_nobody_has_noted_it(self):
        event = self.odoo_create(self.ana, "Bare", **THREE_MONDAYS)
        self._spoil(event, write_date=None)
        self.settle()
        self.assertIn("Bare", self.google_events(self.ana))

    def test_whole_days_without_a_date(self):
        event = self.odoo_create(self.ana, "Bad", allday=True)
        self._spoil(event, stop_date=None)
        self._assert_told("Bad")

    def test_a_series_that_ends_on_no_day(self):
        event = self.odoo_create(self.ana, "Bad", **THREE_MONDAYS)
        self._spoil(event.recurrence_id, end_type="end_date", until=None)
        self._assert_told("Bad")

    def test_a_zone_that_nobody_knows(self):
        event = self.odoo_create(self.ana, "Bad", **THREE_MONDAYS)
        self._spoil(event.recurrence_id, event_tz="Mars/Olympus")
        self._assert_told("Bad")

    def test_an_end_before_the_start(self):
        event = self.odoo_create(self.ana, "Bad")
        self._spoil(event, stop="2027-03-01")
        self._assert_told("Bad")

    def test_what_overlaps_with_it_comes_in_all_the_same(self):
        event = self.odoo_create(self.ana, "Bad", allday=True)
        self._spoil(event, stop_date=None)
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))

    def test_what_nobody_has_thought_of_in_google(self):
        """A mistake of ours about one event keeps it out, and no other."""
        numbers = event_codec.numbers

        def mistaken(event):
            return numbers(event) if event.get("summary") != "Odd" else 1 // 0

        self.google_insert(self.ana, "Odd")
        self.google_insert(self.ana, "Lunch")
        with patch.object(event_codec, "numbers", mistaken):
            self._assert_told("Odd")
            self.assertEqual(set(self.odoo_events(self.ana)), {"Good", "Lunch"})
        self.env["google.sync.link"].search([("state", "=", "failed")]).retry_at = "2026-01-01"
        self.sync()
        self.assertIn("Odd", self.odoo_events(self.ana))
