"""A guest who is a contact of a company whose contacts the organizer does not see.

Odoo shows the organizer that such a guest attends, with name and address.
"""

from odoo.fields import Command
from odoo.tests import tagged

from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestGuestsOfOtherCompanies(GuestsCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_share_guests = "yes"
        self.event = self.meet(self.weber)
        self.series = self.meet(self.weber, name="Weekly", **self.weekly())
        self.settle()
        other = self.env["res.company"].create({"name": "Another company"})
        self.weber.company_id = other
        self.settle()
        self.forget_what_was_read()

    def weekly(self):
        return {
            "start": "2027-06-07 09:00:00",
            "stop": "2027-06-07 10:00:00",
            "recurrency": True,
            "rrule_type": "weekly",
            "mon": True,
            "end_type": "count",
            "count": 3,
            "event_tz": "Europe/Brussels",
        }

    def forget_what_was_read(self):
        """As a worker begins, who has nothing in its cache that another user has read."""
        self.env.flush_all()
        self.env.invalidate_all()

    def in_google(self, name):
        return self.google_events(self.ana)[name]

    def test_the_meeting_is_changed_in_google(self):
        for name in ("Meeting", "Weekly"):
            guests = [*self.in_google(name)["attendees"], {"email": "new@guest.example"}]
            change = {"summary": f"Long {name}", "attendees": guests}
            self.google_patch(self.ana, self.in_google(name)["id"], **change)
        self.settle()
        self.assertEqual(self.event.name, "Long Meeting")
        self.assertEqual(self.series.name, "Long Weekly")
        self.assertTrue(self.attendee(self.event, self.weber))
        self.assertTrue(self.attendee(self.series, self.weber))

    def test_the_guest_answers(self):
        for name in ("Meeting", "Weekly"):
            guests = [
                {**one, "responseStatus": "accepted"} for one in self.in_google(name)["attendees"]
            ]
            self.google_patch(self.ana, self.in_google(name)["id"], attendees=guests)
        self.settle()
        self.assertEqual(self.attendee(self.event, self.weber).state, "accepted")
        self.assertEqual(self.attendee(self.series, self.weber).state, "accepted")

    def test_the_guest_is_removed_in_google(self):
        for name in ("Meeting", "Weekly"):
            self.google_patch(self.ana, self.in_google(name)["id"], attendees=[])
        self.settle()
        for event in (self.event, self.series):
            self.assertFalse(self.attendee(event, self.weber))
            self.assertNotIn(self.weber, event.partner_ids)

    def test_one_of_two_such_guests_is_removed_in_google(self):
        huber = self.env["res.partner"].create({"name": "Huber", "email": "huber@mail.example"})
        self.event.sudo().write({"partner_ids": [Command.link(huber.id)]})
        self.settle()
        huber.company_id = self.weber.company_id
        self.settle()
        self.forget_what_was_read()
        guests = self.in_google("Meeting")["attendees"]
        self.assertIn("huber@mail.example", [one["email"] for one in guests])
        guests = [one for one in guests if one["email"] != "weber@mail.example"]
        change = {"summary": "Long Meeting", "attendees": [*guests, {"email": "new@guest.example"}]}
        self.google_patch(self.ana, self.in_google("Meeting")["id"], **change)
        self.settle()
        self.assertEqual(self.event.name, "Long Meeting")
        self.assertFalse(self.attendee(self.event, self.weber))
        self.assertTrue(self.attendee(self.event, huber))

    def test_the_meeting_is_deleted_in_google(self):
        for name in ("Meeting", "Weekly"):
            self.google_delete(self.ana, self.in_google(name)["id"])
        self.settle()
        self.assertFalse((self.event | self.series).filtered("active"))

    def test_a_new_meeting_with_that_address(self):
        """It is nobody's whom the organizer knows."""
        self.ana.google_create_guest_contacts = False
        self.google_insert(self.ana, "Lunch", attendees=[{"email": "weber@mail.example"}])
        self.settle()
        lunch = self.odoo_events(self.ana)["Lunch"]
        self.assertNotIn(self.weber, lunch.partner_ids)
        self.assertEqual([one["email"] for one in lunch.google_sync_guests], ["weber@mail.example"])
