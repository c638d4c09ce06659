from unittest.mock import patch

from odoo.tests import tagged

from ....models import res_users_status
from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestArticleTour(TourCase):
    """What both help articles have a user set, and what comes of it (tests/ARTICLES.md)."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.ana.group_ids += self.env.ref("base.group_partner_manager")
        self.group = self.env["res.partner.category"].create({"name": "Jenny's Sync Group"})
        self.nora = self.env["res.partner"].create(
            {"name": "Nora Field", "category_id": self.group.ids}
        )
        self.odoo_create(self.ana, "Check-up")
        self.make_google_account(self.ana)
        self.calendar = self.ask(
            "POST", "/calendar/v3/calendars", {"summary": "Practice Calendar"}, user=self.ana
        )["id"]
        self.dentist = self.in_calendar("POST", body=self.event("Dentist"))["id"]
        self.in_calendar("POST", body={**self.event("Perhaps"), "status": "tentative"})
        self.account = self.connect(self.ana, google_contact_category_id=self.group.id)

    def event(self, title):
        moments = {"start": "2027-03-02T13:00:00Z", "end": "2027-03-02T14:00:00Z"}
        return {"summary": title, **{name: {"dateTime": at} for name, at in moments.items()}}

    def in_calendar(self, method, path="", body=None):
        """Do something in the calendar that was named by hand."""
        path = f"/calendar/v3/calendars/{self.calendar}/events{path}"
        return self.ask(method, path, body, user=self.ana)

    def contacts(self):
        return self.control("GET", "/_fake/state", account=self.email(self.ana))["contacts"]

    def test_every_setting_does_what_it_says(self):
        with patch.object(res_users_status, "LARGE_GROUP", 0):
            self.tour("articles", self.preferences())
        self.assertEqual(self.account.calendar_id, self.calendar, "no second one of that name")
        self.settle()
        titles = {"Check-up", "Dentist", "Perhaps"}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual({one["summary"] for one in self.in_calendar("GET")["items"]}, titles)
        self.assertFalse(self.ana.google_populate_google or self.ana.google_populate_odoo)
        self.tour("articles_checked", f"/odoo/users/{self.ana.id}", login="admin")
        (contact,) = self.contacts()
        self.assertEqual(contact["names"][0]["displayName"], "Nora Field")
        mails = self.env["mail.mail"].search([("email_to", "=", "jenny@practice.example")])
        self.assertIn("Perhaps", str(mails.attachment_ids.mapped("raw")))
        self.in_calendar("PATCH", f"/{self.dentist}", {"summary": "Dentist, later"})
        self.settle()
        self.assertIn("Dentist, later", self.odoo_events(self.ana))
        self.in_calendar("DELETE", f"/{self.dentist}")
        self.ask("DELETE", f"/v1/{contact['resourceName']}:deleteContact", user=self.ana)
        self.settle()
        self.assertNotIn("Dentist, later", self.odoo_events(self.ana))
        self.assertTrue(self.nora.exists(), "only the group has lost the contact")
        self.assertFalse(self.group.partner_ids)
