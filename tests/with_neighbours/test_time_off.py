from odoo.tests import tagged

from ..undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestTimeOff(UndoCase):
    """An approved leave is an appointment that the leave decides about, on both sides."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()
        employee = self.env["hr.employee"].create({"name": "Ana", "user_id": self.ana.id})
        kind = self.env["hr.leave.type"].create(
            {
                "name": "Holidays",
                "requires_allocation": False,
                "leave_validation_type": "hr",
                "create_calendar_meeting": True,
            }
        )
        self.leave = self.env["hr.leave"].create(
            {
                "name": "Rome",
                "employee_id": employee.id,
                "holiday_status_id": kind.id,
                "request_date_from": "2027-03-01",
                "request_date_to": "2027-03-03",
            }
        )
        self.leave.action_approve()
        self.event = self.leave.meeting_id
        self.sync()
        self.google_id = self.link(self.account, self.event).google_id

    def _in_google(self):
        return self.google(self.ana, "GET", f"/{self.google_id}")

    def _told(self):
        return self.last_run(self.account).line_ids.mapped("message")

    def test_it_is_in_google_for_who_takes_it(self):
        shown = self._in_google()
        self.assertEqual(shown["start"]["date"], "2027-03-01")
        self.assertEqual(shown["end"]["date"], "2027-03-04")
        self.assertEqual(shown["visibility"], "private")
        self.settle()

    def test_moved_in_google(self):
        moved = {"start": {"date": "2027-03-08"}, "end": {"date": "2027-03-11"}}
        self.google_patch(self.ana, self.google_id, **moved)
        self.sync()
        self.assertEqual(str(self.event.start_date), "2027-03-01")
        self.assertEqual(self._in_google()["start"]["date"], "2027-03-01")
        self.assertIn("such as time off", "".join(self._told()))
        self.settle()

    def test_one_that_a_former_version_has_linked(self):
        self.link(self.account, self.event).role = "organizer"
        self.google_delete(self.ana, self.google_id)
        self.sync()
        self.assertTrue(self.event.active)
        self.assertEqual(self._in_google()["status"], "confirmed")

    def test_renamed_in_google(self):
        title = self.event.name
        self.google_patch(self.ana, self.google_id, summary="Sick")
        self.sync()
        self.assertEqual(self.event.name, title)
        self.assertEqual(self._in_google()["summary"], title)

    def test_a_reminder_of_ones_own(self):
        reminders = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 45}]}
        self.google_patch(self.ana, self.google_id, reminders=reminders)
        self.sync()
        self.assertIn(45, self.event.alarm_ids.mapped("duration_minutes"))

    def test_deleted_in_google(self):
        self.google_delete(self.ana, self.google_id)
        self.sync()
        self.assertTrue(self.event.active)
        self.assertEqual(self._in_google()["status"], "confirmed")
        self.assertIn("cancel that record", "".join(self._told()))
        self.settle()

    def test_refused_in_odoo_though_moved_in_google(self):
        self.leave.action_refuse()
        self.google_patch(self.ana, self.google_id, start={"date": "2027-02-28"})
        self.sync()
        self.assertFalse(self.event.active)
        self.assertEqual(self._in_google()["status"], "cancelled")
        self.settle()

    def test_who_does_not_show_titles(self):
        self.ana.google_privacy = "busy"
        self.sync()
        self.assertEqual(self._in_google()["summary"], "Busy")
        self.google_patch(self.ana, self.google_id, start={"date": "2027-02-28"})
        self.sync()
        self.assertEqual(self._in_google()["start"]["date"], "2027-03-01")
        self.assertEqual(self._in_google()["summary"], "Busy")

    def test_an_undo_brings_back_no_leave_that_was_refused(self):
        self.leave.action_refuse()
        self.sync()
        undone = self.undo(self.last_run(self.account))
        self.assertIn("such as time off", "".join(undone.line_ids.mapped("message")))
        self.assertFalse(self.event.active)
        self.assertEqual(self._in_google()["status"], "cancelled")
