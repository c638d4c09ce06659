from odoo.tests import tagged

from ...contact_case import ContactCase

LONG = "Bring all papers, and your card. "


@tagged("post_install", "-at_install")
class TestGooglesAnswers(ContactCase):
    """What Google cuts, changes or refuses is told on the record, in the log and by mail, each with
    what helps; and is nobody's edit."""

    def set_up_once(self):
        super().set_up_once()
        self.ana.email = "ana@practice.example"
        self.ana.google_email_alerts = True
        self.sync()

    def habit(self, **choices):
        self.control("POST", "/_fake/settings", choices)

    def assert_told(self, record, words, remedy, status="synced"):
        """On the record, in the log, and in the mail that goes out."""
        own = record.with_user(self.ana)
        self.env.invalidate_all()
        self.assertEqual(own.google_sync_status, status)
        log = self.env["google.sync.run.line"].search([("level", "!=", "info")])
        mails = self.env["mail.mail"].search([("model", "=", "google.sync.account")])
        for place, text in (
            ("the record", own.google_sync_reason or ""),
            ("the log", "\n".join(log.filtered("message").mapped("message"))),
            ("the mail", "\n".join(mails.mapped("body_html"))),
        ):
            for wanted in (words, remedy):
                self.assertIn(wanted, text, place)
        self.assertIn(record.display_name, mails[-1:].subject)

    def assert_well(self, record):
        self.env.invalidate_all()
        own = record.with_user(self.ana)
        self.assertEqual((own.google_sync_status, own.google_sync_reason), ("synced", ""))

    def again(self):
        """What has failed is tried again."""
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.settle()

    # -- appointments ----------------------------------------------------------------------------

    def test_a_long_description(self):
        event = self.odoo_create(self.ana, "Visit", description=LONG * 300)
        self.settle()
        self.assert_told(event, "description is too long for Google", "whole text")
        event.description = "Short"
        self.settle()
        self.assert_well(event)

    def test_a_description_that_google_cuts_shorter_still(self):
        self.habit(description_limit=20)
        event = self.odoo_create(self.ana, "Visit", description=f"<p>{LONG}</p>")
        self.settle()
        self.assert_told(event, "differently from Odoo: description", "Open it in Google")
        self.assertIn("your card", event.description)
        event.description = "Short"
        self.settle()
        self.assert_well(event)

    def test_an_appointment_that_google_refuses(self):
        self.habit(description_limit=20, long_descriptions="refused")
        event = self.odoo_create(self.ana, "Visit", description=f"<p>{LONG}</p>")
        self.sync()
        self.assert_told(event, "Google refuses it", "Change it", "failed")
        self.assertEqual(event.with_user(self.ana).google_sync_remedy, "retry")
        event.description = "Short"
        self.settle()
        self.assert_well(event)

    def test_guests_whose_address_google_does_not_accept(self):
        self.ana.google_share_guests = "yes"
        self.commit()
        names = {"Gus Green": "gus.@mail.example", "Nora Field": "nora@mail.example"}
        guests = self.env["res.partner"].create(
            [{"name": name, "email": email} for name, email in names.items()]
        )
        invited = (self.ana.partner_id | guests).ids
        event = self.odoo_create(self.ana, "Visit", partner_ids=[(6, 0, invited)])
        self.settle()
        self.assert_told(
            event, "not accept the address of a guest: gus.@mail.example", "Correct the address"
        )
        self.assertEqual(self._invited("Visit"), {self.email(self.ana), "nora@mail.example"})
        there = self.google_events(self.ana)["Visit"]["id"]
        self.google_patch(self.ana, there, location="Room 5")
        self.settle()
        self.assertEqual(event.location, "Room 5")
        self.assertEqual({*event.partner_ids.ids}, {*invited}, "nobody has called them off")
        guests[0].email = "gus@mail.example"
        event.name = "Long visit"
        self.settle()
        self.assert_well(event)
        self.assertIn("gus@mail.example", self._invited("Long visit"))

    def _invited(self, title):
        there = self.google_events(self.ana)[title]
        return {line["email"] for line in there.get("attendees", ())}

    # -- contacts --------------------------------------------------------------------------------

    def test_notes_that_google_cuts(self):
        self.habit(notes_limit=20, long_notes="cut")
        contact = self.odoo_contact(comment=f"<p>{LONG}</p>")
        self.settle()
        self.assert_told(contact, "differently from Odoo: notes", "Open it in Google")
        person = self.google_people()["Nora Field"]
        self.assertEqual(person["biographies"][0]["value"], LONG[:20])
        self.google_update(person["resourceName"], organizations=[{"title": "Baker"}])
        self.settle()
        self.assertEqual(contact.function, "Baker")
        self.assertIn("your card", contact.comment, "what Google has cut is nobody's edit")
        contact.comment = "<p>Short</p>"
        self.settle()
        self.assert_well(contact)
        self.google_update(person["resourceName"], biographies=[{"value": "Edited"}])
        self.settle()
        self.assertIn("Edited", contact.comment)

    def test_a_contact_that_google_refuses(self):
        self.habit(notes_limit=20)
        contact = self.odoo_contact(comment=f"<p>{LONG}</p>")
        other = self.odoo_contact("Gus Green")
        self.sync()
        self.assert_told(contact, "Google refuses it", "Change it", "failed")
        self.assertEqual(contact.with_user(self.ana).google_sync_remedy, "retry")
        self.assert_well(other)
        contact.comment = "<p>Short</p>"
        self.settle()
        self.assert_well(contact)
