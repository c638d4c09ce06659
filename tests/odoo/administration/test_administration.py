from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ....sync import runner
from ....sync.runner import Runner
from ...common import GoogleSyncCase


class AdministrationCase(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.admin = self.env.ref("base.user_admin")
        self.ana.name = "Ana"
        self.account = self.connect(self.ana)
        self.sync()

    def _as_admin(self, account=None):
        return (account or self.account).with_user(self.admin)


@tagged("post_install", "-at_install")
class TestPause(AdministrationCase):
    """Nothing goes to Google while paused, and nothing is lost."""

    def test_no_request_goes_out_and_all_goes_across_afterwards(self):
        self._as_admin().action_pause()
        self.assertEqual(self.account.state, "paused")
        self.odoo_create(self.ana, "Made meanwhile")
        self.google_insert(self.ana, "Lunch meanwhile")
        self.requests_made()
        self.sync()
        self.assertFalse(self.requests_made())
        self._as_admin().action_resume()
        self.sync()
        self.assertIn("Made meanwhile", self.google_events(self.ana))
        self.assertIn("Lunch meanwhile", self.odoo_events(self.ana))

    def test_contacts_rest_too(self):
        group = self.env["res.partner.category"].create({"name": "Patients"})
        self.ana.google_contact_category_id = group
        self.sync()
        self.env["res.partner"].create({"name": "Eva Novak", "category_id": group.ids})
        self._as_admin().action_pause()
        self.requests_made()
        self.sync()
        self.assertFalse(self.requests_made())
        self._as_admin().action_resume()
        self.sync()
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        self.assertEqual(len(state["contacts"]), 1)

    def test_the_user_reads_who_paused_it(self):
        self._as_admin().action_pause()
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.google_sync_state, "paused")
        self.assertIn(f"Paused by {self.admin.name}", mine.google_sync_message)

    def test_users_pause_and_resume_their_own(self):
        mine = self.ana.with_user(self.ana)
        mine.action_google_pause()
        self.assertEqual(mine.google_sync_state, "paused")
        self.assertTrue(mine.google_sync_may_resume)
        mine.action_google_resume()
        self.assertEqual(mine.google_sync_state, "connected")
        self.assertFalse(mine.google_sync_message)

    def test_users_do_not_resume_what_an_administrator_has_paused(self):
        mine = self.ana.with_user(self.ana)
        self._as_admin().action_pause()
        self.assertFalse(mine.google_sync_may_resume, "the button is not offered")
        with self.assertRaisesRegex(UserError, "administrator"):
            mine.action_google_resume()
        self.connect(self.ana)
        self.assertEqual(mine.google_sync_state, "paused")
        self.assertIn("Paused by", mine.google_sync_message)
        self.disconnect(self.ana)
        self.connect(self.ana)
        self.assertEqual(mine.google_sync_state, "paused")
        self._as_admin().action_resume()
        self.assertEqual(mine.google_sync_state, "connected")

    def test_whoever_connects_anew_resumes_what_they_have_paused(self):
        mine = self.ana.with_user(self.ana)
        mine.action_google_pause()
        self.connect(self.ana)
        self.assertEqual(mine.google_sync_state, "connected")

    def test_a_run_that_is_under_way_stops(self):
        self.odoo_create(self.ana, "Check-up")
        send = runner._fetch

        def fetch_while_somebody_pauses(run):
            answer = send(run)
            self.pausing.append(True)
            return answer

        self.pausing, step = [], Runner._step

        def pause_first(this, *args):
            if self.pausing:
                self.pausing.pop()
                self._as_admin().action_pause()
                self.commit()
            return step(this, *args)

        with (
            patch.object(runner, "_fetch", fetch_while_somebody_pauses),
            patch.object(Runner, "_step", pause_first),
        ):
            self.sync()
        self.assertNotIn("Check-up", self.google_events(self.ana))
        self.assertFalse(self.account.runner)
        self.assertEqual(self.account.state, "paused")

    def test_what_stopped_it_before_does_so_again(self):
        self.ana.tz = "America/New_York"
        self.sync()
        self.assertEqual(self.account.state, "zone")
        self._as_admin().action_pause()
        self._as_admin().action_resume()
        self.sync()
        self.assertEqual(self.account.state, "zone")


@tagged("post_install", "-at_install")
class TestReset(AdministrationCase):
    """Everything is looked at anew, and nothing is doubled."""

    def test_nothing_is_doubled(self):
        self.google_insert(self.ana, "From Google")
        self.odoo_create(self.ana, "From Odoo", start="2027-03-03 09:00", stop="2027-03-03 10:00")
        self.sync()
        self._as_admin().action_reset()
        self.take()
        self.assertFalse(self.account.sync_token)
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), {"From Google", "From Odoo"})
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)
        self.assertEqual(
            self.env["calendar.event"].search_count([("user_id", "=", self.ana.id)]), 2
        )
        self.assertEqual(self.account.state, "connected")

    def test_failing_records_are_tried_again(self):
        self.fault("events.insert", status=400, summary="Refused", times=1)
        self.odoo_create(self.ana, "Refused")
        self.sync()
        self.assertEqual(self.account.failed_count, 1)
        self._as_admin().action_reset()
        self.sync()
        self.assertEqual(self.account.failed_count, 0)
        self.assertIn("Refused", self.google_events(self.ana))

    def test_who_is_paused_stays_so(self):
        self._as_admin().action_pause()
        self._as_admin().action_reset()
        self.assertEqual(self.account.state, "paused")
        self.assertIn("Paused by", self.account.message)


@tagged("post_install", "-at_install")
class TestInvitation(AdministrationCase):
    """Administrators invite whomever they want; users connect by themselves."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben", name="Ben", email="ben@practice.example")
        self.users = self.env["res.users"].with_user(self.admin)

    def _invite(self, users):
        action = users.with_user(self.admin).action_google_invite()
        return action["params"]["message"]

    def _mails(self):
        return self.env["mail.mail"].search([("subject", "like", "Connect your Google calendar")])

    def _account(self, user):
        return self.env["google.sync.account"].search([("user_id", "=", user.id)])

    def test_whoever_has_no_account_gets_a_mail_with_the_way(self):
        self.assertIn("Invited: Ben", self._invite(self.ben))
        mail = self._mails()
        self.assertEqual(mail.recipient_ids, self.ben.partner_id)
        self.assertIn("/google_sync/connect", mail.body_html)
        self.assertIn(self.admin.name, mail.body_html)
        self.assertTrue(self.ben.google_sync_enabled)
        self.assertIn(f"Invited by {self.admin.name}", self._account(self.ben).invitation)

    def test_what_changes_until_they_connect_is_noted(self):
        self._invite(self.ben)
        self.odoo_create(self.ben, "Before connecting")
        self.commit()
        self.assertEqual(len(self._mails()), 1, "who is invited is not told besides what waits")
        self.connect(self.ben)
        self.sync()
        self.assertIn("Before connecting", self.google_events(self.ben))
        self.assertFalse(self._account(self.ben).invitation)

    def test_not_twice_within_a_day(self):
        self._invite(self.ben)
        self.assertIn("Already invited within the last day: Ben", self._invite(self.ben))
        self.assertEqual(len(self._mails()), 1)
        account = self._account(self.ben)
        account.invited_at = fields.Datetime.now() - timedelta(days=2)
        self.assertIn("Invited: Ben", self._invite(self.ben))
        self.assertEqual(len(self._mails()), 2)

    def test_in_their_language(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        template = self.env.ref("google_sync.mail_template_invitation")
        template.with_context(lang="fr_FR").subject = "Connectez votre agenda Google"
        self.ben.lang = "fr_FR"
        self._invite(self.ben)
        self.assertTrue(self.env["mail.mail"].search([("subject", "like", "Connectez")]))

    def test_who_cannot_be_invited_is_named(self):
        cleo = self.new_user("cleo", name="Cleo", email=False)
        told = self._invite(self.ana | self.ben | cleo)
        self.assertIn("Invited: Ben.", told)
        self.assertIn("No email address: Cleo.", told)
        self.assertIn("Already connected, or unable to connect: Ana.", told)

    def test_portal_users_get_no_account(self):
        pia = self.new_user("pia", email="pia@home.example", groups="base.group_portal")
        self._invite(pia)
        self.assertFalse(self._account(pia))
        self.assertFalse(self._mails())

    def test_nobody_is_invited_to_what_is_not_set_up(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("google_sync.client_id", False)
        with self.assertRaisesRegex(UserError, "no Google client id"):
            self._invite(self.ben)
        parameters.set_param("google_sync.enabled", "False")
        with self.assertRaisesRegex(UserError, "switched off for the whole company"):
            self._invite(self.ben)
        self.assertFalse(self._mails())

    def test_from_the_list_of_users_and_from_the_dialog(self):
        action = self.env.ref("google_sync.res_users_action_invite").with_user(self.admin)
        self.assertEqual(action.binding_model_id.model, "res.users")
        action.with_context(active_model="res.users", active_ids=self.ben.ids).run()
        self.assertEqual(len(self._mails()), 1)
        cleo = self.new_user("cleo", email="cleo@practice.example")
        with Form(self.env["google.sync.invitation"].with_user(self.admin)) as form:
            form.user_ids.add(cleo)
        form.save().action_invite()
        self.assertEqual(len(self._mails()), 2)


@tagged("post_install", "-at_install")
class TestSeveralAtOnce(AdministrationCase):
    """The actions of the list say with whom something was done."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben", name="Ben")
        self.both = self.account | self.env["google.sync.account"].of_user(self.ben)

    def _told(self, action):
        return action["params"]["message"]

    def test_only_those_are_concerned_that_can_be(self):
        both = self._as_admin(self.both)
        self.assertEqual(self._told(both.action_pause()), "Paused: Ana.")
        self.assertEqual(self._told(both.action_pause()), "There was nothing to do.")
        self.assertEqual(self._told(both.action_resume()), "Resumed: Ana.")
        self.assertEqual(self._told(both.action_sync()), "Synchronized shortly: Ana.")
        self.assertEqual(self._told(both.action_reset()), "Compared again shortly: Ana.")

    def test_disconnecting_tells_the_user_who_did_it(self):
        self.assertEqual(
            self._told(self._as_admin(self.both).action_disconnect()), "Disconnected: Ana."
        )
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.google_sync_state, "disconnected")
        self.assertIn(f"{self.admin.name} disconnected", mine.google_sync_message)
        self.connect(self.ana)
        self.assertFalse(self.ana.with_user(self.ana).google_sync_message)

    def test_who_is_disconnected_is_told_the_day_of_their_own_clock(self):
        self.ana.tz, self.admin.tz = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # a day apart
        days = [fields.Date.context_today(self.account.in_user_lang())]
        self._as_admin(self.both).action_disconnect()
        days.append(fields.Date.context_today(self.account.in_user_lang()))
        message = self.ana.with_user(self.ana).google_sync_message
        self.assertIn(message[-11:-1], [f"{day:%m/%d/%Y}" for day in days])

    def test_who_disconnects_oneself_is_told_nothing(self):
        self.disconnect(self.ana)
        self.assertFalse(self.ana.with_user(self.ana).google_sync_message)

    def test_all_are_disconnected_at_once_though_google_does_not_answer(self):
        ben = self.connect(self.ben)
        accounts = self.account | ben
        tokens = self.env["google.sync.grant"].load(accounts)
        self.fault("oauth.revoke", status=503, reason="backendError")
        told = self._told(self._as_admin(accounts).action_disconnect())
        self.assertIn("Disconnected: ", told)
        self.assertEqual(set(accounts.mapped("state")), {"disconnected"})
        self.give_access_back()
        left = self.env["google.sync.revocation"].search([])
        self.assertEqual(len(left), 1, "one of them Google has not taken")
        left.due_at = "2026-01-01 00:00:00"
        self.give_access_back()
        self.assertFalse(left.exists())
        for account in accounts:
            self.assert_revoked(tokens[account.id].access_token)


@tagged("post_install", "-at_install")
class TestDashboard(AdministrationCase):
    """The figures above the accounts, and what they lead to."""

    def _tiles(self):
        self.env.invalidate_all()
        tiles = self.env["google.sync.account"].with_user(self.admin).retrieve_dashboard()
        return {tile["name"]: tile["value"] for tile in tiles}

    def test_accounts_by_what_is_to_be_done(self):
        self.env["google.sync.account"].of_user(self.new_user("ben"))
        self.connect(self.new_user("cleo"), tz="America/New_York")
        self.sync()
        tiles = self._tiles()
        names = ("well", "attention", "paused", "not_connected")
        self.assertEqual([tiles[name] for name in names], [1, 1, 0, 1])

    def test_no_column_is_empty_and_the_most_urgent_comes_first(self):
        """A telephone shows the first one."""
        self.connect(self.new_user("cleo"), tz="America/New_York")
        self.sync()
        accounts = self.env["google.sync.account"].with_user(self.admin)
        accounts = accounts.with_context(read_group_expand=True)
        groups = accounts.web_read_group([], ["health"], ["__count"])["groups"]
        self.assertEqual([group["health"] for group in groups], ["zone", "fine"])

    def test_failing_records_are_counted_and_found(self):
        self.assertEqual(self._tiles()["failing"], 0)
        self.fault("events.insert", status=400, times=-1)
        self.odoo_create(self.ana)
        self.sync()
        self.assertEqual(self._tiles()["failing"], 1)
        accounts = self.env["google.sync.account"].with_user(self.admin)
        self.assertEqual(accounts.search([("failed_count", ">", 0)]), self.account)

    def test_failed_syncs_of_the_last_day(self):
        self.fault("events.list", status=500, reason="backendError", times=-1)
        self.sync()
        self.assertEqual(self._tiles()["failures"], 1)
        self.last_run(self.account).started_at = fields.Datetime.now() - timedelta(days=2)
        self.assertEqual(self._tiles()["failures"], 0)

    def test_how_fresh_it_is_and_what_waits(self):
        self.assertEqual((self._tiles()["freshness"], self._tiles()["waiting"]), ("-", "-"))
        now = fields.Datetime.now()
        self.odoo_create(self.ana)
        self.commit()
        self.env["google.sync.change"].search([]).enqueued_at = now - timedelta(hours=3)
        self.assertEqual(self._tiles()["waiting"], "3 h")
        for delay, freshness in ((0, "0 s / 0 s"), (5, "2 s / 5 s"), (600, "5 s / 9 min")):
            self.env["google.sync.run"].create(
                {
                    "account_id": self.account.id,
                    "started_at": now,
                    "finished_at": now,
                    "delay": delay,
                }
            )
            self.assertEqual(self._tiles()["freshness"], freshness)


@tagged("post_install", "-at_install")
class TestRights(AdministrationCase):
    """Ordinary users do none of it to others, and only pause their own."""

    def test_accounts_are_for_administrators(self):
        ben = self.new_user("ben", name="Ben")
        for user in (self.ana, ben):
            for name in ("invite", "pause", "resume", "reset", "sync", "disconnect"):
                with self.subTest(user.login, action=name), self.assertRaises(AccessError):
                    getattr(self.account.with_user(user), f"action_{name}")()
        self.assertEqual(self.account.state, "connected")

    def test_the_buttons_of_the_page_are_for_oneself(self):
        ben = self.new_user("ben", name="Ben")
        for name in ("invite", "pause", "resume", "reset"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(self.ana.with_user(ben), f"action_google_{name}")()
        for name in ("invite", "reset"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(self.ana.with_user(self.ana), f"action_google_{name}")()

    def test_figures_and_dialogs_are_for_administrators(self):
        for model in (
            "google.sync.freshness",
            "google.sync.invitation",
            "google.sync.settings.check",
        ):
            with self.subTest(model):
                self.assertFalse(self.env[model].with_user(self.ana).has_access("read"))
                self.assertTrue(self.env[model].with_user(self.admin).has_access("read"))
        with self.assertRaises(AccessError):
            self.env["google.sync.settings.check"].with_user(self.ana).action_open()
        with self.assertRaises(AccessError):
            self.account.with_user(self.ana).retrieve_dashboard()
