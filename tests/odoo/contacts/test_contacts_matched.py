"""Contacts that both sides have already, and those that could be several."""

from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ....engine.contacts.item import ContactItem
from ....sync.google.contact_reader import ReportedContacts
from ....sync.odoo.contact_book import ContactBook
from ....sync.reconcile.contact_match import ContactMatcher
from ....sync.store import keyring
from ....sync.store.links import LinkStore
from ....sync.store.marker import marks_of
from ....sync.store.refs import CONTACT, RecordRef
from ...contact_case import ContactCase


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

    def test_by_email_one_that_has_no_name_in_google(self):
        contact = self.odoo_contact("Nora Field", email="nora@field.example")
        nora = [{"value": "nora@field.example"}]
        self.people("POST", "people:createContact", {"emailAddresses": nora})
        self.sync()
        self.assertEqual(contact.name, "Nora Field")
        self.assertEqual(self.labelled(), {"Nora Field"})
        self.assert_still()

    def test_a_mark_of_a_database_that_was_restored_names_another_contact_by_now(self):
        """Who was made after the backup is in Google alone, and their number is given again."""
        contact = self.odoo_contact("Nora Field", email="nora@field.example", phone="+33123456789")
        self.sync()
        self.env["google.sync.link"].search([]).unlink()
        contact.write({"name": "Gus Green", "email": "gus@green.example", "phone": False})
        self.commit()
        self.env.cr.execute(
            "UPDATE res_partner SET create_date = create_date + interval '1 day' WHERE id = %s",
            [contact.id],
        )
        self.env.invalidate_all()
        self.account.contacts_ids.start_anew()
        self.sync()
        self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Gus Green", "Nora Field"})
        people = self.google_people()
        self.assertEqual(set(people), {"Gus Green", "Nora Field"})
        self.assertNotIn("phoneNumbers", people["Gus Green"])
        self.assertFalse(contact.phone)

    def test_by_phone_and_name(self):
        self.odoo_contact("Nora Field", phone="01 23 45 67 89")
        self.google_contact("nora FIELD", phoneNumbers=[{"value": "+33 1 23 45 67 89"}])
        self.google_contact("Somebody else", phoneNumbers=[{"value": "+33 1 23 45 67 89"}])
        self.sync()
        self.assertEqual(len(self.google_people()), 2)
        self.assertEqual(len(self.odoo_contacts()), 2)
        self.assert_still()

    def test_an_address_of_somebody_with_another_name_is_asked_about(self):
        """A family has one: neither of them is called like the other, or gets their notes."""
        anna = self.odoo_contact("Anna Weber", email="weber@x.example", comment="<p>Tea</p>")
        self.env["res.partner"].create({"name": "Max Weber", "email": "max@x.example"})
        for name, address in (("Tim Weber", "weber@x.example"), ("Eva Weber", "max@x.example")):
            self.google_contact(name, emailAddresses=[{"value": address}])
        for _time in range(2):
            self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Anna Weber"})
        self.assertEqual(set(self.google_people()), {"Tim Weber", "Eva Weber"})
        self.assertEqual(anna.name, "Anna Weber")
        asked = self.env["google.sync.link"].search([("candidates", "!=", False)])
        self.assertEqual(set(asked.mapped("title")), {"Anna Weber", "Tim Weber", "Eva Weber"})

    def test_those_that_are_equal_are_one_also_without_an_address(self):
        """As after Google Sync was installed anew, when no mark of former days holds."""
        street = {"streetAddress": "Rue 1", "city": "Lyon", "countryCode": "FR"}
        self.google_contact("Gus Green", addresses=[street])
        self.odoo_contact("Nora Field", city="Paris")
        self.sync()
        with patch.object(keyring, "derived", lambda _purpose: (b"another",)):
            self.env["google.sync.link"].search([]).unlink()
            self.account.contacts_ids.work_id.write({"sync_token": False, "labels": False})
            self.sync()
            self.sync()
            self.assertEqual(len(self.group.partner_ids), 2)
            self.assertEqual(
                len(self.control("GET", "/_fake/state", account=self.email(self.ana))["contacts"]),
                2,
            )
            self.assert_still()

    def test_a_double_of_one_that_is_known_by_its_mark(self):
        """Both would be the same contact, whose link was lost."""
        self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        self.env["google.sync.link"].search([]).unlink()
        self.account.contacts_ids.work_id.sync_token = False
        self.google_contact("Nora F.", emailAddresses=[{"value": "nora@field.example"}])
        self.sync()
        self.sync()
        self.assertEqual(self.account.contacts_ids.state, "connected")
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field", "Nora F."})
        self.assert_still()

    def test_what_people_from_outside_say_of_themselves_is_asked_about(self):
        pia = new_test_user(self.env, "pia", groups="base.group_portal", email="pia@x.example")
        pia.with_user(pia).email = "lee@x.example"
        notes = {"biographies": [{"value": "Only for the practice"}]}
        self.google_contact("Dr Lee", emailAddresses=[{"value": "lee@x.example"}], **notes)
        self.sync()
        self.sync()
        self.assertEqual((pia.name, pia.partner_id.comment), ("pia (base.group_portal)", False))
        self.assertNotIn("pia (base.group_portal)", self.odoo_contacts())
        asked = self.env["google.sync.link"].search([("title", "=", "Dr Lee")])
        self.assertEqual([one["id"] for one in asked.candidates], [pia.partner_id.id])

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

    def test_one_that_google_had_before_and_nothing_but_an_address(self):
        """Google is asked for it before the two are one."""
        gus = [{"value": "gus@green.example"}]
        self.google_contact("Gus Green", label=False, emailAddresses=gus)
        self.sync()
        self.odoo_contact("gus@green.example", email="gus@green.example")
        self.sync()
        self.sync()
        self.assertEqual(self.account.contacts_ids.state, "connected")
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
        self.take()

    def test_two_in_google(self):
        contact = self.odoo_contact("Nora Field", email="office@field.example")
        self.google_contact("N. Field", label=False, **self.EMAIL)
        self.google_contact("Bob Field", label=False, **self.EMAIL)
        self.sync()
        self.assertEqual(set(self.google_people()), {"N. Field", "Bob Field"})
        link = self._questions()
        self.assertEqual(link.res_id, contact.id)
        self.assertIn("same as Bob Field", link.error)
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

    def test_two_of_one_name_in_google(self):
        self.odoo_contact("Nora Field", email="office@field.example")
        for _double in range(2):
            self.google_contact("N. Field", label=False, **self.EMAIL)
        self.sync()
        self.assertIn("It could be the same as N. Field. Press", self._questions().error)

    def test_one_that_google_had_before_for_two_who_join_the_group(self):
        self.google_contact("Gus Field", label=False, **self.EMAIL)
        self.sync()
        for name in ("Nora Field", "Bob Field"):
            self.odoo_contact(name, email="office@field.example")
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

    def test_two_that_google_had_before_for_one_who_joins_the_group(self):
        """They are asked for by name before anybody is asked about them."""
        addresses = {"addresses": [{"streetAddress": "Hill Road 3", "city": "Bern"}]}
        self.google_contact("N. Field", label=False, **self.EMAIL, **addresses)
        self.google_contact("Bob Field", label=False, **self.EMAIL)
        self.sync()
        self.odoo_contact("Nora Field", email="office@field.example")
        self.sync()
        link = self._questions().ensure_one()
        self.assertIn("It could be the same as Bob Field, N. Field", link.error)
        self.assertEqual(self.last_run(self.account).line_ids.mapped("title"), ["Nora Field"])
        wizard = self.env["google.sync.choose.contact"].browse(link.action_choose()["res_id"])
        self.assertEqual(
            {one.name: one.about for one in wizard.candidate_ids},
            {
                "N. Field": "office@field.example, Hill Road 3, Bern",
                "Bob Field": "office@field.example",
            },
        )

    def test_google_says_nothing_of_those_who_could_be_the_same(self):
        """Nobody is asked about contacts without names; it is tried again later."""
        self.google_contact("N. Field", label=False, **self.EMAIL)
        self.google_contact("Bob Field", label=False, **self.EMAIL)
        self.sync()
        self.odoo_contact("Nora Field", email="office@field.example")
        self.fault("people.getBatchGet", status=503, reason="backendError", times=-1)
        self.sync()
        self.assertEqual(self.ana.google_sync_failed_count, 0)
        self.control("DELETE", "/_fake/faults")
        self._questions().retry_at = "2020-01-01"
        self.account.contacts_ids.write({"retry_at": False})
        self.sync()
        self.assertEqual(self._questions().title, "Nora Field")
        self.assertEqual(self.ana.google_sync_failed_count, 1)

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

    def test_an_answer_that_came_too_late(self):
        """Meanwhile the contact that the user chooses is linked with another one."""
        contact = self.odoo_contact("Nora Field", email="office@field.example")
        for name in ("N. Field", "Bob Field"):
            self.google_contact(name, label=False, **self.EMAIL)
        self.sync()
        link = self._questions()
        chosen = next(one for one in link.candidates if one["name"] == "N. Field")
        other = self.env["res.partner"].create({"name": "Other"})
        link.copy(
            {
                "google_id": chosen["id"],
                "res_id": other.id,
                "candidates": False,
                "title": "N. Field",
            }
        )
        with self.assertRaisesRegex(UserError, "N. Field"):
            self._answer(link, "N. Field")
        self.assertEqual(link.res_id, contact.id)
        self.assertTrue(link.candidates, "the question stands")

    def test_as_many_as_an_address_book_holds(self):
        """Each that was found is not looked for among all others."""
        number = 300
        members = {RecordRef(CONTACT, n): ContactItem(f"Odoo's {n}") for n in range(1, number)}
        wanted = {f"people/c{n}": ContactItem(f"Google's {n}") for n in range(1, number)}
        Ids.looked_for = 0
        pairs = [
            ({self.env["res.partner"].browse(n)}, Ids([f"people/c{n}"])) for n in range(1, number)
        ]
        book = ContactBook(self.env, self.ana, self.group)
        links = LinkStore(self.env, self.account.contacts_ids, CONTACT)
        matcher = ContactMatcher(self.env, self.account, links, book, marks_of(self.account))
        with (
            patch.object(matcher, "_marked", return_value={}),
            patch.object(matcher, "_groups", side_effect=[pairs, []]) as groups,
            patch.object(matcher, "_is_pair", return_value=True),
        ):
            found = matcher.match(members, wanted, ReportedContacts())
        self.assertEqual(len(found.pairs), number - 1)
        _kind, contacts, left, *_others = groups.call_args.args
        self.assertFalse(contacts or left)
        self.assertLess(Ids.looked_for, 5 * number)


class Ids(set):
    """Ids of Google's that count how often one is looked for among any."""

    looked_for = 0

    def __contains__(self, google_id):
        Ids.looked_for += 1
        return super().__contains__(google_id)
