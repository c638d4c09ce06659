"""What people do to series in Google."""

from datetime import date, timedelta
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.calendar.models.calendar_event import CalendarEvent

from ....sync.operations.disconnect import disconnect
from ...series_case import AdverseCase, hour


@tagged("post_install", "-at_install")
class TestGoogleEdits(AdverseCase):
    def set_up_once(self):
        super().set_up_once()
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
        disconnect(self.account)
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
