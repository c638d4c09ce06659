from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...busy_case import NOW, BusyCase
from ...common import THREE_MONDAYS


@tagged("post_install", "-at_install")
class TestBusyBooking(BusyCase):
    """What Ana does elsewhere blocks her time in Odoo, and who books it all the same is told."""

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

    def test_whoever_does_without_google_sync_is_not_busy_by_it(self):
        self.busy_at_nine()
        self.ana.google_sync_enabled = False
        self.assertEqual(self.blocks(), [])
        self.assertFalse(self.booked().unavailable_partner_ids)

    def test_it_costs_nothing_where_nobody_has_other_calendars(self):
        calendars = self.env["google.sync.busy.calendar"]
        event = self.booked()
        self.committed()
        calendars.partner_ids()
        self.requests_made()
        with self.assertQueryCount(0):
            self.assertFalse(self.env["google.sync.busy.reading"].claim(1, 10))
            self.assertFalse(self.env["google.sync.busy.reading"].any_due())
            self.assertFalse(event._google_sync_busy())
            event._google_sync_check_busy()
        self.assertFalse(self.requests_made())

    def test_it_costs_nothing_for_whoever_has_none(self):
        self.tick("Private")
        event = self.odoo_create(self.ben)
        self.committed()
        self.env["google.sync.busy.calendar"].partner_ids()
        with self.assertQueryCount(0):
            self.assertFalse(event._google_sync_busy())
            event._google_sync_check_busy()

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
