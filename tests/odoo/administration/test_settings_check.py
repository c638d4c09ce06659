from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from cryptography.fernet import Fernet
from lxml import etree

from odoo import fields
from odoo.tests import TransactionCase, tagged

from ....google_api.transport.id_tokens import Identity
from ....google_api.transport.oauth import SCOPES, SCOPES_OF_CONTACTS, Tokens
from ....sync.setup import check_result, server_checks
from ....sync.setup.check_result import Setup
from ....sync.setup.settings_check import check
from ....sync.store import keyring
from ...common import FakeGoogleMixin, GoogleSyncCase

URL = "https://odoo.practice.eu"


class SettingsCheckCase(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.name = "Ana"
        self.set("web.base.url", URL)
        self.set("web.base.url.freeze", "True")
        callbacks = [f"{URL}/google_sync/oauth/callback"]
        client = {"client_id": "demo.apps.googleusercontent.com", "client_secret": "demo-secret"}
        self.control("POST", "/_fake/clients", {**client, "redirect_uris": callbacks})
        action = self.env.ref("google_sync.ir_cron_sync")
        action.nextcall = fields.Datetime.now() + timedelta(minutes=5)

    def set(self, name, value):
        self.env["ir.config_parameter"].set_param(name, value)

    def look(self, title, browser_url=URL):
        """What is found under one title, if anything is said."""
        self.env.invalidate_all()
        return dict(check(Setup(self.env, browser_url))).get(title)

    def assert_found(self, title, state, text="", remedy="", **options):
        found = self.look(title, **options)
        self.assertEqual(found.state, state, found.text)
        self.assertIn(text, found.text)
        self.assertIn(remedy, found.remedy)
        return found


@tagged("post_install", "-at_install")
class TestSettingsPage(TransactionCase):
    def test_each_setting_says_what_it_is(self):
        """Odoo calls a setting as its first field, which nobody must be unable to see."""
        arch = self.env["res.config.settings"].get_view(view_type="form")["arch"]
        (page,) = etree.fromstring(arch).xpath("//app[@name='google_sync']")
        for setting in page.iter("setting"):
            first = setting.find("field")
            if first is not None and not setting.get("string"):
                self.assertFalse(first.get("invisible"), first.get("name"))


@tagged("post_install", "-at_install")
class TestGoodSettings(SettingsCheckCase):
    def test_nothing_is_wrong_with_good_settings(self):
        self.connect(self.ana)
        self.env["ir.mail_server"].create({"name": "Mail", "smtp_host": "smtp.practice.eu"})
        found = check(Setup(self.env, URL))
        doubtful = {title: one.text for title, one in found if one.state != check_result.OK}
        self.assertEqual(set(doubtful), {"Where Google is"}, "this is a trial")

    def test_the_worst_comes_first(self):
        self.set("google_sync.client_secret", "wrong")
        states = [one.state for _title, one in check(Setup(self.env, URL))]
        self.assertEqual(states, sorted(states, key=check_result.STATES.index))
        self.assertEqual(states[0], check_result.PROBLEM)

    def test_no_secret_is_told(self):
        self.connect(self.ana)
        self.set("google_sync.client_secret", "a-wrong-secret")
        tokens = self.env["google.sync.grant"].load(self.env["google.sync.account"].search([]))
        told = str(check(Setup(self.env, URL)))
        for secret in ("a-wrong-secret", *(one.access_token for one in tokens.values())):
            self.assertNotIn(secret, told)


@tagged("post_install", "-at_install")
class TestThisOdoo(SettingsCheckCase):
    def test_switched_off_google_is_asked_nothing(self):
        self.connect(self.ana)
        self.set("google_sync.enabled", "False")
        self.requests_made()
        self.assert_found("Allowed", "problem", "switched off", "Allow Google Sync")
        self.assert_found("Client id and secret", "unknown", "Odoo does not contact Google")
        self.assertFalse(self.requests_made())

    def test_the_scheduled_action(self):
        action = self.env.ref("google_sync.ir_cron_sync")
        self.assert_found("Scheduled action", "ok")
        action.nextcall = fields.Datetime.now() - timedelta(hours=3)
        self.assert_found("Scheduled action", "problem", "No server runs", "max_cron_threads")
        action.active = False
        found = self.assert_found("Scheduled action", "problem", "switched off")
        self.assertEqual(found.url, f"/odoo/ir.cron/{action.id}")
        action.unlink()
        self.assert_found("Scheduled action", "problem", "deleted", "Upgrade")

    def test_the_workers(self):
        self.set("google_sync.workers", "3")
        for number, state in ((1, "advice"), (2, "advice"), (3, "ok"), (8, "ok")):
            with patch.dict(server_checks.config.options, {"max_cron_threads": number}):
                found = self.assert_found("Workers", state, "3 workers may synchronize")
                self.assertEqual("max_cron_threads = 3" in found.remedy, state == "advice")
        with patch.dict(server_checks.config.options, {"max_cron_threads": 0}):
            self.assertFalse(self.look("Workers"), "another server runs the scheduled actions")

    def test_a_job_queue_that_is_not_installed_changes_nothing(self):
        self.set("google_sync.job_queue", "True")
        self.connect(self.ana)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        self.assertIn("Check-up", self.google_events(self.ana))
        self.assertIsNone(self.look("Job queue"))
        settings = self.env["res.config.settings"].create({})
        self.assertFalse(settings.google_sync_has_job_queue)

    def test_the_encryption_key(self):
        self.assert_found("Encryption key", "ok")
        options = {"google_sync_key": Fernet.generate_key().decode()}
        with patch.object(keyring, "config", options):
            self.assert_found("Encryption key", "problem", "the client secret", "again")
        self.connect(self.ana)
        self.assert_found("Encryption key", "ok")
        with patch.object(keyring, "config", options):
            self.assert_found("Encryption key", "problem", "access of Ana", "from a backup")
        with patch.object(keyring, "config", {"google_sync_key": "short"}):
            self.assert_found("Encryption key", "problem", "is not a key")

    def test_mail(self):
        self.env["ir.mail_server"].search([]).unlink()
        self.assert_found("Mail", "advice", "cannot tell")


@tagged("post_install", "-at_install")
class TestAddress(SettingsCheckCase):
    def test_addresses_that_google_takes_or_not(self):
        for url, state in (
            ("https://odoo.practice.eu", "ok"),
            ("http://odoo.practice.eu", "problem"),
            ("https://192.168.1.20:8069", "problem"),
            ("https://[2001:db8::1]", "problem"),
            ("https://odoo.practice.local", "problem"),
            ("https://odoo", "problem"),
            ("http://localhost:8069", "advice"),
            ("http://127.0.0.1:8069", "advice"),
            ("", "problem"),
        ):
            with self.subTest(url):
                self.set("web.base.url", url)
                self.assert_found("Address of this Odoo", state, url)

    def test_the_browser_has_come_by_another_address(self):
        found = self.assert_found(
            "One address only",
            "problem",
            "http://10.0.0.5:8069",
            browser_url="http://10.0.0.5:8069/",
        )
        self.assertIn("proxy_mode", found.remedy)
        self.assert_found("One address only", "ok", browser_url=f"{URL}/")

    def test_an_address_that_changes_by_itself(self):
        self.set("web.base.url.freeze", False)
        self.assert_found("One address only", "advice", remedy="web.base.url.freeze")

    def test_an_address_that_google_does_not_know(self):
        self.assert_found("Redirect address", "ok", f"{URL}/google_sync/oauth/callback")
        self.set("web.base.url", "https://other.practice.eu")
        found = self.assert_found(
            "Redirect address", "problem", "https://other.practice.eu", "Authorized redirect URIs"
        )
        self.assertEqual(found.url, "https://console.cloud.google.com/auth/clients")


@tagged("post_install", "-at_install")
class TestGoogle(SettingsCheckCase):
    def test_the_client(self):
        self.assert_found("Client id and secret", "ok")
        self.set("google_sync.client_secret", "wrong")
        self.assert_found("Client id and secret", "problem", "refuses")
        self.set("google_sync.client_id", False)
        self.assert_found("Client id and secret", "problem", "no Google client id")
        self.assert_found("Redirect address", "unknown", "no Google client id")

    def test_google_does_not_answer(self):
        self.fault("oauth.token", status=503, reason="backendError", times=-1)
        self.assert_found("Client id and secret", "unknown", "did not answer")
        self.assert_found("Clock", "unknown", "did not answer")

    def test_the_clock(self):
        self.assert_found("Clock", "ok")
        self.control("POST", "/_fake/clock", {"advance": 300})
        self.assert_found("Clock", "problem", "00:05", "NTP")

    def _authorize(self, user, days):
        answer = self.make_google_account(user)
        now = datetime.now(timezone.utc)
        tokens = Tokens(
            answer["access_token"],
            answer["refresh_token"],
            now + timedelta(hours=1),
            frozenset(SCOPES + SCOPES_OF_CONTACTS),
            refresh_expiry=now + timedelta(days=days),
        )
        account = self.env["google.sync.account"].of_user(user)
        self.attach(account, tokens, Identity(f"subject-{user.id}", self.email(user), user.name))

    def test_the_consent_screen(self):
        self.assert_found("Consent screen", "unknown", "only when somebody connects", "Audience")
        self._authorize(self.ana, days=30)
        self.assert_found("Consent screen", "ok")
        ben = self.new_user("ben", name="Ben")
        self._authorize(ben, days=7)
        found = self.assert_found("Consent screen", "problem", "access of Ben", "Publish app")
        self.assertEqual(found.url, "https://console.cloud.google.com/auth/audience")

    def test_apis_that_are_not_enabled(self):
        self.assert_found("Calendar API", "unknown", "Nobody is connected")
        self.connect(self.ana)
        self.assert_found("Calendar API", "ok")
        self.assertIsNone(self.look("People API"), "no contacts are synchronized")
        self.ana.google_contact_category_id = self.env["res.partner.category"].create(
            {"name": "Patients"}
        )
        self.assert_found("People API", "ok")
        self.fault("calendarList.get", status=403, reason="accessNotConfigured", times=-1)
        self.fault("contactGroups.list", status=403, reason="SERVICE_DISABLED", times=-1)
        found = self.assert_found("Calendar API", "problem", "not enabled", "Enable")
        self.assertIn("calendar-json.googleapis.com", found.url)
        self.assert_found("People API", "problem", "not enabled")

    def test_who_is_paused_is_not_asked(self):
        account = self.connect(self.ana)
        account.pause()
        self.requests_made()
        self.assert_found("Calendar API", "unknown")
        self.assertFalse(self.requests_made())

    def test_the_trouble_of_one_is_not_everybodys(self):
        self.connect(self.ana)
        ben = self.new_user("ben", name="Ben")
        self.connect(ben)
        self.control("POST", "/_fake/revoke", {"account": self.email(self.ana)})
        self.assert_found("Calendar API", "ok")


@tagged("post_install", "-at_install")
class TestPage(FakeGoogleMixin, TransactionCase):
    def test_the_findings_as_an_administrator_reads_them(self):
        checks = self.env["google.sync.settings.check"].with_user(self.env.ref("base.user_admin"))
        wizard = checks.browse(checks.action_open()["res_id"])
        self.assertIn("Google accepts the client id and secret", wizard.findings)
        self.assertIn("OK", wizard.findings)
        self.assertNotIn("demo-secret", wizard.findings)
