"""Fields that only a sync writes, and what becomes of those that cannot be read."""

import json

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import SQL

from ...common import THREE_MONDAYS
from ...rights_case import BROKEN, RightsCase
from ...security_table import FIELDS


@tagged("post_install", "-at_install")
class TestFieldsOfTheSync(RightsCase):
    """Nobody says in Google's place what Google says."""

    # -- what only a sync writes -----------------------------------------------------------------

    def test_people_write_no_field_of_the_sync(self):
        series = self.odoo_create(self.ana, "Weekly", **THREE_MONDAYS).recurrence_id
        for record in (self.event, series):
            for name in FIELDS[record._name]["sync"]:
                values = {name: self._value(record._fields[name])}
                before = record[name]
                for login in ("ana", "ben", "admin"):
                    mine = record.with_user(self.persons[login])
                    for about, attempt in (
                        ("write", mine.write),
                        ("emptying", lambda _values, m=mine, n=name: m.write({n: False})),
                        ("sudo", mine.sudo().write),
                        ("a context", mine.with_context(google_sync=True, dont_notify=True).write),
                        ("web_save", lambda v, m=mine: m.web_save(v, {})),
                        ("copy", mine.copy),
                        ("create", mine.create),
                    ):
                        self.assert_refused(
                            lambda a=attempt, v=values: a(v), f"{about} of {name} by {login}"
                        )
                self.assertEqual(record[name], before)

    @staticmethod
    def _value(field):
        return {"json": BROKEN, "integer": 7, "datetime": "2027-03-01 09:00:00"}.get(
            field.type, "x"
        )

    def test_nor_by_the_way(self):
        ben, ana = self.as_person("ben"), self.as_person("ana")
        new = {"name": "New", "start": "2027-03-02 09:00:00", "stop": "2027-03-02 10:00:00"}
        forged = {"google_sync_guests": BROKEN}
        for about, command in (
            ("create", Command.create({**new, **forged})),
            ("update", Command.update(self.event.id, forged)),
        ):
            partner = ana["res.partner"].browse(self.ana.partner_id.id)
            with self.subTest(about), self.assertRaises(AccessError):
                partner.sudo().write({"meeting_ids": [command]})
        imported = ben["calendar.event"].load(
            ["name", "start", "stop", "google_sync_conference"],
            [["New", new["start"], new["stop"], "https://meet.example/x"]],
        )
        self.assertTrue(imported["messages"])
        fields = ben["calendar.event"]._fields
        names = FIELDS["calendar.event"]["sync"]
        context = {f"default_{name}": self._value(fields[name]) for name in names}
        for model in (ben["calendar.event"], ben["calendar.event"].sudo()):
            event = model.with_context(**context).create(new)
            for name in names:
                self.assertFalse(event[name], name)
            self.assertFalse(names & model.with_context(**context).default_get([*names]).keys())

    def test_odoos_own_copies_keep_what_the_sync_knows(self):
        event = self.odoo_create(self.ana, "Weekly", **THREE_MONDAYS)
        series = event.recurrence_id
        guests = [{"email": "x@y.example", "answer": "accepted", "name": "", "resource": False}]
        series.calendar_event_ids.with_env(self.env).write(
            {"google_sync_guests": guests, "google_sync_conference": "https://meet.example/x"}
        )
        mine = self.env["calendar.event"].with_user(self.ana).browse(event.id)
        mine.write(
            {
                "name": "Other",
                "start": "2027-03-01 11:00:00",
                "stop": "2027-03-01 12:00:00",
                "recurrence_update": "all_events",
            }
        )
        heirs = self.env["calendar.event"].search([("name", "=", "Other")])
        self.assertEqual(len(heirs), 3)
        self.assertEqual(heirs.mapped("google_sync_guests"), [guests] * 3)
        self.assertEqual(heirs.recurrence_id.google_sync_replaces, series.id)
        copy = mine.browse(heirs[0].id).copy()
        self.assertFalse(copy.google_sync_guests)
        self.assertEqual(copy.google_sync_conference, "https://meet.example/x")

    def test_what_cannot_be_read_stops_no_run(self):
        """As it may be in an old database; each one is told of, and the others go on."""
        guest = {"email": "a@b.example", "answer": "yes", "name": "", "resource": False}
        broken = [
            *(("guests", value) for value in (7, {"a": 1}, [7], [{}], BROKEN, [guest])),
            *(("reminders", value) for value in ("x", [{"user_id": "x", "minutes": None}], [[1]])),
        ]
        events = [self.odoo_create(self.ana, f"Visit {number}") for number in range(len(broken))]
        self.sync()
        self.env.flush_all()
        for event, (name, value) in zip(events, broken, strict=True):
            column = SQL.identifier(f"google_sync_{name}")
            self.env.cr.execute(
                SQL(
                    "UPDATE calendar_event SET %s = %s WHERE id = %s",
                    column,
                    json.dumps(value),
                    event.id,
                )
            )
        self.env.invalidate_all()
        for event in events:
            event.location = "Room 4"
            event.read(["google_sync_guests_text", "google_sync_reminders_text"])
        other = self.odoo_create(self.ana, "Sound")
        self.env["res.partner"].create({"name": "New", "email": "a@b.example"})
        self.sync()
        self.assertIn("Sound", self.google_events(self.ana))
        self.assertEqual(self.link(self.account, other).state, "synced")
        for event in events:
            link = self.link(self.account, event)
            self.assertEqual(link.state, "failed", event.name)
            self.assertIn("damaged", link.error)
