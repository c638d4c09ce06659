"""What the alert mail says, and of what."""

from lxml import html

from odoo.tests import tagged

from ...alerts_case import AlertsCase


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
