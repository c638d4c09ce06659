"""Series both ways, over the fake Google's socket, as their users would see them."""

from datetime import date, datetime, timedelta, timezone
from unittest.mock import patch

from odoo.tests import tagged

from ..google_api import calendar as google_calendar
from .common import GoogleSyncCase

#: A Monday. Summer time in Paris begins on 2027-03-28.
FIRST = {"start": "2027-03-01 09:00:00", "stop": "2027-03-01 10:00:00"}
AT_GOOGLE = {
    "start": {"dateTime": "2027-03-01T10:00:00", "timeZone": "Europe/Paris"},
    "end": {"dateTime": "2027-03-01T11:00:00", "timeZone": "Europe/Paris"},
}
WEEKLY = {
    "recurrency": True,
    "rrule_type": "weekly",
    "mon": True,
    "interval": 1,
    "end_type": "count",
    "count": 6,
    "event_tz": "Europe/Paris",
}


class SeriesCase(GoogleSyncCase):
    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana, google_import_events=True)
        self.sync()

    def odoo_series(self, name="Yoga", **values):
        return self.odoo_create(self.ana, name, **{**FIRST, **WEEKLY, **values}).recurrence_id

    def google_series(self, rule="RRULE:FREQ=WEEKLY;COUNT=6", summary="Yoga", **fields):
        lines = [rule] if isinstance(rule, str) else rule
        return self.google_insert(self.ana, summary, **{**AT_GOOGLE, "recurrence": lines, **fields})

    def instances(self, series_id, show_deleted=False):
        """What Google shows of a series: summary by start in UTC."""
        answer = self.google(
            self.ana, "GET", f"/{series_id}/instances", showDeleted=str(show_deleted).lower()
        )
        return {
            _utc(event["start"]): event.get("summary", "")
            for event in answer["items"]
            if event["status"] != "cancelled"
        }

    def instance(self, series_id, day):
        """The id of the instance whose slot is on a day."""
        answer = self.google(self.ana, "GET", f"/{series_id}/instances", showDeleted="true")
        return next(
            event["id"]
            for event in answer["items"]
            if _utc(event["originalStartTime"]).startswith(day)
        )

    def occurrences(self, recurrence):
        """What Odoo shows of a series, in the same form."""
        return {
            _odoo_start(event): event.name
            for event in recurrence.calendar_event_ids.filtered("active")
        }

    def the_series(self):
        """The one series that Odoo has, and Google's id of it."""
        recurrence = self.env["calendar.recurrence"].search(
            [("calendar_event_ids.active", "=", True)]
        )
        recurrence.ensure_one()
        link = self.env["google.sync.link"].search(
            [("res_model", "=", "calendar.recurrence"), ("res_id", "=", recurrence.id)]
        )
        return recurrence, link.google_id

    def masters(self):
        items = self.google(self.ana, "GET", maxResults=2500)["items"]
        return {event["summary"]: event for event in items if "recurrence" in event}

    def methods(self):
        """The methods of Google's that the addon called since the last look."""
        return [request["method"] for request in self.requests_made()]

    def at(self, recurrence, day):
        return recurrence.calendar_event_ids.filtered(lambda e: str(e.start).startswith(day))

    def assert_agreed(self, expected=None):
        """Both sides show the same, as expected; and a further run has nothing to do."""
        recurrence, google_id = self.the_series()
        shown = self.occurrences(recurrence)
        self.assertEqual(self.instances(google_id), shown)
        if expected is not None:
            self.assertEqual(shown, expected)
        self.assert_quiet()

    def assert_quiet(self):
        before = self.env["calendar.event"].search([]).mapped("write_date")
        self.sync()  # what the last run wrote comes back as an echo
        self.requests_made()
        with patch.object(google_calendar, "send", side_effect=AssertionError("nothing to write")):
            self.sync()
        self.assertEqual(self.methods(), ["calendar.events.list"])
        self.assertEqual(self.env["calendar.event"].search([]).mapped("write_date"), before)
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))
        self.assertEqual(self.mails(), [])


def weeks(count, name="Yoga"):
    """The starts of a weekly series in UTC: at ten in Paris, before and after the clock changes."""
    shown = {}
    for number in range(count):
        day = date(2027, 3, 1) + timedelta(weeks=number)
        hour = 9 if day < date(2027, 3, 28) else 8
        shown[f"{day:%Y-%m-%d} {hour:02}:00"] = name
    return shown


@tagged("post_install", "-at_install")
class TestSeriesToGoogle(SeriesCase):
    def test_a_series_arrives_with_its_rule_in_its_zone(self):
        self.odoo_series()
        self.sync()
        master = self.masters()["Yoga"]
        self.assertEqual(master["recurrence"], ["RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO"])
        self.assertEqual(master["start"]["timeZone"], "Europe/Paris")
        self.assert_agreed(weeks(6))

    def test_it_is_one_request(self):
        self.odoo_series()
        self.requests_made()
        self.sync()
        self.assertEqual(self.methods(), ["calendar.events.list", "calendar.events.insert"])

    def test_an_endless_series_stays_endless(self):
        self.odoo_series(end_type="forever")
        self.sync()
        self.assertEqual(self.masters()["Yoga"]["recurrence"], ["RRULE:FREQ=WEEKLY;BYDAY=MO"])
        self.assert_quiet()

    def test_every_kind_of_rule(self):
        rules = {
            "daily": {"rrule_type": "daily", "interval": 3},
            "two days": {"wed": True, "interval": 2},
            "monthly": {"rrule_type": "monthly", "month_by": "date", "day": 1},
            "weekday": {
                "rrule_type": "monthly",
                "month_by": "day",
                "byday": "1",
                "weekday": "MON",
            },
            "last": {"rrule_type": "monthly", "month_by": "day", "byday": "-1", "weekday": "MON"},
            "yearly": {"rrule_type": "yearly", "count": 2},
            "until": {"end_type": "end_date", "until": "2027-05-01"},
        }
        last_monday = {"start": "2027-03-29 08:00:00", "stop": "2027-03-29 09:00:00"}
        series = {
            name: self.odoo_series(name, **rule, **(last_monday if name == "last" else {}))
            for name, rule in rules.items()
        }
        self.sync()
        masters = self.masters()
        for name, recurrence in series.items():
            with self.subTest(name):
                shown = self.instances(masters[name]["id"])
                self.assertEqual(shown, self.occurrences(recurrence))
        self.assert_quiet()

    def test_whole_days(self):
        self.odoo_series(allday=True, start="2027-03-01 08:00:00", stop="2027-03-01 18:00:00")
        self.sync()
        self.assertEqual(self.masters()["Yoga"]["start"], {"date": "2027-03-01"})
        self.assert_agreed()

    def test_one_occurrence_is_deleted(self):
        recurrence = self.odoo_series()
        self.sync()
        self.at(recurrence, "2027-03-08").unlink()
        self.at(recurrence, "2027-03-22").write({"active": False})
        self.sync()
        expected = weeks(6)
        del expected["2027-03-08 09:00"], expected["2027-03-22 09:00"]
        self.assert_agreed(expected)

    def test_one_is_deleted_before_google_knows(self):
        recurrence = self.odoo_series()
        self.at(recurrence, "2027-03-08").unlink()
        self.sync()
        expected = weeks(6)
        del expected["2027-03-08 09:00"]
        self.assert_agreed(expected)

    def test_the_first_one_is_deleted(self):
        recurrence = self.odoo_series()
        self.sync()
        self.at(recurrence, "2027-03-01").unlink()
        self.sync()
        expected = weeks(6)
        del expected["2027-03-01 09:00"]
        self.assert_agreed(expected)

    def test_one_occurrence_is_moved_and_another_renamed(self):
        recurrence = self.odoo_series()
        self.sync()
        self.at(recurrence, "2027-03-08").write(
            {"start": "2027-03-09 15:00:00", "stop": "2027-03-09 16:30:00"}
        )
        self.at(recurrence, "2027-03-15").write({"name": "Yoga outside"})
        self.sync()
        expected = weeks(6)
        del expected["2027-03-08 09:00"]
        expected.update({"2027-03-09 15:00": "Yoga", "2027-03-15 09:00": "Yoga outside"})
        self.assert_agreed(expected)

    def test_moved_and_then_deleted(self):
        recurrence = self.odoo_series()
        self.sync()
        moved = self.at(recurrence, "2027-03-08")
        moved.write({"start": "2027-03-09 15:00:00", "stop": "2027-03-09 16:30:00"})
        self.sync()
        moved.unlink()
        self.sync()
        expected = weeks(6)
        del expected["2027-03-08 09:00"]
        self.assert_agreed(expected)

    def test_a_deleted_occurrence_comes_back(self):
        recurrence = self.odoo_series()
        away = self.at(recurrence, "2027-03-08")
        away.active = False
        self.sync()
        away.active = True
        self.sync()
        self.assert_agreed(weeks(6))

    def test_all_are_renamed(self):
        recurrence = self.odoo_series()
        self.sync()
        event = self.at(recurrence, "2027-03-08")
        event.write({"name": "Pilates", "recurrence_update": "all_events"})
        self.sync()
        self.assert_agreed(weeks(6, "Pilates"))

    def test_all_are_moved_and_google_keeps_its_series(self):
        recurrence = self.odoo_series()
        self.sync()
        google_id = self.the_series()[1]
        event = self.at(recurrence, "2027-03-01")
        event.write(
            {
                "start": "2027-03-01 13:00:00",
                "stop": "2027-03-01 14:00:00",
                "recurrence_update": "all_events",
            }
        )
        self.sync()
        self.assertEqual(self.the_series()[1], google_id)
        self.assertEqual(len(self.masters()), 1)
        self.assert_agreed()
        self.assertIn("2027-03-01 13:00", self.instances(google_id))

    def test_this_and_following(self):
        recurrence = self.odoo_series()
        self.sync()
        event = self.at(recurrence, "2027-03-22")
        event.write({"name": "Pilates", "recurrence_update": "future_events"})
        self.sync()
        masters = self.masters()
        shown = {}
        for master in masters.values():
            shown.update(self.instances(master["id"]))
        expected = weeks(6)
        expected.update(dict.fromkeys(list(expected)[3:], "Pilates"))
        self.assertEqual(shown, expected)
        self.assert_quiet()

    def test_deleting_the_series_is_one_request(self):
        recurrence = self.odoo_series()
        self.sync()
        self.sync()
        self.requests_made()
        recurrence.calendar_event_ids[0].action_mass_deletion("all_events")
        self.sync()
        self.assertEqual(self.methods(), ["calendar.events.list", "calendar.events.delete"])
        self.assertEqual(self.masters(), {})
        self.assert_quiet()

    def test_deleting_this_and_following(self):
        recurrence = self.odoo_series()
        self.sync()
        self.at(recurrence, "2027-03-22").action_mass_deletion("future_events")
        self.sync()
        self.assert_agreed(weeks(3))

    def test_a_single_event_becomes_a_series_and_single_again(self):
        event = self.odoo_create(self.ana, "Yoga", **FIRST)
        self.sync()
        (google_id,) = (e["id"] for e in self.google_events(self.ana).values())
        event.write(dict(WEEKLY))
        self.sync()
        self.assertEqual(self.the_series()[1], google_id)
        self.assert_agreed(weeks(6))
        event.write({"recurrency": False, "recurrence_update": "all_events"})
        self.sync()
        (single,) = self.google_events(self.ana).values()
        self.assertNotIn("recurrence", single)
        self.assert_quiet()


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
    def setUp(self):
        super().setUp()
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
                self.assertEqual({_odoo_start(event): event.name for event in events}, shown)
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
        starts = [_odoo_start(event) for event in events]
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
        later = "odoo.addons.google_sync.sync.google_reader.FUTURE"
        with patch(later, timedelta(days=430)):
            self.sync()
        self.assertGreater(len(self.env["calendar.event"].search([])), count + 2)


def _utc(point):
    if "date" in point:
        return point["date"]
    moment = datetime.fromisoformat(point["dateTime"].replace("Z", "+00:00"))
    return f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M}"


def _odoo_start(event):
    return str(event.start_date) if event.allday else f"{event.start:%Y-%m-%d %H:%M}"
