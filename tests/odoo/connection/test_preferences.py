from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged

from ...preferences import GooglePageMixin


@tagged("post_install", "-at_install")
class TestPreferences(GooglePageMixin, TransactionCase):
    def setUp(self):
        super().setUp()
        self.ana = new_test_user(self.env, "ana")

    def test_both_forms_have_the_page(self):
        self.check_page("base.view_users_form_simple_modif")
        self.check_page("base.view_users_form")

    def test_every_field_has_its_label_whoever_looks(self):
        admin = new_test_user(self.env, "eve", "base.group_user,base.group_system")
        for user in (self.ana, admin):
            for view in (
                "base.view_users_form_simple_modif",
                "google_sync.res_users_view_form_page",
            ):
                with self.subTest(user=user.login, view=view):
                    self.check_labels(user, view)
        self.check_labels(admin, "base.view_users_form")

    def test_my_google_page_shows_all_that_the_preferences_show(self):
        preferences, page = (
            self._shown(view)
            for view in (
                "base.view_users_form_simple_modif",
                "google_sync.res_users_view_form_page",
            )
        )
        self.assertEqual(page, preferences)
        self.assertIn("google_alert_email", page)

    def _shown(self, view):
        """The names of all fields that Ana gets in a form."""
        users = self.env["res.users"].with_user(self.ana)
        arch = etree.fromstring(users.get_view(self.env.ref(view).id)["arch"])
        return {node.get("name") for node in arch.iter("field")}

    def test_the_page_of_others_is_for_administrators_alone(self):
        manager = new_test_user(self.env, "mia", "base.group_user,base.group_erp_manager")
        for user in (self.ana, manager):
            with self.subTest(user.login):
                self.assertIsNone(self._page(user, "base.view_users_form"))

    def test_users_change_their_own_settings(self):
        self.check_own_settings(self.ana, "base.view_users_form_simple_modif")

    def test_nobody_changes_anothers(self):
        ben = new_test_user(self.env, "ben")
        with self.assertRaises(AccessError):
            ben.with_user(self.ana).google_sync_enabled = True
        for action in ("connect", "disconnect", "sync_now", "open_log", "use_google_zone"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(ben.with_user(self.ana), f"action_google_{action}")()

    def test_the_state_is_said_in_words(self):
        self.assertEqual(self.ana.google_sync_state, "disconnected")
        account = self.env["google.sync.account"].of_user(self.ana)
        account.write({"decision": "connected", "google_email": "ana@gmail.example"})
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.google_sync_state, "connected")
        self.assertEqual(mine.google_sync_email, "ana@gmail.example")

    def test_nobody_sees_anothers_account(self):
        account = self.env["google.sync.account"].of_user(self.ana)
        account.write({"decision": "connected", "google_email": "ana@gmail.example"})
        ben = new_test_user(self.env, "ben")
        for name in ("google_sync_email", "google_sync_state"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.ana.with_user(ben).read([name])
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.ana.with_user(admin).google_sync_email, "ana@gmail.example")

    def test_nobody_sees_anothers_alert_address(self):
        mine = self.ana.with_user(self.ana)
        mine.write({"google_alert_email": "ana@home.example"})
        self.assertEqual(mine.read(["google_alert_email"])[0]["google_alert_email"][:3], "ana")
        ben = new_test_user(self.env, "ben")
        with self.assertRaises(AccessError):
            self.ana.with_user(ben).read(["google_alert_email"])
        with self.assertRaises(AccessError):
            self.env["res.users"].with_user(ben).search([("google_alert_email", "like", "ana")])
        admin = self.env.ref("base.user_admin")
        self.assertEqual(self.ana.with_user(admin).google_alert_email, "ana@home.example")

    def test_administrators_see_accounts_but_not_what_is_in_them(self):
        admin = self.env.ref("base.user_admin")
        account = self.env["google.sync.account"].of_user(self.ana)
        run = self.env["google.sync.run"].create(
            {"account_id": account.id, "started_at": "2026-03-02", "odoo_created": 1}
        )
        line = self.env["google.sync.run.line"].create({"run_id": run.id, "title": "Private"})
        self.assertIn(account, account.with_user(admin).search([]))
        self.assertEqual(run.with_user(admin).odoo_created, 1)
        self.assertFalse(line.with_user(admin).search([("run_id", "=", run.id)]))
        self.assertEqual(line.with_user(self.ana).search([("run_id", "=", run.id)]), line)
        ben = new_test_user(self.env, "ben")
        self.assertFalse(account.with_user(ben).search([]))
