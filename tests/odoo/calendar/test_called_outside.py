import re
from contextlib import closing

from odoo.exceptions import UserError
from odoo.tests import tagged

from ....sync.database.locks import lock_of
from ....sync.database.side_connection import SideConnection
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestCalledOutside(GuestsCase):
    """Of a meeting that somebody outside of Odoo calls, each user has a copy, and Odoo one record.
    What one does with theirs is no other's business."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben)
        self.carl = self.new_user("carl")
        self.make_google_account(self.carl)
        self.sync()
        self.google_id = self.invite(
            *(self._guest(user) for user in (self.ana, self.ben)),
            "weber@mail.example",
            user=self.carl,
        )
        for user in (self.ana, self.ben):
            self._answer(user, "accepted")
        self.settle()
        self.event = self.in_odoo()

    def _guest(self, user, answer="needsAction"):
        return {"email": self.email(user), "responseStatus": answer}

    def _answer(self, user, answer):
        self.google_patch(user, self.google_id, attendees=[self._guest(user, answer)])

    def _copy(self, user):
        return self.google(user, "GET", f"/{self.google_id}")

    def test_each_has_it_as_they_like(self):
        own = {}
        for user, minutes in ((self.ana, 10), (self.ben, 30)):
            reminders = [{"method": "popup", "minutes": minutes}]
            own[user] = {"useDefault": False, "overrides": reminders}
            self.google_patch(user, self.google_id, reminders=own[user])
        self.google_patch(
            self.ben, self.google_id, transparency="transparent", visibility="private"
        )
        self.settle()
        anas, bens = map(self._copy, (self.ana, self.ben))
        self.assertEqual(anas.get("transparency", "opaque"), "opaque")
        self.assertEqual(anas.get("visibility", "default"), "default")
        self.assertEqual((bens["transparency"], bens["visibility"]), ("transparent", "private"))
        self.assertEqual((anas["reminders"], bens["reminders"]), (own[self.ana], own[self.ben]))

    def test_who_brings_it_at_the_same_time_waits(self):
        """Else each of two workers would bring it, of two users who are invited."""
        google_id = self.invite(
            *map(self._guest, (self.ana, self.ben)), name="Talk", user=self.carl
        )
        for user in (self.ana, self.ben):
            accepted = [self._guest(user, "accepted")]
            self.google_patch(user, google_id, attendees=accepted)
        uid = self.google(self.ana, "GET", f"/{google_id}")["iCalUID"]
        with closing(SideConnection(self.env.cr.dbname)) as another_worker:
            another_worker.execute(
                "SELECT pg_advisory_lock(hashtextextended(%s, 0))", (lock_of(uid),)
            )
            self.sync()
            self.assertNotIn("Talk", self.odoo_events(self.ana))
        self.env["google.sync.work"].search([]).retry_at = False
        self.settle()
        talk = self.in_odoo("Talk")
        self.assertLessEqual((self.ana | self.ben).partner_id, talk.partner_ids)

    def test_a_copy_that_stays_behind(self):
        """Somebody may edit their own copy in Google, and an update may get lost."""
        self.control("POST", "/_fake/settings", {"guest_edits": "kept"})
        self.google_patch(self.ben, self.google_id, summary="As Ben calls it")
        self.settle()
        self.assertEqual(self._copy(self.ana)["summary"], "Meeting")
        self.event.name = "As somebody in Odoo calls it"
        self.settle()
        self.assertIn(self.event.name, ("Meeting", "As Ben calls it"))

    def test_who_takes_nothing_in_keeps_nobody_from_it(self):
        """Whoever's sync comes first."""
        self.ana.google_import_events = False
        orders = (self.ben_account, self.account), (self.account, self.ben_account)
        for day, order in zip(("2027-03-05", "2027-03-09"), orders, strict=True):
            self.google_patch(
                self.carl,
                self.google_id,
                start={"dateTime": f"{day}T09:00:00Z"},
                end={"dateTime": f"{day}T10:00:00Z"},
            )
            for account in order:
                self.sync_alone(account)
            self.settle()
            self.assertEqual(str(self.event.start)[:10], day)

    def test_nobody_declines_for_another(self):
        anas = self.event.with_user(self.ana)
        for refused in (
            lambda: anas.write({"active": False}),
            anas.unlink,
            lambda: anas.write({"partner_ids": [(3, self.ben.partner_id.id)]}),
        ):
            with self.assertRaisesRegex(UserError, re.escape(self.ben.name)):
                refused()
        self.attendee(anas, self.ana.partner_id).do_decline()
        self.settle()
        answers = self.answers(user=self.carl)
        self.assertEqual(answers[self.email(self.ana)], "declined")
        self.assertEqual(answers[self.email(self.ben)], "accepted")
        self.event.with_user(self.ben).write({"active": False})
        self.settle()
        self.assertEqual(self.answers(user=self.carl)[self.email(self.ben)], "declined")

    def test_it_is_called_off_and_on_again(self):
        """Its client attends in Odoo, too, of whom nobody tells any more."""
        self.assertIn(self.weber, self.event.partner_ids)
        self.google_delete(self.carl, self.google_id)
        self.settle()
        self.assertFalse(self.event.active)
        self.google_patch(self.carl, self.google_id, status="confirmed")
        for user in (self.ana, self.ben):
            self._answer(user, "accepted")
        self.settle()
        self.assertTrue(self.event.active)
        self.assertEqual(self.event.partner_ids & self.ben.partner_id, self.ben.partner_id)

    def test_somebody_outside_stops_no_account(self):
        ids = [
            self.invite(self._guest(self.ana), user=self.carl, name=f"Visit {n}") for n in range(11)
        ]
        for one in ids:
            self.google_patch(self.ana, one, attendees=[self._guest(self.ana, "accepted")])
        self.settle()
        for one in ids:
            self.google_delete(self.carl, one)
        self.settle()
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(list(self.odoo_events(self.ana)), ["Meeting"])
