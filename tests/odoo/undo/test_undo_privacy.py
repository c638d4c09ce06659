"""A run is undone after its user has begun to hide titles: Google gets no word of them again."""

import json

from odoo.tests import tagged

from ...privacy import PrivacyCase
from ...undo_case import UndoCase


@tagged("post_install", "-at_install")
class TestUndoPrivacy(PrivacyCase, UndoCase):
    level = "full"

    def _hide(self, level="busy"):
        self.ana.google_privacy = level
        self.settle()
        self.sent.clear()

    def _assert_nobody_is_named(self, google_id, title="Busy"):
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], title)
        self.assert_secret()
        self.assert_still()

    def test_what_was_deleted_in_odoo(self):
        for how in ("archive", "unlink"):
            with self.subTest(how):
                self.ana.google_privacy = "full"
                event = self.visit()
                self.settle()
                google_id = self.link(self.account, event).google_id
                if how == "archive":
                    event.active = False
                else:
                    event.unlink()
                self.sync()
                run = self.last_run(self.account)
                self._hide()
                self.undo(run)
                self._assert_nobody_is_named(google_id)
                self.assertIn("Mrs Weber, first visit", self.odoo_events(self.ana))

    def test_what_was_deleted_in_google(self):
        for record in (self.visit(), self.series()):
            with self.subTest(record._name):
                self.ana.google_privacy = "full"
                self.settle()
                google_id = self.link(self.account, record).google_id
                self.google_delete(self.ana, google_id)
                self.sync()
                run = self.last_run(self.account)
                self._hide()
                self.undo(run)
                self._assert_nobody_is_named(google_id)
                self.google_delete(self.ana, google_id)
                self.settle()

    def test_it_shows_what_it_should_as_soon_as_it_is_back(self):
        event = self.visit()
        self.settle()
        google_id = self.link(self.account, event).google_id
        event.active = False
        self.sync()
        run = self.last_run(self.account)
        self._hide("initials")
        self.undo(run)
        self._assert_nobody_is_named(google_id, "A. W.")

    def test_guests_who_were_shared_do_not_come_back_to_google(self):
        self.ana.google_share_guests = "yes"
        event = self.visit()
        self.settle()
        google_id = self.link(self.account, event).google_id
        self.assertIn("weber@mail.example", json.dumps(self.in_google(event)))
        event.active = False
        self.sync()
        run = self.last_run(self.account)
        self._hide()
        self.undo(run)
        self.sent.clear()  # who is to be taken out is named there
        self._assert_nobody_is_named(google_id)
        self.assertIn(self.weber, event.partner_ids)

    def test_what_was_made_in_google_has_its_own_words(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.sync()
        self.google_delete(self.ana, google_id)
        self.sync()
        run = self.last_run(self.account)
        self._hide()
        self.undo(run)
        self.assertIn("Lunch", self.google_events(self.ana))
        self.assert_still()

    def test_a_change_is_taken_back_all_the_same(self):
        event = self.visit()
        self.settle()
        google_id = self.link(self.account, event).google_id
        self.google_patch(
            self.ana,
            google_id,
            start={"dateTime": "2027-03-02T14:00:00Z"},
            end={"dateTime": "2027-03-02T15:00:00Z"},
        )
        self.sync()
        run = self.last_run(self.account)
        self._hide()
        self.undo(run)
        self.assertEqual(self.outcomes(run), ["done"])
        self.assertEqual(str(event.start), "2027-03-02 09:00:00")
        self._assert_nobody_is_named(google_id)

    def test_what_was_sent_is_taken_out_all_the_same(self):
        event = self.visit()
        self.settle()
        run = self.last_run(self.account)
        self._hide()
        self.undo(run)
        self.assertEqual(self.outcomes(run), ["done"])
        self.assertFalse(self.google_events(self.ana))
        self.assertTrue(event.active)

    def test_what_is_shown_is_not_undone(self):
        event = self.visit()
        self.settle()
        self.ana.google_privacy = "busy"
        self.sync()
        self.sent.clear()
        run = self.last_run(self.account)
        self.undo(run)
        self.assertEqual(self.outcomes(run), ["left"])
        self.assertIn("Your Google page decides", run.line_ids.undo_message)
        self._assert_nobody_is_named(self.link(self.account, event).google_id)

    def test_what_was_undone_rests_when_titles_are_hidden(self):
        self.visit()
        self.settle()
        self.undo(self.last_run(self.account))
        for level in ("busy", "full"):
            self._hide(level)
            self.assertFalse(self.google_events(self.ana))
        self.assert_still()
