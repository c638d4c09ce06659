"""Users of a Google Workspace are connected by a service account, without asking them."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ....google_api.transport import oauth
from ....sync.google.access import oauth_client, session
from ...common import GoogleSyncCase
from ...workspace import ALL_SCOPES, DOMAIN, WorkspaceMixin


class WorkspaceCase(WorkspaceMixin, GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.set_up_workspace()
        self.lea = self.new_colleague("lea")

    def again(self, *claimed):
        """Let the time pass that these were told to wait."""
        for one in claimed:
            one.retry_at = fields.Datetime.now() - timedelta(minutes=1)


@tagged("post_install", "-at_install")
class TestServiceAccount(WorkspaceCase):
    """What users notice: nothing to allow, and a calendar that agrees."""

    def test_connecting_asks_nobody(self):
        page = self.lea.with_user(self.lea)
        self.assertIn(self.lea.login, page.google_connect_hint)
        answer = page.action_google_connect()
        self.assertIn(f"Connected as {self.lea.login}", answer["params"]["message"])
        self.assertEqual(page.google_sync_state, "connected")
        self.assertEqual(page.google_sync_email, self.lea.login)
        self.assertEqual(page.google_sync_calendar_name, "Main calendar")
        self.assertTrue(page.google_sync_enabled)

    def test_both_ways(self):
        account = self.connect_by_service_account(self.lea)
        self.odoo_create(self.lea, "Check-up")
        self.google_insert(self.lea, "Lunch")
        self.sync()
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up", "Lunch"})
        self.assertEqual(set(self.odoo_events(self.lea)), {"Check-up", "Lunch"})
        self.assertEqual(account.state, "connected")
        self.assertFalse(account.message)

    def test_every_request_counts_for_its_user(self):
        max_ = self.new_colleague("max")
        accounts = [self.connect_by_service_account(user) for user in (self.lea, max_)]
        for user in (self.lea, max_):
            self.odoo_create(user, f"Check-up of {user.name}")
            self.odoo_create(user, f"Visit of {user.name}", show_as="free")
        self.sync(*accounts)
        names = {}
        for call in self.requests_made():
            names.setdefault(call["account"], set()).add(tuple(call["query"].get("quotaUser", ())))
        self.assertEqual(set(names), {self.lea.login, max_.login})
        ((of_lea,),), ((of_max,),) = names[self.lea.login], names[max_.login]
        self.assertNotEqual(of_lea, of_max)
        self.assertLessEqual(len(of_lea), 40)
        self.assertNotIn("lea", of_lea, "a pseudonym")

    def test_an_access_token_serves_for_its_hour(self):
        account = self.connect_by_service_account(self.lea)
        tokens = self.env["google.sync.grant"]
        first = tokens.load(account)[account.id].access_token
        self.sync()
        self.assertEqual(tokens.load(account)[account.id].access_token, first)
        self.forget_access_tokens()
        self.sync()
        self.assertNotIn(tokens.load(account)[account.id].access_token, (first, ""))

    def test_it_serves_for_its_hour_also_where_nothing_was_granted(self):
        account = self.connect_by_service_account(self.lea)
        grants, tokens = self.env["google.sync.grant"], self.env["google.sync.token"]
        grants.of(account).unlink()
        self.control("DELETE", "/_fake/requests")
        for _run in range(3):
            self.sync()
        tokens._gc_tokens()
        self.sync()
        asked = self.control("GET", "/_fake/requests")["tokens"]
        self.assertEqual(list(asked.values()), [1], asked)
        stale = grants.load(account)[account.id]
        self.upload(self.new_key())
        self.assertNotEqual(grants.load(account)[account.id], stale, "it was had by another key")
        tokens._gc_tokens()
        self.assertFalse(tokens.search([]))

    def test_another_calendar_can_be_chosen(self):
        account = self.connect_by_service_account(self.lea)
        user = self.lea.with_user(self.lea)
        action = user.action_google_choose_calendar()
        wizard = user.env[action["res_model"]].browse(action["res_id"])
        wizard.write({"choice": "dedicated", "name": "Practice"})
        wizard.action_apply()
        self.assertEqual(account.calendar_name, "Practice")

    def test_disconnecting_forgets_the_access_here_and_leaves_the_delegation(self):
        account = self.connect_by_service_account(self.lea)
        self.odoo_create(self.lea, "Check-up")
        self.google_insert(self.lea, "Lunch")
        self.sync()
        answer = self.disconnect(self.lea)
        self.assertIn("stay as they are", answer["params"]["message"])
        self.assertEqual(account.state, "disconnected")
        self.assertFalse(self.env["google.sync.grant"].load(account))
        with self.assertRaisesRegex(UserError, "Connect your Google account first"):
            session(account)
        self.requests_made()
        self.odoo_create(self.lea, "While away")
        self.sync()
        self.assertFalse(self.requests_made())
        self.connect_by_service_account(self.lea)
        self.sync()
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up", "Lunch", "While away"})
        self.assertEqual(len(self.google(self.lea, "GET")["items"]), 3)

    def test_switched_off_means_no_request(self):
        self.env["ir.config_parameter"].set_param("google_sync.enabled", "False")
        self.requests_made()
        with self.assertRaisesRegex(UserError, "switched off"):
            self.connect_by_service_account(self.lea)
        self.assertFalse(self.requests_made())


@tagged("post_install", "-at_install")
class TestWhoIsWho(WorkspaceCase):
    """Whose calendar somebody gets is said by administrators and by Google, never by themselves."""

    def test_users_cannot_say_that_they_are_somebody_else(self):
        mallory = self.new_colleague("mallory")
        mallory = mallory.with_user(mallory)
        eve = self.new_colleague("eve").with_user(mallory)
        with self.assertRaises(AccessError):
            mallory.google_workspace_email = self.lea.login
        with self.assertRaises(AccessError):
            mallory.login = self.lea.login
        mallory.email = self.lea.login
        mallory.action_google_connect()
        self.assertEqual(mallory.google_sync_email, f"mallory@{DOMAIN}")
        with self.assertRaises(AccessError):
            eve.action_google_connect()
        with self.assertRaises(AccessError):
            mallory.env["google.sync.connect.users"].create({})
        with self.assertRaises(AccessError):
            mallory.google_sync_account_ids.google_email = self.lea.login

    def test_an_email_that_is_no_login_does_not_count(self):
        self.ana.email = self.lea.login
        with self.assertRaisesRegex(UserError, "does not know.*administrator"):
            self.ana.with_user(self.ana).action_google_connect()
        self.assertIn("administrator", self.ana.with_user(self.ana).google_connect_hint)

    def test_an_administrator_says_who_somebody_is(self):
        self.ana.google_workspace_email = f" Lea@{DOMAIN.upper()}"
        self.ana.with_user(self.ana).action_google_connect()
        self.assertEqual(self.ana.google_sync_email, self.lea.login)
        admin = self.env.ref("base.user_admin")
        max_ = self.new_colleague("max")
        max_.with_user(admin).action_google_connect()
        self.assertEqual(max_.google_sync_state, "connected")

    def test_one_google_account_belongs_to_one_user(self):
        self.connect_by_service_account(self.lea)
        self.ana.google_workspace_email = self.lea.login
        with self.assertRaisesRegex(UserError, "already connected to another user"):
            self.ana.with_user(self.ana).action_google_connect()
        self.assertEqual(self.ana.google_sync_state, "disconnected")
        self.assertFalse(self.ana.google_sync_account_ids.google_subject)

    def test_addresses_elsewhere_are_refused(self):
        for address, words in (
            ("ana@gmail.example", "not in your Google Workspace"),
            ("ana", "not an address"),
            (f"ana@evil.{DOMAIN}", "not in your Google Workspace"),
            (f"x@evil.example,{self.lea.login}", ""),
        ):
            with self.subTest(address), self.assertRaisesRegex(UserError, words):
                self.ana.google_workspace_email = address
        outside = self.new_user("tim@gmail.example")
        with self.assertRaisesRegex(UserError, "not in your Google Workspace"):
            outside.with_user(outside).action_google_connect()

    def test_who_does_not_work_here_has_nothing_to_connect(self):
        customer = self.new_colleague("pia", groups="base.group_portal")
        with self.assertRaises(UserError):
            customer.with_user(customer).action_google_connect()
        self.assertNotEqual(customer.google_sync_state, "connected")

    def test_nobody_sees_who_others_are(self):
        self.ana.google_workspace_email = f"secret@{DOMAIN}"
        seen = self.ana.with_user(self.lea)
        for name in ("google_connect_hint", "google_workspace_email"):
            with self.assertRaises(AccessError):
                seen.read([name])


@tagged("post_install", "-at_install")
class TestRefusals(WorkspaceCase):
    """What the service account may not do is told to the user, and mended by an administrator."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect_by_service_account(self.lea)
        self.sync()
        self.forget_access_tokens()

    def assert_waits(self, words):
        self.odoo_create(self.lea, "Check-up")
        self.sync()
        self.assertEqual(self.account.state, "reauthorize")
        page = self.lea.with_user(self.lea)
        self.assertRegex(page.google_sync_message, f"{words}.*administrator")
        self.assertNotIn("Authorize Again", page.google_sync_message)
        self.assertFalse(self.google_events(self.lea))

    def assert_goes_on_by_itself(self):
        self.again(self.account)
        self.sync()
        self.assertEqual(self.account.state, "connected")
        self.assertFalse(self.account.message)
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up"})

    def test_the_delegation_is_taken_back(self):
        self.delegate()
        self.assert_waits("does not let this Odoo's service account in")
        self.requests_made()
        self.sync()
        self.assertFalse(self.requests_made(), "not asked again and again")
        self.delegate(*ALL_SCOPES)
        self.assert_goes_on_by_itself()

    def _told(self, user):
        """What a user was told by mail since the last look, newest first."""
        messages = self.env["mail.message"].search([("partner_ids", "in", user.partner_id.ids)])
        alerts = self.env["mail.mail"].search(
            [("model", "=", "google.sync.account"), ("email_to", "=", user.email)]
        )
        told = [*messages.mapped("subject"), *alerts.mapped("subject")]
        (messages | alerts.mail_message_id).unlink()
        return told

    def test_the_administrators_are_told_once_and_users_when_it_lasts(self):
        admin = self.env.ref("base.user_admin")
        max_ = self.new_colleague("max")
        accounts = self.account | self.connect_by_service_account(max_)
        users = self.lea | max_
        users.write({"google_email_alerts": True})
        self.sync()
        self.forget_access_tokens()
        self._told(admin)
        self.delegate()
        for _try in range(2):
            self.again(*accounts)
            self.sync()
        self.assertEqual(self._told(admin), ["Google Sync needs an administrator"])
        self.assertFalse([told for user in users for told in self._told(user)])
        for alert in accounts.alert_ids:
            alert.noticed_at -= timedelta(days=1)
        self.env["google.sync.account"]._cron_remind()
        for user in users:
            (told,) = self._told(user)
            self.assertIn("until an administrator fixes this", told)
        self.delegate(*ALL_SCOPES)
        self.again(*accounts)
        self.sync()
        self.assertFalse(self._told(admin))
        self.assertIn("Odoo has access to Google again", self._told(self.lea)[0])
        self.forget_access_tokens()
        self.delete_key(self.key_file)
        self.sync()
        self.assertEqual(self._told(admin), ["Google Sync needs an administrator"])

    def test_the_user_may_try_again(self):
        self.delegate()
        self.assert_waits("does not let")
        with self.assertRaisesRegex(UserError, "administrator"):
            self.connect_by_service_account(self.lea)
        self.delegate(*ALL_SCOPES)
        self.connect_by_service_account(self.lea)
        self.sync()
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up"})

    def test_the_key_is_deleted_at_google_and_replaced_here(self):
        self.delete_key(self.key_file)
        self.assert_waits("does not accept the key")
        self.upload(self.new_key())
        self.sync()
        self.assertEqual(self.account.state, "connected", "a new key is tried at once")
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up"})

    def test_the_key_is_removed_here(self):
        self.connect_by_service_account(self.lea)
        self.env["res.config.settings"].create({}).action_google_sync_remove_key()
        self.assert_waits("has no service account key")
        self.assertFalse(self.env["google.sync.token"].search_count([]), "nothing is left of it")
        self.upload(self.key_file)
        self.assert_goes_on_by_itself()

    def test_the_clock_is_wrong(self):
        self.control("POST", "/_fake/clock", {"advance": 7200})
        self.make_google_account(self.lea)
        self.assert_waits("clock of this Odoo's server is wrong")

    def test_trouble_at_google_passes(self):
        self.fault("oauth.token", status=503, reason="internal_failure", times=-1)
        self.sync()
        self.assertEqual(self.account.state, "connected")
        self.assertIn("did not answer", self.account.message)

    def test_contacts_that_are_not_delegated(self):
        self.delegate(*(scope for scope in ALL_SCOPES if scope != oauth.SCOPE_CONTACTS))
        group = self.env["res.partner.category"].create({"name": "Patients"})
        self.env["res.partner"].create({"name": "Anna Weber", "category_id": group.ids})
        self.lea.google_contact_category_id = group
        self.odoo_create(self.lea, "Check-up")
        self.sync()
        contacts = self.account.contacts_ids
        self.assertEqual(contacts.state, "reauthorize")
        self.assertIn(oauth.SCOPE_CONTACTS, contacts.message)
        self.assertEqual(self.account.state, "connected", "the appointments go on")
        self.assertEqual(set(self.google_events(self.lea)), {"Check-up"})
        self.delegate(*ALL_SCOPES)
        self.again(contacts)
        self.sync()
        self.assertEqual(contacts.state, "connected", "and nobody has to allow anything")
        state = self.control("GET", "/_fake/state", account=self.lea.login)
        self.assertEqual(len(state["contacts"]), 1)

    def test_one_users_trouble_is_nobody_elses(self):
        max_ = self.new_colleague("max")
        self.connect_by_service_account(max_)
        self.account.google_email = f"gone@{DOMAIN}"
        self.forget_access_tokens()
        self.odoo_create(max_, "Visit")
        self.sync()
        self.assertEqual(self.account.state, "reauthorize")
        self.assertIn("no user with this address", self.account.message)
        self.assertEqual(set(self.google_events(max_)), {"Visit"})


@tagged("post_install", "-at_install")
class TestGoingOver(WorkspaceCase):
    """From consent to the service account and back: everybody goes on, and nothing doubles."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.lea)
        self.account.google_subject = self._subject()
        self.odoo_create(self.lea, "Check-up")
        self.google_insert(self.lea, "Lunch")
        self.sync()

    def _subject(self):
        return self.fake.google.store.accounts[self.lea.login].sub

    def _assert_same(self):
        self.sync()
        self.assertEqual(len(self.google(self.lea, "GET")["items"]), 2)
        self.assertEqual(set(self.odoo_events(self.lea)), {"Check-up", "Lunch"})
        self.assertEqual(self.account.state, "connected")

    def test_who_has_consented_goes_on_until_connected_anew(self):
        self.assertEqual(self.account.connected_by, "consent")
        self.google_insert(self.lea, "Tea")
        self.sync()
        self.assertIn("Tea", self.odoo_events(self.lea))

    def test_to_the_service_account_and_back(self):
        consent = self.env["google.sync.grant"].load(self.account)[self.account.id]
        self.connect_by_service_account(self.lea)
        self.assertEqual(self.account.connected_by, "service_account")
        self.give_access_back()
        with self.assertRaises(oauth.AuthorizationLost):
            oauth.refresh(oauth_client(self.env), consent)
        self.make_google_account(self.lea)
        self._assert_same()
        self.env["ir.config_parameter"].set_param("google_sync.connect_by", "consent")
        self.connect(self.lea)
        self.assertEqual(self.account.connected_by, "consent")
        self._assert_same()

    def test_without_an_oauth_client_only_those_stop_who_need_it(self):
        max_ = self.new_colleague("max")
        self.connect_by_service_account(max_)
        self.env["ir.config_parameter"].set_param("google_sync.client_secret", False)
        self.odoo_create(max_, "Visit")
        self.sync()
        self.assertIn("client id and secret", self.account.message)
        self.assertEqual(set(self.google_events(max_)), {"Visit"})
