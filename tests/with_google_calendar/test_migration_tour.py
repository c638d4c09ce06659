from odoo.tests import tagged

from ..tour_case import TourCase
from .common import GoogleCalendarCase


@tagged("post_install", "-at_install")
class TestMigrationTour(TourCase, GoogleCalendarCase):
    """An administrator brings users over from Odoo's own Google Calendar, and back."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben", name="Ben")
        self.ana.name = "Ana"
        for user in (self.ana, self.ben):
            self.use_google_calendar(user)
            self.odoo_create(user, f"Check-up by {user.name}")
            self.commit_and_send()
            self.google_insert(user, f"Lunch of {user.name}")
        for _round in range(2):
            self.let_it_sync(self.ana, self.ben)

    def test_taking_over(self):
        self.tour("migration", "/odoo/settings", login="admin")
        self.assertTrue(self.ana.google_sync_enabled)
        self.assertEqual(self.ana.with_user(self.ana)._get_google_sync_status(), "sync_stopped")
        self.assertFalse(self.ben.google_sync_account_ids.migrated_at)
        account = self.connect(self.ana)
        self.requests_made()
        self.sync()
        made = {request["method"] for request in self.requests_made()}
        self.assertTrue(made.isdisjoint({"calendar.events.insert", "calendar.events.delete"}))
        titles = {"Check-up by Ana", "Lunch of Ana"}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(set(self.google_events(self.ana)), titles)
        self.assertEqual(set(account.link_ids.mapped("state")), {"synced"})
        self.tour("migrated", "/odoo/settings", login="admin")

    def test_going_back(self):
        self.migrate_users(self.ana)
        self.tour("give_back", "/odoo/settings", login="admin")
        self.assertFalse(self.ana.res_users_settings_id.google_synchronization_stopped)
        self.assertFalse(self.ana.google_sync_account_ids.link_ids)
        self.odoo_events(self.ana)["Check-up by Ana"].with_user(self.ana).name = "Long check-up"
        self.commit_and_send()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up", "Lunch of Ana"})
