"""Contacts that have no name in Google any more, or never had one."""

from odoo.tests import tagged

from ...contact_case import FIELDS, ContactCase

ADDRESS = "nora@field.example"


@tagged("post_install", "-at_install")
class TestContactsWithoutName(ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.nora = self.odoo_contact("Nora Field", email=ADDRESS, phone="+33142685300")
        self.settle()
        self.google_id = self.google_people()["Nora Field"]["resourceName"]

    def person(self):
        return self.people("GET", self.google_id, personFields=FIELDS)

    def names(self):
        return [name["displayName"] for name in self.person().get("names", ())]

    def empty_name(self, **fields):
        self.google_update(self.google_id, names=[], **fields)
        self.sync()

    def test_a_name_that_is_emptied_in_google_stays_in_odoo(self):
        self.empty_name(biographies=[{"value": "Likes tea"}])
        self.assertEqual(self.nora.name, "Nora Field")
        self.assertIn("Likes tea", self.nora.comment)
        self.assert_still()
        self.assertFalse(self.names(), "nobody has asked for a name in Google")

    def test_other_changes_go_on(self):
        self.empty_name()
        self.nora.function = "Baker"
        self.sync()
        self.assertEqual(self.person()["organizations"][0]["title"], "Baker")
        self.google_update(self.google_id, emailAddresses=[{"value": "new@field.example"}])
        self.settle()
        self.assertEqual((self.nora.name, self.nora.email), ("Nora Field", "new@field.example"))

    def test_a_full_list_tells_no_other_name(self):
        self.empty_name()
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.settle()
        self.assertEqual(self.nora.name, "Nora Field")

    def test_a_name_that_odoo_gives_afterwards(self):
        self.empty_name()
        self.nora.name = "Nora Meadow"
        self.settle()
        self.assertEqual(self.names(), ["Nora Meadow"])
        self.assertEqual(self.nora.name, "Nora Meadow")
        self.assert_still()

    def test_a_name_that_google_gives_afterwards(self):
        self.empty_name()
        self.google_update(self.google_id, names=[{"unstructuredName": "Nora Meadow"}])
        self.settle()
        self.assertEqual(self.nora.name, "Nora Meadow")
        self.assert_still()

    def test_a_name_that_odoo_changes_while_google_empties_it(self):
        self.nora.name = "Nora Meadow"
        self.empty_name()
        self.sync()
        self.assertEqual((self.nora.name, self.names()), ("Nora Meadow", ["Nora Meadow"]))
        self.assert_still()

    def test_nothing_is_left_to_be_called_by(self):
        self.empty_name(emailAddresses=[], phoneNumbers=[], biographies=[{"value": "Likes tea"}])
        self.assertEqual(self.nora.name, "Nora Field")
        self.assertFalse(self.nora.email)
        self.assertIn("Likes tea", self.nora.comment)
        self.assert_still()

    def test_who_leaves_the_group_and_comes_back_without_a_name(self):
        self.unlabel(self.google_id)
        self.sync()
        self.assertFalse(self.group.partner_ids)
        self.empty_name()
        added = {"resourceNamesToAdd": [self.google_id]}
        self.people("POST", f"{self.label()}/members:modify", added)
        self.settle()
        self.assertEqual(self.group.partner_ids, self.nora)
        self.assertEqual(self.nora.name, "Nora Field")
        self.assert_still()

    def test_a_company(self):
        acme = self.odoo_contact("Acme", is_company=True, email="info@acme.example")
        self.sync()
        google_id = self.google_people()["Acme"]["resourceName"]
        self.google_update(google_id, organizations=[], names=[])
        self.settle()
        self.assertEqual(acme.name, "Acme")
        self.assertTrue(acme.is_company)
        self.assert_still()

    def test_who_never_had_a_name_is_called_by_the_new_address(self):
        google_id = self.google_contact(
            "", names=[], emailAddresses=[{"value": "old@green.example"}]
        )
        self.sync()
        gus = self.odoo_contacts()["old@green.example"]
        self.google_update(google_id, emailAddresses=[{"value": "new@green.example"}])
        self.sync()
        self.assertEqual(gus.name, "new@green.example")
        self.google_update(google_id, emailAddresses=[], biographies=[{"value": "Likes tea"}])
        self.sync()
        self.assertEqual(gus.name, "new@green.example", "Odoo needs some name")
        self.assertIn("Likes tea", gus.comment)
        self.assert_still()

    def test_who_never_had_a_name_is_called_by_the_number_that_odoo_has_given(self):
        self.google_contact("", names=[], phoneNumbers=[{"value": "01 42 68 53 01"}])
        self.sync()
        gus = self.odoo_contacts()["01 42 68 53 01"]
        gus.phone = "01 42 68 53 02"
        self.settle()
        self.assertEqual(gus.name, gus.phone)
        self.assert_still()
