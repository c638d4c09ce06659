"""Google tells of changes: channels, and their messages."""

from contextlib import nullcontext
from datetime import timedelta
from unittest.mock import patch

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import file_open

from ....engine.core.polling import APART
from ....models import google_sync_hint
from ....sync.google.push_address import PARAMETER, PUSH
from ....sync.operations import channels
from ....sync.setup.farewell import Farewell
from ....sync.store import keyring
from ....sync.store.channel_tokens import token_of
from ...common import GoogleSyncCase
from ...workspace import WorkspaceMixin

PUBLIC = "https://odoo.practice.eu"
LIFE = 7 * 24 * 3600


class PushCase(GoogleSyncCase):
    """Ana is connected, and this Odoo has a public address."""

    def set_up_once(self):
        super().set_up_once()
        self.env["ir.config_parameter"].set_param("web.base.url", PUBLIC)
        self.account = self.connect(self.ana)
        self.sync()

    def keep_channels(self):
        """Let the scheduled action look after the channels."""
        self.commit()
        shared = nullcontext() if self._registry_patched else self.enter_registry_test_mode()
        with shared, self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.channel"]._cron_keep()
        self.env.invalidate_all()
        return self.channels()

    def channels(self):
        return self.env["google.sync.channel"].search([])

    def at_google(self):
        """Ids of the channels that Google has."""
        return [one["id"] for one in self.control("GET", "/_fake/channels")["channels"]]

    def messages(self):
        """The headers of what Google has sent since the last call."""
        told = self.control("GET", "/_fake/channels")["messages"]
        seen, self.seen = getattr(self, "seen", 0), len(told)
        return [one["headers"] for one in told[seen:] if one["outcome"] != "lost"]

    def hear(self, headers):
        """A message comes, past HTTP."""
        self.env["google.sync.hint"].hear(
            headers["X-Goog-Channel-ID"],
            headers["X-Goog-Resource-ID"],
            headers["X-Goog-Channel-Token"],
        )

    def hints(self):
        return self.env["google.sync.hint"].search_count([])

    def minutes_until_next(self):
        waits = self.account.work_id.next_sync - fields.Datetime.now()
        return waits.total_seconds() / 60

    def sync_if_due(self):
        """Let the scheduled action run a while after the last sync, for what is due by itself."""
        self.account.work_id.claimed_at = fields.Datetime.now() - APART
        self.run_action()

    def run_action(self):
        self.commit()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.env.invalidate_all()


@tagged("post_install", "-at_install")
class TestChannels(PushCase):
    """They are made, renewed, replaced and stopped."""

    def test_a_channel_is_made_once_and_renewed_before_it_ends(self):
        channel = self.keep_channels()
        self.assertEqual(self.at_google(), [channel.channel])
        self.assertEqual(self.keep_channels(), channel)
        self.requests_made()
        channel.renew_at = fields.Datetime.now() - timedelta(minutes=1)
        successor = self.keep_channels()
        self.assertNotEqual(successor, channel)
        self.assertEqual(self.at_google(), [successor.channel])
        made = [request["method"] for request in self.requests_made()]
        self.assertEqual(made, ["calendar.events.watch", "calendar.channels.stop"])
        left = (successor.expires_at - successor.renew_at).total_seconds()
        self.assertGreater(left, 24 * 3600)

    def test_one_that_cannot_be_renewed_stays(self):
        channel = self.keep_channels()
        channel.renew_at = fields.Datetime.now() - timedelta(minutes=1)
        self.fault("events.watch", status=503, times=0)
        self.assertEqual(self.keep_channels(), channel)
        self.assertEqual(self.at_google(), [channel.channel])

    def test_the_trouble_of_one_keeps_nobody_else_waiting(self):
        others = [self.connect(self.new_user(name)) for name in ("ben", "cleo")]
        self.fault("events.watch", status=503, times=-1, account=self.email(self.ana))
        with patch.object(channels, "PORTION", 2):
            self.assertEqual(
                self.keep_channels().mapped("account"), [account.id for account in others]
            )

    def test_one_that_google_has_and_we_were_not_told_of(self):
        self.fault("events.watch", "timeout_after", seconds=60)
        self.assertFalse(self.keep_channels())
        channel = self.keep_channels()
        self.assertIn(channel.channel, self.at_google())

    def test_another_calendar(self):
        former = self.keep_channels().channel
        made = self.ask("POST", "/calendar/v3/calendars", {"summary": "Odoo"}, user=self.ana)
        self.account.write({"calendar_id": made["id"], "calendar_name": "Odoo"})
        channel = self.keep_channels()
        self.assertEqual(self.at_google(), [channel.channel])
        self.assertNotEqual(channel.channel, former)

    def test_disconnecting_stops_it_before_the_access_ends(self):
        self.keep_channels()
        self.requests_made()
        self.disconnect(self.ana)
        self.assertTrue(self.keep_channels(), "whoever gives the access back stops it")
        self.give_access_back()
        self.assertEqual(self.at_google(), [])
        self.assertFalse(self.channels())
        self.assert_revoked(self.access_tokens[self.email(self.ana)])

    def test_a_user_who_is_deleted(self):
        self.keep_channels()
        self.account.unlink()
        self.give_access_back()
        self.keep_channels()
        self.assertEqual(self.at_google(), [])
        self.assertFalse(self.channels())

    def test_a_user_who_is_switched_off(self):
        self.keep_channels()
        self.ana.google_sync_enabled = False
        self.assertFalse(self.keep_channels())
        self.assertEqual(self.at_google(), [])

    def test_the_addon_is_uninstalled(self):
        self.keep_channels()
        farewell = Farewell(self.env)
        with patch.object(Farewell, "_remove_key"):
            farewell.say()
        self.assertEqual(self.at_google(), [])
        self.assert_revoked(self.access_tokens[self.email(self.ana)])

    def test_a_pause_asks_google_nothing(self):
        channel = self.keep_channels()
        self.account.pause()
        self.requests_made()
        self.assertEqual(self.keep_channels(), channel)
        self.assertFalse(self.requests_made())

    def test_the_setting(self):
        self.keep_channels()
        self.env["ir.config_parameter"].set_param(PARAMETER, "False")
        self.assertFalse(self.keep_channels())
        self.assertEqual(self.at_google(), [])

    def test_an_address_that_is_not_public_has_none(self):
        for url in ("http://odoo.practice.eu", "https://odoo.local", "https://192.168.1.2"):
            self.env["ir.config_parameter"].set_param("web.base.url", url)
            self.requests_made()
            self.assertFalse(self.keep_channels())
            self.assertFalse(self.requests_made())

    def test_this_machine_will_do_for_a_stand_in_if_the_setting_says_so(self):
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("web.base.url", "http://127.0.0.1:8069")
        self.control("POST", "/_fake/settings", {"channel_addresses": "loopback"})
        self.assertFalse(self.keep_channels())
        parameters.set_param(PARAMETER, "True")
        with patch.dict("os.environ", {"GOOGLE_SYNC_API_ROOT": "https://google.example"}):
            self.assertFalse(self.env["google.sync.channel"]._cron_keep())
        self.assertFalse(self.channels())

    def test_an_address_that_google_refuses_is_asked_for_once_an_hour(self):
        ben = self.new_user("ben")
        self.connect(ben)
        self.control("POST", "/_fake/settings", {"channel_addresses": "unverified"})
        self.requests_made()
        self.keep_channels()
        self.keep_channels()
        self.assertEqual(self.channels().mapped("refusal"), ["push.webhookUrlUnauthorized"] * 2)
        self.assertEqual(len(self.requests_made()), 2)
        self.assertEqual(self.account.state, "connected")
        self.sync()
        self.assertLess(self.minutes_until_next(), 10)

    def test_a_calendar_that_google_does_not_watch_is_asked_for_once_a_day(self):
        self.fault("events.watch", status=400, reason="pushNotSupportedForRequestedResource")
        channel = self.keep_channels()
        self.assertFalse(self.at_google())
        self.assertEqual(self.keep_channels(), channel)
        self.assertGreater(channel.renew_at, fields.Datetime.now() + timedelta(hours=23))

    def test_a_neutralized_copy_has_none(self):
        self.keep_channels()
        (greeting,) = self.messages()
        self.hear(greeting)
        self.env.flush_all()
        with file_open("google_sync/data/neutralize.sql") as script:
            self.env.cr.execute(script.read())
        self.env.invalidate_all()
        self.assertFalse(self.channels() or self.hints())

    def test_no_secret_is_in_the_database(self):
        self.keep_channels()
        (message,) = self.messages()
        token = message["X-Goog-Channel-Token"]
        (row,) = self.channels().read()
        self.assertNotIn(token, str(row))


@tagged("post_install", "-at_install")
class TestChannelsOfWorkspace(WorkspaceMixin, PushCase):
    """Made by a service account, and stopped by it."""

    def set_up_once(self):
        super().set_up_once()
        self.set_up_workspace()
        self.eva = self.new_colleague("eva")
        self.evas = self.connect_by_service_account(self.eva)
        self.keep_channels()

    def test_who_disconnects(self):
        self.assertEqual(len(self.at_google()), 2)
        self.disconnect(self.eva)
        self.keep_channels()
        self.assertEqual(self.at_google(), self.channels().mapped("channel"))
        self.assertEqual(self.channels().mapped("account"), self.account.ids)

    def test_who_is_deleted(self):
        self.evas.unlink()
        self.keep_channels()
        self.assertEqual(self.at_google(), self.channels().mapped("channel"))
        self.assertEqual(self.channels().mapped("account"), self.account.ids)


@tagged("post_install", "-at_install")
class TestMessages(PushCase):
    """What becomes of a message, whoever sends it."""

    def set_up_once(self):
        super().set_up_once()
        self.channel = self.keep_channels()
        (self.greeting,) = self.messages()
        self.seen = 1

    def test_a_change_comes_in_by_its_message(self):
        self.hear(self.greeting)
        self.sync_if_due()
        self.google_insert(self.ana, "Lunch")
        self.sync_if_due()
        self.assertFalse(self.odoo_events(self.ana))
        for message in self.messages():
            self.hear(message)
        self.sync_if_due()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertFalse(self.hints())

    def test_many_messages_are_one(self):
        for _time in range(5):
            self.hear(self.greeting)
        self.assertEqual(self.hints(), 1)

    def test_google_is_not_asked_at_each_message(self):
        self.hear(self.greeting)
        self.sync_if_due()
        self.requests_made()
        self.hear(self.greeting)
        with patch.object(google_sync_hint, "APART", timedelta(hours=1)):
            self.run_action()
        self.assertFalse(self.requests_made())
        self.assertEqual(self.hints(), 1)
        triggers = self.env["ir.cron.trigger"].search([]).mapped("call_at")
        self.assertIn(self.account.work_id.claimed_at + timedelta(hours=1), triggers)
        self.sync_if_due()
        made = [request["method"] for request in self.requests_made()]
        self.assertEqual(made, ["calendar.events.list"])

    def test_forged_messages_write_nothing(self):
        good = self.greeting
        other = token_of(self.env, "0" * 32)
        queries = self.cr.sql_log_count
        for channel, token in (
            (good["X-Goog-Channel-ID"], "0" * 64),
            (good["X-Goog-Channel-ID"], other),
            (good["X-Goog-Channel-ID"], ""),
            ("é\x00" * 100, "x" * 10_000),
            ("", ""),
        ):
            for _time in range(10):
                self.env["google.sync.hint"].hear(channel, good["X-Goog-Resource-ID"], token)
        self.assertEqual(self.cr.sql_log_count, queries, "the database is asked nothing")
        for headers in (
            {**good, "X-Goog-Resource-ID": "other"},
            {**good, "X-Goog-Resource-ID": "é€"},
            {**good, "X-Goog-Channel-ID": "0" * 32, "X-Goog-Channel-Token": other},
        ):
            self.hear(headers)
        self.assertFalse(self.hints())

    def test_who_is_not_connected_any_more_is_a_stranger(self):
        self.account.pause()
        self.env.flush_all()
        self.hear(self.greeting)
        self.assertFalse(self.hints())

    def test_a_former_key_counts_until_it_is_dropped(self):
        first, second = b"1" * 32, b"2" * 32
        with patch.object(keyring, "derived", lambda _purpose: (first,)):
            token = token_of(self.env, self.channel.channel)
        message = {**self.greeting, "X-Goog-Channel-Token": token}
        with patch.object(keyring, "derived", lambda _purpose: (second,)):
            self.hear(message)
            self.assertFalse(self.hints())
        with patch.object(keyring, "derived", lambda _purpose: (second, first)):
            self.hear(message)
        self.assertEqual(self.hints(), 1)

    def test_the_greeting_may_come_before_the_answer(self):
        self.channel.resource_id = False
        self.env.flush_all()
        self.hear(self.greeting)
        self.assertEqual(self.hints(), 1)

    def test_who_is_told_is_asked_hourly(self):
        self.sync()
        self.assertLess(self.minutes_until_next(), 10)
        self.hear(self.greeting)
        self.sync_if_due()
        self.assertLess(self.minutes_until_next(), 10, "once more soon")
        self.account.work_id.active_at = fields.Datetime.now() - timedelta(minutes=5)
        self.sync()
        self.assertGreater(self.minutes_until_next(), 40)

    def test_a_channel_that_went_silent_is_replaced(self):
        self.hear(self.greeting)
        self.sync_if_due()
        self.control("POST", "/_fake/settings", {"push_lost": 1})
        self.google_insert(self.ana, "Lunch")
        self.assertFalse(self.messages())
        self.channel.made_at = fields.Datetime.now() - timedelta(hours=1)
        later = fields.Datetime.now() + timedelta(minutes=50)
        with patch.object(fields.Datetime, "now", lambda: later):
            self.channel.heard_at = later - timedelta(hours=1)
            self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.control("POST", "/_fake/settings", {"push_lost": 0})
        successor = self.keep_channels()
        self.assertNotEqual(successor.channel, self.channel)
        self.assertEqual(self.at_google(), [successor.channel])
        self.assertFalse(successor.missed_at)

    def test_a_message_on_its_way_is_no_silence(self):
        self.hear(self.greeting)
        self.sync_if_due()
        self.google_insert(self.ana, "Lunch")
        self.sync()
        self.assertIn("Lunch", self.odoo_events(self.ana))
        self.assertFalse(self.channel.missed_at)


@tagged("post_install", "-at_install")
class TestPushRoute(PushCase, HttpCase):
    """By HTTP, from outside."""

    def set_up_once(self):
        super().set_up_once()
        self.channel = self.keep_channels()
        (self.greeting,) = self.messages()

    def post(self, headers, data=b""):
        answer = self.url_open(PUSH, data=data, headers=headers, method="POST")
        return answer.status_code, answer.content

    def test_everybody_gets_the_same_answer(self):
        self.requests_made()
        odd = {"X-Goog-Channel-ID": "\xe9" * 500, "X-Goog-Channel-Token": "%s' OR 1=1 --"}
        for headers in ({}, {**self.greeting, "X-Goog-Channel-Token": "0" * 64}, odd):
            self.assertEqual(self.post(headers), (204, b""))
        self.assertFalse(self.hints())
        triggers = self.env["ir.cron.trigger"].search_count([])
        self.assertEqual(self.post(self.greeting), (204, b""))
        self.assertEqual(self.hints(), 1)
        self.assertGreater(self.env["ir.cron.trigger"].search_count([]), triggers)
        self.assertEqual(self.post(self.greeting), (204, b""))
        self.assertEqual(self.hints(), 1)
        self.assertFalse(self.requests_made(), "Google is asked by a worker")

    def test_no_other_way_in(self):
        self.assertEqual(self.url_open(PUSH).status_code, 405)
        self.assertEqual(self.post(self.greeting, b"x" * 2000)[0] // 100, 4)
        self.assertFalse(self.hints())
