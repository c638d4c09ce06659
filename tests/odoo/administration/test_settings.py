from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ....sync import runner
from ....sync.odoo.event_records import EventRecords
from ....sync.reconcile.kinds import events as event_kind
from ....sync.reporting import tasks
from ....sync.runner import Runner
from ...common import GoogleSyncCase, Killed

AWAY = {"eventType": "outOfOffice", "outOfOfficeProperties": {"declineMessage": "Away"}}
FOCUS = {"eventType": "focusTime", "focusTimeProperties": {"chatStatus": "doNotDisturb"}}


@tagged("post_install", "-at_install")
class TestKinds(GoogleSyncCase):
    """What Google has besides appointments comes in as each user wants it."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _last_messages(self):
        return " ".join(filter(None, self.last_run(self.account).line_ids.mapped("message")))

    def test_at_first_only_out_of_office_comes_in(self):
        self.google_insert(self.ana, "Away", **AWAY)
        self.google_insert(self.ana, "Thinking", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.assertEqual(self.odoo_events(self.ana)["Away"].show_as, "busy")
        self.assertIn("Focus times are not synchronized", self._last_messages())

    def test_each_kind_has_its_setting(self):
        self.ana.write({"google_import_out_of_office": False, "google_import_focus_time": True})
        self.google_insert(self.ana, "Away", **AWAY)
        self.google_insert(self.ana, "Thinking", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Thinking"})

    def test_switched_on_later_new_ones_flow_and_old_ones_come_with_populate(self):
        self.google_insert(self.ana, "Old", **FOCUS)
        self.sync()
        self.ana.google_import_focus_time = True
        self.google_insert(self.ana, "New", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"New"})
        self.ana.google_populate_odoo = True
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"New", "Old"})

    def test_switched_off_later_what_came_in_stays_and_is_followed(self):
        google_id = self.google_insert(self.ana, "Away", **AWAY)
        self.sync()
        self.ana.google_import_out_of_office = False
        self.google_insert(self.ana, "Away again", **AWAY)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.google_patch(self.ana, google_id, summary="Away longer")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away longer"})
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertFalse(self.odoo_events(self.ana))

    def test_google_leads(self):
        google_id = self.google_insert(self.ana, "Away", **AWAY)
        self.sync()
        self.odoo_events(self.ana)["Away"].name = "Here"
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Away")


@tagged("post_install", "-at_install")
class TestWindow(GoogleSyncCase):
    """Populate copies what is near enough; what is new or changed flows whenever it is."""

    #: Titles, with the days from today on which the appointments are.
    DAYS = {"Long ago": -40, "Last week": -7, "Next month": 30, "Far ahead": 400}
    NEAR = {"Last week", "Next month"}

    def set_up_once(self):
        super().set_up_once()
        self.ana.write({"google_past_days": 30, "google_future_days": 365})
        self.make_google_account(self.ana)

    def _moments(self, days):
        start = fields.Datetime.now() + timedelta(days)
        return start, start + timedelta(hours=1)

    def _odoo_create_all(self):
        for title, days in self.DAYS.items():
            start, stop = self._moments(days)
            self.odoo_create(self.ana, title, start=start, stop=stop)
        self.commit()

    def _google_insert_all(self):
        for title, days in self.DAYS.items():
            start, stop = ({"dateTime": f"{at.isoformat()}Z"} for at in self._moments(days))
            self.google_insert(self.ana, title, start=start, end=stop)

    def _connect_later(self, **settings):
        """Connect so late that what is there by now is the past, on whichever side."""
        account = self.connect(self.ana, **settings)
        account.known_since = fields.Datetime.now() + timedelta(minutes=1)
        return account

    def test_populate_google(self):
        self._odoo_create_all()
        self._connect_later(google_populate_google=True)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), self.NEAR)

    def test_populate_odoo(self):
        self._google_insert_all()
        account = self._connect_later(google_populate_odoo=True)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), self.NEAR)
        (line,) = self.last_run(account).line_ids.filtered(lambda line: not line.verb)
        self.assertIn("Outside the days", line.message)
        self.assertIn("2", line.title)

    def test_what_is_new_flows_whenever_it_is(self):
        self.connect(self.ana)
        self.sync()
        self._odoo_create_all()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), set(self.DAYS))
        self.env["calendar.event"].search([("user_id", "=", self.ana.id)]).unlink()
        self.sync()
        self._google_insert_all()
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), set(self.DAYS))

    def test_a_wider_window_brings_the_rest(self):
        self._google_insert_all()
        self._connect_later(google_populate_odoo=True)
        self.sync()
        self.ana.write({"google_past_days": 50, "google_populate_odoo": True})
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {*self.NEAR, "Long ago"})

    def test_days_that_make_no_sense_are_refused(self):
        for name, days in (
            ("google_past_days", -1),
            ("google_past_days", 10**6),
            ("google_future_days", 0),
        ):
            with self.subTest(name, days=days), self.assertRaisesRegex(ValidationError, "How far"):
                self.ana[name] = days


@tagged("post_install", "-at_install")
class TestProgress(GoogleSyncCase):
    """Copying much to Google takes several runs; the user sees how far it is."""

    COUNT = 7

    def set_up_once(self):
        super().set_up_once()
        for number in range(self.COUNT):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        self.commit()
        self.account = self.connect(self.ana, google_populate_google=True)

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(event_kind, "MOST_WRITES", 3))

    def _progress(self):
        self.env.invalidate_all()
        kind = tasks.COPY["google"]
        return tasks.done(self.account, kind), tasks.total(self.account, kind)

    def _again(self):
        """Let the time pass that the account, or a record of it, was told to wait."""
        past = fields.Datetime.now() - timedelta(minutes=1)
        self.account.write({"retry_at": False, "runner": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = past
        self.sync()

    def _assert_all_copied_once(self):
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), self.COUNT)
        self.assertEqual(len(self.google_events(self.ana)), self.COUNT)
        self.assertFalse(self.ana.google_populate_google)
        self.assertEqual(self._progress(), (0, 0))

    def test_the_box_is_unticked_when_all_is_copied(self):
        claim, seen = Runner._claim, []

        def look(this, limit):
            if not this.waiting:
                self.env.invalidate_all()
                seen.append((self.ana.google_populate_google, *self._progress()))
            return claim(this, limit)

        with patch.object(Runner, "_claim", look):
            self.sync()
        self.assertEqual(seen, [(True, 0, 0), (True, 3, 7), (True, 6, 7), (False, 0, 0)])
        self._assert_all_copied_once()

    def test_a_run_that_is_killed_is_resumed(self):
        send, sent = runner._send, []

        def send_and_die(*args):
            answer = send(*args)
            sent.append(answer)
            if len(sent) == 2:
                raise Killed
            return answer

        # Odoo's assertRaises would undo what the run has committed.
        with patch.object(runner, "_send", send_and_die), suppress(Killed):
            self.sync()
        self.assertEqual(len(self.google_events(self.ana)), 6, "three of them unheard")
        self.assertEqual(self._progress(), (3, 7))
        self.assertTrue(self.ana.google_populate_google)
        self._again()
        self._assert_all_copied_once()

    def test_what_google_cannot_take_for_the_moment_keeps_the_box_ticked(self):
        self.fault("events.insert", status=503, summary="Visit 4", times=-1)
        self.sync()
        self.assertEqual(self._progress(), (6, 7))
        (shown,) = self.ana.with_user(self.ana).google_sync_tasks
        self.assertEqual((shown["state"], shown["done"], shown["total"]), ("running", 6, 7))
        self.assertTrue(self.ana.google_populate_google)
        self.control("DELETE", "/_fake/faults")
        self._again()
        self._assert_all_copied_once()

    def test_nothing_is_said_while_nothing_is_copied(self):
        self.ana.google_populate_google = False
        self.sync()
        (shown,) = self.ana.google_sync_tasks
        self.assertEqual(shown["state"], "stopped")

    def test_what_google_refuses_for_good_does_not_keep_it(self):
        self.fault("events.insert", status=400, summary="Visit 4", times=-1)
        self.sync()
        self.assertFalse(self.ana.google_populate_google)
        self.assertEqual(self.ana.google_sync_failed_count, 1)

    def test_everything_is_looked_at_once(self):
        with patch.object(EventRecords, "schedule", autospec=True) as schedule:
            schedule.return_value = (
                self.env["calendar.event"].search([("user_id", "=", self.ana.id)]).ids
            )
            self.sync()
        schedule.assert_called_once()

    def test_ticked_again_it_begins_anew(self):
        self.fault("events.insert", status=503, times=-1)
        self.sync()
        self.assertEqual(self._progress(), (0, 7))
        self.ana.google_populate_google = False
        self.take()
        self.assertEqual(self._progress(), (0, 0))
