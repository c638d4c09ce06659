from odoo import Command
from odoo.tests import tagged

from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestKeptCopies(GuestsCase):
    """What stays in Odoo rests in Google, also where a copy would give way to another event."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_share_guests="yes")
        self.ana.google_share_guests = "yes"
        self.internal = self.env["calendar.event.type"].create({"name": "Internal"})
        self.sync()

    def keep(self, user):
        """The user keeps internal appointments in Odoo."""
        tags = [Command.set(self.internal.ids)]
        user.with_user(user).write({"google_keep_tags": "without", "google_keep_tag_ids": tags})

    def replace(self):
        """Ben hides titles, and wants no copies that show them."""
        self.ben.with_user(self.ben).write(
            {"google_privacy": "busy", "google_replace_copies": True}
        )
        self.take()

    def passes(self):
        for _pass in range(4):
            self.sync()

    def shown(self, user):
        """What somebody's Google calendar shows: titles, in order."""
        return sorted(event.get("summary", "") for event in self.google(user, "GET")["items"])

    def test_a_copy_rests_in_the_calendar_of_who_takes_the_meeting_over(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.keep(self.ben)
        event.write({"user_id": self.ben.id, "categ_ids": [Command.set(self.internal.ids)]})
        self.commit()
        for _pass in range(3):
            self.sync_alone(self.ben_account)
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertEqual(self.link(self.ben_account, event).state, "kept")

    def test_a_copy_that_stays_is_not_replaced(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        copy = self.link(self.ben_account, event).google_id
        self.keep(self.ben)
        event.with_user(self.ana).categ_ids = self.internal
        self.replace()
        self.passes()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        link = self.link(self.ben_account, event)
        self.assertEqual((link.google_id, link.state), (copy, "kept"))
        event.with_user(self.ana).categ_ids = False
        self.passes()
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Busy"])

    def test_of_a_meeting_that_rests_the_copy_stays(self):
        """Nobody would take the guest out of it, who would have it twice."""
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.keep(self.ana)
        event.with_user(self.ana).categ_ids = self.internal
        self.passes()
        self.replace()
        self.passes()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertIn("shows you its title", event.with_user(self.ben).google_sync_reason)

    def test_of_an_organizer_who_is_archived_the_copy_stays(self):
        self.meet(self.ben.partner_id)
        self.settle()
        self.ana.active = False
        self.replace()
        for _pass in range(3):
            self.sync_alone(self.ben_account)
        self.assertEqual(self.shown(self.ben), ["Meeting"])

    def test_of_an_organizer_who_removes_all_the_copy_stays(self):
        self.meet(self.ben.partner_id)
        self.settle()
        self.account.decision = "disconnecting"
        self.replace()
        for _pass in range(3):
            self.sync_alone(self.ben_account)
        self.assertEqual(self.shown(self.ben), ["Meeting"])
