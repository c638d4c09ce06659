from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import html2plaintext

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestSyncEvents(GoogleSyncCase):
    """Appointments flow both ways, and nothing else happens."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def test_new_in_odoo(self):
        self.odoo_create(
            self.ana,
            "Check-up",
            location="Room 3",
            description="<p>Bring <strong>x</strong></p><p>and y</p>",
            show_as="free",
            privacy="private",
        )
        self.sync()
        event = self.google_events(self.ana)["Check-up"]
        self.assertEqual(event["location"], "Room 3")
        self.assertTrue(event["description"].startswith("Bring <b>x</b><br>and y"))
        self.assertEqual(event["transparency"], "transparent")
        self.assertEqual(event["visibility"], "private")
        self.assertEqual(event["start"]["dateTime"], "2027-03-02T10:00:00+01:00")
        self.assertNotIn("attendees", event)

    def test_new_in_google(self):
        self.google_insert(
            self.ana,
            "Lunch",
            location="Chez Paul",
            description="line one\nline two",
            reminders={"useDefault": False, "overrides": [{"method": "popup", "minutes": 30}]},
        )
        self.sync()
        event = self.odoo_events(self.ana)["Lunch"]
        self.assertEqual(event.user_id, self.ana)
        self.assertEqual(event.location, "Chez Paul")
        self.assertEqual(str(event.start), "2027-03-02 09:00:00")
        self.assertEqual(html2plaintext(event.description), "line one\nline two")
        self.assertEqual(event.alarm_ids.mapped("duration_minutes"), [30])
        self.assertEqual(event.alarm_ids.alarm_type, "notification")
        self.assertEqual(event.attendee_ids.mapped("state"), ["accepted"])

    def test_all_day_both_ways(self):
        self.odoo_create(
            self.ana,
            "Holiday",
            allday=True,
            start="2027-03-27 08:00:00",
            stop="2027-03-29 18:00:00",
        )
        self.google_insert(
            self.ana, "Fair", start={"date": "2027-02-27"}, end={"date": "2027-03-02"}
        )
        self.sync()
        holiday = self.google_events(self.ana)["Holiday"]
        self.assertEqual(
            (holiday["start"]["date"], holiday["end"]["date"]), ("2027-03-27", "2027-03-30")
        )
        fair = self.odoo_events(self.ana)["Fair"]
        self.assertTrue(fair.allday)
        self.assertEqual((str(fair.start_date), str(fair.stop_date)), ("2027-02-27", "2027-03-01"))

    def test_a_timed_event_becomes_a_whole_day_and_back(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.write({"allday": True, "start": "2027-03-02 08:00:00", "stop": "2027-03-02 18:00:00"})
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Check-up"]["start"], {"date": "2027-03-02"})
        self.google_patch(
            self.ana,
            google_id,
            start={"date": None, "dateTime": "2027-03-02T09:00:00Z"},
            end={"date": None, "dateTime": "2027-03-02T10:00:00Z"},
        )
        self.sync()
        self.assertFalse(event.allday)
        self.assertEqual(str(event.start), "2027-03-02 09:00:00")

    def test_different_fields_changed_on_both_sides_both_win(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 5"
        self.google_patch(self.ana, google_id, summary="Long check-up")
        self.sync()
        self.assertEqual((event.name, event.location), ("Long check-up", "Room 5"))
        in_google = self.google_events(self.ana)["Long check-up"]
        self.assertEqual(in_google["location"], "Room 5")
        self.assertFalse(self.last_run(self.account).problems)

    def test_the_same_field_changed_on_both_sides_newest_wins_and_is_told(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.name = "Older name"
        self.commit()
        self.env.cr.execute(
            "UPDATE calendar_event SET write_date = now() - interval '1 hour' WHERE id = %s",
            [event.id],
        )
        self.google_patch(self.ana, google_id, summary="Newer name")
        self.sync()
        self.assertEqual(event.name, "Newer name")
        run = self.last_run(self.account)
        self.assertEqual(run.state, "warnings")
        (warning,) = run.line_ids.filtered(lambda line: line.level == "warning")
        self.assertIn("Older name", warning.message)

    def test_what_odoo_does_not_know_survives(self):
        google_id = self.google_insert(
            self.ana,
            "Lunch",
            colorId="5",
            guestsCanModify=True,
            attendees=[{"email": "guest@example.com"}],
        )
        self.sync()
        self.odoo_events(self.ana)["Lunch"].location = "Chez Paul"
        self.sync()
        event = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual(event["location"], "Chez Paul")
        self.assertEqual(event["colorId"], "5")
        self.assertEqual([guest["email"] for guest in event["attendees"]], ["guest@example.com"])
        self.assertFalse(self.mails())

    def test_deleted_in_odoo(self):
        for how in ("archive", "unlink"):
            with self.subTest(how=how):
                event = self.odoo_create(self.ana, f"To {how}")
                self.sync()
                if how == "archive":
                    event.active = False
                else:
                    event.unlink()
                self.sync()
                self.assertNotIn(f"To {how}", self.google_events(self.ana))

    def test_deleted_and_restored_in_google(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        event = self.odoo_events(self.ana)["Lunch"]
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertFalse(event.active)
        self.google_patch(self.ana, google_id, status="confirmed")
        self.sync()
        self.assertTrue(event.active)
        self.assertEqual(len(self.odoo_events(self.ana)), 1)

    def test_restored_in_odoo(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.active = False
        self.sync()
        event.active = True
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Check-up"]["id"], google_id)

    def test_deleted_there_changed_here_the_change_stays(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.google_delete(self.ana, self.link(self.account, event).google_id)
        event.location = "Room 5"
        self.sync()
        self.assertTrue(event.active)
        self.assertEqual(self.google_events(self.ana)["Check-up"]["location"], "Room 5")
        (line,) = self.last_run(self.account).line_ids
        self.assertIn("deleted in Google", line.message)

    def test_a_second_sync_does_nothing(self):
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        runs = self.env["google.sync.run"].search_count([])
        self.requests_made()
        self.sync()
        self.sync()
        self.assertEqual(
            [made["method"] for made in self.requests_made()], ["calendar.events.list"] * 2
        )
        self.assertEqual(self.env["google.sync.run"].search_count([]), runs)

    def test_only_changed_fields_are_sent_and_nobody_is_mailed(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        self.requests_made()
        event.location = "Room 5"
        self.sync()
        (patch,) = [
            made for made in self.requests_made() if made["method"] == "calendar.events.patch"
        ]
        self.assertEqual(patch["query"]["sendUpdates"], ["none"])
        self.assertFalse(self.mails())

    def test_answers_follow_the_status(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        attendee = self.odoo_events(self.ana)["Lunch"].attendee_ids
        self.google_patch(self.ana, google_id, status="tentative")
        self.sync()
        self.assertEqual(attendee.state, "tentative")
        attendee.do_accept()
        self.sync()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["status"], "confirmed")

    def test_tentative_ones_come_in_on_request_only(self):
        google_id = self.google_insert(self.ana, "Maybe", status="tentative")
        self.sync()
        self.assertNotIn("Maybe", self.odoo_events(self.ana))
        self.ana.google_import_tentative = True
        self.google_patch(self.ana, google_id, location="Somewhere")
        self.sync()
        self.assertIn("Maybe", self.odoo_events(self.ana))

    def test_without_import_google_changes_nothing_in_odoo(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.ana.google_import_events = False
        self.google_insert(self.ana, "Lunch")
        self.google_patch(self.ana, google_id, summary="Changed in Google")
        self.sync()
        self.assertEqual(list(self.odoo_events(self.ana)), ["Check-up"])
        event.location = "Room 5"
        self.sync()
        in_google = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual(in_google["location"], "Room 5")
        self.assertEqual(in_google["summary"], "Changed in Google", "what it was is left alone")


@tagged("post_install", "-at_install")
class TestTwoUsers(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")
        self.account = self.connect(self.ana)
        self.ben_account = self.connect(self.ben)
        self.sync()
        both = [(6, 0, (self.ana | self.ben).partner_id.ids)]
        self.meeting = self.odoo_create(self.ana, "Meeting", partner_ids=both)
        self.sync()
        self.ben_google_id = self.link(self.ben_account, self.meeting).google_id

    def test_a_meeting_is_in_both_calendars_and_nobody_is_mailed(self):
        for user in (self.ana, self.ben):
            self.assertIn("Meeting", self.google_events(user))
        self.assertFalse(self.mails())

    def test_the_invited_cannot_change_the_meeting_in_google(self):
        self.google_patch(self.ben, self.ben_google_id, summary="Mine now")
        self.sync()
        self.assertEqual(self.meeting.name, "Meeting")
        self.assertIn("Meeting", self.google_events(self.ben))
        self.assertIn("organizer", self.last_run(self.ben_account).line_ids.message)

    def test_the_invited_delete_their_copy_and_decline(self):
        self.google_delete(self.ben, self.ben_google_id)
        self.sync()
        self.assertTrue(self.meeting.active)
        states = {a.partner_id: a.state for a in self.meeting.attendee_ids}
        self.assertEqual(states[self.ben.partner_id], "declined")
        self.assertIn("Meeting", self.google_events(self.ana))

    def test_declining_in_odoo_removes_the_copy(self):
        attendee = self.meeting.attendee_ids.filtered(
            lambda attendee: attendee.partner_id == self.ben.partner_id
        )
        attendee.do_decline()
        self.sync()
        self.assertNotIn("Meeting", self.google_events(self.ben))
        attendee.do_accept()
        self.sync()
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_the_organizer_changes_it_for_both(self):
        google_id = self.link(self.account, self.meeting).google_id
        self.google_patch(self.ana, google_id, summary="Longer meeting")
        self.sync(self.account)
        self.sync()
        self.assertEqual(self.meeting.name, "Longer meeting")
        self.assertIn("Longer meeting", self.google_events(self.ben))

    def test_the_front_desk_books_for_somebody_else(self):
        desk = self.new_user("desk")
        self.odoo_create(
            desk, "Booked", user_id=self.ben.id, partner_ids=[(6, 0, self.ben.partner_id.ids)]
        )
        self.sync()
        self.assertIn("Booked", self.google_events(self.ben))


@tagged("post_install", "-at_install")
class TestThePast(GoogleSyncCase):
    """What was there before the connection is copied on request only."""

    def set_up_once(self):
        super().set_up_once()
        self.make_google_account(self.ana)
        self.google_id = self.google_insert(self.ana, "Old in Google")
        self.old = self.odoo_create(self.ana, "Old in Odoo")
        self.commit()

    def _connect_later(self, **settings):
        account = self.connect(self.ana, **settings)
        # The event is older than the connection, and not of the same second.
        account.known_since = fields.Datetime.now() + timedelta(minutes=1)
        return account

    def test_enabling_copies_nothing(self):
        account = self._connect_later()
        self.sync()
        self.assertEqual(list(self.odoo_events(self.ana)), ["Old in Odoo"])
        self.assertEqual(list(self.google_events(self.ana)), ["Old in Google"])
        self.assertTrue(account.last_sync)

    def test_what_is_changed_from_then_on_flows(self):
        account = self._connect_later()
        self.sync()
        account.known_since = "2020-01-01"
        self.google_patch(self.ana, self.google_id, location="There")
        self.old.location = "Here"
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Old in Odoo", "Old in Google"})
        self.assertEqual(set(self.google_events(self.ana)), {"Old in Odoo", "Old in Google"})

    def test_populate_odoo(self):
        self._connect_later(google_populate_odoo=True)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Old in Odoo", "Old in Google"})
        self.assertEqual(set(self.google_events(self.ana)), {"Old in Google"})
        self.assertFalse(self.ana.google_populate_odoo, "unticks itself")

    def test_populate_google(self):
        self._connect_later(google_populate_google=True)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Old in Odoo", "Old in Google"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Old in Odoo"})
        self.assertFalse(self.ana.google_populate_google, "unticks itself")

    def test_populate_unticks_only_after_a_run_that_was_completed(self):
        self.fault("events.list", status=503, reason="backendError", times=10)
        self._connect_later(google_populate_google=True)
        self.sync()
        self.assertTrue(self.ana.google_populate_google)

    def test_populating_twice_doubles_nothing(self):
        self._connect_later(google_populate_google=True, google_populate_odoo=True)
        self.sync()
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.sync()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)
        self.assertEqual(
            self.env["calendar.event"].search_count(
                [("partner_ids", "in", self.ana.partner_id.ids)]
            ),
            2,
        )


@tagged("post_install", "-at_install")
class TestBeforeConnecting(GoogleSyncCase):
    def test_what_was_booked_before_goes_out_with_the_connection(self):
        desk = self.new_user("desk")
        self.ana.google_sync_enabled = True
        self.commit()
        mine = {"user_id": self.ana.id, "partner_ids": [(6, 0, self.ana.partner_id.ids)]}
        self.odoo_create(desk, "Booked early", **mine)
        self.commit()
        self.connect(self.ana)
        self.sync()
        self.assertIn("Booked early", self.google_events(self.ana))


@tagged("post_install", "-at_install")
class TestWhileItWasOff(GoogleSyncCase):
    """Somebody is on leave, and colleagues go on with their calendar."""

    def set_up_once(self):
        super().set_up_once()
        self.desk = self.new_user("desk")
        self.old = self.odoo_create(self.desk, "Of the desk")
        self.commit()
        self.connect(self.ana)
        # All that a test makes is made at the moment when the test began.
        self.env["google.sync.account"].of_user(self.ana).known_since = "2026-01-01"
        self.sync()

    def _leave_and_come_back(self, setting):
        mine = {"user_id": self.ana.id, "partner_ids": [(6, 0, self.ana.partner_id.ids)]}
        self.ana[setting] = False
        self.commit()
        self.odoo_create(self.desk, "Booked meanwhile", **mine)
        self.old.with_user(self.desk).partner_ids = [(4, self.ana.partner_id.id)]
        self.commit()
        self.sync()
        self.assertFalse(self.google_events(self.ana))
        self.ana[setting] = True
        self.commit()
        self.sync()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Booked meanwhile", "Of the desk"})

    def test_the_user_was_archived(self):
        self._leave_and_come_back("active")

    def test_the_sync_was_switched_off(self):
        self._leave_and_come_back("google_sync_enabled")
