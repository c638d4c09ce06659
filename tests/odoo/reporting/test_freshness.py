from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestFreshness(GoogleSyncCase):
    """How long the oldest change of a run was on its way, by day, as percentiles."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()
        self.account.authorized_at = fields.Datetime.now() - timedelta(days=30)

    def _delay(self):
        return self.last_run(self.account).delay

    def _noted_before(self, **ago):
        changes = self.env["google.sync.change"].search([])
        changes.enqueued_at = fields.Datetime.now() - timedelta(**ago)

    def test_a_change_in_odoo_counts_from_when_it_was_made(self):
        self.odoo_create(self.ana)
        self.commit()
        self._noted_before(minutes=7)
        self.sync()
        self.assertAlmostEqual(self._delay(), 7 * 60, delta=30)

    def test_a_change_in_google_counts_from_when_it_was_made(self):
        self.google_insert(self.ana, "Lunch")
        later = fields.Datetime.now() + timedelta(minutes=4)
        with patch.object(fields.Datetime, "now", lambda: later):
            self.sync()
        self.assertAlmostEqual(self._delay(), 4 * 60, delta=30)

    def test_what_was_there_before_says_nothing(self):
        self.google_insert(self.ana, "Old")
        self.ana.google_populate_odoo = True
        self.sync()
        self.assertIn("Old", self.odoo_events(self.ana))
        self.env.cr.execute(
            "SELECT delay FROM google_sync_run WHERE id = %s", [self.last_run(self.account).id]
        )
        self.assertEqual(self.env.cr.fetchall(), [(None,)])

    def test_waiting_for_a_person_is_not_counted(self):
        self.odoo_create(self.ana)
        self.commit()
        self._noted_before(days=5)
        self.account.action_pause()
        self.account.action_resume()
        self.sync()
        self.assertLess(self._delay(), 60)

    def test_percentiles_by_day(self):
        day = "2027-03-02 12:00:00"
        self.env["google.sync.run"].create(
            [
                {
                    "account_id": self.account.id,
                    "started_at": day,
                    "finished_at": day,
                    "delay": delay,
                }
                for delay in range(101)
            ]
        )
        self.env.flush_all()
        found = (
            self.env["google.sync.freshness"]
            .with_user(self.env.ref("base.user_admin"))
            .formatted_read_group(
                [("finished_at", ">", "2027-01-01")],
                ["finished_at:day", "percentile"],
                ["delay:avg", "__count"],
            )
        )
        figures = {group["percentile"]: (group["delay:avg"], group["__count"]) for group in found}
        self.assertEqual(figures, {"p50": (50, 101), "p95": (95, 101)})
