from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestNewOwner(GuestsCase):
    """Ana gives a meeting away in Google, with "Change owner": Odoo follows."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_share_guests="yes")
        self.ana.google_share_guests = "yes"
        self.sync()

    def give(self, event, owner):
        link = self.link(self.account, event.recurrence_id or event)
        given = {"account": self.email(self.ana), "event": link.google_id, "owner": owner}
        self.control("POST", "/_fake/owner", given)

    def organizers(self, user):
        items = self.google(user, "GET", maxResults=2500)["items"]
        return {one["organizer"]["email"] for one in items if one.get("summary") == "Meeting"}

    def one(self):
        events = self.env["calendar.event"].search([("name", "=", "Meeting")])
        self.assertEqual(len(events), 1, "it is there once")
        return events

    def test_a_colleague(self):
        for first in (self.account, self.ben_account):
            with self.subTest(first.user_id.login):
                event = self.meet(self.ben.partner_id, self.weber)
                self.settle()
                self.give(event, self.email(self.ben))
                self.sync_alone(first)
                self.settle()
                self.assertEqual(self.one().user_id, self.ben)
                for user in (self.ana, self.ben):
                    self.assertEqual(self.organizers(user), {self.email(self.ben)})
                event.with_user(self.ben).location = "Room 7"
                self.settle()
                self.assertEqual(self.google_events(self.ana)["Meeting"]["location"], "Room 7")
                self.assertIn("weber@mail.example", self.answers(user=self.ben))
                event.with_user(self.ben).unlink()
                self.settle()

    def test_somebody_outside(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.give(event, "boss@firm.example")
        self.settle()
        event = self.one()
        self.assertFalse(event.user_id)
        self.assertEqual(event.google_sync_organizer, "boss@firm.example")
        told = self.env["google.sync.run.line"].search([("message", "like", "another owner")])
        self.assertIn("boss@firm.example", told.message)
        event.with_user(self.ana).name = "Mine"
        self.settle()
        self.assertEqual(self.one().name, "Meeting", "Google leads now")
        self.assertEqual(self.organizers(self.ana), {"boss@firm.example"})

    def test_a_series(self):
        event = self.meet(self.ben.partner_id, **THREE_MONDAYS)
        self.settle()
        second = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        second.with_user(self.ana).write({"location": "Yard", "recurrence_update": "self_only"})
        self.settle()
        self.give(event, self.email(self.ben))
        self.settle()
        events = event.recurrence_id.calendar_event_ids
        self.assertEqual((len(events), events.user_id), (3, self.ben))
        self.assertEqual(self.env["calendar.event"].search_count([("name", "=", "Meeting")]), 3)
        second.with_user(self.ben).write({"location": "Hall", "recurrence_update": "self_only"})
        self.settle()
        items = self.google(self.ana, "GET", singleEvents="true", maxResults=2500)["items"]
        self.assertEqual(sorted(one.get("location", "") for one in items), ["", "", "Hall"])
