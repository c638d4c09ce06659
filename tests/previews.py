"""Looks ahead, and compares with what happens then."""

from datetime import timedelta

from odoo import fields
from odoo.tests import Form
from odoo.tools import SQL

from ..google_api.transport.deadline import Deadline
from ..sync.runner import Worker
from ..sync.workers.presence import Presence

#: What asks Google what is there, and what else changes nothing.
LISTS = {
    "calendar.events.list",
    "people.people.connections.list",
    "people.contactGroups.list",
}
READS = LISTS | {
    "calendar.events.get",
    "calendar.events.instances",
    "people.people.getBatchGet",
}
#: Where a preview leaves something: its own tables, the message to the browser, the alarm clock.
OWN_TABLES = ("google_sync_preview%", "bus_bus", "ir_cron_trigger", "ir_cron_progress")


class PreviewMixin:
    """Previews for a test class with the fake Google."""

    def preview(self, user=None, **wishes):
        """A preview that the scheduled action has made, while no account was due."""
        preview = self.wanted(user, **wishes)
        self.take()
        later = fields.Datetime.now() + timedelta(hours=1)
        accounts = self.env["google.sync.account"].search([])
        accounts.retry_at = accounts.contacts_ids.retry_at = later
        self.run_scheduled_action()
        accounts.retry_at = accounts.contacts_ids.retry_at = False
        self.env.flush_all()
        return preview

    def wanted(self, user=None, **wishes):
        """A preview that waits to be made."""
        user = user or self.ana
        opened = user.with_user(user).action_google_preview()
        preview = self.env["google.sync.preview"].with_user(user).browse(opened["res_id"])
        with Form(preview) as form:
            for name, value in wishes.items():
                setattr(form, name, value)
        return self.opened(preview.action_show())

    def opened(self, action):
        """The preview that somebody is led to."""
        return self.env[action["res_model"]].with_user(self.ana).browse(action["res_id"])

    def worker(self):
        """One that is at work until the test ends."""
        presence = Presence(self.env.cr.dbname)
        self.addCleanup(presence.close)
        return Worker(presence.number, presence.connection, Deadline())

    def run_scheduled_action(self):
        self.commit()
        with self.enter_registry_test_mode(), self.registry.cursor() as cursor:
            self.env(cr=cursor)["google.sync.account"]._cron_sync()
        self.env.invalidate_all()

    def part(self, preview, kind="calendar"):
        return preview.part_ids.filtered(lambda part: part.kind == kind)

    def shown(self, preview):
        """Side, verb and title of what would be written."""
        lines = preview.line_ids.filtered(lambda line: line.verb not in ("skip", "note"))
        verbs = {"leave": "delete"}
        return sorted((one.side, verbs.get(one.verb, one.verb), one.title) for one in lines)

    def numbers(self, records):
        names = [
            f"{side}_{verb}"
            for side in ("odoo", "google")
            for verb in ("created", "updated", "deleted")
        ]
        return {name: sum(records.mapped(name)) for name in names}

    def on_the_wire(self):
        """How many requests Google has had, a batch being one, and what they asked for."""
        journal = self.control("GET", "/_fake/requests")
        return journal["http"], [request["method"] for request in journal["requests"]]

    def everything(self):
        """All that Odoo and Google hold, but for what is a preview's own."""
        self.env.flush_all()
        own = SQL(" OR ").join(SQL("table_name LIKE %s", table) for table in OWN_TABLES)
        tables = self.env.execute_query(
            SQL(
                """
                SELECT table_name FROM information_schema.tables
                 WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND NOT (%s)
                """,
                own,
            )
        )
        found = {}
        for (table,) in tables:
            found[table] = self.env.execute_query(
                SQL(
                    "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM %s AS t",
                    SQL.identifier(table),
                )
            )
        state = self.control("GET", "/_fake/state", account=self.email(self.ana))
        return {**found, "Google": state}

    def check_foretold(self, **wishes):
        """A preview changes nothing; applied, the next sync does what it has shown.

        :return: the preview
        """
        self.take()
        before, (_looked, asked) = self.everything(), self.on_the_wire()
        preview = self.preview(**wishes)
        (looked, asked_more), after = self.on_the_wire(), self.everything()
        self.assertLessEqual(set(asked_more[len(asked) :]), READS)
        self.assertEqual(
            {name for name in before if before[name] != after[name]}, set(), "changed by looking"
        )
        self.assertFalse(list(filter(None, preview.part_ids.mapped("message"))))
        preview.action_apply()
        known = self.env["google.sync.run"].search([])
        self.sync()
        runs = self.env["google.sync.run"].search([]) - known
        done = runs.line_ids.filtered("verb")
        self.assertEqual(
            self.shown(preview), sorted((one.side, one.verb, one.title) for one in done)
        )
        self.assertEqual(self.numbers(preview.part_ids), self.numbers(runs))
        done, asked_in_all = self.on_the_wire()
        reading = [method for method in asked_in_all[len(asked_more) :] if method in LISTS]
        reading += [method for method in asked_more[len(asked) :] if method not in LISTS]
        self.assertEqual(
            sum(preview.part_ids.mapped("requests")), done - looked - len(reading), asked_in_all
        )
        return preview
