"""An administrator has a client erased: from Google, and from what the sync keeps."""

import json

from odoo.tests import tagged

from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestErasure(ErasureCase):
    def test_a_client_leaves_google_and_what_the_sync_keeps(self):
        self.assertIn("Weber", self.in_google())
        self.assertIn("Weber", self.kept())
        erasure = self.erase()
        self.assertEqual(erasure.state, "waiting")
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assert_forgotten(self.kept())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertIn("Bo Li", self.google_people())
        self.assertFalse(self.mails())
        # The record of it.
        self.assertEqual(erasure.state, "done")
        self.assertEqual(erasure.requested_by_id, self.admin)
        (part,) = erasure.part_ids
        self.assertEqual((part.account_id, part.state), (self.account, "done"))
        self.assertEqual((part.masked, part.contacts, part.left), (2, 1, 0))
        self.assertGreater(part.lines, 0)
        self.assertFalse(part.remark)
        # Odoo has what it had.
        self.assertEqual(self.visit.name, "Anna Weber, first visit")
        self.assertIn(self.weber, self.visit.partner_ids)

    def test_what_comes_later_goes_to_google_no_more(self):
        self.erase()
        self.sync()
        self.visit.write({"name": "Weber again", "description": "Weber's history"})
        self.visit.copy().name = "Weber, second visit"
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.weber.phone = "+41 44 668 18 01"
        self.sync()
        # Somebody invites them in Google, and writes the name over it.
        google_id = self.link(self.account, self.visit).google_id
        guests = [{"email": "weber@mail.example"}]
        self.google_patch(self.ana, google_id, summary="Weber", attendees=guests)
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertEqual(self.visit.name, "Weber again")
        links = self.env["google.sync.link"].search([]).mapped("base")
        self.assert_forgotten(json.dumps(links))
        self.assertFalse(self.mails())

    def test_when_it_is_allowed_again_new_appointments_are_sent(self):
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertNotIn("Anna Weber", self.google_people())
        erasure.with_user(self.admin).action_lift()
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch", "Anna Weber, first visit"})
        self.assertIn("Anna Weber", self.google_people())

    def test_appointments_in_odoo_are_cleared_too(self):
        erasure = self.erase(clears=True)
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assertEqual(erasure.part_ids.masked, 2)
        for event in self.visit | self.series.calendar_event_ids:
            self.assertEqual(event.name, "Erased")
            self.assertFalse(event.description or event.location)
            self.assertEqual(event.partner_ids, self.ana.partner_id)
        self.assertEqual(str(self.visit.start), "2027-03-02 09:00:00")
        self.assert_forgotten(self.in_google())
        self.assertFalse(self.mails())
