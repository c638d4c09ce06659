from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from psycopg2 import InterfaceError
from psycopg2.errors import DiskFull, SerializationFailure

from odoo import fields
from odoo.tests import tagged

from ....google_api.calendar import client as google_calendar
from ....google_api.calendar import writes as google_writes
from ....sync.odoo import writer as odoo_writer
from ....sync.operations.connect import choose_calendar
from ....sync.operations.disconnect import disconnect
from ....sync.run.calendar import CalendarRun
from ....sync.runner import Runner
from ...adversity_case import AdversityCase


@tagged("post_install", "-at_install")
class TestDisturbedRuns(AdversityCase):
    """Whatever happens in the middle of a run."""

    def _disturb_commits(self, nth):
        """Let the commit of the nth step fail as if somebody had written the same rows."""
        environment, entered = Runner._environment, []

        @contextmanager
        def disturbed(this):
            with environment(this) as env:
                yield env
                entered.append(True)
                if len(entered) == nth:
                    env.flush_all()
                    raise SerializationFailure("somebody else was faster")

        return patch.object(Runner, "_environment", disturbed)

    def test_the_disk_of_the_database_is_full(self):
        event = self.odoo_create(self.ana, "Check-up")
        with patch.object(CalendarRun, "go_on", side_effect=DiskFull):
            self.sync()
        self.assertIn("its disk may be full", self.account.message)
        self.account.work_id.retry_at = False
        self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.assertFalse(self.account.message)

    def test_a_step_is_done_again_when_its_commit_is_refused(self):
        for nth in (2, 4):  # the others are claims
            event = self.odoo_create(self.ana, f"Check-up {nth}")
            self.google_insert(self.ana, f"Lunch {nth}")
            with self._disturb_commits(nth):
                self.sync()
            self.assertEqual(self.link(self.account, event).state, "synced")
            self.assertIn(f"Lunch {nth}", self.odoo_events(self.ana))
            self.assertFalse(self.account.message)

    def test_a_claim_is_done_again_when_its_commit_is_refused(self):
        event = self.odoo_create(self.ana, "Check-up")
        with self._disturb_commits(1):
            self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")

    def test_who_is_at_one_record_holds_up_none_of_the_others(self):
        ids = [self.google_insert(self.ana, title) for title in ("Lunch", "Tea")]
        self.sync()
        lunch = self.odoo_events(self.ana)["Lunch"]
        for google_id in ids:
            self.google_patch(self.ana, google_id, location="Room 1")
        change, written = odoo_writer.change, []

        def disturbed_once(records, ref, *how):
            written.append(ref.id)
            if ref.id == lunch.id and written.count(ref.id) == 1:
                raise SerializationFailure("somebody else is at it")
            return change(records, ref, *how)

        with patch.object(odoo_writer, "change", disturbed_once):
            self.sync()
        self.assertEqual(sorted(map(written.count, set(written))), [1, 2])
        places = {event.location for event in self.odoo_events(self.ana).values()}
        self.assertEqual(places, {"Room 1"})
        self.assertEqual(set(self.env["google.sync.link"].search([]).mapped("state")), {"synced"})
        self.assertFalse(self.account.message)

    def test_a_connection_that_is_lost_is_no_records_trouble(self):
        """Neither is anything else tried with it, nor is anybody told of a failure."""
        ids = [self.google_insert(self.ana, title) for title in ("Lunch", "Tea", "Walk")]
        self.sync()
        for google_id in ids:
            self.google_patch(self.ana, google_id, location="Room 1")
        lost = InterfaceError("connection already closed")
        with (
            patch.object(odoo_writer, "change", side_effect=lost) as tried,
            self.assertLogs("odoo.addons.google_sync", "WARNING") as told,
        ):
            self.sync()
        self.assertEqual(tried.call_count, 1)
        self.assertEqual([record.levelname for record in told.records], ["WARNING"])
        self.assertIn("lost its connection to the database: InterfaceError", told.output[0])
        self.sync()
        places = {event.location for event in self.odoo_events(self.ana).values()}
        self.assertEqual(places, {"Room 1"})
        self.assertEqual((self.account.failures, self.account.message), (0, False))

    def test_a_run_that_is_disturbed_each_time_has_not_failed(self):
        self.google_insert(self.ana, "Lunch")
        with (
            patch.object(CalendarRun, "prepare", side_effect=SerializationFailure),
            self.claiming_once(),
        ):
            self.sync()
        self.assertEqual((self.account.failures, self.account.message), (0, False))
        soon = fields.Datetime.now() + timedelta(seconds=10)
        self.assertLess(self.account.retry_at, soon)
        self.account.retry_at = False
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))

    def test_an_error_of_ours_stays_with_its_account(self):
        ben = self.new_user("ben")
        other = self.connect(ben)
        self.sync()
        asking = {"_fetch": (google_calendar, "list_changes"), "_send": (google_writes, "send")}
        for place, (module, name) in asking.items():
            self.odoo_create(self.ana, place)
            self.odoo_create(ben, place)
            ask = getattr(module, name)

            def broken(session, *args, ask=ask):
                if session._key == self.account.id:
                    raise KeyError("etag")
                return ask(session, *args)

            with (
                patch.object(module, name, broken),
                self.assertLogs("odoo.addons.google_sync", "ERROR"),
            ):
                self.sync()
            self.assertIn(place, self.google_events(ben))
            self.assertFalse(other.message)
            self.assertTrue(self.account.message)
            self.account.retry_at = False

    def test_an_account_that_cannot_even_fail_stays_alone(self):
        ben = self.new_user("ben")
        self.connect(ben)
        self.sync()
        self.odoo_create(ben, "Check-up")
        fail = CalendarRun.fail

        def unable(this, env, error):
            if this.job.claimed_id == self.account.id:
                raise SerializationFailure("again")
            return fail(this, env, error)

        self.fault("*", status=503, reason="backendError", times=-1, account=self.email(self.ana))
        with (
            patch.object(CalendarRun, "fail", unable),
            self.assertLogs("odoo.addons.google_sync", "ERROR"),
        ):
            self.sync()
        self.assertIn("Check-up", self.google_events(ben))

    def test_no_client_is_no_failure_of_the_job(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", False)
        self.sync()
        self.assertEqual(self.account.state, "connected")

    def test_disconnecting_meanwhile_stays_disconnected(self):
        for place in ("_fetch", "_send"):
            self.odoo_create(self.ana, place)
            with self.meanwhile(place, lambda: disconnect(self.account)):
                self.sync()
            self.assertEqual(self.account.state, "disconnected")
            self.assertFalse(self.env["google.sync.grant"].search_count([]))
            self.account = self.connect(self.ana)
            self.sync()

    def test_another_calendar_meanwhile_gets_nothing_of_the_former(self):
        self.google_insert(self.ana, "Lunch")
        calendar = google_calendar.CalendarEntry("other@example", "Other", "Europe/Paris")
        with (
            self.meanwhile("_fetch", lambda: choose_calendar(self.account, calendar)),
            self.claiming_once(),
        ):
            self.sync()
        self.assertFalse(self.account.link_ids)
        self.assertFalse(self.account.current_token())

    def test_disconnecting_while_google_is_down_is_done_at_once(self):
        self.fault("*", "timeout_before", times=-1, may_miss=True)
        answer = self.disconnect(self.ana)
        self.assertIn("Disconnected", answer["params"]["message"])
        self.assertEqual(self.account.state, "disconnected")
        self.assertFalse(self.env["google.sync.grant"].load(self.account))

    def test_the_account_is_deleted_meanwhile(self):
        self.odoo_create(self.ana, "Check-up")
        with self.meanwhile("_send", self.account.unlink):
            self.sync()

    def test_populate_ticked_meanwhile_is_not_forgotten(self):
        past = self.odoo_create(self.ana, "Past")
        self.env["google.sync.change"].search([]).unlink()
        self.commit()
        self.env["google.sync.change"].search([]).unlink()
        ticked = {"google_populate_google": True, "google_populate_odoo": True}

        def tick():
            self.ana.write(ticked)
            self.account.request_sync()

        with self.meanwhile("_fetch", tick):
            self.sync()
        self.assertEqual(self.link(self.account, past).state, "synced")
        self.assertFalse(self.ana.google_populate_google)

    def test_a_fresh_token_of_a_former_consent_does_not_replace_a_newer_one(self):
        tokens = self.env["google.sync.grant"]
        old = tokens.load(self.account)[self.account.id]
        tokens.give(self.account, replace(old, expiry=old.expiry - timedelta(hours=2)))
        with self.meanwhile("_fetch", lambda: self.connect(self.ana)):
            self.sync()
        self.assertNotEqual(
            tokens.load(self.account)[self.account.id].refresh_token, old.refresh_token
        )
