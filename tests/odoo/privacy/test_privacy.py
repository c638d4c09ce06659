import json
from unittest.mock import patch

from odoo.tests import tagged

from ....sync.operations.disconnect import disconnect
from ...privacy import PrivacyCase


@tagged("post_install", "-at_install")
class TestLevels(PrivacyCase):
    def test_each_level(self):
        kind = self.env["calendar.event.type"].create({"name": "First visit"})
        for level, title in (
            ("first_name", "Anna"),
            ("initials", "A. W."),
            ("kind", "First visit"),
            ("reference", "Appointment {}"),
            ("busy", "Busy"),
        ):
            with self.subTest(level):
                self.ana.google_privacy = level
                event = self.visit(categ_ids=kind.ids)
                self.settle()
                google = self.in_google(event)
                self.assertEqual(google["summary"], title.format(event.id))
                self.assertFalse(google.get("description"))
                self.assertFalse(google.get("location"))
                self.assertNotIn("attendees", google)
                self.assert_secret()
                self.assert_quiet()

    def test_full(self):
        self.ana.google_privacy = "full"
        event = self.visit()
        self.settle()
        google = self.in_google(event)
        self.assertEqual(google["summary"], "Mrs Weber, first visit")
        self.assertIn("zoom.example/weber", google["description"])

    def test_initials_are_those_of_clients(self):
        self.ana.google_privacy = "initials"
        colleagues = (self.ana | self.ben).partner_id
        event = self.visit(partner_ids=[(6, 0, colleagues.ids)])
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        event.partner_ids = colleagues | self.weber
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "A. W.")

    def test_a_client_gets_another_name(self):
        self.ana.google_privacy = "initials"
        event, series = self.visit(), self.series()
        self.settle()
        self.weber.name = "Anna Keller"
        self.settle()
        for record in (event, series):
            self.assertEqual(self.in_google(record)["summary"], "A. K.")
        self.assert_quiet()

    def test_a_client_is_merged_with_another_contact(self):
        self.ana.google_privacy = "initials"
        event = self.visit()
        self.settle()
        keller = self.env["res.partner"].create({"name": "Anna Keller", "email": self.weber.email})
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((self.weber | keller).ids, keller)
        self.settle()
        self.assertEqual(event.attendee_ids.partner_id, self.ana.partner_id | keller)
        self.assertEqual(self.in_google(event)["summary"], "A. K.")

    def test_the_staff_find_it_by_its_reference(self):
        self.ana.google_privacy = "reference"
        event, series = self.visit(), self.series()
        self.settle()
        events = self.env["calendar.event"].with_user(self.desk)
        for record, expected in ((event, event), (series, series.calendar_event_ids)):
            shown = self.in_google(record)["summary"]
            found = events.search([("google_sync_reference", "ilike", shown)])
            self.assertLessEqual(expected, found.sudo())

    def test_words_are_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.ana.google_privacy = "reference"
        event = self.visit()
        self.settle()
        with patch("odoo.tools.translate.code_translations.get_python_translations") as french:
            french.return_value = {"Appointment %(number)s": "Rendez-vous %(number)s"}
            self.ana.lang = "fr_FR"
            self.settle()
        self.assertEqual(self.in_google(event)["summary"], f"Rendez-vous {event.id}")

    def test_the_front_desk_makes_an_appointment(self):
        event = self.visit(by=self.desk)
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        self.assert_secret()

    def test_the_log_says_what_google_got(self):
        self.visit()
        self.sync()
        line = self.last_run(self.account).line_ids
        self.assertEqual(line.title, "Mrs Weber, first visit (in Google: Busy)")

    def test_guests_are_not_shared(self):
        self.ana.google_share_guests = "mail"
        event = self.visit()
        self.settle()
        event.location = "Room 2b"
        event.attendee_ids.filtered(lambda a: a.partner_id == self.weber).do_accept()
        self.settle()
        self.assert_secret()

    def test_a_series(self):
        series = self.series()
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"name": "Mrs Weber, longer", "location": "Room 2b"})
        self.settle()
        self.assertEqual(self.in_google(series)["summary"], "Busy")
        self.assert_secret()
        google_id = self.link(self.account, series).google_id
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        self.assertEqual({event["summary"] for event in instances}, {"Busy"})
        self.google_patch(
            self.ana,
            sorted(event["id"] for event in instances)[1],
            start={"dateTime": "2027-03-08T14:00:00Z"},
            end={"dateTime": "2027-03-08T15:00:00Z"},
        )
        self.settle()
        self.assertEqual(str(second.start), "2027-03-08 14:00:00")
        self.assertEqual(second.name, "Mrs Weber, longer")
        self.assert_quiet()

    def test_a_masked_appointment_becomes_a_series_in_google(self):
        event = self.visit()
        self.settle()
        self.google_patch(
            self.ana,
            self.link(self.account, event).google_id,
            start={"dateTime": "2027-03-02T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-02T11:00:00", "timeZone": "Europe/Paris"},
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        )
        self.settle()
        names = event.recurrence_id.calendar_event_ids.mapped("name")
        self.assertEqual(names, ["Mrs Weber, first visit"] * 3)
        self.assert_secret()

    def test_a_masked_series_gets_a_rule_that_odoo_cannot_hold(self):
        series = self.series()
        self.settle()
        rule = "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1;COUNT=3"
        self.google_patch(self.ana, self.link(self.account, series).google_id, recurrence=[rule])
        with patch("odoo.addons.google_sync.sync.odoo.odoo_rule.values", return_value=None):
            self.settle()
            titles = (
                self.env["calendar.event"].search([("user_id", "=", self.ana.id)]).mapped("name")
            )
            self.assertNotIn("Busy", titles)
            self.assert_quiet()


@tagged("post_install", "-at_install")
class TestChangesInGoogle(PrivacyCase):
    def set_up_once(self):
        super().set_up_once()
        self.event = self.visit()
        self.settle()
        self.google_id = self.link(self.account, self.event).google_id

    def test_renamed_it_shows_the_mask_again(self):
        before = self.odoo_values(self.event)
        self.google_patch(
            self.ana, self.google_id, summary="Lunch", description="with Tom", location="Bern"
        )
        self.sync()
        self.assertEqual(self.odoo_values(self.event), before)
        google = self.in_google(self.event)
        self.assertEqual(google["summary"], "Busy")
        self.assertFalse(google.get("description"))
        self.assertIn("Odoo decides", self.messages())
        self.assert_quiet()

    def test_all_else_goes_both_ways(self):
        self.google_patch(
            self.ana,
            self.google_id,
            start={"dateTime": "2027-03-02T14:00:00Z"},
            end={"dateTime": "2027-03-02T15:00:00Z"},
            transparency="transparent",
            status="tentative",
        )
        self.settle()
        self.assertEqual(str(self.event.start), "2027-03-02 14:00:00")
        self.assertEqual(self.event.show_as, "free")
        self.assertEqual(self.event.name, "Mrs Weber, first visit")
        self.event.write({"start": "2027-03-03 09:00:00", "stop": "2027-03-03 10:00:00"})
        self.settle()
        self.assertEqual(self.in_google(self.event)["start"]["dateTime"][:10], "2027-03-03")
        self.assert_secret()

    def test_guests_invited_in_google_come_in(self):
        self.google_patch(self.ana, self.google_id, attendees=[{"email": "tom@mail.example"}])
        self.settle()
        self.assertIn("tom@mail.example", self.event.google_sync_guests_text)
        self.assertIn("tom@mail.example", json.dumps(self.in_google(self.event)))
        self.assertIn(self.weber, self.event.partner_ids)

    def test_deleted_it_is_deleted(self):
        self.google_delete(self.ana, self.google_id)
        self.settle()
        self.assertFalse(self.event.active)

    def test_what_is_made_in_google_keeps_its_words_until_odoo_changes_them(self):
        google_id = self.google_insert(self.ana, "Lunch", description="with Tom")
        self.settle()
        event = self.odoo_events(self.ana)["Lunch"]
        event.write({"start": "2027-03-04 12:00:00", "stop": "2027-03-04 13:00:00"})
        self.settle()
        self.google_patch(self.ana, google_id, summary="Dinner")
        self.settle()
        self.assertEqual(event.name, "Dinner")
        self.assertEqual(self.in_google(event)["summary"], "Dinner")
        event.description = "<p>Weber's history</p>"
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        self.assertEqual(event.name, "Dinner")
        self.assert_secret()
        self.assert_quiet()


@tagged("post_install", "-at_install")
class TestNothingIsDoubled(PrivacyCase):
    def set_up_once(self):
        super().set_up_once()
        self.event = self.visit()
        self.settle()

    def _assert_one(self):
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)
        self.assertEqual(set(self.odoo_events(self.ana)), {"Mrs Weber, first visit"})
        self.assert_secret()
        self.assert_quiet()

    def test_the_cursor_is_lost_and_everything_comes_again(self):
        self.account.sync_token = False
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.settle()
        self._assert_one()

    def test_the_links_are_lost(self):
        self.account.link_ids.unlink()
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.settle()
        self._assert_one()

    def test_connected_again(self):
        disconnect(self.account)
        self.event.location = "Room 2b"
        self.connect(self.ana)
        self.settle()
        self._assert_one()

    def test_the_answer_to_the_first_write_was_lost(self):
        self.event.active = False
        self.settle()
        self.fault("events.insert", "timeout_after")
        self.ana.google_privacy = "initials"
        other = self.visit("Mrs Weber, second visit")
        self.sync()
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.account.write({"retry_at": False, "runner": False})
        self.settle()
        self.assertEqual(other.name, "Mrs Weber, second visit")
        self.assertEqual(list(self.google_events(self.ana)), ["A. W."])
