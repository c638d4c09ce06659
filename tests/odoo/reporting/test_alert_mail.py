"""To which address alerts are mailed, and the log that goes along."""

import csv
import io

from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ...alerts_case import AlertsCase
from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestFullLog(AlertsCase):
    def test_the_log_of_a_run_goes_along(self):
        self.ana.google_email_full_log = True
        event = self.odoo_create(self.ana, "Check-up", location="Room 3")
        self.sync()
        self.take_mail()
        event.location = "=Room 5"
        self.sync()
        mail = self.take_mail()
        ((name, content),) = mail["files"].items()
        self.assertTrue(name.endswith(".csv"))
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        self.assertEqual(
            rows[1], ["Check-up", "Changed", "Google", "location", "Room 3", "'=Room 5", ""]
        )
        self.assertIn("what the last sync did", mail["subject"])

    def test_no_log_without_asking(self):
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertFalse(self.take_mail()["files"])

    def test_the_file_goes_with_the_mail(self):
        self.ana.google_email_full_log = True
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.take_mail()
        left = self.env["ir.attachment"].search([("name", "=like", "google-sync%.csv")])
        self.assertFalse(left)


@tagged("post_install", "-at_install")
class TestAddress(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.mine = self.ana.with_user(self.ana)

    def test_their_own_at_first(self):
        self.mine.google_email_alerts = True
        self.assertEqual(self.mine.google_alert_email, "ana@practice.example")
        self.mine.google_alert_email = "me@private.example"
        self.mine.google_email_alerts = False
        self.mine.google_email_alerts = True
        self.assertEqual(self.mine.google_alert_email, "me@private.example")

    def test_a_copied_user_gets_no_mail_to_the_address_of_the_first(self):
        self.ana.google_alert_email = "me@private.example"
        ben = self.ana.copy({"login": "ben", "name": "Ben"})
        self.assertFalse(ben.google_email_alerts)
        ben.write({"email": "ben@practice.example", "google_email_alerts": True})
        self.assertEqual(ben._google_alert_address(), "ben@practice.example")

    def test_it_has_to_be_one(self):
        for text in ("ana", "ana@practice", "ana@a.example, ben@b.example", "@b.example"):
            with self.subTest(text), self.assertRaisesRegex(ValidationError, "alert address"):
                self.mine.google_alert_email = text

    def test_who_has_none_is_asked_for_one(self):
        view = "base.view_users_form_simple_modif"
        self.ana.email = False
        with Form(self.mine, view=view) as form:
            form.google_sync_enabled = True
            form.google_email_alerts = True
            self.assertIn("no address", form.google_alert_notice)
            form.google_alert_email = "me@private.example"
            self.assertFalse(form.google_alert_notice)

    def test_nobody_reads_that_of_others(self):
        self.ana.google_email_alerts = True
        ben = self.new_user("ben")
        with self.assertRaises(Exception):  # noqa: B017
            self.ana.with_user(ben).read(["google_alert_email"])
