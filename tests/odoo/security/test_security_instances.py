"""Instances that are forged: of another's series, of another calendar, of themselves, in cycles."""

import logging
from unittest.mock import patch

from odoo.tests import tagged

from ....google_api.transport import shape
from ...common import THREE_MONDAYS, WEEKLY
from ...identity_case import NOTES, IdentityCase

#: The second Monday of Ana's series, and of Ben's.
ANAS_START, BENS_START = "2027-03-08T09:00:00Z", "2027-03-22T09:00:00Z"
TIMES = {
    "start": {"dateTime": "2027-03-09T12:00:00Z"},
    "end": {"dateTime": "2027-03-09T13:00:00Z"},
}


@tagged("post_install", "-at_install")
class TestForgedInstances(IdentityCase):
    """What an event says of the series to which it belongs is what somebody says."""

    def setUp(self):
        super().setUp()
        self.secret = self.odoo_create(
            self.ana, "Secret", description=f"<p>{NOTES}</p>", privacy="private", **THREE_MONDAYS
        )
        self.both()
        self.series = self.secret.recurrence_id
        link = self.env["google.sync.link"].search(
            [("account_id", "=", self.account.id), ("res_id", "=", self.series.id)]
        )
        self.master, self.ical_uid = link.google_id, link.ical_uid
        self.own = self.google_insert(self.ben, "Bens", **WEEKLY)
        self.single = self.google_insert(self.ben, "Single")
        self.both()
        self.anas = self._words(self.series)

    def _words(self, series):
        self.env.invalidate_all()
        return [
            (event.start, event.name, event.description, event.partner_ids.ids)
            for event in series.calendar_event_ids.sorted("start")
        ]

    def _event(self, event_id, **fields):
        bens = {"email": self.email(self.ben), "self": True}
        return {
            "id": event_id,
            "etag": '"1"',
            "status": "confirmed",
            "summary": "Forged",
            "iCalUID": f"{event_id}@else.example",
            "created": "2027-01-01T00:00:00Z",
            "updated": "2027-01-01T00:00:00Z",
            "organizer": bens,
            "creator": bens,
            **TIMES,
            **fields,
        }

    def _claiming(self, *forged):
        """Ben's calendar says so, beside what is really in it, and his sync goes on."""
        events_of, told = shape.events_of, []

        def with_forged(page):
            found = events_of(page)
            if not told:
                told.append(True)
                found += events_of({"items": list(forged)})
            return found

        dinner = self.google_insert(self.ben, "Dinner")
        with (
            patch.object(shape, "events_of", with_forged),
            self.assertNoLogs("odoo.addons.google_sync", logging.ERROR),
        ):
            self.sync_alone(self.ben_account)
        self.assertTrue(told)
        with self.assertNoLogs("odoo.addons.google_sync", logging.ERROR):
            self.both()
        self.assertEqual(self.ben_account.state, "connected")
        self.assertFalse(self.ben_account.message)
        self.assertIn("Dinner", self.odoo_events(self.ben), "all else goes on")
        self.google_delete(self.ben, dinner)
        self.sync()

    def assert_nothing_of_anas(self):
        self.assertEqual(self._words(self.series), self.anas)
        self.assertNotIn(NOTES, str(self.google(self.ben, "GET", showDeleted=True)))
        links = self.ben_account.link_ids
        refs = [(link.res_model, link.res_id) for link in links]
        self.assertNotIn(("calendar.recurrence", self.series.id), refs)
        events = self.series.calendar_event_ids.ids
        self.assertFalse([ref for ref in refs if ref[0] == "calendar.event" and ref[1] in events])
        self.assertNotIn(NOTES, str(links.mapped("base")))
        for event in self.series.calendar_event_ids:
            self.assertEqual(event.partner_ids, self.ana.partner_id)

    def assert_own_as_it_was(self):
        self.assertEqual(len(self.titled("Bens")), 4)
        self.assertEqual(len(self.titled("Single")), 1)

    def _instance(self, series_id, time=ANAS_START, **fields):
        name = time.replace("-", "").replace(":", "")
        point = {"dateTime": time}
        values = {"recurringEventId": series_id, "originalStartTime": point, **fields}
        return self._event(f"{series_id}_{name}", **values)

    # -- another's series ------------------------------------------------------------------------

    def test_an_instance_of_another_persons_series(self):
        self._claiming(
            self._instance(self.master),
            self._instance(self.master, "2027-03-15T09:00:00Z", status="cancelled"),
            self._instance(self.master, "2027-03-01T09:00:00Z", iCalUID=self.ical_uid),
        )
        self.assert_nothing_of_anas()
        self.assert_own_as_it_was()

    def test_an_id_that_reads_as_an_instance_of_another_persons_series(self):
        forged = [
            self._instance(self.master, "2027-03-01T09:00:00Z"),
            self._instance(self.master, "2027-03-08T09:00:00Z", iCalUID=self.ical_uid),
            self._instance(self.master, "2027-03-15T09:00:00Z", status="cancelled"),
        ]
        told = ("recurringEventId", "originalStartTime")
        self._claiming(*({k: v for k, v in one.items() if k not in told} for one in forged))
        self.assert_nothing_of_anas()
        self.assert_own_as_it_was()

    def test_a_series_under_the_id_of_another_persons(self):
        """With everything by which the true one is known."""
        rules = {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"], "iCalUID": self.ical_uid}
        anas = {"organizer": {"email": self.email(self.ana)}}
        self._claiming(
            self._event(self.master, **rules, **anas), self._instance(self.master, **rules, **anas)
        )
        self.assert_nothing_of_anas()

    # -- one's own -------------------------------------------------------------------------------

    def test_an_instance_of_a_series_in_another_calendar(self):
        body = {"summary": "Other", "timeZone": "Europe/Paris"}
        other = self.ask("POST", "/calendar/v3/calendars", body, user=self.ben)["id"]
        path = f"/calendar/v3/calendars/{other}/events"
        series = self.ask("POST", path, {"summary": "Elsewhere", **WEEKLY}, user=self.ben)["id"]
        self._claiming(self._instance(series, BENS_START))
        there = self.ask("GET", f"{path}/{series}", user=self.ben)
        self.assertEqual(
            (there["summary"], there["recurrence"]), ("Elsewhere", WEEKLY["recurrence"])
        )
        self.assertEqual(len(self.ask("GET", path, user=self.ben)["items"]), 1)
        self.assert_own_as_it_was()

    def test_itself_and_cycles(self):
        self._claiming(
            self._event("self1", recurringEventId="self1", originalStartTime=TIMES["start"]),
            self._event("one2", recurringEventId="two2", originalStartTime=TIMES["start"]),
            self._event("two2", recurringEventId="one2", originalStartTime=TIMES["start"]),
            self._event("rule3", recurringEventId="rule3", recurrence=["RRULE:FREQ=DAILY;COUNT=2"]),
            self._event("none4", recurringEventId="", originalStartTime=TIMES["start"]),
        )
        self.assert_nothing_of_anas()
        self.assert_own_as_it_was()

    def test_an_instance_of_what_is_no_series(self):
        self._claiming(
            self._instance(self.single, "2027-03-02T09:00:00Z"),
            self._instance(self.single, "2027-03-03T09:00:00Z"),
            self._instance(self.single, "2027-03-04T09:00:00Z", status="cancelled"),
        )
        self.assert_nothing_of_anas()
        self.assert_own_as_it_was()

    def test_a_start_that_the_series_does_not_have(self):
        def original_start(number, point):
            name = f"{self.own}_2027030{number}"
            return {**self._instance(self.own), "id": name, "originalStartTime": point}

        strange = ({"date": "2027-03-22"}, {"dateTime": "2027-03-23T01:02:03Z"})
        unreadable = ({}, {"dateTime": "x"}, {"dateTime": "9999-12-31T23:59:59Z"})
        for points in (strange, unreadable):
            self._claiming(*(original_start(number, point) for number, point in enumerate(points)))
            self.assert_nothing_of_anas()
            self.assertEqual(len(self.titled("Bens")), 4)

    def test_an_id_without_a_time_behind_that_of_a_series(self):
        """Also behind one of which Odoo has but single occurrences."""
        odd = self.google_insert(
            self.ben, "Odd", **{**WEEKLY, "recurrence": ["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15"]}
        )
        self.both()
        point = {"dateTime": BENS_START}
        self._claiming(
            *(
                self._event(f"{series}_{text}", recurringEventId=series, originalStartTime=point)
                for series in (self.own, odd)
                for text in ("", "x", "20279999T999999Z")
            )
        )
        self.assert_nothing_of_anas()
