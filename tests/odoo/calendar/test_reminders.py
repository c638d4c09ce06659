from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.fields import Command
from odoo.tests import tagged

from ...common import WEEKLY
from ...guests_case import GuestsCase
from ...undo_case import UndoCase

CLIENT = "weber@mail.example"
COLLEAGUE = "ben@practice.example"

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.2.0/post-reminders.py"


def own(**minutes):
    """Reminders of an event's own, as ``own(email=30)``."""
    overrides = [{"method": method, "minutes": value} for method, value in minutes.items()]
    return {"useDefault": False, "overrides": overrides}


class RemindersCase(UndoCase, GuestsCase):
    def alarm(self, kind, minutes):
        values = {"alarm_type": kind, "duration": minutes, "interval": "minutes"}
        return self.env["calendar.alarm"].create({"name": f"{kind} {minutes}", **values})

    def set_alarms(self, event, *alarms):
        """Ana sets alarms in Odoo."""
        event.with_user(self.ana).alarm_ids = [Command.set([alarm.id for alarm in alarms])]

    def kinds(self, event):
        """The alarms of an event, as pairs."""
        return sorted(event.alarm_ids.mapped(lambda one: (one.alarm_type, one.duration_minutes)))

    def in_google(self, name="Meeting"):
        """The reminders that Google shows, as pairs; ``None`` for those of the calendar."""
        reminders = self.google_events(self.ana)[name]["reminders"]
        if reminders.get("useDefault"):
            return None
        return sorted((one["method"], one["minutes"]) for one in reminders.get("overrides", ()))

    @contextmanager
    def google_is_left_alone(self):
        """Nothing is written to Google within."""
        self.requests_made()
        yield
        self.sync()
        self.sync()
        asked = {made["method"] for made in self.requests_made()}
        self.assertLessEqual(asked, {"calendar.events.list", "people.people.connections.list"})


@tagged("post_install", "-at_install")
class TestRemindersFromGoogle(RemindersCase):
    """A reminder by email that was set in Google is Google's business, and its user's."""

    def test_a_client_is_not_reminded(self):
        self.invite(CLIENT, COLLEAGUE, reminders=own(email=30, popup=10))
        with self.google_is_left_alone():
            self.sync()
        event = self.in_odoo()
        self.assertEqual(self.kinds(event), [("notification", 10)])
        self.assertIn(f"to {self.ana.name} only", event.google_sync_reminders_text)
        self.assertIn("30 minutes", event.google_sync_reminders_text)
        self.assertFalse(self.reminded(event))

    def test_on_a_whole_day(self):
        days = {"start": {"date": "2027-03-05"}, "end": {"date": "2027-03-06"}}
        self.invite(CLIENT, reminders=own(email=900), **days)
        self.sync()
        event = self.in_odoo()
        self.assertTrue(event.allday and event.google_sync_reminders)
        self.assertFalse(self.reminded(event))

    def test_some_minutes_more_than_an_hour_or_a_day(self):
        self.google_insert(self.ana, "Meeting", reminders=own(popup=90))
        self.google_insert(self.ana, "Trip", reminders=own(popup=2000))
        self.settle()
        events = self.odoo_events(self.ana)
        self.assertEqual(self.kinds(events["Meeting"]), [("notification", 90)])
        self.assertEqual(self.kinds(events["Trip"]), [("notification", 2000)])
        events["Meeting"].with_user(self.ana).name = "Longer meeting"
        self.settle()
        self.assertEqual(self.in_google("Longer meeting"), [("popup", 90)])

    def test_as_the_calendar_has_it(self):
        loud = [{"method": "email", "minutes": 60}, {"method": "popup", "minutes": 15}]
        path = "/calendar/v3/users/me/calendarList/primary"
        self.ask("PATCH", path, {"defaultReminders": loud}, user=self.ana)
        self.invite(CLIENT)
        with self.google_is_left_alone():
            self.sync()
        event = self.in_odoo()
        self.assertEqual(self.kinds(event), [("notification", 15)])
        self.assertIn("1 hour before", event.google_sync_reminders_text)
        self.assertFalse(self.reminded(event))
        event.with_user(self.ana).location = "Room 5"
        self.sync()
        self.assertIsNone(self.in_google(), "still those of the calendar")

    def test_changed_and_removed_in_google(self):
        google_id = self.invite(CLIENT, reminders=own(email=30))
        self.sync()
        event = self.in_odoo()
        self.google_patch(self.ana, google_id, reminders=own(email=45))
        self.sync()
        self.assertIn("45 minutes", event.google_sync_reminders_text)
        self.assertFalse(self.reminded(event))
        self.google_patch(self.ana, google_id, reminders=own())
        with self.google_is_left_alone():
            self.sync()
        self.assertFalse(event.google_sync_reminders_text)
        self.assertEqual(self.in_google(), [])

    def test_a_notification_added_in_odoo_leaves_it(self):
        self.invite(CLIENT, reminders=own(email=30))
        self.sync()
        event = self.in_odoo()
        self.set_alarms(event, self.alarm("notification", 5))
        self.sync()
        self.assertEqual(self.in_google(), [("email", 30), ("popup", 5)])
        self.set_alarms(event)
        self.sync()
        self.assertEqual(self.in_google(), [("email", 30)])
        self.assertFalse(self.reminded(event))

    def test_a_series(self):
        series_id = self.invite(CLIENT, reminders=own(email=30), **WEEKLY)
        self.sync()
        events = self.odoo_series()
        self.assertEqual(len(events), 4)
        self.assertFalse(events.alarm_ids)
        self.assertFalse(self.reminded(*events))
        instances = self.google(self.ana, "GET", f"/{series_id}/instances")["items"]
        self.google_patch(self.ana, instances[1]["id"], reminders=own(email=5, popup=20))
        with self.google_is_left_alone():
            self.sync()
        self.assertEqual(
            [event.google_sync_reminders[0]["minutes"] for event in events], [30, 5, 30, 30]
        )
        self.assertEqual(self.kinds(events[1]), [("notification", 20)])
        self.assertFalse(self.reminded(*events))

    def odoo_series(self):
        return self.env["calendar.event"].search([("name", "=", "Meeting")], order="start")

    def test_a_colleagues_calendar_does_not_get_it(self):
        self.connect(self.ben)
        self.sync()
        self.ana.google_share_guests = "yes"
        self.invite(self.email(self.ben), reminders=own(email=30))
        self.sync()
        self.sync()
        copy = self.google_events(self.ben)["Meeting"]
        self.assertEqual(copy["reminders"], {"useDefault": True})
        event = self.in_odoo()
        self.assertEqual({one["user_id"] for one in event.google_sync_reminders}, {self.ana.id})

    def test_a_copy_has_none(self):
        self.invite(CLIENT, reminders=own(email=30))
        self.sync()
        self.assertFalse(self.in_odoo().with_user(self.ana).copy().google_sync_reminders)

    def test_undone_it_is_googles_again(self):
        google_id = self.invite(CLIENT, reminders=own(email=30))
        self.sync()
        event = self.in_odoo()
        self.google_patch(self.ana, google_id, reminders=own())
        self.sync()
        self.undo(self.last_run(self.account))
        self.assertEqual(self.in_google(), [("email", 30)])
        self.assertFalse(event.alarm_ids)
        self.assertIn("30 minutes", event.google_sync_reminders_text)


@tagged("post_install", "-at_install")
class TestRemindersOfOdoo(RemindersCase):
    """What is set in Odoo reminds as it does without the addon."""

    alarms_set_in_odoo = True

    def test_by_email(self):
        event = self.meet(self.weber, alarm_ids=[Command.set(self.alarm("email", 30).ids)])
        self.sync()
        self.assertEqual(self.in_google(), [("email", 30)])
        self.assertIn(CLIENT, self.reminded(event))

    def test_google_changes_something_else(self):
        email, popup = self.alarm("email", 30), self.alarm("notification", 5)
        far = self.alarm("email", 60 * 24 * 40)
        event = self.meet(self.weber, alarm_ids=[Command.set((email | popup | far).ids)])
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.google_patch(
            self.ana,
            google_id,
            location="Room 5",
            start={"dateTime": "2027-03-03T09:00:00Z"},
            end={"dateTime": "2027-03-03T10:00:00Z"},
            reminders=own(email=30, popup=10),
        )
        self.env["ir.cron.trigger"].search([]).unlink()
        self.sync()
        self.assertEqual(str(event.start), "2027-03-03 09:00:00")
        self.assertEqual(self.kinds(event), [("email", 30), ("email", 57600), ("notification", 10)])
        self.assertFalse(event.google_sync_reminders)
        self.assertIn(CLIENT, self.reminded(event))
        wakes = self.env["ir.cron.trigger"].search(
            [("cron_id", "=", self.env.ref("calendar.ir_cron_scheduler_alarm").id)]
        )
        self.assertIn("2027-03-03 08:30:00", wakes.mapped(lambda wake: str(wake.call_at)))

    def test_removed_in_google(self):
        event = self.meet(self.weber, alarm_ids=[Command.set(self.alarm("email", 30).ids)])
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, reminders=own(popup=10))
        with self.google_is_left_alone():
            self.sync()
        self.assertEqual(self.kinds(event), [("notification", 10)])
        self.undo(self.last_run(self.account))
        self.assertEqual(self.kinds(event), [("email", 30)], "undone, it is Odoo's again")

    def test_both_at_the_same_minute(self):
        self.invite(CLIENT, reminders=own(email=30))
        self.sync()
        event = self.in_odoo()
        with self.google_is_left_alone():
            self.set_alarms(event, self.alarm("email", 30))
        self.assertIn(CLIENT, self.reminded(event))
        with self.google_is_left_alone():
            self.set_alarms(event)
        self.assertFalse(self.reminded(event))
        self.assertIn("30 minutes", event.google_sync_reminders_text)

    def test_a_series_that_google_prolongs(self):
        event = self.meet(
            self.weber,
            alarm_ids=[Command.set(self.alarm("email", 30).ids)],
            start="2027-03-01 09:00:00",
            stop="2027-03-01 10:00:00",
            recurrency=True,
            rrule_type="weekly",
            mon=True,
            event_tz="Europe/Paris",
            end_type="count",
            count=2,
        )
        self.sync()
        google_id = self.link(self.account, event.recurrence_id).google_id
        self.google_patch(self.ana, google_id, recurrence=["RRULE:FREQ=WEEKLY;COUNT=4"])
        self.sync()
        events = event.recurrence_id.calendar_event_ids.sorted("start")
        self.assertEqual([self.kinds(one) for one in events], [[("email", 30)]] * 4)
        self.assertTrue(self.reminded(events[3]))


@tagged("post_install", "-at_install")
class TestMigration(RemindersCase):
    """A database in which reminders from Google have become alarms."""

    alarms_set_in_odoo = True

    def test_they_are_taken_off(self):
        self.invite(CLIENT, reminders=own(email=30, popup=10))
        self.invite(CLIENT, name="Series", reminders=own(email=60), **WEEKLY)
        mine = self.meet(self.weber, name="Mine")
        self.sync()
        single = self.in_odoo()
        series = self.env["calendar.event"].search([("name", "=", "Series")])
        alarms = {minutes: self.alarm("email", minutes) for minutes in (5, 30, 60)}
        single.alarm_ids += alarms[30]
        series.alarm_ids = alarms[60]
        mine.alarm_ids = alarms[30]
        self.sync()
        single.alarm_ids += alarms[5]  # which no sync knows yet
        events = single | series | mine
        events.google_sync_reminders = False
        self.env.flush_all()
        self.env.cr.execute(  # as version 19.0.0.1.0 wrote it
            """
            UPDATE google_sync_link SET base = jsonb_set(base, '{reminders}', (
                   SELECT jsonb_agg(reminder - 2)
                     FROM jsonb_array_elements(base -> 'reminders') AS r (reminder)))
             WHERE base -> 'reminders' != '[]'
            """
        )
        self._migrate()
        self.assertEqual(self.kinds(single), [("email", 5), ("notification", 10)])
        self.assertEqual(single.google_sync_reminders, [{"minutes": 30, "user_id": self.ana.id}])
        for event in series:
            self.assertFalse(event.alarm_ids)
            self.assertEqual(event.google_sync_reminders[0]["minutes"], 60)
        self.assertEqual(self.kinds(mine), [("email", 30)])
        self._migrate()
        self.assertEqual(len(single.google_sync_reminders), 1)
        self.requests_made()
        self.sync()
        self.assertEqual(set(self.in_google()), {("email", 30), ("email", 5), ("popup", 10)})

    def _migrate(self):
        spec = spec_from_file_location("post_reminders", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        self.env.flush_all()
        migration.migrate(self.env.cr, "19.0.0.1.0")
        self.env.invalidate_all()
