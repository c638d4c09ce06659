from odoo.tests import Form, tagged

from ..busy_case import BusyCase
from ..common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestWorkingLocation(GoogleSyncCase):
    """Where somebody works is no appointment: unless they choose otherwise, each side keeps its
    own."""

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


@tagged("post_install", "-at_install")
class TestWorkplaces(BusyCase):
    """Ana has her working locations kept the same. It is Monday, the first of March 2027."""

    def set_up_once(self):
        super().set_up_once()
        address = self.env["res.partner"].create({"name": "Main Street 1"})
        self.home, self.office = self.env["hr.work.location"].create(
            [
                {"name": name, "location_type": kind, "address_id": address.id}
                for name, kind in (("Home", "home"), ("HQ", "office"))
            ]
        )
        self.employee = self.env["hr.employee"].create({"name": "Ana", "user_id": self.ana.id})
        self.employee.tuesday_location_id = self.home
        self.ana.with_user(self.ana).google_workplaces = True

    def compare(self):
        """Let both sides be compared now."""
        self.env["google.sync.workplace"].search([]).write({"next_at": False})
        self.sync()

    def shown(self):
        """What Google says, by day."""
        items = self.google(self.ana, "GET", eventTypes="workingLocation")["items"]
        return {event["start"]["date"]: event for event in items}

    def places(self):
        shown = self.shown().items()
        return {day: event["workingLocationProperties"]["type"] for day, event in shown}

    def otherwise(self):
        """The days that are not as in the weekly plan, in Odoo."""
        days = self.env["hr.employee.location"].search([("employee_id", "=", self.employee.id)])
        return {str(one.date): one.work_location_id for one in days}

    def say(self, day, location):
        values = {"employee_id": self.employee.id, "date": day, "work_location_id": location.id}
        return self.env["hr.employee.location"].with_user(self.ana).create(values)

    def enter(self, day, kind, **details):
        """Let Ana say in Google where she works, on a day of which it says nothing."""
        return self.google_insert(
            self.ana,
            "x",
            eventType="workingLocation",
            workingLocationProperties={"type": kind, kind: details},
            start={"date": day},
            end={"date": f"{day[:-2]}{int(day[-2:]) + 1:02}"},
            visibility="public",
            transparency="transparent",
        )

    def test_odoos_plan_goes_to_google(self):
        self.say("2027-03-03", self.office)
        self.compare()
        tuesdays = dict.fromkeys(
            ("2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23"), "homeOffice"
        )
        self.assertEqual(self.places(), {**tuesdays, "2027-03-03": "officeLocation"})
        office = self.shown()["2027-03-03"]
        self.assertEqual(office["workingLocationProperties"]["officeLocation"]["label"], "HQ")
        self.assertFalse(self.mails())

        self.employee.tuesday_location_id = False
        self.env["hr.employee.location"].search([]).unlink()
        self.compare()
        self.assertEqual(self.places(), {})
        self.requests_made()
        self.compare()
        asked = {made["method"] for made in self.requests_made()}
        self.assertEqual(asked, {"calendar.events.list"})

    def test_a_day_in_google_comes_into_odoo(self):
        self.compare()
        self.enter("2027-03-04", "officeLocation", label="HQ")
        tuesday = self.shown()["2027-03-02"]["id"]
        away = {"type": "officeLocation", "officeLocation": {"label": "HQ"}}
        self.google_patch(self.ana, tuesday, workingLocationProperties=away)
        self.compare()
        self.assertEqual(self.otherwise(), {"2027-03-02": self.office, "2027-03-04": self.office})
        self.assertEqual(self.employee.tuesday_location_id, self.home, "the plan is Odoo's")
        self.google_delete(self.ana, self.shown()["2027-03-04"]["id"])
        self.google_delete(self.ana, tuesday)
        self.compare()
        self.compare()
        self.assertEqual(self.otherwise(), {})
        self.assertEqual(self.places()["2027-03-02"], "homeOffice", "as in the weekly plan")
        self.assertNotIn("2027-03-04", self.places())

    def test_a_preview_shows_each_day_and_writes_none(self):
        self.ana.with_user(self.ana).google_workplaces = False
        self.enter("2027-03-04", "officeLocation", label="HQ")
        self.enter("2027-03-05", "customLocation", label="Café")
        mine = self.env["google.sync.preview"].with_user(self.ana)
        preview = mine.browse(mine._open_for_user()["res_id"])
        self.assertTrue(preview.has_workplaces)
        self.assertFalse(preview.workplaces)
        preview.workplaces = True
        preview = mine.browse(preview.action_show()["res_id"])
        self.sync()
        preview.invalidate_recordset()
        self.assertEqual(preview.state, "ready")
        part = preview.part_ids.filtered(lambda one: one.kind == "workplaces")
        counts = (part.google_created, part.odoo_created, part.google_deleted, part.requests)
        self.assertEqual(counts, (4, 1, 0, 1))
        shown = {(one.verb, one.side, one.title, one.details) for one in part.line_ids}
        self.assertIn(("create", "google", "Home", ""), shown)
        self.assertIn(("create", "odoo", "HQ", ""), shown)
        (problem,) = part.line_ids.filtered(lambda one: one.verb == "problem")
        self.assertIn("Café", problem.details)
        self.assertEqual(set(self.places()), {"2027-03-04", "2027-03-05"})
        self.assertFalse(self.otherwise() or self.ana.google_workplaces)
        self.assertFalse(self.env["google.sync.workplace"].search([]))

        preview.action_apply()
        self.assertTrue(self.ana.google_workplaces)
        self.compare()
        self.assertEqual(len(self.places()), 6)
        self.assertEqual(self.otherwise(), {"2027-03-04": self.office})
        told = self.env["google.sync.run.line"].search([("message", "ilike", "nothing → HQ")])
        self.assertEqual(len(told), 1)

    def undo(self, place):
        """Undo the last comparison that has written this, and let both sides be compared."""
        (line,) = self.env["google.sync.run.line"].search([("message", "ilike", place)], limit=1)
        run = line.run_id.with_user(self.ana)
        self.assertTrue(run.can_undo)
        dialogue = self.env["google.sync.undo"].with_user(self.ana)
        dialogue = dialogue.browse(run.action_undo()["res_id"])
        shown = dialogue.record_ids.mapped("text")
        dialogue.action_undo()
        self.sync()
        self.compare()
        return shown, line.undo

    def test_a_comparison_is_undone(self):
        self.env["res.lang"]._activate_lang("de_DE")
        self.compare()
        tuesday = self.shown()["2027-03-02"]["id"]
        away = {"type": "officeLocation", "officeLocation": {"label": "HQ"}}
        self.google_patch(self.ana, tuesday, workingLocationProperties=away)
        self.compare()
        self.assertEqual(self.otherwise(), {"2027-03-02": self.office})
        shown, outcome = self.undo("Home → HQ")
        self.assertEqual((shown, outcome), (["HQ → Home"], "done"))
        (told,) = self.env["google.sync.run.line"].search([("message", "ilike", "restored")])
        titles = [told.with_context(lang=lang).title for lang in ("en_US", "de_DE")]
        self.assertEqual(titles, ["03/02/2027", "02.03.2027"])
        self.assertEqual(self.otherwise(), {})
        self.assertEqual(self.places()["2027-03-02"], "homeOffice")
        # The undo is undone; what Google did not have before, as the weekly plan says, stays.
        self.assertEqual(self.undo("HQ → Home")[1], "done")
        self.assertEqual(self.places()["2027-03-02"], "officeLocation")
        shown, outcome = self.undo("nothing → Home")
        self.assertEqual(outcome, "left")
        self.assertEqual(len(self.places()), 4)

    def test_a_place_that_odoo_does_not_know(self):
        self.compare()
        self.enter("2027-03-04", "customLocation", label="Café")
        self.compare()
        told = self.env["google.sync.run.line"].search([("message", "ilike", "Café")])
        self.assertEqual(len(told), 1)
        self.compare()
        told = self.env["google.sync.run.line"].search([("message", "ilike", "Café")])
        self.assertEqual((len(told), self.otherwise()), (1, {}))
        self.assertEqual(self.places()["2027-03-04"], "customLocation")
        self.say("2027-03-04", self.office)
        self.compare()
        self.assertEqual(self.places()["2027-03-04"], "officeLocation")

    def test_a_lost_answer_makes_none_twice(self):
        self.fault("events.insert", "timeout_after")
        self.compare()
        self.compare()
        self.compare()
        items = self.google(self.ana, "GET", eventTypes="workingLocation")["items"]
        self.assertEqual(len(items), 4)

    def test_they_are_no_appointments(self):
        self.ana.google_import_working_location = True
        before = self.env["calendar.event"].search([])
        self.compare()
        self.sync()
        self.assertEqual(self.env["calendar.event"].search([]), before)
        told = self.env["google.sync.run.line"].search([("message", "ilike", "not synchronized")])
        self.assertFalse(told)

    def test_an_account_of_no_workspace_is_told_once(self):
        self.control("POST", "/_fake/settings", {"status_events": "forbidden"})
        self.compare()
        self.compare()
        told = self.env["google.sync.run.line"].search([("message", "ilike", "accept working")])
        self.assertEqual(len(told), 1)
        self.assertIn("Google Workspace", self.ana.google_workplaces_notice)
        self.control("POST", "/_fake/settings", {"status_events": "taken"})
        self.ana.google_workplaces = False
        self.ana.google_workplaces = True
        self.compare()
        self.assertEqual(len(self.places()), 4)
        self.assertFalse(self.ana.google_workplaces_notice)

    def test_a_day_that_google_refuses_stops_no_others(self):
        self.fault("events.insert", "status", status=400, reason="invalid")
        self.compare()
        self.compare()
        self.assertEqual(len(self.places()), 3)
        told = self.env["google.sync.run.line"].search([("message", "ilike", "does not accept")])
        self.assertEqual(len(told), 1)
        self.assertFalse(self.ana.google_workplaces_notice)
        (left,) = {"2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23"} - set(self.places())
        self.say(left, self.office)
        self.compare()
        self.assertEqual(self.places()[left], "officeLocation", "a change tries again")

    def test_who_is_no_employee(self):
        self.employee.user_id = False
        self.compare()
        self.assertEqual(self.places(), {})
        with Form(self.ana.with_user(self.ana), "base.view_users_form_simple_modif") as page:
            self.assertTrue(page.google_offers_workplaces)
            self.assertIn("No employee", page.google_workplaces_notice)

    def test_where_nobody_wants_it_no_query_is_made(self):
        self.ana.google_workplaces = False
        workplaces = self.env["google.sync.workplace"]
        self.committed()
        self.env["res.users"].google_uses_workplaces()
        with self.assertQueryCount(0):
            self.assertFalse(workplaces.claim(1, 10))
            self.assertFalse(workplaces.any_due())
