"""Series of Google's in Odoo, and those that both sides change."""

from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo.tests import tagged

from ...series_case import AT_GOOGLE, SeriesCase, odoo_start, weeks


@tagged("post_install", "-at_install")
class TestSeriesFromGoogle(SeriesCase):
    def test_a_series_arrives(self):
        self.google_series()
        self.sync()
        recurrence, _google_id = self.the_series()
        self.assertEqual((recurrence.rrule_type, recurrence.count), ("weekly", 6))
        self.assertEqual(recurrence.event_tz, "Europe/Paris")
        self.assert_agreed(weeks(6))

    def test_without_some_and_with_more(self):
        self.google_series(
            [
                "RRULE:FREQ=WEEKLY;COUNT=6",
                "EXDATE;TZID=Europe/Paris:20270308T100000",
                "RDATE;TZID=Europe/Paris:20270310T100000",
            ]
        )
        self.sync()
        expected = weeks(6)
        del expected["2027-03-08 09:00"]
        self.assert_agreed({**expected, "2027-03-10 09:00": "Yoga"})

    def test_exceptions_made_later(self):
        series_id = self.google_series()
        self.sync()
        self._make_exceptions(series_id)
        self.sync()
        self.assert_agreed(self._excepted())

    def test_exceptions_made_before(self):
        series_id = self.google_series()
        self._make_exceptions(series_id)
        self.sync()
        self.assert_agreed(self._excepted())

    def test_exceptions_of_an_old_series_come_with_its_first_change(self):
        self.ana.google_import_events = False
        series_id = self.google_series()
        self._make_exceptions(series_id)
        self.sync()
        self.ana.google_import_events = True
        self.google_patch(self.ana, series_id, location="Hall 2")
        self.sync()
        self.assert_agreed(self._excepted())

    def _make_exceptions(self, series_id):
        self.google_patch(
            self.ana,
            self.instance(series_id, "2027-03-08"),
            start={"dateTime": "2027-03-09T15:00:00Z"},
            end={"dateTime": "2027-03-09T16:00:00Z"},
        )
        self.google_patch(self.ana, self.instance(series_id, "2027-03-15"), summary="Outside")
        self.google_delete(self.ana, self.instance(series_id, "2027-03-22"))

    def _excepted(self):
        expected = weeks(6)
        del expected["2027-03-08 09:00"], expected["2027-03-22 09:00"]
        return {**expected, "2027-03-09 15:00": "Yoga", "2027-03-15 09:00": "Outside"}

    def test_a_cancelled_occurrence_comes_back(self):
        series_id = self.google_series()
        instance = self.instance(series_id, "2027-03-08")
        self.google_delete(self.ana, instance)
        self.sync()
        self.google_patch(self.ana, instance, status="confirmed")
        self.sync()
        self.assert_agreed(weeks(6))

    def test_the_series_is_renamed_and_moved(self):
        series_id = self.google_series()
        self._make_exceptions(series_id)
        self.sync()
        self.google_patch(self.ana, series_id, summary="Pilates")
        self.sync()
        expected = {
            start: "Pilates" if title == "Yoga" else title
            for start, title in self._excepted().items()
        }
        self.assert_agreed(expected)
        self.google_patch(
            self.ana,
            series_id,
            start={"dateTime": "2027-03-01T18:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-01T19:00:00", "timeZone": "Europe/Paris"},
        )
        self.sync()
        self.assert_agreed()
        self.assertIn("2027-03-01 17:00", self.instances(series_id))

    def test_google_ends_it_earlier_and_goes_on_with_another(self):
        series_id = self.google_series("RRULE:FREQ=WEEKLY")
        self.sync()
        self.google_patch(
            self.ana, series_id, recurrence=["RRULE:FREQ=WEEKLY;UNTIL=20270321T225959Z"]
        )
        self.google_series(
            "RRULE:FREQ=WEEKLY;COUNT=3",
            "Pilates",
            start={"dateTime": "2027-03-22T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-22T11:00:00", "timeZone": "Europe/Paris"},
        )
        self.sync()
        shown = {}
        for recurrence in self.env["calendar.recurrence"].search([]):
            shown.update(self.occurrences(recurrence))
        expected = weeks(6)
        expected.update(dict.fromkeys(list(expected)[3:], "Pilates"))
        self.assertEqual(shown, expected)
        self.assert_quiet()

    def test_whole_days_over_the_end_of_a_month(self):
        self.google_series(
            "RRULE:FREQ=MONTHLY;COUNT=4",
            start={"date": "2027-01-31"},
            end={"date": "2027-02-02"},
        )
        self.sync()
        self.assert_agreed()

    def test_the_series_is_deleted_and_restored(self):
        series_id = self.google_series()
        self._make_exceptions(series_id)
        self.sync()
        self.google_delete(self.ana, series_id)
        self.sync()
        self.assertFalse(self.odoo_events(self.ana))
        self.assert_quiet()
        self.google_patch(self.ana, series_id, status="confirmed")
        self.sync()
        self.assert_agreed()

    def test_deleted_before_being_seen(self):
        series_id = self.google_series()
        self.google_delete(self.ana, series_id)
        self.sync()
        self.assertFalse(self.odoo_events(self.ana))
        self.assert_quiet()

    def test_a_single_event_becomes_a_series_and_single_again(self):
        event_id = self.google_insert(self.ana, "Yoga", **AT_GOOGLE)
        self.sync()
        event = self.odoo_events(self.ana)["Yoga"]
        self.google_patch(self.ana, event_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=6"])
        self.sync()
        recurrence, _google_id = self.the_series()
        self.assertIn(event, recurrence.calendar_event_ids)
        self.assert_agreed(weeks(6))
        self.google_patch(self.ana, event_id, recurrence=[])
        self.sync()
        self.assertEqual(self.odoo_events(self.ana), {"Yoga": event})
        self.assertFalse(event.recurrence_id)
        self.assert_quiet()

    def test_a_long_series_is_held_as_far_as_odoo_can(self):
        tomorrow = datetime.now(timezone.utc).date() + timedelta(days=1)
        self.google_series(
            "RRULE:FREQ=DAILY",
            start={"dateTime": f"{tomorrow}T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{tomorrow}T11:00:00", "timeZone": "Europe/Paris"},
        )
        self.sync()
        recurrence, _google_id = self.the_series()
        self.assertEqual(len(recurrence.calendar_event_ids), 720)
        self.assertEqual(self.masters()["Yoga"]["recurrence"], ["RRULE:FREQ=DAILY"])
        self.assert_quiet()


@tagged("post_install", "-at_install")
class TestBothSidesChangeASeries(SeriesCase):
    def set_up_once(self):
        super().set_up_once()
        self.recurrence = self.odoo_series()
        self.sync()
        self.sync()
        _recurrence, self.series_id = self.the_series()

    def test_different_occurrences(self):
        self.at(self.recurrence, "2027-03-08").name = "In Odoo"
        self.google_patch(
            self.ana, self.instance(self.series_id, "2027-03-15"), summary="In Google"
        )
        self.sync()
        expected = {**weeks(6), "2027-03-08 09:00": "In Odoo", "2027-03-15 09:00": "In Google"}
        self.assert_agreed(expected)

    def test_the_series_here_and_an_occurrence_there(self):
        self.at(self.recurrence, "2027-03-08").write(
            {"name": "Pilates", "recurrence_update": "all_events"}
        )
        self.google_patch(self.ana, self.instance(self.series_id, "2027-03-15"), location="Hall 2")
        self.sync()
        self.assert_agreed(weeks(6, "Pilates"))
        recurrence, _google_id = self.the_series()
        self.assertEqual(self.at(recurrence, "2027-03-15").location, "Hall 2")

    def test_different_fields_of_one_occurrence(self):
        self.at(self.recurrence, "2027-03-08").name = "In Odoo"
        self.google_patch(self.ana, self.instance(self.series_id, "2027-03-08"), location="Hall 2")
        self.sync()
        self.assert_agreed({**weeks(6), "2027-03-08 09:00": "In Odoo"})
        self.assertEqual(self.at(self.recurrence, "2027-03-08").location, "Hall 2")

    def test_deleted_here_and_changed_there_stays(self):
        self.at(self.recurrence, "2027-03-08").active = False
        self.google_patch(self.ana, self.instance(self.series_id, "2027-03-08"), location="Hall 2")
        self.sync()
        self.assert_agreed(weeks(6))


@tagged("post_install", "-at_install")
class TestRulesThatOdooCannotHold(SeriesCase):
    def setUp(self):
        super().setUp()
        self.today = datetime.now(timezone.utc).replace(hour=9, minute=0, second=0, microsecond=0)

    def _series(self, rule):
        start = self.today + timedelta(days=1)
        return self.google_series(
            rule,
            start={"dateTime": f"{start:%Y-%m-%dT%H:%M:%SZ}", "timeZone": "Europe/Paris"},
            end={"dateTime": f"{start:%Y-%m-%dT%H:30:%SZ}", "timeZone": "Europe/Paris"},
        )

    def test_their_occurrences_come_in_one_by_one(self):
        rules = (
            "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=5",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5",
            "RRULE:FREQ=MONTHLY;BYDAY=5MO;COUNT=3",
            "RRULE:FREQ=HOURLY;INTERVAL=3;COUNT=5",
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=5",
        )
        for rule in rules:
            with self.subTest(rule):
                series_id = self._series(rule)
                self.sync()
                year = (self.today + timedelta(days=365)).strftime("%Y-%m-%d %H:%M")
                shown = {s: t for s, t in self.instances(series_id).items() if s <= year}
                events = self.env["calendar.event"].search(
                    [("partner_ids", "in", self.ana.partner_id.ids)]
                )
                self.assertEqual({odoo_start(event): event.name for event in events}, shown)
                self.assertFalse(events.recurrence_id)
                self.assert_quiet()
                self.google_delete(self.ana, series_id)
                self.sync()
                self.assertFalse(self.odoo_events(self.ana))

    def test_changes_of_one_flow_both_ways_and_the_rule_stays(self):
        rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=5"
        series_id = self._series(rule)
        self.sync()
        events = self.env["calendar.event"].search(
            [("partner_ids", "in", self.ana.partner_id.ids)], order="start"
        )
        events[0].name = "In Odoo"
        events[1].active = False
        starts = [odoo_start(event) for event in events]
        self.google_patch(self.ana, self.instance(series_id, starts[2][:10]), summary="In Google")
        self.sync()
        self.assertEqual(events[2].name, "In Google")
        expected = dict.fromkeys(starts, "Yoga")
        del expected[starts[1]]
        expected.update({starts[0]: "In Odoo", starts[2]: "In Google"})
        self.assertEqual(self.instances(series_id), expected)
        self.assertEqual(self.masters()["Yoga"]["recurrence"], [rule])
        self.assert_quiet()

    def test_the_window_moves_on(self):
        series_id = self._series("RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15")
        self.sync()
        count = len(self.env["calendar.event"].search([]))
        link = self.env["google.sync.link"].search([("google_id", "=", series_id)])
        self.assertTrue(link.retry_at)
        link.retry_at = "2020-01-01 00:00:00"
        later = "odoo.addons.google_sync.sync.google.event_reader.FUTURE"
        with patch(later, timedelta(days=430)):
            self.sync()
        self.assertGreater(len(self.env["calendar.event"].search([])), count + 2)
