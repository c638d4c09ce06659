"""Contacts that were merged in Google."""

from odoo.tests import tagged

from ...contact_case import ContactCase


@tagged("post_install", "-at_install")
class TestContactsMerged(ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.one = self.odoo_contact("Nora Field", email="nora@field.example")
        self.sync()
        self.other = self.odoo_contact("Nora F.", email="n.f@field.example")
        self.sync()
        people = self.google_people()
        self.ids_before = {name: person["resourceName"] for name, person in people.items()}

    def _merge(self, into, former):
        self.merge_in_google(self.ids_before[into], self.ids_before[former])

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
        self.ids_before["Nora Stranger"] = google_id
        self._merge("Nora Stranger", "Nora Field")
        self.sync()
        self.assertEqual(len(self.odoo_contacts()), 2)
        self.assertEqual(len(self.google_people()), 2)
        self.one.function = "Buyer"
        self.sync()
        people = {person["resourceName"]: person for person in self.google_people().values()}
        self.assertEqual(people[google_id]["organizations"][0]["title"], "Buyer")
        self.assert_still()
