"""What the tests of erasing a client share."""

import json

from odoo.fields import Command
from odoo.tools import SQL

from .common import THREE_MONDAYS
from .contact_case import ContactCase

#: What nobody must find after the client was erased.
PERSONAL = ("Weber", "weber", "history", "+41 44 668 18 00", "446681800", "Room 2")


class ErasureCase(ContactCase):
    """Ana has a client in her calendar and among her contacts, and shares guests."""

    def set_up_once(self):
        super().set_up_once()
        self.admin = self.env.ref("base.user_admin")
        self.ana.google_share_guests = "yes"
        self.weber = self.odoo_contact(
            "Anna Weber", email="weber@mail.example", phone="+41 44 668 18 00"
        )
        self.other = self.odoo_contact("Bo Li", email="bo@mail.example")
        self.visit = self.visit_of(self.weber)
        self.series = self.visit_of(self.weber, **THREE_MONDAYS).recurrence_id
        self.lunch = self.odoo_create(self.ana, "Lunch")
        self.sync()
        self.sync()
        self.requests_made()

    def visit_of(self, client, **values):
        people = (self.ana.partner_id | client).ids
        values = {"description": f"{client.name}'s history", "location": "Room 2", **values}
        return self.odoo_create(
            self.ana, f"{client.name}, first visit", partner_ids=[Command.set(people)], **values
        )

    def erase(self, clears=False, client=None, words=False):
        """What an administrator does: the dialogue, and its button."""
        client = client or self.weber
        dialogue = self.env["google.sync.erase"].with_user(self.admin)
        dialogue = dialogue.with_context(active_model="res.partner", active_id=client.id)
        values = {"clears": clears, "is_sure": True, "words": words}
        action = dialogue.create(values).action_erase()
        return self.env[action["res_model"]].browse(action["res_id"])

    def in_google(self):
        """All that Google has of Ana, as text."""
        google = self.control("GET", "/_fake/state", account=self.email(self.ana))
        known = [google["calendars"], self.google_people()]
        return json.dumps(known, ensure_ascii=False)

    def kept(self):
        """All that the sync's own tables have, as text."""
        self.env.flush_all()
        tables = self.env.execute_query(
            SQL("SELECT tablename FROM pg_tables WHERE tablename LIKE 'google_sync_%%'")
        )
        return " ".join(
            text or ""
            for (table,) in tables
            for (text,) in self.env.execute_query(
                SQL("SELECT string_agg(row::text, ' ') FROM %s AS row", SQL.identifier(table))
            )
        )

    def assert_forgotten(self, text):
        for personal in PERSONAL:
            self.assertNotIn(personal, text)

    def end_trouble(self):
        self.control("DELETE", "/_fake/faults")
        self.account.contacts_ids.work_id.write({"retry_at": False, "failures": 0})
        self.sync()
        self.sync()

    def titles(self):
        return {event.get("summary") for event in self.google(self.ana, "GET")["items"]}
