"""What the tests of time off share."""

from ..undo_case import UndoCase


class LeaveCase(UndoCase):
    """Ana is an employee, and takes time off."""

    def make_employee(self):
        self.employee = self.env["hr.employee"].create({"name": "Ana", "user_id": self.ana.id})
        self.holidays = self.leave_type("day")

    def leave_type(self, unit):
        """:param unit: in which leaves are taken"""
        return self.env["hr.leave.type"].create(
            {
                "name": "Holidays",
                "requires_allocation": False,
                "leave_validation_type": "hr",
                "create_calendar_meeting": True,
                "request_unit": unit,
            }
        )

    def approved(self, first="2027-03-01", last="2027-03-03", **values):
        """An approved leave of Ana's, to Rome."""
        leave = self.env["hr.leave"].create(
            {
                "name": "Rome",
                "employee_id": self.employee.id,
                "holiday_status_id": self.holidays.id,
                "request_date_from": first,
                "request_date_to": last,
                **values,
            }
        )
        leave.action_approve()
        return leave

    def in_google(self, leave):
        """What Google has of a leave."""
        account = self.ana.google_sync_account_ids
        return self.google(self.ana, "GET", f"/{self.link(account, leave.meeting_id).google_id}")

    def told(self):
        return "".join(self.last_run(self.account).line_ids.mapped("message") or ())
