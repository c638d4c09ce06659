"""A pooler between Odoo and PostgreSQL that lends connections for one transaction at a time."""

from contextlib import contextmanager
from unittest.mock import patch

from psycopg2.extensions import TRANSACTION_STATUS_INTRANS

from odoo.tests import tagged

from ....sync.database import lent, side_connection
from ....sync.database.side_connection import SideConnection
from ....sync.setup.check_result import Setup
from ....sync.setup.settings_check import check
from ....sync.workers import standstill
from ...common import GoogleSyncCase


class Pooler:
    """:param turns: it lends what has been idle for longest; else what was given back last"""

    def __init__(self, turns):
        self.turns = turns
        self.idle = []
        self.open_anew = side_connection._open

    @contextmanager
    def between(self):
        """Within, it stands between Odoo and PostgreSQL."""
        with (
            patch.object(side_connection, "_open", lambda database: Client(self, database)),
            patch.object(SideConnection, "close", lambda side: side._connection.close()),
        ):
            yield
        for connection in self.idle:
            connection.close()

    def lend(self, database):
        if not self.idle:
            return self.open_anew(database)
        return self.idle.pop(0 if self.turns else -1)


class Client:
    """One of its clients."""

    def __init__(self, pooler, database):
        self.pooler, self.database = pooler, database
        self.lent, self.closed = None, 0

    @contextmanager
    def cursor(self):
        self.lent = self.lent or self.pooler.lend(self.database)
        try:
            with self.lent.cursor() as cursor:
                yield cursor
        finally:
            if self.lent.info.transaction_status != TRANSACTION_STATUS_INTRANS:
                self._give_back()

    def close(self):
        self.closed = 1
        if self.lent:
            self.lent.rollback()
            self._give_back()

    def _give_back(self):
        self.pooler.idle.append(self.lent)
        self.lent = None


@tagged("post_install", "-at_install")
class TestLentConnections(GoogleSyncCase):
    @contextmanager
    def started_anew(self, pooler):
        """Odoo starts while a pooler is there; afterwards without one."""
        forget = lent._check_own.cache_clear
        forget()
        self.addCleanup(forget)
        with pooler.between():
            yield
        forget()

    def look(self):
        return dict(check(Setup(self.env)))["Connections to PostgreSQL"]

    def test_without_a_pooler(self):
        self.assertEqual(self.look().state, "ok")

    def test_the_settings_say_so(self):
        for turns in (False, True):
            with self.subTest(turns=turns), Pooler(turns).between():
                found = self.look()
                self.assertEqual(found.state, "problem")
                self.assertIn("PgBouncer", found.text)
                self.assertIn("pool_mode = session", found.remedy)

    def test_nothing_is_synchronized(self):
        """Two workers could be at one account; and what a dead one holds, nobody would free."""
        account = self.connect(self.ana)
        self.sync()
        event = self.odoo_create(self.ana, "Check-up")
        standstill.tell.cache_clear()
        with self.started_anew(Pooler(turns=False)), self.assertLogs(standstill._logger) as logged:
            self.sync()
        self.assertIn("pool_mode = session", logged.output[0])
        self.assertFalse(self.google_events(self.ana))
        self.sync()
        self.assertEqual(self.link(account, event).state, "synced")
