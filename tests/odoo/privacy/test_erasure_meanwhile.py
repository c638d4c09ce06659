"""What else happens to the contact, to access and at Google while a client is erased, or after."""

from odoo.tests import tagged

from ....sync.operations.disconnect import disconnect
from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestErasureMeanwhile(ErasureCase):
    def test_the_contact_was_deleted_in_odoo_before_google_has_deleted_it(self):
        self.fault("deleteContact", "status", status=503, reason="backendError", times=-1)
        line = self.env["google.sync.run.line"].search(
            [("res_model", "=", "res.partner"), ("res_id", "=", self.weber.id)], limit=1
        )
        self.assertIn("Weber", line.title)
        erasure = self.erase()
        self.visit.unlink()
        self.series.calendar_event_ids.unlink()
        self.weber.unlink()
        self.sync()
        self.sync()
        self.assertIn("Anna Weber", self.google_people())
        self.assertEqual(erasure.state, "waiting")
        self.assertNotIn("Weber", line.title)
        self.end_trouble()
        self.assertEqual(erasure.state, "done")
        self.assertNotIn("Anna Weber", self.google_people())

    def test_the_contact_is_deleted_later(self):
        """Of appointments that came after the request it alone told whose they were."""
        self.erase()
        self.visit_of(self.weber, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        call = self.odoo_create(self.ana, "Call Anna Weber back")
        self.sync()
        self.sync()
        self.weber.unlink()
        call.with_user(self.ana).description = "Anna Weber called"
        self.sync()
        self.sync()
        self.assert_forgotten(self.in_google())
        self.assertEqual(self.titles(), {"Busy", "Lunch"})

    def test_the_contact_is_merged_into_another(self):
        self.visit_of(self.other, start="2027-03-09 09:00:00", stop="2027-03-09 10:00:00")
        self.sync()
        self.assertIn("Bo Li, first visit", self.titles())
        self.erase()
        self.sync()
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard._merge((self.weber | self.other).ids, self.other)
        self.sync()
        self.sync()
        self.assertEqual(self.titles(), {"Busy", "Lunch"})
        self.assertNotIn("Bo Li", self.google_people())

    def test_without_access_it_waits_and_can_be_settled_by_hand(self):
        disconnect(self.account)
        erasure = self.erase()
        self.sync()
        (part,) = erasure.part_ids
        self.assertEqual(part.state, "waiting")
        self.assertIn("no access", part.remark)
        part.with_user(self.admin).action_settle()
        self.sync()
        self.assertEqual((part.state, erasure.state), ("by_hand", "partly"))
        self.assertIn("no longer synchronized: 2.", part.remark)
        self.assert_forgotten(self.kept())

    def test_it_goes_on_once_the_user_connects_again(self):
        disconnect(self.account)
        erasure = self.erase()
        self.sync()
        self.connect(self.ana)
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assert_forgotten(self.in_google())

    def test_a_contact_that_google_refuses_to_delete_waits(self):
        self.fault("deleteContact", "status", status=503, reason="backendError", times=9)
        erasure = self.erase()
        self.sync()
        self.assertEqual(erasure.state, "waiting")
        self.end_trouble()
        self.assertEqual(erasure.state, "done")
        self.assertNotIn("Anna Weber", self.google_people())
