"""What an undo leaves as it is, who may undo, and what happens when something dies meanwhile."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ....engine.core import guards
from ....sync.odoo.event_records import EventRecords
from ....sync.reconcile import revert as undo
from ....sync.run.calendar import CalendarRun
from ...common import Killed
from ...undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestUndoLimits(UndoCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.google_id = self.link(self.account, self.event).google_id
        self.google_patch(self.ana, self.google_id, summary="Renamed")
        self.sync()
        self.run = self.last_run(self.account)

    def _assert_left(self, undone, reason):
        line = self.run.line_ids
        self.assertEqual(line.undo, "left")
        self.assertIn(reason, line.undo_message)
        (told,) = undone.line_ids
        self.assertEqual((told.message, told.title), (line.undo_message, "Renamed"))
        self.assertEqual(undone.state, "warnings")
        self.assert_still()

    # -- changed since ---------------------------------------------------------------------------

    def test_changed_in_odoo_since(self):
        self.event.location = "Room 5"
        undone = self.undo(self.run)
        self.assertEqual((self.event.name, self.event.location), ("Renamed", "Room 5"))
        self.assertEqual(self.google_events(self.ana)["Renamed"]["location"], "Room 5")
        self._assert_left(undone, "in Odoo in the meantime")

    def test_changed_in_google_since(self):
        self.google_patch(self.ana, self.google_id, location="Room 5")
        undone = self.undo(self.run)
        self.assertEqual((self.event.name, self.event.location), ("Renamed", "Room 5"))
        self._assert_left(undone, "in Google in the meantime")

    def test_changed_by_a_later_sync(self):
        self.google_patch(self.ana, self.google_id, summary="Renamed again")
        self.sync()
        undone = self.undo(self.run)
        self.assertEqual(self.event.name, "Renamed again")
        self._assert_left(undone, "in Odoo and Google in the meantime")

    def test_removed_since(self):
        self.event.active = False
        self.sync()
        undone = self.undo(self.run)
        self.assertFalse(self.google_events(self.ana))
        self._assert_left(undone, "removed in Odoo and Google in the meantime")

    def test_what_cannot_be_read_any_more(self):
        self.event.write({"start": "0999-03-02 09:00:00", "stop": "0999-03-02 10:00:00"})
        undone = self.undo(self.run)
        self.assertEqual(self.event.name, "Renamed")
        self._assert_left(undone, "999")

    def test_the_later_sync_is_undone_first(self):
        self.google_patch(self.ana, self.google_id, summary="Renamed again")
        self.sync()
        self.undo(self.last_run(self.account), sync=False)
        self.undo(self.run, sync=False)
        self.sync()
        self.sync()
        self.assertEqual(self.event.name, "Check-up")
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"})
        self.assert_still()

    def test_changed_back_is_not_changed(self):
        self.event.location = "Room 5"
        self.sync()
        self.event.location = False
        self.sync()
        self.undo(self.run)
        self.assertEqual(self.event.name, "Check-up")
        self.assert_still()

    def test_one_that_is_left_holds_up_no_other(self):
        lunch = self.google_insert(self.ana, "Lunch")
        self.google_patch(self.ana, self.google_id, summary="Renamed again")
        self.sync()
        run = self.last_run(self.account)
        self.odoo_events(self.ana)["Lunch"].location = "Chez Paul"
        undone = self.undo(run)
        self.assertEqual(self.event.name, "Renamed")
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertEqual(self.google(self.ana, "GET", f"/{lunch}")["location"], "Chez Paul")
        self.assertEqual(set(self.outcomes(run)), {"left", "done"})
        self.assertEqual(undone.state, "warnings")
        self.assert_still()

    # -- what is shown first ---------------------------------------------------------------------

    def test_the_question_says_what_will_happen(self):
        self.google_insert(self.ana, "Lunch")
        self.google_insert(self.ana, "Dinner")
        self.google_patch(self.ana, self.google_id, location="Room 5")
        self.sync()
        self.odoo_events(self.ana)["Dinner"].location = "At home"
        opened = self.last_run(self.account).with_user(self.ana).action_undo()
        wizard = self.env["google.sync.undo"].with_user(self.ana).browse(opened["res_id"])
        told = {record.title: (record.text, record.is_left) for record in wizard.record_ids}
        self.assertEqual(
            told,
            {
                "Lunch": ("Is removed from Odoo, and stays in Google.", False),
                "Dinner": (
                    "Stays as it is. It was changed or removed in Odoo in the meantime.",
                    True,
                ),
                "Renamed": ("location: Room 5 → nothing", False),
            },
        )
        self.assertEqual((wizard.record_count, wizard.unshown_count), (3, 0))

    # -- who may, and when -----------------------------------------------------------------------

    def test_only_the_user_and_administrators(self):
        bob = self.new_user("bob")
        with self.assertRaises(AccessError):
            self.run.with_user(bob).action_undo()
        wizard = self.env["google.sync.undo"].with_user(bob).create({"run_id": self.run.id})
        with self.assertRaises(AccessError):
            wizard.action_undo()
        opened = self.run.with_user(self.env.ref("base.user_admin")).action_undo()
        wizard = self.env["google.sync.undo"].browse(opened["res_id"])
        self.assertFalse(wizard.record_ids, "what was done to which record is the user's own")
        self.assertEqual(wizard.record_count, 1)
        self.undo(self.run, user=self.env.ref("base.user_admin"))
        self.assertEqual(self.event.name, "Check-up")

    def test_with_the_rights_of_the_user(self):
        lunch = self.google_insert(self.ana, "Lunch")
        self.sync()
        run = self.last_run(self.account)
        rule = {
            "name": "Nobody changes what is theirs",
            "model_id": self.env["ir.model"]._get_id("calendar.event"),
            "domain_force": "[(0, '=', 1)]",
            "perm_read": False,
        }
        self.env["ir.rule"].create(rule)
        self.undo(run, user=self.env.ref("base.user_admin"))
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertEqual(self.outcomes(run), ["left"])
        self.assertEqual(self.google(self.ana, "GET", f"/{lunch}")["status"], "confirmed")

    def test_once_only(self):
        self.assertTrue(self.run.with_user(self.ana).can_undo)
        self.undo(self.run)
        self.assertFalse(self.run.with_user(self.ana).can_undo)
        with self.assertRaisesRegex(UserError, "already undone"):
            self.run.with_user(self.ana).action_undo()

    def test_of_another_calendar(self):
        self.account.calendar_id = "another@group.calendar.google.com"
        with self.assertRaisesRegex(UserError, "another calendar"):
            self.run.with_user(self.ana).action_undo()

    def test_another_calendar_is_chosen_meanwhile(self):
        undone = self.undo(self.run, sync=False)
        self.account.calendar_id = "another@group.calendar.google.com"
        undo.take_up(self.account)
        self.assertEqual((self.run.line_ids.undo, undone.state), ("left", "warnings"))

    def test_what_is_frozen_is_left(self):
        other = self.odoo_create(self.ana, "Other")
        self.disconnect(self.ana, "freeze")
        self.connect(self.ana)
        self.sync()
        with self.assertRaisesRegex(UserError, "another calendar"):
            self.run.with_user(self.ana).action_undo()
        self.link(self.account, other).unlink()
        self.link(self.account, self.event).with_user(self.ana).action_retry()
        with self.coming_to_an_end():
            self.sync()
        self.assertEqual(self.link(self.account, self.event).state, "frozen")

    def test_what_is_frozen_meanwhile_is_left(self):
        undone = self.undo(self.run, sync=False)
        self.link(self.account, self.event).state = "frozen"
        with self.coming_to_an_end():
            self.sync()
        self.assertEqual(undone.state, "warnings")
        self._assert_left(undone, "no longer synchronized")

    def test_a_series_that_odoo_cannot_hold_any_more_is_left(self):
        undone = self.undo(self.run, sync=False)
        self.link(self.account, self.event).write({"is_exploded": True, "res_id": False})
        self.sync()
        self.assertEqual(self.outcomes(self.run), ["left"])
        self.assertEqual(undone.state, "warnings")

    def test_a_record_that_cannot_be_read_is_left(self):
        self.event.write({"start": "0999-03-02 09:00:00", "stop": "0999-03-02 10:00:00"})
        undone = self.undo(self.run)
        line = self.run.line_ids
        self.assertEqual((line.undo, undone.state), ("left", "warnings"))
        self.assertIn("year", line.undo_message)

    def test_while_disconnected(self):
        self.account.state = "disconnected"
        with self.assertRaisesRegex(UserError, "not in sync"):
            self.run.with_user(self.ana).action_undo()

    def test_without_lines(self):
        self.run.line_ids.unlink()
        with self.assertRaisesRegex(UserError, "log was deleted"):
            self.run.with_user(self.ana).action_undo()

    def test_odoo_refuses(self):
        error = ValidationError("Not on Sundays")
        with patch.object(EventRecords, "update", side_effect=error):
            undone = self.undo(self.run)
        self.assertEqual(set(self.google_events(self.ana)), {"Renamed"})
        self.assertFalse(self.ana.google_sync_failed_count)
        self._assert_left(undone, "Not on Sundays")

    def test_a_run_may_undo_more_than_the_guard_lets_pass(self):
        for n in range(4):
            self.odoo_create(self.ana, f"New {n}")
            self.google_insert(self.ana, f"Lunch {n}")
        self.sync()
        run = self.last_run(self.account)
        with (
            patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", 1),
            patch.object(guards, "DELETIONS_ALLOWED_SHARE", 0),
        ):
            self.undo(run)
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(
            set(self.google_events(self.ana)), {"Renamed", *(f"Lunch {n}" for n in range(4))}
        )
        self.assert_still()

    def test_more_than_one_run_can_take_back(self):
        for n in range(5):
            self.google_insert(self.ana, f"Lunch {n}")
        self.sync()
        run = self.last_run(self.account)
        with patch.object(undo, "MOST_UNDONE", 2):
            undone = self.undo(run)
            for _more in range(2):
                self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = (
                    fields.Datetime.now() - timedelta(minutes=1)
                )
                self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Renamed"})
        self.assertEqual(undone.state, "done")
        self.assert_still()

    # -- what dies meanwhile ---------------------------------------------------------------------

    def _play(self):
        """One of each kind of change, in one run, and what both sides have after its undo."""
        gone = self.odoo_create(self.ana, "Gone")
        self.sync()
        gone.active = False
        self.event.location = "Room 5"
        self.odoo_create(self.ana, "New")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        return self.last_run(self.account)

    def _assert_all_undone(self, run):
        links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
        links.retry_at = fields.Datetime.now() - timedelta(minutes=1)
        self.account.work_id.runner = False
        self.sync()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Renamed", "Gone", "Lunch"})
        self.assertEqual(set(self.odoo_events(self.ana)), {"Renamed", "Gone", "New"})
        self.assertFalse(self.event.location)
        self.assertFalse(self.google_events(self.ana)["Renamed"].get("location"))
        self.assertEqual(set(self.outcomes(run)), {"done"})
        self.assertEqual(run.undo_ids.state, "done")
        self.assert_still()

    def test_killed_before_google_is_written(self):
        run = self._play()
        with patch.object(CalendarRun, "send_requests", side_effect=Killed), suppress(Killed):
            self.undo(run)
        self._assert_all_undone(run)

    def test_killed_after_google_was_written(self):
        run = self._play()
        with patch.object(CalendarRun, "record_results", side_effect=Killed), suppress(Killed):
            self.undo(run)
        self._assert_all_undone(run)

    def test_google_has_no_time(self):
        run = self._play()
        self.fault("*", status=503, reason="backendError", times=-1)
        self.undo(run)
        self.control("DELETE", "/_fake/faults")
        self.account.write({"retry_at": False})
        self._assert_all_undone(run)
