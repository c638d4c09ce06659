"""Tables of truth: what happens at Google, as it looks in recorded calendars, and what Odoo shows.

The rows are played from Google to Odoo, side by side, and what they leave is then played back: a
copy of what Odoo has by now goes to an empty calendar. Each way a second run must find nothing to
do, with the methods that write replaced by ones that fail.
"""

from collections import defaultdict
from contextlib import ExitStack
from datetime import datetime, timezone
from typing import NamedTuple
from unittest.mock import patch

from odoo.tests import tagged

from ....engine.core import guards
from ....google_api.calendar import writes as google_writes
from ....sync.odoo.event_records import EventRecords
from ....sync.odoo.series_writer import SeriesWriter
from ...common import GoogleSyncCase

ZONE = "Europe/Paris"


def timed(start, end, zone=ZONE):
    return {
        "start": {"dateTime": start, "timeZone": zone},
        "end": {"dateTime": end, "timeZone": zone},
    }


def days(start, end):
    return {"start": {"date": start}, "end": {"date": end}}


def moved(start, end):
    return {"start": {"dateTime": start}, "end": {"dateTime": end}}


#: Ten to eleven on a Monday, in winter; the clocks change on 2027-03-28 and on 2027-10-31.
WINTER = timed("2027-03-15T10:00:00", "2027-03-15T11:00:00")
WEEKLY = {**WINTER, "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=4"]}
SHOWN = {
    "2027-03-15 09:00": "A",
    "2027-03-22 09:00": "A",
    "2027-03-29 08:00": "A",
    "2027-04-05 08:00": "A",
}


def without(start):
    return {other: title for other, title in SHOWN.items() if other != start}


#: Name, the event, whose title is "A", what is done to it: pairs of the day of an instance (None:
#: the whole) and a patch (None: it is deleted), and what both sides show then, by start in UTC.
TABLE = (
    ("single", WINTER, [], {"2027-03-15 09:00": "A"}),
    ("renamed", WINTER, [(None, {"summary": "B"})], {"2027-03-15 09:00": "B"}),
    ("cancelled before being seen", WINTER, [(None, None)], {}),
    (
        "restored",
        WINTER,
        [(None, None), (None, {"status": "confirmed"})],
        {"2027-03-15 09:00": "A"},
    ),
    (
        "in a zone that is not the user's",
        timed("2027-03-15T10:00:00", "2027-03-15T11:00:00", "America/New_York"),
        [],
        {"2027-03-15 14:00": "A"},
    ),
    ("one day", days("2027-03-31", "2027-04-01"), [], {"2027-03-31": "A"}),
    ("over a month's end", days("2027-01-30", "2027-02-03"), [], {"2027-01-30": "A"}),
    (
        "timed, then whole days",
        WINTER,
        [(None, days("2027-03-15", "2027-03-17"))],
        {"2027-03-15": "A"},
    ),
    ("series over the start of summer time", WEEKLY, [], SHOWN),
    (
        "series over the end of summer time",
        {
            **timed("2027-10-25T10:00:00", "2027-10-25T11:00:00"),
            "recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20271108T225959Z"],
        },
        [],
        {"2027-10-25 08:00": "A", "2027-11-01 09:00": "A", "2027-11-08 09:00": "A"},
    ),
    (
        "series in a zone with other rules",
        {
            **timed("2027-03-08T10:00:00", "2027-03-08T11:00:00", "America/New_York"),
            "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"],
        },
        [],
        {"2027-03-08 15:00": "A", "2027-03-15 14:00": "A", "2027-03-22 14:00": "A"},
    ),
    (
        "series with an exception of every kind",
        WEEKLY,
        [
            ("2027-03-22", moved("2027-03-23T15:00:00Z", "2027-03-23T16:00:00Z")),
            ("2027-03-29", {"summary": "B"}),
            ("2027-04-05", None),
        ],
        {"2027-03-15 09:00": "A", "2027-03-23 15:00": "A", "2027-03-29 08:00": "B"},
    ),
    (
        "moved instance, then cancelled",
        WEEKLY,
        [
            ("2027-03-22", moved("2027-03-23T15:00:00Z", "2027-03-23T16:00:00Z")),
            ("2027-03-22", None),
        ],
        without("2027-03-22 09:00"),
    ),
    (
        "cancelled instance, then restored",
        WEEKLY,
        [("2027-03-22", None), ("2027-03-22", {"status": "confirmed"})],
        SHOWN,
    ),
    (
        "instance moved onto another one's day",
        WEEKLY,
        [("2027-03-22", moved("2027-03-29T15:00:00Z", "2027-03-29T16:00:00Z"))],
        without("2027-03-22 09:00") | {"2027-03-29 15:00": "A"},
    ),
    (
        "the first instance is cancelled",
        WEEKLY,
        [("2027-03-15", None)],
        without("2027-03-15 09:00"),
    ),
    (
        "excluded and added dates",
        {
            **WINTER,
            "recurrence": [
                "RRULE:FREQ=WEEKLY;COUNT=4",
                "EXDATE;TZID=Europe/Paris:20270322T100000",
                "RDATE;TZID=Europe/Paris:20270324T100000",
            ],
        },
        [],
        without("2027-03-22 09:00") | {"2027-03-24 09:00": "A"},
    ),
    (
        "series ends earlier",
        WEEKLY,
        [(None, {"recurrence": ["RRULE:FREQ=WEEKLY;UNTIL=20270322T225959Z"]})],
        {"2027-03-15 09:00": "A", "2027-03-22 09:00": "A"},
    ),
    (
        "series ends earlier and takes an exception along",
        WEEKLY,
        [
            ("2027-04-05", {"summary": "B"}),
            (None, {"recurrence": ["RRULE:FREQ=WEEKLY;COUNT=2"]}),
        ],
        {"2027-03-15 09:00": "A", "2027-03-22 09:00": "A"},
    ),
    ("single becomes a series", WINTER, [(None, {"recurrence": WEEKLY["recurrence"]})], SHOWN),
    (
        "series becomes single",
        WEEKLY,
        [("2027-03-22", {"summary": "B"}), (None, {"recurrence": []})],
        {"2027-03-15 09:00": "A"},
    ),
    (
        "series becomes single and a series again",
        WEEKLY,
        [(None, {"recurrence": []}), (None, {"recurrence": WEEKLY["recurrence"]})],
        SHOWN,
    ),
    ("series is cancelled", WEEKLY, [("2027-03-22", {"summary": "B"}), (None, None)], {}),
    (
        "series of whole days over a month's end",
        {**days("2027-01-31", "2027-02-02"), "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"]},
        [],
        {"2027-01-31": "A", "2027-02-07": "A", "2027-02-14": "A"},
    ),
    (
        "series of whole days with exceptions",
        {**days("2027-03-27", "2027-03-28"), "recurrence": ["RRULE:FREQ=DAILY;COUNT=4"]},
        [("2027-03-28", None), ("2027-03-29", {"summary": "B"})],
        {"2027-03-27": "A", "2027-03-29": "B", "2027-03-30": "A"},
    ),
    (
        "last Friday of the month",
        {
            **timed("2027-03-26T10:00:00", "2027-03-26T11:00:00"),
            "recurrence": ["RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=2"],
        },
        [],
        {"2027-03-26 09:00": "A", "2027-04-30 08:00": "A"},
    ),
    (
        "the 31st",
        {
            **timed("2027-01-31T10:00:00", "2027-01-31T11:00:00"),
            "recurrence": ["RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3"],
        },
        [],
        {"2027-01-31 09:00": "A", "2027-03-31 08:00": "A", "2027-05-31 08:00": "A"},
    ),
)


@tagged("post_install", "-at_install")
class TestTablesOfTruth(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_import_events=True)
        self.ana.google_future_days = 3000
        self.sync()

    def test_from_google_at_once(self):
        """All that happened is seen in one run."""
        self._play()
        self.sync()
        self._check()

    def test_from_google_one_by_one(self):
        """Each change is seen in a run of its own."""
        self._play(self.sync)
        self._check()

    def test_to_google(self):
        """What Odoo has of it goes to an empty calendar, with another user."""
        ben = self.new_user("ben")
        self.connect(ben)
        self._play()
        self.sync()
        events = self.env["calendar.event"].search([("user_id", "=", self.ana.id)])
        events.attendee_ids.partner_id = ben.partner_id
        events.write({"user_id": ben.id, "partner_ids": [(6, 0, ben.partner_id.ids)]})
        with patch.object(guards, "DELETIONS_ALWAYS_ALLOWED", len(events)):
            self.sync()
        google, odoo = self._in_google(ben), self._in_odoo(ben)
        for row in _rows():
            with self.subTest(row.name):
                self.assertEqual(google[row.number], odoo[row.number])
        self.assert_nothing_to_do()

    # -- helpers ------------------------------------------------------------------------------

    def _play(self, after_each=lambda: None):
        """Let everything happen in Google, the first change of each row, then the second one …"""
        ids = [self.google_insert(self.ana, f"A {row.number}", **row.event) for row in _rows()]
        after_each()
        for step in range(max(len(row.changes) for row in _rows())):
            for row in _rows():
                if step < len(row.changes):
                    self._change(row, ids[row.number], *row.changes[step])
            after_each()

    def _change(self, row, event_id, day, patch_):
        target = self._instance(event_id, day) if day else event_id
        if patch_ is None:
            self.google_delete(self.ana, target)
            return
        if "summary" in patch_:
            patch_ = {**patch_, "summary": f"{patch_['summary']} {row.number}"}
        self.google_patch(self.ana, target, **_with_nulls(patch_))

    def _instance(self, series_id, day):
        answer = self.google(self.ana, "GET", f"/{series_id}/instances", showDeleted="true")
        return next(
            event["id"]
            for event in answer["items"]
            if _start({"start": event["originalStartTime"]}).startswith(day)
        )

    def _check(self):
        google, odoo = self._in_google(self.ana), self._in_odoo(self.ana)
        for row in _rows():
            with self.subTest(row.name):
                self.assertEqual(google[row.number], odoo[row.number])
                self.assertEqual(odoo[row.number], row.shown)
        self.assert_nothing_to_do()

    def assert_nothing_to_do(self):
        self.sync()  # what the last run wrote comes back as an echo
        fails = AssertionError("there is nothing to write")
        writing = [(google_writes, "send")]
        writing += [(EventRecords, name) for name in ("create", "update", "take_out", "restore")]
        writing += [(SeriesWriter, name) for name in ("create", "update", "restore")]
        with ExitStack() as stack:
            for owner, name in writing:
                stack.enter_context(patch.object(owner, name, side_effect=fails))
            self.sync()
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))
        accounts = self.env["google.sync.account"].search([])
        self.assertFalse(any(accounts.mapped("message")), accounts.mapped("message"))

    def _in_odoo(self, user):
        """:return: the titles by their start, by the number of the row"""
        events = self.env["calendar.event"].search([("partner_ids", "in", user.partner_id.ids)])
        return _by_row(
            (str(one.start_date) if one.allday else f"{one.start:%Y-%m-%d %H:%M}", one.name)
            for one in events
        )

    def _in_google(self, user):
        items = self.google(user, "GET", singleEvents="true", maxResults=2500)["items"]
        return _by_row((_start(event), event["summary"]) for event in items)


class Row(NamedTuple):
    number: int
    name: str
    event: dict
    changes: list
    shown: dict


def _rows():
    return [Row(number, *row) for number, row in enumerate(TABLE)]


def _by_row(events):
    shown = defaultdict(dict)
    for start, numbered in events:
        title, number = numbered.split()
        shown[int(number)][start] = title
    return shown


def _with_nulls(fields):
    """A patch that makes whole days of times, or the reverse, takes the other kind away."""
    kinds = {"date": ("dateTime", "timeZone"), "dateTime": ("date",)}
    for name in ("start", "end"):
        if name in fields:
            point = fields[name]
            other = kinds["date" if "date" in point else "dateTime"]
            fields = {**fields, name: {**dict.fromkeys(other), **point}}
    return fields


def _start(event):
    point = event["start"]
    if "date" in point:
        return point["date"]
    moment = datetime.fromisoformat(point["dateTime"].replace("Z", "+00:00"))
    return f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M}"
