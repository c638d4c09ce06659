"""The page after the first connection: what it proposes, and what its button does."""

from lxml import html

from odoo.tests import tagged

from ...connect_case import ConnectCase
from ...profiles import ProfilesMixin


@tagged("post_install", "-at_install")
class TestStart(ProfilesMixin, ConnectCase):
    """Ana connects for the first time, with appointments on both sides."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        calendar = self.env["calendar.event"].with_user(self.ana)
        for day in ("02", "03"):
            hours = {"start": f"2027-03-{day} 09:00:00", "stop": f"2027-03-{day} 10:00:00"}
            calendar.create({"name": f"Visit {day}", **hours})
        for summary in ("Lunch", "Dentist", "Concert"):
            self.google_insert(self.ana, summary)
        self.google_insert(self.ana, "Perhaps", status="tentative")

    def first_page(self):
        """What Ana sees when Google has sent her back."""
        return self.come_back(self.decide(self.ana, self.consent_page()))

    def press_start(self, page, **changes):
        """Submit the form as it stands, but for what is changed; ``None`` unticks."""
        (form,) = html.fromstring(page.text).forms
        values = {**dict(form.form_values()), **changes}
        sent = {name: value for name, value in values.items() if value is not None}
        answer = self.url_open(form.action, data=sent, allow_redirects=False)
        self.env.invalidate_all()
        return answer

    def sync(self):
        self.env.flush_all()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.env.invalidate_all()

    def test_the_page_counts_and_proposes(self):
        page = self.first_page()
        self.assertTrue(page.url.endswith("/google_sync/start"))
        self.assertEqual(html.fromstring(page.text).get("lang"), "en-US", "for screen readers")
        words = " ".join(html.fromstring(page.text).text_content().split())
        self.assertIn("Connected", words)
        self.assertIn("From Odoo to Google: 2", words)
        self.assertIn("From Google to Odoo: 3", words)
        self.assertIn("even if you close this page", words)
        (form,) = html.fromstring(page.text).forms
        proposed = dict(form.form_values())
        self.assertEqual(proposed["alert_email"], "ana@practice.example")
        self.assertEqual(proposed["privacy"], "full")

    def test_it_says_at_once_that_the_time_zones_differ(self):
        self.ana.tz = "America/New_York"
        words = html.fromstring(self.first_page().text).text_content()
        self.assertIn("The time zone is America/New_York in Odoo", words)
        self.assertNotIn("now in sync", words)

    def test_alerts_need_an_address(self):
        self.ana.email = False
        page = self.press_start(self.first_page(), alert_email="")
        self.assertIn("No mail can be sent because there is no address", page.text)
        self.assertFalse(self.ana.google_email_alerts)
        self.assertFalse(self.ana.google_populate_google, "Start comes after it")
        self.press_start(page, alert_email="ana@practice.example")
        self.assertTrue(self.ana.google_email_alerts)

    def test_start_copies_at_once_and_sends_alerts(self):
        answer = self.press_start(self.first_page())
        self.assertTrue(answer.headers["Location"].endswith("/odoo/calendar"))
        self.assertTrue(self.ana.google_email_alerts)
        self.assertEqual(self.ana.google_alert_email, "ana@practice.example")
        self.sync()
        both = {"Visit 02", "Visit 03", "Lunch", "Dentist", "Concert"}
        self.assertEqual(set(self.google_events(self.ana)), both | {"Perhaps"})
        mine = [("partner_ids", "in", self.ana.partner_id.ids)]
        self.assertEqual(set(self.env["calendar.event"].search(mine).mapped("name")), both)

    def test_what_is_chosen_counts(self):
        page = self.first_page()
        group = self.env["res.partner.category"].create({"name": "Patients"})
        answer = self.press_start(
            page, populate_odoo=None, alerts=None, privacy="busy", category=str(group.id)
        )
        self.assertTrue(answer.headers["Location"].endswith("/google_sync/connect"), "for contacts")
        self.assertEqual(self.ana.google_privacy, "busy")
        self.assertEqual(self.ana.google_contact_category_id, group)
        self.assertFalse(self.ana.google_email_alerts)
        self.assertTrue(self.ana.google_populate_google)
        self.assertFalse(self.ana.google_populate_odoo)

    def test_what_is_unticked_later_is_not_copied(self):
        self.press_start(self.first_page(), populate_odoo="1")
        self.assertTrue(self.ana.google_populate_odoo)
        again = self.url_open("/google_sync/start")
        self.press_start(again, populate_google=None)
        self.assertFalse(self.ana.google_populate_google)
        self.assertTrue(self.ana.google_populate_odoo, "as the page showed it")

    def test_a_mistake_is_told_and_nothing_is_kept(self):
        answer = self.press_start(self.first_page(), alert_email="nonsense", privacy="busy")
        self.assertIn("not an email address", answer.text)
        self.assertIn("nonsense", answer.text)
        self.assertFalse(self.ana.google_populate_google)
        self.assertEqual(self.ana.google_privacy, "full")

    def test_who_leaves_the_page_has_only_what_is_new(self):
        self.first_page()
        self.sync()
        self.google_insert(self.ana, "New one")
        account = self.account()
        account.request_sync()
        self.sync()
        mine = [("partner_ids", "in", self.ana.partner_id.ids)]
        names = set(self.env["calendar.event"].search(mine).mapped("name"))
        self.assertEqual(names, {"Visit 02", "Visit 03", "New one"})

    def test_who_connects_again_is_not_asked_again(self):
        self.first_page()
        self.disconnect(self.ana)
        page = self.first_page()
        self.assertIn("/google_sync/oauth/callback", page.url)
        self.assertIn("Connected", page.text)

    def test_google_need_not_answer(self):
        self.first_page()
        self.fault("events.list", status=503, times=-1)
        words = self.url_open("/google_sync/start").text
        self.assertIn("Google has not said yet", words)

    def test_others_post_nothing(self):
        self.first_page()
        answer = self.url_open("/google_sync/start/begin", data={"populate_google": "1"})
        self.assertEqual(answer.status_code, 400, "no token of this session")
        self.assertFalse(self.ana.google_populate_google)

    def test_what_a_profile_has_locked_is_not_asked(self):
        patients, others = self.env["res.partner.category"].create(
            [{"name": "Patients"}, {"name": "Others"}]
        )
        locked = {
            "google_privacy": "busy",
            "google_email_alerts": True,
            "google_contact_category_id": patients.id,
        }
        self.profile(self.group("Doctors", self.ana), locked)
        page = self.first_page()
        self.assertIn("Set by the profile “Doctors”", page.text)
        (form,) = html.fromstring(page.text).forms
        self.assertEqual(form.xpath('.//input[@name="privacy"]/@value'), ["busy"])
        self.assertTrue(form.inputs["category"].get("disabled"))
        self.assertTrue(form.inputs["alerts"].get("disabled"))
        self.press_start(page, alerts=None, category=None)
        self.assertTrue(self.ana.google_email_alerts)
        # Whoever sends it all the same changes nothing.
        self.press_start(page, privacy="full", category=str(others.id), alerts=None)
        self.assertEqual(self.ana.google_privacy, "busy")
        self.assertEqual(self.ana.google_contact_category_id, patients)
        self.assertTrue(self.ana.google_email_alerts)
