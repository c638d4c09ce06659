from unittest.mock import patch

from odoo.tests import tagged

from ....models import res_users_status
from ...contact_case import ContactCase
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


@tagged("post_install", "-at_install")
class TestArticleTips(TourCase, ContactCase):
    """What both articles advise to know beforehand, as people then see it."""

    def at_ten(self, **values):
        return {
            "start": {"dateTime": "2097-03-02T09:30:00Z"},
            "end": {"dateTime": "2097-03-02T10:30:00Z"},
            **values,
        }

    def test_what_people_see_of_doubles_and_mergers(self):
        address = {
            "formattedValue": "12 Rue du Lac\n2nd floor\n75011 Paris\nFrance",
            "streetAddress": "12 Rue du Lac",
            "extendedAddress": "2nd floor",
            "postalCode": "75011",
            "city": "Paris",
            "countryCode": "FR",
        }
        self.google_contact("Gus Green", addresses=[address])
        at_nine = {"start": "2097-03-02 09:00:00", "stop": "2097-03-02 10:00:00"}
        self.odoo_create(self.ana, "Check-up", **at_nine)
        library = {"email": "library@resource.example", "resource": True}
        self.env["res.partner"].create({"name": "Library", "email": library["email"]})
        self.google_insert(self.ana, "Lunch", **self.at_ten(attendees=[library]))
        self.merged_in_google()
        self.tour("articles_tips", self.preferences())
        gus = self.odoo_contacts()["Gus Green"]
        self.tour("articles_contact", f"/odoo/contacts/{gus.id}")
        self.assertEqual(set(gus.category_id.mapped("name")), {"Clients", "Jenny's Sync Group"})

    def test_the_front_desk_makes_an_appointment_for_somebody(self):
        self.new_user("desk", password="desk")
        self.ana.partner_id.name = "Ana Keller"
        self.tour("articles_front_desk", login="desk")
        self.sync()
        self.assertIn("Mrs Weber, first visit", self.google_events(self.ana))
