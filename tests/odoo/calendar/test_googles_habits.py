from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ...guests_case import GuestsCase
from ...series_case import AdverseCase

LONG = "<p>" + "Bring all papers. " * 1_000 + "</p>"


class HabitsMixin:
    def habit(self, **choices):
        self.control("POST", "/_fake/settings", choices)

    def in_google(self, name):
        return self.google_events(self.ana)[name]

    def told(self):
        lines = self.env["google.sync.run.line"].search([("message", "!=", False)])
        return "\n".join(lines.mapped("message"))


@tagged("post_install", "-at_install")
class TestWhatGoogleMakesOfIt(HabitsMixin, GuestsCase):
    """What Google makes of an appointment changes nothing in Odoo, and people are told."""

    def test_a_long_description_is_whole_in_odoo_and_begins_in_google(self):
        for habit in ("cut", "refused"):
            with self.subTest(habit):
                self.habit(long_descriptions=habit)
                name = f"Visit, {habit}"
                room = {"videocall_location": "https://meet.example/abc"}
                event = self.odoo_create(self.ana, name, description=LONG, **room)
                whole = event.description
                self.settle()
                shown = self.in_google(name)["description"]
                self.assertLess(len(shown), 8_193)
                self.assertIn("[…]", shown)
                self.assertIn("https://meet.example/abc", shown)
                self.assertEqual(event.description, whole)
                self.assertIn("shows only the beginning", self.told())
                reason = event.with_user(self.ana).google_sync_reason
                self.assertIn("shows only the beginning", reason)

    def test_one_that_takes_fewer_characters_in_google_stays_as_it_is(self):
        text = "if x < y & z: call\n" * 400
        google_id = self.google_insert(self.ana, "Log", description=text)
        self.settle()
        self.odoo_events(self.ana)["Log"].location = "Room 5"
        self.settle()
        shown = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual((shown["location"], shown["description"]), ("Room 5", text))
        # Where it is to be written anew, it has to fit.
        self.google_delete(self.ana, google_id)
        event = self.odoo_events(self.ana)["Log"]
        whole = event.description
        event.location = "Room 6"
        self.settle()
        shown = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual((shown["status"], shown["location"]), ("confirmed", "Room 6"))
        self.assertIn("[…]", shown["description"])
        self.assertEqual(event.description, whole)

    def test_who_edits_its_beginning_in_google_does_not_lose_the_rest(self):
        event = self.odoo_create(self.ana, "Visit", description=LONG)
        self.settle()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, description="Short", location="Room 5")
        self.settle()
        self.assertIn("Bring all papers", event.description)
        self.assertEqual(event.location, "Room 5")

    def test_one_that_becomes_short_is_whole_on_both_sides(self):
        event = self.odoo_create(self.ana, "Visit", description=LONG)
        self.settle()
        event.description = "<p>Bring your card.</p>"
        self.settle()
        self.assertEqual(self.in_google("Visit")["description"], "Bring your card.")

    def test_what_takes_no_time_takes_a_minute_in_google(self):
        event = self.odoo_create(self.ana, "Pill", stop="2027-03-02 09:00:00")
        self.settle()
        shown = self.in_google("Pill")
        self.assertNotEqual(shown["start"], shown["end"])
        self.google_patch(self.ana, shown["id"], location="Kitchen")
        self.settle()
        self.assertEqual((event.start, event.location), (event.stop, "Kitchen"))

    def test_what_an_answer_has_shown_once_may_be_somebodys_edit_later(self):
        """The answer was old: Google has shown since then that it holds what it was sent."""
        event = self.odoo_create(self.ana, "Visit")
        self.settle()
        link = self.link(self.account, event)
        link.spellings = [["title", "Visit", "Call"]]
        self.google_patch(self.ana, link.google_id, location="Kitchen")
        self.settle()
        self.google_patch(self.ana, link.google_id, summary="Call")
        self.settle()
        self.assertEqual((event.name, event.location), ("Call", "Kitchen"))

    def test_guests_whom_google_does_not_show_stay(self):
        google_id = self.invite("weber@mail.example", "new@mail.example")
        self.sync()
        self.habit(attendees_shown=1)
        self.google_patch(self.ana, google_id, location="Room 5")
        self.settle()
        event = self.in_odoo()
        self.assertEqual(event.location, "Room 5")
        self.assertIn(self.weber, event.partner_ids)
        self.assertEqual(event.google_sync_guests_text, "1 guest only in Google: new@mail.example")
        event.name = "Renamed"
        self.settle()
        self.habit(attendees_shown=None)
        self.assertLessEqual(
            {"weber@mail.example", "new@mail.example"}, set(self.answers("Renamed"))
        )

    def test_a_calendar_that_may_only_be_viewed_changes_nothing(self):
        event = self.odoo_create(self.ana, "Visit")
        self.settle()
        email = self.email(self.ana)
        for role in ("freeBusyReader", "reader"):
            share = {"calendar": email, "with": email, "role": role}
            self.control("POST", "/_fake/share", share)
            event.location = role
            self.sync()
            self.assertEqual(event.name, "Visit")
            self.assertIn("only view this Google calendar", self.account.message)
        self.control("POST", "/_fake/share", {**share, "role": "owner"})
        self.account.work_id.retry_at = False
        self.settle()
        self.assertEqual(self.in_google("Visit")["location"], role)
        self.assertFalse(self.account.message)

    def test_a_calendar_that_takes_no_more_changes_for_hours(self):
        freeze = {"calendar": self.email(self.ana), "seconds": 3 * 3600}
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.google_patch(self.ana, google_id, location="Room 5")
        self.control("POST", "/_fake/freeze", freeze)
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        self.assertEqual(self.in_odoo("Lunch").location, "Room 5", "it is still read")
        self.assertIn("no more changes for some hours", self.account.message)
        link = self.link(self.account, event)
        self.assertEqual(link.state, "pending", "that is not the appointment's trouble")
        self.assertGreater(link.retry_at, fields.Datetime.now() + timedelta(hours=3))
        self.control("POST", "/_fake/clock", {"advance": 4 * 3600})
        self.make_google_account(self.ana)  # for the test's own token has expired
        link.retry_at = "2026-01-01"
        self.settle()
        self.assertIn("Visit", self.google_events(self.ana))


@tagged("post_install", "-at_install")
class TestWhatGoogleMakesOfSeries(HabitsMixin, AdverseCase):
    def test_who_may_see_one_occurrence_may_see_the_series(self):
        for habit in ("spreads", "own"):
            with self.subTest(habit):
                self.habit(instance_visibility=habit)
                name = f"Yoga, {habit}"
                recurrence = self.odoo_series(name)
                self.settle()
                event = self.at(recurrence, "2027-03-08").with_user(self.ana)
                event.write({"privacy": "private", "recurrence_update": "self_only"})
                self.settle()
                self.assertEqual(self.masters()[name]["visibility"], "private")

    def test_an_occurrence_that_google_makes_private(self):
        for habit in ("spreads", "own"):
            with self.subTest(habit):
                self.habit(instance_visibility=habit)
                google_id = self.google_series(summary=habit)
                self.settle()
                instance = self.instance(google_id, "2027-03-08")
                self.google_patch(self.ana, instance, visibility="private")
                self.settle()
                self.assertEqual(set(self.mine(habit).mapped("privacy")), {"private"})

    def test_a_series_that_becomes_a_single_event(self):
        for habit in ("removed", "kept"):
            with self.subTest(habit):
                self.habit(null_recurrence=habit)
                recurrence = self.odoo_series(habit)
                self.settle()
                first = self.at(recurrence, "2027-03-01").with_user(self.ana)
                first.write({"recurrency": False, "recurrence_update": "all_events"})
                self.settle()
                self.assertEqual(self.shown_in_odoo(), self.shown_in_google())

    def test_an_occurrence_that_the_rule_does_not_have_any_more(self):
        for habit in ("cancelled", "kept"):
            with self.subTest(habit):
                self.habit(outlived_exceptions=habit)
                recurrence = self.odoo_series(habit)
                event = self.at(recurrence, "2027-03-29").with_user(self.ana)
                event.write({"location": "Yard", "recurrence_update": "self_only"})
                self.settle()
                first = self.at(recurrence, "2027-03-01").with_user(self.ana)
                first.write({"count": 3, "recurrence_update": "all_events"})
                self.settle()
                self.assertEqual(self.shown_in_odoo(), self.shown_in_google())
                titles = [title for _start, title in self.shown_in_odoo().elements()]
                self.assertEqual(titles.count(habit), 3)

    def test_what_google_makes_of_one_occurrence_is_nobodys_edit(self):
        for verb in ("update", "restore"):
            with self.subTest(verb):
                self.habit(description_limit=20)
                recurrence = self.odoo_series(verb)
                self.settle()
                event = self.at(recurrence, "2027-03-08").with_user(self.ana)
                if verb == "restore":
                    self.google(self.ana, "DELETE", f"/{self._instance(event)}")
                    event.write({"location": "Room 5", "recurrence_update": "self_only"})
                event.write({"description": LONG[:100], "recurrence_update": "self_only"})
                whole = event.description
                self.settle()
                instance = self._instance(event)
                shown = self.google(self.ana, "GET", f"/{instance}")["description"]
                self.assertEqual(len(shown), 20)
                self.google_patch(self.ana, instance, location="Kitchen")
                self.settle()
                self.assertEqual((event.description, event.location), (whole, "Kitchen"))
                self.assertIn("description", self.told())

    def test_nor_is_it_when_another_occurrence_was_refused(self):
        self.habit(description_limit=20)
        recurrence = self.odoo_series()
        self.settle()
        self.requests_made()
        events = [self.at(recurrence, day) for day in ("2027-03-08", "2027-03-15")]
        for event in events:
            event.with_user(self.ana).write(
                {"description": LONG[:100], "recurrence_update": "self_only"}
            )
        whole = events[0].description
        self.fault("events.patch", nth=2, kind="status", status=400, reason="invalid")
        self.sync()
        link = self.link(self.account, recurrence)
        self.assertEqual(link.state, "failed")
        link.retry_at = "2026-01-01"
        self.settle()
        self.assertEqual([event.description for event in events], [whole, whole])

    def _instance(self, event):
        series_id = self.link(self.account, event.recurrence_id).google_id
        return self.instance(series_id, "2027-03-08")

    def test_a_zone_that_google_does_not_know(self):
        self.habit(refused_zones=["Europe/Kyiv"])
        recurrence = self.odoo_series(event_tz="Europe/Kyiv")
        self.settle()
        self.assertEqual(self.masters()["Yoga"]["start"]["timeZone"], "Europe/Kiev")
        self.at(recurrence, "2027-03-08").with_user(self.ana).write(
            {"name": "Exam", "recurrence_update": "self_only"}
        )
        self.settle()
        self.assertEqual(recurrence.event_tz, "Europe/Kyiv")
        self.assertEqual(self.shown_in_odoo(), self.shown_in_google())
