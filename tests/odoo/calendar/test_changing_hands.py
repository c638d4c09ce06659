from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestChangingHands(GuestsCase):
    """A meeting that Google has with its guests gets another organizer in Odoo, or none."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_share_guests="yes")
        self.ana.google_share_guests = "yes"
        self.sync()

    def _shown(self, user):
        """The organizer and the place of each event that Google shows somebody."""
        items = self.google(user, "GET", maxResults=2500)["items"]
        return [(one["organizer"]["email"], one.get("location", "")) for one in items]

    def _assert_bens(self, event, place=""):
        self.assertTrue(event.active)
        self.assertEqual(self._shown(self.ben), [(self.email(self.ben), place)])
        self.assertEqual(self.env["calendar.event"].search_count([("name", "=", event.name)]), 1)

    def test_a_guest_takes_it_over(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.user_id = self.ben
        self.settle()
        self._assert_bens(event)
        self.assertEqual(self._shown(self.ana), [(self.email(self.ben), "")])
        nora = self.contact("Nora", "nora@mail.example")
        event.write({"location": "Room 7", "partner_ids": [(4, nora.id)]})
        self.settle()
        self._assert_bens(event, "Room 7")
        self.assertEqual(self._shown(self.ana), [(self.email(self.ben), "Room 7")])
        self.assertIn("nora@mail.example", self.answers(user=self.ben))

    def test_nobody_has_it_twice_until_google_is_asked_by_itself(self):
        carl = self.new_user("carl")
        carls_account = self.connect(carl, google_share_guests="yes")
        event = self.meet(self.ben.partner_id, carl.partner_id)
        self.settle()
        event.user_id = carl
        self.commit()
        for account in (self.account, self.ben_account, carls_account):
            self.sync_alone(account)
        self.sync_what_is_due()
        for user in (self.ana, self.ben, carl):
            self.assertEqual(self._shown(user), [(self.email(carl), "")])

    def test_a_guard_comes_between(self):
        """What was to be taken away is, once the guard lets the rest go on."""
        event = self.meet(self.ben.partner_id, self.weber)
        lunches = self.env["calendar.event"].union(
            *(self.odoo_create(self.ben, f"Lunch {number}") for number in range(12))
        )
        self.settle()
        self.disconnect(self.ana)
        lunches.unlink()
        event.user_id = self.ben
        self.sync()
        self.assertEqual(self.ben_account.state, "approval")
        self.ben_account.with_user(self.ben).action_approve_deletions()
        self.sync()
        self.settle()
        self._assert_bens(event)

    def test_a_guest_takes_it_over_as_the_organizer_leaves(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.write({"user_id": self.ben.id, "partner_ids": [(3, self.ana.partner_id.id)]})
        self.settle()
        self._assert_bens(event)
        self.assertFalse(self._shown(self.ana))

    def test_the_former_organizer_goes_first(self):
        """What Google calls off with their event is not called off in Odoo."""
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.write({"user_id": self.ben.id, "partner_ids": [(3, self.ana.partner_id.id)]})
        self.commit()
        self.sync_alone(self.account)
        self.settle()
        self._assert_bens(event)

    def test_the_former_organizer_leaves_later(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.user_id = self.ben
        self.settle()
        event.partner_ids -= self.ana.partner_id
        self.settle()
        self._assert_bens(event)
        self.assertFalse(self._shown(self.ana))

    def test_who_has_no_google_takes_it_over(self):
        """The other guests do not decline as the former organizer's event goes."""
        carl = self.new_user("carl")
        event = self.meet(self.ben.partner_id, carl.partner_id)
        self.settle()
        event.write({"user_id": carl.id, "partner_ids": [(3, self.ana.partner_id.id)]})
        self.commit()
        self.sync_alone(self.account)
        self.settle()
        self.assertEqual(self.states(event)[self.ben.name], "needsAction")
        self._assert_bens(event)

    def test_somebody_new_takes_it_over(self):
        event = self.meet(self.weber)
        self.settle()
        ana, ben = self.ana.partner_id.id, self.ben.partner_id.id
        event.write({"user_id": self.ben.id, "partner_ids": [(3, ana), (4, ben)]})
        self.settle()
        self._assert_bens(event)
        self.assertFalse(self._shown(self.ana))

    def test_a_series(self):
        event = self.meet(self.ben.partner_id, self.weber, **THREE_MONDAYS)
        self.settle()
        events = event.recurrence_id.calendar_event_ids
        events.write({"user_id": self.ben.id, "partner_ids": [(3, self.ana.partner_id.id)]})
        self.settle()
        self.assertEqual(events.mapped("active"), [True] * 3)
        self.assertEqual(self._shown(self.ben), [(self.email(self.ben), "")])
        self.assertFalse(self._shown(self.ana))

    def test_given_away_in_google(self):
        """Odoo says who leads: that both wish otherwise is proved by no calendar alone."""
        for first in (self.account, self.ben_account):
            with self.subTest(first.user_id.login):
                event = self.meet(self.ben.partner_id, self.weber)
                self.settle()
                there = self.link(self.account, event).google_id
                given = {"event": there, "owner": self.email(self.ben)}
                self.control("POST", "/_fake/owner", {"account": self.email(self.ana), **given})
                self.sync_alone(first)
                self.settle()
                event.location = "Room 7"
                self.settle()
                self.assertEqual(event.user_id, self.ana)
                for user in (self.ana, self.ben):
                    self.assertEqual(self._shown(user), [(self.email(self.ana), "Room 7")])
                event.with_user(self.ana).unlink()
                self.settle()

    def test_nobody_is_the_organizer(self):
        """Nobody invites the others in Google, who would have it twice."""
        event = self.meet(self.ben.partner_id, self.weber)
        event.user_id = False
        self.settle()
        event.location = "Room 7"
        self.settle()
        for user in (self.ana, self.ben):
            self.assertEqual(self._shown(user), [(self.email(user), "Room 7")])
        self.assertEqual(self.env["calendar.event"].search_count([("name", "=", event.name)]), 1)

    def test_nobody_is_the_organizer_any_more(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.user_id = False
        self.settle()
        event.location = "Room 7"
        self.settle()
        for user in (self.ana, self.ben):
            self.assertEqual(self._shown(user), [(self.email(self.ana), "Room 7")])
