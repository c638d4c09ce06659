"""A user's settings are theirs, and administrators', and their companies decide before them."""

from lxml import etree

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ....models.res_users import SETTINGS
from ...rights_case import RightsCase


@tagged("post_install", "-at_install")
class TestSettings(RightsCase):
    """Who reads, finds and writes them."""

    # -- settings of users -----------------------------------------------------------------------

    def test_a_colleague_reads_no_setting(self):
        names = self.our_fields("res.users") - self.our_fields("res.partner")
        shown = {name for name in names if getattr(self.ana._fields[name], "google_shown", False)}
        self.assertIn("google_sync_state", shown)
        self.assertLessEqual({*SETTINGS, *shown}, names)
        for login in ("ben", "chris", "manager", "portal", "public"):
            user = self.as_person(login)["res.users"].browse(self.ana.id)
            for name in names:
                self.assert_refused(lambda u=user, n=name: u.read([n]), f"{name} to {login}")
        user = self.as_person("ben")["res.users"].browse(self.ana.id)
        for name in names:
            for ask in (
                lambda n=name: user.web_read({n: {}}),
                lambda n=name: user.export_data([n]),
                lambda n=name: user.onchange({}, ["name"], {n: {}}),
                lambda n=name: user[n],
                lambda n=name: user.mapped(n),
            ):
                self.assert_refused(ask, name)

    def test_a_colleague_learns_no_setting_by_searching(self):
        env = self.as_person("ben")
        users = env["res.users"]
        stored = [name for name in SETTINGS if users._fields[name].store]
        self.ana.google_alert_email = "ana@home.example"
        for name in (*stored, "google_sync_account_ids", "google_privacy_choice"):
            value = (
                self.ana[name].ids or [1] if name.endswith(("_id", "_ids")) else [self.ana[name]]
            )
            asked = [(name, "in", value)]
            for model, domain in (
                ("res.users", asked),
                ("res.users", [(f"partner_id.user_ids.{name}", "in", value)]),
                ("calendar.event", [(f"user_id.{name}", "in", value)]),
                ("calendar.event", [(f"partner_ids.user_ids.{name}", "in", value)]),
                ("res.partner", [("user_ids", "any", asked)]),
                ("google.sync.account", [(f"user_id.{name}", "in", value)]),
            ):
                self.assert_refused(lambda m=model, d=domain: env[m].search(d), domain)
            self.assert_refused(lambda n=name: users.search([], order=n), f"order by {name}")
            self.assert_refused(
                lambda n=name: users.formatted_read_group([], [n], ["__count"]), f"group by {name}"
            )

    def test_each_form_shows_users_their_own(self):
        preferences = self.env.ref("base.view_users_form_simple_modif")
        page = self.env.ref("google_sync.res_users_view_form_page")
        users = self.as_person("ben")["res.users"]
        for view in (preferences, page):
            arch = etree.fromstring(users.get_views([(view.id, "form")])["views"]["form"]["arch"])
            shown = {node.get("name") for node in arch.iter("field")}
            self.assertLessEqual({"google_sync_state", *SETTINGS}, shown, view.name)
        form = self.env.ref("base.view_users_form")
        users = self.as_person("manager")["res.users"]
        arch = etree.fromstring(users.get_views([(form.id, "form")])["views"]["form"]["arch"])
        self.assertFalse(arch.xpath("//*[starts-with(@name, 'google_')]"))

    def test_users_read_and_write_their_own(self):
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.read(["google_share_guests"])[0]["google_share_guests"], "yes")
        self.assertEqual(
            mine.web_read({"google_share_guests": {}})[0]["google_share_guests"], "yes"
        )
        mine.web_save({"google_past_days": 12}, {"google_past_days": {}})
        self.assertEqual(self.ana.google_past_days, 12)
        for name in ("google_sync_state", "google_workspace_email", "google_privacy_choice"):
            with self.subTest(name), self.assertRaises(AccessError):
                mine.write({name: False})

    def test_nobody_else_writes_a_setting(self):
        for login in ("ben", "chris", "manager", "portal", "public"):
            user = self.ana.with_user(self.persons[login])
            for name in SETTINGS:
                value = {name: self.ana[name]}
                self.assert_refused(lambda u=user, v=value: u.write(v), f"{name} by {login}")

    def test_who_manages_users_needs_no_right_to_their_settings(self):
        users = self.env["res.users"].with_user(self.persons["manager"])
        users.browse(self.ana.id).write({"name": "Ana B.", "active": False})
        users.browse(self.ana.id).write({"active": True})
        new = users.create({"name": "New", "login": "rights_new"})
        self.assertFalse(new.sudo().google_sync_enabled)
        users.browse(self.ana.id).get_views([(False, "form")])
        self.ana.write({"google_sync_enabled": True, "google_share_guests": "yes"})
        other = users.browse(self.ana.id).copy({"login": "rights_other"}).sudo()
        self.assertEqual((other.google_sync_enabled, other.google_share_guests), (False, "no"))

    def test_nobody_from_outside_enables_the_sync(self):
        for login in ("portal", "public"):
            person = self.persons[login]
            for name in (*SETTINGS, "google_privacy"):
                value = {name: person[name]}
                self.assert_refused(lambda p=person, v=value: p.with_user(p).write(v), name)
            with self.subTest(login), self.assertRaises(UserError):
                person.with_user(self.persons["admin"]).write({"google_sync_enabled": True})
            self.assertFalse(person.google_sync_account_ids)

    # -- two companies ---------------------------------------------------------------------------

    def test_the_strictest_of_all_companies_counts(self):
        strict, loose = self.env["res.company"].create([{"name": "Strict"}, {"name": "Loose"}])
        self.ana.write({"company_ids": [Command.set((strict | loose).ids)], "company_id": loose.id})
        mine = self.ana.with_user(self.ana)
        self.assertEqual(mine.google_privacy, "full")
        strict.write({"google_privacy": "reference", "google_privacy_enforced": True})
        for company in (strict, loose):
            mine.company_id = company
            self.assertEqual(mine.google_privacy, "reference")
            self.assertTrue(mine.google_privacy_enforced)
            for level in ("full", "initials"):
                with self.assertRaises(UserError):
                    mine.google_privacy = level
        mine.google_privacy = "busy"  # hides more than the company wants
        self.assertEqual(mine.google_privacy, "busy")
        loose.write({"google_privacy": "full", "google_privacy_enforced": True})
        self.assertEqual(mine.google_privacy, "reference")

    def test_a_company_that_is_joined_hides_at_once(self):
        strict = self.env["res.company"].create(
            {"name": "Strict", "google_privacy": "busy", "google_privacy_enforced": True}
        )
        strict.user_ids = [Command.link(self.ana.id)]
        self.settle()
        self.assertNotIn("Check-up", self.google_events(self.ana))

    def test_only_administrators_decide_for_a_company(self):
        company = self.env.company.with_user(self.persons["manager"])
        for values in ({"google_privacy": "full"}, {"google_privacy_enforced": False}):
            with self.assertRaises(AccessError):
                company.write(values)
