from contextlib import closing

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ....sync.database.locks import lock_of
from ....sync.database.side_connection import SideConnection
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestGuestsFromGoogle(GuestsCase):
    """Guests whom Google has become attendees in Odoo, and nobody is mailed."""

    def test_known_guests_attend(self):
        mails = self.odoo_mails()
        self.invite("Weber@Mail.example", {"email": "new@mail.example"})
        self.sync()
        event = self.in_odoo()
        self.assertEqual(self.states(event), {"Mrs Weber": "needsAction"})
        self.assertEqual(event.partner_ids, self.ana.partner_id | self.weber)
        self.assertEqual(event.google_sync_guests_text, "1 guest only in Google: new@mail.example")
        self.assertEqual(self.odoo_mails(), mails)
        self.assertFalse(self.mails())

    def test_a_users_contact_is_preferred_and_then_the_oldest(self):
        self.contact("Ben's namesake", "ben@practice.example").write({"create_date": "2000-01-01"})
        self.contact("Weber junior", "weber@mail.example")
        self.invite("ben@practice.example", "weber@mail.example")
        self.sync()
        self.assertEqual(
            self.in_odoo().partner_ids - self.ana.partner_id, self.ben.partner_id | self.weber
        )

    def test_an_address_of_several_users_invites_none_of_them(self):
        practice = self.contact("Practice", "info@practice.example")
        self.connect(self.ben)
        (self.ana | self.ben).partner_id.email = practice.email
        self.invite("info@practice.example", "weber@mail.example")
        self.settle()
        self.assertEqual(self.in_odoo().partner_ids - self.ana.partner_id, practice | self.weber)

    def test_odoo_itself_becomes_no_contact(self):
        """What is mailed to one of its own addresses makes a request, a lead or a ticket."""
        domain = self.env["mail.alias.domain"].create({"name": "practice.example"})
        self.env["mail.alias"].create(
            {
                "alias_name": "requests",
                "alias_model_id": self.env["ir.model"]._get_id("res.partner"),
                "alias_domain_id": domain.id,
            }
        )
        self.ana.write(
            {
                "google_create_guest_contacts": True,
                "group_ids": [(4, self.env.ref("base.group_partner_manager").id)],
            }
        )
        self.invite("requests@practice.example", "new@mail.example")
        self.settle()
        event = self.in_odoo()
        self.assertEqual(self.states(event), {"new@mail.example": "needsAction"})
        self.assertIn("requests@practice.example", event.google_sync_guests_text)

    def test_changes_of_the_guests_come_in(self):
        google_id = self.invite("weber@mail.example", "new@mail.example")
        self.sync()
        event = self.in_odoo()
        lambert = self.contact("Mr Lambert", "lambert@mail.example")
        event.write({"partner_ids": [(4, lambert.id)]})
        mails = self.odoo_mails()
        self.google_patch(
            self.ana,
            google_id,
            attendees=[
                {"email": "new@mail.example", "responseStatus": "accepted"},
                {"email": "other@mail.example"},
                {"email": "ben@practice.example", "responseStatus": "tentative"},
            ],
        )
        self.sync()
        self.assertEqual(
            self.states(event), {"Mr Lambert": "needsAction", self.ben.name: "tentative"}
        )
        self.assertIn("new@mail.example, other@mail.example", event.google_sync_guests_text)
        self.assertNotIn("lambert@mail.example", self.answers(), "not shared")
        self.assertEqual(self.odoo_mails(), mails)

    def test_an_answer_given_in_google(self):
        google_id = self.invite("weber@mail.example")
        self.sync()
        for answer in ("accepted", "declined", "tentative"):
            guest = {"email": "weber@mail.example", "responseStatus": answer}
            self.google_patch(self.ana, google_id, attendees=[guest])
            self.sync()
            self.assertEqual(self.states(self.in_odoo()), {"Mrs Weber": answer})

    def test_rooms_are_no_contacts_and_stay(self):
        self.ana.google_create_guest_contacts = True
        self.contact("Library", "library@resource.example")
        room = {"email": "library@resource.example", "resource": True}
        self.invite(room, "weber@mail.example")
        self.ana.google_share_guests = "yes"
        self.sync()
        event = self.in_odoo()
        self.assertEqual(event.partner_ids, self.ana.partner_id | self.weber)
        self.assertFalse(event.google_sync_guests_text)
        event.write({"partner_ids": [(3, self.weber.id)], "location": "Library"})
        self.sync()
        self.assertEqual(list(self.answers()), ["library@resource.example"])

    def test_contacts_are_made_on_request(self):
        self.ana.google_create_guest_contacts = True
        self.ana.write({"group_ids": [(4, self.env.ref("base.group_partner_manager").id)]})
        self.invite({"email": "new@mail.example", "displayName": "Nora New"}, "other@mail.example")
        self.invite("other@mail.example", name="Second")
        self.sync()
        self.assertEqual(
            self.states(self.in_odoo()),
            {"Nora New": "needsAction", "other@mail.example": "needsAction"},
        )
        self.assertEqual(
            self.env["res.partner"].search_count([("email", "=", "other@mail.example")]), 1
        )
        self.assertFalse(self.in_odoo().google_sync_guests)
        self.assertFalse(self._warnings("contacts"))

    def test_who_makes_the_same_contact_at_the_same_time_waits(self):
        """Else each of two workers would make it, of two users who invite the same client."""
        self.ana.google_create_guest_contacts = True
        self.ana.write({"group_ids": [(4, self.env.ref("base.group_partner_manager").id)]})
        self.invite("new@mail.example")
        new = [("email", "=", "new@mail.example")]
        with closing(SideConnection(self.env.cr.dbname)) as another_worker:
            name = lock_of("new@mail.example")
            another_worker.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", (name,))
            self.sync()
            self.assertFalse(self.env["res.partner"].search(new))
        self.env["google.sync.work"].search([]).retry_at = False
        self.settle()
        self.assertEqual(self.env["res.partner"].search_count(new), 1)
        self.assertEqual(self.states(self.in_odoo()), {"new@mail.example": "needsAction"})

    def test_who_may_not_make_contacts_is_told_once(self):
        self.ana.google_create_guest_contacts = True
        self.ana.write({"group_ids": [(3, self.env.ref("base.group_partner_manager").id)]})
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(self.ana).create({"name": "x"})
        self.invite("new@mail.example", "other@mail.example")
        self.invite("third@mail.example", name="Second")
        self.sync()
        self.assertIn("2 guests only in Google", self.in_odoo().google_sync_guests_text)
        self.assertEqual(len(self._warnings("you can't create contacts")), 1)

    def _warnings(self, words):
        lines = self.last_run(self.account).line_ids
        return lines.filtered(lambda line: line.level == "warning" and words in line.message)

    def test_meetings_called_outside(self):
        carl = self.make_google_account(self.new_user("carl"))["email"]
        self.access_tokens[carl] = self.access_tokens.pop(carl)
        self.env["res.users"].search([("login", "=", "carl")]).partner_id.email = False
        self.contact("Mr Carl", carl)
        carl_user = self.env["res.users"].search([("login", "=", "carl")])
        self.ana.google_import_tentative = True
        self.ana.google_share_guests = "mail"
        own = {"email": self.email(self.ana)}
        google_id = self.invite(own, carl, "weber@mail.example", user=carl_user)
        self.sync()
        event = self.in_odoo()
        self.assertFalse(event.user_id)
        self.assertEqual(event.google_sync_organizer, carl)
        self.assertEqual(self.states(event), {"Mr Carl": "needsAction", "Mrs Weber": "needsAction"})
        event.write({"partner_ids": [(3, self.weber.id)]})
        self.attendee(event, self.ana.partner_id).do_accept()
        self.sync()
        self.assertEqual(
            self.answers(user=carl_user),
            {
                self.email(self.ana): "accepted",
                carl: "needsAction",
                "weber@mail.example": "needsAction",
            },
        )
        self.google_patch(carl_user, google_id, attendees=[own, {"email": "ben@practice.example"}])
        self.sync()
        self.assertFalse(self.states(event), "a stranger's list makes no user attend")
        self.assertIn("ben@practice.example", event.google_sync_guests_text)
        self.assertFalse(self.mails())

    def test_a_contact_made_later_takes_the_place_of_the_address(self):
        self.ana.google_share_guests = "yes"
        self.invite("new@mail.example")
        self.sync()
        event = self.in_odoo()
        nora = self.contact("Nora New", "new@mail.example")
        event.write({"partner_ids": [(4, nora.id)]})
        self.assertFalse(event.google_sync_guests)
        self.sync()
        self.assertEqual(list(self.answers()), ["new@mail.example"])
        event.write({"partner_ids": [(3, nora.id)]})
        self.sync()
        self.assertFalse(self.answers())
