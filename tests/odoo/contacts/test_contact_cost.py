"""What the sync of contacts costs: requests, and records looked at."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import tagged

from ....sync.odoo.contact_book import ContactBook
from ...contact_case import ContactCase

#: More than two of Google's batches.
COUNT = 450


@tagged("post_install", "-at_install")
class TestContactCost(ContactCase):
    def _requests(self):
        return [method for method in self.methods() if "people" in method]

    def test_to_google_in_batches_of_200(self):
        self.env["res.partner"].create(
            [
                {"name": f"Client {number}", "category_id": [Command.link(self.group.id)]}
                for number in range(COUNT)
            ]
        )
        self.requests_made()
        self.sync()
        self.assertEqual(
            self._requests(),
            [
                "people.people.connections.list",
                "people.contactGroups.list",
                "people.contactGroups.create",
                *["people.people.batchCreateContacts"] * 3,
            ],
        )
        self.assertEqual(len(self.labelled()), COUNT)
        self.sync()
        self.requests_made()
        self.sync()
        self.assertEqual(self._requests(), ["people.people.connections.list"])
        self._one_changed()

    def _one_changed(self):
        """One request more, and none but this contact is looked at."""
        self.group.partner_ids[7].function = "Baker"
        read, seen = ContactBook.read, set()

        def note(this, refs):
            seen.update(refs)
            return read(this, refs)

        with patch.object(ContactBook, "read", note):
            self.sync()
        self.assertEqual(
            self._requests(), ["people.people.connections.list", "people.people.updateContact"]
        )
        self.assertEqual(len(seen), 1)

    def test_to_odoo_by_the_list_alone(self):
        self.label()
        contacts = [
            {"names": [{"unstructuredName": f"Gus {number}"}], "groups": ["Clients"]}
            for number in range(COUNT)
        ]
        self.control(
            "POST", "/_fake/contacts", {"account": self.email(self.ana), "contacts": contacts}
        )
        self.requests_made()
        self.sync()
        self.assertEqual(len(self.odoo_contacts()), COUNT)
        self.assertEqual(
            set(self._requests()), {"people.people.connections.list", "people.contactGroups.list"}
        )
        self.assertLessEqual(len(self._requests()), 3)
        self.assert_still()
