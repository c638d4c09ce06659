"""The server's log says where an error happened, and nothing of what records say."""

import re
from contextlib import contextmanager
from pathlib import Path

from odoo.tests import tagged
from odoo.tools import SQL

from ...contact_case import ContactCase
from ...guests_case import GuestsCase

ROOT = Path(__file__).parents[3]
TITLE, STREET = "Biopsy of Mrs Weber", "17 Quiet Lane"


class LogMixin:
    @contextmanager
    def refusing(self, table, column, value):
        """PostgreSQL refuses this value, as a constraint of another module would."""
        name = "attack_refuses"
        check = SQL(
            "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS DISTINCT FROM %s)",
            *map(SQL.identifier, (table, name, column)),
            value,
        )
        self.env.flush_all()
        self.env.cr.execute(check)
        with self.assertLogs("odoo", "WARNING") as heard:
            yield heard
        self.env.cr.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    def assert_none_told(self, heard, *words):
        text = "\n".join(heard.output)
        self.assertRegex(text, "CheckViolation: 23514, .*attack_refuses")
        self.assertIn("writer.py", text, "where it happened")
        for word in ("Failing row", "DETAIL", "INSERT INTO", *words):
            self.assertNotIn(word, text)


@tagged("post_install", "-at_install")
class TestLogOfAppointments(LogMixin, GuestsCase):
    def test_what_postgresql_refuses(self):
        self.google_insert(self.ana, TITLE, location=STREET, description="Only for the practice")
        with self.refusing("calendar_event", "name", TITLE) as heard:
            self.sync()
        self.assert_none_told(heard, TITLE, STREET, "Only for the practice")
        self.assertFalse(self.odoo_events(self.ana))
        link = self.account.link_ids
        self.assertEqual((link.state, link.title), ("failed", TITLE), "its user is told")

    def test_what_is_changed(self):
        event_id = self.google_insert(self.ana, "Talk")
        self.sync()
        self.google_patch(self.ana, event_id, summary=TITLE, location=STREET)
        with self.refusing("calendar_event", "name", TITLE) as heard:
            self.sync()
        self.assert_none_told(heard, TITLE, STREET)

    def test_nobody_logs_an_error_in_another_way(self):
        for room in ("sync", "models", "wizards", "controllers"):
            for file in (ROOT / room).glob("*.py"):
                with self.subTest(file.name):
                    self.assertFalse(re.search(r"\.exception\(|exc_info=", file.read_text()))


@tagged("post_install", "-at_install")
class TestLogOfContacts(LogMixin, ContactCase):
    def test_what_postgresql_refuses(self):
        self.sync()
        self.google_contact(
            "Mrs Weber",
            emailAddresses=[{"value": "weber@mail.example"}],
            addresses=[{"streetAddress": STREET, "city": "Paris"}],
        )
        with self.refusing("res_partner", "email", "weber@mail.example") as heard:
            self.sync()
        self.assert_none_told(heard, "Mrs Weber", "weber@mail.example", STREET)
        self.assertFalse(self.odoo_contacts())
