"""Requests of a day, what it may come to, and what a sync spends its time on."""

from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import tagged

from ....sync.setup.check_result import Setup
from ....sync.setup.freshness_checks import push, requests
from ...common import GoogleSyncCase

NOON = fields.Datetime.to_datetime("2027-03-02 12:00:00")
URL = "https://odoo.practice.eu"


@tagged("post_install", "-at_install")
class TestBudget(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.env["ir.config_parameter"].set_param("google_sync.daily_requests", "2000")

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(fields.Datetime, "now", lambda: NOON))

    def sent(self, since, hours, an_hour):
        self.env["google.sync.usage"].create(
            [{"hour": since + timedelta(hours=hour), "requests": an_hour} for hour in range(hours)]
        )

    def tile(self):
        tiles = self.env["google.sync.account"].retrieve_dashboard()
        return next(tile for tile in tiles if tile["name"] == "requests")

    def test_a_day_within_the_budget(self):
        self.sent(NOON - timedelta(hours=36), 36, 50)
        self.assertEqual(self.tile()["value"], "600 / 1,200")
        self.assertEqual(self.tile()["color"], "secondary")
        self.assertEqual(requests(Setup(self.env)).state, "ok")

    def test_a_day_that_will_pass_it_is_told_before(self):
        self.sent(NOON - timedelta(hours=36), 24, 50)
        self.sent(NOON - timedelta(hours=12), 12, 75)
        self.assertEqual(self.tile()["value"], "900 / 1,800")
        self.assertEqual(self.tile()["color"], "warning")
        self.assertEqual(requests(Setup(self.env)).state, "advice")
        self.env["ir.config_parameter"].set_param("google_sync.daily_requests", "1500")
        self.assertEqual(self.tile()["color"], "danger")
        found = requests(Setup(self.env))
        self.assertEqual(found.state, "problem")
        self.assertIn("more than the daily budget of 1,500", found.text)

    def test_the_graph_has_the_requests_and_the_budget(self):
        self.sent(NOON - timedelta(hours=36), 36, 50)
        groups = self.env["google.sync.usage.day"]._read_group(
            [("day", ">=", "2027-03-01")], ["day:day", "series"], ["requests:sum"]
        )
        shown = {(str(day), series): count for day, series, count in groups}
        self.assertEqual(
            shown,
            {
                ("2027-03-01", "requests"): 1200,
                ("2027-03-01", "budget"): 2000,
                ("2027-03-02", "requests"): 600,
                ("2027-03-02", "budget"): 2000,
            },
        )


@tagged("post_install", "-at_install")
class TestReports(GoogleSyncCase):
    """What the check of the settings says of Google's reports."""

    def set_up_once(self):
        super().set_up_once()
        self.set("web.base.url", URL)
        self.account = self.connect(self.ana)

    def set(self, name, value):
        self.env["ir.config_parameter"].set_param(name, value)

    def channel(self, **values):
        now = fields.Datetime.now()
        return self.env["google.sync.channel"].create(
            {
                "account": self.account.id,
                "calendar_id": self.account.calendar_id,
                "channel": "one",
                "address": f"{URL}/google_sync/push",
                "made_at": now - timedelta(hours=1),
                "renew_at": now,
                "expires_at": now,
                **values,
            }
        )

    def assert_found(self, state, words):
        found = push(Setup(self.env))
        self.assertEqual(found.state, state, found.text)
        self.assertIn(words, found.text)
        return found

    def test_they_arrive(self):
        self.channel(resource_id="r", heard_at=fields.Datetime.now())
        self.assert_found("ok", "Calendars: 1.")

    def test_none_has_arrived(self):
        self.channel(resource_id="r")
        found = self.assert_found("advice", "no report has arrived")
        self.assertIn("dbfilter", found.remedy)

    def test_an_address_that_google_refuses(self):
        self.channel(refusal="push.webhookUrlUnauthorized")
        found = self.assert_found("advice", "does not send reports")
        self.assertIn("Search Console", found.remedy)

    def test_an_address_that_is_not_public(self):
        self.set("web.base.url", "http://odoo.practice.eu")
        self.assert_found("advice", "no public https address")

    def test_the_setting_is_kept_either_way(self):
        for is_on in (False, True):
            settings = self.env["res.config.settings"].create({})
            settings.google_sync_push = is_on
            settings.execute()
            self.assertEqual(self.env["res.config.settings"].create({}).google_sync_push, is_on)
            self.assert_found("ok", "Calendars: 0." if is_on else "As you have set it")


@tagged("post_install", "-at_install")
class TestParts(GoogleSyncCase):
    def test_a_sync_tells_what_it_spent_its_time_on(self):
        account = self.connect(self.ana)
        self.odoo_create(self.ana)
        self.google_insert(self.ana)
        self.sync()
        run = self.last_run(account)
        self.env.flush_all()
        parts = self.env["google.sync.run.part"].search([("run_id", "=", run.id)])
        self.assertEqual(set(parts.mapped("part")), {"google", "reading", "planning", "writing"})
        self.assertTrue(all(seconds > 0 for seconds in parts.mapped("seconds")))
