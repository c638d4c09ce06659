"""The undo of series, of meetings with others, and of contacts."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ....google_api.transport.errors import HandedBack
from ....google_api.transport.outcomes import Failed
from ....sync.run.contacts import ContactRun
from ...common import WEEKLY
from ...contact_case import ContactCase
from ...undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestUndoSeries(UndoCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.google_id = self.google_insert(self.ana, "Team", **WEEKLY)
        self.sync()

    def _shown(self):
        """Start and title of the occurrences, in Odoo and in Google."""
        events = self.env["calendar.event"].search([("partner_ids", "in", self.ana.partner_id.ids)])
        odoo = {f"{event.start:%Y-%m-%d %H:%M}": event.name for event in events}
        instances = self.google(self.ana, "GET", f"/{self.google_id}/instances")["items"]
        google = {
            one["start"]["dateTime"][:16].replace("T", " "): one["summary"] for one in instances
        }
        return odoo, google

    def _instance(self, day):
        instances = self.google(self.ana, "GET", f"/{self.google_id}/instances")["items"]
        return next(one["id"] for one in instances if one["start"]["dateTime"].startswith(day))

    def test_exceptions(self):
        before = self._shown()
        self.google_patch(self.ana, self._instance("2027-03-22"), summary="Special")
        self.google_patch(
            self.ana,
            self._instance("2027-03-29"),
            start={"dateTime": "2027-03-30T15:00:00+02:00"},
            end={"dateTime": "2027-03-30T16:00:00+02:00"},
        )
        self.google_delete(self.ana, self._instance("2027-04-05"))
        self.sync()
        self.assertEqual(
            self._shown()[0],
            {
                "2027-03-15 09:00": "Team",
                "2027-03-22 09:00": "Special",
                "2027-03-30 13:00": "Team",
            },
        )
        self.undo(self.last_run(self.account))
        self.assertEqual(self._shown(), before)
        self.assert_still()

    def test_the_rule(self):
        before = self._shown()
        self.google_patch(self.ana, self.google_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
        self.sync()
        self.assertEqual(len(self._shown()[0]), 2)
        self.undo(self.last_run(self.account))
        self.assertEqual(self._shown(), before)
        self.assert_still()

    def test_a_series_that_came_from_google_stays_there(self):
        self.undo(self.last_run(self.account))
        odoo, google = self._shown()
        self.assertEqual((len(odoo), len(google)), (0, 4))
        self.assert_still()

    def test_a_series_that_was_deleted(self):
        before = self._shown()
        self.google_delete(self.ana, self.google_id)
        self.sync()
        self.undo(self.last_run(self.account))
        self.assertEqual(self._shown(), before)
        self.assert_still()

    def test_a_single_event_that_became_a_series(self):
        self.google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        before = self.odoo_events(self.ana)["Lunch"].start
        self.google_patch(self.ana, self.google_id, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
        self.sync()
        self.undo(self.last_run(self.account))
        lunch = self.env["calendar.event"].search([("name", "=", "Lunch")])
        self.assertEqual((lunch.start, lunch.recurrency), (before, False))
        self.assertNotIn("recurrence", self.google(self.ana, "GET", f"/{self.google_id}"))
        self.assert_still()


@tagged("post_install", "-at_install")
class TestUndoMeetings(UndoCase):
    def set_up_once(self):
        super().set_up_once()
        self.bob = self.new_user("bob", email="bob@odoo.example")
        self.account = self.connect(self.ana, google_share_guests="mail")
        self.nora = self.env["res.partner"].create({"name": "Nora", "email": "nora@x.example"})
        self.sync()

    def _meeting(self, user=None, **values):
        partners = self.ana.partner_id | self.bob.partner_id | self.nora
        partner_ids = [Command.set(partners.ids)]
        event = self.odoo_create(user or self.ana, "Meeting", partner_ids=partner_ids, **values)
        with self.mails_expected("bob@odoo.example", "nora@x.example"):
            self.sync()
        self.control("DELETE", "/_fake/requests")
        return event, self.link(self.account, event).google_id

    def _guests(self, google_id):
        event = self.google(self.ana, "GET", f"/{google_id}")
        return {guest["email"]: guest["responseStatus"] for guest in event["attendees"]}

    def test_guests_come_back_and_nobody_is_mailed(self):
        event, google_id = self._meeting()
        before = self._guests(google_id)
        attendees = [
            {"email": "new@x.example"},
            {"email": "nora@x.example", "responseStatus": "accepted"},
        ]
        self.google_patch(self.ana, google_id, attendees=attendees, location="Room 5")
        self.sync()
        self.assertEqual(event.attendee_ids.partner_id, self.ana.partner_id | self.nora)
        self.control("DELETE", "/_fake/requests")
        self.undo(self.last_run(self.account))
        self.assertEqual(
            event.attendee_ids.partner_id, self.ana.partner_id | self.bob.partner_id | self.nora
        )
        now = self._guests(google_id)
        for guests in (before, now):
            guests.pop(self.email(self.ana), None)
        self.assertEqual(now, before)
        self.assert_still()

    def test_a_new_meeting_leaves_google_silently(self):
        self._meeting()
        self.undo(self.last_run(self.account))
        self.assertFalse(self.google_events(self.ana))
        self.assert_still()

    def test_a_colleagues_meeting_is_theirs(self):
        event, google_id = self._meeting(self.bob)
        event.with_user(self.bob).write({"location": "Room 5"})
        self.sync()
        run = self.last_run(self.account)
        undone = self.undo(run)
        self.assertEqual(event.location, "Room 5")
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["location"], "Room 5")
        self.assertEqual(run.line_ids.undo_message, "Only its organizer can restore it.")
        self.assertEqual(undone.state, "warnings")
        self.assert_still()

    def test_an_answer_is_the_users_own(self):
        event, google_id = self._meeting(self.bob)
        mine = event.attendee_ids.filtered(lambda one: one.partner_id == self.ana.partner_id)
        mine.with_user(self.ana).do_accept()
        self.sync()
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertEqual(mine.state, "declined")
        self.undo(self.last_run(self.account))
        self.assertEqual(mine.state, "accepted")
        self.assertIn("Meeting", self.google_events(self.ana))
        self.assert_still()

    def test_who_was_uninvited_does_not_come_back(self):
        event, google_id = self._meeting(self.bob)
        self.google_delete(self.ana, google_id)
        self.sync()
        run = self.last_run(self.account)
        event.with_user(self.bob).write({"partner_ids": [Command.unlink(self.ana.partner_id.id)]})
        undone = self.undo(run)
        self.assertNotIn(self.ana.partner_id, event.partner_ids)
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertEqual((run.line_ids.undo, undone.state), ("left", "warnings"))
        self.assert_still()

    def test_a_meeting_that_a_colleague_cancelled(self):
        event, _google_id = self._meeting(self.bob)
        event.with_user(self.bob).unlink()
        self.sync()
        run = self.last_run(self.account)
        self.undo(run)
        self.assertFalse(self.env["calendar.event"].search([("name", "=", "Meeting")]))
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertEqual(run.line_ids.undo_message, "Only its organizer can restore it.")
        self.assert_still()

    def test_a_meeting_called_outside_of_odoo(self):
        carl = self.new_user("carl")
        self.make_google_account(carl)
        guests = [{"email": self.email(user)} for user in (self.ana, carl)]
        google_id = self.google_insert(carl, "Outside", attendees=guests)
        self.ana.google_import_tentative = True
        self.sync()
        event = self.odoo_events(self.ana)["Outside"]
        self.assertEqual(self.link(self.account, event).role, "external")
        self.google_patch(carl, google_id, location="Room 5")
        self.sync()
        self.control("DELETE", "/_fake/requests")
        moved = self.last_run(self.account)
        self.undo(moved)
        self.assertEqual(event.location, "Room 5")
        self.assertEqual(moved.line_ids.undo_message, "Only its organizer can restore it.")
        self.assert_still()
        event.active = False
        self.sync()
        self.assertNotIn("Outside", self.google_events(self.ana))
        self.undo(self.last_run(self.account))
        self.assertTrue(event.active)
        self.assertIn("Outside", self.google_events(self.ana))
        self.assert_still()
        self.google_delete(carl, google_id)
        self.sync()
        self.assertFalse(event.active)
        self.undo(self.last_run(self.account))
        self.assertFalse(event.active)
        self.assert_still()


@tagged("post_install", "-at_install")
class TestUndoContacts(UndoCase, ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.contact = self.odoo_contact("Nora Field", phone="+33 1 23 45 67 89")
        self.sync()
        self.google_id = self.google_people()["Nora Field"]["resourceName"]

    def test_a_change(self):
        self.google_update(self.google_id, emailAddresses=[{"value": "nora@x.example"}])
        self.contact.city = "Paris"
        self.sync()
        self.assertEqual(self.contact.email, "nora@x.example")
        undone = self.undo(self.last_run(self.account))
        self.assertEqual(undone.kind, "contacts", "the log says of what")
        self.assertEqual((self.contact.email, self.contact.city), (False, False))
        person = self.google_people()["Nora Field"]
        self.assertFalse(person.get("emailAddresses"))
        self.assertFalse(person.get("addresses"))
        self.assertEqual(undone.state, "done")
        self.assert_still()

    def test_new_ones(self):
        self.google_contact("Gus Green")
        self.odoo_contact("Otto Odd")
        self.sync()
        run = self.last_run(self.account)
        self.undo(run)
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "Otto Odd"})
        self.assertEqual(self.labelled(), {"Nora Field", "Gus Green"})
        self.assertIn("Otto Odd", self.google_people(), "nobody is deleted")
        self.assert_still()
        self.undo(run.undo_ids)
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "Otto Odd", "Gus Green"})
        self.assertEqual(self.labelled(), {"Nora Field", "Otto Odd", "Gus Green"})
        self.assert_still()

    def test_contacts_are_not_synchronized_any_more(self):
        self.contact.city = "Paris"
        self.sync()
        run = self.last_run(self.account)
        self.ana.google_contact_category_id = False
        with self.assertRaisesRegex(UserError, "another calendar or group"):
            run.with_user(self.ana).action_undo()

    def _assert_comes_back(self):
        self.undo(self.last_run(self.account))
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field"})
        self.assertEqual(self.labelled(), {"Nora Field"})
        self.assert_still()

    def test_one_that_lost_its_label(self):
        self.unlabel(self.google_id)
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self._assert_comes_back()

    def test_one_that_waits_for_its_label(self):
        """What is on its way to Google is sent first, and is no change of Google's."""
        self.contact.category_id = False
        self.sync()
        self.google_update(self.google_id, organizations=[{"title": "Painter"}])
        self.sync()
        self.contact.category_id = self.group

        def paced(_run, requests):
            return [Failed(HandedBack("paced", after=3600))] * len(requests)

        with patch.object(ContactRun, "send_requests", paced):
            self.sync()
        run = self.last_run(self.account)
        self.assertEqual(self.contact.function, "Painter")
        self.undo(run)
        self.sync()
        self.assertEqual(self.outcomes(run), ["done"])
        self.assertFalse(self.contact.function)
        self.assertEqual(self.labelled(), {"Nora Field"})
        self.assert_still()

    def test_one_that_was_deleted_in_google(self):
        self.people("DELETE", f"{self.google_id}:deleteContact")
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self._assert_comes_back()

    def test_one_that_left_the_group(self):
        self.contact.category_id = False
        self.sync()
        self.assertFalse(self.labelled())
        self._assert_comes_back()

    def test_changed_since(self):
        self.google_update(self.google_id, emailAddresses=[{"value": "nora@x.example"}])
        self.sync()
        self.contact.phone = "+33 9 99 99 99 99"
        run = self.last_run(self.account)
        self.undo(run)
        self.assertEqual(self.contact.email, "nora@x.example")
        self.assertEqual(run.line_ids.undo, "left")
        self.assert_still()
