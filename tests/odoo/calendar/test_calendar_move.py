from contextlib import suppress
from unittest.mock import patch

from odoo.tests import tagged

from ....google_api.calendar import writes as google_writes
from ....google_api.transport.errors import HandedBack
from ....google_api.transport.outcomes import Failed
from ....sync import runner
from ....sync.operations import move_calendar
from ...calendar_case import CalendarCase
from ...common import Killed


class CalendarMoveCase(CalendarCase):
    """The user picks another calendar, and takes the appointments along."""

    COUNT = 5

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        for number in range(self.COUNT):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        self.sync()
        self.first = self.account.calendar_id
        self.ids = {title: event["id"] for title, event in self.google_events(self.ana).items()}

    def setUp(self):
        super().setUp()
        self.enterContext(patch.object(move_calendar, "MOST_MOVES", 2))

    def _assert_moved(self):
        """Everything is in the new calendar, once, and linked."""
        self.assertEqual(set(self.titles(self.account.calendar_id)), set(self.ids))
        self.assertFalse(self.titles(self.first))
        links = self.account.link_ids
        self.assertEqual(set(links.mapped("collection")), {self.account.calendar_id})
        self.assertEqual(set(links.mapped("state")), {"synced"})
        self.assertEqual(len(links), self.COUNT)
        self.assertEqual(set(self.odoo_events(self.ana)), set(self.ids))
        self.assertFalse(self.account.message)
        self.assertFalse(self.mails())

    def _again(self):
        self.account.write({"retry_at": False, "runner": False})
        self.account.link_ids.filtered("retry_at").retry_at = "2020-01-01"
        self.sync()

    def _send_and_die(self, *args, send_moves=move_calendar.send_moves):
        send_moves(*args)
        raise Killed


@tagged("post_install", "-at_install")
class TestCalendarMove(CalendarMoveCase):
    def test_the_main_calendar_is_called_as_on_the_google_page(self):
        ana = self.ana.with_user(self.ana)
        action = ana.action_google_choose_calendar()
        wizard = ana.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual(wizard.option_id.name, "Main calendar")
        self.assertEqual(wizard.option_id.name, ana.google_sync_calendar_name)

    def test_they_keep_their_ids_and_stay_in_sync(self):
        self.choose_calendar()
        self.sync()
        self._assert_moved()
        self.assertEqual(self.titles(self.account.calendar_id), self.ids)
        self.odoo_events(self.ana)["Visit 0"].name = "Long visit"
        self.sync()
        self.assertIn("Long visit", self.titles(self.account.calendar_id))
        self.assertFalse(self.titles(self.first))

    def test_the_log_tells_it(self):
        self.choose_calendar()
        self.sync()
        messages = self.env["google.sync.run.line"].search([]).mapped("message")
        self.assertIn("Moved to the calendar “Practice”.", messages)

    def test_left_where_they_are(self):
        self.choose_calendar("leave")
        self.sync()
        self.assertEqual(self.titles(self.first), self.ids)
        self.assertFalse(self.titles(self.account.calendar_id))

    def test_what_is_in_both_calendars_counts_once(self):
        self.choose_calendar("leave")
        self.ana.google_populate_google = True
        self.sync()
        self.assertEqual(set(self.titles(self.account.calendar_id)), set(self.titles(self.first)))
        self.assertEqual(self.account.link_count, self.COUNT)

    def test_what_changed_meanwhile_on_both_sides(self):
        self.google_patch(self.ana, self.ids["Visit 0"], location="Room 3")
        self.google_delete(self.ana, self.ids["Visit 1"])
        self.choose_calendar()
        self.odoo_events(self.ana)["Visit 0"].description = "Bring x"
        self.odoo_events(self.ana)["Visit 2"].active = False
        self.odoo_create(self.ana, "New")
        self.sync()
        titles = {"Visit 0", "Visit 3", "Visit 4", "New"}
        self.assertEqual(set(self.titles(self.account.calendar_id)), titles)
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(self.odoo_events(self.ana)["Visit 0"].location, "Room 3")


@tagged("post_install", "-at_install")
class TestAnotherMind(CalendarMoveCase):
    """The user changes their mind while Google moves them: they go back, or disconnect."""

    def _assert_nothing_lost(self):
        """Every appointment is in Odoo, and once in one of the calendars."""
        self.assertEqual(set(self.odoo_events(self.ana)), set(self.ids))
        everywhere = [*self.titles(self.first), *self.titles(self.practice)]
        self.assertEqual(sorted(everywhere), sorted(self.ids))
        self.assertEqual(set(self.account.link_ids.mapped("state")), {"synced"})
        self.assertFalse(self.account.link_ids.filtered("moving_to"))

    def _back(self, appointments):
        self.practice = self.account.calendar_id
        self.choose_calendar(appointments, calendar=self.first)

    def test_back_while_google_moves_them(self):
        """What Google has moved by then it has, though nobody wants it any more."""
        for appointments in ("move", "leave"):
            with self.subTest(appointments):
                self.choose_calendar()
                send_moves, step, backs = move_calendar.send_moves, runner.Runner._step, []

                def send_and_go_back(*args, backs=backs, send_moves=send_moves):
                    backs.append(True)
                    return send_moves(*args)

                def go_back_first(this, *args, backs=backs, step=step, way=appointments):
                    if backs == [True]:
                        backs.append(False)
                        self._back(way)
                    return step(this, *args)

                with (
                    patch.object(move_calendar, "send_moves", send_and_go_back),
                    patch.object(runner.Runner, "_step", go_back_first),
                ):
                    self.sync()
                for _time in range(3):
                    self._again()
                self._assert_nothing_lost()

    def test_back_after_an_answer_was_lost(self):
        for appointments in ("move", "leave"):
            with self.subTest(appointments):
                self.choose_calendar()
                self.fault("events.move", "timeout_after", seconds=0.01, times=-1)
                self.sync()
                self.control("DELETE", "/_fake/faults")
                self._back(appointments)
                for _time in range(4):
                    self._again()
                self._assert_nothing_lost()

    def test_back_while_a_move_is_still_on_its_way(self):
        """Its worker was killed a moment ago, and Google has yet to do it."""
        self.choose_calendar()
        with patch.object(move_calendar, "send_moves", side_effect=Killed), self.dying():
            self.sync()
        self._back("move")
        self.account.write({"retry_at": False, "runner": False})
        self.sync()
        for link in self.account.link_ids.filtered("moving_to"):
            self.google(self.ana, "POST", f"/{link.google_id}/move", destination=self.practice)
        self.assertTrue(self.titles(self.practice), "some have been moved")
        self.odoo_events(self.ana)["Visit 0"].description = "Bring x"
        for _time in range(4):
            self._again()
        self._assert_nothing_lost()
        self.assertFalse(self.titles(self.practice))

    def test_back_though_google_cannot_say_where_they_are(self):
        self.choose_calendar()
        self.fault("batch", "timeout_after", seconds=0.01, times=-1)
        self.sync()
        self.control("DELETE", "/_fake/faults")
        self._back("move")
        self.fault("events.get", status=503, times=-1)
        self._again()
        self.control("DELETE", "/_fake/faults")
        for _time in range(4):
            self._again()
        self._assert_nothing_lost()
        self.assertFalse(self.titles(self.practice))

    def _lose_moves(self):
        """Choose another calendar; a worker is killed once Google has moved the first ones."""
        self.choose_calendar()
        self.practice = self.account.calendar_id
        with patch.object(move_calendar, "send_moves", self._send_and_die), self.dying():
            self.sync()
        self.assertTrue(self.titles(self.practice), "some have been moved")
        self.assertTrue(self.account.link_ids.filtered("moving_to"))

    def _assert_all_removed(self):
        self.assertEqual(self.account.state, "disconnected")
        self.make_google_account(self.ana)
        self.assertFalse(self.titles(self.first))
        self.assertFalse(self.titles(self.practice))
        self.assertEqual(set(self.odoo_events(self.ana)), set(self.ids))
        self.assertFalse(self.account.link_ids)
        self.assertFalse(self.mails())

    def test_removed_after_an_answer_was_lost(self):
        self._lose_moves()
        self.disconnect(self.ana, "remove")
        for _time in range(2):
            self._again()
        self._assert_all_removed()

    def test_removed_though_google_cannot_say_where_they_are(self):
        self._lose_moves()
        self.disconnect(self.ana, "remove")
        self.fault("events.get", status=503, times=-1)
        self._again()
        self.control("DELETE", "/_fake/faults")
        self.assertEqual(self.account.state, "disconnecting")
        for _time in range(2):
            self._again()
        self._assert_all_removed()

    def test_removed_though_the_calendar_was_deleted_meanwhile(self):
        """What had arrived there is gone with it."""
        self._lose_moves()
        self.ask("DELETE", f"/calendar/v3/calendars/{self.practice}", None, {}, self.ana)
        self.disconnect(self.ana, "remove")
        for _time in range(2):
            self._again()
        self.assertEqual(self.account.state, "disconnected")
        self.make_google_account(self.ana)
        self.assertFalse(self.titles(self.first))
        self.assertFalse(self.account.link_ids)

    def test_removed_while_a_move_is_still_on_its_way(self):
        """Its worker was killed a moment ago, and Google does it after it was asked to remove."""
        self.choose_calendar()
        self.practice = self.account.calendar_id
        with patch.object(move_calendar, "send_moves", side_effect=Killed), self.dying():
            self.sync()
        self.disconnect(self.ana, "remove")
        for _time in range(2):
            self.account.write({"retry_at": False, "runner": False})
            self.sync()
        self.assertEqual(self.account.state, "disconnecting")
        for link in self.account.link_ids.filtered("moving_to"):
            self.google(self.ana, "POST", f"/{link.google_id}/move", destination=self.practice)
        for _time in range(2):
            self._again()
        self._assert_all_removed()

    def test_a_removal_that_is_stopped_while_a_move_is_still_on_its_way(self):
        self.choose_calendar()
        self.practice = self.account.calendar_id
        with patch.object(move_calendar, "send_moves", side_effect=Killed), self.dying():
            self.sync()
        self.disconnect(self.ana, "remove")
        self.account.write({"retry_at": False, "runner": False})
        self.sync()
        self.ana.with_user(self.ana).action_google_disconnect_now()
        self.connect(self.ana, google_populate_google=True)
        self.choose_calendar(calendar=self.first)
        self.account.write({"retry_at": False, "runner": False})
        self.sync()
        for link in self.account.link_ids.filtered("moving_to"):
            self.google(self.ana, "POST", f"/{link.google_id}/move", destination=self.practice)
        for _time in range(4):
            self._again()
        self._assert_nothing_lost()

    def test_frozen_after_an_answer_was_lost(self):
        self._lose_moves()
        self.disconnect(self.ana, "freeze")
        self.connect(self.ana)
        self.account.write({"retry_at": False, "runner": False})
        for name, visit in self.odoo_events(self.ana).items():
            visit.name = f"{name}, renamed"
        for _time in range(3):
            self._again()
        everywhere = [*self.titles(self.first), *self.titles(self.practice)]
        self.assertEqual(sorted(everywhere), sorted(self.ids))
        self.assertEqual(set(self.account.link_ids.mapped("state")), {"frozen"})


@tagged("post_install", "-at_install")
class TestMoveInTrouble(CalendarMoveCase):
    def test_killed_after_a_move(self):
        self.choose_calendar()
        with patch.object(move_calendar, "send_moves", self._send_and_die), suppress(Killed):
            self.sync()
        self.assertEqual(len(self.titles(self.account.calendar_id)), 2)
        self._again()
        self._assert_moved()
        self.assertEqual(self.titles(self.account.calendar_id), self.ids)

    def test_an_answer_that_got_lost(self):
        self.fault("events.move", kind="timeout_after", seconds=0.01, times=2)
        self.choose_calendar()
        self.sync()
        self._again()
        self._assert_moved()

    def test_a_conflict_with_others_of_its_batch(self):
        """It is asked for again, and never deleted and made anew."""
        self.fault("events.move", status=409, reason="conflict", times=3)
        self.choose_calendar()
        self.sync()
        for _time in range(2):
            self._again()
        self._assert_moved()
        self.assertEqual(self.titles(self.account.calendar_id), self.ids)

    def test_what_has_to_wait_for_the_quota_is_not_looked_for_as_well(self):
        move = google_writes.move

        def paced(session, source, destination, ids):
            waits = Failed(HandedBack("paced", "this minute's quota is used up", after=1))
            return [*move(session, source, destination, ids[:1]), *[waits for _id in ids[1:]]]

        self.enterContext(patch.object(move_calendar, "MOST_MOVES", 5))
        self.enterContext(patch.object(google_writes, "move", paced))
        self.choose_calendar()
        self.control("DELETE", "/_fake/requests")
        self.sync()
        self._assert_moved()
        self.assertNotIn("calendar.events.get", self.control("GET", "/_fake/requests")["by_method"])

    def test_google_is_down(self):
        self.choose_calendar()
        self.fault("events.move", status=503, times=-1)
        self.sync()
        self.assertTrue(self.account.message)
        self.assertEqual(self.titles(self.first), self.ids)
        self.control("DELETE", "/_fake/faults")
        self._again()
        self._assert_moved()

    def test_what_google_refuses_to_move_is_made_anew(self):
        self.fault(
            "events.move", status=403, reason="forbidden", event_id=self.ids["Visit 1"], times=-1
        )
        self.choose_calendar()
        self.sync()
        self.sync()
        self._assert_moved()
        moved = self.titles(self.account.calendar_id)
        self.assertNotEqual(moved.pop("Visit 1"), self.ids.pop("Visit 1"))
        self.assertEqual(moved, self.ids)

    def test_what_google_refuses_to_move_and_stays_in_odoo_by_now(self):
        self.fault(
            "events.move", status=403, reason="forbidden", event_id=self.ids["Visit 1"], times=-1
        )
        self.choose_calendar()
        visit = self.odoo_events(self.ana)["Visit 1"]
        self.ana.with_user(self.ana).google_keep_private = True
        visit.with_user(self.ana).privacy = "private"
        for _time in range(4):
            self._again()
        self.assertEqual(set(self.titles(self.first)), {"Visit 1"}, "it rests where it is")
        self.assertEqual(len(self.titles(self.account.calendar_id)), self.COUNT - 1)
        self.assertEqual(self.account.tasks["move"]["state"], "done", "nothing is left to be moved")

    def test_somebody_elses_meeting_stays(self):
        boss = self.new_user("boss")
        self.make_google_account(boss)
        self.ana.google_import_tentative = True
        self.google_insert(boss, "Board", attendees=[{"email": self.email(self.ana)}])
        self.sync()
        self.assertIn("Board", self.odoo_events(self.ana))
        self.choose_calendar()
        self.sync()
        self.assertEqual(set(self.titles(self.first)), {"Board"})
        self.assertEqual(set(self.titles(self.account.calendar_id)), set(self.ids))

    def test_there_and_back(self):
        self.choose_calendar()
        self.sync()
        practice = self.account.calendar_id
        self.choose_calendar(calendar=self.first)
        self.sync()
        self.sync()
        self.assertEqual(self.account.calendar_id, self.first)
        self.assertEqual(set(self.titles(self.first)), set(self.ids))
        self.assertFalse(self.titles(practice))
        self.assertEqual(set(self.account.link_ids.mapped("collection")), {self.first})

    def test_back_before_all_is_moved(self):
        self.choose_calendar()
        with self.claiming_once():
            self.sync()
        practice = self.account.calendar_id
        self.assertEqual(len(self.titles(practice)), 2)
        self.choose_calendar(calendar=self.first)
        self.sync()
        self.sync()
        self.assertEqual(set(self.titles(self.first)), set(self.ids))
        self.assertFalse(self.titles(practice))
        self.assertEqual(len(self.account.link_ids), self.COUNT)

    def test_what_was_undone_stays_in_google_alone(self):
        self.google_insert(self.ana, "Dentist")
        self.sync()
        opened = self.last_run(self.account).with_user(self.ana).action_undo()
        self.env[opened["res_model"]].with_user(self.ana).browse(opened["res_id"]).action_undo()
        self.sync()
        self.assertNotIn("Dentist", self.odoo_events(self.ana))
        self.choose_calendar()
        self.sync()
        self.sync()
        self.assertNotIn("Dentist", self.odoo_events(self.ana))
        self.assertEqual(set(self.titles(self.first)), {"Dentist"})
        self.assertEqual(set(self.titles(self.account.calendar_id)), set(self.ids))

    def test_left_there_first_and_fetched_later(self):
        self.choose_calendar("leave")
        self.odoo_events(self.ana)["Visit 0"].location = "Room 3"
        self.sync()
        practice = self.account.calendar_id
        self.assertEqual(set(self.titles(practice)), {"Visit 0"})
        self.choose_calendar(calendar=self.first)
        self.sync()
        self.sync()
        self.assertEqual(self.titles(self.first), self.ids)
        self.assertFalse(self.titles(practice))
