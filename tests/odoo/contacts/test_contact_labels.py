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

    def below(self, parent, name="Clients"):
        """A group of this name below one that is made for it."""
        categories = self.env["res.partner.category"]
        above = categories.create({"name": parent})
        return categories.create({"name": name, "parent_id": above.id})

    def test_a_label_that_is_stored_for_no_group(self):
        contacts = self.account.contacts_ids
        contacts.labels = {**(contacts.labels or {}), "False": ["contactGroups/1", "Clients"]}
        self.assertEqual(contacts.labels_of_others(), frozenset())

    def test_another_group_of_the_same_name(self):
        nora = self.odoo_contact("Nora")
        self.settle()
        other = self.below("Work")
        bo = self.env["res.partner"].create({"name": "Bo", "category_id": other.ids})
        self.choose(other)
        self.settle()
        self.assertEqual((self.group.partner_ids, other.partner_ids), (nora, bo))
        self.assertEqual(set(self.labels()), {"Clients", "Work / Clients"})
        self.assertEqual(self.labelled(), {"Nora"})
        self.assertIn(self.label("Work / Clients"), labels_of(self.google_people()["Bo"]))
        self.assert_still()
        self.choose(self.group)
        self.settle()
        self.assertEqual((self.group.partner_ids, other.partner_ids), (nora, bo))
        self.assertEqual(set(self.labels()), {"Clients", "Work / Clients"})

    def test_the_same_name_without_groups_above(self):
        self.odoo_contact("Nora")
        self.settle()
        for number, name in ((2, "clients"), (3, "Clients")):
            group = self.env["res.partner.category"].create({"name": name})
            bo = self.env["res.partner"].create({"name": f"Bo {number}", "category_id": group.ids})
            self.choose(group)
            self.settle()
            self.assertEqual(group.partner_ids, bo)
        self.assertEqual(set(self.labels()), {"Clients", "clients (2)", "Clients (3)"})

    def test_a_group_gets_the_name_of_one_that_has_a_label(self):
        self.odoo_contact("Nora")
        self.settle()
        other = self.below("Work", "Patients")
        self.env["res.partner"].create({"name": "Bo", "category_id": other.ids})
        self.choose(other)
        self.settle()
        other.name = "Clients"
        self.settle()
        self.assertEqual(set(self.labels()), {"Clients", "Work / Clients"})
        self.assertEqual(self.labelled(), {"Nora"})
        self.assert_still()

    def test_the_label_of_a_second_group_is_found_again(self):
        """Google has made it, and nobody has heard."""
        self.sync()
        other = self.below("Work")
        self.choose(other)
        self.fault("people.contactGroups.create", kind="timeout_after", seconds=0.01, times=-1)
        self.sync()
        self.again()
        self.assertEqual(set(self.labels()), {"Clients", "Work / Clients"})

    def test_a_group_that_takes_the_place_of_a_deleted_one_has_its_label(self):
        self.odoo_contact("Nora", email="nora@x.example")
        self.settle()
        self.group.unlink()
        self.group = self.env["res.partner.category"].create({"name": "Clients"})
        self.choose(self.group)
        self.settle()
        self.assertEqual(set(self.labels()), {"Clients"})
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})

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
        self.assertIn("“Friends” is the name of one of Google's own labels", contacts.message)
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
