"""Who may erase a client, who can be erased, and what the dialogue tells before."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ....sync.odoo.erased import Erased
from ....sync.operations.erase import contact_names
from ...erasure_case import ErasureCase


@tagged("post_install", "-at_install")
class TestErasureDoors(ErasureCase):
    def test_only_administrators_erase_and_only_who_is_sure(self):
        dialogue = self.env["google.sync.erase"]
        with self.assertRaises(AccessError):
            dialogue.with_user(self.ana).create({"partner_id": self.weber.id})
        unsure = dialogue.with_user(self.admin).create({"partner_id": self.weber.id})
        with self.assertRaises(UserError):
            unsure.action_erase()
        colleague = {"partner_id": self.ana.partner_id.id, "is_sure": True}
        with self.assertRaises(UserError):
            dialogue.with_user(self.admin).create(colleague).action_erase()
        with self.assertRaises(AccessError):
            self.visit.with_user(self.ana).google_sync_erased = True
        self.assertFalse(self.env["google.sync.erasure"].search([]))

    def test_a_client_who_uses_the_portal(self):
        new_test_user(self.env, "patient", "base.group_portal", partner_id=self.weber.id)
        erasure = self.erase()
        self.sync()
        self.sync()
        self.assertEqual(erasure.state, "done")
        self.assertEqual(self.titles(), {"Busy", "Lunch"})

    def test_the_dialogue_counts(self):
        dialogue = self.env["google.sync.erase"].with_user(self.admin)
        counts = dialogue.create({"partner_id": self.weber.id})
        self.assertEqual((counts.appointments, counts.in_google, counts.contacts), (4, 2, 1))
        self.assertEqual((counts.organized_elsewhere, counts.users), (0, self.ana.name))

    def test_who_does_not_use_it_pays_nothing(self):
        contacts = self.account.contacts_ids
        self.committed()
        self.env["google.sync.erasure"].contacts()
        self.env.invalidate_all()
        user = self.account.user_id
        self.assertEqual(user.company_id.google_privacy, "full")  # which each run reads
        with self.assertQueryCount(0):
            self.assertFalse(Erased(user).has(self.visit))
            self.assertEqual(contact_names(contacts), {contacts.id: ()})
