"""Managers of Google Sync: they see how the sync of others is, and nothing of what is in it."""

import json

from lxml import etree

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import SQL

from ...rights_case import RightsCase
from ...security_table import SEEN_BY_MANAGERS
from .test_security_doors import WORD, DoorsCase

STATES = ("google.sync.account", "google.sync.work")
#: What gives access, or tells what is in the calendar or among the contacts.
SECRET = ("approved_deletions", "google_subject", "labels", "pending_deletions", "sync_token")


@tagged("post_install", "-at_install")
class TestWhatManagersAreTold(DoorsCase):
    """The word lies in each text of Ana's records but in those that managers see."""

    def _plant(self, record):
        fields = record._fields
        names = [name for name in SEEN_BY_MANAGERS if name in fields]
        stored = [name for name in names if fields[name].column_type and fields[name].store]
        before = {name: record[name] for name in stored}
        result = super()._plant(record)
        for name in stored if record._name in STATES else ():
            value = json.dumps(before[name]) if name == "tasks" else before[name] or None
            column = SQL.identifier(name)
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id = %s",
                    *(SQL.identifier(record._table), column, value, record.id),
                )
            )
        return result

    def _tell(self, name, record):
        ids, fields = record.ids, record._fields
        shown = {field: {} for field in fields}
        for field in fields:
            yield "read", ids, [field]
            yield "web_read", ids, {field: {}}
            yield "export_data", ids, [field]
            yield "search_read", [], [field]
            yield "formatted_read_group", [], [field], ["__count"]
        yield "name_search", WORD[:4], []
        yield "onchange", ids, {}, [], shown
        yield "get_metadata", ids
        yield "web_save", ids, {}, shown

    def test_nothing_of_what_is_in_it(self):
        for name, record in self.hers.items():
            for method, *args in self._tell(name, record):
                told = self.told("overseer", name, method, *args)
                self.assert_tells_nothing(told, name, method, args)

    def test_a_domain_is_no_oracle(self):
        for name, record in self.hers.items():
            for field in record._fields:
                domain = [("id", "in", record.ids), (field, "=like", f"{WORD[:4]}%")]
                told = self.told("overseer", name, "search_count", domain)
                self.assertIn(told, ("", "0"), (name, field))

    def test_a_path_is_no_oracle(self):
        for path in (
            *("link_ids.title", "run_ids.line_ids.title", "run_ids.message"),
            *("conflict_ids.title", "overlap_ids.first_id.name", "contacts_ids.labels"),
            *("user_id.google_alert_email", "user_id.google_email_alerts", "work_id.sync_token"),
        ):
            domain = [("id", "=", self.account.id), (path, "!=", False)]
            told = self.told("overseer", "google.sync.account", "search_count", domain)
            self.assertIn(told, ("", "0"), path)

    def test_the_state_is_told(self):
        names = ["user_id", "health", "state", "message", "last_sync", "google_email", "link_count"]
        told = self.told("overseer", "google.sync.account", "read", self.account.ids, names)
        self.assertIn(self.email(self.ana), told)
        self.assertIn('"health"', told)

    def test_no_secret(self):
        account = self.account.with_user(self.persons["overseer"])
        for name in SECRET:
            with self.assertRaises(AccessError):
                account.read([name])

    def test_no_setting_of_others(self):
        ours = {name for name in self.ana._fields if name.startswith("google_")}
        names = {name for name in ours if not self.ana._fields[name].inherited}
        names.remove("google_sync_invitable")
        for name in names:
            self.assertFalse(self.told("overseer", "res.users", "read", self.ana.ids, [name]), name)
            # Odoo does not look for what is always there.
            always = self.ana._fields[name].required and self.ana[name]
            domain = [(name, "=", always)] if always else [(name, "!=", False)]
            self.assertFalse(self.told("overseer", "res.users", "search_count", domain), name)


@tagged("post_install", "-at_install")
class TestWhatManagersDo(RightsCase):
    def set_up_once(self):
        super().set_up_once()
        self.overseer = self.persons["overseer"]
        self.managed = self.account.with_user(self.overseer)

    def test_pause_resume_and_reset(self):
        self.managed.action_pause()
        self.assertEqual(self.account.state, "paused")
        self.assertEqual(self.account.paused_by_id, self.overseer)
        with self.assertRaisesRegex(Exception, "Ask an administrator"):
            self.ana.with_user(self.ana).action_google_resume()
        self.managed.action_resume()
        self.assertEqual(self.account.state, "connected")
        self.managed.action_reset()
        self.assertIn("anew", self.env["google.sync.request"].search([]).mapped("verb"))

    def test_invite(self):
        self.env["google.sync.secret"].keep("google_sync.client_secret", "s")
        ben, dialogue = self.persons["ben"], self.env["google.sync.invitation"]
        ben.email = "ben@practice.example"
        offered = self.env["res.users"].with_user(self.overseer)
        offered = offered.search([("google_sync_invitable", "=", True)])
        self.assertIn(ben, offered)
        self.assertNotIn(self.ana, offered)
        with Form(dialogue.with_user(self.overseer)) as form:
            form.user_ids.add(ben)
        form.record.action_invite()
        self.assertEqual(ben.google_sync_account_ids.invited_by_id, self.overseer)

    def test_the_mails_about_what_is_in_it_are_its_users(self):
        self.ana.email = "ana@practice.example"
        self.ana.write({"google_email_alerts": True, "google_email_full_log": True})
        self.fault("events.insert", status=400, reason="invalid", message="Bad thing")
        self.odoo_create(self.ana, "Biopsy", privacy="private")
        self.sync()
        mail = self.env["mail.mail"].search([("model", "=", "google.sync.account")])
        self.assertIn("Biopsy", mail.body_html)
        self.assertTrue(mail.attachment_ids)
        for name in ("overseer", "ben", "portal"):
            env = self.as_person(name)
            with self.subTest(name):
                messages = mail.mail_message_id.with_env(env)
                self.assertFalse(messages.search([("model", "=", "google.sync.account")]))
                for records, field in ((messages, "body"), (mail.attachment_ids, "raw")):
                    with self.assertRaises(AccessError):
                        records.with_env(env).read([field])

    def test_what_is_for_administrators(self):
        self.account.work_id.write({"finding": "approval", "pending_deletions": {"odoo": []}})
        for name in (
            *("disconnect", "use_google_zone", "open_runs"),
            *("approve_deletions", "undo_deletions"),
        ):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(self.managed, f"action_{name}")()
        with self.assertRaises(AccessError):
            self.managed.unlink()
        for model in ("google.sync.run", "google.sync.profile", "google.sync.settings.check"):
            found = self.env[model].with_user(self.overseer)
            self.assertFalse(found.has_access("read") and found.search([]), model)
        self.assertFalse(
            self.env["res.config.settings"].with_user(self.overseer).has_access("create")
        )

    def test_the_dashboard_has_no_way_to_pages_of_administrators(self):
        tiles = self.managed.retrieve_dashboard()
        self.assertFalse([tile for tile in tiles if "action" in tile])
        self.assertEqual(sum(tile["value"] for tile in tiles if tile["name"] == "well"), 1)
        admins = self.account.with_user(self.persons["admin"]).retrieve_dashboard()
        self.assertTrue([tile for tile in admins if "action" in tile])

    def test_menus(self):
        def menus(user):
            shown = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            ours = self.env["ir.model.data"].search(
                [("module", "=", "google_sync"), ("model", "=", "ir.ui.menu")]
            )
            reached = {
                menu.id
                for menu in self.env["ir.ui.menu"].browse(ours.mapped("res_id"))
                if shown.issuperset(map(int, menu.parent_path.split("/")[:-1]))
            }
            return {one.name for one in ours if one.res_id in reached}

        self.assertEqual(
            menus(self.overseer), {"google_sync_menu_root", "google_sync_menu_dashboard"}
        )
        self.assertFalse(menus(self.persons["ben"]))
        self.assertIn("google_sync_menu_profiles", menus(self.persons["admin"]))

    def test_views(self):
        """Who opens the screens can read them, and is shown no button that would be refused."""
        for view in ("list", "kanban", "form"):
            arch = self.managed.get_view(view_type=view)["arch"]
            names = {node.get("name") for node in etree.fromstring(arch).iter("field")}
            (shown,) = self.managed.web_read({name: {} for name in names})
            self.assertTrue(shown["user_id"], view)
            self.assertIn("action_pause", arch)
            for name in ("disconnect", "open_runs", "approve_deletions", "use_google_zone"):
                self.assertNotIn(f'"action_{name}"', arch, view)

    def test_administrators_are_managers(self):
        admin = self.persons["admin"]
        self.assertTrue(admin.has_group("google_sync.group_google_sync_manager"))
        self.assertFalse(self.persons["manager"].has_group("google_sync.group_google_sync_manager"))


@tagged("post_install", "-at_install")
class TestManagersOfOtherCompanies(RightsCase):
    """A manager looks after those who work for their companies."""

    def set_up_once(self):
        super().set_up_once()
        self.other = self.persons["chris"].company_id
        self.overseer = self.persons["overseer"]
        self.overseer.write(
            {"company_ids": [Command.set(self.other.ids)], "company_id": self.other.id}
        )
        self.managed = self.account.with_user(self.overseer)

    def test_others_are_out_of_reach(self):
        self.assertFalse(self.managed.search([]))
        tiles = {tile["name"]: tile["value"] for tile in self.managed.retrieve_dashboard()}
        self.assertEqual((tiles["well"], tiles["attention"], tiles["not_connected"]), (0, 0, 0))
        for name in ("invite", "pause", "resume", "reset", "sync", "sync_now"):
            with self.subTest(name), self.assertRaises(AccessError):
                getattr(self.managed, f"action_{name}")()
        with self.assertRaises(AccessError):
            self.ana.with_user(self.overseer).action_google_invite()
        with self.assertRaises(AccessError):
            self.managed.read(["health"])
        self.assertEqual(self.account.state, "connected")

    def test_nor_is_it_told_who_has_not_connected(self):
        users = self.env["res.users"].with_user(self.overseer)
        offered = users.search([("google_sync_invitable", "=", True)])
        self.assertTrue(offered)
        self.assertTrue(all(user.company_ids & self.other for user in offered.sudo()))
        outsider = self.persons["ben"].with_user(self.overseer)
        self.assertFalse(outsider.google_sync_invitable)
        forged = outsider.with_context(allowed_company_ids=self.ana.company_id.ids)
        self.assertFalse(forged.google_sync_invitable)

    def test_who_works_for_both_is_seen_in_each(self):
        self.ana.company_ids += self.other
        self.assertEqual(self.managed.search([]), self.account)
        self.managed.action_pause()
        self.assertEqual(self.account.state, "paused")
