from datetime import datetime, timedelta, timezone

from odoo import fields
from odoo.tests import tagged

from ...adversity_case import AdversityCase


@tagged("post_install", "-at_install")
class TestStrangeEvents(AdversityCase):
    """What people, other programs and other modules do to appointments."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")

    def _assert_settled(self):
        """Both sides agree, no account is in trouble, nobody was mailed, nothing is left to do."""
        self.sync()
        self.sync()
        self.requests_made()
        self.sync()
        writes = {f"calendar.events.{verb}" for verb in ("insert", "patch", "delete")}
        self.assertFalse(writes.intersection(made["method"] for made in self.requests_made()))
        self.assertFalse(self.mails())
        self.assertFalse(self.account.message)

    def test_texts_of_all_kinds(self):
        family, reversed_arabic = "\U0001f468\u200d\U0001f467", "\u202e\u0645\u0631\u062d\u0628"
        texts = [
            family,
            reversed_arabic,
            "\u200b",
            "<b>&amp;lt;</b> & <",
            "a\rb\u2028c",
            "x" * 8000,
        ]
        for number, text in enumerate(texts):
            self.odoo_create(self.ana, f"{number}{text}", description=text, location=text)
            self.google_insert(self.ana, f"{text}{number}", description=text, location=text)
        self._assert_settled()
        items = self.google(self.ana, "GET")["items"]
        self.assertEqual(
            len(items), 11, "what nobody sees does not make two of what looks the same"
        )
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))

    def test_times_of_all_kinds(self):
        for start, stop in (
            ("2027-03-28 00:30:00", "2027-03-28 01:30:00"),
            ("2027-10-31 00:30:00", "2027-10-31 01:30:00"),
            ("2027-03-02 09:00:07", "2027-03-02 09:00:59"),
            ("2027-03-02 09:00:00", "2027-03-02 09:00:00"),
            ("2027-12-31 22:00:00", "2028-01-02 22:00:00"),
        ):
            self.odoo_create(self.ana, f"Odoo {start}", start=start, stop=stop)
            iso = [moment.replace(" ", "T") + "Z" for moment in (start, stop)]
            if start != stop:  # which Google does not have
                self.google_insert(
                    self.ana,
                    f"Google {start}",
                    start={"dateTime": iso[0], "timeZone": "America/New_York"},
                    end={"dateTime": iso[1], "timeZone": "Asia/Kolkata"},
                )
        self._assert_settled()
        for title, event in self.odoo_events(self.ana).items():
            in_google = self.google_events(self.ana)[title]["start"]["dateTime"]
            moment = datetime.fromisoformat(in_google.replace("Z", "+00:00"))
            self.assertEqual(moment, event.start.replace(tzinfo=timezone.utc))

    def test_the_organizer_changes_hands(self):
        self.connect(self.ben)
        event = self.odoo_create(self.ana, "Meeting", user_id=self.ana.id)
        self._assert_settled()
        event.write({"user_id": self.ben.id, "partner_ids": [(4, self.ben.partner_id.id)]})
        self._assert_settled()
        self.assertIn("Meeting", self.google_events(self.ana))
        self.assertIn("Meeting", self.google_events(self.ben))
        event.partner_ids -= self.ana.partner_id
        self._assert_settled()
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_what_was_made_in_google_gets_another_organizer(self):
        """Its maker's event stays the one that Google keeps: it goes on to follow Odoo."""
        self.connect(self.ben)
        self.google_insert(self.ana, "Meeting")
        self._assert_settled()
        event = self.odoo_events(self.ana)["Meeting"]
        event.write({"user_id": self.ben.id, "partner_ids": [(4, self.ben.partner_id.id)]})
        self._assert_settled()
        event.location = "Room 5"
        self._assert_settled()
        for user in (self.ana, self.ben):
            self.assertEqual(self.google_events(user)["Meeting"].get("location"), "Room 5")

    def test_an_appointment_is_duplicated(self):
        event = self.odoo_create(self.ana, "Check-up")
        self._assert_settled()
        event.with_user(self.ana).copy()
        self._assert_settled()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)

    def test_it_begins_to_repeat_and_ends_to(self):
        event = self.odoo_create(self.ana, "Check-up")
        self._assert_settled()
        event.write(
            {
                "recurrency": True,
                "rrule_type": "daily",
                "end_type": "count",
                "count": 3,
                "interval": 1,
            }
        )
        self._assert_settled()
        event.write({"recurrency": False, "recurrence_update": "all_events"})
        self._assert_settled()

    def test_somebody_elses_meeting_is_called_off_and_on_again(self):
        boss = self.new_user("boss")
        self.make_google_account(boss)
        self.ana.google_import_tentative = True
        google_id = self.google_insert(boss, "Board", attendees=[{"email": self.email(self.ana)}])
        self._assert_settled()
        event = self.odoo_events(self.ana)["Board"]
        self.assertEqual(event.google_sync_organizer, self.email(boss))
        self.google_delete(boss, google_id)
        self._assert_settled()
        self.assertNotIn("Board", self.odoo_events(self.ana))
        self.google_patch(boss, google_id, status="confirmed")
        self._assert_settled()
        self.assertIn("Board", self.odoo_events(self.ana))

    def test_declined_at_google(self):
        self.connect(self.ben, google_import_tentative=True)
        google_id = self.google_insert(
            self.ana, "Meeting", attendees=[{"email": self.email(self.ben)}]
        )
        self._assert_settled()
        mine = {"email": self.email(self.ben), "responseStatus": "declined"}
        self.google_patch(self.ben, google_id, attendees=[{"email": self.email(self.ana)}, mine])
        self._assert_settled()
        self.assertIn("Meeting", self.odoo_events(self.ana))
        event = self.odoo_events(self.ana)["Meeting"]
        attendee = event.attendee_ids.filtered(lambda a: a.partner_id == self.ben.partner_id)
        self.assertEqual(attendee.state, "declined")

    def test_guests_without_users_and_alarms_that_google_does_not_know(self):
        pia = self.new_user("pia", groups="base.group_portal")
        sms = self.env["calendar.alarm"].search(
            [("alarm_type", "not in", ("notification", "email"))]
        )
        event = self.odoo_create(
            self.ana, "Visit", partner_ids=[(6, 0, (self.ana | pia).partner_id.ids)]
        )
        event.alarm_ids = sms
        self._assert_settled()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, reminders={"useDefault": False, "overrides": []})
        self._assert_settled()
        self.assertEqual(event.alarm_ids, sms)

    def test_pages_that_are_empty(self):
        self.control("POST", "/_fake/settings", {"empty_pages": True})
        for number in range(4):
            self.google_insert(self.ana, f"Lunch {number}")
        self._assert_settled()
        self.control("POST", "/_fake/settings", {"empty_pages": False})
        self.assertEqual(len(self.odoo_events(self.ana)), 4)

    def test_answers_that_get_lost(self):
        for kind in ("timeout_after", "reset", "timeout_before"):
            for match in ("events.insert", "events.patch", "events.delete", "batch"):
                self.fault(match, kind=kind, seconds=0.01, times=3)
                one = self.odoo_create(self.ana, f"One {kind} {match}")
                two = self.odoo_create(self.ana, f"Two {kind} {match}")
                self._catch_up()
                one.name += "!"
                two.unlink()
                self._catch_up()
                one.unlink()
                self._catch_up()
                self.control("DELETE", "/_fake/faults")
                self._catch_up()
                self.assertFalse(self.google(self.ana, "GET")["items"])

    def _catch_up(self):
        self.sync()
        past = fields.Datetime.now() - timedelta(1)
        self.account.retry_at = False
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = past

    def test_an_odoo_that_changes_what_it_is_given(self):
        create = type(self.env["calendar.event"]).create

        def capitals(this, vals_list):
            events = create(this, vals_list)
            for event in events:
                event.name = event.name.upper()
            return events

        self.patch(type(self.env["calendar.event"]), "create", capitals)
        self.google_insert(self.ana, "Lunch")
        self._catch_up()
        self._assert_settled()
        self.assertIn("LUNCH", self.google_events(self.ana))
