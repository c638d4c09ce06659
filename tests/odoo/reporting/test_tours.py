from unittest.mock import patch

from odoo.tests import tagged

from ...common import ZONE
from ...tour_case import TourCase


def _run_at_once(cron, at=None):
    """Let previews be made in the middle of the request that asks for one."""
    cron.env.flush_all()
    if cron.env["google.sync.preview.part"].sudo().any_due():
        cron.env["google.sync.account"].sudo()._cron_sync()
        cron.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestTours(TourCase):
    """What people do in the browser, with the fake Google at the other end."""

    def test_connecting(self):
        self.make_google_account(self.ana)
        self.tour("connect", "/odoo")
        answer = self.url_open(self.consent())
        page = f"/odoo/my-google-page/{self.ana.id}"
        self.assertIn(page, answer.text, "the way back leads to one's own form")
        self.tour("connected", page)

    def test_the_google_page_by_its_address(self):
        """As people type it, who do not know the number of their user, before they connect."""
        self.tour("own_page", "/odoo/my-google-page")
        self.tour("own_page", "/odoo/my-google-page/new")

    def test_an_appointment_there_and_back(self):
        self.connect(self.ana)
        self.tour("new_appointment")
        self.sync()
        event = self.google_events(self.ana)["Mrs Weber, first visit"]
        self.assertEqual(event["location"], "Room 2")
        self.google_patch(self.ana, event["id"], summary="Mrs Weber, second visit")
        self.sync()
        self.tour("changed_in_google")

    def test_the_log(self):
        self.connect(self.ana)
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.tour("log", self.preferences())

    def test_the_administrators_settings(self):
        self.connect(self.ana)
        self.sync()
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", "another")
        self.tour("administrator", "/odoo/settings", login="admin")
        self.assertEqual(
            self.env["google.sync.secret"].load("google_sync.client_secret"), "demo-secret"
        )

    def test_the_time_zone_is_mended_with_one_click(self):
        account = self.connect(self.ana, tz="America/New_York")
        self.sync()
        self.tour("time_zone", self.preferences())
        self.assertEqual(self.ana.tz, ZONE)
        self.sync()
        self.assertEqual(account.state, "connected")

    def test_preview_and_apply(self):
        account = self.connect(self.ana, google_import_events=True)
        self.sync()
        for name in ("Mrs Weber", "Lunch"):
            self.google_insert(self.ana, name)
        account.write({"known_since": "2099-01-01", "sync_token": False})
        actions = type(self.env["ir.cron"])
        # The scheduled action comes at once, in place of a moment later.
        with patch.object(actions, "google_sync_wake", _run_at_once):
            self.tour("preview", self.preferences())
        self.assertTrue(self.ana.google_populate_odoo)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Mrs Weber", "Lunch"})

    def test_deletions_are_approved(self):
        account = self.connect(self.ana)
        ids = [self.google_insert(self.ana, f"Lunch {n}") for n in range(12)]
        self.sync()
        for google_id in ids[:11]:
            self.google_delete(self.ana, google_id)
        self.sync()
        self.tour("approval", self.preferences())
        self.sync()
        self.assertEqual(account.state, "connected")
        self.assertEqual(len(self.odoo_events(self.ana)), 1)

    def test_which_contact_it_is(self):
        group = self.env["res.partner.category"].create({"name": "Clients"})
        self.connect(self.ana, google_contact_category_id=group.id)
        emails = [{"value": "office@field.example"}]
        people = [
            {"names": [{"unstructuredName": "N. Field"}], "emailAddresses": emails, **address}
            for address in ({}, {"addresses": [{"city": "Lyon", "countryCode": "FR"}]})
        ]
        self.control(
            "POST", "/_fake/contacts", {"account": self.email(self.ana), "contacts": people}
        )
        nora = {"name": "Nora Field", "email": "office@field.example"}
        self.env["res.partner"].create({**nora, "category_id": group.ids})
        self.sync()
        with self.taking_at_once():
            self.tour("same_contact", self.preferences())
        self.sync()
        (link,) = self.env["google.sync.link"].search([("res_model", "=", "res.partner")])
        self.assertEqual(link.state, "synced")
        contacts = self.control("GET", "/_fake/state", account=self.email(self.ana))["contacts"]
        (chosen,) = (one for one in contacts if one["resourceName"] == link.google_id)
        self.assertEqual(chosen["addresses"][0]["city"], "Lyon")

    def test_the_administrators_dashboard(self):
        self.ana.name = "Ana"
        account = self.connect(self.ana)
        ben = self.new_user("ben", name="Ben", email="ben@practice.example")
        self.odoo_create(self.ana)
        self.sync()
        self.tour("dashboard", "/odoo/google-sync", login="admin")
        self.assertEqual(account.state, "paused")
        self.assertTrue(ben.google_sync_account_ids.invited_at)

    def test_the_check_of_the_settings(self):
        self.env.ref("google_sync.ir_cron_sync").active = False
        self.tour("settings_check", "/odoo/settings", login="admin")
