from unittest.mock import patch

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ....sync.odoo.event_records import EventRecords
from ....sync.odoo.guests import AddressBook
from ...guests_case import GuestsCase

IN_17_MINUTES = {"useDefault": False, "overrides": [{"method": "popup", "minutes": 17}]}


@tagged("post_install", "-at_install")
class TestRefusedRecords(GuestsCase):
    """A record that Odoo refuses takes along nothing on which others rest."""

    def _refusing(self, title):
        """Odoo has made all that belongs to an appointment, and then refuses it."""
        make = EventRecords.make

        def refuse(records, values_list):
            events = make(records, values_list)
            if any(values["name"] == title for values in values_list):
                raise ValidationError(self.env._("Not on Sundays"))
            return events

        return patch.object(EventRecords, "make", refuse)

    def test_a_reminder_that_nobody_had_before(self):
        for title in ("Bad", "Good", "Fine"):
            self.google_insert(self.ana, title, reminders=IN_17_MINUTES)
        with self._refusing("Bad"):
            self.sync()
        self.assertEqual(set(self.odoo_events(self.ana)), {"Good", "Fine"})
        for event in self.odoo_events(self.ana).values():
            self.assertEqual(event.alarm_ids.mapped("duration_minutes"), [17])

    def test_a_contact_that_was_made_of_a_guest(self):
        self.ana.google_create_guest_contacts = True
        add = AddressBook.add

        def refuse(book, guests):
            add(book, guests)
            raise ValidationError(self.env._("No such name"))

        self.invite("new@mail.example", name="Good")
        with patch.object(AddressBook, "add", refuse):
            self.sync()
        event = self.in_odoo("Good")
        self.assertEqual(event.google_sync_guests_text, "1 guest only in Google: new@mail.example")
