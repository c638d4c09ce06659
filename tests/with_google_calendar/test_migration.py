from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ...sync.operations import migrate_google_calendar
from ..common import ZONE
from .common import GoogleCalendarCase

WEEKLY = {
    "start": "2027-03-01 09:00:00",
    "stop": "2027-03-01 10:00:00",
    "recurrency": True,
    "rrule_type": "weekly",
    "mon": True,
    "end_type": "count",
    "count": 6,
}


class MigrationCase(GoogleCalendarCase):
    """Two users come from ``google_calendar``, which has synchronized them so far."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")
        self.users = self.ana | self.ben
        for user in self.users:
            self.use_google_calendar(user)
        self._fill_odoo()
        self._fill_google()
        for _round in range(2):
            self.let_it_sync(*self.users)
        # It writes to each record when it has sent it, or brought it in.
        self.touch(self.env["calendar.event"].with_context(active_test=False).search([]))

    def _fill_odoo(self):
        html = "<p>Bring</p><p><b>papers</b></p>"
        self.odoo_create(self.ana, "Check-up", description=html, location="Room 2")
        self.odoo_create(
            self.ana,
            "Holiday",
            allday=True,
            start="2027-03-04 08:00:00",
            stop="2027-03-05 18:00:00",
        )
        partners = self.users.partner_id
        self.odoo_create(self.ana, "Meeting", partner_ids=[Command.set(partners.ids)])
        weekly = self.odoo_create(self.ana, "Weekly", **WEEKLY)
        self.commit_and_send()
        occurrences = weekly.recurrence_id.calendar_event_ids.sorted("start").with_user(self.ana)
        occurrences[1].write({"start": "2027-03-09 14:00:00", "stop": "2027-03-09 15:00:00"})
        occurrences[2].with_context(dont_notify=True).action_archive()
        occurrences[3].name = "Weekly, with cake"
        self.commit_and_send()

    def _fill_google(self):
        self.google_insert(self.ana, "Lunch", description="Soup\nFish\nCake", location="Bistro")
        self.google_insert(self.ben, "Call", attendees=[{"email": "ana@gmail.example"}])
        times = {
            "start": {"dateTime": "2027-03-02T09:00:00", "timeZone": ZONE},
            "end": {"dateTime": "2027-03-02T09:15:00", "timeZone": ZONE},
        }
        standup = self.google_insert(
            self.ana, "Stand-up", recurrence=["RRULE:FREQ=DAILY;COUNT=5"], **times
        )
        instances = self.google(self.ana, "GET", f"/{standup}/instances")["items"]
        self.google_patch(self.ana, instances[1]["id"], summary="Stand-up, outside")
        self.google_delete(self.ana, instances[2]["id"])
        self.stranger = self.make_stranger()
        self.google_as_stranger("Invitation", attendees=[{"email": "ana@gmail.example"}])

    def make_stranger(self):
        """Somebody who is no user of this Odoo."""
        email = "zoe@gmail.example"
        answer = self.control(
            "POST", "/_fake/accounts", {"email": email, "name": "Zoe", "time_zone": ZONE}
        )
        self.access_tokens[email] = answer["access_token"]
        return email

    def google_as_stranger(self, summary, **fields):
        self._emails[-1] = self.stranger
        zoe = self.env["res.users"].new({"login": "zoe"})
        self._emails[zoe.id] = self.stranger
        return self.google_insert(zoe, summary, **fields)

    def touch(self, events):
        """Let the events have been changed now: a test is one transaction, whose clock stands."""
        self.env.cr.execute(
            "UPDATE calendar_event SET write_date = clock_timestamp() AT TIME ZONE 'UTC'"
            " WHERE id = ANY(%s)",
            [events.ids],
        )
        self.env.invalidate_all()

    # -- what there is ---------------------------------------------------------------------------

    def in_odoo(self):
        """All events, archived ones too, with what the series are made of."""
        events = self.env["calendar.event"].with_context(active_test=False).search([])
        return {
            (event.id, event.active, str(event.start), event.recurrence_id.id) for event in events
        }

    def in_google(self):
        """All events, deleted ones too, by user."""
        return {
            user: {
                (event["id"], event["status"])
                for event in self.google(user, "GET", maxResults=2500, showDeleted=True)["items"]
            }
            for user in self.users
        }

    def connect_all(self):
        for user in self.users:
            self.connect(user)

    def methods(self):
        return {request["method"] for request in self.requests_made()}

    def _wizard(self, user):
        action = self.env["google.sync.migration"].with_user(user).action_open()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def _connect_and_make_nothing(self):
        """The first sync leaves both sides as they are."""
        odoo, google = self.in_odoo(), self.in_google()
        self.connect_all()
        self.requests_made()
        self.sync()
        made = {"calendar.events.insert", "calendar.events.delete"} & self.methods()
        self.assertFalse(made)
        self.assertEqual((self.in_odoo(), self.in_google()), (odoo, google))

    def _migrate_by_wizard(self):
        wizard = self._wizard(self.env.ref("base.user_admin"))
        wizard.action_apply()
        self.commit_and_send()
        return wizard


@tagged("post_install", "-at_install")
class TestMigration(MigrationCase):
    """Nothing is lost, and nothing is made twice."""

    def test_what_is_in_another_calendar_rests_there(self):
        """A later version knows several calendars of a user; here one event is in another one."""
        holiday = self.env["calendar.event"].search([("name", "=", "Holiday")])
        elsewhere = "practice@group.calendar.google.com"
        with patch.object(
            migrate_google_calendar,
            "other_calendar",
            lambda event, user: elsewhere if event == holiday and user == self.ana else "",
        ):
            wizard = self._wizard(self.env.ref("base.user_admin"))
            text = wizard.action_apply()["params"]["message"]
            self.commit_and_send()
        self.assertIn("Appointments in other Google calendars of these users: 1.", text)
        self.assertEqual(self.link(self._account(self.ana), holiday).collection, elsewhere)
        self._connect_and_make_nothing()

    def test_in_which_calendar_an_event_is(self):
        """As https://github.com/odoo/odoo/pull/261571 says it."""

        class Calendar(SimpleNamespace):
            _fields = dict.fromkeys(("google_id", "is_primary"))

            def with_user(self, _user):
                return self

            def sudo(self):
                return self

        class Event(SimpleNamespace):
            _fields = dict.fromkeys(("calendar_id", "user_id"))

            def __getitem__(self, name):
                return getattr(self, name)

        first = Calendar(google_id="ana@gmail.example", is_primary=True)
        second = Calendar(google_id="c1@group.calendar.google.com", is_primary=False)
        for calendar, organizer, expected in (
            (first, self.ana, ""),
            (second, self.ana, second.google_id),
            (second, self.ben, ""),
            (Calendar(google_id=False, is_primary=False), self.ana, ""),
            (None, self.ana, ""),
        ):
            event = Event(calendar_id=calendar, user_id=organizer)
            found = migrate_google_calendar.other_calendar(event, self.ana)
            self.assertEqual(found, expected)
        self.assertEqual(
            migrate_google_calendar.other_calendar(self.env["calendar.event"], self.ana), ""
        )

    def test_a_version_that_nobody_knows_yet_is_left_alone(self):
        with (
            patch.object(migrate_google_calendar, "SECRETS", ("google_calendar_vault",)),
            self.assertRaisesRegex(UserError, "newer than this Google Sync"),
        ):
            self.env["google.sync.migration"].action_open()
        self.assertFalse(self.env["google.sync.link"].search([]))

    def test_the_first_run_creates_nothing_on_either_side(self):
        self._migrate_by_wizard()
        self._connect_and_make_nothing()
        self.assertFalse(self.mails())
        links = self.env["google.sync.link"].search([])
        self.assertEqual(set(links.mapped("state")), {"synced"})
        self.assertTrue(all(links.mapped("base")))
        titles = links.filtered(lambda link: link.account_id.user_id == self.ana).mapped("title")
        self.assertEqual(
            sorted(titles),
            ["Call", "Check-up", "Holiday", "Invitation", "Lunch", "Meeting", "Stand-up", "Weekly"],
        )

    def test_the_next_run_has_nothing_to_do(self):
        self.migrate_users(*self.users)
        self.connect_all()
        self.sync()
        self.sync()
        runs = self.env["google.sync.run"].search_count([])
        self.requests_made()
        self.sync()
        self.assertEqual(self.methods(), {"calendar.events.list"})
        self.assertEqual(self.env["google.sync.run"].search_count([]), runs)

    def test_what_it_had_lost_on_the_way_is_put_right(self):
        self.migrate_users(*self.users)
        self.connect_all()
        self.sync()
        lunch = self.odoo_events(self.ana)["Lunch"]
        self.assertEqual(lunch.description.count("<p>"), 3, "the lines that it had joined")
        self.assertEqual(self.google_events(self.ana)["Lunch"]["description"], "Soup\nFish\nCake")
        standup = self.odoo_events(self.ana)["Stand-up"]
        self.assertTrue(standup.alarm_ids, "Google's own reminder")
        self.assertTrue(self.google_events(self.ana)["Stand-up"]["reminders"]["useDefault"])
        invitation = self.odoo_events(self.ana)["Invitation"]
        self.assertEqual(invitation.google_sync_organizer, self.stranger)

    def test_changes_flow_afterwards(self):
        self.migrate_users(*self.users)
        self.connect_all()
        self.sync()
        before = self.in_google()
        self.odoo_events(self.ana)["Check-up"].with_user(self.ana).name = "Long check-up"
        lunch = self.google_events(self.ana)["Lunch"]
        self.google_patch(self.ana, lunch["id"], summary="Late lunch")
        moved = self.env["calendar.event"].search([("name", "=", "Weekly, with cake")])
        moved.with_user(self.ana).location = "Kitchen"
        self.odoo_create(self.ana, "New")
        self.commit_and_send()
        self.requests_made()
        self.sync()
        made = [request["method"] for request in self.requests_made()]
        self.assertEqual(made.count("calendar.events.insert"), 1)
        events = self.google_events(self.ana)
        self.assertIn("Long check-up", events)
        self.assertEqual(events["Weekly, with cake"]["location"], "Kitchen")
        self.assertIn("Late lunch", self.odoo_events(self.ana))
        self.assertEqual(self.in_google()[self.ana] - before[self.ana], self._new_in_google("New"))
        self.assertEqual(self.in_google()[self.ben], before[self.ben])

    def _new_in_google(self, title):
        return {(self.google_events(self.ana)[title]["id"], "confirmed")}


@tagged("post_install", "-at_install")
class TestMigrationMeanwhile(MigrationCase):
    """What happens until the user connects, what the other program does, and the wizard."""

    def test_changes_of_both_sides_before_the_user_connects(self):
        self.migrate_users(*self.users)
        lunch = self.google_events(self.ana)["Lunch"]
        self.google_patch(self.ana, lunch["id"], summary="Late lunch")
        self.odoo_events(self.ana)["Check-up"].with_user(self.ana).name = "Long check-up"
        self.google_insert(self.ana, "New in Google")
        self.commit_and_send()
        self.touch(self.odoo_events(self.ana)["Long check-up"])
        self.connect_all()
        self.sync()
        self.assertIn("Long check-up", self.google_events(self.ana))
        self.assertIn("Late lunch", self.odoo_events(self.ana))
        self.assertIn("New in Google", self.odoo_events(self.ana))

    def test_deletions_of_both_sides_before_the_user_connects(self):
        self.migrate_users(*self.users)
        self.google_delete(self.ana, self.google_events(self.ana)["Lunch"]["id"])
        self.odoo_events(self.ana)["Check-up"].with_user(self.ana).unlink()
        self.commit_and_send()
        self.connect_all()
        self.sync()
        self.assertNotIn("Check-up", self.google_events(self.ana))
        self.assertNotIn("Lunch", self.odoo_events(self.ana))

    def test_another_google_account_loses_nothing(self):
        """The ids are those of another calendar: nothing is deleted for want of them."""
        self.migrate_users(*self.users)
        self._emails[self.ana.id] = "ana.private@gmail.example"
        self.addCleanup(self._emails.pop, self.ana.id)
        titles = set(self.odoo_events(self.ana))
        self.connect(self.ana)
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertFalse(self.google_events(self.ana))
        self.assertFalse(self._account(self.ana).link_ids)

    def test_who_is_connected_already(self):
        self.connect_all()
        self.sync()
        odoo, google = self.in_odoo(), self.in_google()
        self.migrate_users(*self.users)
        self.requests_made()
        self.sync()
        self.assertNotIn("calendar.events.insert", self.methods())
        self.assertEqual((self.in_odoo(), self.in_google()), (odoo, google))
        self.assertEqual(len(self._account(self.ana).link_ids), 8)

    def test_who_was_connected_once(self):
        self.connect_all()
        self.sync()
        for user in self.users:
            self.disconnect(user)
            self._account(user).link_ids.unlink()
            self.make_google_account(user)
        self.migrate_users(*self.users)
        odoo, google = self.in_odoo(), self.in_google()
        self.connect_all()
        self.requests_made()
        self.sync()
        self.assertNotIn("calendar.events.insert", self.methods())
        self.assertEqual((self.in_odoo(), self.in_google()), (odoo, google))
        self.assertTrue(all(self._account(self.ana).link_ids.mapped("base")))

    def test_a_rule_that_odoo_cannot_hold_is_left_alone(self):
        """Odoo's own Google Calendar has made another series of it."""
        rule = ["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15;COUNT=4"]
        times = {
            "start": {"dateTime": "2027-03-01T09:00:00", "timeZone": ZONE},
            "end": {"dateTime": "2027-03-01T10:00:00", "timeZone": ZONE},
        }
        self.google_insert(self.ana, "Rent", recurrence=rule, **times)
        self.let_it_sync(self.ana)
        self.migrate_users(*self.users)
        odoo, google = self.in_odoo(), self.in_google()
        self.connect_all()
        self.sync()
        self.assertEqual((self.in_odoo(), self.in_google()), (odoo, google))
        self.assertEqual(self._account(self.ana).frozen_count, 1)
        message = self.env["google.sync.run.line"].search([("title", "=", "Rent")]).message
        self.assertIn("does not support the way it repeats", message)

    # -- the other program -----------------------------------------------------------------------

    def test_it_sends_nothing_any_more(self):
        self.migrate_users(*self.users)
        self.requests_made()
        self.odoo_events(self.ana)["Meeting"].with_user(self.ben).name = "Ben's idea"
        self.odoo_create(self.ana, "New")
        self.env["calendar.event"].create(
            {"name": "Nobody's", "start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        )
        self.commit_and_send()
        self.let_it_sync(*self.users)
        self.assertFalse(self.requests_made())
        status = self.ana.with_user(self.ana)._get_google_sync_status()
        self.assertEqual(status, "sync_stopped")

    def test_what_comes_in_from_google_is_not_sent_by_it(self):
        self.ana.google_import_tentative = True
        self.migrate_users(*self.users)
        self.connect_all()
        self.sync()
        self.google_as_stranger("Another", attendees=[{"email": "ana@gmail.example"}])
        self.sync()
        self.requests_made()
        self.commit_and_send()
        self.assertFalse(self.requests_made())
        self.assertIn("Another", self.odoo_events(self.ana))

    def test_back_to_it(self):
        settings = self.ana.res_users_settings_id
        access = settings.google_calendar_rtoken, settings.google_calendar_token_validity
        waiting = self.env["calendar.event"].search([("need_sync", "=", True)])
        wizard = self._migrate_by_wizard()
        self.assertFalse(settings.google_calendar_rtoken)
        line = wizard.line_ids.filtered(lambda line: line.user_id == self.ana)
        self.assertEqual(line.state, "waiting")
        line.action_give_back()
        self.assertEqual(
            (settings.google_calendar_rtoken, settings.google_calendar_token_validity), access
        )
        self.assertFalse(settings.google_synchronization_stopped)
        self.assertFalse(self._account(self.ana).link_ids)
        self.assertEqual(self.env["calendar.event"].search([("need_sync", "=", True)]), waiting)
        self.odoo_events(self.ana)["Check-up"].with_user(self.ana).name = "Long check-up"
        self.commit_and_send()
        self.assertIn("Long check-up", self.google_events(self.ana))

    def test_its_access_is_laid_aside_encrypted(self):
        secret = self.ana.res_users_settings_id.google_calendar_rtoken
        self.migrate_users(self.ana)
        self.env.flush_all()
        self.env.cr.execute("SELECT ciphertext FROM google_sync_migration_access")
        ((stored,),) = self.env.cr.fetchall()
        self.assertNotIn(secret, stored)
        admin = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            self.env["google.sync.migration.access"].with_user(admin).search([])

    # -- the wizard ------------------------------------------------------------------------------

    def test_the_administrator_chooses(self):
        wizard = self._wizard(self.env.ref("base.user_admin"))
        self.assertEqual(wizard.line_ids.user_id, self.users)
        counts = {line.user_id: line.appointments for line in wizard.line_ids}
        self.assertEqual(counts, {self.ana: 8, self.ben: 2})
        wizard.line_ids.filtered(lambda line: line.user_id == self.ben).chosen = False
        wizard.action_apply()
        self.assertTrue(self.ana.google_sync_enabled)
        self.assertFalse(self.ben.google_sync_enabled)
        self.assertFalse(self.ben.google_synchronization_stopped)
        notified = self.env["mail.message"].search(
            [("subject", "=", "Connect your Google calendar")]
        )
        self.assertEqual(notified.partner_ids, self.ana.partner_id)
        self.assertIn("connect", notified.body)

    def test_nobody_is_chosen(self):
        wizard = self._wizard(self.env.ref("base.user_admin"))
        wizard.line_ids.chosen = False
        with self.assertRaisesRegex(UserError, "at least one"):
            wizard.action_apply()

    def test_only_administrators_do(self):
        with self.assertRaises(AccessError):
            self.env["google.sync.migration"].with_user(self.ana).action_open()
