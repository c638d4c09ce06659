import random
from itertools import combinations

from odoo.tests import BaseCase, tagged
from odoo.tools import SQL

from ....sync.odoo.overlaps import _overlapping, possible_span
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestOverlaps(GoogleSyncCase):
    """Two busy appointments at the same time: both were kept, and the user is told once."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.sync()

    def _warnings(self):
        lines = self.env["google.sync.run.line"].search([("other_id", "!=", False)])
        return lines.mapped("message")

    def test_booked_on_both_sides_at_once(self):
        event = self.odoo_create(self.ana, "Check-up")
        google_id = self.google_insert(
            self.ana,
            "Lunch",
            start={"dateTime": "2027-03-02T09:30:00Z"},
            end={"dateTime": "2027-03-02T10:30:00Z"},
        )
        self.sync()
        (warning,) = self._warnings()
        self.assertRegex(warning, "“Check-up” .*10:00.* and “Lunch” .*10:30.* overlap")
        (line,) = self.env["google.sync.run.line"].search([("other_id", "!=", False)])
        self.assertEqual(line.action_open_record()["res_id"], event.id)
        self.assertEqual(line.action_open_other()["res_id"], self.odoo_events(self.ana)["Lunch"].id)
        self.assertEqual(self.last_run(self.account).state, "warnings")
        self.google_patch(self.ana, google_id, location="Chez Paul")
        event.location = "Room 3"
        self.sync()
        self.assertEqual(len(self._warnings()), 1, "told once")
        self.assertEqual(len(self.odoo_events(self.ana)), 2, "both were kept")

    def test_the_chip_counts_them_until_one_is_moved(self):
        there = {
            "start": {"dateTime": "2097-03-02T09:30:00Z"},
            "end": {"dateTime": "2097-03-02T10:30:00Z"},
        }
        at = {"start": "2097-03-02 09:00:00", "stop": "2097-03-02 10:00:00"}
        event = self.odoo_create(self.ana, "Check-up", **at)
        self.google_insert(self.ana, "Lunch", **there)
        self.sync()
        self.assertEqual(self._counted(), (1, "attention"))
        event.write({"start": "2097-03-03 09:00:00", "stop": "2097-03-03 10:00:00"})
        self.assertEqual(self._counted(), (0, "fine"))

    def test_both_can_be_kept(self):
        at = {"start": "2097-03-02 09:00:00", "stop": "2097-03-02 10:00:00"}
        days = {"start": {"date": "2097-03-02"}, "end": {"date": "2097-03-03"}}
        self.odoo_create(self.ana, "Check-up", **at)
        self.google_insert(self.ana, "Away", transparency="opaque", **days)
        self.sync()
        self.assertEqual(self._counted(), (1, "attention"))
        opened = self.ana.with_user(self.ana).action_google_open_overlaps()
        overlap = self.env[opened["res_model"]].with_user(self.ana).search(opened["domain"])
        self.assertEqual({overlap.first_id.name, overlap.second_id.name}, {"Check-up", "Away"})
        overlap.action_keep()
        self.assertEqual(self._counted(), (0, "fine"))

    def _counted(self):
        """How many Ana sees at the button in her calendar, and how that says her sync is."""
        self.env.flush_all()
        self.env.invalidate_all()
        values = self.env["res.users"].with_user(self.ana).google_sync_browser_values()
        return values["overlaps"], values["health"]

    def test_what_does_not_collide(self):
        self.odoo_create(self.ana, "Check-up")
        later = {
            "start": {"dateTime": "2027-03-02T10:00:00Z"},
            "end": {"dateTime": "2027-03-02T11:00:00Z"},
        }
        days = {"start": {"date": "2027-03-02"}, "end": {"date": "2027-03-03"}}
        self.google_insert(self.ana, "Right after", **later)
        self.google_insert(self.ana, "Available", transparency="transparent")
        self.google_insert(self.ana, "Birthday", transparency="transparent", **days)
        ben = self.new_user("ben")
        self.odoo_create(ben, "Somebody else's")
        self.sync()
        self.assertFalse(self._warnings())

    def test_a_day_is_a_day_of_the_users_own(self):
        self.ana.tz = "America/Los_Angeles"
        self.make_google_account(self.ana, "America/Los_Angeles")
        self.connect(self.ana, time_zone="America/Los_Angeles")
        # Eight in the evening of the 2nd there is the 3rd in UTC.
        self.odoo_create(
            self.ana, "Evening", start="2027-03-03 04:00:00", stop="2027-03-03 05:00:00"
        )
        busy = {"transparency": "opaque"}
        for day in (2, 3):
            self.google_insert(
                self.ana,
                f"Away on {day}",
                start={"date": f"2027-03-0{day}"},
                end={"date": f"2027-03-0{day + 1}"},
                **busy,
            )
        self.sync()
        (warning,) = self._warnings()
        self.assertIn("Away on 2", warning)

    def test_found_by_the_index(self):
        self.env.cr.execute("SET LOCAL enable_seqscan = off")
        condition = SQL("%s && tsrange('2027-03-02', '2027-03-03')", possible_span("event"))
        plan = self.env.execute_query(
            SQL(
                """
                EXPLAIN SELECT FROM calendar_event AS event
                         WHERE active AND show_as = 'busy' AND %s
                """,
                condition,
            )
        )
        self.assertIn("google_sync_span_index", str(plan))


@tagged("post_install", "-at_install")
class TestWalk(BaseCase):
    """How the pairs of those that overlap are found."""

    def test_as_a_comparison_of_each_with_each(self):
        for seed in range(200):
            chance = random.Random(seed)
            starts = [chance.randrange(20) for _event in range(12)]
            spans = {n: (start, start + chance.randrange(6)) for n, start in enumerate(starts)}
            touched = set(chance.sample(range(12), 3))
            wanted = [{one, other} for one, other in combinations(spans, 2)]
            wanted = [pair for pair in wanted if pair & touched and _meet(*map(spans.get, pair))]
            found = [set(pair) for pair in _overlapping(spans, touched)]
            self.assertCountEqual(found, wanted, seed)

    def test_a_day_that_is_full_is_walked_through_once(self):
        """Of thousands at the same time all may be compared with the one that was touched, and not
        each with each."""
        events = 2_000
        spans = {n: (Moment(n), Moment(events + n)) for n in range(events)}
        Moment.compared = 0
        self.assertEqual(len(list(_overlapping(spans, {7}))), events - 1)
        self.assertLess(Moment.compared, 50 * events)


def _meet(one, other):
    return all(start < stop for start, stop in (one, other)) and (
        one[0] < other[1] and other[0] < one[1]
    )


class Moment(int):
    """One that counts how often any is compared."""

    compared = 0

    def __lt__(self, other):
        Moment.compared += 1
        return int(self) < int(other)

    def __le__(self, other):
        Moment.compared += 1
        return int(self) <= int(other)

    def __gt__(self, other):
        Moment.compared += 1
        return int(self) > int(other)
