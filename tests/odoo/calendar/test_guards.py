from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ....engine.core import guards
from ....sync.reconcile.kinds import events as event_kind
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestGuards(GoogleSyncCase):
    """What stops a run before it writes anything, and what lets it go on."""

    def _delete_lunches(self, made, deleted):
        """Make as many lunches in Google, take them over, and delete the first ones there.

        :return: Google's ids of all
        """
        ids = [self.google_insert(self.ana, f"Lunch {n}") for n in range(made)]
        self.sync()
        for google_id in ids[:deleted]:
            self.google_delete(self.ana, google_id)
        self.sync()
        return ids

    def _delete_lunches_in_odoo(self):
        """Make a dozen lunches in Odoo, have them in Google, and delete them all here."""
        events = self.env["calendar.event"].union(
            *(self.odoo_create(self.ana, f"Lunch {n}") for n in range(12))
        )
        self.sync()
        events.unlink()
        self.sync()

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

    def test_time_zones_are_compared_anew_whoever_sets_them_right(self):
        account = self.connect(self.ana, time_zone="America/New_York")
        self.sync()
        self.assertEqual(account.state, "zone")
        self.ana.with_user(self.ana).write({"tz": "America/New_York"})
        self.assertEqual(self.ana.google_sync_state, "connected", "in the preferences, too")
        self.sync()
        self.assertEqual(account.state, "connected")
        self.assertFalse(self.ana.google_sync_message)

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
        self._delete_lunches(made=12, deleted=11)
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
        ids = self._delete_lunches(made=13, deleted=11)
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
        self._delete_lunches_in_odoo()
        account.with_user(self.ana).action_approve_deletions()
        with (
            patch.object(event_kind, "MOST_WRITES", 1),
            patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", 1),
        ):
            self.sync()
        self.assertEqual(account.state, "connected")
        self.assertFalse(self.google_events(self.ana))
        self.assertFalse(account.approved_deletions)

    def test_mass_deletion_in_odoo_asks_too(self):
        account = self.connect(self.ana)
        self._delete_lunches_in_odoo()
        self.assertEqual(account.state, "approval")
        self.assertEqual(len(self.google_events(self.ana)), 12)

    def test_what_was_deleted_can_be_brought_back(self):
        account = self.connect(self.ana)
        self._delete_lunches(made=12, deleted=12)
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
        self.env["google.sync.grant"].forget(account)
        self.odoo_create(ben, "Check-up")
        self.sync()
        self.assertEqual(account.state, "reauthorize")
        self.assertIn("Check-up", self.google_events(ben))

    def test_a_claimed_account_is_left_to_its_worker(self):
        account = self.connect(self.ana)
        self.sync()
        self.requests_made()
        with self.another_worker_at(account):
            self.sync()
            self.assertFalse(self.requests_made())

    def test_what_a_dead_worker_had_claimed_is_taken_over_at_once(self):
        account = self.connect(self.ana)
        self.sync()
        self.requests_made()
        with suppress(RuntimeError), self.another_worker_at(account):
            raise RuntimeError("it dies")
        self.assertTrue(account.runner)
        account.next_sync = fields.Datetime.now() + timedelta(minutes=5)
        self.sync()
        self.assertTrue(self.requests_made())
        self.assertFalse(account.runner)
