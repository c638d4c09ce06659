"""Marks in people: whoever writes one into a contact gets nothing that they could not have."""

import logging

from odoo.fields import Command
from odoo.tests import tagged

from ....sync.store.marker import marks_of
from ....sync.store.refs import CONTACT, EVENT, RecordRef
from ...contact_case import ContactCase

PHONE = "+33612345678"


@tagged("post_install", "-at_install")
class TestForgedContactMarks(ContactCase):
    def setUp(self):
        super().setUp()
        self.ben = self.new_user("ben", groups="base.group_user,base.group_partner_manager")
        self.bens_group = self.env["res.partner.category"].create({"name": "Ben's"})
        self.bens = self.connect(
            self.ben, google_contact_category_id=self.bens_group.id, google_import_contacts=True
        )
        self.sync()
        self.nora = self.odoo_contact("Nora Field", phone=PHONE, comment="<p>Owes money</p>")
        self.sync()
        self.before = self._words()

    def _words(self):
        nora = self.nora
        nora.invalidate_recordset()
        return (nora.name, nora.phone, nora.email, str(nora.comment), nora.category_id.ids)

    def _mark_of(self, name="Nora Field"):
        google_id = self.google_people()[name]["resourceName"]
        (data,) = self.people("GET", google_id, personFields="clientData")["clientData"]
        return data["value"]

    def _forge(self, user, mark, name="Forged", **fields):
        """A contact of a user's own in Google that bears a mark."""
        account = self.bens if user == self.ben else self.account
        label, _name = account.contacts_ids.label()
        membership = {"contactGroupMembership": {"contactGroupResourceName": label}}
        body = {
            "names": [{"unstructuredName": name}],
            "clientData": [{"key": "odoo", "value": mark}],
            "memberships": [membership],
            **fields,
        }
        return self.ask("POST", "/v1/people:createContact", body, {"personFields": "names"}, user)

    def _bens_people(self):
        fields = {"personFields": "names,phoneNumbers,biographies", "pageSize": 1000}
        return str(self.ask("GET", "/v1/people/me/connections", None, fields, self.ben))

    def _go_on(self):
        with self.assertNoLogs("odoo.addons.google_sync", logging.ERROR):
            for _round in range(2):
                self.sync()

    def assert_untouched(self):
        self.assertEqual(self._words(), self.before)
        self.assertNotIn("Owes money", self._bens_people())
        self.assertNotIn(PHONE, self._bens_people())
        self.assertNotIn(self.nora.id, self.bens.link_ids.mapped("res_id"))

    def test_a_mark_of_another_users_contact(self):
        self._forge(self.ben, self._mark_of())
        self._go_on()
        self.assert_untouched()
        self.assertEqual(self.bens_group.partner_ids.mapped("name"), ["Forged"])

    def test_marks_that_are_made_up(self):
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        true = self._mark_of()
        signature = true.rpartition(":")[2]
        forged = {
            "without a signature": true.rpartition(":")[0],
            "of another database": true.replace(uuid, "another"),
            "of another record": true.replace(f":{self.nora.id}:", ":1:"),
            "of an appointment": marks_of(self.bens).mark(RecordRef(EVENT, self.nora.id)),
            "of an event's id": marks_of(self.bens).mark(
                RecordRef(CONTACT, self.nora.id), "people/1"
            ),
            "with a signature of nothing": f"{uuid}:contact:{self.nora.id}:{'0' * 64}",
            "of another person": f"{uuid}:contact:{self.nora.id}:{signature}",
            "very long": f"{uuid}:contact:{'9' * 5000}:{signature}",
        }
        for name, mark in forged.items():
            self._forge(self.ben, mark, name)
        self._go_on()
        self.assert_untouched()
        self.assertEqual(set(self.bens_group.partner_ids.mapped("name")), set(forged))

    def test_two_people_with_one_mark(self):
        """One is linked: the other one is told of, and changes nothing."""
        self._forge(self.ana, self._mark_of(), "Nora Forged", phoneNumbers=[{"value": "+331"}])
        self._go_on()
        self.assertEqual(self._words(), self.before)
        self.assertEqual(set(self.odoo_contacts()), {"Nora Field"})

    def test_two_people_with_one_mark_once_the_link_is_lost(self):
        """The signature holds for both, so it says of neither which it is."""
        mark = self._mark_of()
        for number in range(2):
            self._forge(self.ana, mark, f"Forged {number}")
        self.account.contacts_ids.work_id.sync_token = False
        self.env["google.sync.link"].search([("res_id", "=", self.nora.id)]).unlink()
        self._go_on()
        links = self.env["google.sync.link"].search(
            [("res_model", "=", CONTACT), ("res_id", "=", self.nora.id)]
        )
        self.assertEqual(len(links), 1)
        self.assertEqual(self.account.contacts_ids.state, "connected")

    def test_a_contact_that_its_user_may_not_see_any_more(self):
        mark = self._mark_of()
        self.env.ref("base.res_partner_rule").active = True
        elsewhere = self.env["res.company"].create({"name": "Elsewhere"})
        links = self.env["google.sync.link"].search([("res_id", "=", self.nora.id)])
        links.unlink()
        self.nora.company_id = elsewhere
        self.before = self._words()
        person = self._forge(self.ana, mark, "Forged", phoneNumbers=[{"value": "+331"}])
        self._go_on()
        self.assertEqual(self._words(), self.before)
        told = str(self.people("GET", person["resourceName"], personFields="names,biographies"))
        self.assertNotIn("Owes money", told)

    def test_a_contact_outside_of_the_group(self):
        """Ana's own signature, of when it was in the group, takes in what she could take in
        herself; Ben's mark takes in nothing."""
        mark = self._mark_of()
        stranger = self.env["res.partner"].create({"name": "Stranger", "phone": PHONE})
        self.nora.category_id = [Command.clear()]
        self._go_on()
        self.before = self._words()
        self._forge(self.ben, mark, "Forged")
        self._forge(self.ben, mark.replace(f":{self.nora.id}:", f":{stranger.id}:"), "Forged too")
        self._go_on()
        self.assert_untouched()
        self.assertFalse(stranger.category_id)
        self.assertEqual(set(self.bens_group.partner_ids.mapped("name")), {"Forged", "Forged too"})
