"""Series that Odoo cannot hold, under adverse conditions."""

from collections import Counter
from datetime import datetime, timedelta, timezone

from odoo.tests import tagged

from ....sync.operations.disconnect import disconnect
from ...series_case import DisturbedCase, odoo_start, utc


@tagged("post_install", "-at_install")
class TestApart(DisturbedCase):
    """A series that Odoo cannot hold."""

    def set_up_once(self):
        super().set_up_once()
        now = datetime.now(timezone.utc)
        # Hours away from now on the clock, or the year ahead would get one more during a test.
        hour = 9 if now.hour >= 12 else 15
        self.today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
        start = self.today + timedelta(days=1)
        self.rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,5,10,15,20,25"
        self.series_id = self.google_series(
            self.rule,
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.count = len(self.mine())
        self.assertGreater(self.count, 60)

    def assert_same(self, *users, count=None):
        """Both sides show the same, up to the days that each sync brings in anew."""
        year = f"{self.today + timedelta(days=364):%Y-%m-%d}"
        self.env.invalidate_all()
        active = self.mine().filtered("active")
        shown = Counter(start for start in map(odoo_start, active) if start < year)
        items = self.google(
            self.ana, "GET", singleEvents="true", maxResults=2500, timeMax=f"{year}T00:00:00Z"
        )["items"]
        self.assertEqual(shown, Counter(utc(event["start"]) for event in items))
        if count is not None:
            self.assertEqual(len(active), count)
        self.assert_still()

    def approve(self):
        """So many appointments do not go without a question."""
        self.assertEqual(self.account.state, "approval")
        self.ana.with_user(self.ana).action_google_approve_deletions()
        self.sync()

    def test_deleted_in_google(self):
        self.google_delete(self.ana, self.series_id)
        self.sync()
        self.approve()
        self.assert_same(count=0)
        self.google_patch(self.ana, self.series_id, status="confirmed")
        self.sync()
        self.assert_same(count=self.count)

    def test_deleted_one_by_one_in_odoo(self):
        for event in self.mine()[:5]:
            event.with_user(self.ana).unlink()
            self.sync()
        self.assert_same(count=self.count - 5)

    def test_expired_token(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.mine()[5].with_user(self.ana).unlink()
        self.sync()
        self.control("POST", "/_fake/expire_sync_tokens", {})
        self.sync()
        self.assert_same(count=self.count - 1)

    def test_reconnect(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.mine()[5].with_user(self.ana).unlink()
        self.sync()
        disconnect(self.account)
        self.mine()[6].with_user(self.ana).write({"name": "B"})
        self.connect(self.ana)
        self.sync()
        self.assert_same(count=self.count - 1)

    def test_becomes_one_that_odoo_can_hold_and_back(self):
        self.google_patch(self.ana, self.series_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
        self.sync()
        self.approve()
        self.assert_same()
        self.google_patch(self.ana, self.series_id, recurrence=[self.rule])
        self.sync()
        self.assert_same()

    def test_one_of_odoos_becomes_one_that_it_cannot_hold(self):
        start = self.today + timedelta(days=1)
        held = self.google_series(
            "RRULE:FREQ=WEEKLY;COUNT=10",
            "Held",
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.assert_same()
        self.google_patch(self.ana, held, recurrence=["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5"])
        self.sync()
        self.assert_same()
        self.google_patch(self.ana, held, recurrence=["RRULE:FREQ=WEEKLY;COUNT=10"])
        self.sync()
        self.assert_same()

    def test_renamed_and_moved(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.sync()
        start = self.today + timedelta(days=1, hours=2)
        self.google_patch(self.ana, self.series_id, summary="B")
        self.sync()
        self.assertEqual(len(self.mine("B")), self.count - 1)
        self.assert_same(count=self.count)
        self.google_patch(
            self.ana,
            self.series_id,
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.approve()
        self.assert_same()

    def test_due_each_day(self):
        link = self.env["google.sync.link"].search([("is_exploded", "=", True)])
        for _day in range(2):
            link.retry_at = "2020-01-01"
            self.sync()
            self.assertTrue(link.retry_at)
        self.assert_same(count=self.count)
