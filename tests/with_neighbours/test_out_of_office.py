from datetime import datetime, timezone

from odoo.tests import Form, tagged

from ...sync.odoo.event_records import EventRecords
from ..calendar_case import CalendarCase
from .leaves import LeaveCase


def span_of(shown):
    """Start and stop of Google's event, in UTC as Odoo has them."""
    moments = (datetime.fromisoformat(shown[end]["dateTime"]) for end in ("start", "end"))
    return tuple(moment.astimezone(timezone.utc).replace(tzinfo=None) for moment in moments)


NEW = {"autoDeclineMode": "declineOnlyNewConflictingInvitations"}


@tagged("post_install", "-at_install")
class TestOutOfOffice(LeaveCase):
    """Time off that Google shows as out of office, as its user has chosen."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_time_off="new", tz="Europe/Zurich")
        self.sync()
        self.make_employee()
        self.leave = self.approved()
        self.sync()

    def kinds(self):
        """The kinds of all that is in Ana's calendar."""
        return [event["eventType"] for event in self.google_events(self.ana).values()]

    def choose(self, value):
        self.ana.with_user(self.ana).google_time_off = value
        self.settle()

    def test_google_shows_that_she_is_away_and_not_why(self):
        shown = self.in_google(self.leave)
        self.assertEqual((shown["eventType"], shown["summary"]), ("outOfOffice", "Out of office"))
        self.assertEqual(shown["outOfOfficeProperties"], NEW)
        self.assertEqual(shown["start"]["dateTime"], "2027-03-01T00:00:00+01:00")
        self.assertEqual(shown["end"]["dateTime"], "2027-03-04T00:00:00+01:00")
        self.assertEqual(shown.get("visibility", "default"), "default")
        self.assertFalse({"description", "location", "attendees"} & shown.keys())
        self.settle()
        self.assert_still()

    def test_odoo_leads(self):
        google_id = self.in_google(self.leave)["id"]
        moved = {
            "start": {"dateTime": "2027-03-08T00:00:00Z"},
            "end": {"dateTime": "2027-03-09T00:00:00Z"},
        }
        self.google_patch(self.ana, google_id, summary="Sick", **moved)
        self.sync()
        self.assertIn("such as time off", self.told())
        self.test_google_shows_that_she_is_away_and_not_why()
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertEqual(self.in_google(self.leave)["eventType"], "outOfOffice")
        self.leave.action_refuse()
        self.settle()
        self.assertFalse(self.google_events(self.ana))

    def test_hours(self):
        self.holidays = self.leave_type("hour")
        hours = {"request_unit_hours": True, "request_hour_from": 10, "request_hour_to": 12}
        leave = self.approved("2027-03-10", "2027-03-10", **hours)
        self.sync()
        shown = self.in_google(leave)
        self.assertEqual(shown["eventType"], "outOfOffice")
        start, stop = leave.meeting_id.start, leave.meeting_id.stop
        self.assertEqual(span_of(shown), (start, stop))

    def test_another_choice_is_for_what_is_there_too(self):
        reminders = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 45}]}
        self.google_patch(self.ana, self.in_google(self.leave)["id"], reminders=reminders)
        self.sync()
        self.choose("none")
        mode = self.in_google(self.leave)["outOfOfficeProperties"]["autoDeclineMode"]
        self.assertEqual(mode, "declineNone")
        self.choose("no")
        shown = self.in_google(self.leave)
        self.assertEqual((shown["eventType"], shown["visibility"]), ("default", "private"))
        self.assertEqual(shown["start"], {"date": "2027-03-01"})
        self.assertEqual(shown["reminders"], reminders)
        self.assertEqual(self.kinds(), ["default"])
        self.choose("none")
        self.assertEqual(self.kinds(), ["outOfOffice"])
        self.assertTrue(self.leave.meeting_id.active)

    def test_a_choice_made_while_the_answer_is_lost(self):
        """Google has taken the former event away, and Odoo never heard of it."""
        self.fault("events.delete", "timeout_after")
        self.ana.with_user(self.ana).google_time_off = "no"
        self.sync()
        self.settle()
        self.assertEqual(self.kinds(), ["default"])
        self.assertTrue(self.leave.meeting_id.active)

    def test_with_somebody_else_it_is_a_meeting(self):
        leave = self.approved("2027-03-15", "2027-03-16")
        leave.meeting_id.partner_ids += self.env["res.partner"].create({"name": "Bo"})
        self.sync()
        self.assertEqual(self.in_google(leave)["eventType"], "default")

    def test_one_that_was_made_here_stays_one(self):
        """Ana connects anew, and no more of Google's own absences come in."""
        self.ana.google_import_out_of_office = False
        self.link(self.account, self.leave.meeting_id).unlink()
        self.account.ask_worker("list_again")
        self.sync()
        self.ana.google_populate_google = True
        self.settle()
        self.assertEqual(self.kinds(), ["outOfOffice"])
        self.assertTrue(self.link(self.account, self.leave.meeting_id))

    def test_only_her_own_leave(self):
        forged = self.odoo_create(self.ana, "Visit")
        forged.write({"res_model_id": self.env["ir.model"]._get_id("hr.leave")})
        forged.res_id = self.leave.id
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Visit"]["eventType"], "default")

    def test_the_page_tells_what_keeps_google_from_it(self):
        with Form(self.ana.with_user(self.ana), "base.view_users_form_simple_modif") as page:
            self.assertTrue(page.google_offers_time_off)
            self.assertFalse(page.google_time_off_notice)
            page.google_keep_private = True
            self.assertIn("stay in Odoo", page.google_time_off_notice)
            page.google_keep_private = False
        self.account.google_email = "ana@gmail.com"
        self.assertIn("personal accounts", self.ana.google_time_off_notice)
        self.ana.google_time_off = "no"
        self.assertFalse(self.ana.google_offers_time_off, "there is nothing to choose")


@tagged("post_install", "-at_install")
class TestWithoutOutOfOffice(LeaveCase, CalendarCase):
    """Where Google has none, time off is an ordinary appointment."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_time_off="new")
        self.sync()
        self.make_employee()

    def refusals(self):
        lines = self.env["google.sync.run.line"].search([("message", "ilike", "out of office")])
        return len(lines)

    def test_an_account_of_no_workspace_is_told_once(self):
        self.control("POST", "/_fake/settings", {"status_events": "refused"})
        leaves = [self.approved(), self.approved("2027-03-08", "2027-03-09")]
        self.sync()
        self.sync()
        for leave in leaves:
            shown = self.in_google(leave)
            self.assertEqual((shown["eventType"], shown["visibility"]), ("default", "private"))
        self.assertEqual(self.refusals(), 1)
        self.assertIn("does not accept “Out of office”", self.ana.google_time_off_notice)
        self.requests_made()
        another = self.approved("2027-03-15", "2027-03-16")
        self.settle()
        made = [one["method"] for one in self.requests_made()]
        self.assertEqual(made.count("calendar.events.insert"), 1, "nobody asks again")
        self.assertEqual(self.in_google(another)["eventType"], "default")
        self.assertEqual(self.refusals(), 1)

        self.control("POST", "/_fake/settings", {"status_events": "taken"})
        self.ana.google_time_off = "no"
        self.ana.google_time_off = "none"
        self.settle()
        self.assertEqual(self.in_google(another)["eventType"], "outOfOffice")
        self.assertFalse(self.ana.google_time_off_notice)

    def test_another_calendar_is_not_asked(self):
        leave = self.approved()
        self.settle()
        self.assertEqual(self.in_google(leave)["eventType"], "outOfOffice")
        self.choose_calendar()
        self.assertIn("only in your main calendar", self.ana.google_time_off_notice)
        self.settle()
        self.assertEqual(len(self.titles(self.account.calendar_id)), 1)
        self.assertFalse(self.google_events(self.ana), "it has moved")
        self.assertFalse(self.env["google.sync.link"].search([("state", "=", "failed")]))

    def test_who_does_not_choose_it_pays_nothing(self):
        self.ana.google_time_off = "no"
        self.sync()
        event = self.odoo_create(self.ana, "Visit")
        records = EventRecords(self.env, self.ana)
        records.item(event)
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertIsNone(records.time_off.away(event))
