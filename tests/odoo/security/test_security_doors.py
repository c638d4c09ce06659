"""Whatever a call by RPC does, to a record of Ana's or by a domain: it tells nothing that is hers.

Each door (``call_kw``, XML-RPC, JSON-2) ends in the same two functions of Odoo's; the walk calls
those, and ``TestDoors`` comes in by the doors themselves.
"""

import json
import xmlrpc.client
from datetime import timedelta

import psycopg2
from psycopg2.extras import Json

from odoo import fields
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import SQL, mute_logger

from ....sync.database import sync_only
from ...rights_case import PASSWORD, RightsCase, RightsMixin
from ...security_table import RIGHTS

#: What lies in all texts of Ana's records, and is nowhere else.
WORD = "Oncology7731"
STRANGERS = ("ben", "chris", "manager", "portal")
#: A colleague, and one who manages users: for what is tried field by field.
COLLEAGUES = ("ben", "manager")
#: What Odoo says to who may not, and to who asks for what is none.
_REFUSALS = (
    *(AccessError, UserError, MissingError, ValueError, TypeError, LookupError, AttributeError),
    *(psycopg2.IntegrityError, psycopg2.DataError),
)
#: The state of an account and of its runs is no text of anybody's.
_TEXTS = ("char", "text", "html", "json")


class DoorsCase(RightsCase):
    def setUp(self):
        super().setUp()
        self.found = {
            name: record for name, record in self.records().items() if name.startswith("google.")
        }
        self.hers = {
            name: record
            for name, record in self.found.items()
            if "ana" in RIGHTS[name] and not record._transient
        }
        for record in self.found.values():
            self._plant(record)
        self.env.invalidate_all()

    def _plant(self, record):
        """Write the word into each text of a record, whatever it is for."""
        self.env.flush_all()
        for field in record._fields.values():
            if field.store and field.column_type and field.type in _TEXTS:
                value = Json(WORD) if field.type == "json" else WORD
                update = "UPDATE %s SET %s = %s WHERE id = %s"
                table, column = map(SQL.identifier, (record._table, field.name))
                with mute_logger("odoo.sql_db"), self._trying():
                    self.env.cr.execute(SQL(update, table, column, value, record.id))

    def _trying(self):
        """What is unique, or must be of some form, stays as it is."""
        return _Trying(self.env.cr)

    def told(self, login, model, method, *args, **kwargs):
        """What comes back to a person who calls this by RPC, as text; nothing if it is refused."""
        self.env.invalidate_all()  # a request of its own has read nothing yet
        with self._trying() as trying:
            answer = call_kw(self.as_person(login)[model], method, list(args), kwargs)
            self.env.flush_all()
            return json.dumps(answer, default=str)
        if not isinstance(trying.error, _REFUSALS):
            self.fail(f"{model}.{method} by {login} ended in {trying.error!r}")
        return ""

    def assert_tells_nothing(self, told, *about):
        self.assertNotIn(WORD, told, about)


class _Trying:
    """A savepoint that is given up on any error, which is kept."""

    def __init__(self, cursor):
        self._cursor, self.error = cursor, None

    def __enter__(self):
        self._savepoint = self._cursor.savepoint(flush=False)
        self._savepoint.__enter__()
        return self

    def __exit__(self, kind, error, trace):
        self._savepoint.__exit__(kind, error, trace)
        self.error = error
        return isinstance(error, Exception)


@tagged("post_install", "-at_install")
class TestWhatACallTells(DoorsCase):
    def _calls(self, record):
        """Odoo's own methods, with which one reads, finds, counts and changes."""
        ids, shown = record.ids, {name: {} for name in record._fields}
        names = [*record._fields]
        yield from (
            ("read", ids, names),
            ("web_read", ids, shown),
            ("search_read", [], names),
            ("web_search_read", [], shown),
            ("export_data", ids, names),
            ("name_search", WORD[:4], []),
            ("copy", ids),
            ("get_metadata", ids),
            ("default_get", names),
            ("load", names[:3], [["x"] * 3]),
            ("name_create", "x"),
            ("create", [{}]),
            ("unlink", ids),
            ("web_save", ids, {}, shown),
            ("onchange", ids, {}, names[:1], shown),
            ("onchange", [], {"id": record.id}, names[:1], shown),
            ("web_override_translations", ids, {}),
            ("message_get_subscription_data", ids),
        )

    def _calls_by_field(self, record):
        for name, field in record._fields.items():
            if field.store and name != "id":
                yield "formatted_read_group", [], [name], ["__count"]
                yield "write", record.ids, {name: False}

    def test_of_her_records(self):
        for name, record in self.hers.items():
            if record._abstract:
                continue
            before = self._row(record)
            for login in STRANGERS:
                for method, *args in self._calls(record):
                    told = self.told(login, name, method, *args)
                    self.assert_tells_nothing(told, login, name, method)
            for login in COLLEAGUES:
                for method, *args in self._calls_by_field(record):
                    told = self.told(login, name, method, *args)
                    self.assert_tells_nothing(told, login, name, method)
            self.assertEqual(self._row(record), before, name)

    def _row(self, record):
        """What the database has of it."""
        query = SQL("SELECT * FROM %s WHERE id = %s", SQL.identifier(record._table), record.id)
        return self.env.execute_query(query)

    def test_a_domain_is_no_oracle(self):
        """Whether something was found tells what is in it, so nothing of hers is ever found."""
        for name, record in self.hers.items():
            for field in record._fields:
                domain = [("id", "in", record.ids), (field, "=like", f"{WORD[:4]}%")]
                for login in COLLEAGUES:
                    told = self.told(login, name, "search_count", domain)
                    self.assertIn(told, ("", "0"), (login, name, field))

    def test_a_path_from_other_records_is_no_oracle(self):
        """Through her contact, her appointment, or what names her account."""
        paths = [f"google_sync_account_ids.{name}" for name in ("google_email", "calendar_name")]
        paths += ["google_alert_email", "google_sync_email", "google_sync_account_ids"]
        for login in STRANGERS:
            for path in paths:
                for model, prefix in (
                    ("res.users", ""),
                    ("res.partner", "user_ids."),
                    ("calendar.event", "user_id."),
                    ("calendar.event", "partner_ids.user_ids."),
                ):
                    domain = [(f"{prefix}{path}", "!=", False)]
                    for method in ("search", "search_count"):
                        told = self.told(login, model, method, domain)
                        self.assertNotRegex(told, f"\\b{self.ana.id}\\b", (login, model, path))
                        self.assertIn(told, ("", "[]", "0"), (login, model, path))
                    told = self.told(
                        login, model, "search", [], order=f"{prefix}{path}".split(".")[0]
                    )
                    self.assert_tells_nothing(told)

    def test_her_settings(self):
        names = [name for name in self.ana._fields if name.startswith("google_")]
        for login in COLLEAGUES:
            for name in names:
                for method, *args in (
                    ("read", self.ana.ids, [name]),
                    ("web_read", self.ana.ids, {name: {}}),
                    ("export_data", self.ana.ids, [name]),
                    ("search_read", [("id", "=", self.ana.id)], [name]),
                    ("formatted_read_group", [("id", "=", self.ana.id)], [name], ["__count"]),
                    ("onchange", self.ana.ids, {}, [], {name: {}}),
                    ("write", self.ana.ids, {name: False}),
                ):
                    with self.subTest(f"{login}: {method} {name}"):
                        told = self.told(login, "res.users", method, *args)
                        if told and told != "null":
                            self.assertNotIn(f'"{name}": "', told)
                            self.assertNotIn(f'"{name}": true', told)

    def test_forged_contexts(self):
        """Neither defaults nor keys of the context open anything."""
        link = self.hers["google.sync.link"]
        context = {
            "active_id": link.id,
            "active_ids": link.ids,
            "active_model": link._name,
            "google_sync_origin": self.account.id,
            "google_sync_writing": True,
            "default_user_id": self.ana.id,
            "default_account_id": self.account.id,
            "default_link_id": link.id,
            "default_run_id": self.hers["google.sync.run"].id,
            "default_preview_id": self.found["google.sync.preview"].id,
            "su": True,
            "uid": 1,
            "allowed_company_ids": self.env["res.company"].search([]).ids,
        }
        for name in RIGHTS:
            if self.env[name]._abstract:
                continue
            shown = {field: {} for field in self.env[name]._fields}
            for login in STRANGERS:
                for method, *args in (
                    ("default_get", [*shown]),
                    ("onchange", [], {}, [], shown),
                    ("web_save", [], {}, {"display_name": {}, **shown}),
                    ("create", [{}]),
                ):
                    told = self.told(login, name, method, *args, context=context)
                    self.assert_tells_nothing(told, login, name, method)

    def test_private_names(self):
        for login in STRANGERS:
            for model, method in (
                ("google.sync.account", "_cron_sync"),
                ("google.sync.account", "start_anew"),
                ("google.sync.account", "sudo"),
                ("google.sync.account", "with_user"),
                ("google.sync.account", "env"),
                ("google.sync.grant", "load"),
                ("google.sync.secret", "keep"),
                ("google.sync.secret", "__class__"),
                ("google.sync.token", "_compute_display_name"),
            ):
                with self.subTest(f"{model}.{method} by {login}"):
                    self.assertFalse(self.told(login, model, method, self.account.ids))

    def test_a_private_appointment(self):
        """What the sync keeps beside an appointment is as private as its words are."""
        self.event.privacy = "private"
        values = {
            "google_sync_organizer": f"{WORD}@x.example",
            "google_sync_guests": [{"email": f"{WORD}@x.example"}],
            "google_sync_conference": f"https://x.example/{WORD}",
        }
        with sync_only.writing(self.env):
            self.event.write(values)
        self.env.flush_all()
        names = [name for name in self.event._fields if name.startswith("google_")]
        for login in STRANGERS:
            for method, *args in (
                ("read", self.event.ids, names),
                ("web_read", self.event.ids, {name: {} for name in names}),
                ("export_data", self.event.ids, names),
                ("search_read", [("id", "=", self.event.id)], names),
                *(
                    ("formatted_read_group", [], [name], ["__count"])
                    for name in ("google_sync_organizer", "google_sync_conference")
                ),
            ):
                told = self.told(login, "calendar.event", method, *args)
                self.assert_tells_nothing(told, login, method)
            for name in values:
                domain = [(name, "ilike", WORD)]
                told = self.told(login, "calendar.event", "search", domain)
                self.assertIn(told, ("", "[]"), (login, name))
                told = self.told(login, "calendar.event", "search", [], order=name)
                self.assertNotRegex(told, f"\\b{self.event.id}\\b")


@tagged("post_install", "-at_install")
class TestDoors(RightsMixin, HttpCase):
    """The doors themselves, as they are on the network."""

    def setUp(self):
        super().setUp()
        self.persons = self.make_persons()
        self.ana = new_test_user(self.env, "rights_ana", password=PASSWORD)
        self.ana.google_sync_enabled = True
        self.account = self.env["google.sync.account"].of_user(self.ana)
        self.env["calendar.event"].create(
            {
                "name": "Check-up",
                "start": "2027-03-02 09:00:00",
                "stop": "2027-03-02 10:00:00",
                "user_id": self.ana.id,
                "partner_ids": [Command.set(self.ana.partner_id.ids)],
            }
        )

    def test_xml_rpc(self):
        database, door = self.env.cr.dbname, self.xmlrpc_object
        for login in ("ben", "chris", "portal"):
            who = (database, self.persons[login].id, PASSWORD)
            for model, method, args in self._attacks():
                with self.subTest(f"{login}: {model}.{method}"):
                    try:
                        found = door.execute_kw(*who, model, method, args)
                    except xmlrpc.client.Fault as fault:
                        self.assertIn(fault.faultCode, (1, 2, 3, 4), fault.faultString)
                    else:
                        self.assertFalse(found)
        with self.assertRaises(xmlrpc.client.Fault):
            door.execute_kw(database, self.ana.id, "wrong", "res.users", "read", [self.ana.ids])

    def test_json_2(self):
        for login in ("ben", "chris"):
            end = fields.Datetime.now() + timedelta(days=1)
            keys = self.env["res.users.apikeys"].with_user(self.persons[login])
            headers = {"Authorization": f"Bearer {keys._generate('rpc', 'rights', end)}"}
            for model, method, args in self._attacks():
                if method == "execute":
                    continue
                ids, *rest = args if args else [[]]
                names = {"read": ["fields"], "write": ["vals"]}.get(method, [])
                body = {"ids": ids, **dict(zip(names, rest, strict=False))}
                if method in ("search", "search_count"):
                    body = {"domain": ids}
                with self.subTest(f"{login}: {model}.{method}"):
                    answer = self.url_open(f"/json/2/{model}/{method}", json=body, headers=headers)
                    if answer.status_code == 200:
                        self.assertFalse(answer.json())
                    else:
                        self.assertIn(answer.status_code, (403, 404, 422))

    def _attacks(self):
        account = self.account.ids
        return [
            ("google.sync.account", "read", [account, ["google_email"]]),
            ("google.sync.account", "search", [[("user_id", "=", self.ana.id)]]),
            ("google.sync.account", "write", [account, {"decision": "connected"}]),
            ("google.sync.account", "start_anew", [account]),
            ("google.sync.account", "request_sync", [account]),
            ("google.sync.account", "action_sync_now", [account]),
            ("google.sync.grant", "search", [[]]),
            ("google.sync.grant", "load", [account]),
            ("google.sync.secret", "read", [[1], ["ciphertext"]]),
            ("google.sync.consent", "search_count", [[]]),
            ("res.users", "read", [self.ana.ids, ["google_alert_email"]]),
            ("res.users", "search", [[("google_alert_email", "like", "a")]]),
            ("res.users", "action_google_disconnect_now", [self.ana.ids]),
        ]
