"""What PostgreSQL refuses to a sync is logged without what the statement says of a record."""

import logging

import psycopg2

from odoo.tests import TransactionCase, tagged

from ....sync.database.transactions import own_environment

TITLE = "Abortion counselling, Mrs. Meier"
_REFUSE = "DO $$ BEGIN RAISE EXCEPTION '{}' USING ERRCODE = '{}'; END $$"


@tagged("post_install", "-at_install")
class TestRefusedStatements(TransactionCase):
    def logged(self, code):
        """Odoo's own record of a statement of a sync's that PostgreSQL refuses with a code."""
        with (
            self.assertLogs("odoo.sql_db", logging.INFO) as logs,
            own_environment(self.env) as env,
            self.assertRaises(psycopg2.Error),
            env.cr.savepoint(),
        ):
            env.cr.execute(_REFUSE.format(TITLE, code))
        (record,) = logs.records
        self.assertNotIn(TITLE, record.getMessage())
        return record

    def test_a_defect_is_an_error(self):
        record = self.logged("23514")
        self.assertEqual(record.levelname, "ERROR")
        self.assertIn("CheckViolation", record.getMessage())

    def test_what_a_run_does_again_is_no_error(self):
        for code, name in (
            ("40001", "SerializationFailure"),
            ("40P01", "DeadlockDetected"),
            ("55P03", "LockNotAvailable"),
        ):
            with self.subTest(name):
                record = self.logged(code)
                self.assertEqual(record.levelname, "INFO")
                self.assertIn(name, record.getMessage())
