from odoo.tests import tagged

from .common import GoogleSyncCase

AWAY = {"eventType": "outOfOffice", "outOfOfficeProperties": {"declineMessage": "Away"}}
FOCUS = {"eventType": "focusTime", "focusTimeProperties": {"chatStatus": "doNotDisturb"}}


@tagged("post_install", "-at_install")
class TestKinds(GoogleSyncCase):
    """What Google has besides appointments comes in as each user wants it."""

    def setUp(self):
        super().setUp()
        self.account = self.connect(self.ana)
        self.sync()

    def _last_messages(self):
        return " ".join(self.last_run(self.account).line_ids.mapped("message"))

    def test_at_first_only_out_of_office_comes_in(self):
        self.google_insert(self.ana, "Away", **AWAY)
        self.google_insert(self.ana, "Thinking", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.assertEqual(self.odoo_events(self.ana)["Away"].show_as, "busy")
        self.assertIn("Focus times are not synchronized", self._last_messages())

    def test_each_kind_has_its_setting(self):
        self.ana.write({"google_import_out_of_office": False, "google_import_focus_time": True})
        self.google_insert(self.ana, "Away", **AWAY)
        self.google_insert(self.ana, "Thinking", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Thinking"})

    def test_switched_on_later_new_ones_flow_and_old_ones_come_with_populate(self):
        self.google_insert(self.ana, "Old", **FOCUS)
        self.sync()
        self.ana.google_import_focus_time = True
        self.google_insert(self.ana, "New", **FOCUS)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"New"})
        self.ana.google_populate_odoo = True
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"New", "Old"})

    def test_switched_off_later_what_came_in_stays_and_is_followed(self):
        google_id = self.google_insert(self.ana, "Away", **AWAY)
        self.sync()
        self.ana.google_import_out_of_office = False
        self.google_insert(self.ana, "Away again", **AWAY)
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.google_patch(self.ana, google_id, summary="Away longer")
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away longer"})
        self.google_delete(self.ana, google_id)
        self.sync()
        self.assertFalse(self.odoo_events(self.ana))

    def test_google_leads(self):
        google_id = self.google_insert(self.ana, "Away", **AWAY)
        self.sync()
        self.odoo_events(self.ana)["Away"].name = "Here"
        self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Away"})
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Away")
