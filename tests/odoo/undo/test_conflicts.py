"""Both sides changed one field: who won is told, and the other value can be used after all."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...common import WEEKLY
from ...conflict_case import ConflictCase
from ...contact_case import ContactCase


@tagged("post_install", "-at_install")
class TestConflicts(ConflictCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.google_id = self.link(self.account, self.event).google_id

    def _both(self, odoo, google, google_wins=True):
        """Change the appointment on both sides."""
        self.event.write(odoo)
        self.google_patch(self.ana, self.google_id, **google)
        if google_wins:
            self.older_in_odoo(self.event)
        self.sync()

    def _in_google(self):
        return self.google(self.ana, "GET", f"/{self.google_id}")

    def test_google_won_and_odoos_value_is_used(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.assertEqual(self.event.name, "In Google")
        self.assertEqual(self.ana.google_sync_conflict_count, 1)
        conflict = self.conflict()
        self.assertEqual(
            (conflict.what, conflict.winner, conflict.kept_text, conflict.lost_text),
            ("title", "google", "In Google", "In Odoo"),
        )
        self.assertEqual(conflict.run_id, self.last_run(self.account))
        conflict.action_use()
        self.assertEqual((self.event.name, conflict.state), ("In Odoo", "used"))
        self.assertEqual(self.ana.google_sync_conflict_count, 0)
        self.sync()
        self.assertEqual(self._in_google()["summary"], "In Odoo")
        self.assert_still()

    def test_who_has_conflicts_can_be_deleted(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.assertTrue(self.conflict())
        self.event.unlink()
        self.ana.unlink()
        self.env.flush_all()
        self.assertFalse(self.env["google.sync.conflict"].search([]))

    def test_odoo_won_and_googles_value_is_used(self):
        self.ana.google_import_events = True
        self.google_patch(self.ana, self.google_id, location="In Google")
        self.event.location = "In Odoo"
        self.commit()
        self.env.cr.execute(
            "UPDATE calendar_event SET write_date = now() + interval '1 hour' WHERE id = %s",
            [self.event.id],
        )
        self.env.invalidate_all()
        self.sync()
        self.assertEqual(self._in_google()["location"], "In Odoo")
        conflict = self.conflict()
        self.assertEqual((conflict.winner, conflict.lost_text), ("odoo", "In Google"))
        conflict.action_use()
        self.sync()
        self.assertEqual(self._in_google()["location"], "In Google")
        self.assertEqual(self.event.location, "In Google")
        self.assert_still()

    def test_the_time_with_all_day(self):
        self._both(
            {"allday": True, "start": "2027-03-05 08:00:00", "stop": "2027-03-06 18:00:00"},
            {
                "start": {"dateTime": "2027-03-02T15:00:00Z"},
                "end": {"dateTime": "2027-03-02T16:00:00Z"},
            },
        )
        self.assertEqual(str(self.event.start), "2027-03-02 15:00:00")
        conflict = self.conflict()
        self.assertIn("3/5/27 - 3/6/27", conflict.lost_text)
        conflict.action_use()
        self.sync()
        self.assertTrue(self.event.allday)
        self.assertEqual(self._in_google()["start"], {"date": "2027-03-05"})
        self.assertEqual(self._in_google()["end"], {"date": "2027-03-07"})
        self.assert_still()

    def test_reminders_and_what_else_is_a_list_or_a_word(self):
        alarm = self.env["calendar.alarm"].search(
            [("alarm_type", "=", "notification"), ("duration_minutes", "=", 60)], limit=1
        )
        self._both(
            {"alarm_ids": [Command.set(alarm.ids)], "show_as": "free", "privacy": "private"},
            {
                "reminders": {
                    "useDefault": False,
                    "overrides": [{"method": "popup", "minutes": 15}],
                },
            },
        )
        conflict = self.conflict()
        self.assertEqual((conflict.kept_text, conflict.lost_text), ("15 min", "60 min"))
        conflict.action_use()
        self.sync()
        self.assertEqual(self.event.alarm_ids, alarm)
        overrides = self._in_google()["reminders"]["overrides"]
        self.assertEqual(overrides, [{"method": "popup", "minutes": 60}])
        self.assert_still()

    def test_what_was_emptied_in_google(self):
        alarms = self.env["calendar.alarm"].search([("alarm_type", "=", "notification")], limit=2)
        self.event.write({"location": "Room", "alarm_ids": [Command.set(alarms[0].ids)]})
        self.settle()
        self._both(
            {"location": "Yard", "alarm_ids": [Command.set(alarms[1].ids)]},
            {"location": "", "reminders": {"useDefault": False, "overrides": []}},
        )
        self.env.invalidate_all()
        found = (
            self.env["google.sync.conflict"].with_user(self.ana).search([("state", "=", "open")])
        )
        self.assertEqual({*found.mapped("field")}, {"location", "reminders"})
        for conflict in found:
            self.assertFalse(conflict.kept_text)
            self.assertFalse(conflict.is_changed)
            conflict.action_use()
            self.assertEqual(conflict.state, "used")
        self.sync()
        self.assertEqual(self._in_google()["location"], "Yard")
        self.assert_still()

    def test_a_reset_by_an_administrator_answers_nothing(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.account.with_user(self.env.ref("base.user_admin")).action_reset()
        self.sync()
        self.sync()
        self.assertEqual(self.conflict().lost_text, "In Odoo")
        self.assertEqual(self.event.name, "In Google")

    def test_keep(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        conflict = self.conflict()
        conflict.action_keep()
        self.assertEqual((conflict.state, self.event.name), ("kept", "In Google"))
        self.assert_still()

    def test_changed_since_is_asked_first(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.event.name = "Changed since"
        conflict = self.conflict()
        asked = conflict.action_use()
        self.assertEqual((asked["res_model"], asked["res_id"]), (conflict._name, conflict.id))
        self.assertEqual((conflict.now_text, conflict.is_changed), ("Changed since", True))
        self.assertEqual(self.event.name, "Changed since")
        conflict.action_use_anyway()
        self.assertEqual((self.event.name, conflict.state), ("In Odoo", "used"))
        self.sync()
        self.assertEqual(self._in_google()["summary"], "In Odoo")

    def test_removed_since(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.event.active = False
        conflict = self.conflict()
        conflict.action_use()
        self.assertEqual(conflict.state, "outdated")
        self.assertFalse(self.event.active)

    def test_a_new_conflict_takes_the_place_of_the_old_one(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        old = self.conflict()
        self._both({"name": "In Odoo 2"}, {"summary": "In Google 2"})
        self.assertEqual(old.state, "outdated")
        self.assertEqual(self.conflict().lost_text, "In Odoo 2")

    def test_only_the_user_and_administrators(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        bob = self.new_user("bob")
        conflict = self.conflict()
        self.assertFalse(self.env["google.sync.conflict"].with_user(bob).search([]))
        with self.assertRaises(AccessError):
            conflict.with_user(bob).action_use()
        with self.assertRaises(AccessError):
            conflict.with_user(bob).action_keep()
        with self.assertRaises(AccessError):
            self.ana.with_user(bob).action_google_open_conflicts()
        conflict.with_user(self.env.ref("base.user_admin")).action_use()
        self.assertEqual(self.event.name, "In Odoo")

    def test_administrators_do_not_see_those_of_private_appointments(self):
        self.event.privacy = "private"
        self.sync()
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        admin = self.env.ref("base.user_admin")
        self.assertFalse(self.env["google.sync.conflict"].with_user(admin).search([]))
        with self.assertRaises(AccessError):
            self.conflict().with_user(admin).action_use()
        self.assertEqual(self.conflict().lost_text, "In Odoo")

    def test_the_record_can_be_opened(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        opened = self.conflict().action_open_record()
        self.assertEqual((opened["res_model"], opened["res_id"]), (self.event._name, self.event.id))

    def test_it_is_forgotten_with_the_log(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        conflicts = self.env["google.sync.conflict"]
        conflicts._gc_conflicts()
        self.assertTrue(self.conflict())
        self.conflict().sudo().found_at = fields.Datetime.now() - timedelta(days=1000)
        conflicts._gc_conflicts()
        self.assertFalse(conflicts.search([]))

    def test_whose_meeting_it_is_now_decides(self):
        self._both({"name": "In Odoo"}, {"summary": "In Google"})
        self.event.with_env(self.env).write(
            {"user_id": False, "google_sync_organizer": "clara@elsewhere.example"}
        )
        with self.assertRaisesRegex(UserError, "Only the organizer"):
            self.conflict().action_use()
        self.assertEqual((self.event.name, self.conflict().state), ("In Google", "open"))


@tagged("post_install", "-at_install")
class TestConflictsOfParts(ConflictCase):
    """One guest's answer, one occurrence, a contact."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_share_guests="yes")
        self.nora = self.env["res.partner"].create({"name": "Nora", "email": "nora@x.example"})
        self.otto = self.env["res.partner"].create({"name": "Otto", "email": "otto@x.example"})

    def test_the_answer_of_one_guest(self):
        partners = self.ana.partner_id | self.nora | self.otto
        event = self.odoo_create(self.ana, partner_ids=[Command.set(partners.ids)])
        self.sync()
        google_id = self.link(self.account, event).google_id
        of = {attendee.partner_id: attendee for attendee in event.attendee_ids}
        of[self.nora].state = "declined"
        of[self.otto].state = "declined"
        attendees = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        for guest in attendees:
            if guest["email"] == "nora@x.example":
                guest["responseStatus"] = "tentative"
        self.google_patch(self.ana, google_id, attendees=attendees)
        self.older_in_odoo(event)
        self.sync()
        self.assertEqual(of[self.nora].state, "tentative")
        conflict = self.conflict()
        self.assertEqual(conflict.lost_text, "nora@x.example: no")
        conflict.action_use()
        self.sync()
        answers = {
            guest["email"]: guest["responseStatus"]
            for guest in self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        }
        self.assertEqual(answers["nora@x.example"], "declined")
        self.assertEqual(answers["otto@x.example"], "declined")
        self.assertEqual(of[self.nora].state, "declined")
        self.assert_still()
        event.partner_ids -= self.nora
        conflict.sudo().state = "open"
        conflict.action_use()
        self.assertEqual(conflict.state, "outdated", "who is no guest has no answer")

    def test_one_occurrence(self):
        google_id = self.google_insert(self.ana, "Team", **WEEKLY)
        self.sync()
        events = self.env["calendar.event"].search([("name", "=", "Team")], order="start")
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        second = instances[1]["id"]
        events[1].write(
            {"recurrence_update": "self_only", "location": "In Odoo", "name": "Special"}
        )
        self.google_patch(self.ana, second, location="In Google")
        self.older_in_odoo(events)
        self.sync()
        self.assertEqual((events[1].location, events[1].name), ("In Google", "Special"))
        conflict = self.conflict()
        self.assertIn("location on 3/22/27", conflict.what)
        self.assertEqual(conflict.action_open_record()["res_model"], "calendar.event")
        conflict.action_use()
        self.sync()
        self.assertEqual(
            events.mapped("location"), [False, "In Odoo", False, False], "nobody else's"
        )
        self.assertEqual(self.google(self.ana, "GET", f"/{second}")["location"], "In Odoo")
        self.assert_still()

    def test_a_whole_series_with_an_exception(self):
        google_id = self.google_insert(self.ana, "Team", **WEEKLY)
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        self.google_patch(self.ana, instances[1]["id"], summary="Special")
        self.sync()
        events = self.env["calendar.event"].search(
            [("recurrence_id", "!=", False), ("partner_ids", "in", self.ana.partner_id.ids)],
            order="start",
        )
        events.write({"location": "In Odoo"})
        self.google_patch(self.ana, google_id, location="In Google")
        self.older_in_odoo(events)
        self.sync()
        self.assertEqual(set(events.mapped("location")), {"In Google"})
        self.conflict().action_use()
        self.sync()
        self.assertEqual(set(events.mapped("location")), {"In Odoo"})
        self.assertEqual(events.mapped("name"), ["Team", "Special", "Team", "Team"])
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["location"], "In Odoo")
        self.assert_still()


@tagged("post_install", "-at_install")
class TestConflictsOfContacts(ConflictCase, ContactCase):
    def test_an_address_and_a_phone_number(self):
        contact = self.odoo_contact("Nora Field", city="Bern", phone="+33 1 23 45 67 89")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        contact.write({"city": "Paris", "zip": "75002"})
        self.google_update(google_id, addresses=[{"city": "Lyon", "countryCode": "FR"}])
        self.older_in_odoo(contact)
        self.sync()
        self.assertEqual(contact.city, "Lyon")
        conflict = self.conflict()
        self.assertEqual((conflict.what, conflict.lost_text), ("address", "Paris, 75002"))
        conflict.action_use()
        self.sync()
        self.assertEqual((contact.city, contact.zip), ("Paris", "75002"))
        (address,) = self.google_people()["Nora Field"]["addresses"]
        self.assertEqual((address["city"], address["postalCode"]), ("Paris", "75002"))
        self.assert_still()
        opened = conflict.action_open_record()
        self.assertEqual((opened["res_model"], opened["res_id"]), ("res.partner", contact.id))

    def test_without_the_right_to_change_contacts(self):
        contact = self.odoo_contact("Nora Field")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        contact.email = "odoo@x.example"
        self.google_update(google_id, emailAddresses=[{"value": "google@x.example"}])
        self.older_in_odoo(contact)
        self.sync()
        conflict = self.conflict()
        manager = self.env.ref("base.group_partner_manager")
        self.ana.write({"group_ids": [Command.unlink(manager.id)]})
        with self.assertRaises(AccessError):
            conflict.action_use()
        self.assertEqual((contact.email, conflict.state), ("google@x.example", "open"))
