from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from ...sync.google.access import oauth_client, redirect_uri
from ...sync.store.unlogged import CLIENT_SECRET


@tagged("post_install", "-at_install")
class TestClient(TransactionCase):
    """Who comes from Odoo's own Google Calendar need not copy its client by hand."""

    def setUp(self):
        super().setUp()
        self.parameters = self.env["ir.config_parameter"]
        self.parameters.set_param("google_sync.enabled", "True")
        self.parameters.set_param("google_sync.client_id", False)
        self.env["google.sync.secret"].forget(CLIENT_SECRET)
        self.parameters.set_param("google_calendar_client_id", "other.apps.googleusercontent.com")
        self.parameters.set_param("google_calendar_client_secret", "other-secret")

    def _settings(self):
        admin = self.env.ref("base.user_admin")
        return self.env["res.config.settings"].with_user(admin).create({})

    def _take(self, settings):
        return settings.action_google_sync_take_client()["params"]["message"]

    def test_it_is_used_here_as_well(self):
        settings = self._settings()
        self.assertTrue(settings.google_sync_may_take_client)
        self.assertIn(redirect_uri(self.env), self._take(settings))
        client = oauth_client(self.env)
        self.assertEqual(client.client_id, "other.apps.googleusercontent.com")
        self.assertEqual(client.client_secret, "other-secret")
        kept = self.parameters.get_param("google_calendar_client_secret")
        self.assertEqual(kept, "other-secret", "that module goes on")
        self.assertFalse(self._settings().google_sync_may_take_client)

    def test_what_is_entered_here_stays(self):
        self.parameters.set_param("google_sync.client_id", "mine.apps.googleusercontent.com")
        settings = self._settings()
        self.assertFalse(settings.google_sync_may_take_client)
        with self.assertRaises(UserError):
            self._take(settings)

    def test_half_a_client_is_none(self):
        self.parameters.set_param("google_calendar_client_secret", False)
        self.assertFalse(self._settings().google_sync_may_take_client)
