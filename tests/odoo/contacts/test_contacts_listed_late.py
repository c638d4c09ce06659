"""Google's lists tell of a write minutes after it was made."""

from odoo.tests import tagged

from ...contact_case import ContactAdversityCase


@tagged("post_install", "-at_install")
class TestContactsListedLate(ContactAdversityCase):
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
