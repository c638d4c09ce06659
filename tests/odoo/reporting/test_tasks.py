"""Long work: it begins at once, says how far it is, can be stopped, and says when it is done."""

import threading
from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ....google_api.transport import session as session_module
from ....google_api.transport.session import Session
from ....sync import runner
from ....sync.operations import move_calendar, remove_from_google
from ....sync.reconcile import revert
from ....sync.reconcile.kinds import events as event_kind
from ....sync.reporting import tasks
from ....sync.run.calendar import CalendarRun
from ... import browsers
from ...undo_case import UndoCase


class TaskCase(UndoCase):
    """Ana is connected since 2027, with seven appointments from before that."""

    COUNT = 7

    def set_up_once(self):
        super().set_up_once()
        self.env["mail.presence"].create({"user_id": self.ana.id, "status": "online"})
        self.titles = {f"Visit {number}" for number in range(self.COUNT)}
        for title in self.titles:
            self.odoo_create(self.ana, title, show_as="free")
        self.commit()
        self.account = self.connect(self.ana)
        self.account.known_since = "2099-01-01"
        self.take()
        self.env["google.sync.change"].search([]).unlink()
        self.sync()

    def setUp(self):
        super().setUp()
        for module, name in (
            (event_kind, "MOST_WRITES"),
            (move_calendar, "MOST_MOVES"),
            (remove_from_google, "MOST_REMOVALS"),
            (revert, "MOST_UNDONE"),
        ):
            self.enterContext(patch.object(module, name, 3))

    def shown(self, kind):
        """State, done and total of a piece of work, as Ana sees it."""
        self.env.invalidate_all()
        under_way = self.ana.with_user(self.ana).google_sync_tasks or ()
        found = [one for one in under_way if one["kind"] == kind]
        return tuple(found[0][name] for name in ("state", "done", "total")) if found else None

    def run_once(self):
        """One run, as a worker does that has little time."""
        with self.claiming_once():
            self.sync()

    def stop(self, kind):
        self.ana.with_user(self.ana).action_google_stop(kind)
        self.commit()

    def told(self, kind):
        """What the bus brings to Ana's browsers."""
        self.commit()
        return browsers.told(self.env, self.ana, kind)


@tagged("post_install", "-at_install")
class TestCopying(TaskCase):
    def test_it_begins_at_once_and_says_so(self):
        self.assertFalse(self.env["google.sync.account"].any_due())
        self.told("simple_notification")
        self.ana.with_user(self.ana).write({"google_populate_google": True})
        self.assertEqual(self.shown("to_google"), ("running", 0, 0), "from the first second")
        (told,) = self.told("simple_notification")
        self.assertIn("starts now", told["message"])
        self.take()
        self.assertTrue(self.env["google.sync.account"].any_due(), "not with the next sync only")

    def test_it_says_so_in_the_language_of_the_user(self):
        """Not in that of the program by which they do it."""
        self.env["res.lang"]._activate_lang("de_DE")
        self.ana.lang = "de_DE"
        self.told("simple_notification")
        mine = self.ana.with_user(self.ana).with_context(lang="en_US")
        mine.write({"google_populate_google": True})
        (told,) = self.told("simple_notification")
        self.assertEqual(told["message"], "Bestehende Termine werden jetzt kopiert.")

    def test_how_far_it_is_and_that_it_is_done(self):
        self.ana.google_populate_google = True
        self.commit()
        self.told("google_sync.status")
        self.run_once()
        self.assertEqual(self.shown("to_google"), ("running", 3, 7))
        told = [one["tasks"] for one in self.told("google_sync.status")]
        self.assertIn(3, [task["done"] for tasks in told for task in tasks], "live")
        self.sync()
        self.assertEqual(self.shown("to_google"), ("done", 7, 7))
        self.assertEqual(set(self.google_events(self.ana)), self.titles)

    def test_the_minutes_left_know_what_google_takes_in_a_minute(self):
        tasks.begin(self.account, tasks.COPY["google"], 1_404)
        tasks.left(self.account, tasks.COPY["google"], 854)  # as fast as a burst may be
        self.ana.google_populate_google = True
        (shown,) = tasks.shown(self.account)
        self.assertEqual((shown["done"], shown["minutes"]), (550, 2))

    def test_what_is_held_up_does_not_look_busy(self):
        self.ana.tz = "America/New_York"
        self.ana.google_populate_google = True
        self.run_once()
        self.assertEqual(self.shown("to_google"), ("waiting", 0, 0))
        self.ana.with_user(self.ana).action_google_use_google_zone()
        self.run_once()
        self.assertEqual(self.shown("to_google"), ("running", 3, 7))
        self.fault("events.list", status=503, times=-1)
        self.ana.with_user(self.ana).action_google_sync_now()
        self.run_once()
        self.assertEqual(self.shown("to_google"), ("waiting", 3, 7))

    def test_the_bar_moves_while_google_is_answering(self):
        seen, told = [], threading.Event()
        send, tell = Session._send, CalendarRun.tell_how_far

        def send_slowly(session, part):
            answers = send(session, part)
            told.clear()
            session.answered += len(answers)
            told.wait(60)
            return answers

        def tell_and_look(run, env):
            tell(run, env)
            seen.append(env["google.sync.account"].browse(self.account.id).shown_tasks[0]["done"])
            told.set()

        self.ana.google_populate_google = True
        with (
            patch.object(event_kind, "MOST_WRITES", 7),
            patch.object(session_module, "BATCH", 2),
            patch.object(runner, "LOOK_AGAIN", 0.05),
            patch.object(Session, "_send", send_slowly),
            patch.object(CalendarRun, "tell_how_far", tell_and_look),
        ):
            self.sync()
        self.assertLess({2, 4, 6}, {*seen, 7})
        self.assertEqual(self.shown("to_google"), ("done", 7, 7))

    def test_what_google_refuses_is_not_called_copied(self):
        self.fault("events.insert", status=400, summary="Visit 4", times=-1)
        self.ana.google_populate_google = True
        self.sync()
        self.assertEqual(self.shown("to_google"), ("done", 6, 7))

    def test_stopping_leaves_the_rest_and_what_is_new_goes_on(self):
        self.ana.google_populate_google = True
        self.run_once()
        sent = set(self.google_events(self.ana))
        self.assertEqual(len(sent), 3)
        self.stop("to_google")
        self.assertEqual(self.shown("to_google"), ("stopping", 3, 7))
        new = self.odoo_create(self.ana, "New one")
        self.sync()
        self.assertEqual(self.shown("to_google"), ("stopped", 3, 7))
        self.assertEqual(set(self.google_events(self.ana)), {*sent, "New one"})
        self.assertFalse(self.ana.google_populate_google)
        left = self.env["calendar.event"].search([("name", "in", list(self.titles - sent))])
        reasons = set(left.with_user(self.ana).mapped("google_sync_status"))
        self.assertEqual(reasons, {"excluded"})
        self.assertEqual(new.with_user(self.ana).google_sync_status, "synced")
        self.ana.google_populate_google = True
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {*self.titles, "New one"})

    def test_who_switches_the_sync_off_sees_no_bar(self):
        self.ana.google_populate_google = True
        self.run_once()
        self.assertEqual(self.shown("to_google"), ("running", 3, 7))
        self.ana.google_sync_enabled = False
        self.assertIsNone(self.shown("to_google"))
        self.ana.google_sync_enabled = True
        self.assertEqual(self.shown("to_google"), ("running", 3, 7))

    def test_what_was_changed_meanwhile_is_not_withdrawn(self):
        self.account.known_since = "2026-01-01"
        self.ana.google_populate_google = True
        self.run_once()
        self.stop("to_google")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), self.titles)

    def test_copying_to_odoo(self):
        for number in range(4):
            self.google_insert(self.ana, f"Lunch {number}")
        self.ana.google_populate_odoo = True
        self.sync()
        self.assertEqual(self.shown("to_odoo"), ("done", 4, 4))


@tagged("post_install", "-at_install")
class TestOtherWork(TaskCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_populate_google = True
        self.sync()

    def _move(self):
        action = self.ana.with_user(self.ana).action_google_choose_calendar()
        wizard = self.env[action["res_model"]].with_user(self.ana).browse(action["res_id"])
        wizard.write({"choice": "dedicated", "name": "Practice"})
        wizard.action_apply()
        self.commit()

    def test_moving(self):
        self._move()
        self.run_once()
        self.assertEqual(self.shown("move"), ("running", 3, 7))
        self.sync()
        self.assertEqual(self.shown("move"), ("done", 7, 7))
        self.assertFalse(self.google_events(self.ana), "of the main calendar")

    def test_stopping_a_move(self):
        self._move()
        self.run_once()
        self.stop("move")
        self.sync()
        self.assertEqual(self.shown("move"), ("stopped", 3, 7))
        self.assertEqual(len(self.google_events(self.ana)), 4)

    def test_removing(self):
        self.disconnect(self.ana, "remove")
        self.run_once()
        self.assertEqual(self.shown("remove"), ("running", 3, 7))
        self.sync()
        self.assertEqual(self.shown("remove"), ("done", 7, 7))
        self.assertEqual(self.account.state, "disconnected")

    def test_stopping_a_removal(self):
        self.disconnect(self.ana, "remove")
        self.run_once()
        self.stop("remove")
        self.take()
        self.assertEqual(self.shown("remove"), ("stopped", 3, 7))
        self.assertEqual(self.account.state, "disconnected")

    def test_only_a_removal_is_stopped_by_disconnecting(self):
        self.stop("remove")
        self.take()
        self.assertEqual(self.account.state, "connected")

    def test_work_that_is_unknown(self):
        with self.assertRaises(ValidationError):
            self.stop("everything")

    def _run_of_seven(self):
        """The user renames everything in Google, and one sync brings it to Odoo."""
        for title, event in self.google_events(self.ana).items():
            self.google_patch(self.ana, event["id"], summary=f"Long {title}")
        self.sync()
        return self.last_run(self.account)

    def test_undoing(self):
        self.undo(self._run_of_seven(), sync=False)
        self.run_once()
        self.assertEqual(self.shown("undo"), ("running", 3, 7))
        self.sync()
        self.sync()
        self.assertEqual(self.shown("undo"), ("done", 7, 7))
        self.assertEqual(set(self.google_events(self.ana)), self.titles)

    def test_undoing_is_told_until_appointments_and_contacts_are_done(self):
        self.ana.google_contact_category_id = self.env["res.partner.category"].create({"name": "A"})
        for part, total in ((self.account, 3), (self.account.contacts_ids, 4)):
            tasks.begin(part, tasks.UNDO, total)
        tasks.end(self.account, tasks.UNDO)
        self.assertEqual(self.shown("undo"), ("running", 0, 4))
        tasks.end(self.account.contacts_ids, tasks.UNDO)
        self.assertEqual(self.shown("undo"), ("done", 3, 3))

    def test_stopping_an_undo(self):
        run = self._run_of_seven()
        undo = self.undo(run, sync=False)
        self.run_once()
        self.stop("undo")
        self.sync()
        self.assertEqual(self.shown("undo"), ("stopped", 3, 7))
        titles = set(self.google_events(self.ana))
        self.assertEqual(len(titles & self.titles), 3)
        self.assertEqual(len(titles - self.titles), 4)
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertNotEqual(undo.state, "running")
        self.assert_still()
