"""The contacts with the label come into the group."""

from odoo.tests import tagged

from ...contact_case import ContactCase


@tagged("post_install", "-at_install")
class TestContactsToOdoo(ContactCase):
    def test_those_with_the_label_come_in(self):
        self.google_contact(
            "Gus Green",
            emailAddresses=[{"value": "gus@green.example"}],
            phoneNumbers=[{"value": "+44 20 7946 0958"}],
            organizations=[{"name": "Green plc", "title": "Gardener"}],
            urls=[{"value": "https://green.example/"}],
            addresses=[
                {
                    "streetAddress": "5 High Street\nFlat 2",
                    "city": "Boston",
                    "region": "Massachusetts",
                    "postalCode": "02110",
                    "country": "United States",
                }
            ],
            biographies=[{"value": "Met at the fair\nLikes roses"}],
        )
        self.google_contact("No label", label=False)
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Gus Green"})
        gus = self.odoo_contacts()["Gus Green"]
        self.assertEqual(gus.email, "gus@green.example")
        self.assertEqual(gus.phone, "+44 20 7946 0958")
        self.assertEqual((gus.company_name, gus.function), ("Green plc", "Gardener"))
        self.assertEqual((gus.street, gus.street2), ("5 High Street", "Flat 2"))
        self.assertEqual((gus.city, gus.zip), ("Boston", "02110"))
        self.assertEqual(gus.state_id.code, "MA")
        self.assertEqual(gus.country_id, self.env.ref("base.us"))
        self.assertEqual(gus.website, "https://green.example")
        self.assertIn("Likes roses", gus.comment)
        self.assertEqual(gus.create_uid, self.ana)
        self.assert_still()

    def test_all_contacts_come_in_if_wished_and_get_the_label(self):
        self.google_contact("With label")
        self.google_contact("Without", label=False)
        self.ana.google_contact_scope = "all"
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"With label", "Without"})
        self.assertEqual(self.labelled(), {"With label", "Without"})
        self.assert_still()
        # Taken out of the group it loses the label, and does not come back.
        self.odoo_contacts()["Without"].category_id = False
        self.sync()
        self.assertEqual(self.labelled(), {"With label"})
        self.assert_still()
        self.assertEqual(set(self.odoo_contacts()), {"With label"})

    def test_both_sides_change(self):
        contact = self.odoo_contact(email="nora@field.example", phone="+33123456789")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        contact.phone = "+33 1 98 76 54 32"
        self.google_update(google_id, emailAddresses=[{"value": "new@field.example"}])
        self.sync()
        self.assertEqual(contact.email, "new@field.example")
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["phoneNumbers"][0]["value"], "+33 1 98 76 54 32")
        self.assertEqual(person["emailAddresses"][0]["value"], "new@field.example")
        self.assert_still()

    def test_deleted_or_unlabelled_leaves_the_group_alone(self):
        gone, unlabelled = self.odoo_contact("Gone"), self.odoo_contact("Unlabelled")
        self.odoo_contact("Stays")
        self.sync()
        people = self.google_people()
        self.people("DELETE", f"{people['Gone']['resourceName']}:deleteContact")
        self.unlabel(people["Unlabelled"]["resourceName"])
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Stays"})
        self.assertTrue(gone.active and unlabelled.active)
        self.assert_still()
        self.assertEqual(set(self.google_people()), {"Unlabelled", "Stays"})

    def test_without_import_google_changes_nothing_in_odoo(self):
        contact = self.odoo_contact(email="nora@field.example")
        self.sync()
        self.ana.google_import_contacts = False
        self.google_contact("Gus Green")
        google_id = self.google_people()["Nora Field"]["resourceName"]
        self.google_update(google_id, biographies=[{"value": "From Google"}])
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field"})
        self.assertFalse(contact.comment)
        contact.function = "Buyer"
        self.sync()
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(person["biographies"][0]["value"], "From Google")

    def test_without_the_right_to_create_one_warning_is_given(self):
        self.ana.group_ids -= self.env.ref("base.group_partner_manager")
        for number in range(3):
            self.google_contact(f"Gus {number}")
        self.sync()
        self.assertFalse(self.odoo_contacts())
        lines = self.last_run(self.account).line_ids
        self.assertEqual(len(lines), 1)
        self.assertIn("can't create contacts", lines.message)
        # With the right to they come in, though nothing has changed in Google.
        self.ana.group_ids += self.env.ref("base.group_partner_manager")
        self.sync()
        self.assertEqual(len(self.odoo_contacts()), 3)
        self.assert_still()

    def test_a_country_that_odoo_does_not_know_stays_in_google(self):
        self.google_contact(
            addresses=[{"streetAddress": "5 High Street", "city": "Utopia", "country": "Freedonia"}]
        )
        self.sync()
        gus = self.odoo_contacts()["Gus Green"]
        self.assertEqual((gus.street, gus.city), ("5 High Street", "Utopia"))
        self.assertFalse(gus.comment)
        self.assertFalse(self.last_run(self.account).line_ids.filtered("message"))
        gus.street = "6 High Street"
        self.sync()
        (address,) = self.google_people()["Gus Green"]["addresses"]
        self.assertEqual(
            (address["streetAddress"], address["country"]), ("6 High Street", "Freedonia")
        )
        self.assert_still()
