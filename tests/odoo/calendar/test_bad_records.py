from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ....google_api.calendar.series import Series
from ....sync import runner
from ....sync.odoo.event_records import EventRecords
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestBadRecords(GoogleSyncCase):
    """One bad record is told with its reason, and never stops the others."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _assert_told(self, title, reason):
        line = self.last_run(self.account).line_ids.filtered(
            lambda line: line.title == title and line.level == "error"
        )
        self.assertRegex(line.message, reason)
        self.assertFalse(self.account.message, "the account itself is well")

    def _retry_due(self):
        links = self.env["google.sync.link"].search([("state", "=", "failed")])
        links.retry_at = fields.Datetime.now() - timedelta(minutes=1)
        return links

    def test_an_event_that_google_refuses(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=1)
        bad = self.odoo_create(self.ana, "Bad")
        good = self.odoo_create(self.ana, "Good")
        self.sync()
        refused = bad if "Good" in self.google_events(self.ana) else good
        self.assertEqual(len(self.google_events(self.ana)), 1)
        self._assert_told(refused.name, "Bad thing")
        self.assertEqual(self.ana.google_sync_failed_count, 1)
        self._retry_due()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Bad", "Good"})
        self.assertEqual(self.ana.google_sync_failed_count, 0)

    def test_an_event_that_odoo_refuses(self):
        create = EventRecords.create

        def refuse(records, requests):
            if any(item.title == "Bad" for item, _organizer in requests):
                raise ValidationError(self.env._("Not on Sundays"))
            return create(records, requests)

        self.google_insert(self.ana, "Bad")
        self.google_insert(self.ana, "Good")
        with patch.object(EventRecords, "create", refuse):
            self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good"})
        self._assert_told("Bad", "Not on Sundays")
        self._retry_due()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Bad", "Good"})

    def test_a_failing_record_is_told_once_and_tried_less_and_less(self):
        self.fault("events.insert", status=400, reason="invalid", times=-1)
        self.odoo_create(self.ana, "Bad")
        self.sync()
        told = self.env["google.sync.run.line"].search_count([("title", "=", "Bad")])
        waits = []
        for _try in range(3):
            link = self._retry_due()
            self.sync()
            waits.append(link.retry_at - fields.Datetime.now())
        self.assertEqual(
            self.env["google.sync.run.line"].search_count([("title", "=", "Bad")]), told
        )
        self.assertLess(waits[0], waits[1])
        self.assertLess(waits[1], waits[2])

    def test_a_year_out_of_range_in_google(self):
        self.google_insert(
            self.ana,
            "Year 9999",
            start={"date": "9999-12-30"},
            end={"date": "9999-12-31"},
        )
        self.google_insert(
            self.ana,
            "Year 1",
            start={"dateTime": "0001-01-01T00:00:00Z"},
            end={"dateTime": "0001-01-01T01:00:00Z"},
        )
        self.google_insert(self.ana, "Good")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good"})
        self._assert_told("Year 9999", "9999")
        self._assert_told("Year 1", "year 1 ")

    def test_a_year_out_of_range_in_odoo(self):
        self.odoo_create(
            self.ana, "Year 999", start="0999-03-02 09:00:00", stop="0999-03-02 10:00:00"
        )
        self.odoo_create(self.ana, "Good")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Good"})
        self._assert_told("Year 999", "999")

    def test_a_linked_event_that_gets_broken_in_google(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.location = "Room 5"
        self.google_patch(
            self.ana,
            google_id,
            start={"date": "9999-12-30", "dateTime": None, "timeZone": None},
            end={"date": "9999-12-31", "dateTime": None, "timeZone": None},
        )
        self.odoo_create(self.ana, "Good")
        self.sync()
        self._assert_told("Check-up", "9999")
        self.assertIn("Good", self.google_events(self.ana))
        self.assertEqual(self.link(self.account, event).state, "failed")

    def test_a_linked_event_that_gets_broken_in_odoo(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        google_id = self.link(self.account, event).google_id
        event.write({"start": "0999-03-02 09:00:00", "stop": "0999-03-02 10:00:00"})
        self.google_patch(self.ana, google_id, location="Room 5")
        self.sync()
        link = self.link(self.account, event)
        self.assertEqual(link.state, "failed", "what Google changed does not hide it")
        self.assertFalse(event.location)
        event.write({"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"})
        self.sync()
        self.assertEqual((link.state, event.location), ("synced", "Room 5"))

    def test_broken_times_in_google(self):
        for title, event, reason in (
            ("No end", {"start": {"date": "2027-03-02"}}, "no end"),
            (
                "Backwards",
                {
                    "start": {"dateTime": "2027-03-02T10:00:00Z"},
                    "end": {"dateTime": "2027-03-02T09:00:00Z"},
                },
                "before it starts",
            ),
        ):
            with self.subTest(title):
                self._report({"id": title.lower().replace(" ", ""), "summary": title, **event})
                self._assert_told(title, reason)

    def _report(self, event):
        """Let Google report an event that it would not let anybody make."""
        fetch = runner._fetch

        def fetch_with_event(job):
            fetched = fetch(job)
            event_now = {"status": "confirmed", "etag": '"1"', **event}
            changes = fetched.changes
            series = {**changes.series, event["id"]: Series(event_now)}
            object.__setattr__(changes, "series", series)
            return fetched

        with patch.object(runner, "_fetch", fetch_with_event):
            self.sync()

    def test_a_very_long_title(self):
        self.google_insert(self.ana, "g" * 10_000)
        self.odoo_create(self.ana, "o" * 10_000)
        self.sync()
        titles = {"g" * 10_000, "o" * 10_000}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(set(self.google_events(self.ana)), titles)

    def test_html_with_scripts(self):
        html = '<b>Hi</b><script>alert(1)</script><a href="javascript:alert(2)">x</a>'
        self.google_insert(self.ana, "Bad html", description=html)
        self.sync()
        description = self.odoo_events(self.ana)["Bad html"].description
        self.assertIn("<b>Hi</b>", description)
        self.assertNotIn("script", description)

    def test_a_series_that_odoo_does_not_let_go(self):
        """Google gives it a rule that Odoo cannot hold, and a module keeps it there."""
        start = fields.Datetime.now() + timedelta(days=1)
        event = self.odoo_create(
            self.ana,
            "Kept",
            start=start,
            stop=start + timedelta(hours=1),
            recurrency=True,
            rrule_type="daily",
            end_type="count",
            count=3,
        )
        self.sync()
        google_id = (
            self.env["google.sync.link"].search([("res_model", "!=", event._name)]).google_id
        )
        self.google_patch(self.ana, google_id, recurrence=["RRULE:FREQ=HOURLY;COUNT=3"])
        write = type(event).write

        def refuse(events, vals):
            if vals.get("active") is False:
                raise ValidationError(self.env._("It has been paid for"))
            return write(events, vals)

        self.google_insert(self.ana, "Good")
        with patch.object(type(event), "write", refuse):
            self.sync()
        self.assertIn("Good", self.odoo_events(self.ana))
        self._assert_told("Kept", "paid for")
