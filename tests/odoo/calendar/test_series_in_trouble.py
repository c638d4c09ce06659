"""Series, when Google does not answer or the process dies."""

from unittest.mock import patch

from odoo.tests import tagged

from ....google_api.calendar import writes as google_writes
from ....sync import runner
from ....sync.operations.disconnect import disconnect
from ...common import Killed
from ...series_case import DisturbedCase, hour


@tagged("post_install", "-at_install")
class TestSeriesInTrouble(DisturbedCase):
    def set_up_once(self):
        super().set_up_once()
        self.odoo_series(count=10)
        self.sync()
        self.sync()
        self.series_id = self.the_series()[1]

    def _edit(self):
        self.on("2027-03-08").write(hour("2027-03-09", 12, 13, recurrence_update="self_only"))
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        self.on("2027-03-22").unlink()
        self.on("2027-04-05").write({"location": "Hall", "recurrence_update": "all_events"})
        self.on("2027-04-12").write({"name": "Late", "recurrence_update": "self_only"})

    def _sync_and_die_at(self, module, function, how=Killed):
        with patch.object(module, function, side_effect=how), self.dying():
            self.sync()

    def _assert_edited(self):
        self.assert_same(count=9)
        shown = self.shown_in_google()
        self.assertIn(("2027-03-09 12:00", "Yoga"), shown)
        self.assertIn(("2027-03-15 09:00", "Outside"), shown)
        self.assertIn(("2027-04-12 08:00", "Late"), shown)
        self.assertEqual(self.masters()["Yoga"]["location"], "Hall")
        self.assertEqual(len(self.masters()), 1)

    def test_faults_at_each_request(self):
        kinds = (
            {"status": 503, "reason": "backendError", "times": 9},
            {"status": 403, "reason": "rateLimitExceeded", "times": 9},
            {"status": 403, "reason": "quotaExceeded", "times": 9},
            {"status": 412, "reason": "conditionNotMet"},
            {"status": 404, "reason": "notFound"},
            {"status": 400, "reason": "invalid"},
            {"kind": "timeout_after", "seconds": 0.05},
            {"kind": "reset", "times": 9},
        )
        number = 0
        for fault in kinds:
            for nth in (1, 2, 3):
                if nth == 1 and fault.get("status") == 404:
                    continue  # Google would say that it has no such series
                with self.subTest(nth=nth, **fault):
                    number += 1
                    # As if it began anew
                    self.on("2027-03-15").write({"name": f"Outside {number}"})
                    event = self.on("2027-04-05")
                    event.write({"location": f"Hall {number}", "recurrence_update": "all_events"})
                    self.on("2027-04-19").write({"name": f"Late {number}"})
                    self.fault("events.patch", **{"nth": nth, **fault})
                    self.sync()
                    self.again()
                    self.assert_same(count=10)
                    shown = self.shown_in_google()
                    self.assertIn(("2027-03-15 09:00", f"Outside {number}"), shown)
                    self.assertIn(("2027-04-19 08:00", f"Late {number}"), shown)
                    self.assertEqual(self.masters()["Yoga"]["location"], f"Hall {number}")

    def test_faults_at_deletions(self):
        for nth, fault in enumerate(
            ({"status": 503, "times": 9}, {"kind": "timeout_after", "seconds": 0.05}), 1
        ):
            with self.subTest(**fault):
                self.mine()[nth].with_user(self.ana).unlink()
                self.fault("events.delete", **fault)
                self.sync()
                self.again()
                self.sync()
                self.assert_same()

    def test_killed_before_sending(self):
        self._edit()
        self._sync_and_die_at(runner, "_send")
        self.again()
        self._assert_edited()

    def test_killed_after_the_master(self):
        self._edit()
        self._sync_and_die_at(google_writes, "_send_instances")
        self.again()
        self._assert_edited()

    def test_killed_after_sending(self):
        self._edit()
        send = runner._send

        def send_and_die(*args):
            send(*args)
            raise Killed

        self._sync_and_die_at(runner, "_send", send_and_die)
        self.again()
        self._assert_edited()

    def test_killed_after_the_master_and_google_edits_meanwhile(self):
        self._edit()
        self._sync_and_die_at(google_writes, "_send_instances")
        self.google_patch(self.ana, self.instance(self.series_id, "2027-04-19"), summary="G")
        self.google_patch(self.ana, self.instance(self.series_id, "2027-03-15"), location="G")
        self.google_patch(self.ana, self.series_id, description="G")
        self.again()
        self._assert_edited()
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())
        self.assertEqual(self.on("2027-03-15").location, "G")
        self.assertIn("G", self.on("2027-03-01").description)

    def test_an_instance_changed_while_it_is_written(self):
        self._edit()
        send = runner._send

        def edit_and_send(*args):
            self.google_patch(self.ana, self.instance(self.series_id, "2027-04-19"), summary="G")
            self.google_patch(self.ana, self.instance(self.series_id, "2027-03-15"), location="G")
            return send(*args)

        with patch.object(runner, "_send", edit_and_send):
            self.sync()
        self.again()
        self._assert_edited()
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())
        self.assertEqual(self.on("2027-03-15").location, "G")

    def test_the_series_changed_while_an_instance_is_written(self):
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        send = runner._send

        def edit_and_send(*args):
            self.google_patch(self.ana, self.series_id, location="Hall", summary="G")
            return send(*args)

        with patch.object(runner, "_send", edit_and_send):
            self.sync()
        self.again()
        self.assert_same(count=10)
        self.assertIn(("2027-03-15 09:00", "Outside"), self.shown_in_odoo())
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())

    def test_deleted_while_an_instance_is_written(self):
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        send = runner._send

        def edit_and_send(*args):
            if args[1][0].decision.google.verb != "restore":
                self.google_delete(self.ana, self.series_id)
            return send(*args)

        with patch.object(runner, "_send", edit_and_send):
            self.sync()
        self.again()
        self.assert_same()

    def test_a_new_series_with_exceptions_is_cut(self):
        for number, fault in enumerate(
            (
                {"match": "events.insert", "kind": "timeout_after", "seconds": 0.05},
                {"match": "events.patch", "status": 503, "times": 9},
                {"match": "events.patch", "status": 412},
                {"match": "events.insert", "status": 409, "reason": "duplicate"},
            )
        ):
            with self.subTest(**fault):
                name = f"New {number}"
                self.odoo_series(name)
                self.mine(name)[1].with_user(self.ana).write({"location": "Hall"})
                self.mine(name)[2].with_user(self.ana).unlink()
                self.mine(name)[3].with_user(self.ana).write(hour("2027-03-30", 1, 2))
                self.fault(**fault)
                self.sync()
                self.again()
                self.assert_same()
                self.assertEqual(len(self.masters()), number + 2)

    def test_google_edits_one_and_then_deletes_all(self):
        self.google_patch(self.ana, self.instance(self.series_id, "2027-03-15"), location="G")
        self.sync()
        self.google_delete(self.ana, self.series_id)
        self.sync()
        self.assert_same(count=0)

    def test_expired_token_after_edits(self):
        self._edit()
        self.google_patch(self.ana, self.instance(self.series_id, "2027-04-19"), summary="G")
        self.control("POST", "/_fake/expire_sync_tokens", {})
        self.sync()
        self.again()
        self._assert_edited()
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())

    def test_disconnected_and_connected(self):
        self._edit()
        disconnect(self.account)
        self.connect(self.ana)
        self.google_patch(self.ana, self.instance(self.series_id, "2027-04-19"), summary="G")
        self.sync()
        self.again()
        self._assert_edited()
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())


@tagged("post_install", "-at_install")
class TestSeriesUntold(DisturbedCase):
    def test_what_google_cannot_tell_holds_up_nothing_else(self):
        """One series that Google cannot list is its own trouble, and comes in once Google can."""
        series_id = self.google_series()
        self.google_delete(self.ana, self.instance(series_id, "2027-03-08"))
        self.account.known_since = "2100-01-01"
        self.sync()
        self.account.known_since = "2020-01-01"
        self.google_patch(self.ana, series_id, location="Hall")
        self.google_insert(self.ana, "Visit")
        self.fault("events.instances", status=500, reason="backendError", times=0)
        for _run in range(2):
            self.sync()
            self.assertEqual({*self.odoo_events(self.ana)}, {"Visit"})
        self.again()
        self.assert_same(count=6)
        self.assertEqual({*self.odoo_events(self.ana)}, {"Visit", "Yoga"})
