from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from psycopg2.errors import SerializationFailure

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..google_api import calendar as google_calendar
from ..google_api import oauth
from ..google_api.errors import RetryLater
from ..sync import runner
from ..sync.calendar_run import CalendarRun
from ..sync.runner import Runner
from .common import GoogleSyncCase


class AdversityCase(GoogleSyncCase):
    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana)
        self.sync()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))

    def sync(self, *accounts):
        """A run that would never end fails instead."""
        claim, claims = Runner._claim, []

        def counted(*args):
            claims.append(True)
            self.assertLess(len(claims), 10, "the same account is claimed again and again")
            return claim(*args)

        with patch.object(Runner, "_claim", counted):
            return super().sync(*accounts)

    @contextmanager
    def meanwhile(self, place, action):
        """Do something once, right after Google has answered."""
        ask, done = getattr(runner, place), []

        def ask_and_act(*args):
            answer = ask(*args)
            if not done:
                done.append(action)
                self._in_the_middle.append(action)
            return answer

        self._in_the_middle = []
        step = Runner._step

        def act_first(this, *args):
            while self._in_the_middle:
                self._in_the_middle.pop()()
                self.commit()
            return step(this, *args)

        with patch.object(runner, place, ask_and_act), patch.object(Runner, "_step", act_first):
            yield


@tagged("post_install", "-at_install")
class TestDisturbedRuns(AdversityCase):
    """Whatever happens in the middle of a run."""

    def _disturb_commits(self, nth):
        """Let the commit of the nth step fail as if somebody had written the same rows."""
        environment, entered = Runner._environment, []

        @contextmanager
        def disturbed(this):
            with environment(this) as env:
                yield env
                entered.append(True)
                if len(entered) == nth:
                    env.flush_all()
                    raise SerializationFailure("somebody else was faster")

        return patch.object(Runner, "_environment", disturbed)

    def test_a_step_is_done_again_when_its_commit_is_refused(self):
        for nth in (2, 3):  # the first one is the claim
            event = self.odoo_create(self.ana, f"Check-up {nth}")
            self.google_insert(self.ana, f"Lunch {nth}")
            with self._disturb_commits(nth):
                self.sync()
            self.assertEqual(self.link(self.account, event).state, "synced")
            self.assertIn(f"Lunch {nth}", self.odoo_events(self.ana))
            self.assertFalse(self.account.message)

    def test_a_claim_is_done_again_when_its_commit_is_refused(self):
        event = self.odoo_create(self.ana, "Check-up")
        with self._disturb_commits(1):
            self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")

    def test_an_error_of_ours_stays_with_its_account(self):
        ben = self.new_user("ben")
        other = self.connect(ben)
        self.sync()
        for place in ("_fetch", "_send"):
            self.odoo_create(self.ana, place)
            self.odoo_create(ben, place)
            ask = getattr(google_calendar, {"_fetch": "list_changes", "_send": "send"}[place])

            def broken(session, *args, ask=ask):
                if session._key == self.account.id:
                    raise KeyError("etag")
                return ask(session, *args)

            with (
                patch.object(google_calendar, ask.__name__, broken),
                self.assertLogs("odoo.addons.google_sync", "ERROR"),
            ):
                self.sync()
            self.assertIn(place, self.google_events(ben))
            self.assertFalse(other.message)
            self.assertTrue(self.account.message)
            self.account.retry_at = False

    def test_an_account_that_cannot_even_fail_stays_alone(self):
        ben = self.new_user("ben")
        self.connect(ben)
        self.sync()
        self.odoo_create(ben, "Check-up")
        fail = CalendarRun.fail

        def unable(this, env, error):
            if this.job.claimed_id == self.account.id:
                raise SerializationFailure("again")
            return fail(this, env, error)

        self.fault("*", status=503, reason="backendError", times=-1, account=self.email(self.ana))
        with (
            patch.object(CalendarRun, "fail", unable),
            self.assertLogs("odoo.addons.google_sync", "ERROR"),
        ):
            self.sync()
        self.assertIn("Check-up", self.google_events(ben))

    def test_no_client_is_no_failure_of_the_job(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", False)
        self.sync()
        self.assertEqual(self.account.state, "connected")

    def test_disconnecting_meanwhile_stays_disconnected(self):
        for place in ("_fetch", "_send"):
            self.odoo_create(self.ana, place)
            with self.meanwhile(place, self.account._disconnect):
                self.sync()
            self.assertEqual(self.account.state, "disconnected")
            self.assertFalse(self.env["google.sync.token"].search_count([]))
            self.account = self.connect(self.ana)
            self.sync()

    def test_another_calendar_meanwhile_gets_nothing_of_the_former(self):
        self.google_insert(self.ana, "Lunch")
        calendar = google_calendar.CalendarEntry("other@example", "Other", "Europe/Paris")
        with (
            self.meanwhile("_fetch", lambda: self.account._choose_calendar(calendar)),
            patch.object(Runner, "run", _once),
        ):
            self.sync()
        self.assertFalse(self.account.link_ids)
        self.assertFalse(self.account.sync_token)

    def test_disconnecting_while_google_is_down_changes_nothing_and_says_so(self):
        with (
            patch.object(oauth, "revoke", side_effect=RetryLater("no_answer", "Timeout")),
            self.assertRaisesRegex(UserError, "did not answer"),
        ):
            self.disconnect(self.ana)
        self.assertEqual(self.account.state, "connected")

    def test_the_account_is_deleted_meanwhile(self):
        self.odoo_create(self.ana, "Check-up")
        with self.meanwhile("_send", self.account.unlink):
            self.sync()

    def test_populate_ticked_meanwhile_is_not_forgotten(self):
        past = self.odoo_create(self.ana, "Past")
        self.env["google.sync.change"].search([]).unlink()
        self.commit()
        self.env["google.sync.change"].search([]).unlink()
        ticked = {"google_populate_google": True, "google_populate_odoo": True}

        def tick():
            self.ana.write(ticked)
            self.account._request_sync()

        with self.meanwhile("_fetch", tick):
            self.sync()
        self.assertEqual(self.link(self.account, past).state, "synced")
        self.assertFalse(self.ana.google_populate_google)

    def test_a_fresh_token_of_a_former_consent_does_not_replace_a_newer_one(self):
        tokens = self.env["google.sync.token"]
        old = tokens.load(self.account)[self.account.id]
        tokens.store(self.account, replace(old, expiry=old.expiry - timedelta(hours=2)))
        with self.meanwhile("_fetch", lambda: self.connect(self.ana)):
            self.sync()
        self.assertNotEqual(
            tokens.load(self.account)[self.account.id].refresh_token, old.refresh_token
        )


def _once(self):
    with runner.ThreadPoolExecutor(1) as pool:
        self._run_claimed(self._claim(), pool)


@tagged("post_install", "-at_install")
class TestEndless(AdversityCase):
    """A run ends, whatever Google says, and so does the scheduled action."""

    def _due(self):
        self.env["google.sync.link"].search([]).retry_at = fields.Datetime.now() - timedelta(1)

    def test_a_link_whose_event_is_out_of_scope_by_now(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.google_patch(self.ana, google_id, recurrence=["RRULE:FREQ=DAILY;COUNT=3"])
        self._due()
        self.odoo_events(self.ana)["Lunch"].write(
            {"recurrency": True, "rrule_type": "daily", "count": 3, "interval": 1}
        )
        self.sync()

    def test_an_event_that_is_always_newer(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        event.name = "Long check-up"
        self.fault("events.patch", status=412, times=-1)
        self.sync()
        self.assertFalse(self.account.message)
        self.control("DELETE", "/_fake/faults")
        self._due()
        self.sync()
        self.assertIn("Long check-up", self.google_events(self.ana))

    def test_an_id_that_is_always_taken(self):
        self.odoo_create(self.ana, "Check-up")
        self.fault("events.insert", status=409, times=-1)
        self.sync()

    def test_an_event_that_cannot_be_looked_at(self):
        for status in (503, 403, 400, 500):
            self.google_insert(self.ana, f"Lunch {status}")
            self.sync()
            self._due()
            self.fault("events.get", status=status, reason="unknown", times=-1)
            self.sync()
            self.control("DELETE", "/_fake/faults")

    def test_many_writes_with_one_that_google_refuses(self):
        for number in range(120):
            self.odoo_create(self.ana, f"Check-up {number}")
        self.fault("events.insert", status=400, summary="Check-up 77", times=-1)
        self.fault(
            "events.insert", status=403, reason="quotaExceeded", summary="Check-up 3", times=-1
        )
        self.sync()
        self.assertEqual(len(self.google_events(self.ana)), 118)
        failed = self.env["google.sync.link"].search([("state", "=", "failed")])
        self.assertEqual(failed.title, "Check-up 77")


@tagged("post_install", "-at_install")
class TestForeignHands(AdversityCase):
    """What one user may not do to another."""

    def setUp(self):
        super().setUp()
        self.ben = self.new_user("ben")

    def test_a_made_up_mark_opens_nobodys_meeting(self):
        secret = self.odoo_create(self.ben, "Secret", privacy="private")
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        mark = {"private": {"odoo": f"{database}:{secret.id}"}}
        self.google_insert(self.ana, "Mine", extendedProperties=mark)
        self.sync()
        self.assertEqual(secret.partner_ids, self.ben.partner_id)
        self.assertEqual(secret.name, "Secret")
        self.assertIn("Mine", self.odoo_events(self.ana))

    def test_nobody_reads_anothers_google_page(self):
        ana = self.ana.with_user(self.ben)
        for name in ("google_sync_email", "google_sync_message", "google_sync_last"):
            self.assertFalse(ana[name])
        self.assertFalse(ana.search([("google_sync_account_ids.google_email", "like", "ana")]))
        self.assertEqual(self.ana.with_user(self.ana).google_sync_email, self.email(self.ana))
        lines = self.env["google.sync.run.line"].with_user(self.ben)
        self.odoo_create(self.ana, "Secret")
        self.sync()
        self.assertFalse(lines.search([]))
        self.assertFalse(lines._read_group([("title", "=", "Secret")], ["run_id"], ["__count"]))
        links = self.account.link_ids.with_user(self.ben)
        for method in ("read", "action_retry"):
            with self.assertRaises(AccessError):
                getattr(links, method)()
        for method in ("action_sync_now", "action_approve_deletions", "action_undo_deletions"):
            with self.assertRaises(AccessError):
                getattr(self.account.with_user(self.ben), method)()


@tagged("post_install", "-at_install")
class TestPauses(AdversityCase):
    """What happens while nothing is synchronized is seen afterwards."""

    def test_changed_while_the_company_had_it_switched_off(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.enabled", "False")
        event.name = "Long check-up"
        self.odoo_create(self.ana, "New")
        self.commit()
        parameters.set_param("google_sync.enabled", "True")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up", "New"})

    def test_changed_while_the_user_was_archived(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.sync()
        self.ana.active = False
        self.commit()
        event.name = "Long check-up"
        self.commit()
        self.assertFalse(self.env["google.sync.change"].search([]))
        self.ana.active = True
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Long check-up"})


@tagged("post_install", "-at_install")
class TestTime(AdversityCase):
    """The scheduled action comes back when there is something to do, and not before."""

    def _triggers(self):
        cron = self.env.ref("google_sync.ir_cron_sync")
        return self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])

    def test_somebody_deleted_the_scheduled_action(self):
        self.env.ref("google_sync.ir_cron_sync").unlink()
        event = self.odoo_create(self.ana, "Check-up")
        self.commit()
        self.ana.with_user(self.ana).action_google_sync_now()
        settings = self.env["res.config.settings"].create({})
        self.assertEqual(settings.google_sync_interval, 5)
        settings.execute()
        self.sync()
        self.assertEqual(self.link(self.account, event).state, "synced")

    def test_a_failing_account_is_tried_again_when_it_was_promised(self):
        self.fault("*", status=503, times=-1)
        self.sync()
        self.assertIn(self.account.retry_at, self._triggers().mapped("call_at"))

    def test_what_google_could_not_take_is_sent_in_a_minute(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.fault("events.insert", status=503, times=-1)
        self.sync()
        link = self.link(self.account, event)
        self.assertEqual(link.state, "pending")
        self.assertIn(link.retry_at, self._triggers().mapped("call_at"))

    def test_the_time_of_the_scheduled_action_is_up(self):
        ben = self.new_user("ben")
        self.connect(ben)
        before = self._triggers()
        cron = type(self.env["ir.cron"])
        with (
            patch.object(runner, "CLAIM", 1),
            patch.object(cron, "_commit_progress", lambda *args, **kwargs: 0),
        ):
            self.sync()
        self.assertTrue(self._triggers() - before)


@tagged("post_install", "-at_install")
class TestStrangeEvents(AdversityCase):
    """What people, other programs and other modules do to appointments."""

    def setUp(self):
        super().setUp()
        self.ben = self.new_user("ben")

    def _assert_settled(self):
        """Both sides agree, no account is in trouble, nobody was mailed, nothing is left to do."""
        self.sync()
        self.sync()
        self.requests_made()
        self.sync()
        writes = {f"calendar.events.{verb}" for verb in ("insert", "patch", "delete")}
        self.assertFalse(writes.intersection(made["method"] for made in self.requests_made()))
        self.assertFalse(self.mails())
        self.assertFalse(self.account.message)

    def test_texts_of_all_kinds(self):
        family, reversed_arabic = "\U0001f468\u200d\U0001f467", "\u202e\u0645\u0631\u062d\u0628"
        texts = [
            family,
            reversed_arabic,
            "\u200b",
            "<b>&amp;lt;</b> & <",
            "a\rb\u2028c",
            "x" * 8000,
        ]
        for number, text in enumerate(texts):
            self.odoo_create(self.ana, f"{number}{text}", description=text, location=text)
            self.google_insert(self.ana, f"{text}{number}", description=text, location=text)
        self._assert_settled()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 12)
        self.assertFalse(self.env["google.sync.link"].search([("state", "!=", "synced")]))

    def test_times_of_all_kinds(self):
        for start, stop in (
            ("2027-03-28 00:30:00", "2027-03-28 01:30:00"),
            ("2027-10-31 00:30:00", "2027-10-31 01:30:00"),
            ("2027-03-02 09:00:07", "2027-03-02 09:00:59"),
            ("2027-03-02 09:00:00", "2027-03-02 09:00:00"),
            ("2027-12-31 22:00:00", "2028-01-02 22:00:00"),
        ):
            self.odoo_create(self.ana, f"Odoo {start}", start=start, stop=stop)
            iso = [moment.replace(" ", "T") + "Z" for moment in (start, stop)]
            self.google_insert(
                self.ana,
                f"Google {start}",
                start={"dateTime": iso[0], "timeZone": "America/New_York"},
                end={"dateTime": iso[1], "timeZone": "Asia/Kolkata"},
            )
        self._assert_settled()
        for title, event in self.odoo_events(self.ana).items():
            in_google = self.google_events(self.ana)[title]["start"]["dateTime"]
            moment = datetime.fromisoformat(in_google.replace("Z", "+00:00"))
            self.assertEqual(moment, event.start.replace(tzinfo=timezone.utc))

    def test_the_organizer_changes_hands(self):
        self.connect(self.ben)
        event = self.odoo_create(self.ana, "Meeting", user_id=self.ana.id)
        self._assert_settled()
        event.write({"user_id": self.ben.id, "partner_ids": [(4, self.ben.partner_id.id)]})
        self._assert_settled()
        self.assertIn("Meeting", self.google_events(self.ana))
        self.assertIn("Meeting", self.google_events(self.ben))
        event.partner_ids -= self.ana.partner_id
        self._assert_settled()
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_an_appointment_is_duplicated(self):
        event = self.odoo_create(self.ana, "Check-up")
        self._assert_settled()
        event.with_user(self.ana).copy()
        self._assert_settled()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)

    def test_it_begins_to_repeat_and_ends_to(self):
        event = self.odoo_create(self.ana, "Check-up")
        self._assert_settled()
        event.write(
            {
                "recurrency": True,
                "rrule_type": "daily",
                "end_type": "count",
                "count": 3,
                "interval": 1,
            }
        )
        self._assert_settled()
        event.write({"recurrency": False, "recurrence_update": "all_events"})
        self._assert_settled()

    def test_somebody_elses_meeting_is_called_off_and_on_again(self):
        boss = self.new_user("boss")
        self.make_google_account(boss)
        self.ana.google_import_tentative = True
        google_id = self.google_insert(boss, "Board", attendees=[{"email": self.email(self.ana)}])
        self._assert_settled()
        event = self.odoo_events(self.ana)["Board"]
        self.assertEqual(event.google_sync_organizer, self.email(boss))
        self.google_delete(boss, google_id)
        self._assert_settled()
        self.assertNotIn("Board", self.odoo_events(self.ana))
        self.google_patch(boss, google_id, status="confirmed")
        self._assert_settled()
        self.assertIn("Board", self.odoo_events(self.ana))

    def test_declined_at_google(self):
        self.connect(self.ben, google_import_tentative=True)
        google_id = self.google_insert(
            self.ana, "Meeting", attendees=[{"email": self.email(self.ben)}]
        )
        self._assert_settled()
        mine = {"email": self.email(self.ben), "responseStatus": "declined"}
        self.google_patch(self.ben, google_id, attendees=[{"email": self.email(self.ana)}, mine])
        self._assert_settled()
        self.assertIn("Meeting", self.odoo_events(self.ana))
        event = self.odoo_events(self.ana)["Meeting"]
        attendee = event.attendee_ids.filtered(lambda a: a.partner_id == self.ben.partner_id)
        self.assertEqual(attendee.state, "declined")

    def test_guests_without_users_and_alarms_that_google_does_not_know(self):
        pia = self.new_user("pia", groups="base.group_portal")
        sms = self.env["calendar.alarm"].search(
            [("alarm_type", "not in", ("notification", "email"))]
        )
        event = self.odoo_create(
            self.ana, "Visit", partner_ids=[(6, 0, (self.ana | pia).partner_id.ids)]
        )
        event.alarm_ids = sms
        self._assert_settled()
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, reminders={"useDefault": False, "overrides": []})
        self._assert_settled()
        self.assertEqual(event.alarm_ids, sms)

    def test_pages_that_are_empty(self):
        self.control("POST", "/_fake/settings", {"empty_pages": True})
        for number in range(4):
            self.google_insert(self.ana, f"Lunch {number}")
        self._assert_settled()
        self.control("POST", "/_fake/settings", {"empty_pages": False})
        self.assertEqual(len(self.odoo_events(self.ana)), 4)

    def test_answers_that_get_lost(self):
        for kind in ("timeout_after", "reset", "timeout_before"):
            for match in ("events.insert", "events.patch", "events.delete", "batch"):
                self.fault(match, kind=kind, seconds=0.01, times=3)
                one = self.odoo_create(self.ana, f"One {kind} {match}")
                two = self.odoo_create(self.ana, f"Two {kind} {match}")
                self._catch_up()
                one.name += "!"
                two.unlink()
                self._catch_up()
                one.unlink()
                self._catch_up()
                self.control("DELETE", "/_fake/faults")
                self._catch_up()
                self.assertFalse(self.google(self.ana, "GET")["items"])

    def _catch_up(self):
        self.sync()
        past = fields.Datetime.now() - timedelta(1)
        self.account.retry_at = False
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = past

    def test_an_odoo_that_changes_what_it_is_given(self):
        create = type(self.env["calendar.event"]).create

        def capitals(this, vals_list):
            events = create(this, vals_list)
            for event in events:
                event.name = event.name.upper()
            return events

        self.patch(type(self.env["calendar.event"]), "create", capitals)
        self.google_insert(self.ana, "Lunch")
        self._catch_up()
        self._assert_settled()
        self.assertIn("LUNCH", self.google_events(self.ana))
