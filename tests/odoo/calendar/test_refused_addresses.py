from odoo.fields import Command
from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase
from ...lost_answers import LostAnswersMixin, each_way

GUS = "gus.@mail.example"


@tagged("post_install", "-at_install")
class TestRefusedAddresses(LostAnswersMixin, GuestsCase):
    """A guest has an address that Google takes for none: the others are invited, and nobody is
    called off in Odoo."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.google_share_guests = "yes"
        self.gus = self.contact("Gus", GUS)

    def _assert_there(self, event, *invited):
        """Google has these guests, Odoo has Gus besides, and nothing is left to do."""
        self.settle()
        self.requests_made()
        self.sync()
        asked = {request["method"] for request in self.requests_made()}
        self.assertFalse(asked & {"calendar.events.patch", "calendar.events.insert"})
        answers = self.answers(event.name) if invited else {}
        self.assertEqual({*answers} - {self.email(self.ana)}, {*invited})
        self.assertIn(event.name, self.google_events(self.ana))
        self.assertIn(self.gus, event.partner_ids)

    def test_the_only_guest(self):
        event = self.meet(self.gus)
        self._assert_there(event)
        event.location = "Room 5"
        self._assert_there(event)
        self.assertEqual(self.google_events(self.ana)["Meeting"]["location"], "Room 5")

    def test_one_who_is_invited_later(self):
        event = self.meet(self.weber)
        self.settle()
        event.partner_ids += self.gus
        self._assert_there(event, "weber@mail.example")
        event.partner_ids -= self.gus
        self.settle()
        self.assertNotIn(self.gus, event.partner_ids)
        self.assertEqual(event.with_user(self.ana).google_sync_reason, "")

    def test_more_of_them_than_a_link_keeps_values_of_a_field(self):
        many = [self.contact(f"Gus {number}", f"gus{number}.@mail.example") for number in range(25)]
        event = self.meet(self.weber, self.gus, *many)
        self._assert_there(event, "weber@mail.example")
        self.assertEqual({*many} - {*event.partner_ids}, set())
        reason = event.with_user(self.ana).google_sync_reason
        for contact in many:
            self.assertIn(contact.email, reason)

    def test_a_series(self):
        event = self.meet(self.weber, self.gus, **THREE_MONDAYS)
        self._assert_there(event, "weber@mail.example")
        second = event.recurrence_id.calendar_event_ids.sorted("start")[1]
        second.with_user(self.ana).write({"location": "Yard", "recurrence_update": "self_only"})
        self.settle()
        self.assertIn(self.gus, second.partner_ids)
        self.assertIn(GUS, second.with_user(self.ana).google_sync_reason)

    @each_way("events.patch", ("killed", "done"))
    def test_the_answer_is_lost(self, how, lose):
        event = self.meet(self.weber, name=how)
        self.settle()
        event.write({"name": f"{how} 2", "partner_ids": [Command.link(self.gus.id)]})
        lose()
        self.wake()
        self._assert_there(event, "weber@mail.example")
