from odoo.tests import tagged

from ...common import WEEKLY
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestPrivateInvitations(GuestsCase):
    """What others have called, or Google itself has made, comes in though it is private."""

    def setUp(self):
        super().setUp()
        self.make_google_account(self.ben)  # by which nobody in Odoo knows him
        self.ana.google_import_tentative = True

    def _invited(self, **fields):
        google_id = self.invite(self.email(self.ana), name="Checkup", user=self.ben, **fields)
        self.google_patch(self.ana, google_id, visibility="private")
        return google_id

    def _assert_settled(self, privacy, count=1):
        self.settle()
        events = self.env["calendar.event"].search([("name", "=", "Checkup")])
        self.assertEqual(events.mapped("privacy"), [privacy] * count)
        self.assertEqual(events.partner_ids, self.ana.partner_id)
        self.assertFalse(events.user_id)

    def test_a_meeting_is_made_public_and_private_again(self):
        google_id = self._invited()
        self._assert_settled("private")
        for visibility in ("public", "private"):
            self.google_patch(self.ana, google_id, visibility=visibility)
            self._assert_settled(visibility)

    def test_a_series_is_made_public_and_private_again(self):
        google_id = self._invited(**WEEKLY)
        self._assert_settled("private", 4)
        for visibility in ("public", "private"):
            self.google_patch(self.ana, google_id, visibility=visibility)
            self._assert_settled(visibility, 4)

    def test_a_meeting_with_a_contact(self):
        google_id = self.invite(
            self.email(self.ana), "weber@mail.example", name="Checkup", user=self.ben
        )
        self.google_patch(self.ana, google_id, visibility="private")
        self.sync()
        event = self.in_odoo("Checkup")
        self.assertEqual(event.privacy, "private")
        self.assertEqual(event.partner_ids, self.ana.partner_id | self.weber)

    def test_it_moves_and_is_declined_and_deleted(self):
        google_id = self._invited()
        self._assert_settled("private")
        self.google_patch(self.ben, google_id, start={"dateTime": "2027-03-02T09:30:00Z"})
        self._assert_settled("private")
        self.google_delete(self.ben, google_id)
        self.sync()
        self.assertFalse(self.env["calendar.event"].search([("name", "=", "Checkup")]))

    def test_what_gmail_has_found_and_birthdays(self):
        self.ana.write({"google_import_from_gmail": True, "google_import_birthday": True})
        calendar = self.fake.google.store.calendars[self.email(self.ana)]
        for kind in ("fromGmail", "birthday"):
            google_id = self.google_insert(self.ana, kind, visibility="private")
            entry = calendar.events[google_id]
            self.fake.google.store.put(calendar, {**entry.resource, "eventType": kind})
        self.sync()
        events = self.env["calendar.event"].search([("name", "in", ("fromGmail", "birthday"))])
        self.assertEqual(events.mapped("privacy"), ["private"] * 2)
