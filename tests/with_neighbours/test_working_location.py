from odoo.tests import tagged

from ..common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestWorkingLocation(GoogleSyncCase):
    """Where somebody works is no appointment: each side keeps its own."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()
        address = self.env["res.partner"].create({"name": "Home"})
        self.home = self.env["hr.work.location"].create(
            {"name": "Home", "location_type": "home", "address_id": address.id}
        )
        self.employee = self.env["hr.employee"].create({"name": "Ana", "user_id": self.ana.id})

    def test_of_odoo(self):
        self.employee.monday_location_id = self.home
        self.env["hr.employee.location"].create(
            {
                "employee_id": self.employee.id,
                "work_location_id": self.home.id,
                "date": "2027-03-02",
            }
        )
        self.sync()
        self.assertFalse(self.google_events(self.ana))

    def test_of_google(self):
        before = self.env["calendar.event"].search([])
        self.google_insert(
            self.ana,
            "Home",
            eventType="workingLocation",
            workingLocationProperties={"type": "homeOffice", "homeOffice": {}},
            start={"date": "2027-03-02"},
            end={"date": "2027-03-03"},
            visibility="public",
            transparency="transparent",
        )
        self.sync()
        self.assertEqual(self.env["calendar.event"].search([]), before)
        self.assertFalse(self.env["hr.employee.location"].search([]).filtered("date"))
        self.assertEqual(set(self.google_events(self.ana)), {"Home"})

    def test_working_hours_make_no_event(self):
        """``hr_calendar`` shows in the form who is away; the sync reads and writes as ever."""
        event = self.odoo_create(
            self.ana, "Sunday", start="2027-03-07 09:00:00", stop="2027-03-07 10:00:00"
        )
        self.sync()
        self.google_patch(self.ana, self.link(self.account, event).google_id, location="Attic")
        self.sync()
        self.assertEqual(event.location, "Attic")
        self.assertEqual(set(self.google_events(self.ana)), {"Sunday"})
