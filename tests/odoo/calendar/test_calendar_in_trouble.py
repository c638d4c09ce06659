from datetime import timedelta
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.tests import tagged

from ....google_api.transport import oauth
from ....sync import runner
from ....sync.google import client as google_client
from ....sync.reconcile.kinds import events as event_kind
from ....sync.run.calendar import CalendarRun
from ...common import GoogleSyncCase, Killed


@tagged("post_install", "-at_install")
class TestCalendarInTrouble(GoogleSyncCase):
    """Whatever happens to Google, to the access or to the process: nothing lost or doubled."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _again(self):
        """Let the time pass that the account, or a record of it, was told to wait."""
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.account.write({"retry_at": False, "runner": False})
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

    def test_google_calendar_is_turned_off_for_the_account(self):
        """Which is the account's trouble, with a remedy of its own, and no record's."""
        self.odoo_create(self.ana, "Check-up")
        self.control("POST", "/_fake/settings", {"calendar_service": "off"})
        self.sync()
        self.assertIn("Open both in your browser", self.account.message)
        self.assertEqual(self.account.state, "connected")
        self.assertFalse(self.env["google.sync.link"].search([("state", "=", "failed")]))
        self.control("POST", "/_fake/settings", {"calendar_service": "on"})
        self._again()
        self.assertFalse(self.account.message)
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})

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

    def _die_at(self, place, how=Killed):
        event = self.odoo_create(self.ana, "Check-up")
        google_id = self.google_insert(self.ana, "Lunch")
        with patch.object(runner, place, side_effect=how), self.dying():
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
        with patch.object(runner, "_send", side_effect=Killed), self.dying():
            self.sync()
        self._again()
        self.assertEqual((event.name, event.location), ("Long check-up", "Room 5"))
        in_google = self.google_events(self.ana)["Long check-up"]
        self.assertEqual(in_google["location"], "Room 5")

    def test_what_ends_one_worker_after_the_other_waits_for_a_while(self):
        event = self.odoo_create(self.ana, "Check-up")
        with patch.object(runner, "_fetch", side_effect=Killed):
            for _death in range(4):
                with self.dying():
                    self.sync()
        self.sync()
        self.assertFalse(self.google_events(self.ana), "it is not its turn yet")
        self.account.work_id.claimed_at -= timedelta(seconds=8)
        self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.assertFalse(self.account.interruptions, "that is over")

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
                object.__setattr__(fetched.changes, "series", {})
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
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        oauth.revoke(google_client.endpoints(), tokens.refresh_token)
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
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        expired = tokens.__class__(
            "expired", tokens.refresh_token, tokens.expiry - timedelta(days=1), tokens.scopes
        )
        self.env["google.sync.grant"].give(self.account, expired)
        self.sync()
        self.assertIn("client id or secret", self.account.message)
        self.assertEqual(self.account.state, "connected", "the user has nothing to do")

    def test_no_client_is_no_failure_of_the_job(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_id", "")
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertIn("administrator needs to enter them in Settings", self.account.message)
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
        with patch.object(event_kind, "MOST_WRITES", 3):
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
