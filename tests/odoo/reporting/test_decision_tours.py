"""What people see who take a sync back, decide between two values, or hide titles."""

from odoo.tests import tagged

from ...conflict_case import ConflictCase
from ...tour_case import TourCase


@tagged("post_install", "-at_install")
class TestDecisionTours(TourCase, ConflictCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana)
        self.event = self.odoo_create(self.ana, "Check-up")
        self.visit = self.odoo_create(self.ana, "Visit", show_as="free")
        self.sync()

    def _change_in_google(self, event, **fields):
        self.google_patch(self.ana, self.link(self.account, event).google_id, **fields)

    def test_undo(self):
        self._change_in_google(self.event, summary="Long check-up")
        self._change_in_google(self.visit, location="Room 5")
        self.sync()
        run = self.last_run(self.account)
        self.visit.location = "Room 2"
        self.commit()
        with self.syncing_at_once():
            self.tour("undo", self.preferences())
        self.assertEqual(sorted(self.outcomes(run)), ["done", "left"])
        self.assertEqual((self.event.name, self.visit.location), ("Check-up", "Room 2"))
        in_google = self.google_events(self.ana)
        self.assertEqual(set(in_google), {"Check-up", "Visit"})
        self.assertEqual(in_google["Visit"]["location"], "Room 2")
        self.assert_still()

    def test_conflict(self):
        self.event.name = "In Odoo"
        self._change_in_google(self.event, summary="In Google")
        self.older_in_odoo(self.event)
        self.sync()
        self.assertEqual(self.event.name, "In Google")
        self.tour("conflict", self.preferences())
        self.sync()
        self.assertEqual(self.event.name, "In Odoo")
        self.assertEqual(set(self.google_events(self.ana)), {"In Odoo", "Visit"})
        self.assert_still()

    def test_titles_are_hidden(self):
        self.tour("privacy", self.preferences())
        self.assertEqual(self.ana.google_privacy_choice, "busy")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Check-up", "Visit"})
        self.assertEqual(set(self.google_events(self.ana)), {"Busy"})

    def test_private_appointments_stay(self):
        self.odoo_create(self.ana, "Doctor", privacy="private", show_as="free")
        self.tour("what_stays", self.preferences())
        self.assertTrue(self.ana.google_keep_private)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Visit"})

    def test_a_tag_gets_a_color(self):
        urgent = self.env["calendar.event.type"].create({"name": "Urgent"})
        self.tour("tag_colors", self.preferences())
        self.visit.with_user(self.ana).categ_ids = urgent
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Visit"]["colorId"], "11")
