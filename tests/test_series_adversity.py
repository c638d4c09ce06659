"""Series under adverse conditions: what people do to them in Odoo and in Google, and failures."""

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.calendar.models.calendar_event import CalendarEvent

from ..google_api import calendar as google_calendar
from ..sync import runner
from .common import Killed
from .test_series import SeriesCase, _odoo_start, _utc


class AdverseCase(SeriesCase):
    def shown_in_google(self, user=None):
        """All living occurrences that Google shows a user: how often each start and title."""
        items = self.google(
            user or self.ana,
            "GET",
            singleEvents="true",
            maxResults=2500,
            timeMin="2027-01-01T00:00:00Z",
            timeMax="2027-12-31T00:00:00Z",
        )["items"]
        return Counter(
            (_utc(event["start"]), event.get("summary", ""))
            for event in items
            if not any(
                guest.get("self") and guest["responseStatus"] == "declined"
                for guest in event.get("attendees", ())
            )
        )

    def shown_in_odoo(self, user=None):
        user = user or self.ana
        self.env.invalidate_all()
        attendees = self.env["calendar.attendee"].search(
            [
                ("partner_id", "=", user.partner_id.id),
                ("state", "!=", "declined"),
                ("event_id.active", "=", True),
                ("event_id.start", ">=", "2027-01-01"),
                ("event_id.start", "<=", "2027-12-31"),
            ]
        )
        return Counter((_odoo_start(event), event.name) for event in attendees.event_id)

    def assert_same(self, *users, count=None):
        for user in users or (self.ana,):
            self.assertEqual(self.shown_in_google(user), self.shown_in_odoo(user), user.login)
        if count is not None:
            self.assertEqual(sum(self.shown_in_odoo(self.ana).values()), count)
        self.assert_still()

    def assert_still(self):
        """The next but one run writes nothing."""
        self.sync()
        before = self.env["calendar.event"].search([]).mapped("write_date")
        self.requests_made()
        self.sync()
        self.assertEqual(set(self.methods()), {"calendar.events.list"})
        self.assertEqual(self.env["calendar.event"].search([]).mapped("write_date"), before)
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))

    def mine(self, name=None, user=None):
        domain = [("partner_ids", "in", (user or self.ana).partner_id.ids)]
        return self.env["calendar.event"].search(
            domain + ([("name", "=", name)] if name else []), order="start"
        )

    def on(self, day, user=None):
        """The occurrence on a day, as the user sees it."""
        return (
            self.mine(user=user)
            .filtered(lambda e: str(e.start).startswith(day))
            .with_user(user or self.ana)
        )


def hour(day, start, stop, **values):
    return {"start": f"{day} {start:02}:00:00", "stop": f"{day} {stop:02}:00:00", **values}


@tagged("post_install", "-at_install")
class TestOdooEdits(AdverseCase):
    def setUp(self):
        super().setUp()
        self.odoo_series(count=10)
        self.sync()

    def _except(self):
        self.on("2027-03-08").write(hour("2027-03-09", 12, 13, recurrence_update="self_only"))
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        self.on("2027-03-22").unlink()
        self.on("2027-04-12").write({"name": "Late", "recurrence_update": "self_only"})
        self.sync()

    def test_split_twice(self):
        self.on("2027-03-29").write({"name": "A", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same(count=10)
        self.on("2027-04-19").write({"name": "B", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same(count=10)

    def test_split_twice_at_once_with_exceptions(self):
        self._except()
        self.assert_same(count=9)
        self.on("2027-03-29").write({"name": "A", "recurrence_update": "future_events"})
        self.on("2027-04-19").write({"name": "B", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same()

    def test_split_with_time(self):
        self._except()
        self.on("2027-03-29").write(hour("2027-03-30", 14, 15, recurrence_update="future_events"))
        self.sync()
        self.assert_same()

    def test_split_at_an_exception(self):
        self._except()
        self.on("2027-03-15").write({"name": "A", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same()

    def test_split_at_the_moved(self):
        self._except()
        self.on("2027-03-09").write({"name": "A", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same()

    def test_future_of_the_first(self):
        self._except()
        self.on("2027-03-01").write({"name": "A", "recurrence_update": "future_events"})
        self.sync()
        self.assert_same()

    def test_future_of_the_first_in_time(self):
        self._except()
        self.on("2027-03-01").write(hour("2027-03-01", 14, 15, recurrence_update="future_events"))
        self.sync()
        self.assert_same()

    def test_all_after_exceptions(self):
        self._except()
        self.on("2027-03-29").write({"location": "Hall", "recurrence_update": "all_events"})
        self.sync()
        self.assert_same(count=9)

    def test_all_moved_after_exceptions(self):
        self._except()
        google_id = next(iter(self.masters().values()))["id"]
        self.on("2027-03-29").write(hour("2027-03-29", 14, 15, recurrence_update="all_events"))
        self.sync()
        self.assert_same()
        self.assertEqual([m["id"] for m in self.masters().values()], [google_id])

    def test_all_moved_twice(self):
        self._except()
        self.on("2027-03-29").write(hour("2027-03-29", 14, 15, recurrence_update="all_events"))
        self.on("2027-04-05").write(hour("2027-04-06", 9, 10, recurrence_update="all_events"))
        self.sync()
        self.assert_same()
        self.assertEqual(len(self.masters()), 1)
        self.on("2027-04-06").write(hour("2027-04-07", 9, 10, recurrence_update="all_events"))
        self.sync()
        self.assert_same()
        self.assertEqual(len(self.masters()), 1)

    def test_all_moved_from_the_moved_one(self):
        self._except()
        self.on("2027-03-09").write(hour("2027-03-09", 15, 16, recurrence_update="all_events"))
        self.sync()
        self.assert_same()

    def test_rule_to_monthly(self):
        self._except()
        self.on("2027-03-01").write(
            {
                "rrule_type": "monthly",
                "month_by": "date",
                "day": 1,
                "recurrence_update": "all_events",
            }
        )
        self.sync()
        self.assert_same(count=10)
        self.assertEqual(len(self.masters()), 1)

    def test_rule_to_monthly_for_future(self):
        self._except()
        self.on("2027-03-29").write(
            {
                "rrule_type": "monthly",
                "month_by": "date",
                "day": 29,
                "recurrence_update": "future_events",
            }
        )
        self.sync()
        self.assert_same()

    def test_count_and_until(self):
        for values in (
            {"count": 4},
            {"count": 12},
            {"end_type": "end_date", "until": "2027-04-10"},
            {"end_type": "end_date", "until": "2027-06-10"},
            {"end_type": "forever"},
            {"end_type": "count", "count": 5},
        ):
            self.on("2027-03-01").write({**values, "recurrence_update": "all_events"})
            self.sync()
            if values.get("end_type") != "forever":
                self.assert_same()
            self.assertEqual(len(self.masters()), 1)
            self.assertEqual(len(self.env["google.sync.link"].search([])), 1)

    def test_deletions(self):
        self._except()
        self.on("2027-03-29").action_mass_deletion("future_events")
        self.sync()
        self.assert_same(count=3)
        self.on("2027-03-01").action_mass_deletion("all_events")
        self.sync()
        self.assert_same(count=0)

    def test_archives(self):
        self._except()
        self.on("2027-04-12").action_mass_archive("self_only")
        self.sync()
        self.assert_same(count=8)
        self.on("2027-03-29").action_mass_archive("future_events")
        self.sync()
        self.assert_same(count=3)
        self.on("2027-03-01").action_mass_archive("all_events")
        self.sync()
        self.assert_same(count=0)

    def test_break_all_and_future(self):
        self._except()
        self.on("2027-03-29").write({"recurrency": False, "recurrence_update": "future_events"})
        self.sync()
        self.assert_same()
        self.on("2027-03-01").write({"recurrency": False, "recurrence_update": "all_events"})
        self.sync()
        self.assert_same()

    def test_break_one(self):
        self._except()
        self.on("2027-03-29").write({"recurrency": False, "recurrence_update": "self_only"})
        self.sync()
        self.assert_same()

    def test_all_deleted_one_by_one(self):
        for event in self.mine():
            event.with_user(self.ana).unlink()
            self.sync()
        self.assert_same(count=0)

    def test_all_day(self):
        self._except()
        self.on("2027-03-29").write(
            hour("2027-03-29", 8, 18, allday=True, recurrence_update="self_only")
        )
        self.sync()
        self.assert_same(count=9)
        self.on("2027-04-05").write(
            hour("2027-04-05", 8, 18, allday=True, recurrence_update="all_events")
        )
        self.sync()
        self.assert_same()

    def test_moved_over_a_neighbour_and_back(self):
        self.on("2027-03-08").write(hour("2027-03-15", 9, 10, recurrence_update="self_only"))
        self.sync()
        self.assert_same(count=10)
        (a, b) = self.on("2027-03-15").sorted("id")
        b.unlink()
        self.sync()
        self.assert_same(count=9)
        a.write(hour("2027-02-01", 9, 10))
        self.sync()
        self.assert_same(count=9)
        a.write({"name": "New", "recurrence_update": "all_events"})
        self.sync()
        self.assert_same()

    def test_a_copy_of_an_occurrence(self):
        copy = self.on("2027-03-08").copy()
        self.sync()
        self.assert_same(count=11)
        copy.write(hour("2027-03-10", 9, 10))
        self.sync()
        self.assert_same(count=11)
        self.on("2027-03-08").unlink()
        self.sync()
        self.assert_same(count=10)
        series = next(iter(self.masters().values()))
        self.google_patch(
            self.ana, series["id"], summary="B", recurrence=["RRULE:FREQ=DAILY;COUNT=12"]
        )
        self.sync()
        self.assert_same(count=12)
        self.google_delete(self.ana, series["id"])
        self.sync()
        self.assert_same(count=1)
        copy.unlink()
        self.sync()
        self.assert_same(count=0)

    def test_a_copy_before_google_knows(self):
        self.odoo_series("Early")
        copy = self.mine("Early")[2].with_user(self.ana).copy()
        self.sync()
        self.assert_same()
        copy.unlink()
        self.sync()
        self.assert_same()


@tagged("post_install", "-at_install")
class TestGoogleEdits(AdverseCase):
    def setUp(self):
        super().setUp()
        self.series_id = self.google_series("RRULE:FREQ=WEEKLY;COUNT=10")
        self.sync()

    def patch_on(self, day, **values):
        return self.google_patch(self.ana, self.instance(self.series_id, day), **values)

    def move(self, day, to, start=12):
        self.patch_on(
            day,
            start={"dateTime": f"{to}T{start:02}:00:00Z"},
            end={"dateTime": f"{to}T{start + 1:02}:00:00Z"},
        )

    def rule(self, rule):
        self.google_patch(self.ana, self.series_id, recurrence=[f"RRULE:{rule}"])

    def _except(self):
        self.move("2027-03-08", "2027-03-09")
        self.patch_on("2027-03-15", summary="Outside")
        self.google_delete(self.ana, self.instance(self.series_id, "2027-03-22"))
        self.sync()

    def test_before_the_start(self):
        self._except()
        self.move("2027-04-05", "2027-02-10")
        self.sync()
        self.assert_same(count=9)
        self.google_patch(self.ana, self.series_id, summary="B")
        self.sync()
        self.assert_same(count=9)

    def test_the_first_before_the_start(self):
        self.move("2027-03-01", "2027-02-10")
        self.sync()
        self.assert_same(count=10)
        self.on("2027-02-10").write({"name": "A", "recurrence_update": "all_events"})
        self.sync()
        self.assert_same()

    def test_to_all_day_and_back(self):
        self._except()
        for day in ("2027-03-29", "2027-03-01"):
            self.patch_on(
                day,
                start={"date": day, "dateTime": None, "timeZone": None},
                end={
                    "date": str(date.fromisoformat(day) + timedelta(days=1)),
                    "dateTime": None,
                    "timeZone": None,
                },
            )
            self.sync()
            self.assert_same(count=9)
        self.patch_on(
            "2027-03-29",
            start={"dateTime": "2027-03-29T10:00:00+02:00", "date": None},
            end={"dateTime": "2027-03-29T11:00:00+02:00", "date": None},
        )
        self.sync()
        self.assert_same(count=9)

    def test_the_whole_to_all_day(self):
        self._except()
        self.google_patch(
            self.ana,
            self.series_id,
            start={"date": "2027-03-01", "dateTime": None, "timeZone": None},
            end={"date": "2027-03-02", "dateTime": None, "timeZone": None},
        )
        self.sync()
        self.assert_same()

    def test_on_the_day_of_another_exception(self):
        self._except()
        self.move("2027-04-05", "2027-03-09")
        self.move("2027-04-12", "2027-03-15", 9)
        self.move("2027-04-19", "2027-03-22", 9)
        self.sync()
        self.assert_same(count=9)

    def test_renamed_with_exceptions(self):
        self._except()
        self.google_patch(self.ana, self.series_id, summary="B")
        self.patch_on("2027-04-05", summary="C")
        self.sync()
        self.assert_same(count=9)

    def test_shortened_and_extended(self):
        self._except()
        self.rule("FREQ=WEEKLY;UNTIL=20270321T220000Z")
        self.sync()
        self.assert_same()
        self.rule("FREQ=WEEKLY;UNTIL=20270521T220000Z")
        self.sync()
        self.assert_same()

    def test_another_rule(self):
        self._except()
        for rule in (
            "FREQ=DAILY;COUNT=5",
            "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8",
            "FREQ=MONTHLY;COUNT=3",
        ):
            self.rule(rule)
            self.sync()
            self.assert_same()

    def test_first_deleted(self):
        self._except()
        self.google_delete(self.ana, self.instance(self.series_id, "2027-03-01"))
        self.sync()
        self.assert_same(count=8)
        self.google_patch(self.ana, self.series_id, summary="B")
        self.sync()
        self.assert_same(count=8)
        self.on("2027-04-05").write({"name": "C", "recurrence_update": "all_events"})
        self.sync()
        self.assert_same()

    def test_all_instances_deleted(self):
        for day in list(self.instances(self.series_id)):
            self.google_delete(self.ana, self.instance(self.series_id, day[:10]))
        self.sync()
        self.assert_same(count=0)
        self.patch_on("2027-03-15", status="confirmed")
        self.sync()
        self.assert_same(count=1)

    def test_deleted_and_restored(self):
        self._except()
        self.google_delete(self.ana, self.series_id)
        self.sync()
        self.assert_same(count=0)
        self.google_patch(self.ana, self.series_id, status="confirmed")
        self.sync()
        self.assert_same(count=9)

    def test_unlinked_in_odoo_and_changed_in_google(self):
        self._except()
        self.on("2027-03-01").action_mass_deletion("all_events")
        self.google_patch(self.ana, self.series_id, summary="B")
        self.sync()
        self.assert_same()

    def test_unlinked_in_odoo_and_an_instance_changed(self):
        self._except()
        self.on("2027-03-01").action_mass_deletion("all_events")
        self.patch_on("2027-04-05", summary="C")
        self.sync()
        self.assert_same()

    def test_deleted_in_google_and_one_changed_in_odoo(self):
        self._except()
        self.on("2027-04-05").write({"name": "A", "recurrence_update": "self_only"})
        self.google_delete(self.ana, self.series_id)
        self.sync()
        self.assert_same()

    def test_both_change_the_rule(self):
        self._except()
        self.on("2027-03-01").write({"count": 12, "recurrence_update": "all_events"})
        self.rule("FREQ=WEEKLY;COUNT=7")
        self.sync()
        self.assert_same()

    def test_both_move_the_whole(self):
        self._except()
        self.on("2027-04-05").write(hour("2027-04-06", 12, 13, recurrence_update="all_events"))
        self.move("2027-04-12", "2027-04-14")
        self.google_patch(self.ana, self.series_id, location="Hall")
        self.sync()
        self.assert_same()

    def test_split_here_and_an_exception_there(self):
        self._except()
        self.on("2027-04-05").write({"name": "A", "recurrence_update": "future_events"})
        self.patch_on("2027-04-12", location="Hall")
        self.sync()
        self.assert_same()

    def test_zone(self):
        self._except()
        self.google_patch(
            self.ana,
            self.series_id,
            start={"dateTime": "2027-03-01T10:00:00", "timeZone": "America/New_York"},
            end={"dateTime": "2027-03-01T11:00:00", "timeZone": "America/New_York"},
        )
        self.sync()
        self.assert_same()

    def test_expired_token(self):
        self._except()
        self.patch_on("2027-04-05", summary="C")
        self.control("POST", "/_fake/expire_sync_tokens", {})
        self.sync()
        self.assert_same(count=9)

    def test_disconnected_and_connected(self):
        self._except()
        self.patch_on("2027-04-05", summary="C")
        self.account._disconnect("test") if False else None
        self.connect(self.ana)
        self.sync()
        self.assert_same(count=9)


@tagged("post_install", "-at_install")
class TestOldSeries(AdverseCase):
    def test_an_instance_before_its_master_is_known(self):
        self.ana.google_import_events = False
        series_id = self.google_series("RRULE:FREQ=WEEKLY;COUNT=10")
        self.google_delete(self.ana, self.instance(series_id, "2027-03-08"))
        self.sync()
        self.assertFalse(self.mine())
        self.ana.google_import_events = True
        self.google_patch(self.ana, self.instance(series_id, "2027-03-15"), summary="Outside")
        self.sync()
        self.assert_same()

    def test_odoo_refuses_one(self):
        series_id = self.google_series("RRULE:FREQ=WEEKLY;COUNT=10")
        self.sync()
        write = CalendarEvent.write

        def refusing(this, vals):
            if vals.get("name") == "Bad":
                raise ValidationError(self.env._("Such a name is refused."))
            return write(this, vals)

        self.google_patch(self.ana, self.instance(series_id, "2027-03-15"), summary="Bad")
        self.google_patch(self.ana, self.instance(series_id, "2027-03-22"), summary="Good")
        with patch.object(CalendarEvent, "write", refusing):
            self.sync()
            self.on("2027-04-05").write({"name": "Odoo", "recurrence_update": "self_only"})
            self.google_patch(self.ana, self.instance(series_id, "2027-03-29"), summary="Good")
            self.sync()
        self.env["google.sync.link"].search([]).write({"retry_at": "2020-01-01"})
        self.sync()
        self.assert_same(count=10)
        names = [name for _start, name in self.shown_in_odoo()]
        self.assertEqual(names.count("Good"), 2)
        self.assertIn("Odoo", names)
        self.assertIn("Bad", names)


class DisturbedCase(AdverseCase):
    def again(self):
        self.account.write({"retry_at": False, "lease_until": False})
        self.control("DELETE", "/_fake/faults")
        for _time in range(2):
            links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
            links.filtered(lambda link: not link.as_singles).write({"retry_at": "2020-01-01"})
            self.sync()


@tagged("post_install", "-at_install")
class TestFailures(DisturbedCase):
    def setUp(self):
        super().setUp()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))
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
        with (
            patch.object(runner, "_send", side_effect=Killed),
            self.assertRaises(Killed),
        ):
            self.sync()
        self.again()
        self._assert_edited()

    def test_killed_after_the_master(self):
        self._edit()

        def die(*_args):
            raise Killed

        with (
            patch.object(google_calendar, "_send_instances", die),
            self.assertRaises(Killed),
        ):
            self.sync()
        self.again()
        self._assert_edited()

    def test_killed_after_sending(self):
        self._edit()
        send = runner._send

        def send_and_die(*args):
            send(*args)
            raise Killed

        with patch.object(runner, "_send", send_and_die), self.assertRaises(Killed):
            self.sync()
        self.again()
        self._assert_edited()

    def test_killed_after_the_master_and_google_edits_meanwhile(self):
        self._edit()

        def die(*_args):
            raise Killed

        with (
            patch.object(google_calendar, "_send_instances", die),
            self.assertRaises(Killed),
        ):
            self.sync()
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
        self.account._disconnect()
        self.connect(self.ana)
        self.google_patch(self.ana, self.instance(self.series_id, "2027-04-19"), summary="G")
        self.sync()
        self.again()
        self._assert_edited()
        self.assertIn(("2027-04-19 08:00", "G"), self.shown_in_odoo())


@tagged("post_install", "-at_install")
class TestApart(DisturbedCase):
    """A series that Odoo cannot hold."""

    def setUp(self):
        super().setUp()
        self.today = datetime.now(timezone.utc).replace(hour=9, minute=0, second=0, microsecond=0)
        start = self.today + timedelta(days=1)
        self.rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,5,10,15,20,25"
        self.series_id = self.google_series(
            self.rule,
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.count = len(self.mine())
        self.assertGreater(self.count, 60)

    def assert_same(self, *users, count=None):
        year = (self.today + timedelta(days=365)).strftime("%Y-%m-%d %H:%M")
        self.env.invalidate_all()
        shown = Counter(_odoo_start(event) for event in self.mine() if event.active)
        items = self.google(
            self.ana, "GET", singleEvents="true", maxResults=2500, timeMax=f"{year[:10]}T23:00:00Z"
        )["items"]
        starts = Counter(_utc(event["start"]) for event in items)
        self.assertEqual(shown, Counter({s: n for s, n in starts.items() if s <= year}))
        if count is not None:
            self.assertEqual(sum(shown.values()), count)
        self.assert_still()

    def approve(self):
        """So many appointments do not go without a question."""
        self.assertEqual(self.account.state, "approval")
        self.ana.with_user(self.ana).action_google_approve_deletions()
        self.sync()

    def test_deleted_in_google(self):
        self.google_delete(self.ana, self.series_id)
        self.sync()
        self.approve()
        self.assert_same(count=0)
        self.google_patch(self.ana, self.series_id, status="confirmed")
        self.sync()
        self.assert_same(count=self.count)

    def test_deleted_one_by_one_in_odoo(self):
        for event in self.mine()[:5]:
            event.with_user(self.ana).unlink()
            self.sync()
        self.assert_same(count=self.count - 5)

    def test_expired_token(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.mine()[5].with_user(self.ana).unlink()
        self.sync()
        self.control("POST", "/_fake/expire_sync_tokens", {})
        self.sync()
        self.assert_same(count=self.count - 1)

    def test_reconnect(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.mine()[5].with_user(self.ana).unlink()
        self.sync()
        self.account._disconnect()
        self.mine()[6].with_user(self.ana).write({"name": "B"})
        self.connect(self.ana)
        self.sync()
        self.assert_same(count=self.count - 1)

    def test_becomes_one_that_odoo_can_hold_and_back(self):
        self.google_patch(self.ana, self.series_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=5"])
        self.sync()
        self.approve()
        self.assert_same()
        self.google_patch(self.ana, self.series_id, recurrence=[self.rule])
        self.sync()
        self.assert_same()

    def test_one_of_odoos_becomes_one_that_it_cannot_hold(self):
        start = self.today + timedelta(days=1)
        held = self.google_series(
            "RRULE:FREQ=WEEKLY;COUNT=10",
            "Held",
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.assert_same()
        self.google_patch(self.ana, held, recurrence=["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5"])
        self.sync()
        self.assert_same()
        self.google_patch(self.ana, held, recurrence=["RRULE:FREQ=WEEKLY;COUNT=10"])
        self.sync()
        self.assert_same()

    def test_renamed_and_moved(self):
        self.mine()[3].with_user(self.ana).write({"name": "A"})
        self.sync()
        start = self.today + timedelta(days=1, hours=2)
        self.google_patch(self.ana, self.series_id, summary="B")
        self.sync()
        self.assertEqual(len(self.mine("B")), self.count - 1)
        self.assert_same(count=self.count)
        self.google_patch(
            self.ana,
            self.series_id,
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.approve()
        self.assert_same()

    def test_due_each_day(self):
        link = self.env["google.sync.link"].search([("as_singles", "=", True)])
        for _day in range(2):
            link.retry_at = "2020-01-01"
            self.sync()
            self.assertTrue(link.retry_at)
        self.assert_same(count=self.count)
