"""Contacts such as nobody expects."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ....sync.run.contacts import ContactRun
from ...contact_case import PIXEL, ContactAdversityCase


@tagged("post_install", "-at_install")
class TestContactsStrange(ContactAdversityCase):
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

    def test_put_back_after_it_was_deleted_in_google(self):
        """What Google had of it went with it."""
        nora = self.odoo_contact("Nora", function="Baker")
        self.sync()
        google_id = self.google_people()["Nora"]["resourceName"]
        nora.category_id = False
        self.sync()
        self.google_update(google_id, organizations=[{"title": "Painter"}])
        self.sync()
        self.people("DELETE", f"{google_id}:deleteContact")
        self.sync()
        nora.category_id = self.group
        self.sync()
        self.assertEqual(nora.function, "Baker")
        self.assertEqual(self.google_people()["Nora"]["organizations"][0]["title"], "Baker")
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
        self.unlabel(self.google_people()["Gus"]["resourceName"])
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self.assert_still()

    def test_a_company_in_google_is_a_person_in_odoo(self):
        field = self.odoo_contact("Field Ltd", email="info@field.example")
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
        self.assertEqual(field.name, "Field Ltd")
        self.assertFalse(field.is_company)
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

    def test_a_change_in_google_of_what_the_user_does_not_see_any_more(self):
        """It stays there, and is told in plain words."""
        nora = self.odoo_contact("Nora")
        self.sync()
        nora.company_id = self.env["res.company"].create({"name": "Other"})
        self.env.flush_all()
        self.env.invalidate_all()
        google_id = self.google_people()["Nora"]["resourceName"]
        self.google_update(google_id, organizations=[{"title": "Buyer"}])
        self.sync()
        self.assertFalse(nora.function)
        link = self.env["google.sync.link"].search([("google_id", "=", google_id)])
        self.assertIn("can't see this contact in Odoo any more", link.error)
        nora.company_id = False
        self.again()
        self.assertEqual(nora.function, "Buyer")
        self.assert_still()

    def _nora_of_another_company(self):
        """Somebody in the group whom the user may not see, beside Zoe, who is in Google."""
        company = self.env["res.company"].create({"name": "Other"})
        self.env.ref("base.res_partner_rule").active = True
        self.odoo_contact("Zoe")
        nora = self.env["res.partner"].create({"name": "Nora", "company_id": company.id})
        nora.category_id = self.group
        self.sync()
        return company, nora

    def test_what_the_user_may_see_from_now_on(self):
        company, nora = self._nora_of_another_company()
        self.assertEqual(self.labelled(), {"Zoe"})
        self.ana.company_ids += company
        self.sync()
        self.assertEqual(self.labelled(), {"Nora", "Zoe"})
        self.assert_still()
        self.ana.company_ids -= company
        nora.function = "Buyer"
        self.sync()
        self.assertNotIn("organizations", self.google_people()["Nora"])
        self.assertEqual(self.group.partner_ids.mapped("name"), ["Nora", "Zoe"])

    def test_what_the_user_may_see_since_google_was_asked(self):
        company, _nora = self._nora_of_another_company()
        go_on = ContactRun.go_on

        def hired_meanwhile(run, env, answer):
            env["res.users"].browse(self.ana.id).company_ids += company.with_env(env)
            env.flush_all()
            return go_on(run, env, answer)

        self.odoo_contact("Bob")
        with patch.object(ContactRun, "go_on", hired_meanwhile):
            self.sync()
        self.sync()
        self.assertEqual(self.labelled(), {"Bob", "Nora", "Zoe"})
        self.assert_still()

    def test_the_leader_of_a_merge_leaves(self):
        one, other = self.merged_in_google()
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
        link = self.env["google.sync.link"].search([("state", "=", "failed")])
        self.assertIn("It has no name", link.error)

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
