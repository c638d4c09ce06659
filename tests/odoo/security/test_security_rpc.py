"""Rights from outside: real requests, of people who are logged in."""

import json
from datetime import timedelta

from odoo import fields
from odoo.fields import Command
from odoo.tests import HttpCase, new_test_user, tagged

from ...rights_case import BROKEN, PASSWORD, RightsMixin


@tagged("post_install", "-at_install")
class TestRightsByRpc(RightsMixin, HttpCase):
    """The same from outside: real requests, of people who are logged in."""

    def set_up_once(self):
        super().set_up_once()
        self.env["ir.config_parameter"].set_param("web.base.url", self.base_url())
        self.persons = self.make_persons()
        self.ana = new_test_user(self.env, "rights_ana", password=PASSWORD)
        self.ana.google_sync_enabled = True
        self.account = self.env["google.sync.account"].of_user(self.ana)
        self.event = self.env["calendar.event"].create(
            {
                "name": "Check-up",
                "start": "2027-03-02 09:00:00",
                "user_id": self.ana.id,
                "stop": "2027-03-02 10:00:00",
                "partner_ids": [Command.set(self.ana.partner_id.ids)],
            }
        )

    def log_in(self, login):
        self.authenticate(f"rights_{login}", PASSWORD)

    def call(self, model, method, *args, **kwargs):
        """:return: the result, or the error's class"""
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}",
            data=json.dumps(
                {
                    "jsonrpc": "2.0",
                    "method": "call",
                    "params": {"model": model, "method": method, "args": args, "kwargs": kwargs},
                }
            ),
            headers={"Content-Type": "application/json"},
        ).json()
        return answer["error"]["data"]["name"] if "error" in answer else answer.get("result")

    def assert_refused(self, *args, **kwargs):
        self.assertEqual(self.call(*args, **kwargs), "odoo.exceptions.AccessError", args)

    def test_a_colleague(self):
        self.log_in("ben")
        event, user = [self.event.id], [self.ana.id]
        self.assert_refused("calendar.event", "write", event, {"google_sync_guests": BROKEN})
        self.assert_refused(
            "calendar.event", "web_save", event, {"google_sync_organizer": "x@y"}, specification={}
        )
        self.assert_refused("res.users", "read", user, ["google_share_guests"])
        self.assert_refused(
            "res.users", "web_search_read", [["google_alert_email", "like", "a"]], {"id": {}}
        )
        self.assert_refused("res.users", "search", [], order="google_share_guests")
        self.assert_refused("google.sync.account", "read", [self.account.id], ["google_email"])
        for method in ("_cron_sync", "ask_worker", "of_user", "pause", "revoke_access"):
            self.assert_refused("google.sync.account", method, [self.account.id])
        for model, method in (
            ("google.sync.grant", "load"),
            ("google.sync.service.account", "load"),
            ("google.sync.service.account", "forget"),
            ("google.sync.change", "set_origin"),
            ("google.sync.consent", "of_key"),
            ("google.sync.request", "take"),
        ):
            self.assert_refused(model, method, [])
        self.assert_refused("res.config.settings", "action_google_sync_remove_key", [1])
        self.assert_refused("google.sync.settings.check", "action_open")

    def test_somebody_from_outside(self):
        self.log_in("portal")
        own = [self.persons["portal"].id]
        self.assert_refused("res.users", "write", own, {"google_sync_enabled": True})
        self.assert_refused("res.users", "action_google_connect", own)
        self.assert_refused("res.users", "google_sync_browser_values")
        self.assert_refused("google.sync.choose.calendar", "create", [{}])
        self.assertFalse(self.persons["portal"].google_sync_account_ids)
        for page in ("guide", "guide/administrator", "connect", "oauth/callback"):
            with self.subTest(page):
                answer = self.url_open(f"/google_sync/{page}", allow_redirects=False)
                self.assertEqual(answer.status_code, 403)

    def test_nobody(self):
        self.authenticate(None, None)
        for page in ("guide/cloud", "connect", "oauth/callback"):
            answer = self.url_open(f"/google_sync/{page}", allow_redirects=False)
            self.assertEqual(answer.status_code, 303)
            self.assertIn("/web/login", answer.headers["Location"])

    def test_an_administrator(self):
        self.authenticate("admin", "admin")
        for values in (
            {"decision": "connected"},
            {"user_id": self.persons["ben"].id},
            {"google_subject": "1"},
            {"calendar_id": "primary"},
            {"google_email": "ben@gmail.example"},
        ):
            self.assert_refused("google.sync.account", "write", [self.account.id], values)
        self.assert_refused("google.sync.account", "create", [{"user_id": self.env.uid}])
        self.assertFalse(
            self.call("google.sync.account", "retrieve_dashboard") == "odoo.exceptions.AccessError"
        )

    def test_by_api_key(self):
        """Odoo's JSON-2 interface has no session."""
        key = (
            self.env["res.users.apikeys"]
            .with_user(self.persons["ben"])
            ._generate("rpc", "rights", fields.Datetime.now() + timedelta(days=1))
        )
        answer = self.url_open(
            "/json/2/calendar.event/write",
            data=json.dumps({"ids": [self.event.id], "vals": {"google_sync_guests": BROKEN}}),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
        )
        self.assertEqual(answer.status_code, 403)
        self.assertFalse(self.event.google_sync_guests)
