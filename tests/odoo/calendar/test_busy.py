from datetime import timedelta
from types import SimpleNamespace

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ....google_api.transport.deadline import Deadline
from ....google_api.transport.oauth import SCOPE_FREEBUSY
from ....google_api.transport.service_account import ServiceAccount
from ....sync.google.access import delegation
from ....sync.run.busy import BusyRun
from ...busy_case import NOW, BusyCase
from ...common import THREE_MONDAYS

#: What a calendar shows of these tests' week.
WEEK = ("2027-03-01 00:00:00", "2027-03-08 00:00:00")


@tagged("post_install", "-at_install")
class TestBusy(BusyCase):
    """What Ana does elsewhere blocks her time in Odoo, and nobody reads what it is."""

    def blocks(self, reader=None):
        found = self.env["res.users"].with_user(reader or self.ben)
        return found.google_sync_busy_blocks(self.ana.partner_id.ids, *WEEK)

    def booked(self, by=None, **values):
        """An appointment with Ana, at nine on the second of March unless it says otherwise."""
        with_ana = [(4, self.ana.partner_id.id)]
        return self.odoo_create(by or self.ben, partner_ids=with_ana, **values)

    def busy_at_nine(self):
        self.private_event()
        self.tick("Private")
        self.read()
        self.assertEqual(self.busy(), [("02 09:00", "02 10:00")])

    # -- what is read ---------------------------------------------------------------------------

    def test_a_ticked_calendar_blocks_time(self):
        self.busy_at_nine()
        event = self.booked()
        self.assertIn(self.ana.partner_id, event.unavailable_partner_ids)
        self.assertNotIn(self.ben.partner_id, event.unavailable_partner_ids)
        event.write({"start": "2027-03-02 10:00:00", "stop": "2027-03-02 11:00:00"})
        self.assertFalse(event.unavailable_partner_ids)

    def test_no_time_that_is_offered_overlaps(self):
        """Each half hour of a day is free exactly where nothing is in the other calendar."""
        hours = [(8, 9), (9, 10), (13, 15)]
        for start, stop in hours:
            self.private_event(f"2027-03-03T{start:02}:00:00Z", f"2027-03-03T{stop:02}:00:00Z")
        self.tick("Private")
        self.read()
        for half in range(48):
            start = NOW.replace(day=3, hour=0) + half * timedelta(minutes=30)
            stop = start + timedelta(minutes=30)
            event = self.env["calendar.event"].new(
                {"start": start, "stop": stop, "partner_ids": self.ana.partner_id.ids}
            )
            overlaps = any(one <= half / 2 < other for one, other in hours)
            self.assertEqual(bool(event.unavailable_partner_ids), overlaps, start)

    def test_a_whole_day_is_one_on_the_clock_of_who_attends(self):
        self.private_event("2027-03-02T22:30:00Z", "2027-03-02T22:45:00Z")  # 23:30 in Paris
        self.private_event("2027-03-04T23:30:00Z", "2027-03-04T23:45:00Z")  # 00:30 on the 5th
        self.tick("Private")
        self.read()
        for day, is_busy in (("02", True), ("03", False), ("04", False), ("05", True)):
            days = {"start_date": f"2027-03-{day}", "stop_date": f"2027-03-{day}", "allday": True}
            event = self.booked(**days)
            self.assertEqual(self.ana.partner_id in event.unavailable_partner_ids, is_busy, day)

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

    def asked(self):
        made = [request["method"] for request in self.requests_made()]
        return made.count("calendar.freebusy.query")

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

    # -- who sees it ----------------------------------------------------------------------------

    def test_colleagues_see_when_and_not_what(self):
        self.busy_at_nine()
        block = {"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        self.assertEqual(self.blocks(), [{"partner_id": self.ana.partner_id.id, **block}])

    def test_another_company_sees_nothing(self):
        self.busy_at_nine()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        chris = self.new_user("chris", company_id=company.id, company_ids=[(6, 0, company.ids)])
        self.assertEqual(self.blocks(chris), [])

    def test_another_company_finds_out_nothing_by_booking(self):
        self.busy_at_nine()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        chris = self.new_user("chris", company_id=company.id, company_ids=[(6, 0, company.ids)])
        self.env["bus.bus"].search([]).unlink()
        event = self.booked(chris)
        self.assertFalse(event.with_user(chris).unavailable_partner_ids)
        self.assertEqual(event.with_user(self.ben).unavailable_partner_ids, self.ana.partner_id)
        self.assertEqual(self.warnings(), [])
        self.ana.google_busy_booking = "refuse"
        with self.assertRaisesRegex(UserError, "cannot come at this time") as refused:
            self.booked(chris)
        self.assertNotIn("calendar", str(refused.exception))

    def test_a_guest_from_outside_finds_out_nothing(self):
        self.busy_at_nine()
        portal = self.new_user("outside", groups="base.group_portal")
        event = self.booked()
        event.partner_ids |= portal.partner_id
        self.assertIn(self.ana.partner_id, event.unavailable_partner_ids)
        self.assertFalse(event.with_user(portal).unavailable_partner_ids)

    def test_people_from_outside_see_nothing(self):
        self.busy_at_nine()
        portal = self.new_user("outside", groups="base.group_portal")
        with self.assertRaises(AccessError):
            self.blocks(portal)
        for model in ("busy.interval", "busy.calendar", "busy.reading", "busy.address"):
            for user in (portal, self.ben):
                rows = self.env[f"google.sync.{model}"].with_user(user)
                with self.subTest(model=model, user=user.login):
                    if model == "busy.calendar" and user == self.ben:
                        self.assertFalse(rows.search([]))
                    else:
                        with self.assertRaises(AccessError):
                            rows.search([])

    def test_the_name_of_a_calendar_is_its_owners(self):
        self.tick("Private")
        calendar = self.calendars()
        self.assertEqual(calendar.with_user(self.ana).display_name, "Private")
        self.assertFalse(calendar.with_user(self.ben).display_name)

    def test_nonsense_is_refused(self):
        asked = self.env["res.users"].with_user(self.ben).google_sync_busy_blocks
        for arguments in (
            (self.ana.partner_id.ids, "yesterday", WEEK[1]),
            (self.ana.partner_id.ids, WEEK[1], WEEK[0]),
            (self.ana.partner_id.ids, "1970-01-01 00:00:00", WEEK[1]),
            ("all", *WEEK),
            (list(range(1000)), *WEEK),
            (self.ana.partner_id.ids, None, None),
            (self.ana.partner_id.ids, "", ""),
            (self.ana.partner_id.ids, [], {}),
        ):
            with self.subTest(arguments=str(arguments)[:60]), self.assertRaises(ValidationError):
                asked(*arguments)
        self.assertEqual(asked([None, "1", {}, 10**12, -1, True], *WEEK), [])

    def test_a_dump_holds_no_title(self):
        self.busy_at_nine()
        self.env.flush_all()
        self.cr.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND table_type = 'BASE TABLE' AND table_name LIKE ANY"
            " (ARRAY['google_sync%', 'calendar_event%', 'mail_m%', 'bus_bus'])"
        )
        for (table,) in self.cr.fetchall():
            self.cr.execute(
                f'SELECT count(*) FROM "{table}" AS one'  # noqa: S608
                " WHERE one::text LIKE '%Dentist%'"
            )
            self.assertEqual(self.cr.fetchone(), (0,), table)

    # -- what can be ticked ---------------------------------------------------------------------

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

    # -- leave ----------------------------------------------------------------------------------

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

    # -- trouble --------------------------------------------------------------------------------

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

    def test_whoever_does_without_google_sync_is_not_busy_by_it(self):
        self.busy_at_nine()
        self.ana.google_sync_enabled = False
        self.assertEqual(self.blocks(), [])
        self.assertFalse(self.booked().unavailable_partner_ids)

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

    # -- what it costs --------------------------------------------------------------------------

    def test_it_costs_nothing_where_nobody_has_other_calendars(self):
        calendars = self.env["google.sync.busy.calendar"]
        calendars.partner_ids()
        event = self.booked()
        self.env.flush_all()
        self.requests_made()
        with self.assertQueryCount(0):
            self.assertFalse(self.env["google.sync.busy.reading"].claim(1, 10))
            self.assertFalse(self.env["google.sync.busy.reading"].count_due())
            self.assertFalse(event._google_sync_busy())
            event._google_sync_check_busy()
        self.assertFalse(self.requests_made())

    def test_it_costs_nothing_for_whoever_has_none(self):
        self.tick("Private")
        event = self.odoo_create(self.ben)
        self.env["google.sync.busy.calendar"].partner_ids()
        self.env.flush_all()
        with self.assertQueryCount(0):
            self.assertFalse(event._google_sync_busy())
            event._google_sync_check_busy()

    # -- bookings -------------------------------------------------------------------------------

    def warnings(self):
        self.commit()
        self.env.cr.postcommit.clear()
        domain = [("message", "like", "simple_notification")]
        return self.env["bus.bus"].search(domain).mapped("message")

    def test_whoever_books_is_warned(self):
        self.busy_at_nine()
        self.env["bus.bus"].search([]).unlink()
        self.booked(name="Team")
        (warning,) = self.warnings()
        self.assertIn("busy in another calendar", warning)
        self.assertNotIn("Private", warning)

    def test_or_the_booking_is_refused_if_the_user_wants_that(self):
        self.busy_at_nine()
        self.ana.google_busy_booking = "refuse"
        with self.assertRaisesRegex(UserError, "is busy in another calendar from"):
            self.booked()
        event = self.booked(start="2027-03-02 11:00:00", stop="2027-03-02 12:00:00")
        with self.assertRaises(UserError):
            event.with_user(self.ben).write(
                {"start": "2027-03-02 09:30:00", "stop": "2027-03-02 10:30:00"}
            )
        event.with_user(self.ben).write({"name": "Renamed"})
        free = self.booked(show_as="free")
        self.assertEqual(free.show_as, "free")

    def test_a_series_that_is_moved_into_such_a_time(self):
        self.private_event("2027-03-08T12:00:00Z", "2027-03-08T13:00:00Z")
        self.tick("Private")
        self.read()
        self.ana.google_busy_booking = "refuse"
        first = self.booked(name="Team", **THREE_MONDAYS).with_user(self.ben)
        moved = {"start": "2027-03-01 12:00:00", "stop": "2027-03-01 13:00:00"}
        with self.assertRaisesRegex(UserError, "busy in another calendar"):
            first.write({"recurrence_update": "all_events", **moved})
        self.ana.google_busy_booking = "warn"
        first.write({"recurrence_update": "all_events", **moved})
        series = self.env["calendar.event"].search([("name", "=", "Team")])
        self.assertEqual([event.start.hour for event in series], [12, 12, 12])

    def test_ones_own_booking_is_not_refused(self):
        self.busy_at_nine()
        self.ana.google_busy_booking = "refuse"
        self.assertTrue(self.booked(self.ana))

    def test_nor_is_what_comes_from_google(self):
        self.busy_at_nine()
        self.ana.google_busy_booking = "refuse"
        self.google_insert(self.ana, "Invited")
        self.read()
        self.assertIn("Invited", self.odoo_events(self.ana))

    def test_a_sync_that_brings_an_appointment_to_such_a_time_warns_once(self):
        self.at(NOW.replace(year=2097))
        self.private_event("2097-03-02T09:00:00Z", "2097-03-02T10:00:00Z")
        self.tick("Private")
        self.read()
        times = {
            "start": {"dateTime": "2097-03-02T09:30:00Z"},
            "end": {"dateTime": "2097-03-02T10:30:00Z"},
        }
        google_id = self.google_insert(self.ana, "Visit", **times)
        self.read()
        (line,) = self.double_bookings()
        self.assertRegex(line.message, "“Visit” .* busy in another calendar, from .*10:00.*")
        (overlap,) = self.env["google.sync.overlap"].search([])
        self.assertEqual(overlap.state, "open")
        self.assertEqual(overlap.second_name, "Busy in another calendar")
        self.assertEqual(overlap.action_open_second()["res_id"], overlap.first_id.id)
        self.google_patch(self.ana, google_id, location="Room 2")
        self.read()
        self.assertEqual(len(self.double_bookings()), 1, "told once")
        self.tick()
        self.env.invalidate_all()
        self.assertEqual(overlap.state, "over")

    def test_what_was_booked_before_is_a_double_booking_then(self):
        self.at(NOW.replace(year=2097))
        at = {"start": "2097-03-02 09:30:00", "stop": "2097-03-02 10:30:00"}
        visit = self.booked(name="Visit", **at)
        self.booked(name="Lunch", start="2097-03-02 11:00:00", stop="2097-03-02 12:00:00")
        self.read()
        self.private_event("2097-03-02T09:00:00Z", "2097-03-02T10:00:00Z")
        self.tick("Private")
        self.read()
        (overlap,) = self.env["google.sync.overlap"].search([])
        self.assertEqual((overlap.first_id, overlap.state), (visit, "open"))
        self.assertEqual(self.ana.google_sync_overlap_count, 1)
        overlap.with_user(self.ana).action_keep()
        self.calendars().read_soon()
        self.read()
        self.assertEqual(overlap.state, "kept")

    def test_the_same_appointment_in_both_calendars_is_no_double_booking(self):
        self.busy_at_nine()
        self.google_insert(self.ana, "Dinner")
        self.read()
        self.assertFalse(self.double_bookings())

    def test_the_mail_about_it_is_taken_back_once_it_is_over(self):
        self.at(NOW.replace(year=2097))
        self.ana.google_email_alerts = True
        self.private_event("2097-03-02T09:00:00Z", "2097-03-02T10:00:00Z")
        self.tick("Private")
        self.read()
        start, end = ({"dateTime": f"2097-03-02T{hour}Z"} for hour in ("09:30:00", "10:30:00"))
        self.google_insert(self.ana, "Visit", start=start, end=end)
        self.read()
        (alert,) = self.account.alert_ids.filtered(lambda one: one.about == "overlap")
        self.assertFalse(alert._is_over())
        self.tick()
        self.env.invalidate_all()
        self.assertTrue(alert._is_over())

    # -- scopes ---------------------------------------------------------------------------------

    def test_asking_for_leave_names_the_scope_only_if_it_is_needed(self):
        self.assertNotIn(SCOPE_FREEBUSY, self._delegated_scopes())
        self.tick("Private")
        self.assertIn(SCOPE_FREEBUSY, self._delegated_scopes())

    def _delegated_scopes(self):
        account = ServiceAccount("a@example.com", "1", "2", "3")
        return delegation(account, self.ana, "ana@example.com").scopes
