from datetime import timedelta
from types import SimpleNamespace

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ....google_api.transport.deadline import Deadline
from ....google_api.transport.oauth import SCOPE_FREEBUSY
from ....google_api.transport.service_account import ServiceAccount
from ....sync.google.access import delegation
from ....sync.run.busy import BusyRun
from ...busy_case import NOW, BusyCase


@tagged("post_install", "-at_install")
class TestBusyReading(BusyCase):
    """What Ana has ticked is read, as far and as often as is needed, and forgotten in time."""

    def test_what_goes_away_there_goes_away_here(self):
        self.busy_at_nine()
        (row,) = self.env["google.sync.busy.interval"].search([])
        later = self.private_event("2027-03-05T09:00:00Z", "2027-03-05T10:00:00Z")
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00"), ("05 09:00", "05 10:00")])
        self.assertTrue(row.exists(), "what is the same is not written anew")
        path = f"/calendar/v3/calendars/{self.private}/events/{later}"
        self.ask("DELETE", path, user=self.ana)
        self.at(NOW + timedelta(minutes=60))
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])

    def test_a_worker_that_looks_while_the_calendar_is_being_saved_reads_it_afterwards(self):
        """Until the commit that worker finds, and remembers, that nobody has other calendars."""
        self.private_event()
        self.tick("Private")
        calendars = self.env["google.sync.busy.calendar"]
        calendars.partner_ids.__cache__.add_value(calendars, cache_value=frozenset())
        self.read()
        self.assertEqual(self.busy(), [])
        self.env.cr.postcommit.run()
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])

    def test_free_declined_and_past_is_not_busy(self):
        self.private_event(transparency="transparent")
        self.private_event("2027-02-20T09:00:00Z", "2027-02-20T10:00:00Z")
        self.tick("Private")
        self.read()
        self.assertEqual(self.busy(), [])

    def test_the_year_ahead_is_read_now_and_then_and_the_next_weeks_each_time(self):
        self.private_event("2027-12-01T09:00:00Z", "2027-12-01T10:00:00Z")
        self.tick("Private")
        self.requests_made()
        self.read()
        self.assertEqual(len(self.busy()), 1)
        self.assertEqual(self.asked(), 7)
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(self.asked(), 1)
        self.assertEqual(len(self.busy()), 1)
        self.at(NOW + timedelta(hours=7))
        self.read()
        self.assertEqual(self.asked(), 7)

    def test_two_calendars_are_one_question_and_no_second_one_comes_too_soon(self):
        self.new_calendar("Second practice")
        self.tick("Private", "Second practice")
        self.read()
        self.requests_made()
        self.read()
        self.assertEqual(self.asked(), 0)
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(self.asked(), 1)
        self.calendars()[0].with_user(self.ana).action_read_again()
        self.read()
        self.assertEqual(self.asked(), 1)

    def test_a_calendar_is_read_again_once_a_minute(self):
        """Its server is somebody else's."""
        self.tick("Private")
        self.read()
        again = self.calendars().with_user(self.ana).action_read_again
        self.assertEqual(again()["tag"], "soft_reload")
        self.read()
        self.requests_made()
        for _press in range(5):
            self.assertIn("less than a minute ago", again()["params"]["message"])
        self.read()
        self.assertEqual(self.asked(), 0)
        self.at(NOW + timedelta(minutes=2))
        self.assertEqual(again()["tag"], "soft_reload")
        self.read()
        self.assertEqual(self.asked(), 1)

    def test_browsers_hear_that_there_is_something_to_ask_for(self):
        """Else colleagues who have Odoo open would see the first busy time after a reload."""
        self.env["bus.bus"].search([]).unlink()
        self.tick("Private")
        self.new_calendar("Second practice")
        self.tick("Private", "Second practice")
        self.commit()
        told = self.env["bus.bus"].search([("message", "like", "google_sync.busy")])
        self.assertEqual(len(told), 1)
        self.assertIn("res.groups", told.channel)

    def test_whoever_opens_their_calendar_has_others_read_if_that_was_a_while_ago(self):
        self.tick("Private")
        self.read()
        for minutes, questions in ((2, 0), (7, 1), (8, 0)):
            self.at(NOW + timedelta(minutes=minutes))
            self.env["res.users"].with_user(self.ana).google_sync_browser_values()
            self.requests_made()
            self.read()
            self.assertEqual(self.asked(), questions, minutes)

    def test_a_claim_counts_questions_and_not_calendars(self):
        for number in range(5):
            self.new_calendar(f"Room {number}")
        self.tick("Private", *(f"Room {number}" for number in range(5)))
        self.env["google.sync.busy.calendar"].add_address(
            self.ana, "Elsewhere", "https://calendar.example/a.ics"
        )
        readings = self.env["google.sync.busy.reading"]
        first, second, third = (readings.claim(number, 1) for number in (1, 2, 3))
        self.assertEqual({len(first), len(second)}, {1, 6})
        self.assertFalse(third & (first | second))

    # -- what can be ticked -----------------------------------------------------------------------

    def names_to_tick(self):
        action = self.ana.with_user(self.ana).action_google_choose_busy()
        choice = self.env[action["res_model"]].browse(action["res_id"])
        return choice.line_ids.mapped("name")

    def test_the_schedules_own_calendar_cannot_be_ticked(self):
        self.assertEqual(self.names_to_tick(), ["Private"])
        ana = self.ana.with_user(self.ana)
        choice = ana.env["google.sync.busy.choice"].create({})
        choice.line_ids.create(
            {
                "choice_id": choice.id,
                "google_id": self.account.calendar_id,
                "name": "Main",
                "is_ticked": True,
            }
        )
        choice.action_apply()
        self.assertFalse(self.calendars())

    def test_a_clock_that_was_wrong_keeps_nobody_from_being_read(self):
        self.busy_at_nine()
        self.env["google.sync.busy.reading"].search([]).write(
            dict.fromkeys(("next_at", "read_at", "whole_at"), "2037-03-01 08:00:00")
        )
        self.private_event("2027-03-02T14:00:00Z", "2027-03-02T15:00:00Z")
        self.private_event("2027-09-02T14:00:00Z", "2027-09-02T15:00:00Z")
        self.read()
        self.assertIn(("02 14:00", "02 15:00"), self.busy())
        self.assertEqual(len(self.busy()), 3)

    def test_what_becomes_the_schedules_own_calendar_blocks_it_no_more(self):
        self.busy_at_nine()
        ana = self.ana.with_user(self.ana)
        action = ana.action_google_choose_calendar()
        wizard = ana.env[action["res_model"]].browse(action["res_id"])
        wizard.option_id = wizard.option_ids.filtered(lambda one: one.google_id == self.private)
        wizard.action_apply()
        self.assertFalse(self.calendars())
        self.assertEqual(self.busy(), [])

    def test_unticking_frees_the_time_at_once(self):
        self.busy_at_nine()
        self.tick()
        self.assertEqual(self.busy(), [])
        self.assertEqual(self.blocks(), [])

    def test_removing_frees_the_time_at_once(self):
        self.busy_at_nine()
        with self.assertRaises(AccessError):
            self.calendars().with_user(self.ben).action_remove()
        self.calendars().with_user(self.ana).action_remove()
        self.assertEqual(self.busy(), [])

    def test_disconnecting_forgets_what_was_read_by_that_access(self):
        self.busy_at_nine()
        self.disconnect(self.ana)
        self.assertEqual(self.busy(), [])
        self.assertFalse(self.calendars())

    # -- leave ------------------------------------------------------------------------------------

    def refuse(self):
        """Ana has not allowed Odoo to see when her other calendars are busy."""
        self.allow(self.account, without=True)

    def test_google_asks_for_leave_when_the_first_calendar_is_ticked(self):
        self.refuse()
        action = self.tick("Private")
        self.assertEqual(action["url"], "/google_sync/connect")
        self.assertTrue(self.ana.with_user(self.ana).google_busy_not_allowed)
        self.requests_made()
        self.read()
        self.assertNotIn("calendar.freebusy.query", [r["method"] for r in self.requests_made()])
        self.assertIn("Allow at Google", self.calendars().trouble)
        self.allow(self.account)
        self.assertFalse(self.ana.with_user(self.ana).google_busy_not_allowed)
        self.calendars().read_soon()
        self.private_event()
        self.read()
        self.assertFalse(self.calendars().trouble)
        self.assertEqual(len(self.busy()), 1)

    def test_whoever_ticks_nothing_is_not_asked_for_it(self):
        self.assertFalse(self.ana.google_has_busy_calendars())
        self.refuse()
        self.assertEqual(self.tick()["tag"], "google_sync_busy_chosen")

    def test_asking_for_leave_names_the_scope_only_if_it_is_needed(self):
        self.assertNotIn(SCOPE_FREEBUSY, self._delegated_scopes())
        self.tick("Private")
        self.assertIn(SCOPE_FREEBUSY, self._delegated_scopes())

    def _delegated_scopes(self):
        account = ServiceAccount("a@example.com", "1", "2", "3")
        return delegation(account, self.ana, "ana@example.com").scopes

    # -- trouble ----------------------------------------------------------------------------------

    def test_what_is_known_of_a_lost_calendar_stays_until_it_is_over(self):
        self.busy_at_nine()
        self.ask("DELETE", f"/calendar/v3/calendars/{self.private}", user=self.ana)
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(len(self.busy()), 1)
        self.assertIn("no longer shows you", self.calendars().trouble)
        self.env["google.sync.busy.interval"]._gc_over()

    def test_a_google_that_does_not_answer_is_asked_again_soon(self):
        self.busy_at_nine()
        self.fault("freebusy.query", status=503, reason="backendError", times=-1)
        self.at(NOW + timedelta(minutes=30))
        self.read()
        self.assertEqual(len(self.busy()), 1)
        self.assertIn("retry automatically", self.calendars().trouble)
        self.control("DELETE", "/_fake/faults")
        self.at(NOW + timedelta(minutes=33))
        self.read()
        self.assertFalse(self.calendars().trouble)

    def test_the_schedule_is_synchronized_all_the_same(self):
        self.fault("freebusy.query", status=503, reason="backendError", times=-1)
        self.tick("Private")
        event = self.odoo_create(self.ana, "Check-up")
        self.read()
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.control("DELETE", "/_fake/faults")

    def test_nothing_is_asked_for_whoever_is_paused_or_switched_off(self):
        self.tick("Private")
        self.requests_made()
        self.account.pause()
        self.read()
        self.account.resume()
        self.ana.google_sync_enabled = False
        self.read()
        self.ana.google_sync_enabled = True
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.read()
        self.assertEqual(self.asked(), 0)

    def claimed_run(self):
        """What a worker does up to the moment in which Google has answered."""
        self.commit()
        worker = SimpleNamespace(number=1, connection=None, deadline=Deadline())
        (run,) = BusyRun.claim(self.env, worker, 10)
        return run, run.fetch()

    def test_what_is_unticked_while_google_is_asked_blocks_nothing(self):
        self.private_event()
        self.tick("Private")
        run, answer = self.claimed_run()
        self.tick()
        self.assertEqual(run.go_on(self.env, answer), [])
        self.assertEqual(self.busy(), [])

    def test_what_another_worker_has_taken_over_is_left_to_it(self):
        self.private_event()
        self.tick("Private")
        run, answer = self.claimed_run()
        self.at(NOW + timedelta(minutes=6))  # the first worker is taken for dead
        other, its_answer = self.claimed_run()
        self.assertEqual(run.go_on(self.env, answer), [])
        self.assertEqual(self.busy(), [])
        other.go_on(self.env, its_answer)
        self.assertEqual(len(self.busy()), 1)
