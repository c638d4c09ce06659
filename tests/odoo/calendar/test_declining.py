from odoo.tests import tagged

from ...common import WEEKLY
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestDeclining(GuestsCase):
    """Who declines somebody else's meeting in Odoo says so in Google, and can think better of it.
    Who removes it in Odoo lets the copy go."""

    def set_up_once(self):
        super().set_up_once()
        self.make_google_account(self.ben)
        self.ana.google_import_tentative = True

    def _invited(self, **fields):
        google_id = self.invite(self.email(self.ana), user=self.ben, **fields)
        self.sync()
        return google_id

    def _mine(self, events):
        return events.attendee_ids.filtered(lambda a: a.partner_id == self.ana.partner_id)

    def _answer(self, user=None):
        return self.answers(user=user or self.ben).get(self.email(self.ana))

    def test_it_stays_in_google_as_declined(self):
        self._invited()
        event = self.in_odoo()
        self._mine(event).do_decline()
        self.settle()
        self.assertEqual(self._answer(), "declined")
        self.assertEqual(self._answer(self.ana), "declined", "the copy is still there")
        line = self.env["google.sync.run.line"].search([("side", "=", "google")])[-1]
        self.assertEqual((line.verb, line.run_id.google_deleted), ("decline", 0))
        self._mine(event).do_accept()
        self.settle()
        self.assertEqual(self._answer(), "accepted")
        self.assertEqual(self._mine(event).state, "accepted")

    def test_one_occurrence(self):
        google_id = self._invited(**WEEKLY)
        event = self.env["calendar.event"].search([("name", "=", "Meeting")], order="start")[1]
        self._mine(event).do_decline()
        self.settle()
        items = self.google(self.ben, "GET", f"/{google_id}/instances")["items"]
        answers = [item["attendees"][-1]["responseStatus"] for item in items]
        self.assertEqual(answers, ["needsAction", "declined", "needsAction", "needsAction"])

    def test_a_series(self):
        self._invited(**WEEKLY)
        self._mine(self.env["calendar.event"].search([("name", "=", "Meeting")])).do_decline()
        self.settle()
        self.assertEqual(self._answer(), "declined")
        self.assertEqual(self._answer(self.ana), "declined")

    def test_who_removes_it_in_odoo_lets_the_copy_go(self):
        for remove in ("archive", "delete"):
            with self.subTest(remove):
                self._invited(name=remove)
                event = self.in_odoo(remove)
                if remove == "archive":
                    event.active = False
                else:
                    event.unlink()
                self.settle()
                self.assertNotIn(remove, self.google_events(self.ana))

    def test_a_colleagues(self):
        ben_account = self.connect(self.ben)
        self.ana.google_share_guests = "yes"
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.attendee(event, self.ben.partner_id).do_decline()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")
        self.assertIn("Meeting", self.google_events(self.ben))
        self.attendee(event, self.ben.partner_id).do_accept()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self.assertEqual(self.link(ben_account, event).state, "synced")

    def test_who_has_not_answered_in_old_data_is_a_guest(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber)
        self.commit()
        self.env.cr.execute(
            "UPDATE calendar_attendee SET state = NULL WHERE event_id = %s", [event.id]
        )
        self.env.invalidate_all()
        self.settle()
        self.assertEqual(self.answers()["weber@mail.example"], "needsAction")
