from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase

AT_TWO = {"start": "2027-03-02 14:00:00", "stop": "2027-03-02 15:00:00"}


@tagged("post_install", "-at_install")
class TestUnledCopies(GuestsCase):
    """Of a meeting that Google has with its guests only its organizer's account can tell Google. If
    none does, its guests are told that Google shows what it was before."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben)
        self.ana.google_share_guests = "yes"

    def _met(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        return event

    def _assert_told(self, event, text):
        link = self.link(self.ben_account, event)
        self.assertEqual(link.state, "failed")
        self.assertIn(text, link.error)
        self.assertEqual(self.states(event)[self.ben.name], "needsAction")

    def test_until_the_organizer_is_back(self):
        event = self._met()
        self.disconnect(self.ana)
        self.sync()
        event.write(AT_TWO)
        self.sync()
        self._assert_told(event, self.ana.name)
        self.connect(self.ana)
        self.sync()
        self.settle()
        start = self.google_events(self.ben)["Meeting"]["start"]["dateTime"]
        self.assertEqual(start[:16], "2027-03-02T15:00")

    def test_an_organizer_who_was_archived(self):
        event = self._met()
        self.ana.active = False
        event.location = "Room 7"
        self.sync()
        self._assert_told(event, self.ana.name)

    def test_nobody_is_told_of_what_google_does_not_show_anyway(self):
        event = self._met()
        self.disconnect(self.ana)
        self.attendee(event, self.ben.partner_id).do_accept()
        event.partner_ids += self.contact("Nora", "nora@mail.example")
        self.settle()
        self.assertEqual(self.answers(user=self.ben)[self.email(self.ben)], "accepted")

    def test_an_organizer_who_keeps_it_in_odoo(self):
        internal = self.env["calendar.event.type"].create({"name": "Internal"})
        event = self._met()
        self.ana.with_user(self.ana).write(
            {"google_keep_tags": "without", "google_keep_tag_ids": [(6, 0, internal.ids)]}
        )
        event.with_user(self.ana).write({**AT_TWO, "categ_ids": [(6, 0, internal.ids)]})
        self.commit()
        self.sync_alone(self.ben_account)
        self.sync()
        self.sync()
        self._assert_told(event, "does not synchronize it")
        event.with_user(self.ana).categ_ids = False
        self.settle()
        self.settle()
        start = self.google_events(self.ben)["Meeting"]["start"]["dateTime"]
        self.assertEqual(start[:16], "2027-03-02T15:00")
        self.assertEqual(self.link(self.ben_account, event).state, "synced")

    def test_an_organizer_who_has_declined(self):
        event = self._met()
        self.attendee(event, self.ana.partner_id).do_decline()
        self.settle()
        event.write(AT_TWO)
        self.sync()
        self._assert_told(event, "declined")

    def test_an_organizer_who_does_not_come_once(self):
        """The rest of the series is theirs, so nobody is told anything."""
        event = self.meet(self.ben.partner_id, self.weber, **THREE_MONDAYS)
        self.settle()
        self.attendee(event, self.ana.partner_id).do_decline()
        self.settle()
        events = event.recurrence_id.calendar_event_ids
        events.with_user(self.ana).write({"name": "Course"})
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertFalse(self.link(self.ben_account, event.recurrence_id).error)
        self.settle()
        self.assertIn("Course", self.google_events(self.ben))

    def test_the_guest_answers_before_the_organizer_has_told_google(self):
        """What Google does not show yet is not taken for what it shows."""
        event = self._met()
        event.with_user(self.ana).write(AT_TWO)
        self.attendee(event, self.ben.partner_id).do_accept()
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertEqual(self.answers(user=self.ben)[self.email(self.ben)], "accepted")
        self.disconnect(self.ana)
        event.location = "Room 7"
        self.sync()
        self.assertIn(self.ana.name, self.link(self.ben_account, event).error)
