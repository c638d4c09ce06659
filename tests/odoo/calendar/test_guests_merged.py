"""Two guests of one meeting turn out to be one person: their contacts are merged in Odoo.

Odoo keeps both lines then, of one contact.
"""

from odoo.fields import Command
from odoo.tests import tagged

from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestGuestsMerged(GuestsCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_share_guests = "yes"
        self.other = self.contact("A. Weber", "a.weber@mail.example")
        self.event = self.meet(self.other, self.weber)
        self.sync()
        self.sync()

    def merge(self):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([self.weber.id, self.other.id], self.weber)
        self.env.invalidate_all()
        self.assertEqual(len(self.attendee(self.event, self.weber)), 2, "as Odoo leaves it")
        self.settle()

    def google_id(self):
        return self.link(self.account, self.event).google_id

    def answer_in_google(self, answer):
        guests = [
            {
                **guest,
                "responseStatus": answer if guest["email"].startswith("weber") else "accepted",
            }
            for guest in self.google_events(self.ana)["Meeting"]["attendees"]
        ]
        self.google_patch(self.ana, self.google_id(), attendees=guests)
        self.settle()

    def weber_in_google(self):
        return {email: state for email, state in self.answers().items() if "weber" in email}

    def test_google_has_the_guest_once(self):
        self.merge()
        self.assertEqual(self.weber_in_google(), {"weber@mail.example": "needsAction"})

    def test_the_answer_stays_of_the_one_who_was_invited_first(self):
        self.attendee(self.event, self.other).state = "accepted"
        self.settle()
        self.merge()
        self.assertEqual(self.weber_in_google(), {"weber@mail.example": "accepted"})

    def test_the_answer_stays_of_the_one_who_was_invited_last(self):
        self.attendee(self.event, self.weber).state = "accepted"
        self.settle()
        self.merge()
        self.assertEqual(self.weber_in_google(), {"weber@mail.example": "accepted"})

    def test_answers_from_google(self):
        self.merge()
        for answer in ("accepted", "declined", "tentative"):
            self.answer_in_google(answer)
            states = self.attendee(self.event, self.weber).mapped("state")
            self.assertEqual(states, [answer, answer])
            self.assertEqual(self.weber_in_google(), {"weber@mail.example": answer})

    def test_answers_in_odoo_by_either_line(self):
        self.merge()
        for number, answer in ((0, "accepted"), (1, "declined"), (0, "tentative")):
            self.attendee(self.event, self.weber).sorted("id")[number].state = answer
            self.settle()
            self.assertEqual(self.weber_in_google(), {"weber@mail.example": answer})

    def test_removed_in_odoo(self):
        self.merge()
        self.event.partner_ids = [Command.unlink(self.weber.id)]
        self.settle()
        self.assertFalse(self.weber_in_google())
        self.assertFalse(self.attendee(self.event, self.weber))

    def test_removed_in_google(self):
        self.merge()
        self.google_patch(self.ana, self.google_id(), attendees=[])
        self.settle()
        self.assertFalse(self.attendee(self.event, self.weber))
        self.assertNotIn(self.weber, self.event.partner_ids)

    def test_one_line_is_removed_in_odoo(self):
        self.merge()
        self.attendee(self.event, self.weber)[:1].unlink()
        self.settle()
        self.assertEqual(self.weber_in_google(), {"weber@mail.example": "needsAction"})
