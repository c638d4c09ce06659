from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..engine import guards
from ..google_api import oauth
from ..sync import event_step, runner, services
from ..sync.calendar_run import CalendarRun
from ..sync.event_records import EventRecords
from .common import GoogleSyncCase, Killed


@tagged("post_install", "-at_install")
class TestBadRecords(GoogleSyncCase):
    """One bad record is told with its reason, and never stops the others."""

    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana)
        self.sync()

    def _assert_told(self, title, reason):
        line = self.last_run(self.account).line_ids.filtered(
            lambda line: line.title == title and line.level == "error"
        )
        self.assertRegex(line.message, reason)
        self.assertFalse(self.account.message, "the account itself is well")

    def _retry_due(self):
        links = self.env["google.sync.link"].search([("state", "=", "failed")])
        links.retry_at = fields.Datetime.now() - timedelta(minutes=1)
        return links

    def test_an_event_that_google_refuses(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=1)
        bad = self.odoo_create(self.ana, "Bad")
        good = self.odoo_create(self.ana, "Good")
        self.sync()
        refused = bad if "Good" in self.google_events(self.ana) else good
        self.assertEqual(len(self.google_events(self.ana)), 1)
        self._assert_told(refused.name, "Bad thing")
        self.assertEqual(self.ana.google_sync_failed_count, 1)
        self._retry_due()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Bad", "Good"})
        self.assertEqual(self.ana.google_sync_failed_count, 0)

    def test_an_event_that_odoo_refuses(self):
        create = EventRecords.create

        def refuse(records, requests):
            if any(item.title == "Bad" for item, _organizer in requests):
                raise ValidationError(self.env._("Not on Sundays"))
            return create(records, requests)

        self.google_insert(self.ana, "Bad")
        self.google_insert(self.ana, "Good")
        with patch.object(EventRecords, "create", refuse):
            self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good"})
        self._assert_told("Bad", "Not on Sundays")
        self._retry_due()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Bad", "Good"})

    def test_a_failing_record_is_told_once_and_tried_less_and_less(self):
        self.fault("events.insert", status=400, reason="invalid", times=-1)
        self.odoo_create(self.ana, "Bad")
        self.sync()
        told = self.env["google.sync.run.line"].search_count([("title", "=", "Bad")])
        waits = []
        for _try in range(3):
            link = self._retry_due()
            self.sync()
            waits.append(link.retry_at - fields.Datetime.now())
        self.assertEqual(
            self.env["google.sync.run.line"].search_count([("title", "=", "Bad")]), told
        )
        self.assertLess(waits[0], waits[1])
        self.assertLess(waits[1], waits[2])

    def test_a_year_out_of_range_in_google(self):
        self.google_insert(
            self.ana,
            "Year 9999",
            start={"date": "9999-12-30"},
            end={"date": "9999-12-31"},
        )
        self.google_insert(
            self.ana,
            "Year 1",
            start={"dateTime": "0001-01-01T00:00:00Z"},
            end={"dateTime": "0001-01-01T01:00:00Z"},
        )
        self.google_insert(self.ana, "Good")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good"})
        self._assert_told("Year 9999", "9999")
        self._assert_told("Year 1", "year 1 ")

    def test_a_year_out_of_range_in_odoo(self):
        self.odoo_create(
            self.ana, "Year 999", start="0999-03-02 09:00:00", stop="0999-03-02 10:00:00"
        )
        self.odoo_create(self.ana, "Good")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Good"})
        self._assert_told("Year 999", "999")

    def test_a_linked_event_that_gets_broken_in_google(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 5"
        self.google_patch(
            self.ana,
            google_id,
            start={"date": "9999-12-30", "dateTime": None, "timeZone": None},
            end={"date": "9999-12-31", "dateTime": None, "timeZone": None},
        )
        self.odoo_create(self.ana, "Good")
        self.sync()
        self._assert_told("Check-up", "9999")
        self.assertIn("Good", self.google_events(self.ana))
        self.assertEqual(self.link(self.account, event).state, "failed")

    def test_a_linked_event_that_gets_broken_in_odoo(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.write({"start": "0999-03-02 09:00:00", "stop": "0999-03-02 10:00:00"})
        self.google_patch(self.ana, google_id, location="Room 5")
        self.sync()
        link = self.link(self.account, event)
        self.assertEqual(link.state, "failed", "what Google changed does not hide it")
        self.assertFalse(event.location)
        event.write({"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"})
        self.sync()
        self.assertEqual((link.state, event.location), ("synced", "Room 5"))

    def test_broken_times_in_google(self):
        for title, event, reason in (
            ("No end", {"start": {"date": "2027-03-02"}}, "no end"),
            (
                "Backwards",
                {
                    "start": {"dateTime": "2027-03-02T10:00:00Z"},
                    "end": {"dateTime": "2027-03-02T09:00:00Z"},
                },
                "before it starts",
            ),
        ):
            with self.subTest(title):
                self._report({"id": title.lower().replace(" ", ""), "summary": title, **event})
                self._assert_told(title, reason)

    def _report(self, event):
        """Let Google report an event that it would not let anybody make."""
        fetch = runner._fetch

        def fetch_with_event(job):
            fetched = fetch(job)
            event_now = {"status": "confirmed", "etag": '"1"', **event}
            changes = fetched.changes
            object.__setattr__(changes, "events", (*changes.events, event_now))
            return fetched

        with patch.object(runner, "_fetch", fetch_with_event):
            self.sync()

    def test_a_very_long_title(self):
        self.google_insert(self.ana, "g" * 10_000)
        self.odoo_create(self.ana, "o" * 10_000)
        self.sync()
        titles = {"g" * 10_000, "o" * 10_000}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(set(self.google_events(self.ana)), titles)

    def test_html_with_scripts(self):
        html = '<b>Hi</b><script>alert(1)</script><a href="javascript:alert(2)">x</a>'
        self.google_insert(self.ana, "Bad html", description=html)
        self.sync()
        description = self.odoo_events(self.ana)["Bad html"].description
        self.assertIn("<b>Hi</b>", description)
        self.assertNotIn("script", description)


@tagged("post_install", "-at_install")
class TestTrouble(GoogleSyncCase):
    """Whatever happens to Google, to the access or to the process: nothing lost or doubled."""

    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana)
        self.sync()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))

    def _again(self):
        """Let the time pass that the account, or a record of it, was told to wait."""
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.account.write({"retry_at": False, "lease_until": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = past
        self.sync()

    def test_google_is_down_for_an_hour(self):
        self.fault("*", status=503, reason="backendError", times=-1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(self.account.state, "connected")
        self.assertTrue(self.account.message)
        self.assertGreater(self.account.retry_at, fields.Datetime.now())
        self.assertEqual(self.last_run(self.account).state, "failed")
        self.control("DELETE", "/_fake/faults")
        self.google_insert(self.ana, "Lunch")
        self._again()
        self.assertFalse(self.account.message)
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Lunch"})

    def test_a_failing_account_is_no_failure_of_the_job_and_waits(self):
        self.fault("*", status=503, reason="backendError", times=-1)
        self.sync()
        self.requests_made()
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertFalse(self.requests_made(), "it waits, even if something changed")

    def test_a_part_that_google_could_not_take_is_no_fault_of_the_record(self):
        self.fault("events.insert", status=503, reason="backendError", summary="Late", times=-1)
        late = self.odoo_create(self.ana, "Late")
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})
        link = self.link(self.account, late)
        self.assertEqual((link.state, self.ana.google_sync_failed_count), ("pending", 0))
        self.control("DELETE", "/_fake/faults")
        self._again()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Late"})
        self.assertEqual(link.state, "synced")

    def test_when_google_takes_nothing_at_all_the_reason_is_shown(self):
        self.google_insert(self.ana, "Lunch")
        for title in ("Check-up", "Visit"):
            self.odoo_create(self.ana, title)
        self.fault("events.insert", status=403, reason="quotaExceeded", times=-1)
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertEqual(self.account.state, "connected")
        self.assertTrue(self.ana.google_sync_message)
        self.control("DELETE", "/_fake/faults")
        self._again()
        self.assertFalse(self.ana.google_sync_message)
        self.assertEqual(len(self.google_events(self.ana)), 3)

    def test_an_answer_that_got_lost_doubles_nothing(self):
        self.fault("events.insert", kind="timeout_after", seconds=0.1, times=1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self._again()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)
        self.assertEqual(len(self.odoo_events(self.ana)), 1)

    def test_the_process_dies_before_sending(self):
        self._die_at("_send")

    def test_the_process_dies_after_sending(self):
        send = runner._send

        def send_and_die(*args):
            send(*args)
            raise Killed

        self._die_at("_send", send_and_die)

    def _die_at(self, place, how=None):
        def die(*_args):
            raise Killed

        event = self.odoo_create(self.ana, "Check-up")
        google_id = self.google_insert(self.ana, "Lunch")
        with patch.object(runner, place, how or die), self.dying():
            self.sync()
        self._again()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(self.google_events(self.ana)["Lunch"]["id"], google_id)
        self.assertEqual(self.link(self.account, event).state, "synced")

    def test_a_change_is_not_lost_when_the_process_dies(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 5"
        self.google_patch(self.ana, google_id, summary="Long check-up")

        def die(*_args):
            raise Killed

        with patch.object(runner, "_send", die), self.dying():
            self.sync()
        self._again()
        self.assertEqual((event.name, event.location), ("Long check-up", "Room 5"))
        in_google = self.google_events(self.ana)["Long check-up"]
        self.assertEqual(in_google["location"], "Room 5")

    def test_changed_in_google_while_it_is_written(self):
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 5"
        send = runner._send

        def change_first(*args):
            if self.google(self.ana, "GET", f"/{google_id}")["summary"] == "Check-up":
                self.google_patch(self.ana, google_id, summary="Long check-up")
            return send(*args)

        with patch.object(runner, "_send", change_first):
            self.sync()
        self.assertEqual((event.name, event.location), ("Long check-up", "Room 5"))
        self.assertEqual(self.google_events(self.ana)["Long check-up"]["location"], "Room 5")

    def test_the_sync_token_expired(self):
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.google_insert(self.ana, "Dinner")
        self.sync()
        titles = {"Check-up", "Lunch", "Dinner"}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 3)
        self.assertEqual(len(self.env["google.sync.link"].search([])), 3)

    def test_what_a_full_list_does_not_mention_is_asked_for(self):
        for title in ("Gone", "There"):
            self.google_insert(self.ana, title)
        self.sync()
        google_ids = {title: event["id"] for title, event in self.google_events(self.ana).items()}
        self.google_delete(self.ana, google_ids["Gone"])
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        fetch = runner._fetch

        def fetch_forgetful(job):
            """Google forgets deleted events after a while."""
            fetched = fetch(job)
            if fetched.changes.full:
                object.__setattr__(fetched.changes, "events", ())
            return fetched

        with patch.object(runner, "_fetch", fetch_forgetful):
            self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"There"})
        self.assertFalse(self.env["google.sync.link"].search([("retry_at", "!=", False)]))

    def test_access_taken_back(self):
        answer = self.control(
            "POST",
            "/_fake/accounts",
            {"email": self.email(self.ana), "name": "Ana", "time_zone": "Europe/Paris"},
        )
        tokens = self.env["google.sync.token"].load(self.account)[self.account.id]
        oauth.revoke(services.endpoints(), tokens.refresh_token)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(self.account.state, "reauthorize")
        self.assertIn("Authorize Again", self.ana.google_sync_message)
        self.requests_made()
        self.sync()
        self.assertFalse(self.requests_made(), "nothing is asked until the user is back")
        self.access_tokens[self.email(self.ana)] = answer["access_token"]
        self.connect(self.ana)
        self.sync()
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})

    def test_a_wrong_client_secret(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", "wrong")
        tokens = self.env["google.sync.token"].load(self.account)[self.account.id]
        expired = tokens.__class__(
            "expired", tokens.refresh_token, tokens.expiry - timedelta(days=1), tokens.scopes
        )
        self.env["google.sync.token"].store(self.account, expired)
        self.sync()
        self.assertIn("client id or secret", self.account.message)
        self.assertEqual(self.account.state, "connected", "the user has nothing to do")

    def test_no_client_is_no_failure_of_the_job(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_id", "")
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertIn("administrator enters them in Settings", self.account.message)
        self.env["ir.config_parameter"].set_param(
            "google_sync.client_id", "demo.apps.googleusercontent.com"
        )
        self._again()
        self.assertIn("Check-up", self.google_events(self.ana))

    def test_a_step_that_others_disturb_is_done_again(self):
        prepare, disturbed = CalendarRun.prepare, []

        def prepare_disturbed(run, env, account):
            result = prepare(run, env, account)
            if not disturbed:
                disturbed.append(run)
                raise SerializationFailure
            return result

        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        with patch.object(CalendarRun, "prepare", prepare_disturbed):
            self.sync()
        self.assertTrue(disturbed)
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Lunch"})
        self.assertEqual(self.last_run(self.account).state, "warnings")

    def test_more_than_one_run_can_send(self):
        for number in range(7):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        with patch.object(event_step, "MOST_WRITES", 3):
            self.sync()
        self.assertEqual(len(self.google_events(self.ana)), 7)
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))

    def test_what_cannot_be_decided_is_not_asked_for_ever(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.link(self.account, event).write({"state": "pending", "etag": False, "base": False})
        event.write(
            {
                "recurrency": True,
                "rrule_type_ui": "custom",
                "rrule_type": "daily",
                "interval": 1,
                "end_type": "count",
                "count": 3,
            }
        )
        self._again()
        self.assertFalse(self.link(self.account, event).retry_at)

    def test_expired_access_is_refreshed(self):
        self.control("POST", "/_fake/clock", {"advance": 7200})
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertFalse(self.account.message)
        self.assertTrue(self.link(self.account, self.odoo_events(self.ana)["Check-up"]).etag)


@tagged("post_install", "-at_install")
class TestGuards(GoogleSyncCase):
    def test_time_zones_differ(self):
        account = self.connect(self.ana, time_zone="America/New_York")
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertEqual(account.state, "zone")
        for zone in ("Europe/Paris", "America/New_York"):
            self.assertIn(zone, self.ana.google_sync_message)
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up"})
        self.ana.with_user(self.ana).action_google_use_google_zone()
        self.assertEqual(self.ana.tz, "America/New_York")
        self.assertEqual(self.ana.google_sync_state, "connected")
        self.assertFalse(self.ana.google_sync_message, "the warning is gone at once")
        self.sync()
        self.assertEqual(account.state, "connected")
        self.assertEqual(set(self.google_events(self.ana)), {"Lunch", "Check-up"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Lunch", "Check-up"})

    def test_a_time_zone_that_odoo_does_not_know(self):
        account = self.connect(self.ana, time_zone="America/New_York")
        self.sync()
        account.google_time_zone = "Mars/Olympus"
        with self.assertRaisesRegex(UserError, "Mars/Olympus"):
            self.ana.with_user(self.ana).action_google_use_google_zone()
        self.assertEqual(account.state, "zone")

    def test_zones_with_the_same_clock_are_equal(self):
        account = self.connect(self.ana, time_zone="Europe/Brussels")
        self.sync()
        self.assertEqual(account.state, "connected")

    def test_mass_deletion_asks_first(self):
        account = self.connect(self.ana)
        ids = [self.google_insert(self.ana, f"Lunch {n}") for n in range(12)]
        self.sync()
        for google_id in ids[:11]:
            self.google_delete(self.ana, google_id)
        self.sync()
        self.assertEqual(account.state, "approval")
        self.assertIn("11", self.ana.google_sync_message)
        self.assertEqual(len(self.odoo_events(self.ana)), 12, "nothing was changed")
        self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), 12, "nor later by itself")
        self.ana.with_user(self.ana).action_google_approve_deletions()
        self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), 1)
        self.assertEqual(account.state, "connected")

    def test_an_approval_is_for_what_was_shown(self):
        account = self.connect(self.ana)
        ids = [self.google_insert(self.ana, f"Lunch {n}") for n in range(13)]
        self.sync()
        for google_id in ids[:11]:
            self.google_delete(self.ana, google_id)
        self.sync()
        account.with_user(self.ana).action_approve_deletions()
        self.google_delete(self.ana, ids[11])
        self.sync()
        self.assertEqual(account.state, "approval")
        self.assertIn("12", self.ana.google_sync_message)
        self.assertEqual(len(self.odoo_events(self.ana)), 13)
        account.with_user(self.ana).action_approve_deletions()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Lunch 12"})
        self.assertFalse(account.approved_deletions, "allowed once")

    def test_an_approval_holds_for_all_runs_that_it_takes(self):
        account = self.connect(self.ana)
        events = self.env["calendar.event"]
        for n in range(12):
            events |= self.odoo_create(self.ana, f"Lunch {n}")
        self.sync()
        events.unlink()
        self.sync()
        account.with_user(self.ana).action_approve_deletions()
        with (
            patch.object(event_step, "MOST_WRITES", 1),
            patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", 1),
        ):
            self.sync()
        self.assertEqual(account.state, "connected")
        self.assertFalse(self.google_events(self.ana))
        self.assertFalse(account.approved_deletions)

    def test_mass_deletion_in_odoo_asks_too(self):
        account = self.connect(self.ana)
        events = self.env["calendar.event"]
        for n in range(12):
            events |= self.odoo_create(self.ana, f"Lunch {n}")
        self.sync()
        events.unlink()
        self.sync()
        self.assertEqual(account.state, "approval")
        self.assertEqual(len(self.google_events(self.ana)), 12)

    def test_what_was_deleted_can_be_brought_back(self):
        account = self.connect(self.ana)
        in_google = [self.google_insert(self.ana, f"Lunch {n}") for n in range(12)]
        self.sync()
        for google_id in in_google:
            self.google_delete(self.ana, google_id)
        self.sync()
        self.assertEqual(account.state, "approval")
        self.ana.with_user(self.ana).action_google_undo_deletions()
        self.sync()
        self.assertEqual(len(self.google_events(self.ana)), 12)
        self.assertEqual(len(self.odoo_events(self.ana)), 12)
        for event in self.odoo_events(self.ana).values():
            event.active = False
        self.sync()
        self.assertEqual(account.state, "approval")
        account.with_user(self.ana).action_undo_deletions()
        self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), 12)
        self.assertEqual(len(self.google_events(self.ana)), 12)
        self.assertFalse(account.undo_deletions, "asked for once")

    def test_switched_off_means_no_request(self):
        self.connect(self.ana)
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.requests_made()
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertFalse(self.requests_made())

    def test_one_accounts_trouble_is_nobody_elses(self):
        account = self.connect(self.ana)
        ben = self.new_user("ben")
        self.connect(ben)
        self.env["google.sync.token"].forget(account)
        self.odoo_create(ben, "Check-up")
        self.sync()
        self.assertEqual(account.state, "reauthorize")
        self.assertIn("Check-up", self.google_events(ben))

    def test_a_claimed_account_is_left_to_its_worker(self):
        account = self.connect(self.ana)
        account.lease_until = fields.Datetime.now() + timedelta(minutes=1)
        self.requests_made()
        self.sync()
        self.assertFalse(self.requests_made())
        account.lease_until = fields.Datetime.now() - timedelta(minutes=1)
        self.sync()
        self.assertTrue(self.requests_made(), "a lease that ran out is taken over")
