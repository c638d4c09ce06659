from lxml import etree

from odoo.tests import TransactionCase, new_test_user, tagged

from ...sync.setup.check_result import Setup
from ...sync.setup.settings_check import check

TITLE = "Odoo's own Google Calendar"


@tagged("post_install", "-at_install")
class TestAdminWarning(TransactionCase):
    """Two programs that synchronize the same calendar make everything twice."""

    def setUp(self):
        super().setUp()
        self.ana = new_test_user(self.env, "ana", name="Ana", google_sync_enabled=True)
        self.settings = self.env["res.users.settings"]._find_or_create_for_user(self.ana)

    def _warned(self):
        self.env.invalidate_all()
        found = dict(check(Setup(self.env)))[TITLE]
        page = self.ana.with_user(self.ana).google_sync_doubled
        self.assertEqual(found.state == "problem", page)
        if page:
            self.assertIn("Ana", found.text)
            self.assertIn("take over", found.remedy)
        return page

    def test_only_while_it_is_active_for_the_user(self):
        self.assertFalse(self._warned(), "not connected there")
        self.settings.google_calendar_rtoken = "a token"
        self.assertTrue(self._warned())
        self.settings.google_synchronization_stopped = True
        self.assertFalse(self._warned())
        self.settings.google_synchronization_stopped = False
        self.env["ir.config_parameter"].set_param("google_calendar_sync_paused", "True")
        self.assertFalse(self._warned())

    def test_not_for_who_does_not_use_this_one(self):
        self.settings.google_calendar_rtoken = "a token"
        self.ana.google_sync_enabled = False
        self.assertFalse(self._warned())

    def test_the_page_shows_it(self):
        for view in ("base.view_users_form_simple_modif", "base.view_users_form"):
            arch = self.env["res.users"].get_view(self.env.ref(view).id)["arch"]
            alert = etree.fromstring(arch).find('.//div[@name="google_sync_doubled"]')
            self.assertIn("Odoo's own Google Calendar", "".join(alert.itertext()))
