"""The contacts of a group go to Google, with its label."""

from odoo.tests import tagged

from ...contact_case import ContactCase, labels_of


@tagged("post_install", "-at_install")
class TestContactsToGoogle(ContactCase):
    def test_the_group_exists_in_google_with_its_label(self):
        self.odoo_contact(
            "Nora Field",
            email="nora@field.example",
            phone="01 23 45 67 89",
            street="12 rue de la Paix",
            street2="Bâtiment B",
            zip="75002",
            city="Paris",
            country_id=self.env.ref("base.fr").id,
            function="Buyer",
            company_name="Field Ltd",
            website="https://field.example",
            comment="<p>Allergic to <b>nuts</b></p><p>Calls back</p>",
        )
        self.env["res.partner"].create({"name": "Outside of the group"})
        self.sync()
        self.assertEqual(set(self.google_people()), {"Nora Field"})
        person = self.google_people()["Nora Field"]
        self.assertIn(self.label(), labels_of(person))
        self.assertEqual(person["emailAddresses"][0]["value"], "nora@field.example")
        self.assertEqual(person["phoneNumbers"][0]["value"], "01 23 45 67 89")
        address = person["addresses"][0]
        self.assertEqual(address["city"], "Paris")
        self.assertEqual(address["postalCode"], "75002")
        self.assertEqual(address["countryCode"], "FR")
        organization = person["organizations"][0]
        self.assertEqual((organization["name"], organization["title"]), ("Field Ltd", "Buyer"))
        self.assertEqual(person["biographies"][0]["value"], "Allergic to nuts\nCalls back")
        self.assert_still()

    def test_only_what_changed_is_sent(self):
        contact = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        extra = [{"value": "nora@field.example"}, {"value": "home@nora.example", "type": "home"}]
        custom = [{"key": "Shoe size", "value": "39"}]
        self.google_update(google_id, emailAddresses=extra, userDefined=custom)
        self.sync()
        contact.email = "n.field@field.example"
        self.requests_made()
        self.sync()
        self.assertEqual(
            [method for method in self.methods() if "people" in method],
            ["people.people.connections.list", "people.people.updateContact"],
        )
        person = self.google_people()["Nora Field"]
        self.assertEqual(
            [each["value"] for each in person["emailAddresses"]],
            ["n.field@field.example", "home@nora.example"],
        )
        self.assertEqual(person["userDefined"][0]["value"], "39")
        self.assert_still()

    def test_taken_out_archived_or_deleted_loses_the_label_alone(self):
        out, archived, deleted, stays = (
            self.odoo_contact(name) for name in ("Out", "Archived", "Deleted", "Stays")
        )
        self.sync()
        self.assertEqual(len(self.labelled()), 4)
        out.category_id = False
        archived.active = False
        deleted.unlink()
        self.sync()
        self.assertEqual(self.labelled(), {"Stays"})
        self.assertEqual(set(self.google_people()), {"Out", "Archived", "Deleted", "Stays"})
        self.assert_still()
        out.category_id = self.group
        self.sync()
        self.assertEqual(self.labelled(), {"Stays", "Out"})
        self.assertEqual(len(self.google_people()), 4)
        self.assertTrue(stays.exists())
        self.assert_still()

    def test_the_label_is_renamed_with_the_group(self):
        self.odoo_contact()
        self.sync()
        label = self.label()
        self.group.name = "Patients"
        self.sync()
        self.assertEqual(self.labels(), {"Patients": label})
        self.assert_still()

    def test_a_label_of_the_name_is_taken(self):
        label = self.label()
        self.odoo_contact()
        self.sync()
        self.assertEqual(self.labels(), {"Clients": label})
        self.assertEqual(self.labelled(), {"Nora Field"})

    def test_companies_and_their_people(self):
        company = self.odoo_contact(
            "Field Ltd", is_company=True, street="1 Main Street", city="Lyon", zip="69001"
        )
        employee = self.odoo_contact("Nora Field", parent_id=company.id, function="Buyer")
        self.sync()
        people = self.google_people()
        self.assertNotIn("names", people["Field Ltd"])
        self.assertEqual(people["Nora Field"]["organizations"][0]["name"], "Field Ltd")
        self.assertEqual(people["Nora Field"]["addresses"][0]["city"], "Lyon")
        # A change of the company reaches its people.
        company.write({"city": "Nice", "name": "Field and Sons"})
        self.sync()
        people = self.google_people()
        self.assertEqual(people["Nora Field"]["addresses"][0]["city"], "Nice")
        self.assertEqual(people["Nora Field"]["organizations"][0]["name"], "Field and Sons")
        # An address changed at one of them would move the whole company.
        google_id = people["Nora Field"]["resourceName"]
        self.google_update(
            google_id, addresses=[{"streetAddress": "2 Side Street", "city": "Rome"}]
        )
        self.sync()
        self.assertEqual((company.city, employee.city), ("Nice", "Nice"))
        self.assertEqual(self.google_people()["Nora Field"]["addresses"][0]["city"], "Nice")
        self.assert_still()

    def test_an_import_brings_a_company_the_address_of_the_first_of_its_people(self):
        company = self.odoo_contact("Field Ltd", is_company=True)
        self.settle()
        people = self.env["res.partner"].with_user(self.ana)
        columns = ["name", "parent_id/.id", "street", "city"]
        people.load(columns, [["Nora", str(company.id), "1 Main Street", "Lyon"]])
        self.assertEqual(company.city, "Lyon")
        self.settle()
        self.assertEqual(self.google_people()["Field Ltd"]["addresses"][0]["city"], "Lyon")
        self.assert_still()

    def test_companies_within_companies(self):
        holding, other = self.env["res.partner"].create(
            [{"name": name, "is_company": True} for name in ("Holding", "Other")]
        )
        branch = self.env["res.partner"].create({"name": "Branch", "parent_id": holding.id})
        team = self.env["res.partner"].create({"name": "Team", "parent_id": branch.id})
        self.odoo_contact("Nora", parent_id=team.id)
        self.settle()
        for record, values, expected in (
            (holding, {"name": "Holding and Sons"}, "Holding and Sons"),
            (branch, {"is_company": True}, "Branch"),
            (branch, {"is_company": False}, "Holding and Sons"),
            (branch, {"parent_id": other.id}, "Other"),
        ):
            with self.subTest(values):
                record.write(values)
                self.settle()
                person = self.google_people()["Nora"]
                self.assertEqual(person["organizations"][0]["name"], expected)
        self.assert_still()

    def test_a_company_is_deleted(self):
        company = self.env["res.partner"].create({"name": "Field Ltd", "is_company": True})
        self.odoo_contact("Nora", parent_id=company.id)
        self.settle()
        self.assertEqual(self.google_people()["Nora"]["organizations"][0]["name"], "Field Ltd")
        company.unlink()
        self.settle()
        self.assertNotIn("organizations", self.google_people()["Nora"])
        self.assert_still()

    def test_names_of_all_kinds(self):
        names = ["محمد الأحمد", "山田 太郎", "김철수", "שרה כהן", "Zoë 🎻 Ångström", "X" * 300]
        for name in names:
            self.odoo_contact(name, comment="<p>" + "word " * 200 + "</p>")
        self.sync()
        self.assertEqual(set(self.google_people()), set(names))
        self.assert_still()
        self.assertEqual(set(self.odoo_contacts()), set(names))

    def test_of_notes_that_are_too_long_google_has_the_beginning(self):
        words = " ".join(f"word{number}" for number in range(400))
        nora = self.odoo_contact("Nora Field", comment=f"<p>{words}</p>")
        self.odoo_contact("Lee Wood")
        self.sync()
        self.assertEqual(set(self.google_people()), {"Nora Field", "Lee Wood"})
        told = filter(None, self.last_run(self.account).line_ids.mapped("message"))
        self.assertIn("Its notes are too long for Google", "".join(told))
        self.assertIn("only the beginning", nora.with_user(self.ana).google_sync_reason)
        self.assertEqual(nora.with_user(self.ana).google_sync_status, "synced")
        self.assert_still()
        for typed in ("Call first. ", "Always. "):
            shown = self._notes()
            self.assertTrue(shown.startswith(words[:20]) or typed == "Always. ")
            person = self.google_people()["Nora Field"]["resourceName"]
            self.google_update(person, biographies=[{"value": typed + shown}])
            nora.function = typed
            words = typed + words
            self.sync()
            self.env.invalidate_all()
            self.assertEqual(nora.comment.striptags(), words)
            self.assertTrue(words.startswith(self._notes().removesuffix("\n…")))
            self.assert_still()
        nora.comment = "<p>Short</p>"
        self.sync()
        self.assertEqual(self._notes(), "Short")

    def _notes(self):
        return self.google_people()["Nora Field"]["biographies"][0]["value"]
