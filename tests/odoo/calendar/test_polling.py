"""How often Google is asked where it does not tell by itself."""

from datetime import timedelta
from random import Random

from odoo import fields
from odoo.modules.module import load_script
from odoo.tests import tagged
from odoo.tools import SQL, file_path

from ....engine.core.polling import APART, steps
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestPolling(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def idle(self, **ago):
        """A pass with nothing new, so long after something went on.

        :return: minutes until Google is asked again
        """
        self.account.work_id.active_at = fields.Datetime.now() - timedelta(**ago)
        self.sync()
        return self.minutes_until_next()

    def minutes_until_next(self):
        return (self.account.work_id.next_sync - fields.Datetime.now()).total_seconds() / 60

    def test_the_longer_the_silence_the_less_often(self):
        for ago, minutes in (({"minutes": 1}, 5), ({"hours": 3}, 17), ({"days": 3}, 60)):
            found = self.idle(**ago)
            self.assertTrue(0.74 * minutes - 1 <= found <= 1.26 * minutes + 1, (ago, found))

    def test_news_bring_the_next_question_forward(self):
        self.assertGreater(self.idle(days=3), 40)
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertLess(self.minutes_until_next(), 7)

    def test_the_bounds_are_settings(self):
        settings = self.env["res.config.settings"].create({})
        settings.write({"google_sync_interval": 2, "google_sync_longest_interval": 600})
        settings.execute()
        self.assertLess(self.idle(minutes=1), 3)
        self.assertGreater(self.idle(days=30), 400)

    def test_a_bound_that_is_none_is_the_usual_one(self):
        for nothing in ("0", "-5"):
            self.env["ir.config_parameter"].set_param("google_sync.longest_minutes", nothing)
            self.assertGreater(self.idle(days=3), 40)

    def test_after_an_upgrade_everybody_counts_as_busy(self):
        folder = file_path("google_sync/migrations/19.0.0.5.0/post-polling.py")
        self.account.work_id.active_at = False
        self.env.flush_all()
        load_script(folder, "post_polling").migrate(self.env.cr, "19.0.0.4.0")
        self.env.invalidate_all()
        self.assertTrue(self.account.work_id.active_at)
        self.sync()
        self.assertLess(self.minutes_until_next(), 10)

    def test_the_database_looks_up_what_the_engine_says(self):
        chance = Random(3)
        for shortest, longest, is_told in ((5, 60, False), (5, 60, True), (7, 7, False), (9, 3, 0)):
            table = steps(timedelta(minutes=shortest), timedelta(minutes=longest), is_told)
            silences = [0, 1, 1e12, *(chance.uniform(0, 90_000) for _time in range(20))]
            query = SQL(
                "SELECT (%s::float8[])[1 + width_bucket(silence, %s::float8[])]"
                "  FROM unnest(%s::float8[]) AS silence",
                list(table.pauses),
                list(table.silences),
                silences,
            )
            found = [pause for (pause,) in self.env.execute_query(query)]
            self.assertEqual(found, [table.pause(silence) for silence in silences])


@tagged("post_install", "-at_install")
class TestOpening(GoogleSyncCase):
    """Who opens their calendar sees what is in Google now."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def open(self, last_sync=timedelta(minutes=10)):
        """What the browser asks when the calendar view comes up.

        :param last_sync: how long ago
        :return: whether a worker is to look
        """
        self.account.work_id.last_sync = fields.Datetime.now() - last_sync
        self.env.flush_all()
        self.env["res.users"].with_user(self.ana).google_sync_browser_values()
        return self.env["google.sync.hint"].search_count([])

    def sync_if_due(self):
        self.account.work_id.claimed_at = fields.Datetime.now() - APART
        self.commit()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.env.invalidate_all()

    def test_google_is_asked_at_once_by_a_worker(self):
        self.google_insert(self.ana, "Lunch")
        self.requests_made()
        self.assertTrue(self.open())
        self.assertEqual(self.open(), 1)  # who opens it again
        self.assertFalse(self.requests_made())
        self.sync_if_due()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertFalse(self.env["google.sync.hint"].search_count([]))

    def test_not_if_it_just_was(self):
        self.assertFalse(self.open(timedelta(seconds=30)))

    def test_not_for_who_is_paused_or_not_connected(self):
        self.account.pause()
        self.assertFalse(self.open())
        ben = self.new_user("ben")
        self.env["res.users"].with_user(ben).google_sync_browser_values()
        self.assertFalse(self.env["google.sync.hint"].search_count([]))

    def test_a_failure_waits_all_the_same(self):
        self.account.work_id.retry_at = fields.Datetime.now() + timedelta(minutes=30)
        self.assertTrue(self.open())
        self.requests_made()
        self.sync_if_due()
        self.assertFalse(self.requests_made())
