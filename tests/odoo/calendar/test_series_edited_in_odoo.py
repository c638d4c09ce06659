"""What people do to series in Odoo."""

from odoo.fields import Command
from odoo.tests import tagged

from ...common import ZONE
from ...series_case import AdverseCase, SeriesCase, hour

#: What somebody makes of the series in Google.
TWO_HOURS_LATER = {
    "start": {"dateTime": "2027-03-01T12:00:00", "timeZone": ZONE},
    "end": {"dateTime": "2027-03-01T13:00:00", "timeZone": ZONE},
}
ONLY_TWO = {"recurrence": ["RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270309T000000Z"]}


@tagged("post_install", "-at_install")
class TestOdooEdits(AdverseCase):
    def set_up_once(self):
        super().set_up_once()
        self.odoo_series(count=10)
        self.sync()

    def _except(self):
        self.on("2027-03-08").write(hour("2027-03-09", 12, 13, recurrence_update="self_only"))
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        self.on("2027-03-22").unlink()
        self.on("2027-04-12").write({"name": "Late", "recurrence_update": "self_only"})
        self.sync()

    def _changed_in_google(self, **changes):
        _series, google_id = self.the_series()
        self.google_patch(self.ana, google_id, **changes)

    def test_what_is_done_to_one_goes_along_with_the_series_that_moves_in_google(self):
        self.on("2027-03-08").write(hour("2027-03-09", 12, 13, recurrence_update="self_only"))
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        self.on("2027-03-22").unlink()
        self._changed_in_google(**TWO_HOURS_LATER)
        self.sync()
        self.assert_same(count=9)
        shown = self.shown_in_google()
        self.assertIn(("2027-03-09 12:00", "Yoga"), shown)
        self.assertIn(("2027-03-15 11:00", "Outside"), shown)
        self.assertFalse(self.on("2027-03-22"))
        self.assertFalse(self.env["google.sync.conflict"].search([]))

    def test_what_cannot_go_along_with_its_series_is_told(self):
        self.on("2027-03-15").write({"name": "Outside", "recurrence_update": "self_only"})
        self._changed_in_google(**ONLY_TWO)
        self.sync()
        self.assert_same(count=2)
        conflict = self.env["google.sync.conflict"].search([])
        self.assertEqual((conflict.field, conflict.lost_text), ("title", "Outside"))

    def test_a_guest_of_one_that_goes_with_its_series(self):
        self.ana.google_share_guests = "yes"
        weber = self.env["res.partner"].create({"name": "Weber", "email": "weber@x.example"})
        changed = {"name": "Outside", "partner_ids": [Command.link(weber.id)]}
        self.on("2027-03-15").write({**changed, "recurrence_update": "self_only"})
        self._changed_in_google(**ONLY_TWO)
        self.sync()
        self.assert_same(count=2)
        self.assertEqual(self.env["google.sync.conflict"].search([]).mapped("field"), ["title"])

    def test_all_that_cannot_go_along_is_told_and_kept_if_nobody_can_use_it(self):
        alarm = self.env["calendar.alarm"].search([("alarm_type", "=", "notification")], limit=1)
        changed = {"location": "Yard", "show_as": "free", "alarm_ids": [Command.link(alarm.id)]}
        changed |= hour("2027-03-16", 12, 13)
        self.on("2027-03-15").write({**changed, "recurrence_update": "self_only"})
        self._changed_in_google(**ONLY_TWO)
        self.sync()
        self.assert_same(count=2)
        conflicts = self.env["google.sync.conflict"].search([])
        told = {conflict.field: conflict.lost_text for conflict in conflicts}
        self.assertEqual({*told}, {"location", "busy", "reminders", "when"})
        self.assertTrue(all(told.values()))
        for conflict in conflicts.with_user(self.ana):
            conflict.action_use()
            self.assertEqual(conflict.answer, "outdated")
        self.assert_same(count=2)

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
            # Odoo would note what has become of each of the 720 occurrences of an endless series.
            first = self.on("2027-03-01").with_context(tracking_disable=True)
            first.write({**values, "recurrence_update": "all_events"})
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
class TestOneOccurrence(SeriesCase):
    """Who edits single occurrences leaves the series itself as it is."""

    def _master(self):
        (master,) = self.masters().values()
        return master

    def _edit(self, recurrence, day, **values):
        event = self.at(recurrence, day).with_user(self.ana)
        event.write({"recurrence_update": "self_only", **values})
        self.sync()

    def test_the_first_of_two(self):
        recurrence = self.odoo_series(count=2)
        self.sync()
        before = self._master()["etag"]
        self._edit(recurrence, "2027-03-01", name="Exam", stop="2027-03-01 12:00:00")
        self.assertEqual(self._master()["etag"], before)
        self.assert_agreed({"2027-03-01 09:00": "Exam", "2027-03-08 09:00": "Yoga"})

    def test_one_more_where_most_are_edited_already(self):
        google_id = self.google_series("RRULE:FREQ=WEEKLY;COUNT=5", description="Mats")
        for day in ("2027-03-01", "2027-03-08", "2027-03-15"):
            instance = self.instance(google_id, day)
            self.google_patch(self.ana, instance, summary="Exam", description="Pens")
        self.sync()
        recurrence, _google_id = self.the_series()
        before = self._master()["etag"]
        self._edit(recurrence, "2027-03-22", name="Exam", description="Pens")
        master = self._master()
        self.assertEqual((master["etag"], master["description"]), (before, "Mats"))
        self.assertEqual(list(self.instances(google_id).values()), ["Exam"] * 4 + ["Yoga"])
        self.assert_quiet()

    def test_all_of_them_are_the_series(self):
        recurrence = self.odoo_series(count=3)
        self.sync()
        self._edit(recurrence, "2027-03-01", name="Exam")
        self.at(recurrence, "2027-03-08").with_user(self.ana).write(
            {"recurrence_update": "all_events", "name": "Course"}
        )
        self.sync()
        self.assertEqual(self._master()["summary"], "Course")
        self.assert_quiet()
