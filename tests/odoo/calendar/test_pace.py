import random
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from unittest.mock import patch

import psycopg2
import requests

from odoo import fields
from odoo.tests import TransactionCase, tagged

from fake_google import FakeGoogle

from ....google_api.transport.access import Consent
from ....google_api.transport.endpoints import Endpoints
from ....google_api.transport.oauth import Client
from ....google_api.transport.pace import OF_USER, PROJECT, SHARE_OF_WORKERS, Quota
from ....google_api.transport.service_account import NO_TOKENS
from ....sync.database import side_connection
from ....sync.database.side_connection import ConnectionLost, LastingConnection, SideConnection
from ....sync.google import client as google_client
from ....sync.google.pace import COUNTS_FOR, SharedPacer
from ...common import GoogleSyncCase

MINUTE = 60.0


class At(SharedPacer):
    """A pacer at a moment of the database's clock."""

    def __init__(self, connection, moment):
        super().__init__(connection)
        self.moment = moment

    @property
    def clock(self):
        return f"to_timestamp({self.moment!r})"


class Hurried(SharedPacer):
    """A pacer for which a second is a minute."""

    clock = "to_timestamp(extract(epoch FROM clock_timestamp()) * 60)"

    def wait_and_reserve(self, counts):
        """:return: when it was booked, by the hurried clock"""
        while seconds := self.reserve(counts):
            time.sleep(seconds / 60)
        return time.time() * 60


class _Ended:
    """A connection that has ended, which the driver does not know yet."""

    closed = 0

    def __init__(self, error):
        self._error = error

    def cursor(self):
        raise self._error

    def close(self):
        self.closed = 1


@tagged("post_install", "-at_install")
class TestPace(TransactionCase):
    """What all workers on a database send together stays below Google's quotas."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prefix = uuid.uuid4().hex
        cls.connection = cls._connect()
        forget = "DELETE FROM google_sync_pace WHERE key LIKE %s"
        cls.addClassCleanup(cls.connection.execute, forget, (f"{cls.prefix}%",))

    @classmethod
    def _connect(cls):
        connection = SideConnection(cls.env.cr.dbname)
        cls.addClassCleanup(connection.close)
        return connection

    def _quota(self, name, most):
        return Quota(f"{self.prefix}/{self._testMethodName}/{name}", most)

    def _busiest_minute(self, sent):
        """:param sent: pairs of moment and number"""
        return max(
            sum(count for other, count in sent if moment <= other < moment + MINUTE)
            for moment, _count in sent
        )

    # -- what is counted ------------------------------------------------------------------------

    def test_what_fits_goes_at_once_and_the_rest_in_a_minute(self):
        pacer, ana = At(self.connection, 1_000_000.5), self._quota("ana", 600)
        self.assertEqual([pacer.reserve({ana: 50}) for _batch in range(12)], [0] * 12)
        pacer.moment += 20
        self.assertEqual(pacer.reserve({ana: 50}), COUNTS_FOR - 20.5)
        pacer.moment += COUNTS_FOR - 20.6
        self.assertAlmostEqual(pacer.reserve({ana: 50}), 0.1, 3)
        pacer.moment += 0.1
        self.assertEqual([pacer.reserve({ana: 300}) for _half in range(2)], [0, 0])

    def test_who_has_to_wait_takes_nothing_from_the_project(self):
        pacer = At(self.connection, 1_000_000.0)
        project, ana, ben = self._quota("", 100), self._quota("ana", 50), self._quota("ben", 50)
        self.assertEqual(pacer.reserve({ana: 50, project: 50}), 0)
        for _impatient in range(5):
            self.assertEqual(pacer.reserve({ana: 50, project: 50}), COUNTS_FOR)
        self.assertEqual(pacer.reserve({ben: 50, project: 50}), 0)
        self.assertEqual(pacer.reserve({self._quota("eva", 50): 1, project: 1}), COUNTS_FOR)

    def test_what_is_sent_to_calendar_is_counted_by_the_hour(self):
        hours = "SELECT requests FROM google_sync_usage WHERE hour < '1971-01-01' ORDER BY hour"
        forget = "DELETE FROM google_sync_usage WHERE hour < '1971-01-01'"
        self.addCleanup(self.connection.execute, forget)
        pacer, ana = At(self.connection, 1_000_000.0), self._quota("ana", 50)
        project = Quota(PROJECT, 100)
        for counts in ({ana: 20, project: 20}, {ana: 5}, {ana: 25, project: 25}):
            self.assertEqual(pacer.reserve(counts), 0)
        self.assertGreater(pacer.reserve({ana: 20, project: 20}), 0, "what waits is not sent")
        pacer.moment += 3600
        self.assertEqual(pacer.reserve({ana: 7, project: 7}), 0)
        self.assertEqual(self.connection.execute(hours), [(45,), (7,)])

    def test_a_clock_that_was_set_back_stops_nobody(self):
        pacer, ana = At(self.connection, 1_000_000.0), self._quota("ana", 50)
        self.assertEqual(pacer.reserve({ana: 50}), 0)
        pacer.moment -= 3600
        self.assertEqual(pacer.reserve({ana: 50}), 0)
        self.assertEqual(pacer.reserve({ana: 50}), COUNTS_FOR)

    def test_no_minute_holds_more_than_google_allows_and_nobody_waits_in_vain(self):
        chance = random.Random(11)
        for case in range(10):
            pacer, quota = At(self.connection, 1_000_000.0), self._quota(case, 100)
            sent = []
            for _request in range(60):
                pacer.moment += chance.choice([0.0, 0.3, 2.0, 20.0, 90.0])
                count = chance.choice([1, 7, 50, 100])
                if wait := pacer.reserve({quota: count}):
                    recent = [n for at, n in sent if at > pacer.moment - COUNTS_FOR]
                    self.assertGreater(sum(recent) + count, quota.most)
                    pacer.moment += wait
                    self.assertEqual(pacer.reserve({quota: count}), 0)
                sent.append((pacer.moment, count))
            self.assertLessEqual(self._busiest_minute(sent), quota.most)

    # -- many at once -----------------------------------------------------------------------------

    def test_many_workers_share_what_google_gives_and_use_it(self):
        """Each has a connection of its own, as every process has."""
        project = self._quota("", 1000)
        quotas = [self._quota(name, 600) for name in range(4)]
        end = time.time() * 60 + 5 * MINUTE

        def work(number):
            sent, counts = [], {quotas[number % 4]: 50, project: 50}
            if number % 2:
                counts = dict(reversed(counts.items()))
            pacer = Hurried(self._connect())
            while time.time() * 60 < end:
                sent.append((pacer.wait_and_reserve(counts), 50))
            return sent

        with ThreadPoolExecutor(8) as pool:
            by_worker = list(pool.map(work, range(8)))
        everything = sorted(booking for sent in by_worker for booking in sent)
        self.assertLessEqual(self._busiest_minute(everything), 1000)
        for number in range(4):
            mine = sorted(by_worker[number] + by_worker[number + 4])
            self.assertLessEqual(self._busiest_minute(mine), 600)
        # What was sent before the last minute began, of what might have been.
        used = [at for at, _count in everything if at < everything[0][0] + 4 * COUNTS_FOR]
        self.assertGreaterEqual(50 * len(used), 0.95 * 4 * COUNTS_FOR / MINUTE * 1000)

    # -- connections that are lost ----------------------------------------------------------------

    def _cut(self, connection):
        ((process,),) = connection.execute("SELECT pg_backend_pid()")
        self.connection.execute("SELECT pg_terminate_backend(%s, 5000)", (process,))

    def test_a_worker_that_lost_its_connection_sends_nothing(self):
        connection = self._connect()
        with FakeGoogle() as fake:
            client = Client("id", "secret", "http://127.0.0.1:1/", Endpoints.at(fake.url))
            never = datetime.max.replace(tzinfo=timezone.utc)
            tokens = replace(NO_TOKENS, access_token="any", expiry=never)
            session = google_client.session(
                self.env, Consent(client), self.prefix, tokens, connection
            )
            self._cut(connection)
            with self.assertRaises(ConnectionLost):
                session.call(session.calendar.calendarList().list())
            answer = requests.get(f"{fake.url}/_fake/requests", timeout=30)
        self.assertEqual(answer.json()["http"], 0)

    def test_all_others_connect_again(self):
        lasting = LastingConnection(self.env.cr.dbname)
        pacer, ana = SharedPacer(lasting), self._quota("ana", 50)
        self.assertEqual(pacer.reserve({ana: 50}), 0)
        self._cut(lasting)
        self.assertGreater(pacer.reserve({ana: 50}), 0)
        lasting._connection.close()
        self.assertGreater(pacer.reserve({ana: 50}), 0)
        lasting._connection.close()

    def test_an_end_that_the_driver_has_not_noticed(self):
        """As of a server that is stopped at once: its last words came before."""
        lasting = LastingConnection(self.env.cr.dbname)
        lasting.execute("SELECT 1")
        lasting._connection.close()
        lasting._connection._connection = _Ended(psycopg2.DatabaseError("the server has gone"))
        self.assertEqual(lasting.execute("SELECT 2"), [(2,)])
        lasting._connection.close()

    def test_limits_for_transactions_are_not_for_who_waits(self):
        limited = SideConnection(self.env.cr.dbname)
        limited.execute("SET statement_timeout = '250ms'; SET idle_session_timeout = '250ms'")
        limited.execute(side_connection._SETTINGS)
        limited.execute("SELECT pg_sleep(0.3)")
        time.sleep(0.3)
        limited.execute("SELECT 1")
        limited.close()

    # -- what is kept ---------------------------------------------------------------------------

    def test_what_nobody_uses_any_more_is_forgotten(self):
        pacer, old = At(self.connection, 1_000_000.0), self._quota("old", 50)
        new = self._quota("new", 50)
        SharedPacer(self.connection).reserve({new: 1})
        pacer.reserve({old: 1})
        self.env["google.sync.pace"]._gc_idle()
        kept = self.env["google.sync.pace"].search([("key", "in", [old.key, new.key])])
        self.assertEqual(kept.mapped("key"), [new.key])


@tagged("post_install", "-at_install")
class TestTurns(GoogleSyncCase):
    def test_a_button_is_answered_while_workers_send_all_that_they_may(self):
        account = self.connect(self.ana)
        worker = SideConnection(self.env.cr.dbname)
        self.addCleanup(worker.close)
        quota = Quota(f"calendar/{account.id}", OF_USER)
        of_workers = SharedPacer(worker, SHARE_OF_WORKERS)
        while not of_workers.reserve({quota: 10}):
            pass
        self.odoo_create(self.ana, "Visit")
        self.sync()
        self.assertNotIn("Visit", self.google_events(self.ana))
        self.ana.with_user(self.ana).action_google_choose_calendar()
        self.assertIn("calendar.calendarList.list", [one["method"] for one in self.requests_made()])

    def test_what_waits_for_its_turn_is_sent_when_that_comes(self):
        account = self.connect(self.ana)
        events = [self.odoo_create(self.ana, name) for name in ("Visit", "Lunch", "Call")]
        reserve = SharedPacer.reserve

        def full(this, counts):
            return 45.2 if max(counts.values()) > 1 else reserve(this, counts)

        before = fields.Datetime.now()
        with patch.object(SharedPacer, "reserve", full):
            self.sync()
        links = self.env["google.sync.link"].search([("account_id", "=", account.id)])
        self.assertEqual(links.mapped("state"), ["pending"] * 3)
        for link in links:
            self.assertGreaterEqual(link.retry_at - before, timedelta(seconds=46))
            self.assertLess(link.retry_at - before, timedelta(seconds=58))
        links.retry_at = fields.Datetime.now()
        self.sync()
        self.assertEqual(set(self.google_events(self.ana)), set(map(attrgetter("name"), events)))
