"""How an administrator sets the service account up: the key, the test, and many users at once."""

import json
import logging

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open

from ...common import FakeGoogleMixin, GoogleSyncCase
from ...workspace import ALL_SCOPES, DOMAIN, WorkspaceMixin


class SetupCase(WorkspaceMixin, GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.set_up_workspace()
        self.lea = self.new_colleague("lea")

    def settings(self, **values):
        return self.env["res.config.settings"].create(values)


@tagged("post_install", "-at_install")
class TestKeyFile(SetupCase):
    """The key comes in once, and never out."""

    SHOWN = ("google_sync_key_email", "google_sync_key_client_id", "google_sync_key_id")

    def test_what_is_shown_of_it(self):
        shown = self.settings().read(self.SHOWN)[0]
        self.assertEqual(shown["google_sync_key_email"], self.key_file["client_email"])
        self.assertEqual(shown["google_sync_key_client_id"], self.key_file["client_id"])
        self.assertEqual(shown["google_sync_key_id"], self.key_file["private_key_id"])
        self.assertTrue(self.settings().google_sync_key_date)

    def test_what_is_to_be_copied_to_the_admin_console(self):
        self.assertEqual(set(self.settings().google_sync_scopes.split(",")), set(ALL_SCOPES))

    def test_other_files_are_refused_with_the_remedy(self):
        client_file = {"web": {"client_id": "x", "client_secret": "y"}}
        for content, words in (
            (b"\x89PNG", "Create new key"),
            (client_file, "OAuth client"),
            ({"type": "authorized_user"}, "authorized_user"),
            ({**self.key_file, "client_email": ""}, "client_email is missing"),
            ({**self.key_file, "private_key": "x"}, "cannot be read"),
        ):
            with self.subTest(words), self.assertRaisesRegex(UserError, words):
                self.upload(content)
        key_id = self.settings().google_sync_key_id
        self.assertEqual(key_id, self.key_file["private_key_id"], "the former one stays")

    def test_a_new_key_takes_the_place_of_the_former_one(self):
        new = self.new_key()
        self.upload(new)
        self.assertEqual(self.settings().google_sync_key_id, new["private_key_id"])
        self.assertEqual(self.env["google.sync.service.account"].search_count([]), 1)

    def test_saving_without_a_file_keeps_it(self):
        self.settings(google_sync_domains=f"{DOMAIN}, other.example").execute()
        self.assertEqual(self.settings().google_sync_key_id, self.key_file["private_key_id"])

    def test_removing_it(self):
        self.settings().action_google_sync_remove_key()
        self.assertFalse(self.settings().google_sync_key_id)
        self.assertFalse(self.env["google.sync.service.account"].search_count([]))

    def test_nobody_reads_it_back(self):
        settings = self.upload(self.key_file)
        secret = self.key_file["private_key"][40:80]
        everything = settings.read() + settings.export_data(["google_sync_key_file"])["datas"]
        self.assertNotIn(secret, str(everything))
        self.assertFalse(settings.google_sync_key_file)
        for user in (self.lea, self.env.ref("base.user_admin")):
            accounts = self.env["google.sync.service.account"].with_user(user)
            known = accounts.sudo().search([]).with_user(user)
            for ask in (known.read, accounts.search_read, known.unlink):
                with self.subTest(ask), self.assertRaises(AccessError):
                    ask()

    def test_it_is_nowhere_in_the_database(self):
        self.connect_by_service_account(self.lea)
        self.env.flush_all()
        secret = self.key_file["private_key"][40:80].replace("\n", "")
        for table in (
            "google_sync_service_account",
            "res_config_settings",
            "ir_config_parameter",
            "google_sync_grant",
            "google_sync_token",
        ):
            self.env.cr.execute(f"SELECT t::text FROM {table} AS t")  # noqa: S608
            for (row,) in self.env.cr.fetchall():
                self.assertNotIn(secret, row)
        files = self.env["ir.attachment"].search([("res_model", "=", "res.config.settings")])
        self.assertFalse(files)

    def test_it_is_in_no_log(self):
        with self.assertLogs(level=logging.DEBUG) as logs:
            self.upload(self.key_file)
            self.connect_by_service_account(self.lea)
            self.sync()
        secret = json.dumps(self.key_file["private_key"])[60:100]
        for line in logs.output:
            self.assertNotIn(secret, line)
            self.assertNotIn("assertion=", line)

    def test_a_neutralized_copy_has_none(self):
        with file_open("google_sync/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self.assertIsNone(self.env["google.sync.service.account"].load())


@tagged("post_install", "-at_install")
class TestTheTest(SetupCase):
    """The button says in plain words what is missing."""

    def _test(self, address=None):
        settings = self.settings(google_sync_test_address=address or self.lea.login)
        return settings.action_google_sync_test_delegation()["params"]

    def test_while_it_is_switched_off_google_is_asked_nothing(self):
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.requests_made()
        with self.assertRaisesRegex(UserError, "switched off"):
            self._test()
        self.assertFalse(self.requests_made())

    def _assert_missing(self, words, address=None):
        with self.assertRaisesRegex(UserError, words):
            self._test(address)

    def test_all_is_well(self):
        answer = self._test()
        self.assertEqual(answer["type"], "success")
        self.assertIn(self.lea.login, answer["message"])

    def test_nothing_is_delegated(self):
        self.delegate()
        self._assert_missing(f"add the client id {self.key_file['client_id']} .*auth/contacts")

    def test_a_scope_is_missing(self):
        needed = "https://www.googleapis.com/auth/calendar.events"
        self.delegate(*(scope for scope in ALL_SCOPES if scope != needed))
        self._assert_missing(f"client id {self.key_file['client_id']}: {needed}")

    def test_contacts_may_be_missing(self):
        contacts = "https://www.googleapis.com/auth/contacts"
        self.delegate(*(scope for scope in ALL_SCOPES if scope != contacts))
        answer = self._test()
        self.assertEqual(answer["type"], "warning")
        self.assertIn(contacts, answer["message"])

    def test_the_workspace_does_not_know_the_person(self):
        self._assert_missing("no user nobody", f"nobody@{DOMAIN}")

    def test_the_address_is_elsewhere_or_none(self):
        self._assert_missing("not in your Google Workspace", "ana@gmail.example")
        self._assert_missing("Enter the address", "ana")

    def test_the_clock(self):
        self.control("POST", "/_fake/clock", {"advance": 7200})
        self._assert_missing("NTP")

    def test_the_key(self):
        self.delete_key(self.key_file)
        self._assert_missing("Create a new key")
        self.settings().action_google_sync_remove_key()
        self._assert_missing("Upload the key file")

    def test_an_api_is_switched_off(self):
        for method, reason, name in (
            ("calendarList.get", "accessNotConfigured", "Calendar"),
            ("contactGroups.list", "SERVICE_DISABLED", "People"),
        ):
            self.fault(method, status=403, reason=reason, message="Project 17")
            with self.subTest(method):
                self._assert_missing(f"Google {name} API is switched off.*Project 17")

    def test_google_is_down(self):
        self.fault("oauth.token", status=503, reason="internal_failure", times=-1)
        self._assert_missing("did not answer")


@tagged("post_install", "-at_install")
class TestConnectUsers(SetupCase):
    """An administrator connects many at once, and sees who could not be."""

    def set_up_once(self):
        super().set_up_once()
        self.admin = self.env.ref("base.user_admin")

    def _wizard(self, users):
        wizards = self.env["google.sync.connect.users"].with_user(self.admin)
        return wizards.with_context(active_model="res.users", active_ids=users.ids).create({})

    def test_many_at_once(self):
        max_ = self.new_colleague("max")
        nobody = self.new_user(f"nobody@{DOMAIN}", name="nobody")
        wizard = self._wizard(self.lea | max_ | nobody | self.ana)
        wizard.action_connect()
        results = {line.user_id: line for line in wizard.line_ids}
        for user in (self.lea, max_):
            self.assertEqual(results[user].result, "connected")
            self.assertEqual(user.google_sync_state, "connected")
            self.assertTrue(user.google_sync_enabled)
        self.assertIn("no user with this address", results[nobody].message)
        self.assertIn("Enter the address", results[self.ana].message)
        self.assertEqual(nobody.google_sync_state, "disconnected")

    def test_addresses_that_users_chose_themselves_are_to_be_checked(self):
        self.ana.email = self.lea.login
        wizard = self._wizard(self.ana)
        self.assertEqual(wizard.line_ids.address, self.lea.login)
        self.assertIn("Please check it", wizard.line_ids.message)

    def test_the_administrators_word_is_kept(self):
        self.make_google_account(self.ana)
        wizard = self._wizard(self.ana)
        self.assertFalse(wizard.line_ids.address)
        wizard.line_ids.address = "ana@elsewhere.example"
        wizard.action_connect()
        self.assertIn("not in your Google Workspace", wizard.line_ids.message)
        wizard.line_ids.address = self.lea.login
        wizard.action_connect()
        self.assertEqual(wizard.line_ids.result, "connected")
        self.assertFalse(wizard.line_ids.message)
        self.assertEqual(self.ana.google_workspace_email, self.lea.login)
        self.assertEqual(self.ana.google_sync_email, self.lea.login)

    def test_who_is_connected_already_is_left_out(self):
        self.connect_by_service_account(self.lea)
        with self.assertRaisesRegex(UserError, "already"):
            self._wizard(self.lea)

    def test_all_users_are_proposed_from_the_settings(self):
        wizard = self.env["google.sync.connect.users"].with_user(self.admin).create({})
        self.assertLessEqual({self.lea, self.ana}, set(wizard.line_ids.user_id))
        self.assertFalse(wizard.line_ids.user_id.filtered("share"))

    def test_it_is_for_those_who_have_chosen_the_service_account(self):
        self.env["ir.config_parameter"].set_param("google_sync.connect_by", "consent")
        with self.assertRaisesRegex(UserError, "connect themselves"):
            self._wizard(self.lea)


@tagged("post_install", "-at_install")
class TestLink(WorkspaceMixin, FakeGoogleMixin, HttpCase):
    """The link in a mail leads to where the button is; it connects nobody by itself."""

    def test_the_link(self):
        self.set_up_workspace()
        lea = self.new_colleague("lea", password="a long password")
        self.authenticate(lea.login, "a long password")
        answer = self.url_open("/google_sync/connect", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertIn(f"/odoo/my-google-page/{lea.id}", answer.headers["Location"])
        self.assertEqual(lea.google_sync_state, "disconnected")
