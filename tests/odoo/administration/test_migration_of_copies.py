"""A database of 19.0.0.3.0 does not know which meetings are a guest's copies: iCalUIDs tell."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from ...guests_case import GuestsCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.4.0/post-copies.py"


@tagged("post_install", "-at_install")
class TestMigrationOfCopies(GuestsCase):
    def _upgrade(self):
        self.env["google.sync.link"].search([]).is_copy = False
        self.env.flush_all()
        spec = spec_from_file_location("post_copies", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.3.0")
        self.env.invalidate_all()

    def test_a_guest_has_a_copy_and_who_made_it_in_google_has_none(self):
        ben_account = self.connect(self.ben)
        self.sync()
        self.ana.google_share_guests = "yes"
        shared = self.meet(self.ben.partner_id)
        self.google_insert(self.ana, "Own")
        self.settle()
        own = self.in_odoo("Own")
        own.write({"user_id": self.ben.id, "partner_ids": [(4, self.ben.partner_id.id)]})
        self.settle()
        self.assertEqual(self.link(self.account, own).role, "invited")
        self._upgrade()
        copies = self.env["google.sync.link"].search([("is_copy", "=", True)])
        self.assertEqual(copies, self.link(ben_account, shared))
