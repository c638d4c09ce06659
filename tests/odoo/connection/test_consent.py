from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import psycopg2
import requests
from psycopg2.errors import SerializationFailure

from odoo.sql_db import db_connect
from odoo.tests import JsonRpcException, tagged
from odoo.tools import mute_logger

from ....google_api.transport import oauth
from ....models import google_sync_consent
from ....sync.database import transactions
from ....sync.database.transactions import own_environment
from ....sync.google.access import oauth_client, session
from ...connect_case import PASSWORD, ConnectCase
from ...workspace import WorkspaceMixin

CLIENT = "demo.apps.googleusercontent.com"
COMPLAIN = transactions.complain  # as it is while no test watches


class Disturbed(SerializationFailure):
    pgcode = psycopg2.errorcodes.SERIALIZATION_FAILURE


@tagged("post_install", "-at_install")
class TestOnce(ConnectCase):
    """The code is exchanged once, whatever Odoo repeats and people load again."""

    def setUp(self):
        super().setUp()
        self.address = self.decide(self.ana, self.consent_page())
        self.requests_made()

    def _connected_by(self, answer):
        self.assertIn("Connected", answer.text)
        self.assertIn(self.email(self.ana), answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.account().state, "connected")

    def test_a_disturbed_transaction_is_repeated(self):
        connect, disturbed = google_sync_consent.connect, []

        def disturb_once(*args, **kwargs):
            connect(*args, **kwargs)
            if not disturbed:
                disturbed.append(True)
                raise Disturbed

        with patch.object(google_sync_consent, "connect", disturb_once):
            answer = self.come_back(self.address)
        self._connected_by(answer)
        self.assertTrue(disturbed)
        self.assertEqual(self.exchanges(), 1)

    def test_the_page_is_loaded_again(self):
        for _time in range(2):
            self._connected_by(self.come_back(self.address))
        self.assertEqual(self.exchanges(), 1)

    def test_four_at_once(self):
        url = self.base_url() + self.address

        def load(_number):
            return requests.get(url, cookies=self.opener.cookies.copy(), timeout=60)

        with self.allow_requests(), ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(load, range(4)))
        for answer in answers:
            self._connected_by(answer)
        self.assertEqual(self.exchanges(), 1)

    def test_who_has_disconnected_since_is_not_connected_by_an_old_page(self):
        self.come_back(self.address)
        self.disconnect(self.ana)
        self.assertIn("disconnected in the meantime", self.come_back(self.address).text)
        self.assertEqual(self.account().state, "disconnected")

    def test_nothing_secret_stays_behind(self):
        self.come_back(self.address)
        consent = self.env["google.sync.consent"].search([])
        self.assertEqual((consent.state, consent.ciphertext), ("attached", False))
        self.assertFalse(consent.id_token)
        self.assertNotIn(self.address.partition("code=")[2][:20], consent.key)

    def test_google_refuses_the_code(self):
        self.fault("oauth.token", status=400, reason="invalid_grant")
        answer = self.come_back(self.address)
        self.assertEqual(answer.status_code, 200)
        self.assertIn("did not accept the sign-in", answer.text)

    def test_google_does_not_answer(self):
        self.fault("oauth.token", status=503, reason="backendError")
        self.assertIn("Load this page again", self.come_back(self.address).text)
        self._connected_by(self.come_back(self.address))

    def test_the_calendar_is_not_told_at_first(self):
        self.fault("calendarList.get", status=403, reason="accessNotConfigured")
        self.assertIn("Not connected", self.come_back(self.address).text)
        self._connected_by(self.come_back(self.address))
        self.assertEqual(self.exchanges(), 1)

    def _who_has_access(self):
        return dict(self.fake.google.grants.clients_of(self.email(self.ana)))

    def test_what_nobody_attaches_goes_back(self):
        self.fault("calendarList.get", status=403, reason="accessNotConfigured", times=-1)
        self.come_back(self.address)
        consents = self.env["google.sync.consent"]
        consents._gc_consents()
        self.assertTrue(consents.search([]), "it may still be attached")
        consents.search([]).came_at = "2026-01-01 00:00:00"
        consents._gc_consents()
        self.give_access_back()
        self.assertFalse(consents.search([]))
        self.assertNotIn(CLIENT, self._who_has_access())


@tagged("post_install", "-at_install")
class TestKeepers(ConnectCase):
    """No access is left at Google that nobody keeps, and none is taken that somebody does."""

    def _odoo_has_access(self):
        return CLIENT in dict(self.fake.google.grants.clients_of(self.email(self.ana)))

    def test_what_is_refused_goes_back(self):
        page = self.consent_page()
        address = self.decide(self.ana, page, without=[oauth.SCOPE_EVENTS])
        for _time in range(2):
            self.assertIn("see and change your events", self.come_back(address).text)
        self.assertTrue(self._odoo_has_access())
        self.give_access_back()
        self.assertFalse(self._odoo_has_access())

    def test_a_colleague_who_has_the_account_keeps_it(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.new_user("ben", password=PASSWORD)
        self.authenticate("ben", PASSWORD)
        address = self.decide(self.ana, self.consent_page())
        self.assertIn("already connected to another user", self.come_back(address).text)
        self.give_access_back()
        self.assertTrue(self._odoo_has_access())
        self.assertFalse(self.env["google.sync.consent"].search([("ciphertext", "!=", False)]))
        session(self.account())
        self.assertEqual(self.account().state, "connected")

    def test_nobody_waits_for_google_to_disconnect(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.fault("oauth.revoke", status=503, reason="backendError")
        self.requests_made()
        self.disconnect(self.ana)
        self.assertEqual(self.account().state, "disconnected")
        self.assertFalse(self.requests_made())
        self.give_access_back()
        self.assertTrue(self._odoo_has_access(), "Google did not answer")
        revocation = self.env["google.sync.revocation"].search([])
        self.assertGreater(revocation.due_at, revocation.wanted_at)
        revocation.due_at = "2026-01-01 00:00:00"
        self.give_access_back()
        self.assertFalse(self._odoo_has_access())
        self.assertFalse(self.env["google.sync.revocation"].search([]))

    def test_who_connects_again_keeps_what_was_to_be_given_back(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.disconnect(self.ana)
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.give_access_back()
        self.assertTrue(self._odoo_has_access())
        self.assertEqual(self.account().state, "connected")

    def test_nothing_is_given_back_while_it_is_switched_off(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.disconnect(self.ana)
        self.requests_made()
        switch = self.env["ir.config_parameter"]
        switch.set_param("google_sync.enabled", "False")
        self.give_access_back()
        self.assertFalse(self.requests_made())
        switch.set_param("google_sync.enabled", "True")
        self.give_access_back()
        self.assertFalse(self._odoo_has_access())

    def test_a_stale_token_of_a_worker_counts_for_nothing(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        grants, tokens = self.env["google.sync.grant"], self.env["google.sync.token"]
        account = self.account()
        former, old = grants.of(account), grants.load(account)[account.id]
        self.disconnect(self.ana)
        self.come_back(self.decide(self.ana, self.consent_page()))
        tokens.keep(former.id, old)
        self.assertNotEqual(grants.load(account)[account.id].access_token, old.access_token)
        tokens._gc_tokens()
        self.assertFalse(tokens.search([]))


@tagged("post_install", "-at_install")
class TestNothingWrittenBefore(ConnectCase):
    """Google is not asked in a transaction that has written or locked anything."""

    def test_choosing_a_calendar(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        for choice in ({"choice": "dedicated", "name": "Practice"}, {"choice": "existing"}):
            action = self.call("res.users", "action_google_choose_calendar", [self.ana.id])
            wizard = action["res_model"], action["res_id"]
            self.call(wizard[0], "write", [wizard[1]], choice)
            self.requests_made()
            self.call(wizard[0], "action_apply", [wizard[1]])
            self.assertTrue(self.requests_made())
        self.assertEqual(self.account().calendar_name, "Practice")

    def test_checking_the_settings(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.ana.group_ids += self.env.ref("base.group_system")
        self.requests_made()
        self.call("google.sync.settings.check", "action_open")
        self.assertIn("calendar.calendarList.get", [r["method"] for r in self.requests_made()])
        settings = self.env["res.config.settings"].with_user(self.ana).create({})
        self.call("res.config.settings", "action_google_sync_test", settings.ids)

    def test_disconnecting(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.call("res.users", "action_google_disconnect_now", [self.ana.id])
        self.assertEqual(self.account().state, "disconnected")

    def test_the_guard_watches_what_people_press(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        choose = type(self.env["res.users"]).action_google_choose_calendar

        def write_first(users):
            users.sudo().signature = "x"
            return choose(users)

        with (
            patch.object(type(self.env["res.users"]), choose.__name__, write_first),
            mute_logger("odoo.http"),
            self.assertRaisesRegex(JsonRpcException, "AssertionError"),
        ):
            self.call("res.users", choose.__name__, self.ana.ids)
        self.assertIn("res.users", self.defects.pop())

    def _ask(self):
        oauth.check_client(oauth_client(self.env))

    def test_the_guard(self):
        with own_environment(self.env) as env:
            env["ir.config_parameter"].search([])
            self._ask()
            env.cr.execute("SELECT id FROM res_users LIMIT 1 FOR KEY SHARE")
            with self.assertRaisesRegex(AssertionError, "a lock"):
                self._ask()
            env.cr.commit()
            self._ask()
            env["ir.config_parameter"].search([], limit=1).value = "x"
            with self.assertRaisesRegex(AssertionError, "ir.config_parameter"):
                self._ask()
        self.assertEqual(len(self.defects), 2)
        self.defects.clear()

    def test_what_postgresql_tells(self):
        with db_connect(self.env.cr.dbname).cursor() as cursor:
            ask = transactions.written
            self.assertFalse(ask(cursor))
            cursor.execute("SELECT id FROM res_country")
            self.assertFalse(ask(cursor))
            cursor.execute("SELECT id FROM res_country LIMIT 1 FOR KEY SHARE")
            self.assertEqual(ask(cursor), ["a lock"])
            cursor.execute("UPDATE res_country SET code = code")
            self.assertEqual(ask(cursor), ["res_country"])
            cursor.rollback()
            self.assertFalse(ask(cursor))

    def test_in_production_it_is_told_and_done(self):
        with self.assertLogs(transactions._logger, "ERROR") as logs:
            COMPLAIN("Google is asked in a transaction that has written: res_users")
        self.assertIn("res_users", logs.output[0])


@tagged("post_install", "-at_install")
class TestNothingWrittenInWorkspace(WorkspaceMixin, ConnectCase):
    """The same where a service account connects people."""

    def set_up_once(self):
        super().set_up_once()
        self.set_up_workspace()
        self.ana.group_ids += self.env.ref("base.group_system")
        self.lea = self.new_colleague("lea")

    def test_one_user(self):
        self.call("res.users", "action_google_connect", [self.lea.id])
        self.assertEqual(self.lea.google_sync_state, "connected")

    def test_many_users(self):
        max_ = self.new_colleague("max")
        wizards = self.env["google.sync.connect.users"].with_user(self.ana)
        wizard = wizards.with_context(
            active_model="res.users", active_ids=(self.lea | max_ | self.ana).ids
        ).create({})
        wizard.line_ids.filtered(lambda line: line.user_id == self.ana).address = max_.login
        self.call(wizard._name, "action_connect", wizard.ids)
        results = wizard.line_ids.mapped("result")
        self.assertEqual(sorted(results), ["connected", "connected", "refused"])

    def test_what_is_delegated(self):
        settings = self.env["res.config.settings"].with_user(self.ana)
        settings = settings.create({"google_sync_test_address": self.lea.login})
        answer = self.call(settings._name, "action_google_sync_test_delegation", settings.ids)
        self.assertEqual(answer["params"]["type"], "success")
