"""What a process remembers of the database is what was committed last, whichever thread looked."""

from contextlib import closing

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from ....sync.database import caches


@tagged("post_install", "-at_install")
class TestCaches(TransactionCase):
    def setUp(self):
        super().setUp()
        self.env.registry.clear_cache()
        self.addCleanup(self.env.registry.clear_cache)
        self.addCleanup(caches._changed.clear)

    def transaction(self):
        """One of PostgreSQL's own, beside the test's."""
        cursor = self.enterContext(closing(db_connect(self.env.cr.dbname).cursor()))
        cursor.execute("SELECT 1")  # what it sees is settled now
        return api.Environment(cursor, SUPERUSER_ID, {})

    def is_kept(self, env):
        """Look once more, and say whether that needed no query."""
        env["google.sync.busy.calendar"].partner_ids()
        before = env.cr.sql_log_count
        env["google.sync.busy.calendar"].partner_ids()
        return env.cr.sql_log_count == before

    def test_whoever_began_before_a_commit_leaves_nothing_behind(self):
        before, writing = self.transaction(), self.transaction()
        caches.forget(writing)
        self.assertFalse(self.is_kept(writing), "it may yet be rolled back")
        self.assertTrue(self.is_kept(before), "nobody has changed anything")
        writing.cr.commit()
        self.assertFalse(self.is_kept(before))
        after = self.transaction()
        self.assertTrue(self.is_kept(after))
        self.assertTrue(self.is_kept(writing), "in its next transaction")

    def test_a_change_that_is_seen_hides_none_that_is_not(self):
        first, second = self.transaction(), self.transaction()
        caches.forget(first)
        first.cr.commit()
        between = self.transaction()
        caches.forget(second)
        second.cr.commit()
        self.assertFalse(self.is_kept(between))
        self.assertTrue(self.is_kept(self.transaction()))

    def test_what_is_rolled_back_is_no_change(self):
        writing = self.transaction()
        caches.forget(writing)
        self.assertFalse(self.is_kept(writing))
        writing.cr.rollback()
        self.assertTrue(self.is_kept(writing))
