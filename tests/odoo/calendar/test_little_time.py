from unittest.mock import PropertyMock, patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ....google_api.transport.session import Session
from ....sync.odoo.event_records import EventRecords
from ....sync.reconcile import reconciler
from ....sync.run import turn
from ....sync.run.calendar import CalendarRun
from ....sync.runner import Runner
from ....sync.workers import shift
from ....sync.workers.shift import Shift
from ...common import GoogleSyncCase

MANY = 7


@tagged("post_install", "-at_install")
class TestLittleTime(GoogleSyncCase):
    """A worker whose time is over after each portion: what is left is for the runs that follow."""

    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana)
        self.sync()
        self.known = self.env["google.sync.run"].search([])
        self.enterContext(patch.object(reconciler, "PORTION", 2))
        self.enterContext(
            patch.object(Session, "is_over", new_callable=PropertyMock, return_value=True)
        )

    def _runs(self):
        return self.env["google.sync.run"].search([]) - self.known

    def _run_often(self, number):
        """So many runs, for what fails is taken up again for as long as the worker has time."""
        for _run in range(number):
            with self.claiming_once():
                self.sync()

    def _assert_both_have(self, titles):
        self.assertEqual(sorted(self.odoo_events(self.ana)), titles)
        self.assertEqual(sorted(self.google_events(self.ana)), titles)
        runs = self._runs()
        self.assertGreater(len(runs), 2)
        self.assertNotIn("failed", runs.mapped("state"))
        self.requests_made()
        self.sync()
        self.assertEqual(self._runs(), runs, "nothing is left, and nothing comes again")

    def test_much_comes_in(self):
        for number in range(MANY):
            self.google_insert(self.ana, f"Visit {number}")
        self.sync()
        self._assert_both_have([f"Visit {number}" for number in range(MANY)])

    def test_much_comes_in_turn_by_turn(self):
        """The worker has time, but others want it, too."""
        for number in range(MANY):
            self.google_insert(self.ana, f"Visit {number}")
        with (
            patch.object(Session, "is_over", new_callable=PropertyMock, return_value=False),
            patch.object(turn, "TURN", 0.0),
            patch.object(Runner, "_others_wait", return_value=True),
        ):
            self.sync()
        self._assert_both_have([f"Visit {number}" for number in range(MANY)])

    def test_who_is_alone_has_no_turns(self):
        for number in range(MANY):
            self.google_insert(self.ana, f"Visit {number}")
        with (
            patch.object(Session, "is_over", new_callable=PropertyMock, return_value=False),
            patch.object(turn, "TURN", 0.0),
        ):
            self.sync()
        self.assertEqual(len(self._runs()), 1)
        self.assertEqual(len(self.odoo_events(self.ana)), MANY)

    def test_nobody_goes_on_for_ever(self):
        for number in range(MANY):
            self.google_insert(self.ana, f"Visit {number}")
        with (
            patch.object(Session, "is_over", new_callable=PropertyMock, return_value=False),
            patch.object(turn, "TURN", 0.0),
            patch.object(turn, "LONGEST_TURN", 0.0),
        ):
            self.sync()
        self._assert_both_have([f"Visit {number}" for number in range(MANY)])

    def test_a_server_that_is_to_stop_waits_for_a_turn_and_no_longer(self):
        for number in range(MANY):
            self.google_insert(self.ana, f"Visit {number}")
        create, leaving = EventRecords.create, []

        def stop_after(records, requests):
            leaving.append(True)
            return create(records, requests)

        with (
            patch.object(Session, "is_over", new_callable=PropertyMock, return_value=False),
            patch.object(turn, "TURN", 0.0),
            patch.object(EventRecords, "create", stop_after),
            patch.object(shift, "_is_worker_leaving", lambda: bool(leaving)),
        ):
            self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), 2, "one portion")
        self.sync()
        self.assertEqual(len(self.odoo_events(self.ana)), MANY)

    def test_what_odoo_changes_one_by_one_comes_in_smaller_portions(self):
        with patch.object(Session, "is_over", new_callable=PropertyMock, return_value=False):
            known = [self.google_insert(self.ana, f"Visit {number}") for number in range(MANY)]
            self.sync()
            for google_id in known:
                self.google_patch(self.ana, google_id, location="Room 5")
        with patch.object(reconciler, "PORTION", 3 * reconciler.CHANGE):
            self._run_often(1)
        moved = [("location", "=", "Room 5")]
        self.assertEqual(self.env["calendar.event"].search_count(moved), 3)
        self.sync()
        self.assertEqual(self.env["calendar.event"].search_count(moved), MANY)

    def test_much_goes_out(self):
        for number in range(MANY):
            self.odoo_create(self.ana, f"Visit {number}")
        self.commit()
        self.sync()
        self._assert_both_have([f"Visit {number}" for number in range(MANY)])
        self.assertFalse(self.env["google.sync.change"].of(self.account))

    def test_much_is_copied_once(self):
        self.ana.google_sync_enabled = False
        for number in range(MANY):
            self.odoo_create(self.ana, f"Visit {number}")
        self.commit()
        self.env["google.sync.change"].of(self.account).unlink()
        self.ana.write({"google_sync_enabled": True, "google_populate_google": True})
        self.sync()
        self.assertFalse(self.ana.google_populate_google)
        self._assert_both_have([f"Visit {number}" for number in range(MANY)])

    def test_much_is_deleted_at_once_and_the_guard_sees_all_of_it(self):
        for number in range(2 * MANY):
            self.odoo_create(self.ana, f"Visit {number}")
        self.commit()
        self.sync()
        for event_id in [event["id"] for event in self.google_events(self.ana).values()]:
            self.google_delete(self.ana, event_id)
        self.sync()
        self.assertEqual(self.account.state, "approval")
        self.assertEqual(len(sorted(self.odoo_events(self.ana))), 2 * MANY)

    def test_what_fails_each_time_takes_nobodys_turn(self):
        for number in range(MANY):
            self.google_insert(self.ana, f"Bad {number}")
        create = EventRecords.create

        def refuse(records, requests):
            requests = list(requests)
            if any(item.title.startswith("Bad") for item, _organizer in requests):
                raise ValidationError(self.env._("Not on Sundays"))
            return create(records, requests)

        with patch.object(EventRecords, "create", refuse):
            self._run_often(MANY)
            for number in range(MANY):
                self.google_insert(self.ana, f"Visit {number}")
            self._run_often(2 * MANY)
        self.assertEqual(
            sorted(self.odoo_events(self.ana)), [f"Visit {number}" for number in range(MANY)]
        )


@tagged("post_install", "-at_install")
class TestTogether(GoogleSyncCase):
    """Google answers one of two at once, and the other one late."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        ben = self.new_user("ben")
        self.bens = self.connect(ben)
        self.sync()
        self.late = {"account": self.email(ben), "seconds": 3, "may_miss": True}

    def test_who_has_nothing_new_is_done_when_the_workers_time_is_over(self):
        self.fault("events.list", "timeout_before", **self.late)
        without_quiet, kept = Runner._without_quiet, []

        def noting(runner, answers):
            others = without_quiet(runner, answers)
            kept.extend(runner.quiet)
            return others

        with (
            patch.object(Runner, "_without_quiet", noting),
            patch.object(Shift, "is_over", lambda _shift: bool(kept)),
        ):
            self.sync()
        self.assertFalse(self.account.work_id.runner)

    def test_a_defect_in_telling_how_far_it_is_stops_nobody(self):
        self.fault("events.list", "timeout_before", **self.late)
        self.google_insert(self.ana, "Lunch")
        with (
            patch.object(CalendarRun, "has_news", return_value=True),
            patch.object(CalendarRun, "tell_how_far", side_effect=ValueError("a defect")),
            self.assertLogs("odoo.addons.google_sync.sync.runner", "ERROR") as told,
        ):
            self.sync()
        self.assertIn("how far", told.output[0])
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertFalse((self.account | self.bens).work_id.filtered("runner"))
