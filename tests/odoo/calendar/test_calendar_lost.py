from odoo.tests import tagged

from ...calendar_case import CalendarCase
from ...conflict_case import ConflictCase


@tagged("post_install", "-at_install")
class TestCalendarLost(CalendarCase, ConflictCase):
    """Somebody has deleted the calendar in Google, and the user goes on with another one."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.choose_calendar()
        self.first = self.account.calendar_id
        self.google_id = self.insert_into(self.first, "Lunch")
        self.check_up = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.lunch = self.odoo_events(self.ana)["Lunch"]

    def _go_on_with_another(self, appointments="move"):
        self.delete_calendar(self.first)
        self.sync()
        self.assertIn("was deleted", self.ana.google_sync_message)
        self.choose_calendar(appointments, name="Another")
        self._again()

    def _again(self):
        self.account.write({"retry_at": False, "runner": False})
        self.sync()
        self.sync()

    def test_what_was_made_in_google_is_never_removed_there(self):
        """Odoo has but put it back."""
        for appointments in ("move", "leave"):
            with self.subTest(appointments):
                self._go_on_with_another(appointments)
                if appointments == "leave":
                    self.ana.google_populate_google = True
                    self._again()
                self.first = self.account.calendar_id
                self.assertEqual(set(self.titles(self.first)), {"Check-up", "Lunch"})
        self.disconnect(self.ana, "remove")
        self._again()
        self.assertEqual(self.account.state, "disconnected")
        self.make_google_account(self.ana)
        self.assertEqual(set(self.titles(self.first)), {"Lunch"})

    def test_a_conflict_waits_for_its_answer(self):
        self.lunch.name = "In Odoo"
        path = f"/calendar/v3/calendars/{self.first}/events/{self.google_id}"
        self.ask("PATCH", path, {"summary": "In Google"}, user=self.ana)
        self.older_in_odoo(self.lunch)
        self.sync()
        self.assertEqual(self.conflict().lost_text, "In Odoo")
        self._go_on_with_another()
        self.account.with_user(self.env.ref("base.user_admin")).action_reset()
        self._again()
        self.assertEqual(self.ana.google_sync_conflict_count, 1)
        self.conflict().action_use()
        self._again()
        self.assertIn("In Odoo", self.titles(self.account.calendar_id))
