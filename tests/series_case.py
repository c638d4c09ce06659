"""What the tests of series under adverse conditions share."""

from collections import Counter
from datetime import date, datetime, timedelta, timezone
from unittest.mock import patch

from ..google_api.calendar import writes as google_writes
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
    def set_up_once(self):
        super().set_up_once()
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
            utc(event["start"]): event.get("summary", "")
            for event in answer["items"]
            if event["status"] != "cancelled"
        }

    def instance(self, series_id, day):
        """The id of the instance whose original start is on a day."""
        answer = self.google(self.ana, "GET", f"/{series_id}/instances", showDeleted="true")
        return next(
            event["id"]
            for event in answer["items"]
            if utc(event["originalStartTime"]).startswith(day)
        )

    def occurrences(self, recurrence):
        """What Odoo shows of a series, in the same form."""
        return {
            odoo_start(event): event.name
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

    def written_at(self):
        """When each appointment was written last. All fields of all would be read for it else."""
        self.env.flush_all()
        self.env.cr.execute("SELECT id, write_date FROM calendar_event ORDER BY id")
        return self.env.cr.fetchall()

    def assert_quiet(self):
        before = self.written_at()
        self.sync()  # what the last run wrote comes back as an echo
        self.requests_made()
        with patch.object(google_writes, "send", side_effect=AssertionError("nothing to write")):
            self.sync()
        self.assertEqual(self.methods(), ["calendar.events.list"])
        self.assertEqual(self.written_at(), before)
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


def utc(point):
    if "date" in point:
        return point["date"]
    moment = datetime.fromisoformat(point["dateTime"].replace("Z", "+00:00"))
    return f"{moment.astimezone(timezone.utc):%Y-%m-%d %H:%M}"


def odoo_start(event):
    return str(event.start_date) if event.allday else f"{event.start:%Y-%m-%d %H:%M}"


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
            (utc(event["start"]), event.get("summary", ""))
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
        return Counter((odoo_start(event), event.name) for event in attendees.event_id)

    def assert_same(self, *users, count=None):
        for user in users or (self.ana,):
            self.assertEqual(self.shown_in_google(user), self.shown_in_odoo(user), user.login)
        if count is not None:
            self.assertEqual(sum(self.shown_in_odoo(self.ana).values()), count)
        self.assert_still()

    def assert_still(self):
        """The next but one run writes nothing."""
        self.sync()
        before = self.written_at()
        self.requests_made()
        self.sync()
        self.assertEqual(set(self.methods()), {"calendar.events.list"})
        self.assertEqual(self.written_at(), before)
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


class DisturbedCase(AdverseCase):
    def again(self):
        self.account.write({"retry_at": False, "runner": False})
        self.control("DELETE", "/_fake/faults")
        for _time in range(2):
            links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
            links.filtered(lambda link: not link.is_exploded).write({"retry_at": "2020-01-01"})
            self.sync()


def hour(day, start, stop, **values):
    return {"start": f"{day} {start:02}:00:00", "stop": f"{day} {stop:02}:00:00", **values}
