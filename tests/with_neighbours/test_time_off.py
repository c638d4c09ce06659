from odoo.tests import tagged

from .leaves import LeaveCase


@tagged("post_install", "-at_install")
class TestTimeOff(LeaveCase):
    """An approved leave is an appointment that the leave decides about, on both sides."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()
        self.make_employee()
        self.leave = self.approved()
        self.event = self.leave.meeting_id
        self.sync()
        self.google_id = self.link(self.account, self.event).google_id

    def test_it_is_in_google_for_who_takes_it(self):
        shown = self.in_google(self.leave)
        self.assertEqual(shown["start"]["date"], "2027-03-01")
        self.assertEqual(shown["end"]["date"], "2027-03-04")
        self.assertEqual(shown["visibility"], "private")
        self.settle()

    def test_moved_in_google(self):
        moved = {"start": {"date": "2027-03-08"}, "end": {"date": "2027-03-11"}}
        self.google_patch(self.ana, self.google_id, **moved)
        self.sync()
        self.assertEqual(str(self.event.start_date), "2027-03-01")
        self.assertEqual(self.in_google(self.leave)["start"]["date"], "2027-03-01")
        self.assertIn("such as time off", self.told())
        self.settle()

    def test_one_that_a_former_version_has_linked(self):
        self.link(self.account, self.event).role = "organizer"
        self.google_delete(self.ana, self.google_id)
        self.sync()
        self.assertTrue(self.event.active)
        self.assertEqual(self.in_google(self.leave)["status"], "confirmed")

    def test_renamed_in_google(self):
        title = self.event.name
        self.google_patch(self.ana, self.google_id, summary="Sick")
        self.sync()
        self.assertEqual(self.event.name, title)
        self.assertEqual(self.in_google(self.leave)["summary"], title)

    def test_a_reminder_of_ones_own(self):
        reminders = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 45}]}
        self.google_patch(self.ana, self.google_id, reminders=reminders)
        self.sync()
        self.assertIn(45, self.event.alarm_ids.mapped("duration_minutes"))

    def test_deleted_in_google(self):
        self.google_delete(self.ana, self.google_id)
        self.sync()
        self.assertTrue(self.event.active)
        self.assertEqual(self.in_google(self.leave)["status"], "confirmed")
        self.assertIn("cancel that record", self.told())
        self.settle()

    def test_refused_in_odoo_though_moved_in_google(self):
        self.leave.action_refuse()
        self.google_patch(self.ana, self.google_id, start={"date": "2027-02-28"})
        self.sync()
        self.assertFalse(self.event.active)
        self.assertEqual(self.in_google(self.leave)["status"], "cancelled")
        self.settle()

    def test_who_does_not_show_titles(self):
        self.ana.google_privacy = "busy"
        self.sync()
        self.assertEqual(self.in_google(self.leave)["summary"], "Busy")
        self.google_patch(self.ana, self.google_id, start={"date": "2027-02-28"})
        self.sync()
        self.assertEqual(self.in_google(self.leave)["start"]["date"], "2027-03-01")
        self.assertEqual(self.in_google(self.leave)["summary"], "Busy")

    def test_an_undo_brings_back_no_leave_that_was_refused(self):
        self.leave.action_refuse()
        self.sync()
        undone = self.undo(self.last_run(self.account))
        self.assertIn("such as time off", "".join(undone.line_ids.mapped("message")))
        self.assertFalse(self.event.active)
        self.assertEqual(self.in_google(self.leave)["status"], "cancelled")
