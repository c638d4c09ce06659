"""The administrator's way from nothing to the first connected user."""

import re
from pathlib import Path

from lxml import etree

from odoo.modules import Manifest
from odoo.tests import Form, tagged

from ...common import GoogleSyncCase

SECRET = "demo-secret"


@tagged("post_install", "-at_install")
class TestSetup(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.parameters = self.env["ir.config_parameter"]
        for name in ("google_sync.enabled", "google_sync.client_id", "google_sync.client_secret"):
            self.parameters.set_param(name, False)
        self.parameters.set_param("web.base.url", "https://odoo.practice.example")

    def setUp(self):
        super().setUp()
        self.admin = self.env.ref("base.user_admin")
        self.wizard = self.env["google.sync.setup"].with_user(self.admin)

    def press(self, wizard, button):
        """What the browser does: it saves, and presses in a request of its own."""
        self.env.flush_all()
        wizard.invalidate_recordset()
        getattr(wizard, f"action_{button}")()

    def filled_in(self, wizard, **values):
        with Form(wizard) as form:
            for name, value in values.items():
                form[name] = value
        return wizard

    def test_from_nothing_to_the_invitation(self):
        wizard = self.wizard.create({})
        self.assertEqual(wizard.step, "project")
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "project", "it is still switched off")
        self.assertIn("Tick “Allow Google Sync”", wizard.findings)
        self.filled_in(wizard, allowed=True)
        self.press(wizard, "next")
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "client")
        self.filled_in(
            wizard,
            client_id=" demo.apps.googleusercontent.com ",
            google_sync_client_secret="wrong",
        )
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "client")
        self.assertIn("Copy both again", wizard.findings)
        self.filled_in(wizard, google_sync_client_secret=SECRET)
        self.press(wizard, "next")
        self.press(wizard, "back")
        self.assertEqual((wizard.step, wizard.findings), ("client", False))
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "redirect")
        self.assertIn("Google accepts the client id and secret", wizard.findings)
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "redirect")
        self.assertIn("Google does not know the redirect address", wizard.findings)
        self.parameters.set_param("web.base.url", "http://localhost:8069")
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "test")
        self.assertEqual(wizard.action_connect()["url"], "/google_sync/connect")
        self.connect(self.ana)
        self.press(wizard, "check")
        self.assertIn("The Google Calendar API answers", wizard.findings)
        self.press(wizard, "next")
        self.assertEqual(wizard.step, "invite")
        ben = self.new_user("ben", email="ben@practice.example")
        wizard.user_ids = ben
        with self.mails_expected("ben@practice.example"):
            wizard.action_invite()
        self.assertTrue(ben.google_sync_account_ids.invited_at)

    def test_the_secret_is_in_no_row_and_comes_back_to_nobody(self):
        wizard = self.wizard.create({"step": "client"})
        self.filled_in(wizard, google_sync_client_secret=SECRET)
        self.env.flush_all()
        self.env.cr.execute("SELECT row_to_json(one)::text FROM google_sync_setup AS one")
        self.assertNotIn(SECRET, str(self.env.cr.fetchall()))
        wizard.invalidate_recordset()
        shown = wizard.web_read({name: {} for name in wizard._fields})
        self.assertNotIn(SECRET, str(shown))
        self.assertTrue(wizard.google_sync_has_client_secret)

    def test_each_widget_is_there(self):
        """Odoo shows a plain field, without a word, in place of a widget that it does not know."""
        said = re.compile(r'category\("(?:fields|view_widgets)"\)\s*\.add\(\s*"([^"]+)"')
        modules = self.env["ir.module.module"].search([("state", "=", "installed")])
        known = set()
        for module in modules:
            for script in Path(Manifest.for_addon(module.name).path, "static/src").rglob("*.js"):
                known.update(said.findall(script.read_text()))
        data = [("module", "=", "google_sync"), ("model", "=", "ir.ui.view")]
        views = self.env["ir.model.data"].search(data).mapped("res_id")
        used = {
            node.get("widget") or node.get("name")
            for view in self.env["ir.ui.view"].browse(views)
            for node in etree.fromstring(view.arch_db).xpath("//field[@widget] | //widget[@name]")
        }
        self.assertIn("CopyClipboardChar", used)
        self.assertLessEqual(used, {name.rpartition(".")[2] for name in known})

    def test_each_step_has_a_drawing(self):
        wizard = self.wizard.create({})
        pictures = set()
        for step in dict(wizard._fields["step"].selection):
            wizard.step = step
            self.assertIn("<svg", wizard.picture)
            pictures.add(wizard.picture)
        self.assertEqual(len(pictures), 6)
