import json

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from ....sync.reporting.client_report import holdings
from ...common import FakeGoogleMixin
from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestClientReport(ErasureCase):
    """What Google holds of a client, for those who may see it."""

    def set_up_once(self):
        super().set_up_once()
        self.private = self.visit_of(
            self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00", privacy="private"
        )
        self.private.name = "A diagnosis"
        self.sync()
        self.requests_made()

    def report_for(self, user, contact=None):
        """The page, as text."""
        contact = contact or self.weber
        reports = self.env["ir.actions.report"].with_user(user)
        html, _kind = reports._render_qweb_html("google_sync.client", contact.ids)
        return " ".join(html.decode().split())

    def test_the_user_sees_what_their_own_account_has(self):
        shown = self.report_for(self.ana)
        for told in ("Anna Weber, first visit", "A diagnosis", "title, description, location"):
            self.assertIn(told, shown)
        self.assertIn("+41 44 668 18 00", shown)
        self.assertNotIn("Bo Li", shown)
        self.assertNotIn("Lunch", shown)
        self.assertFalse(self.requests_made(), "Google is not asked")

    def test_times_are_those_of_the_reader_and_say_so(self):
        self.ana.tz = "Asia/Tokyo"
        self.assertIn("Time zone: <span>Asia/Tokyo</span>", self.report_for(self.ana))

    def test_an_administrator_sees_no_private_appointment_of_others(self):
        shown = self.report_for(self.admin)
        self.assertIn("Anna Weber, first visit", shown)
        self.assertIn("(private appointment)", shown)
        self.assertNotIn("A diagnosis", shown)

    def test_a_colleague_sees_nothing_of_others_and_a_stranger_nothing_at_all(self):
        overseer = new_test_user(
            self.env, "overseer", groups="base.group_user,google_sync.group_google_sync_manager"
        )
        shown = self.report_for(overseer)
        self.assertIn("Google holds nothing", shown)
        self.assertNotIn("first visit", shown)
        portal = new_test_user(self.env, "outsider", groups="base.group_portal")
        with self.assertRaises(AccessError):
            self.report_for(portal)

    def test_what_is_hidden_is_told_as_google_shows_it(self):
        self.ana.google_privacy = "initials"
        self.sync()
        shown = self.report_for(self.admin)
        self.assertIn("A. W.", shown)
        self.assertNotIn("first visit", shown)

    def test_a_guest_by_another_address_of_the_client(self):
        home = self.env["res.partner"].create(
            {"name": "At home", "type": "other", "email": "weber@home.example"}
        )
        home.parent_id = self.weber
        people = [Command.set((self.ana.partner_id | home).ids)]
        self.odoo_create(self.ana, "Call", partner_ids=people)
        self.sync()
        (holding,) = holdings(self.weber.with_user(self.ana), self.ana)
        guests = {one.text: one.is_guest for one in holding.appointments}
        self.assertTrue(guests["Call"])

    def test_of_an_erased_client_nothing_is_left_to_tell(self):
        self.erase()
        self.sync()
        self.sync()
        shown = self.report_for(self.admin)
        self.assertNotIn("first visit", shown)
        self.assertNotIn("668 18 00", shown)


@tagged("post_install", "-at_install")
class TestOwnData(FakeGoogleMixin, HttpCase):
    """A user's own data, as a file."""

    def test_it_is_all_of_ones_own_and_no_secret(self):
        users = [
            new_test_user(self.env, name, password=name, email=f"{name}@mail.example")
            for name in ("owner", "other")
        ]
        for user in users:
            user.google_sync_enabled = True
            account = self.env["google.sync.account"].of_user(user)
            account.google_email = f"{user.login}@gmail.example"
            account.work_id.sync_token = "a secret token"
            run = self.env["google.sync.run"].create(
                {"account_id": account.id, "kind": "calendar", "started_at": "2027-03-01"}
            )
            day = {"day": "2027-03-01", "odoo_place": ["other", f"At {user.login}'s"]}
            self.env["google.sync.workplace"].create(
                {"account_id": account.id, "day_ids": [Command.create(day)]}
            )
            title = f"Visit of {user.login}"
            self.env["google.sync.run.line"].create({"run_id": run.id, "title": title})
        self.authenticate("owner", "owner")
        answer = self.url_open("/google_sync/my_data")
        self.assertIn("google-sync-data.json", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["Cache-Control"], "no-store")
        told = json.loads(answer.text)
        self.assertEqual(told["google.sync.account"][0]["google_email"], "owner@gmail.example")
        self.assertEqual(told["google.sync.run.line"][0]["title"], "Visit of owner")
        self.assertEqual(
            told["google.sync.workplace.day"][0]["odoo_place"], ["other", "At owner's"]
        )
        self.assertTrue(told["settings"]["google_sync_enabled"])
        for foreign in ("other", "secret"):
            self.assertNotIn(foreign, answer.text.replace("others", "").replace('"other"', ""))

    def test_not_for_people_from_outside(self):
        new_test_user(self.env, "outside", password="outside", groups="base.group_portal")
        self.authenticate("outside", "outside")
        self.assertEqual(self.url_open("/google_sync/my_data").status_code, 403)
