"""When an alert is mailed, and when again."""

from odoo.tests import tagged

from ...alerts_case import AlertsCase


@tagged("post_install", "-at_install")
class TestWhenItIsMailed(AlertsCase):
    def test_lost_authorization_at_once_and_once_for_calendar_and_contacts(self):
        category = self.env["res.partner.category"].create({"name": "Patients"})
        self.ana.google_contact_category_id = category
        self.sync()
        self.take_mails()
        self.take_access_back()
        self.sync()
        mail = self.take_mail()
        self.assertIn("authorize again", mail["subject"])
        self.assertIn("/google_sync/connect", mail["body"])
        self.connect(self.ana)
        self.sync()
        self.assertIn("Odoo has access to Google again", self.take_mail()["subject"])
        self.take_access_back()
        self.sync()
        self.assertIn("authorize again", self.take_mail()["subject"], "at once, on the same day")

    def test_the_queue_is_asked_to_send_soon(self):
        queue = self.env.ref("mail.ir_cron_mail_scheduler_action")
        self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]).unlink()
        self.take_access_back()
        self.sync()
        self.assertTrue(self.env["ir.cron.trigger"].search([("cron_id", "=", queue.id)]))

    def test_what_lasts_is_told_again_after_a_day(self):
        self.take_access_back()
        self.sync()
        self.take_mail()
        self.env["google.sync.account"]._cron_remind()
        self.assertFalse(self.take_mails())
        for days in (1, 2, 4):
            self.let_pass(days=days, minutes=-5)
            self.env["google.sync.account"]._cron_remind()
            self.assertFalse(self.take_mails())
            self.let_pass(minutes=10)
            self.env["google.sync.account"]._cron_remind()
            self.assertIn("authorize again", self.take_mail()["subject"])

    def test_who_disconnects_is_told_nothing_more(self):
        self.take_access_back()
        self.sync()
        self.take_mail()
        self.disconnect(self.ana)
        self.let_pass(days=2)
        self.env["google.sync.account"]._cron_remind()
        self.assertFalse(self.take_mails())

    def test_what_passes_is_not_told(self):
        self.fault("*", status=503, reason="backendError", times=-1)
        self.sync()
        self.again()
        self.assertTrue(self.account.message)
        self.assertFalse(self.take_mails())
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assertFalse(self.take_mails())
        self.assertFalse(self.account.alert_ids)

    def test_what_does_not_pass_is_told_after_two_hours(self):
        self.fault("*", status=503, reason="backendError", times=-1)
        self.sync()
        self.let_pass(hours=2)
        self.again()
        self.assertIn("has been failing since", self.take_mail()["subject"])
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assertIn("works again", self.take_mail()["subject"])

    def test_a_calendar_that_was_deleted_is_told_at_once(self):
        self.fault("events.list", status=404, reason="notFound", times=-1)
        self.sync()
        mail = self.take_mail()
        self.assertIn("calendar was not found", mail["subject"])
        self.assertIn("Choose Another Calendar", mail["body"])
        self.again()
        self.assertFalse(self.take_mails())
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assertIn("is synchronized again", self.take_mail()["subject"])

    def test_what_comes_and_goes_is_told_once_a_day(self):
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        for told in (1, 0, 0):
            event.start = "0999-03-02 09:00:00"
            self.again()
            self.assertEqual(len(self.take_mails()), told)
            event.write({"start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"})
            self.again()
            self.assertEqual(len(self.take_mails()), told)

    def test_the_private_address_is_used_and_no_contact_made_of_it(self):
        self.ana.google_alert_email = "me@private.example"
        self.take_access_back()
        self.sync()
        self.assertEqual(self.take_mail()["to"], "me@private.example")
        partners = self.env["res.partner"].search([("email", "=", "me@private.example")])
        self.assertFalse(partners)

    def test_what_was_told_before_is_forgotten_when_the_box_is_unticked(self):
        self.take_access_back()
        self.sync()
        self.take_mail()
        self.ana.google_email_alerts = False
        self.take()
        self.assertFalse(self.account.alert_ids)
