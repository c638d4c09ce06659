"""The contacts of a group in Odoo and those with its label in Google."""

from contextlib import suppress
from dataclasses import replace
from unittest.mock import patch

import requests

from odoo.fields import Command
from odoo.tests import tagged

from ..google_api.oauth import SCOPES
from ..sync import runner
from ..sync.contact_run import ContactRun
from .common import GoogleSyncCase, Killed

FIELDS = (
    "names,emailAddresses,phoneNumbers,addresses,organizations,urls,biographies,memberships,"
    "userDefined,birthdays"
)


class ContactCase(GoogleSyncCase):
    def setUp(self):
        super().setUp()
        self.ana.write({"group_ids": [Command.link(self.env.ref("base.group_partner_manager").id)]})
        self.env.company.country_id = self.env.ref("base.fr")
        self.group = self.env["res.partner.category"].create({"name": "Clients"})
        self.account = self.connect(
            self.ana, google_contact_category_id=self.group.id, google_import_contacts=True
        )

    # -- Odoo ------------------------------------------------------------------------------------

    def odoo_contact(self, name="Nora Field", **values):
        group = [Command.link(self.group.id)]
        contact = self.env["res.partner"].with_user(self.ana)
        return contact.create({"name": name, "category_id": group, **values}).sudo()

    def odoo_contacts(self):
        """The group, by name."""
        self.env.invalidate_all()
        return {partner.name: partner for partner in self.group.partner_ids}

    # -- Google ----------------------------------------------------------------------------------

    def people(self, method, path, body=None, **params):
        answer = requests.request(
            method,
            f"{self.fake.url}/v1/{path}",
            json=body,
            params=params,
            headers={"Authorization": f"Bearer {self.access_tokens[self.email(self.ana)]}"},
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def google_people(self):
        """All contacts in Google, by name."""
        people = self.people("GET", "people/me/connections", personFields=FIELDS, pageSize=1000)
        return {_name(person): person for person in people.get("connections", ())}

    def google_contact(self, name="Gus Green", label=True, **fields):
        """A contact that somebody makes in Google, with or without the label."""
        body = {"names": [{"unstructuredName": name}], **fields}
        if label:
            membership = {"contactGroupResourceName": self.label()}
            body["memberships"] = [{"contactGroupMembership": membership}]
        made = self.people("POST", "people:createContact", body, personFields=FIELDS)
        return made["resourceName"]

    def google_update(self, google_id, **fields):
        person = self.people("GET", google_id, personFields=FIELDS)
        self.people(
            "PATCH",
            f"{google_id}:updateContact",
            {"etag": person["etag"], "metadata": person.get("metadata", {}), **fields},
            updatePersonFields=",".join(fields),
            personFields=FIELDS,
        )

    def labels(self):
        groups = self.people("GET", "contactGroups", pageSize=100)["contactGroups"]
        return {
            group["name"]: group["resourceName"]
            for group in groups
            if group["groupType"] == "USER_CONTACT_GROUP"
        }

    def label(self, name="Clients"):
        """The label's resource name; it is made if it is not there."""
        labels = self.labels()
        if name not in labels:
            self.people("POST", "contactGroups", {"contactGroup": {"name": name}})
            labels = self.labels()
        return labels[name]

    def labelled(self):
        """The names of the contacts with the label."""
        label = self.label()
        return {name for name, person in self.google_people().items() if label in _labels(person)}

    def methods(self):
        return [request["method"] for request in self.requests_made()]

    def assert_still(self):
        """A further sync does nothing."""
        self.sync()
        self.requests_made()
        self.sync()
        self.assertEqual(
            sorted(set(self.methods())),
            ["calendar.events.list", "people.people.connections.list"],
        )
        links = self.env["google.sync.link"].search([("res_model", "=", "res.partner")])
        self.assertFalse(links.filtered(lambda link: link.state not in ("synced", "merged")))


def _name(person):
    names = person.get("names") or person.get("organizations") or [{}]
    return names[0].get("displayName") or names[0].get("name", "")


def _labels(person):
    return {
        membership["contactGroupMembership"]["contactGroupResourceName"]
        for membership in person.get("memberships", ())
    }


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
        self.assertIn(self.label(), _labels(person))
        self.assertEqual(person["emailAddresses"][0]["value"], "nora@field.example")
        self.assertEqual(person["phoneNumbers"][0]["value"], "+33 1 23 45 67 89")
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

    def test_names_of_all_kinds(self):
        names = ["محمد الأحمد", "山田 太郎", "김철수", "שרה כהן", "Zoë 🎻 Ångström", "X" * 300]
        for name in names:
            self.odoo_contact(name, comment="<p>" + "word " * 200 + "</p>")
        self.sync()
        self.assertEqual(set(self.google_people()), set(names))
        self.assert_still()
        self.assertEqual(set(self.odoo_contacts()), set(names))


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
        self.people(
            "POST",
            f"{self.label()}/members:modify",
            {"resourceNamesToRemove": [people["Unlabelled"]["resourceName"]]},
        )
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
        self.assertIn("may not create contacts", lines.message)

    def test_an_address_that_cannot_be_placed_is_reported(self):
        self.google_contact(
            addresses=[{"streetAddress": "5 High Street", "city": "Utopia", "country": "Freedonia"}]
        )
        self.sync()
        gus = self.odoo_contacts()["Gus Green"]
        self.assertIn("Freedonia", gus.comment)
        self.assertIn("Freedonia", self.last_run(self.account).line_ids.mapped("message")[-1])
        self.assert_still()


@tagged("post_install", "-at_install")
class TestContactsMatched(ContactCase):
    def test_by_email(self):
        contact = self.odoo_contact("Nora Field", email="Nora@Field.example")
        self.google_contact(
            "N. Field",
            label=False,
            emailAddresses=[{"value": "other@x.example"}, {"value": "nora@field.example"}],
        )
        self.sync()
        self.assertEqual(len(self.google_people()), 1)
        self.assertEqual(len(self.odoo_contacts()), 1)
        self.assertEqual(len(self.labelled()), 1)
        self.assertTrue(contact.exists())
        self.assert_still()

    def test_by_phone_and_name(self):
        self.odoo_contact("Nora Field", phone="01 23 45 67 89")
        self.google_contact("nora FIELD", phoneNumbers=[{"value": "+33 1 23 45 67 89"}])
        self.google_contact("Somebody else", phoneNumbers=[{"value": "+33 1 23 45 67 89"}])
        self.sync()
        self.assertEqual(len(self.google_people()), 2)
        self.assertEqual(len(self.odoo_contacts()), 2)
        self.assert_still()

    def test_a_contact_outside_of_the_group_joins_it(self):
        contact = self.env["res.partner"].create({"name": "Gus", "email": "gus@green.example"})
        self.google_contact("Gus Green", emailAddresses=[{"value": "gus@green.example"}])
        self.sync()
        self.assertIn(contact, self.group.partner_ids)
        self.assertEqual(len(self.odoo_contacts()), 1)
        self.assertEqual(len(self.google_people()), 1)
        self.assert_still()

    def test_one_that_google_had_before(self):
        """Who joins the group later is the one whom Google has had without the label."""
        self.google_contact(
            "Gus Green", label=False, emailAddresses=[{"value": "gus@green.example"}]
        )
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self.odoo_contact("Gus", email="gus@green.example")
        self.sync()
        self.sync()
        self.assertEqual(len(self.google_people()), 1)
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()


@tagged("post_install", "-at_install")
class TestContactsDisputed(ContactCase):
    """Where several could be the same the user is asked, and nothing is guessed."""

    EMAIL = {"emailAddresses": [{"value": "office@field.example"}]}

    def _questions(self):
        return self.env["google.sync.link"].search([("candidates", "!=", False)])

    def _answer(self, link, name):
        """Press "Choose", and then "This one" beside a name, or "None of them"."""
        wizard = self.env["google.sync.choose.contact"].browse(
            link.with_user(self.ana).action_choose()["res_id"]
        )
        wizard = wizard.with_user(self.ana)
        if name:
            candidates = wizard.candidate_ids.filtered(lambda one: one.name == name)
            candidates[0].action_choose()
        else:
            wizard.action_none()

    def test_two_in_google(self):
        contact = self.odoo_contact("Nora Field", email="office@field.example")
        self.google_contact("N. Field", label=False, **self.EMAIL)
        self.google_contact("Bob Field", label=False, **self.EMAIL)
        self.sync()
        self.assertEqual(set(self.google_people()), {"N. Field", "Bob Field"})
        link = self._questions()
        self.assertEqual(link.res_id, contact.id)
        self.assertIn("“Bob Field”", link.error)
        self.assertEqual(self.ana.google_sync_failed_count, 1, "the page leads to the question")
        self.assertEqual(len(self.last_run(self.account).line_ids), 1)
        link.retry_at = "2020-01-01"
        self.sync()
        self.assertEqual(len(self.last_run(self.account).line_ids), 1, "told once")
        self._answer(self._questions(), "N. Field")
        self.sync()
        self.sync()
        self.assertFalse(self._questions())
        self.assertEqual(len(self.google_people()), 2)
        self.assertEqual(len(self.labelled()), 1)
        self.assert_still()

    def test_one_that_google_had_before_for_two_who_join_the_group(self):
        self.google_contact("Gus Field", label=False, **self.EMAIL)
        self.sync()
        for name in ("Nora Field", "Bob Field"):
            self.odoo_contact(name, email="office@field.example")
        self.sync()
        self._questions().retry_at = "2020-01-01"
        self.sync()
        nora = self._questions().filtered(lambda link: link.title == "Nora Field")
        self.assertEqual([one["name"] for one in nora.candidates], ["Gus Field"])
        self._answer(nora, "Gus Field")
        self.sync()
        self.sync()
        self.assertFalse(self._questions())
        self.assertEqual(len(self.google_people()), 2)
        self.assertEqual(len(self.labelled()), 2)
        self.assert_still()

    def test_two_in_odoo(self):
        for name in ("Nora Field", "Bob Field"):
            self.env["res.partner"].create({"name": name, "email": "office@field.example"})
        self.google_contact("N. Field", **self.EMAIL)
        self.sync()
        self.assertFalse(self.odoo_contacts())
        self._answer(self._questions(), "Bob Field")
        self.sync()
        self.assertEqual(len(self.group.partner_ids), 1)
        self.assertEqual(len(self.google_people()), 1)
        self.assert_still()

    def test_neither(self):
        for name in ("Nora Field", "Bob Field"):
            self.odoo_contact(name, email="office@field.example")
        self.google_contact("Third Field", **self.EMAIL)
        self.sync()
        self.assertEqual(len(self._questions()), 3)
        self.assertEqual(len(self.google_people()), 1)
        for _number in range(3):
            self._answer(self._questions()[0], None)
        self.sync()
        self.sync()
        self.assertEqual(set(self.google_people()), {"Nora Field", "Bob Field", "Third Field"})
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "Bob Field", "Third Field"})
        self.assert_still()


@tagged("post_install", "-at_install")
class TestContactsMerged(ContactCase):
    def setUp(self):
        super().setUp()
        self.one = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        self.other = self.odoo_contact("Nora F.", email="n.f@field.example")
        self.sync()
        self.people_before = self.google_people()

    def _merge(self, into, former):
        self.control(
            "POST",
            "/_fake/merge_contacts",
            {
                "account": self.email(self.ana),
                "into": self.people_before[into]["resourceName"],
                "from": self.people_before[former]["resourceName"],
            },
        )

    def _assert_the_older_leads(self):
        self.sync()
        self.assertEqual(self.group.partner_ids, self.one | self.other)
        self.assertEqual(len(self.google_people()), 1)
        line = self.last_run(self.account).line_ids.filtered("other_id")
        self.assertEqual((line.res_id, line.other_id), (self.one.id, self.other.id))
        self.one.function = "Buyer"
        self.other.function = "Seller"
        self.sync()
        (person,) = self.google_people().values()
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(self.other.function, "Seller")
        self.assert_still()

    def test_merged_into_the_older(self):
        self._merge("Nora Field", "Nora F.")
        self._assert_the_older_leads()

    def test_merged_into_the_younger(self):
        self._merge("Nora F.", "Nora Field")
        self._assert_the_older_leads()

    def test_one_without_a_link_is_merged_into_another(self):
        google_id = self.google_contact("Nora Stranger", label=False)
        self.people_before["Nora Stranger"] = {"resourceName": google_id}
        self._merge("Nora Stranger", "Nora Field")
        self.sync()
        self.assertEqual(len(self.odoo_contacts()), 2)
        self.assertEqual(len(self.google_people()), 2)
        self.one.function = "Buyer"
        self.sync()
        people = {person["resourceName"]: person for person in self.google_people().values()}
        self.assertEqual(people[google_id]["organizations"][0]["title"], "Buyer")
        self.assert_still()


@tagged("post_install", "-at_install")
class TestContactsInTrouble(ContactCase):
    def setUp(self):
        super().setUp()
        self.enterContext(patch("odoo.addons.google_sync.google_api.transport.FIRST_DELAY", 0.01))

    def again(self):
        """Let the time pass that links and contacts were told to wait."""
        self.control("DELETE", "/_fake/faults")
        contacts = self.env["google.sync.contacts"].search([])
        for _time in range(2):
            contacts.write({"retry_at": False, "lease_until": False})
            self.account.write({"retry_at": False, "lease_until": False})
            links = self.env["google.sync.link"].search([("retry_at", "!=", False)])
            links.retry_at = "2020-01-01"
            self.sync()

    def test_an_answer_that_never_came_makes_no_double(self):
        for kind, match in (
            ("timeout_after", "people.createContact"),
            ("timeout_after", "people.batchCreateContacts"),
        ):
            with self.subTest(match):
                names = [match] if "batch" not in match else [f"{match} {n}" for n in range(3)]
                for name in names:
                    self.odoo_contact(name)
                self.fault(match, kind, seconds=0.05)
                self.sync()
                self.again()
                self.assertEqual(set(self.google_people()), set(self.odoo_contacts()))
                self.assert_still()

    def test_killed_at_each_place(self):
        for place in ("_fetch", "_send"):
            for after in (False, True):
                with self.subTest(place=place, after=after):
                    name = f"{place} {after}"
                    self.odoo_contact(name)
                    self.google_contact(f"G {name}")
                    self._die(place, after)
                    self.again()
                    self.assertEqual(set(self.google_people()), set(self.odoo_contacts()))
                    self.assert_still()

    def _die(self, place, after):
        original = getattr(runner, place)

        def die(*args):
            if isinstance(args[0], ContactRun):
                if after:
                    original(*args)
                raise Killed
            return original(*args)

        with patch.object(runner, place, die), suppress(Killed):
            self.sync()

    def test_the_token_expired(self):
        self.odoo_contact("Nora Field")
        self.google_contact("Gus Green")
        self.sync()
        people = self.google_people()
        self.control("POST", "/_fake/expire_sync_tokens", {"account": self.email(self.ana)})
        self.people("DELETE", f"{people['Gus Green']['resourceName']}:deleteContact")
        self.google_contact("New One")
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "New One"})
        self.assertEqual(set(self.google_people()), {"Nora Field", "New One"})
        self.assert_still()

    def test_changed_in_google_while_it_is_written(self):
        contact = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        google_id = self.google_people()["Nora Field"]["resourceName"]
        contact.function = "Buyer"
        send, done = runner._send, []

        def edit_first(*args):
            if isinstance(args[0], ContactRun) and not done:
                done.append(self.google_update(google_id, biographies=[{"value": "Note"}]))
            return send(*args)

        with patch.object(runner, "_send", edit_first):
            self.sync()
        self.assertIn("Note", contact.comment)
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["organizations"][0]["title"], "Buyer")
        self.assertEqual(person["biographies"][0]["value"], "Note")
        self.assert_still()

    def test_many_deletions_are_asked_first(self):
        for number in range(12):
            self.odoo_contact(f"Client {number}")
        self.sync()
        for person in self.google_people().values():
            self.people("DELETE", f"{person['resourceName']}:deleteContact")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertEqual(contacts.state, "approval")
        self.assertIn("12 contacts", contacts.message)
        self.assertEqual(len(self.odoo_contacts()), 12)
        self.ana.with_user(self.ana).action_google_undo_contacts()
        self.sync()
        self.assertEqual(len(self.google_people()), 12)
        self.assertEqual(len(self.odoo_contacts()), 12)
        self.assert_still()
        for person in self.google_people().values():
            self.people("DELETE", f"{person['resourceName']}:deleteContact")
        self.sync()
        self.ana.with_user(self.ana).action_google_approve_contacts()
        self.sync()
        self.assertFalse(self.odoo_contacts())

    def test_contacts_not_allowed_by_the_user(self):
        tokens = self.env["google.sync.token"]
        known = tokens.load(self.account)[self.account.id]
        tokens.store(self.account, replace(known, scopes=frozenset(SCOPES)))
        self.odoo_contact()
        event = self.odoo_create(self.ana, "Visit")
        self.sync()
        contacts = self.env["google.sync.contacts"].search([])
        self.assertEqual(contacts.state, "reauthorize")
        self.assertIn("Authorize again", contacts.message)
        self.assertEqual(self.account.state, "connected")
        self.assertEqual(self.link(self.account, event).state, "synced")
        self.assertEqual(self.ana.google_contacts_state, "reauthorize")


@tagged("post_install", "-at_install")
class TestGuestsAndContacts(ContactCase):
    """A guest of an appointment and a contact of the same address are the same person."""

    GUEST = "gus@green.example"

    def _meeting(self):
        return self.google_insert(
            self.ana,
            "Meeting",
            attendees=[
                {"email": self.GUEST, "responseStatus": "accepted"},
                {"email": "stranger@x.example"},
            ],
        )

    def _contact(self):
        return self.google_contact("Gus Green", emailAddresses=[{"value": self.GUEST}])

    def _assert_one_person(self):
        event = self.odoo_events(self.ana)["Meeting"]
        gus = self.odoo_contacts()["Gus Green"]
        self.assertIn(gus, event.partner_ids)
        attendee = event.attendee_ids.filtered(lambda one: one.partner_id == gus)
        self.assertEqual(attendee.state, "accepted")
        self.assertEqual(
            event.google_sync_guests_text, "1 guest only in Google: stranger@x.example"
        )
        same = self.env["res.partner"].search([("email_normalized", "=", self.GUEST)])
        self.assertEqual(same, gus)
        self.assert_still()
        self.assertFalse(self.mails())

    def test_the_contact_comes_first(self):
        self._contact()
        self.sync()
        self._meeting()
        self.sync()
        self._assert_one_person()

    def test_the_guest_comes_first(self):
        self._meeting()
        self.sync()
        event = self.odoo_events(self.ana)["Meeting"]
        self.assertIn(self.GUEST, event.google_sync_guests_text)
        self._contact()
        self.sync()
        self._assert_one_person()

    def test_the_guest_has_become_a_contact_already(self):
        self.ana.google_create_guest_contacts = True
        self._meeting()
        self.sync()
        self._contact()
        self.sync()
        gus = self.env["res.partner"].search([("email_normalized", "=", self.GUEST)])
        self.assertEqual(len(gus), 1)
        self.assertIn(gus, self.group.partner_ids)
        self.assertIn(gus, self.odoo_events(self.ana)["Meeting"].partner_ids)
        self.assert_still()
