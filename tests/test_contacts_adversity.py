"""What the world does to contacts: late lists, other groups, merges, lost labels."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from .test_contacts import ContactCase, _labels

PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


class AdversityCase(ContactCase):
    def setUp(self):
        super().setUp()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))

    def contact_links(self):
        return self.env["google.sync.link"].search([("res_model", "=", "res.partner")])

    def delay(self, seconds):
        self.control("POST", "/_fake/people", {"list_delay": seconds})

    def later(self, seconds=3600):
        self.control("POST", "/_fake/clock", {"advance": seconds})

    def again(self):
        """Let the time pass that links and contacts were told to wait."""
        self.control("DELETE", "/_fake/faults")
        for _time in range(2):
            self.env["google.sync.contacts"].search([]).write(
                {"retry_at": False, "lease_until": False}
            )
            self.account.write({"retry_at": False, "lease_until": False})
            links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
            links.retry_at = "2020-01-01"
            self.sync()

    def choose(self, group):
        self.ana.google_contact_category_id = group


@tagged("post_install", "-at_install")
class TestContactsListedLate(AdversityCase):
    """Google's lists tell of a write minutes after it was made."""

    def test_a_list_from_before_the_label(self):
        google_id = self.google_contact(
            "Gus", label=False, emailAddresses=[{"value": "gus@green.example"}]
        )
        self.sync()
        self.delay(60)
        self.google_update(google_id, biographies=[{"value": "Note"}])  # seen in a minute
        partner = self.odoo_contact("Gus", email="gus@green.example")
        self.sync()
        self.again()
        # The list shows the state with the note before that with the label.
        for _ in range(8):
            self.later(10)
            self.sync()
            self.assertIn(partner, self.group.partner_ids)
        self.assertEqual(self.labelled(), {"Gus"})

    def test_a_list_from_before_our_write(self):
        contact = self.odoo_contact("Nora", email="one@field.example")
        self.sync()
        self.delay(60)
        contact.email = "two@field.example"
        self.sync()
        self.later(30)
        contact.email = "three@field.example"
        self.sync()
        self.later(31)  # what was written first is listed now
        self.requests_made()
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(contact.email, "three@field.example")
        self.later(31)
        self.sync()
        self.env.invalidate_all()
        self.assertEqual(contact.email, "three@field.example")
        self.assertNotIn("people.people.updateContact", self.methods())

    def test_taken_out_and_in_again(self):
        contact = self.odoo_contact("Nora", email="one@field.example")
        self.sync()
        self.delay(60)
        contact.category_id = False
        self.sync()
        self.later(30)
        contact.category_id = self.group
        self.sync()
        self.later(31)
        self.sync()
        self.env.invalidate_all()
        self.assertIn(contact, self.group.partner_ids)
        self.later(60)
        self.sync()
        self.assertIn(contact, self.group.partner_ids)
        self.assertEqual(self.labelled(), {"Nora"})

    def test_taken_out_while_the_list_is_late(self):
        contact = self.odoo_contact("Nora", email="one@field.example")
        self.delay(60)
        self.sync()
        contact.category_id = False
        self.sync()
        for _ in range(8):
            self.later(10)
            self.sync()
            self.env.invalidate_all()
            self.assertNotIn(contact, self.group.partner_ids)
        self.assertEqual(self.labelled(), set())

    def test_a_full_list_that_is_late(self):
        self.odoo_contact("Nora", email="one@field.example")
        self.delay(60)
        self.sync()
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.sync()
        self.later(61)
        self.sync()
        self.assertEqual(set(self.google_people()), {"Nora"})
        self.assertEqual(set(self.odoo_contacts()), {"Nora"})
        self.assertEqual(len(self.contact_links()), 1)

    def test_a_lost_answer_and_a_late_list(self):
        self.odoo_contact("Nora", email="one@field.example")
        self.sync()
        self.odoo_contact("Zoe", email="two@field.example")
        self.delay(60)
        self.fault("people.createContact", "timeout_after", seconds=0.05, times=1)
        self.sync()
        self.control("DELETE", "/_fake/faults")
        waits = self.contact_links().filtered("retry_at").retry_at
        created = self.env["google.sync.contacts"].search([]).last_sync
        self.assertGreaterEqual((waits - created).total_seconds(), 600)


@tagged("post_install", "-at_install")
class TestContactsOtherGroup(AdversityCase):
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
        self.assertIn(label, _labels(self.google_people()["Nora"]))
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
        self.account._disconnect()
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
        self.account._disconnect()
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
class TestContactsLabelLost(AdversityCase):
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

    def test_the_label_is_deleted_while_disconnected(self):
        self.odoo_contact("Nora")
        self.sync()
        self.account._disconnect()
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
        self.assertIn(self.label("Patients"), _labels(self.google_people()["Nora"]))

    def test_a_name_that_google_keeps_for_itself(self):
        self.group.name = "Friends"
        self.odoo_contact("Nora")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertIn("Friends", contacts.message or "")


@tagged("post_install", "-at_install")
class TestContactsMore(AdversityCase):
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
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id, other.id], other)
        self.sync()
        self.again()
        self.assertEqual(self.group.partner_ids, other)
        self.assertEqual(len(self.google_people()), 1, set(self.google_people()))
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()

    def test_merged_in_google_then_in_odoo(self):
        one = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        other = self.odoo_contact("Nora F.", email="n.f@field.example")
        self.sync()
        people = self.google_people()
        self.control(
            "POST",
            "/_fake/merge_contacts",
            {
                "account": self.email(self.ana),
                "into": people["Nora Field"]["resourceName"],
                "from": people["Nora F."]["resourceName"],
            },
        )
        self.sync()
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge([one.id, other.id], other)
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
        google_id = self.google_people()["Nora"]["resourceName"]
        self.people(
            "POST", f"{self.label()}/members:modify", {"resourceNamesToRemove": [google_id]}
        )
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


@tagged("post_install", "-at_install")
class TestContactsStrange(AdversityCase):
    def test_our_own_double(self):
        """What was made twice, since Google's lists were late for long, is one contact in Odoo."""
        nora = self.odoo_contact("Nora", email="nora@x.example")
        self.sync()
        google_id = self.google_people()["Nora"]["resourceName"]
        data = self.people("GET", google_id, personFields="clientData")["clientData"]
        mark = [{"key": each["key"], "value": each["value"]} for each in data]
        self.google_contact("Nora", emailAddresses=[{"value": "nora@x.example"}], clientData=mark)
        self.sync()
        self.assertEqual(self.group.partner_ids, nora)
        self.assert_still()

    def test_a_strange_mark(self):
        uuid = self.env["ir.config_parameter"].sudo().get_param("database.uuid")
        admin = self.env.ref("base.partner_admin")
        for number, mark in enumerate(
            ("x", ":", "other:contact:5", f"{uuid}:contact:999999999", f"{uuid}:7", uuid)
        ):
            self.google_contact(f"G {number}", clientData=[{"key": "odoo", "value": mark}])
        self.sync()
        self.assertEqual(len(self.odoo_contacts()), 6)
        self.assertNotIn(admin, self.group.partner_ids)
        self.assert_still()

    def test_scope_there_and_back(self):
        self.google_contact("With")
        self.google_contact("Without", label=False)
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"With"})
        self.ana.google_contact_scope = "all"
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"With", "Without"})
        self.ana.google_contact_scope = "label"
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"With", "Without"})
        self.assertEqual(self.labelled(), {"With", "Without"})
        self.assert_still()

    def test_unlabelled_with_all(self):
        my_contacts = {"contactGroupResourceName": "contactGroups/myContacts"}
        own = {"contactGroupResourceName": self.label()}
        memberships = [{"contactGroupMembership": each} for each in (my_contacts, own)]
        self.google_contact("Gus", label=False, memberships=memberships)
        self.ana.google_contact_scope = "all"
        self.sync()
        google_id = self.google_people()["Gus"]["resourceName"]
        self.people(
            "POST", f"{self.label()}/members:modify", {"resourceNamesToRemove": [google_id]}
        )
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self.assert_still()

    def test_a_company_in_google_is_a_person_in_odoo(self):
        nora = self.odoo_contact("Nora", email="info@field.example")
        self.google_contact("")
        self.people(
            "POST",
            "people:createContact",
            {
                "organizations": [{"name": "Field Ltd"}],
                "emailAddresses": [{"value": "info@field.example"}],
            },
        )
        self.sync()
        self.again()
        self.assertEqual(nora.name, "Nora")
        self.assertFalse(nora.is_company)
        self.assert_still()

    def test_two_addresses_in_one_field(self):
        nora = self.odoo_contact("Nora", email="one@x.example, two@x.example")
        self.sync()
        google_id = self.google_people()["Nora"]["resourceName"]
        self.google_update(google_id, emailAddresses=[{"value": "three@x.example"}])
        self.sync()
        self.assertEqual(nora.email, "three@x.example, two@x.example")
        self.assert_still()

    def test_what_the_user_may_not_see(self):
        company = self.env["res.company"].create({"name": "Other"})
        nora = self.odoo_contact("Nora", email="nora@x.example")
        self.env.ref("base.res_partner_rule").active = True
        self.sync()
        nora.company_id = company
        self.odoo_contact("Zoe")
        nora.email = "secret@x.example"
        self.sync()
        self.assertEqual(self.labelled(), {"Nora", "Zoe"})
        person = self.google_people()["Nora"]
        self.assertEqual(person["emailAddresses"][0]["value"], "nora@x.example")
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.sync()
        self.again()
        self.assertEqual(self.labelled(), {"Nora", "Zoe"})
        self.assertIn(nora, self.group.partner_ids)
        nora.company_id = False
        self.sync()
        person = self.google_people()["Nora"]
        self.assertEqual(person["emailAddresses"][0]["value"], "secret@x.example")
        self.assert_still()

    def test_the_leader_of_a_merge_leaves(self):
        one = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        other = self.odoo_contact("Nora F.", email="n.f@field.example")
        self.sync()
        people = self.google_people()
        self.control(
            "POST",
            "/_fake/merge_contacts",
            {
                "account": self.email(self.ana),
                "into": people["Nora Field"]["resourceName"],
                "from": people["Nora F."]["resourceName"],
            },
        )
        self.sync()
        one.active = False
        self.sync()
        self.again()
        self.assertEqual(self.group.partner_ids, other)
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()

    def test_a_picture_is_no_change(self):
        google_id = self.google_contact("Gus")
        self.sync()
        self.again()
        runs = self.env["google.sync.run"].search_count([])
        self.people("PATCH", f"{google_id}:updateContactPhoto", {"photoBytes": PIXEL})
        self.sync()
        self.again()
        self.assertEqual(self.env["google.sync.run"].search_count([]), runs)
        self.assert_still()

    def test_deleted_in_google_and_changed_in_odoo(self):
        nora = self.odoo_contact("Nora")
        self.sync()
        self.people("DELETE", f"{self.google_people()['Nora']['resourceName']}:deleteContact")
        nora.function = "Buyer"
        self.sync()
        self.assertFalse(self.group.partner_ids)
        self.assertTrue(nora.active)
        nora.category_id = self.group
        self.sync()
        self.assertEqual(self.labelled(), {"Nora"})
        self.assert_still()

    def test_named_anew_in_odoo(self):
        google_id = self.google_contact("x", emailAddresses=[{"value": "a@x.example"}])
        self.google_update(
            google_id,
            names=[{"honorificPrefix": "Dr.", "givenName": "Ana", "familyName": "Lopez"}],
        )
        self.sync()
        (partner,) = self.odoo_contacts().values()
        self.assertEqual(partner.name, "Dr. Ana Lopez")
        partner.name = "Dr. Ana Garcia"
        self.sync()
        (person,) = self.google_people().values()
        self.assertEqual(person["names"][0]["displayName"], "Dr. Ana Garcia")
        self.assert_still()

    def test_a_company_partner_and_users(self):
        self.env.company.partner_id.category_id = self.group
        self.ana.partner_id.category_id = self.group
        self.sync()
        self.assertEqual(len(self.labelled()), 2)
        for person in self.google_people().values():
            self.google_update(person["resourceName"], biographies=[{"value": "Note"}])
        self.sync()
        self.again()
        self.assertEqual(len(self.labelled()), 2)

    def test_a_nameless_address(self):
        company = self.odoo_contact("Field Ltd", is_company=True)
        self.odoo_contact("", type="invoice", parent_id=company.id, email="bill@field.example")
        self.sync()
        self.assertEqual(self.labelled(), {"Field Ltd"})
        self.assert_still()

    def test_many_at_once(self):
        partners = self.env["res.partner"].create(
            [{"name": f"P {n}", "category_id": [Command.link(self.group.id)]} for n in range(300)]
        )
        self.sync()
        self.assertEqual(len(self.labelled()), 300)
        partners.write({"function": "Buyer"})
        self.requests_made()
        self.sync()
        self.assertLessEqual(len([m for m in self.methods() if "people" in m]), 4)
        self.assert_still()
