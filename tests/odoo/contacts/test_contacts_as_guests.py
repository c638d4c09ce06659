"""A guest of an appointment and a contact are the same person."""

from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ...contact_case import ContactCase


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

    def test_an_appointment_that_takes_nobody_more_keeps_no_contact_out(self):
        self._meeting()
        self.sync()
        write = type(self.env["calendar.event"]).write

        def refuse(events, vals):
            if "partner_ids" in vals:
                raise ValidationError(self.env._("The room is full"))
            return write(events, vals)

        self._contact()
        self.google_contact("Pia")
        with patch.object(type(self.env["calendar.event"]), "write", refuse):
            self.sync()
        self.assertEqual(set(self.odoo_contacts()), {"Gus Green", "Pia"})
        self.assertFalse(self.account.contacts_ids.message)
        lines = self.env["google.sync.run.line"].search([("title", "=", "Meeting")])
        self.assertIn("The room is full", "".join(filter(None, lines.mapped("message"))))
