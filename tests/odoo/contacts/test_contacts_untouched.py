"""What nobody edits stays as it is in Google, whatever Odoo can hold of it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from unittest.mock import patch

from odoo.tests import tagged

from ....sync.odoo import contact_fields
from ...contact_case import ContactCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.4.0/post-contacts.py"

ADDRESS = {
    "streetAddress": "5 rue X",
    "city": "Lyon",
    "postalCode": "69001",
    "region": "Auvergne-Rhône-Alpes",
    "country": "France",
    "type": "work",
}
WHOLE = {
    "emailAddresses": [{"value": "gus@green.example", "type": "work"}],
    "phoneNumbers": [{"value": "01.23.45.67.89", "type": "mobile"}],
    "organizations": [{"name": "Green plc", "title": "Gardener", "department": "Roses"}],
    "urls": [{"value": "https://green.example/", "type": "homePage"}],
    "addresses": [ADDRESS],
    "birthdays": [{"date": {"year": 1980, "month": 2, "day": 29}}],
    "biographies": [{"value": "Met at the fair", "contentType": "TEXT_PLAIN"}],
}
#: The lists of Google's in which Odoo has a field.
LISTS = {
    "email": "emailAddresses",
    "phone": "phoneNumbers",
    "company": "organizations",
    "job": "organizations",
    "website": "urls",
    "address": "addresses",
    "birthday": "birthdays",
    "notes": "biographies",
}


@tagged("post_install", "-at_install")
class TestContactsUntouched(ContactCase):
    def in_google(self, name="Gus Green"):
        """The lists of a contact as Google has them."""
        person = self.google_people()[name]
        return {name: person.get(name) for name in LISTS.values()}

    def test_an_edit_of_one_field_changes_nothing_else(self):
        """Odoo has no place for birthdays, nor for French regions and departments."""
        self.google_contact(**WHOLE)
        before = self.in_google()
        self.sync()
        self.assertEqual(self.in_google(), before)
        gus = self.odoo_contacts()["Gus Green"]
        self.assertEqual(gus.phone, "01.23.45.67.89")
        self.assertEqual(gus.comment, "<p>Met at the fair</p>")
        gus.function = "Head gardener"
        self.sync()
        after = self.in_google()
        self.assertEqual(after.pop("organizations")[0]["title"], "Head gardener")
        del before["organizations"]
        self.assertEqual(after, before)
        gus.street = "7 rue X"
        self.sync()
        (address,) = self.in_google()["addresses"]
        kept = ("region", "postalCode", "city", "country", "type")
        self.assertEqual([address[name] for name in kept], [ADDRESS[name] for name in kept])
        self.assertEqual(address["streetAddress"], "7 rue X")
        self.assertEqual(gus.comment, "<p>Met at the fair</p>")
        self.assert_still()

    def test_each_field_for_which_odoo_has_no_place(self):
        """It is neither read as empty nor written, when the contact comes in or is edited."""
        self.google_contact(**WHOLE)
        before = self.in_google()
        fields = contact_fields.HELD_FIELDS
        for number, (field, name) in enumerate(LISTS.items()):
            gone = contact_fields.HeldField(("no_such_field",), None, None)
            with self.subTest(field=field), patch.dict(fields, {field: gone}):
                self.sync()
                gus = self.odoo_contacts()["Gus Green"]
                gus.name = f"Gus {number}"
                self.sync()
                self.assertEqual(self.in_google(gus.name)[name], before[name])
                gus.name = "Gus Green"
                self.sync()

    def test_who_comes_back_keeps_what_odoo_has_no_place_for(self):
        """Also where a former version had agreed on it."""
        google_id = self.google_contact(**WHOLE)
        self.sync()
        gus = self.odoo_contacts()["Gus Green"]
        before = self.in_google()
        gus.category_id = False
        self.sync()
        link = self.env["google.sync.link"].search([("google_id", "=", google_id)])
        link.buried = {**link.buried, "birthday": "1980-02-29"}
        gus.category_id = self.group
        self.sync()
        self.assertEqual(self.labelled(), {"Gus Green"})
        self.assertEqual(self.in_google(), before)
        self.assert_still()

    def test_a_name_stays_as_it_was_typed_in_whatever_order_google_displays_it(self):
        """Google takes a name apart, and displays the family's part first to a Hungarian."""
        account = {"email": self.email(self.ana), "locale": "hu"}
        self.control("POST", "/_fake/accounts", account)
        self.google_contact("Anna Nagy")
        typed = self.odoo_contact("Kis Eszter")
        self.sync()
        came = self.odoo_contacts()["Nagy Anna"]
        came.name = "Anna Nagy"
        self.sync()
        self.assert_still()
        self.assertEqual((came.name, typed.name), ("Anna Nagy", "Kis Eszter"))
        typed.function = "Baker"
        self.sync()
        self.assert_still()
        self.assertEqual(typed.name, "Kis Eszter")

    def test_a_number_that_says_more_in_the_country_of_its_contact(self):
        """Google's is meant for the company's country, Odoo's for that of the contact."""
        number = [{"value": "030 901820"}]
        self.env.company.country_id = self.env.ref("base.de")
        google_id = self.google_contact(
            phoneNumbers=number, addresses=[{"city": "Wien", "country": "Austria"}]
        )
        self.sync()
        gus = self.odoo_contacts()["Gus Green"]
        gus.function = "Gardener"
        gus.country_id = self.env.ref("base.ch")
        self.sync()
        gus.country_id = self.env.ref("base.de")
        self.sync()
        self.assertEqual(self.in_google()["phoneNumbers"][0]["value"], "030 901820")
        self.google_update(google_id, phoneNumbers=[{"value": "030 90 18 21"}])
        self.sync()
        self.assertEqual(gus.phone, "030 90 18 21")
        self.assert_still()

    def test_a_number_in_odoo_is_not_rewritten_either(self):
        nora = self.odoo_contact(phone="01.23.45.67.89", email="nora@field.example")
        self.google_contact(
            "Nora Field",
            emailAddresses=[{"value": "nora@field.example"}],
            phoneNumbers=[{"value": "+33 (0)1 23 45 67 89"}],
        )
        self.sync()
        nora.function = "Baker"
        self.sync()
        self.assertEqual(nora.phone, "01.23.45.67.89")
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["phoneNumbers"][0]["value"], "+33 (0)1 23 45 67 89")
        self.assert_still()

    def test_who_joins_the_group_loses_nothing(self):
        """A contact of Odoo's is not in the group yet, and has no name in Google."""
        nora = self.env["res.partner"].create(
            {"name": "Nora Field", "email": "nora@field.example", "phone": "01 23 45 67 89"}
        )
        self.google_contact(
            "",
            names=[],
            emailAddresses=[{"value": "nora@field.example"}],
            biographies=[{"value": "Likes tea"}],
        )
        self.sync()
        self.assertIn(nora, self.group.partner_ids)
        self.assertEqual((nora.name, nora.phone), ("Nora Field", "01 23 45 67 89"))
        self.assertIn("Likes tea", nora.comment)
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["phoneNumbers"][0]["value"], "01 23 45 67 89")
        self.assert_still()

    def test_who_has_no_name_follows_their_address(self):
        self.google_contact("", names=[], emailAddresses=[{"value": "old@green.example"}])
        self.sync()
        gus = self.odoo_contacts()["old@green.example"]
        gus.email = "new@green.example"
        self.sync()
        self.sync()
        (person,) = self.people(
            "GET", "people/me/connections", personFields="names,emailAddresses"
        )["connections"]
        self.assertNotIn("names", person)
        self.assertEqual(gus.name, "new@green.example")
        self.assert_still()

    def test_the_etag_of_the_person_may_be_old(self):
        self.control("POST", "/_fake/settings", {"person_etag": "stale"})
        nora = self.odoo_contact()
        self.sync()
        for job in ("Baker", "Cook"):
            nora.function = job
            self.requests_made()
            self.sync()
            writes = [one for one in self.methods() if one.endswith("updateContact")]
            self.assertEqual(len(writes), 1)
            person = self.google_people()["Nora Field"]
            self.assertEqual(person["organizations"][0]["title"], job)
        self.assert_still()

    def test_who_is_linked_with_a_profile_stays_the_same(self):
        """In a list of changes, and in a full one, which does not tell the former name."""
        nora = self.odoo_contact(email="nora@field.example")
        self.sync()
        for full in (False, True):
            with self.subTest(full=full):
                before = self.google_people()["Nora Field"]["resourceName"]
                linked = {"account": self.email(self.ana), "contact": before}
                self.control("POST", "/_fake/link_profile", linked)
                if full:
                    expired = {"account": self.email(self.ana)}
                    self.control("POST", "/_fake/expire_sync_tokens", expired)
                self.sync()
                after = self.google_people()["Nora Field"]["resourceName"]
                self.assertNotEqual(after, before)
                self.assertEqual(self.group.partner_ids, nora)
                nora.function = f"Baker {full}"
                self.sync()
                self.assertEqual(len(self.google_people()), 1)
                person = self.google_people()["Nora Field"]
                self.assertEqual(person["organizations"][0]["title"], f"Baker {full}")
        self.assert_still()

    def test_one_person_whom_a_former_version_has_linked_twice(self):
        self.odoo_contact(email="nora@field.example")
        self.sync()
        link = self.env["google.sync.link"].search([("google_id", "=like", "people/%")])
        (before,) = link.mapped("google_id")
        link.copy({"google_id": "people/former", "res_id": self.ana.partner_id.id})
        linked = {"account": self.email(self.ana), "contact": before}
        self.control("POST", "/_fake/link_profile", linked)
        self.sync()
        self.assertFalse(self.env["google.sync.contacts"].search([]).message)
        now = self.google_people()["Nora Field"]["resourceName"]
        self.assertEqual(self.env["google.sync.link"].search_count([("google_id", "=", now)]), 1)

    def test_contacts_that_google_does_not_let_the_account_use(self):
        self.odoo_contact()
        self.fault("connections.list", status=403, reason="PERMISSION_DENIED", times=-1)
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertIn("Google Contacts", contacts.message)
        self.assertFalse(self.env["google.sync.link"].search([("state", "=", "failed")]))

    def test_a_name_that_another_language_displays_otherwise(self):
        google_id = self.google_contact("Anna Nagy")
        self.sync()
        self.control("POST", "/_fake/accounts", {"email": self.email(self.ana), "locale": "hu"})
        self.google_update(google_id, biographies=[{"value": "Likes tea"}])
        self.sync()
        anna = self.odoo_contacts()["Anna Nagy"]
        self.assertIn("Likes tea", anna.comment)
        anna.function = "Baker"
        self.sync()
        self.assertEqual(anna.name, "Anna Nagy")
        self.assert_still()
        self.google_update(google_id, names=[{"givenName": "Nora", "familyName": "Nagy"}])
        self.sync()
        self.assertIn("Nora", anna.name)
        self.assert_still()

    def test_an_entry_that_says_more_than_an_address(self):
        """What Odoo reads of it is no edit of it."""
        entries = {
            "Gus": "gus@green.example, office@green.example",
            "Nora": '"Nora Field" <nora@field.example>',
            "Bo": "mailto:bo@li.example",
        }
        for name, value in entries.items():
            self.google_contact(name, emailAddresses=[{"value": value}])
        self.sync()
        contacts = self.odoo_contacts()
        self.assertEqual(contacts["Gus"].email, "gus@green.example")
        for name in entries:
            contacts[name].function = "Baker"
        self.sync()
        people = self.google_people()
        shown = {name: people[name]["emailAddresses"][0]["value"] for name in entries}
        self.assertEqual(shown, entries)
        self.assertEqual(people["Bo"]["organizations"][0]["title"], "Baker")
        contacts["Gus"].email = "gus@home.example"
        self.sync()
        shown = self.google_people()["Gus"]["emailAddresses"][0]["value"]
        self.assertEqual(shown, "gus@home.example")
        self.assert_still()

    def test_contacts_of_a_former_version_are_read_anew(self):
        """It had what it could not place in the notes, and the number without its spelling."""
        google_id = self.google_contact(**WHOLE)
        self.sync()
        gus = self.odoo_contacts()["Gus Green"]
        before = self.in_google()
        link = self.env["google.sync.link"].search([("google_id", "=", google_id)])
        link.flush_recordset()
        notes = "Met at the fair\nAuvergne-Rhône-Alpes"
        link.write({"base": {**link.base, "phone": "+33123456789", "notes": notes}, "etag": "%1"})
        gus.comment = "<p>Met at the fair</p><p>Auvergne-Rhône-Alpes</p>"
        self.env.flush_all()
        spec = spec_from_file_location("post_contacts", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.3.0")
        self.env.invalidate_all()
        self.sync()
        self.assertEqual(gus.comment, "<p>Met at the fair</p>")
        self.assertEqual(gus.phone, "01.23.45.67.89")
        self.assertEqual(self.in_google(), before)
        self.assert_still()
