"""The label is lost, and the user chooses other groups."""

from unittest.mock import patch

from odoo.tests import tagged

from ....sync.operations.disconnect import disconnect
from ...contact_case import ContactAdversityCase, labels_of


@tagged("post_install", "-at_install")
class TestContactsOtherGroup(ContactAdversityCase):
    def test_renamed_while_another_group_is_chosen(self):
        self.odoo_contact("Nora", email="nora@x.example")
        self.sync()
        other = self.env["res.partner.category"].create({"name": "Friends of mine"})
        self.choose(other)
        self.sync()
        self.group.name = "Patients"
        self.choose(self.group)
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        label = self.label("Patients")
        self.assertIn(label, labels_of(self.google_people()["Nora"]))
        self.assert_still()

    def test_there_and_back(self):
        nora = self.odoo_contact("Nora", email="nora@x.example")
        self.sync()
        other = self.env["res.partner.category"].create({"name": "Others"})
        nora.category_id |= other
        self.choose(other)
        self.sync()
        self.assertEqual(len(self.google_people()), 1)
        nora.function = "Buyer"
        self.sync()
        self.choose(self.group)
        self.sync()
        self.assertEqual(len(self.google_people()), 1)
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        person = self.google_people()["Nora"]
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(nora.function, "Buyer")
        self.assert_still()

    def test_another_google_account(self):
        self.odoo_contact("Nora", email="nora@x.example")
        self.sync()
        disconnect(self.account)
        ana_email = self.email
        with patch.object(type(self), "email", lambda _self, user: f"new.{user.login}@x.example"):
            self.assertNotEqual(ana_email, self.email)
            self.connect(self.ana)
            self.sync()
            self.sync()
            self.assertEqual(set(self.odoo_contacts()), {"Nora"})
            self.assertEqual(self.labelled(), {"Nora"})
            self.assert_still()

    def test_disconnected_for_a_while(self):
        nora, out = self.odoo_contact("Nora"), self.odoo_contact("Out")
        self.sync()
        disconnect(self.account)
        out.category_id = False
        nora.function = "Buyer"
        new = self.odoo_contact("New")
        self.make_google_account(self.ana)
        google_id = self.google_people()["Nora"]["resourceName"]
        self.google_update(google_id, biographies=[{"value": "Note"}])
        self.connect(self.ana)
        self.sync()
        self.assertIn("Note", nora.comment)
        self.assertEqual(self.labelled(), {"Nora", "New"})
        self.assertEqual(set(self.odoo_contacts()), {"Nora", "New"})
        self.assertTrue(new.exists())
        self.assert_still()


@tagged("post_install", "-at_install")
class TestContactsLabelLost(ContactAdversityCase):
    def _delete_label(self):
        self.people("DELETE", self.label())

    def test_the_label_is_deleted_in_google(self):
        self.odoo_contact("Nora")
        self.sync()
        self._delete_label()
        self.odoo_contact("Zoe")
        self.sync()
        self.again()
        self.assertEqual(set(self.odoo_contacts()), {"Nora", "Zoe"})
        self.assertEqual(self.labelled(), {"Nora", "Zoe"})
        self.assert_still()

    def test_a_label_that_nobody_had_is_deleted_in_google(self):
        """No list of contacts tells of it."""
        self.sync()
        self._delete_label()
        for number in range(3):
            self.odoo_contact(f"Client {number}")
        self.sync()
        links = self.contact_links()
        self.assertEqual(set(links.mapped("state")), {"pending"}, "it is no fault of theirs")
        self.again()
        self.assertEqual(self.labelled(), {"Client 0", "Client 1", "Client 2"})
        self.assert_still()

    def test_the_label_is_deleted_while_disconnected(self):
        self.odoo_contact("Nora")
        self.sync()
        disconnect(self.account)
        self.make_google_account(self.ana)
        self._delete_label()
        self.connect(self.ana)
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        self.assertEqual(self.labelled(), {"Nora"})
        self.assert_still()

    def test_the_label_is_deleted_and_the_name_of_the_group_changes(self):
        self.odoo_contact("Nora")
        self.sync()
        self._delete_label()
        self.group.name = "Patients"
        self.sync()
        self.again()
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        self.assertIn(self.label("Patients"), labels_of(self.google_people()["Nora"]))

    def test_a_name_that_google_keeps_for_itself(self):
        self.group.name = "Friends"
        self.odoo_contact("Nora")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertIn("Friends", contacts.message or "")
        self.group.name = "Clients"
        self.sync()
        self.assertEqual(self.labelled(), {"Nora"}, "the new name is tried at once")
        self.assertFalse(contacts.message)

    def test_the_group_is_archived(self):
        nora = self.odoo_contact("Nora")
        self.sync()
        self.group.active = False
        nora.function = "Baker"
        self.sync()
        self.again()
        self.assertEqual(self.labelled(), {"Nora"}, "archiving a group takes nobody out of it")
        person = self.google_people()["Nora"]
        self.assertEqual(person["organizations"][0]["title"], "Baker")
        self.assert_still()

    def test_the_group_is_deleted(self):
        nora = self.odoo_contact("Nora")
        self.sync()
        label = self.label()
        self.group.unlink()
        nora.function = "Baker"
        self.account.write({"next_sync": False})
        self.sync()
        person = self.google_people()["Nora"]
        self.assertIn(label, labels_of(person), "Google's contacts stay as they are")
        self.assertNotIn("organizations", person)
        self.assertFalse(self.ana.google_contact_category_id)
        self.assertFalse(self.account.message)
