"""The walk: what each person may do to what is somebody else's, by ``security_table``."""

import json

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.http import _generate_routing_rules
from odoo.service.model import get_public_method
from odoo.tests import tagged

from ....models.google_sync_account_administration import MANAGERS
from ...rights_case import RightsCase
from ...security_table import FIELDS, METHODS, PUBLIC_ROUTE, RIGHTS, ROUTES

OURS = "odoo.addons.google_sync."
OPERATIONS = ("read", "write", "create", "unlink")


@tagged("post_install", "-at_install")
class TestRights(RightsCase):
    """The walk through all models, fields, methods, buttons and routes."""

    # -- what there is ---------------------------------------------------------------------------

    def methods(self, name):
        """What RPC can call of a model and Odoo itself does not have."""
        found = set()
        classes = self.env.registry[name].mro()
        theirs = {
            method for one in classes if not one.__module__.startswith(OURS) for method in vars(one)
        }
        for one in classes:
            if not one.__module__.startswith(OURS):
                continue
            for method, value in vars(one).items():
                if method in theirs or not callable(value):
                    continue
                try:
                    get_public_method(self.env[name], method)
                except AccessError:
                    continue
                found.add(method)
        return found

    # -- the walk --------------------------------------------------------------------------------

    def test_each_model_says_whose_it_is(self):
        ours = {name for name in self.env.registry if name.startswith("google.sync.")}
        self.assertEqual(ours, set(RIGHTS))
        records = self.records()
        for name, rights in RIGHTS.items():
            record = records.get(name, self.env[name])
            if rights:
                self.assertTrue(record, f"no record of {name} to try it with")
            for login, person in self.persons.items():
                as_person = record.with_user(person)
                may = " ".join(one for one in OPERATIONS if as_person.has_access(one))
                self.assertEqual(may, rights.get(login, ""), f"{login} and {name}")

    def test_each_public_method_says_whose_it_is(self):
        for name in self.env.registry:
            self.assertEqual(self.methods(name), set(METHODS.get(name, ())), name)

    def test_nobody_else_calls_a_method(self):
        records = self.records()
        self.commit()
        requests = self.env["google.sync.request"].search_count([])
        self.requests_made()
        for name, methods in METHODS.items():
            record = records.get(name, self.env[name])
            for method, allowed in methods.items():
                for login in self.persons.keys() - allowed:
                    call = getattr(record.with_user(self.persons[login]), method)
                    with self.subTest(f"{name}.{method} by {login}"):
                        self.assert_refused(call, "the call")
        self.commit()
        self.assertEqual(self.env["google.sync.request"].search_count([]), requests)
        self.assertFalse(self.requests_made())
        self.assertEqual(self.account.decision, "connected")

    def test_each_field_of_odoos_models_says_what_it_is(self):
        for name in self.env.registry:
            if name.startswith("google.sync.") or self.env[name]._abstract:
                continue
            fields = self.env[name]._fields
            # Who has a contact for a parent, as users do, has its fields, too.
            ours = {one for one in self.our_fields(name) if not fields[one].inherited}
            if name == "res.users":
                self.assertEqual(ours, {one for one in ours if one.startswith("google_")})
                others = {one for one in ours if fields[one].groups != "base.group_system"}
                self.assertEqual(others, {"google_sync_invitable"})
                self.assertEqual(fields["google_sync_invitable"].groups, MANAGERS)
            elif name != "res.config.settings":
                known = set().union(*FIELDS.get(name, {}).values())
                self.assertEqual(ours, known, name)

    def test_each_button_is_known(self):
        known = {method for methods in METHODS.values() for method in methods}
        data = self.env["ir.model.data"].search(
            [("module", "=", "google_sync"), ("model", "=", "ir.ui.view")]
        )
        views = self.env["ir.ui.view"].browse(data.mapped("res_id"))
        names = {
            node.get("name")
            for view in views
            for node in etree.fromstring(view.arch_db).iter("button")
            if node.get("type") == "object"
        }
        self.assertTrue(names)
        self.assertLessEqual(names, known)

    def test_server_actions_are_for_administrators(self):
        data = self.env["ir.model.data"].search(
            [("module", "=", "google_sync"), ("model", "=", "ir.actions.server")]
        )
        actions = self.env["ir.actions.server"].browse(data.mapped("res_id"))
        actions -= self.env["ir.cron"].search([]).ir_actions_server_id
        self.assertTrue(actions)
        for action in actions:
            self.assertEqual(action.group_ids, self.env.ref("base.group_system"), action.name)
            with self.assertRaises(AccessError):
                action.with_user(self.persons["ben"]).run()

    def test_routes(self):
        found = dict(_generate_routing_rules(["google_sync"], nodb_only=False))
        routing = found.pop(PUBLIC_ROUTE).routing
        self.assertEqual((routing["auth"], routing["methods"]), ("public", ["POST"]))
        self.assertFalse(routing["save_session"])
        self.assertEqual(set(found), set(ROUTES))
        for address, endpoint in found.items():
            with self.subTest(address):
                self.assertEqual(endpoint.routing["auth"], "user")
                self.assertEqual(endpoint.routing["methods"], ROUTES[address])
                self.assertTrue(endpoint.routing.get("csrf", True))
                self.assertEqual(endpoint.routing["type"], "http")
                self.assertFalse(endpoint.routing.get("cors"))

    # -- dialogues -------------------------------------------------------------------------------

    def test_a_dialogue_names_nobody_elses_records(self):
        """Neither saved, nor while it is filled in, nor by a default."""
        link = self.link(self.account, self.event)
        run = self.records()["google.sync.run"]
        ben = self.as_person("ben")
        for model, field, record in (
            ("google.sync.choose.contact", "link_id", link),
            ("google.sync.undo", "run_id", run),
        ):
            name, default = record.display_name, {f"default_{field}": record.id}
            self.assertTrue(name)
            spec, values = {field: {"fields": {"display_name": {}}}}, {field: record.id}
            shown = self.env[model]._fields.items()
            spec.update({one: {} for one, about in shown if about.related and one != field})
            dialogue = ben[model]
            asked = (
                lambda: dialogue.onchange(values, [field], spec),  # noqa: B023
                lambda: dialogue.web_save(values, spec),  # noqa: B023
                lambda: dialogue.with_context(**default).onchange({}, [], spec),  # noqa: B023
            )
            for ask in asked:
                try:
                    told = json.dumps(ask(), default=str)
                except AccessError:
                    continue
                self.assertNotIn(json.dumps(name)[1:-1], told, model)

    # -- accounts --------------------------------------------------------------------------------

    def test_administrators_write_no_account(self):
        for login in ("admin", "ana"):
            account = self.account.with_user(self.persons[login])
            for name, field in account._fields.items():
                if name == "id" or not field.store:
                    continue
                value = [] if field.type == "one2many" else self.account[name]
                self.assert_refused(lambda a=account, v={name: value}: a.write(v), name)
            user = self.ana.with_user(self.persons[login])
            change = Command.update(account.id, {"user_id": self.persons["ben"].id})
            self.assert_refused(
                lambda u=user, c=change: u.write({"google_sync_account_ids": [c]}), login
            )

    # -- the bus ---------------------------------------------------------------------------------

    def test_status_goes_to_its_user_alone(self):
        self.env["mail.presence"].create({"user_id": self.ana.id, "status": "online"})
        self.env["bus.bus"].search([]).unlink()
        self.account.pause()
        self.commit()
        self.env.cr.postcommit.clear()
        rows = self.env["bus.bus"].search([("message", "like", "google_sync")])
        self.assertTrue(rows)
        for row in rows:
            self.assertEqual(json.loads(row.channel)[1:], ["res.partner", self.ana.partner_id.id])
