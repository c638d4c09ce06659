"""What looks like an own appointment is a second one, and a question."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...identity_case import NOTES, STRANGER, IdentityCase


@tagged("post_install", "-at_install")
class TestLookalikes(IdentityCase):
    """What looks like an own appointment is a second one, and a question."""

    def questions(self):
        return self.account.link_ids.filtered("candidates")

    def answer(self, same=True):
        link = self.questions().with_user(self.ana)
        wizard = self.env["google.sync.choose.contact"].with_user(self.ana)
        wizard = wizard.browse(link.action_choose()["res_id"])
        self.assertEqual(len(wizard.candidate_ids), 1)
        if same:
            wizard.candidate_ids.action_choose()
        else:
            wizard.action_none()
        self.take()
        self.both()

    def assert_counted(self):
        """The Google page counts what its button lists."""
        page = self.ana.with_user(self.ana)
        page.invalidate_recordset()
        listed = self.env["google.sync.link"].search_count(
            page.action_google_open_failing()["domain"]
        )
        self.assertEqual((page.google_sync_failed_count, listed), (1, 1))

    def invited(self, **fields):
        return self.forge(self.ana, "Secret", **fields)

    def test_an_invitation_changes_nothing_and_learns_nothing(self):
        for before in (True, False):  # whether Google has the own appointment already
            with self.subTest(before=before):
                secret = self.secret()
                if before:
                    self.both()
                google_id = self.invited(guestsCanModify=True, iCalUID=f"{before}@else.example")
                self.both()
                self.assert_untouched(secret)
                event = self.google(self.ana, "GET", f"/{google_id}")
                self.assertNotIn("description", event)
                self.assertNotIn("location", event)
                self.assertEqual(self.questions().candidates[0]["id"], secret.id)
                self.assert_counted()
                self.google_delete(self.ana, google_id)
                self.both()
                self.assert_untouched(secret)
                secret.active = False
                self.both()

    def test_a_flag_that_says_it_is_the_users_own(self):
        secret = self.secret()
        google_id = self.invited(organizer={"email": STRANGER, "self": True})
        self.both()
        self.assert_untouched(secret)
        self.assertNotIn(NOTES, str(self.google(self.ana, "GET", f"/{google_id}")))

    def test_what_a_colleague_has_entered_for_the_user(self):
        """Whoever enters an appointment for the user reads it; so it is not what the user's own
        event in Google is."""
        trap = self.secret(self.ben, user_id=self.ana.id)
        trap.write({"partner_ids": [(6, 0, (self.ana | self.ben).partner_id.ids)]})
        google_id = self.google_insert(self.ana, "Secret", description="My own")
        self.both()
        self.assertNotIn("My own", trap.description)
        self.assertEqual(
            self.google(self.ana, "GET", f"/{google_id}")["description"],
            "My own",
            "not overwritten",
        )
        self.assertEqual(len(self.titled("Secret")), 2)

    def test_what_is_more_private_in_google(self):
        secret = self.secret()
        self.google_insert(self.ana, "Secret", description="My own", visibility="private")
        self.both()
        self.assertRegex(self.questions().candidates[0]["about"], r"^3/2/27, 10:00\sAM$")
        self.assert_untouched(secret)
        self.assertNotIn("My own", secret.description)

    def test_one_question_however_many_there_are(self):
        self.secret()
        for number in range(20):
            self.invited(iCalUID=f"{number}@else.example")
        self.both()
        self.assertEqual(len(self.titled("Secret")), 21)
        self.assertEqual(len(self.questions()), 1)
        self.both()
        self.assertEqual(len(self.questions()), 1)

    def test_the_invitation_is_the_same(self):
        secret = self.secret()
        google_id = self.invited()
        self.both()
        self.answer()
        self.assertFalse(secret.active)
        self.assertIn(NOTES, secret.description, "kept where it is")
        self.assertEqual(
            {event["id"] for event in self.google(self.ana, "GET")["items"]}, {google_id}
        )
        self.assertNotIn(NOTES, str(self.google(self.ana, "GET")))
        self.settle()

    def test_the_invitation_is_another_one(self):
        secret = self.secret()
        self.invited()
        self.both()
        link = self.questions()
        invitation = self.env["calendar.event"].browse(link.res_id).with_user(self.ana)
        self.assertEqual(invitation.google_sync_status, "synced")
        self.assertEqual(invitation.google_sync_remedy, "choose")
        invitation.sudo().location = "Room 9"
        self.both()
        self.assertTrue(link.candidates, "the question stays")
        self.answer(same=False)
        self.assertFalse(self.questions())
        self.assert_untouched(secret)
        self.settle()
        self.assertFalse(self.questions(), "and is not asked again")
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)

    def test_two_entries_of_the_user_are_the_same(self):
        secret = self.secret()
        google_id = self.google_insert(self.ana, "Secret", visibility="private", location="Room 2")
        self.both()
        self.answer()
        self.settle()
        self.assertEqual(self.titled("Secret").filtered("active"), secret)
        self.assertEqual(
            {event["id"] for event in self.google(self.ana, "GET")["items"]}, {google_id}
        )
        self.assertEqual(self.link(self.account, secret).google_id, google_id)
        lost = self.account.conflict_ids.mapped("lost")
        self.assertIn(NOTES, str(lost), "what is older is kept")

    def test_nobody_answers_for_another(self):
        secret = self.secret()
        self.invited()
        self.both()
        link = self.questions()
        wizards = self.env["google.sync.choose.contact"].with_user(self.ben)
        with self.assertRaises(AccessError):
            wizards.create({"link_id": link.id})
        with self.assertRaises(AccessError):
            link.with_user(self.ben).action_choose()
        with self.assertRaises(AccessError):
            link.with_user(self.ben)._choose(None)
        other = self.odoo_create(self.ana, "Other")
        with self.assertRaises(UserError):
            link.with_user(self.ana)._choose(str(other.id))
        self.assertTrue(secret.active and other.active)
