from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...adversity_case import AdversityCase


@tagged("post_install", "-at_install")
class TestForeignHands(AdversityCase):
    """What one user may not do to another."""

    def set_up_once(self):
        super().set_up_once()
        self.ben = self.new_user("ben")

    def test_a_made_up_mark_opens_nobodys_meeting(self):
        secret = self.odoo_create(self.ben, "Secret", privacy="private")
        database = self.env["ir.config_parameter"].get_param("database.uuid")
        mark = {"private": {"odoo": f"{database}:{secret.id}"}}
        self.google_insert(self.ana, "Mine", extendedProperties=mark)
        self.sync()
        self.assertEqual(secret.partner_ids, self.ben.partner_id)
        self.assertEqual(secret.name, "Secret")
        self.assertIn("Mine", self.odoo_events(self.ana))

    def test_nobody_reads_anothers_google_page(self):
        ana = self.ana.with_user(self.ben)
        for name in ("google_sync_email", "google_sync_message", "google_sync_last"):
            with self.assertRaises(AccessError):
                ana[name]
        with self.assertRaises(AccessError):
            ana.search([("google_sync_account_ids.google_email", "like", "ana")])
        self.assertEqual(self.ana.with_user(self.ana).google_sync_email, self.email(self.ana))
        lines = self.env["google.sync.run.line"].with_user(self.ben)
        self.odoo_create(self.ana, "Secret")
        self.sync()
        self.assertFalse(lines.search([]))
        self.assertFalse(lines._read_group([("title", "=", "Secret")], ["run_id"], ["__count"]))
        links = self.account.link_ids.with_user(self.ben)
        for method in ("read", "action_retry"):
            with self.assertRaises(AccessError):
                getattr(links, method)()
        for method in ("action_sync_now", "action_approve_deletions", "action_undo_deletions"):
            with self.assertRaises(AccessError):
                getattr(self.account.with_user(self.ben), method)()
