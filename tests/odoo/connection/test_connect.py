from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import psycopg2
import requests

from odoo.exceptions import RedirectWarning, UserError
from odoo.tests import tagged
from odoo.tools import file_open, mute_logger

from ....google_api.calendar import client as calendar
from ....google_api.transport import oauth
from ....sync.google.access import session
from ....sync.operations.connect import choose_calendar
from ....sync.reporting import tasks
from ....sync.store import switch
from ...common import GoogleSyncCase
from ...connect_case import PASSWORD, ConnectCase


@tagged("post_install", "-at_install")
class TestConnect(ConnectCase):
    """The way to Google's consent page and back."""

    def test_connecting(self):
        page = self.consent_page()
        query = parse_qs(urlsplit(page).query)
        self.assertEqual(query["code_challenge_method"], ["S256"])
        self.assertIn("select_account", query["prompt"][0])
        answer = self.come_back(self.decide(self.ana, page))
        self.assertIn("Connected", answer.text)
        self.assertIn(self.email(self.ana), answer.text)
        self.assertIn("Copy existing appointments", answer.text)
        account = self.account()
        self.assertEqual(account.state, "connected")
        self.assertEqual(account.google_email, self.email(self.ana))
        self.assertEqual(account.calendar_id, self.email(self.ana))
        self.assertTrue(self.ana.google_sync_enabled)
        tokens = self.env["google.sync.grant"].load(account)[account.id]
        self.assertTrue(tokens.refresh_token)

    def test_browsers_forget_their_views_when_the_sync_is_switched_on(self):
        def version():
            return self.make_jsonrpc_request("/web/session/get_session_info", {})["registry_hash"]

        before = version()
        self.assertEqual(version(), before)
        self.come_back(self.decide(self.ana, self.consent_page()))
        after = version()
        self.assertNotEqual(after, before, "their views had no place for what is told since")
        self.assertEqual(version(), after)

    def test_cancelling(self):
        answer = self.come_back(self.decide(self.ana, self.consent_page(), decision="cancel"))
        self.assertIn("not allow the connection", answer.text)
        self.assertNotEqual(self.account().state, "connected")

    def test_refusing_a_permission(self):
        page = self.consent_page()
        answer = self.come_back(self.decide(self.ana, page, without=[oauth.SCOPE_EVENTS]))
        self.assertIn("see and change your events", answer.text)
        self.assertNotEqual(self.account().state, "connected")
        self.assertFalse(self.env["google.sync.grant"].load(self.account()))

    def test_an_optional_permission_may_be_refused(self):
        page = self.consent_page()
        self.come_back(self.decide(self.ana, page, without=[oauth.SCOPE_APP_CALENDARS]))
        self.assertEqual(self.account().state, "connected")

    def test_an_answer_to_somebody_elses_question(self):
        address = self.decide(self.ana, self.consent_page())
        self.new_user("ben", password=PASSWORD)
        self.authenticate("ben", PASSWORD)
        self.assertEqual(self.come_back(address).status_code, 400)
        self.assertFalse(self.env["google.sync.account"].search([("state", "=", "connected")]))

    def test_an_answer_cannot_be_made_up(self):
        self.consent_page()
        made_up = "/google_sync/oauth/callback?state=x&code=y"
        self.assertEqual(self.come_back(made_up).status_code, 400)

    def test_a_google_account_belongs_to_one_user(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        ben = self.new_user("ben", password=PASSWORD)
        self.authenticate("ben", PASSWORD)
        answer = self.come_back(self.decide(self.ana, self.consent_page()))
        self.assertIn("already connected to another user", answer.text)
        self.assertNotIn(self.ana.name, answer.text.replace(self.email(self.ana), ""))
        self.assertIn("another Google account", answer.text, "and what to do about it")
        account = self.env["google.sync.account"].search([("user_id", "=", ben.id)])
        self.assertNotEqual(account.state, "connected")
        self.assertFalse(self.env["google.sync.grant"].load(account))

    def test_the_access_to_the_former_account_is_given_back(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        former = self.env["google.sync.grant"].load(self.account())[self.account().id]
        self.come_back(self.decide(self.ana, self.consent_page()))
        self.assertEqual(self.account().state, "connected", "the same account again")
        ben = self.new_user("ben")
        self.make_google_account(ben)
        self.come_back(self.decide(ben, self.consent_page()))
        self.assertEqual(self.account().google_email, self.email(ben))
        self.assertEqual(self.account().state, "connected")
        self.give_access_back()
        self.assert_revoked(former.access_token)

    def test_while_it_is_switched_off_google_is_asked_nothing(self):
        self.come_back(self.decide(self.ana, self.consent_page()))
        page = self.consent_page()
        address = self.decide(self.ana, page)
        switch = self.env["ir.config_parameter"]
        switch.set_param("google_sync.enabled", "False")
        self.requests_made()
        self.assertIn("switched off", self.come_back(address).text)
        self.assertIn("switched off", self.url_open("/google_sync/connect").text)
        mine = self.ana.with_user(self.ana)
        with self.assertRaisesRegex(UserError, "switched off"):
            self.env["google.sync.choose.calendar"].with_user(self.ana).create({})
        self.disconnect(mine)
        self.assertEqual(mine.google_sync_state, "disconnected")
        self.assertIn("Remove the access yourself in your Google account", mine.google_sync_message)
        self.assertFalse(self.env["google.sync.grant"].load(self.account()))
        self.assertFalse(self.requests_made())

    def test_a_wrong_client_secret(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", "wrong")
        answer = self.come_back(self.decide(self.ana, self.consent_page()))
        self.assertIn("client id or secret", answer.text)
        self.assertIn("administrator", answer.text)

    def test_portal_users_have_nothing_to_connect(self):
        self.new_user("pia", password=PASSWORD, groups="base.group_portal")
        self.authenticate("pia", PASSWORD)
        for address in ("/google_sync/connect", "/google_sync/oauth/callback?code=x"):
            self.assertEqual(self.url_open(address, allow_redirects=False).status_code, 403)

    def test_no_client_at_all(self):
        self.env["ir.config_parameter"].set_param("google_sync.client_id", "")
        answer = self.url_open("/google_sync/connect")
        self.assertIn("Settings", answer.text)


@tagged("post_install", "-at_install")
class TestAccount(GoogleSyncCase):
    """What belongs to whom, and what a disconnection leaves behind."""

    def _settings(self, **values):
        return self.env["res.config.settings"].create(values)

    def test_this_odoo_is_another_client_at_google(self):
        """Who has consented is asked to do it again, and is not told of an administrator's mistake
        that "Test" does not find; unless the former client comes back."""
        account = self.connect(self.ana)
        who = {"email": self.email(self.ana), "client_id": "demo.apps.googleusercontent.com"}
        given = self.control("POST", "/_fake/accounts", who)
        grants = self.env["google.sync.grant"]
        known = grants.load(account)[account.id]
        grants.give(
            account,
            replace(
                known,
                access_token=given["access_token"],
                refresh_token=given["refresh_token"],
                expiry=known.expiry - timedelta(hours=2),
            ),
        )
        parameters = self.env["ir.config_parameter"]
        former = parameters.get_param("google_sync.client_id")
        parameters.set_param("google_sync.client_id", "another.apps.googleusercontent.com")
        self.sync()
        self.assertEqual(account.state, "reauthorize")
        self.assertIn("Authorize Again", account.message)
        parameters.set_param("google_sync.client_id", former)
        self.sync()
        self.assertEqual((account.state, account.message), ("connected", False))

    def test_the_database_allows_one_user_for_a_google_account(self):
        account = self.connect(self.ana)
        ben = self.new_user("ben")
        other = self.env["google.sync.account"].of_user(ben)
        for field in ("google_subject", "calendar_id"):
            with (
                self.subTest(field),
                mute_logger("odoo.sql_db"),
                self.assertRaises(psycopg2.IntegrityError),
                self.cr.savepoint(),
            ):
                other.write({"decision": "connected", field: account[field]})
                self.env.flush_all()

    def test_a_calendar_shared_by_two_accounts_is_synced_for_one(self):
        account = self.connect(self.ana)
        ben = self.new_user("ben")
        other = self.connect(ben)
        shared = session(account)
        entry = calendar.get_calendar(shared, "primary")
        with self.assertRaisesRegex(UserError, "schedule of another user"):
            choose_calendar(other, entry)

    def test_disconnecting_and_connecting_again_doubles_nothing(self):
        account = self.connect(self.ana)
        self.odoo_create(self.ana, "Check-up")
        self.google_insert(self.ana, "Lunch")
        self.sync()
        token = self.env["google.sync.grant"].load(account)[account.id].access_token
        self.disconnect(self.ana)
        self.give_access_back()
        self.assertEqual(account.state, "disconnected")
        self.assertFalse(self.env["google.sync.grant"].load(account))
        answer = requests.get(
            f"{self.fake.url}/calendar/v3/calendars/primary/events",
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
        )
        self.assertEqual(answer.status_code, 401, "the access is taken back at Google")
        self.odoo_create(self.ana, "While away")
        self.connect(self.ana, google_populate_google=True, google_populate_odoo=True)
        self.sync()
        titles = {"Check-up", "Lunch", "While away"}
        self.assertEqual(set(self.odoo_events(self.ana)), titles)
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 3)

    def _choose_calendar(self):
        """The dialogue that opens."""
        user = self.ana.with_user(self.ana)
        action = user.action_google_choose_calendar()
        return user.env[action["res_model"]].browse(action["res_id"])

    def test_another_calendar_and_back(self):
        account = self.connect(self.ana)
        self.odoo_create(self.ana, "Check-up")
        self.sync()
        first = account.calendar_id
        wizard = self._choose_calendar()
        self.assertEqual(wizard.option_id.google_id, first)
        wizard.write({"choice": "dedicated", "name": "Practice", "appointments": "leave"})
        wizard.action_apply()
        self.assertEqual(account.calendar_name, "Practice")
        self.odoo_create(self.ana, "Second")
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"Check-up"}, "the old one rests")
        again = self._choose_calendar()
        again.appointments = "leave"
        again.option_id = again.option_ids.filtered(lambda option: option.google_id == first)
        again.action_apply()
        self.sync()
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)

    def test_a_calendar_that_may_only_be_read_is_refused(self):
        account = self.connect(self.ana)
        ben = self.new_user("ben")
        self.make_google_account(ben)
        shared = {"calendar": self.email(ben), "with": self.email(self.ana), "role": "reader"}
        self.control("POST", "/_fake/share", shared)
        wizard = self._choose_calendar()
        self.assertNotIn(self.email(ben), wizard.option_ids.mapped("google_id"))
        wizard.option_id.google_id = self.email(ben)
        with self.assertRaisesRegex(UserError, "only view"):
            wizard.action_apply()
        self.assertEqual(account.calendar_id, self.email(self.ana))

    def test_a_dedicated_calendar_is_made_once(self):
        self.connect(self.ana)
        for _time in range(2):
            wizard = self._choose_calendar()
            wizard.write({"choice": "dedicated", "name": "Practice"})
            wizard.action_apply()
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        names = [calendar["summary"] for calendar in state["calendars"]]
        self.assertEqual(names.count("Practice"), 1)

    def _calendars(self, name):
        """How many calendars of this name Google has."""
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        return [calendar["summary"] for calendar in state["calendars"]].count(name)

    def _dedicated(self, name="Practice"):
        wizard = self._choose_calendar()
        wizard.write({"choice": "dedicated", "name": name})
        return wizard

    def test_a_permission_that_was_not_given_is_asked_for_there(self):
        """The user has not ticked that Odoo may make calendars."""
        self.connect(self.ana)
        self.fault("calendars.insert", status=403, reason="insufficientPermissions", times=1)
        with self.assertRaises(RedirectWarning) as refused:
            self._dedicated().action_apply()
        text, action, button, _context = refused.exception.args
        self.assertIn(f"Press “{button}”", text)
        url = self.env["ir.actions.act_url"].browse(action).url
        self.assertEqual(url, "/google_sync/connect")

    def test_a_calendar_whose_making_nobody_heard_of_is_used(self):
        account = self.connect(self.ana)
        self.fault("calendars.insert", kind="timeout_after", seconds=0.01, times=1)
        self._dedicated().action_apply()
        self.assertEqual(account.calendar_name, "Practice")
        self.assertEqual(self._calendars("Practice"), 1)

    def test_pressing_again_makes_no_second_calendar(self):
        """Google makes it, and neither that nor the next list is heard."""
        account = self.connect(self.ana)
        wizard = self._dedicated()
        self.fault("calendars.insert", kind="timeout_after", seconds=0.01, times=1)
        self.fault("calendarList.list", status=503, nth=2, times=-1)
        with self.assertRaisesRegex(UserError, "Try again in a moment"):
            wizard.action_apply()
        self.assertNotEqual(account.calendar_name, "Practice")
        self.control("DELETE", "/_fake/faults")
        wizard.action_apply()
        self.assertEqual(account.calendar_name, "Practice")
        self.assertEqual(self._calendars("Practice"), 1)

    def test_a_calendar_that_was_not_made_is_made_by_pressing_again(self):
        self.connect(self.ana)
        wizard = self._dedicated()
        self.fault("calendars.insert", kind="timeout_before", seconds=0.01, times=1)
        with self.assertRaisesRegex(UserError, "not create it twice"):
            wizard.action_apply()
        wizard.action_apply()
        self.assertEqual(self._calendars("Practice"), 1)

    def test_settings_tell_whether_google_accepts_the_client(self):
        settings = self._settings()
        self.assertTrue(settings.google_sync_redirect_uri.endswith("/google_sync/oauth/callback"))
        answer = settings.action_google_sync_test()
        self.assertEqual(answer["params"]["type"], "success")
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", "wrong")
        with self.assertRaisesRegex(UserError, "client id or secret"):
            settings.action_google_sync_test()

    def test_the_pace_is_settable(self):
        self._settings(google_sync_interval=15).execute()
        self.assertEqual(self.env.ref("google_sync.ir_cron_sync").interval_number, 15)
        with self.assertRaises(UserError):
            self._settings(google_sync_interval=0).execute()

    def test_a_neutralized_copy_touches_nobodys_calendar(self):
        account = self.connect(self.ana)
        tasks.begin(account, tasks.MOVE, total=3)
        self.commit()
        with file_open("google_sync/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        # A copy is started anew.
        self.env.invalidate_all()
        self.env.registry.clear_all_caches()
        self.assertEqual(account.state, "disconnected")
        self.assertFalse(account.work_id.tasks)
        self.assertFalse(switch.is_on(account.env))
        self.assertFalse(self.env["google.sync.grant"].load(account))
