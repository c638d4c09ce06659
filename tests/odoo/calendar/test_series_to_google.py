"""Series of Odoo's in Google."""

from odoo.tests import tagged

from ...series_case import FIRST, WEEKLY, SeriesCase, weeks


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

    def test_where_clocks_have_been_changed_lately(self):
        """Odoo knows of it, also where the server's own data of time zones are older."""
        days = {"rrule_type": "daily", "end_type": "end_date", "until": "2027-03-20"}
        for zone in ("America/Havana", "America/Vancouver", "Africa/Casablanca"):
            at = {"start": "2026-12-20 20:30:00", "stop": "2026-12-20 21:00:00", "event_tz": zone}
            recurrence = self.odoo_series(zone, **days, **at)
            self.sync()
            master = self.masters()[zone]
            self.assertEqual(len(master["recurrence"]), 1, master["recurrence"])
            self.assertEqual(self.instances(master["id"]), self.occurrences(recurrence))

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
        items = self.google(self.ana, "GET")["items"]
        self.assertEqual({item.get("recurringEventId", item["id"]) for item in items}, {google_id})
        self.assert_agreed(weeks(6))
        event.write({"recurrency": False, "recurrence_update": "all_events"})
        self.sync()
        (single,) = self.google_events(self.ana).values()
        self.assertNotIn("recurrence", single)
        self.assert_quiet()
