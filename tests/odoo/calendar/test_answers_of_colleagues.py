"""What a colleague has answered, in Odoo or in their own calendar, is decided by their own sync."""

from odoo.tests import tagged

from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestAnswersOfColleagues(GuestsCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_share_guests = "yes"
        self.bens = self.connect(self.ben, google_import_events=True)
        self.meeting = self.meet(self.ben.partner_id)
        self.sync()
        self.sync()

    def answer_in_google(self, answer):
        """In Ben's own copy."""
        copy = self.google_events(self.ben)["Meeting"]
        guests = [
            {**guest, "responseStatus": answer} if guest.get("self") else guest
            for guest in copy["attendees"]
        ]
        self.google_patch(self.ben, copy["id"], attendees=guests)

    def assert_agreed(self, answer):
        self.settle()
        self.assertEqual(list(self.states(self.meeting).values()), [answer])
        self.assertEqual(self.answers()[self.email(self.ben)], answer)
        self.assertEqual(self.answers(user=self.ben)[self.email(self.ben)], answer)

    def conflicts(self):
        return self.env["google.sync.conflict"].search([]).mapped("user_id")

    def test_two_answers_in_google_of_which_the_organizers_sync_meets_both(self):
        self.answer_in_google("tentative")
        self.sync_alone(self.bens)
        self.assertEqual(list(self.states(self.meeting).values()), ["tentative"])
        self.answer_in_google("accepted")
        self.sync_alone(self.account)
        self.assertFalse(self.conflicts(), "nothing is lost of what Ben has said")
        self.assert_agreed("accepted")
        self.assertFalse(self.conflicts())

    def test_one_answer_on_each_side_is_told_to_the_one_who_gave_them(self):
        self.attendee(self.meeting, self.ben.partner_id).state = "tentative"
        self.answer_in_google("accepted")
        self.sync_alone(self.account)
        self.assertFalse(self.conflicts())
        self.settle()
        self.assertEqual(self.conflicts(), self.ben)
        (stands,) = self.states(self.meeting).values()
        self.assert_agreed(stands)

    def test_who_is_not_synchronized_decides_nothing(self):
        self.ben.with_user(self.ben).action_google_pause()
        self.take()
        self.attendee(self.meeting, self.ben.partner_id).state = "tentative"
        self.answer_in_google("accepted")
        self.sync()
        self.assertEqual(self.conflicts(), self.ana)

    def test_what_else_changes_goes_across_meanwhile(self):
        self.answer_in_google("tentative")
        self.sync_alone(self.bens)
        self.answer_in_google("accepted")
        self.meeting.with_user(self.ana).write(
            {"location": "Room 5", "partner_ids": [(4, self.weber.id)]}
        )
        self.sync_alone(self.account)
        there = self.google_events(self.ana)["Meeting"]
        self.assertEqual(there["location"], "Room 5")
        shown = {guest["email"]: guest["responseStatus"] for guest in there["attendees"]}
        self.assertEqual(shown[self.email(self.ben)], "accepted")
        self.assertIn("weber@mail.example", shown)
        self.settle()
        self.assertEqual(self.attendee(self.meeting, self.ben.partner_id).state, "accepted")
        self.assertFalse(self.conflicts())
