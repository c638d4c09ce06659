"""Green is what can be relied upon, and every screen says the same."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ....sync.reporting import dashboard
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestHealth(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up", show_as="free")
        self.sync()

    def assert_shown(self, health, event="synced", words=""):
        """What is read in the chip, on the Google page, in the lists and at an appointment."""
        self.env.flush_all()
        self.env.invalidate_all()
        chip = self.env["res.users"].with_user(self.ana).google_sync_browser_values()
        mine = self.ana.with_user(self.ana)
        self.assertEqual((chip["health"], mine.google_sync_health), (health, health))
        accounts = self.env["google.sync.account"]
        self.assertEqual(accounts.search([("health", "=", health)]), self.account)
        tiles = {tile["name"]: tile["value"] for tile in dashboard.tiles(self.env)}
        well = health in ("fine", "attention", "new")
        self.assertEqual((tiles["well"], tiles["attention"]), (int(well), int(not well)))
        shown = self.event.with_user(self.ana)
        self.assertEqual(shown.google_sync_status, event)
        found = shown.search([("google_sync_status", "=", event), ("id", "=", shown.id)])
        self.assertEqual(found, shown)
        for text in (chip["message"], mine.google_sync_message, shown.google_sync_reason):
            self.assertIn(words, text or "")

    def test_all_is_well(self):
        self.assert_shown("fine")

    def test_the_user_is_archived(self):
        self.ana.active = False
        self.sync()
        self.assertEqual(self.account.health, "archived", "nothing of it is synchronized")

    def test_access_that_was_revoked(self):
        self.control("POST", "/_fake/revoke", {"account": self.email(self.ana)})
        self.sync()
        self.assert_shown("reauthorize", "stopped", "Press “Authorize Again”")

    def test_time_zones_that_differ(self):
        self.ana.tz = "America/New_York"
        self.sync()
        self.assert_shown("zone", "stopped", "America/New_York")

    def test_google_is_down(self):
        self.fault("*", status=503, reason="backendError", times=-1)
        self.sync()
        self.assert_shown("failing", "stopped", "Google did not answer")

    def test_the_calendar_is_lost(self):
        self.fault("events.list", status=404, reason="notFound", times=1)
        self.sync()
        self.assertEqual(self.account.calendar_trouble, "lost")
        self.assert_shown("calendar", "stopped", "was deleted")

    def test_the_calendar_can_only_be_viewed(self):
        """Which is another trouble than a lost one."""
        mine = {"calendar": self.account.calendar_id, "with": self.email(self.ana)}
        self.control("POST", "/_fake/share", {**mine, "role": "reader"})
        self.sync()
        self.assertEqual(self.account.calendar_trouble, "read_only")
        self.assert_shown("calendar", "stopped", "only view")

    def test_no_worker_comes(self):
        now = fields.Datetime.now()
        self.account.authorized_at = now - timedelta(days=1)
        self.account.work_id.last_sync = now - timedelta(hours=2)
        self.account.work_id.next_sync = now - timedelta(hours=1)
        self.assert_shown("late", "stopped", "Press “Sync Now”")

    def test_google_is_asked_seldom_where_nothing_happens(self):
        """An hour without a sync is as planned, and nothing that anybody could mend."""
        now = fields.Datetime.now()
        self.account.authorized_at = now - timedelta(days=9)
        self.account.work_id.last_sync = now - timedelta(minutes=55)
        self.account.work_id.next_sync = now + timedelta(minutes=5)
        self.assert_shown("fine")

    def test_whoever_authorizes_or_resumes_after_days_is_not_late(self):
        now = fields.Datetime.now()
        self.account.authorized_at = now - timedelta(days=9)
        self.account.work_id.last_sync = now - timedelta(days=3)
        self.account.work_id.next_sync = now - timedelta(days=3)
        self.account.resumed_at = now
        self.assert_shown("fine")

    def test_something_is_to_be_looked_at(self):
        link = self.link(self.account, self.event)
        link.record_failure("Google refuses it.")
        self.assert_shown("attention", "failed")

    def test_what_is_frozen_is_in_google(self):
        """So it is not said to be outside of it, beside a button that shows it there."""
        self.link(self.account, self.event).state = "frozen"
        self.env.invalidate_all()
        shown = self.event.with_user(self.ana)
        self.assertEqual(shown.google_sync_status, "stopped")
        self.assertTrue(shown.google_sync_url)
        self.assertIn("Press “Synchronize Again”", shown.google_sync_reason)
