from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestOrganizerDeclines(GuestsCase):
    """Who does not come to their own meeting calls it off for nobody: the guests still meet."""

    def set_up_once(self):
        super().set_up_once()
        self.connect(self.ben)
        self.ana.google_share_guests = "yes"

    def _id(self, event):
        return self.link(self.account, event.recurrence_id or event).google_id

    def _decline_in_google(self, google_id):
        lines = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        for line in lines:
            if line.get("self"):
                line["responseStatus"] = "declined"
        self.google_patch(self.ana, google_id, attendees=lines)

    def _mine(self, event):
        return self.attendee(event, self.ana.partner_id)

    def _assert_they_meet(self, event):
        self.assertTrue(event.active)
        self.assertEqual(set(self.states(event).values()), {"needsAction"})
        others = {self.email(self.ben), "weber@mail.example"}
        self.assertEqual(self.answers()[self.email(self.ana)], "declined")
        self.assertEqual(set(self.answers()) - {self.email(self.ana)}, others)
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_in_odoo(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        self._mine(event).do_decline()
        self.settle()
        self._assert_they_meet(event)
        self._mine(event).do_accept()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ana)], "accepted")

    def test_in_google(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        self._decline_in_google(self._id(event))
        self.settle()
        self.assertEqual(self._mine(event).state, "declined")
        self._assert_they_meet(event)

    def test_occurrences(self):
        """One in Odoo, and another one in Google."""
        event = self.meet(self.ben.partner_id, self.weber, **THREE_MONDAYS)
        self.settle()
        events = event.recurrence_id.calendar_event_ids.sorted("start")
        self._mine(events[0]).do_decline()
        self.settle()
        instances = self.google(self.ana, "GET", f"/{self._id(event)}/instances")["items"]
        self._decline_in_google(max(one["id"] for one in instances))
        self.settle()
        self.assertEqual(events.mapped("active"), [True] * 3)
        answers = [self._mine(one).state for one in events]
        self.assertEqual(answers, ["declined", "accepted", "declined"])
        for user in (self.ana, self.ben):
            shown = self.google(user, "GET", f"/{self._id(event)}/instances")["items"]
            self.assertEqual([one["status"] for one in shown], ["confirmed"] * 3)

    def test_alone_it_is_nobodys(self):
        event = self.odoo_create(self.ana)
        self.settle()
        self._mine(event).do_decline()
        self.settle()
        self.assertFalse(self.google_events(self.ana))
