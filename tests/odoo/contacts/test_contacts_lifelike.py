"""What people do to contacts on both sides."""

from contextlib import closing

from odoo.fields import Command
from odoo.tests import tagged

from ....sync.database.side_connection import SideConnection
from ...contact_case import PIXEL, ContactAdversityCase


@tagged("post_install", "-at_install")
class TestContactsLifelike(ContactAdversityCase):
    def _merge_in_odoo(self, one, into):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id, into.id], into)

    def test_a_picture_in_google(self):
        google_id = self.google_contact("Gus")
        self.people("PATCH", f"{google_id}:updateContactPhoto", {"photoBytes": PIXEL})
        self.sync()
        self.again()
        self.assert_still()
        self.assertEqual(set(self.odoo_contacts()), {"Gus"})

    def test_merged_in_odoo(self):
        one = self.odoo_contact("Nora", email="nora@x.example")
        other = self.env["res.partner"].create({"name": "Nora F", "email": "n@x.example"})
        self.sync()
        self._merge_in_odoo(one, other)
        self.sync()
        self.again()
        self.assertEqual(self.group.partner_ids, other)
        self.assertEqual(len(self.google_people()), 1, set(self.google_people()))
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()

    def test_merged_in_google_then_in_odoo(self):
        one, other = self.merged_in_google()
        self._merge_in_odoo(one, other)
        self.sync()
        self.again()
        self.assertEqual(self.group.partner_ids, other)
        self.assertEqual(len(self.google_people()), 1)
        self.assertEqual(len(self.labelled()), 1)
        other.function = "Buyer"
        self.sync()
        (person,) = self.google_people().values()
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assert_still()

    def test_without_import_the_label_comes_back_with_a_change(self):
        nora = self.odoo_contact("Nora")
        self.sync()
        self.ana.google_import_contacts = False
        self.sync()
        self.unlabel(self.google_people()["Nora"]["resourceName"])
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        nora.function = "Buyer"
        self.sync()
        self.again()
        person = self.google_people()["Nora"]
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(self.labelled(), {"Nora"})

    def test_many_archived(self):
        partners = self.env["res.partner"].union(
            *(self.odoo_contact(f"Client {number}") for number in range(25))
        )
        self.sync()
        partners.active = False
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertEqual(contacts.state, "approval")
        self.assertEqual(len(self.labelled()), 25)
        self.ana.with_user(self.ana).action_google_undo_contacts()
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(len(partners.filtered("active")), 25)
        self.assertEqual(len(self.labelled()), 25)
        self.assert_still()
        partners.write({"category_id": [Command.unlink(self.group.id)]})
        self.sync()
        self.assertEqual(contacts.state, "approval")
        self.ana.with_user(self.ana).action_google_approve_contacts()
        self.sync()
        self.assertFalse(self.labelled())
        self.assertEqual(len(self.google_people()), 25)
        self.assert_still()

    def test_emptied_from_the_group(self):
        self.odoo_contact("Nora")
        self.sync()
        self.group.partner_ids = False
        self.sync()
        self.assertFalse(self.labelled())
        self.assert_still()

    def test_honorifics_survive(self):
        google_id = self.google_contact("x")
        self.google_update(
            google_id,
            names=[{"honorificPrefix": "Dr.", "givenName": "Ana", "familyName": "Lopez"}],
        )
        self.sync()
        (partner,) = self.odoo_contacts().values()
        partner.email = "ana@lopez.example"
        self.sync()
        (person,) = self.google_people().values()
        self.assertEqual(person["names"][0].get("honorificPrefix"), "Dr.")
        self.assert_still()

    def test_two_users_of_one_group(self):
        bob = self.new_user("bob", groups="base.group_user,base.group_partner_manager")
        self.connect(bob, google_contact_category_id=self.group.id, google_import_contacts=True)
        self.odoo_contact("Nora", email="nora@x.example")
        self.google_contact("Gus")
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora", "Gus"})
        state = self.control("GET", "/_fake/state", account=self.email(bob))
        self.assertEqual(len(state["contacts"]), 2)
        self.assert_still()

    def test_who_brings_contacts_into_a_group_at_the_same_time_waits(self):
        """Else each of two workers would bring the same people, of two users who have them."""
        self.google_contact("Gus")
        name = f"google_sync.group.{self.group.id}"
        with closing(SideConnection(self.env.cr.dbname)) as another_worker:
            another_worker.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (name,))
            self.sync()
            self.assertFalse(self.odoo_contacts())
        self.again()
        self.assertEqual(set(self.odoo_contacts()), {"Gus"})
        self.assert_still()

    def test_somebody_is_named_in_the_entry_of_a_company(self):
        firm = self.odoo_contact("Firm GmbH", is_company=True)
        self.sync()
        google_id = self.google_people()["Firm GmbH"]["resourceName"]
        hans = {"givenName": "Hans", "familyName": "Maier"}
        self.google_update(google_id, names=[hans], phoneNumbers=[{"value": "+33 1 23 45 67 89"}])
        self.sync()
        self.assertEqual((firm.name, firm.phone), ("Firm GmbH", "+33 1 23 45 67 89"))
        self.assert_still()
        firm.name = "Firm AG"
        self.sync()
        person = self.google_people()["Hans Maier"]
        self.assertEqual(person["organizations"][0]["name"], "Firm AG")
        self.assert_still()
        self.google_update(google_id, organizations=[{"name": "Firm SE"}])
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(firm.name, "Firm SE")
        self.assertEqual(set(self.google_people()), {"Hans Maier"})
        self.assert_still()

    def test_company_of_companies(self):
        company = self.odoo_contact("Field Ltd", is_company=True, city="Lyon", zip="69001")
        boss = self.odoo_contact("Boss", parent_id=company.id)
        self.odoo_contact("Helper", parent_id=boss.id)
        self.sync()
        company.name = "Field and Sons"
        self.sync()
        people = self.google_people()
        self.assertEqual(people["Helper"]["organizations"][0]["name"], "Field and Sons")
        self.assert_still()

    def test_an_answer_to_a_question_of_yesterday(self):
        email = {"emailAddresses": [{"value": "office@field.example"}]}
        self.odoo_contact("Nora Field", email="office@field.example")
        self.google_contact("N. Field", label=False, **email)
        bob_id = self.google_contact("Bob Field", label=False, **email)
        self.sync()
        question = self.contact_links().filtered("candidates")
        self.people("DELETE", f"{bob_id}:deleteContact")
        action = question.with_user(self.ana).action_choose()
        wizard = self.env["google.sync.choose.contact"].with_user(self.ana).browse(action["res_id"])
        wizard.candidate_ids.filtered(lambda one: one.name == "Bob Field").action_choose()
        self.sync()
        self.again()
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()

    def test_a_copy_of_a_contact(self):
        nora = self.odoo_contact("Nora", email="nora@field.example")
        self.sync()
        nora.copy()
        self.sync()
        self.assertEqual(self.labelled(), {"Nora", "Nora (copy)"})
        self.assert_still()

    def test_deleted_in_google_without_import(self):
        self.ana.google_import_contacts = False
        nora = self.odoo_contact("Nora")
        self.sync()
        self.people("DELETE", f"{self.google_people()['Nora']['resourceName']}:deleteContact")
        self.sync()
        self.again()
        self.assertIn("Nora", self.odoo_contacts(), "Google changes nothing in Odoo")
        nora.function = "Baker"
        self.sync()
        self.again()
        person = self.google_people()["Nora"]
        self.assertEqual(person["organizations"][0]["title"], "Baker")
        self.assert_still()
