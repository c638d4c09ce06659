from odoo.fields import Command
from odoo.tests import tagged

from ...contact_case import ContactCase


@tagged("post_install", "-at_install")
class TestLeavingWithContacts(ContactCase):
    """No contact is ever deleted, whatever becomes of the connection."""

    def set_up_once(self):
        super().set_up_once()
        self.odoo_contact("Nora Field")  # known by nothing but our mark
        self.google_contact("Gus Green")
        self.sync()
        self.names = {"Nora Field", "Gus Green"}

    def _connect_again(self):
        self.account = self.connect(self.ana)
        self.sync()

    def _leave(self, mode):
        self.disconnect(self.ana, mode)
        self.sync()
        self.assertEqual(self.account.state, "disconnected")
        self.make_google_account(self.ana)
        self.assertEqual(set(self.google_people()), self.names)
        self.assertEqual(set(self.odoo_contacts()), self.names)

    def test_removed_the_ones_from_odoo_lose_the_label_and_get_it_again(self):
        self._leave("remove")
        self.assertEqual(set(self.labelled()), {"Gus Green"})
        self._connect_again()
        self.assertEqual(set(self.google_people()), self.names)
        self.assertEqual(set(self.odoo_contacts()), self.names)
        self.assertEqual(set(self.labelled()), self.names)

    def test_removed_and_taken_out_of_the_group_meanwhile(self):
        self._leave("remove")
        self.odoo_contacts()["Nora Field"].category_id = [Command.unlink(self.group.id)]
        self._connect_again()
        self.assertEqual(set(self.google_people()), self.names)
        self.assertEqual(set(self.labelled()), {"Gus Green"})
        self.assertEqual(set(self.odoo_contacts()), {"Gus Green"})

    def test_removed_and_changed_on_both_sides_until_the_user_is_back(self):
        """Each side has changed another field since both agreed: neither is lost."""
        nora = self.odoo_contacts()["Nora Field"]
        nora.write({"function": "Baker", "website": "https://n.example"})
        self.sync()
        self._leave("remove")
        google_id = self.google_people()["Nora Field"]["resourceName"]
        self.google_update(google_id, organizations=[{"title": "Painter"}])
        nora.website = "https://nora.example"
        self._connect_again()
        self.sync()
        self.assertEqual(self.odoo_contacts()["Nora Field"].function, "Painter")
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["organizations"][0]["title"], "Painter")
        self.assertEqual(person["urls"][0]["value"], "nora.example")

    def test_removed_and_changed_differently_on_both_sides_until_the_user_is_back(self):
        """The later one stands, and the other one is told."""
        nora = self.odoo_contacts()["Nora Field"]
        self._leave("remove")
        google_id = self.google_people()["Nora Field"]["resourceName"]
        nora.function = "Baker"
        self.control("POST", "/_fake/clock", {"advance": 60})
        self.google_update(google_id, organizations=[{"title": "Painter"}])
        self._connect_again()
        self.sync()
        self.assertEqual(self.odoo_contacts()["Nora Field"].function, "Painter")
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["organizations"][0]["title"], "Painter")
        conflict = self.env["google.sync.conflict"].search([])
        self.assertEqual(conflict.mapped("lost"), ["Baker"])

    def test_frozen_they_stay_as_they_are(self):
        self._leave("freeze")
        self.odoo_contacts()["Nora Field"].phone = "+33 1 23 45 67 89"
        self.google_update(self.google_people()["Gus Green"]["resourceName"], urls=[{"value": "x"}])
        self._connect_again()
        self.assertEqual(set(self.google_people()), self.names)
        self.assertNotIn("phoneNumbers", self.google_people()["Nora Field"])
        self.assertFalse(self.odoo_contacts()["Gus Green"].website)
        self.ana.with_user(self.ana).action_google_unfreeze()
        self.sync()
        self.assertIn("phoneNumbers", self.google_people()["Nora Field"])
        self.assertTrue(self.odoo_contacts()["Gus Green"].website)

    def test_kept_they_go_on(self):
        self._leave("keep")
        self.odoo_contacts()["Nora Field"].phone = "+33 1 23 45 67 89"
        self._connect_again()
        self.assertEqual(set(self.google_people()), self.names)
        self.assertIn("phoneNumbers", self.google_people()["Nora Field"])
