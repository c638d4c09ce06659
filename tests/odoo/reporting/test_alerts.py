import csv
import io
from datetime import timedelta

from lxml import html

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import Form, tagged

from ....google_api.transport import oauth
from ....sync.google import client as google_client
from ...common import GoogleSyncCase


class AlertsCase(GoogleSyncCase):
    """Ana wants to be told of trouble at an address of her own."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.account = self.connect(self.ana, google_email_alerts=True)
        self.sync()

    def take_mails(self):
        """What waits in Odoo's queue since the last look, the oldest first."""
        mails = self.env["mail.mail"].search([("model", "=", "google.sync.account")], order="id")
        found = [
            {
                "to": mail.email_to,
                "subject": mail.subject,
                "body": mail.body_html,
                "files": {file.name: file.raw for file in mail.attachment_ids},
            }
            for mail in mails
        ]
        mails.unlink()
        return found

    def take_mail(self):
        """The one mail that there is."""
        mails = self.take_mails()
        self.assertEqual(len(mails), 1, mails)
        return mails[0]

    def let_pass(self, **span):
        """Let time pass, as far as waits and mails are concerned."""
        span = timedelta(**span)
        for alert in self.account.alert_ids:
            for name in ("noticed_at", "notified_at", "resolved_at"):
                alert[name] = alert[name] and alert[name] - span

    def again(self):
        """Sync, although the account or a record was told to wait."""
        self.account.write({"retry_at": False})
        self.account.contacts_ids.write({"retry_at": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).write(
            {"retry_at": fields.Datetime.now() - timedelta(minutes=1)}
        )
        self.sync()

    def take_access_back(self):
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        oauth.revoke(google_client.endpoints(), tokens.refresh_token)


@tagged("post_install", "-at_install")
class TestWhatIsMailed(AlertsCase):
    def test_nothing_while_all_is_well(self):
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(
            self.ana, "Lunch", start={"date": "2027-03-05"}, end={"date": "2027-03-06"}
        )
        self.sync()
        self.assertFalse(self.take_mails())

    def test_nothing_for_who_has_not_asked_for_it(self):
        self.ana.google_email_alerts = False
        self.take_access_back()
        self.sync()
        self.assertEqual(self.account.state, "reauthorize")
        self.assertFalse(self.take_mails())

    def test_whom_an_administrator_adds_to_the_template(self):
        boss = self.env["res.partner"].create({"name": "Eve", "email": "eve@practice.example"})
        template = self.env.ref("google_sync.mail_template_alert")
        template.write({"email_cc": "team@practice.example", "partner_to": str(boss.id)})
        self.take_access_back()
        self.sync()
        mail = self.env["mail.mail"].search([("model", "=", "google.sync.account")])
        self.assertEqual(mail.email_to, "ana@practice.example")
        self.assertEqual(mail.email_cc, "team@practice.example")
        self.assertEqual(mail.recipient_ids, boss)

    def test_a_record_that_google_refuses(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        mail = self.take_mail()
        self.assertEqual(mail["to"], "ana@practice.example")
        self.assertIn("Check-up", mail["subject"])
        self.assertIn(f"/odoo/calendar.event/{event.id}", mail["body"])
        self.assertIn("3/2/27, 10:00", mail["body"], "in the user's zone")
        self.assertIn("Bad thing", mail["body"])
        self.assertIn("/odoo/google-sync-log", mail["body"])
        self.assertEqual(mail["body"].count("display: inline-block"), 1, "one button")
        self.again()
        self.assertFalse(self.take_mails(), "it is no news any more")
        self.control("DELETE", "/_fake/faults")
        self.again()
        mail = self.take_mail()
        self.assertIn("“Check-up” is syncing again", mail["subject"])
        self.again()
        self.assertFalse(self.take_mails(), "solved is told once")

    def test_one_mail_for_all_that_a_run_found(self):
        self.google_insert(self.ana, "Lunch")
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        mail = self.take_mail()
        self.assertIn("2 items", mail["subject"])
        self.assertIn("overlap; both were kept", mail["body"])
        self.assertIn("Bad thing", mail["body"])

    def test_another_reason_is_news(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.take_mail()
        self.control("DELETE", "/_fake/faults")
        self.fault("events.insert", status=400, reason="invalid", message="Worse thing", times=-1)
        self.again()
        self.assertIn("Worse thing", self.take_mail()["body"])

    def test_a_double_booking_is_told_once(self):
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        mail = self.take_mail()
        self.assertIn("“Check-up”", mail["body"])
        self.assertIn("“Lunch”", mail["body"])
        self.sync()
        self.assertFalse(self.take_mails())

    def test_one_pair_is_told_once(self):
        """That they may be the same, and not besides that they overlap."""
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Check-up", visibility="private")
        self.sync()
        mail = self.take_mail()
        self.assertIn("Question: “Check-up”", mail["subject"])
        self.assertNotIn("overlap", mail["body"])

    def test_each_says_what_to_press_and_leads_there(self):
        self.google_insert(self.ana, "Lunch")
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=1)
        event = self.odoo_create(self.ana, "Check-up")
        self.sync()
        body = html.fromstring(self.take_mail()["body"])
        links = {link.text_content().strip(): link.get("href") for link in body.iter("a")}
        self.assertIn("/odoo/google-sync-double-bookings", links["Move One, or Keep Both"])
        self.assertIn(f"/odoo/calendar.event/{event.id}", links["Try Again"])
        self.assertIn("Double booking: “Check-up”", links)

    def _double_booking(self, day):
        at = {"start": f"2027-03-{day} 09:00:00", "stop": f"2027-03-{day} 10:00:00"}
        self.odoo_create(self.ana, f"Visit {day}", **at)
        start, end = ({"dateTime": f"2027-03-{day}T{hour}:00:00Z"} for hour in ("09", "10"))
        self.google_insert(self.ana, f"Lunch {day}", start=start, end=end)

    def _pressed(self, mail):
        """What there is to press: pairs of label and end of the address, without the headings."""
        body = html.fromstring(mail["body"])
        links = [(link.text_content().strip(), link.get("href")) for link in body.iter("a")]
        named = [(label, url.partition("/odoo/")[2] or url) for label, url in links]
        known = ("the log", "your Google page")
        return [(label, url) for label, url in named if "“" not in label and label not in known]

    def test_several_double_bookings_have_one_button(self):
        for day in ("04", "05", "08"):
            self._double_booking(day)
        self.sync()
        mail = self.take_mail()
        self.assertEqual(mail["body"].count("Double booking: "), 3)
        button = ("Sort Out the Double Bookings", "google-sync-double-bookings")
        self.assertEqual(self._pressed(mail), [button])

    def test_several_conflicts_have_one_button(self):
        self.ana.google_email_alerts = False
        events = [self.odoo_create(self.ana, f"Visit {n}", show_as="free") for n in range(2)]
        self.sync()
        self.ana.google_email_alerts = True
        for event in events:
            google_id = self.link(self.account, event).google_id
            self.google_patch(self.ana, google_id, location="Room in Google")
            event.location = "Room in Odoo"
        self.sync()
        mail = self.take_mail()
        self.assertEqual(mail["body"].count("Conflict: "), 2)
        button = ("Sort Out the Conflicts", "google-sync-conflicts")
        self.assertEqual(self._pressed(mail), [button])

    def test_where_several_things_help_each_is_said_once(self):
        for day in ("04", "05"):
            self._double_booking(day)
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=2)
        self.sync()
        labels = [label for label, _url in self._pressed(self.take_mail())]
        own = ["Try Again"] * 2
        self.assertEqual(labels, [*own, "Sort Out the Double Bookings", "Open My Google Page"])

    def test_what_all_else_waits_for_has_the_button(self):
        for day in ("04", "05"):
            self._double_booking(day)
        self.sync()
        alerts = self.account.alert_ids
        lost = alerts[0].copy({"key": "calendar/lost", "level": "error", "name": False})
        (alerts | lost).write({"due": True, "notified_at": False})
        lost.write({"about": False, "res_model": False, "res_id": False})
        template = self.env.ref("google_sync.mail_template_alert")
        template.send_mail(self.account.id)
        labels = [label for label, _url in self._pressed(self.take_mails()[-1])]
        self.assertEqual(labels, ["Sort Out the Double Bookings", "Choose Another Calendar"])

    def test_a_subject_names_nobody_where_titles_are_hidden(self):
        self.ana.google_privacy = "busy"
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Mrs Weber")
        self.sync()
        mail = self.take_mail()
        self.assertEqual(mail["subject"], "Google Sync: An entry is not synchronized")
        self.assertIn("Mrs Weber", mail["body"])

    def test_what_is_mended_while_the_mail_waits_is_not_mailed(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertEqual(len(self.account.alert_ids.mail_id), 1)
        self.control("DELETE", "/_fake/faults")
        self.again()
        self.assertFalse(self.take_mails(), "neither that it failed nor that it is over")

    def test_what_lasts_while_the_mail_waits_is_told_with_what_is_new(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Check-up", show_as="free")
        self.sync()
        self.odoo_create(self.ana, "Visit", show_as="free")
        self.again()
        self.assertIn("2 items", self.take_mail()["subject"])

    def test_many_are_told_in_part(self):
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        for number in range(23):
            self.odoo_create(self.ana, f"Visit {number}", show_as="free")
        self.sync()
        mail = self.take_mail()
        self.assertEqual(mail["body"].count("Bad thing"), 20)
        self.assertRegex(mail["body"], r"And\s+3\s+more")

    def test_a_guard_that_stopped_a_run(self):
        ids = [
            self.google_insert(self.ana, f"Lunch {n}", transparency="transparent")
            for n in range(12)
        ]
        self.sync()
        for google_id in ids:
            self.google_delete(self.ana, google_id)
        self.sync()
        mail = self.take_mail()
        self.assertIn("waits for your approval", mail["subject"])
        self.assertIn("12 appointments", mail["body"])
        self.assertIn(f"/odoo/my-google-page/{self.ana.id}", mail["body"])
        self.ana.with_user(self.ana).action_google_approve_deletions()
        self.sync()
        self.assertIn("synchronized again", self.take_mail()["subject"])

    def test_time_zones_that_differ(self):
        self.ana.tz = "America/New_York"
        self.sync()
        mail = self.take_mail()
        self.assertIn("Europe/Paris", mail["body"])
        self.sync()
        self.assertFalse(self.take_mails())
        self.assertEqual(len(self.account.run_ids.filtered(lambda run: run.state == "stopped")), 1)

    def test_while_it_is_paused_nothing_is_told(self):
        self.ana.tz = "America/New_York"
        self.sync()
        self.take_mails()
        self.account.with_user(self.env.ref("base.user_admin")).action_pause()
        for _day in range(2):
            self.let_pass(days=2)
            self.env["google.sync.account"]._cron_remind()
        self.assertFalse(self.take_mails(), "neither that it is over nor that it fails")
        self.account.with_user(self.env.ref("base.user_admin")).action_resume()
        self.ana.tz = "Europe/Paris"
        self.sync()
        self.assertIn("time zones match", self.take_mail()["subject"])

    def test_in_the_users_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.ana.lang = "fr_FR"
        template = self.env.ref("google_sync.mail_template_alert")
        french = template.body_html.replace("Hello", "Bonjour")
        template.with_context(lang="fr_FR").body_html = french
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing", times=-1)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        mail = self.take_mail()
        self.assertIn("Bonjour", mail["body"])
        self.assertIn("02/03/2027 10:00", mail["body"])

    def test_titles_are_text_and_nothing_secret_is_told(self):
        self.ana.google_email_full_log = True
        self.fault("events.insert", status=400, reason="invalid", message="<i>Bad</i>", times=-1)
        self.odoo_create(self.ana, "<script>alert(1)</script>")
        self.sync()
        mail = self.take_mail()
        self.assertNotIn("<script>", mail["body"])
        self.assertNotIn("<i>", mail["body"])
        tokens = self.env["google.sync.grant"].load(self.account)[self.account.id]
        for text in (mail["body"], *(file.decode() for file in mail["files"].values())):
            for secret in (tokens.access_token, tokens.refresh_token, "demo-secret"):
                self.assertNotIn(secret, text)

    def test_a_template_that_is_broken_stops_no_sync(self):
        self.env.ref("google_sync.mail_template_alert").unlink()
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        with self.assertLogs("odoo.addons.google_sync.sync.reporting.alerts", "ERROR"):
            self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up", "Lunch"})


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
