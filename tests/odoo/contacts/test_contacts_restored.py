"""Contacts that are deleted in Google, and restored from its bin.

No page of Google's tells what a contact has then of that which nobody sees: its resource name, the
id of its source, and what programs have left with it. So each has to do, and none.
"""

from odoo.tests import tagged

from ...contact_case import ContactAdversityCase

#: What a contact has kept, by its name.
KEPT = {
    "Nobody": (),
    "Name": ("name",),
    "Source": ("source",),
    "Mark": ("clientData",),
    "All": ("name", "source", "clientData"),
}


def address(name):
    return f"{name.lower()}@x.example"


@tagged("post_install", "-at_install")
class TestContactsRestored(ContactAdversityCase):
    def sent(self):
        """Contacts that Odoo has sent."""
        partners = [self.odoo_contact(name, email=address(name)) for name in KEPT]
        self.settle()
        return self.env["res.partner"].union(*partners)

    def delete(self):
        """:return: the ids of all of Google's contacts, which are deleted there, by name"""
        ids = {name: person["resourceName"] for name, person in self.google_people().items()}
        for google_id in ids.values():
            self.people("DELETE", f"{google_id}:deleteContact")
        return ids

    def gone(self, contacts):
        """:return: as :meth:`delete`, of contacts that have left both sides"""
        ids = self.delete()
        self.sync()
        self.assertFalse(self.group.partner_ids)
        self.assertEqual(contacts.exists(), contacts)
        return ids

    def restore(self, ids):
        for name, google_id in ids.items():
            body = {"account": self.email(self.ana), "contact": google_id, "kept": KEPT[name]}
            self.control("POST", "/_fake/restore_contact", body)

    def assert_back(self, contacts):
        self.settle()
        self.env.invalidate_all()
        self.assertEqual(self.group.partner_ids, contacts)
        alike = self.env["res.partner"].search([("email", "in", contacts.mapped("email"))])
        self.assertEqual(alike, contacts)
        self.assertEqual(self.labelled(), set(contacts.mapped("name")))
        self.assertEqual(len(self.google_people()), len(contacts))
        self.assert_still()

    def test_those_that_odoo_has_sent(self):
        contacts = self.sent()
        ids = self.gone(contacts)
        contacts.function = "Baker"
        self.restore(ids)
        nobody = self.google_people()["Nobody"]["resourceName"]
        self.google_update(nobody, biographies=[{"value": "Likes tea"}])
        self.assert_back(contacts)
        self.assertIn("Likes tea", self.odoo_contacts()["Nobody"].comment)
        for name, person in self.google_people().items():
            self.assertEqual(person["organizations"][0]["title"], "Baker", name)

    def test_those_that_google_has_made(self):
        for name in KEPT:
            self.google_contact(name, emailAddresses=[{"value": address(name)}])
        self.settle()
        contacts = self.group.partner_ids
        self.restore(self.gone(contacts))
        self.assert_back(contacts)

    def test_before_anybody_knew_that_they_were_deleted(self):
        contacts = self.sent()
        self.restore(self.delete())
        self.assert_back(contacts)

    def test_those_that_came_back_into_the_group_in_odoo_first(self):
        contacts = self.sent()
        ids = self.gone(contacts)
        contacts.category_id = self.group
        self.restore(ids)
        self.assert_back(contacts)

    def test_one_without_an_address(self):
        """Nothing but its mark, or its id, tells whose it is."""
        nora = self.odoo_contact("Mark")
        self.settle()
        self.restore(self.gone(nora))
        self.settle()
        self.assertEqual(self.group.partner_ids, nora)

    def test_one_that_was_sent_anew_meanwhile(self):
        """Both are there, and the user is told."""
        nora = self.odoo_contact("Mark", email="nora@x.example")
        self.settle()
        ids = self.gone(nora)
        nora.category_id = self.group
        self.settle()
        self.restore(ids)
        self.sync()
        self.assertEqual(self.group.partner_ids, nora)
        lines = self.env["google.sync.run.line"].search([])
        self.assertIn("created twice", " ".join(filter(None, lines.mapped("message"))))
