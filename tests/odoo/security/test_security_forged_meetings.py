"""Meetings that are forged: each attack that a match without a proof had allowed."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ....engine.core.item import ItemError
from ....engine.core.link import Role
from ....sync.odoo.schedule import Schedule
from ....sync.store.links import LinkStore
from ....sync.store.refs import EVENT, RecordRef
from ...identity_case import NOTES, STRANGER, IdentityCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.3.0/post-identity.py"


@tagged("post_install", "-at_install")
class TestForgedMeetings(IdentityCase):
    """An iCalUID, an organizer or a guest list is what somebody says, and opens nothing."""

    def test_the_uid_of_a_colleagues_appointment(self):
        secret = self.secret(privacy="private")
        self.both()
        uid = self.link(self.account, secret).ical_uid
        for organizer in (self.email(self.ana), self.email(self.ben), STRANGER):
            with self.subTest(organizer=organizer):
                google_id = self.forge(self.ben, organizer=organizer, iCalUID=uid)
                self.both()
                self.assert_untouched(secret)
                self.assertNotIn(NOTES, str(self.google(self.ben, "GET", f"/{google_id}")))
                link = self.ben_account.link_ids.filtered(lambda x, i=google_id: x.google_id == i)
                self.assertNotEqual(link.res_id, secret.id)
                self.assertNotIn(secret, self.titled("Forged"))
        self.assertFalse(secret.with_user(self.ben)._filtered_access("write"))

    def test_the_uid_of_what_nobody_has_called_in_odoo(self):
        """A record without an organizer is nobody's to take."""
        secret = self.secret(privacy="private")
        self.both()
        uid = self.link(self.account, secret).ical_uid
        secret.user_id = False
        for organizer in (self.email(self.ben), STRANGER):
            with self.subTest(organizer=organizer):
                self.forge(self.ben, organizer=organizer, iCalUID=uid)
                self.both()
                self.assertEqual(secret.partner_ids, self.ana.partner_id)
                self.assertFalse(secret.user_id)

    def test_the_uid_of_a_meeting_to_which_somebody_else_is_invited(self):
        """Whoever is invited knows the uid, and may give it to others."""
        self.ana.google_share_guests = "yes"
        carl = self.new_user("carl")
        self.connect(carl)
        self.sync()
        meeting = self.meet(carl.partner_id, name="Secret", description=NOTES, privacy="private")
        self.settle()
        uid = self.link(self.account, meeting).ical_uid
        self.forge(self.ben, organizer=self.email(self.ana), iCalUID=uid)
        self.both()
        self.assertEqual(meeting.partner_ids, (self.ana | carl).partner_id)
        self.assertFalse(self.link(self.ben_account, meeting))

    def test_a_meeting_that_is_forged_as_a_colleagues(self):
        """It is imported first, with the uid of what the colleague has in Google alone."""
        uid = "known@else.example"
        self.forge(self.ben, "Forged", organizer=self.email(self.ana), iCalUID=uid)
        self.sync_alone(self.ben_account)
        forged = self.titled("Forged")
        self.forge(self.ana, "Secret", self.email(self.ana), iCalUID=uid, description=NOTES)
        self.both()
        self.assertEqual(forged.partner_ids, self.ben.partner_id)
        self.assertFalse(forged.user_id)
        self.assertNotIn(NOTES, forged.description or "")
        self.assertEqual(self.titled("Secret").partner_ids, self.ana.partner_id)

    def test_an_invitation_that_is_forged_as_a_strangers(self):
        """The colleague names the user as a guest, but the true invitation names no colleague."""
        uid = "known@else.example"
        self.forge(self.ben, "Forged", guests=[self.email(self.ana)], iCalUID=uid)
        self.sync_alone(self.ben_account)
        self.forge(self.ana, "Secret", iCalUID=uid, description=NOTES)
        self.both()
        self.assertEqual(self.titled("Forged").partner_ids, self.ben.partner_id)
        self.assertEqual(self.titled("Secret").partner_ids, self.ana.partner_id)
        self.assertNotIn(NOTES, self.titled("Forged").description or "")

    def test_an_invitation_to_both_is_one_meeting(self):
        guests = [self.email(self.ana), self.email(self.ben)]
        for user, other in ((self.ana, guests[1]), (self.ben, guests[0])):
            self.forge(user, "Shared", guests=[other], iCalUID="shared@else.example")
        self.both()
        (meeting,) = self.titled("Shared")
        self.assertEqual(meeting.partner_ids, (self.ana | self.ben).partner_id)
        self.assertEqual(set(meeting.attendee_ids.mapped("state")), {"accepted"})
        self.assertFalse(meeting.google_sync_guests)

    def test_a_strangers_guest_list(self):
        lists = {"Forged": STRANGER, "Forged again": self.email(self.new_user("carl"))}
        for title, organizer in lists.items():
            self.forge(self.ana, title, organizer, guests=[self.email(self.ben)])
        self.both()
        for title in lists:
            event = self.titled(title)
            self.assertEqual(event.partner_ids, self.ana.partner_id)
            self.assertIn(self.email(self.ben), event.google_sync_guests_text)
        self.assertFalse(self.google_events(self.ben))
        self.assertFalse(self.mails())

    def test_a_strangers_guest_list_changes_no_colleagues_answer(self):
        guests = [self.email(self.ana), self.email(self.ben)]
        for user, other in ((self.ana, guests[1]), (self.ben, guests[0])):
            google_id = self.forge(user, "Shared", guests=[other], iCalUID="shared@else.example")
        self.both()
        (meeting,) = self.titled("Shared")
        google_id = self.link(self.account, meeting).google_id
        own = {"email": guests[0], "responseStatus": "accepted"}
        for others in ([{"email": guests[1], "responseStatus": "declined"}], []):
            again = {"attendees": [own, *others], "location": f"Room {len(others)}"}
            self.forge(self.ana, "Shared", iCalUID="shared@else.example", **again)
            self.sync_alone(self.account)
            self.assertEqual(meeting.location, f"Room {len(others)}")
            self.assertEqual(self.states(meeting), {self.ben.name: "accepted"})
        self.assertTrue(self.google(self.ana, "GET", f"/{google_id}"))

    def test_an_address_that_a_user_only_claims(self):
        for address in ("weber@mail.example", "nobody@mail.example", self.email(self.ana)):
            self.ben.with_user(self.ben).email = address
            self.assertTrue(self.ben.google_sync_email_claimed)
            self.invite(address, name=f"With {address}", description=NOTES)
            self.both()
            meeting = self.titled(f"With {address}")
            self.assertNotIn(self.ben.partner_id, meeting.partner_ids)
        self.assertEqual(
            self.titled("With weber@mail.example").partner_ids - self.weber, self.ana.partner_id
        )
        self.ben.email = "ben@other.example"  # an administrator
        self.assertFalse(self.ben.google_sync_email_claimed)
        self.invite("ben@other.example", name="Honest")
        self.both()
        self.assertIn(self.ben.partner_id, self.titled("Honest").partner_ids)

    def test_an_address_that_somebody_from_outside_claims(self):
        """Also once they work here, and whoever has had the address before."""
        pia = self.new_user("pia", groups="base.group_portal", email="pia@mail.example")
        pia.with_user(pia).email = "weber@mail.example"
        self.invite("weber@mail.example", name="Oncology", description=NOTES)
        self.both()
        self.assertEqual(self.titled("Oncology").partner_ids, self.ana.partner_id | self.weber)
        seen = self.env["calendar.event"].with_user(pia).search([])
        self.assertNotIn("Oncology", seen.mapped("name"))
        self.weber.email = False
        pia.group_ids = self.env.ref("base.group_user")
        self.invite("weber@mail.example", name="Follow-up")
        self.both()
        self.assertEqual(self.titled("Follow-up").partner_ids, self.ana.partner_id)

    def test_who_may_write_to_anothers_calendar_is_not_that_person(self):
        carl, dave = self.new_user("carl"), self.new_user("dave", email="dave@gmail.example")
        self.connect(carl)
        self.make_google_account(dave)
        self.sync()
        shared = {"calendar": self.email(dave), "with": self.email(self.ben), "role": "writer"}
        self.control("POST", "/_fake/share", shared)
        guests = [{"email": self.email(dave)}]
        self.google_insert(carl, "Secret", attendees=guests, visibility="private")
        self.both()
        secret = self.titled("Secret")
        self.assertEqual(secret.partner_ids, (carl | dave).partner_id)
        dialogue = self.env["google.sync.choose.calendar"].with_user(self.ben).create({})
        option = dialogue.option_ids.filtered(lambda one: one.google_id == self.email(dave))
        dialogue.write({"choice": "existing", "option_id": option.id, "appointments": "leave"})
        dialogue.action_apply()
        self.ben.google_populate_odoo = True
        self.both()
        self.both()
        self.assertEqual(secret.partner_ids, (carl | dave).partner_id)
        with self.assertRaises(AccessError):
            secret.with_user(self.ben).write({"location": "Elsewhere"})

    def test_who_is_taken_out_does_not_come_back_by_their_own_copy(self):
        meeting = self.meet(self.ben.partner_id, name="Secret", privacy="private")
        self.settle()
        self.assertIn("Secret", self.google_events(self.ben))
        ref = RecordRef(EVENT, meeting.id)
        schedule = Schedule(self.env, self.ben)
        item = schedule.read({ref})[0][ref].item
        meeting.write({"partner_ids": [(3, self.ben.partner_id.id)]})
        with self.assertRaises(ItemError):
            schedule.restore(ref, item, Role.INVITED)
        self.assertEqual(meeting.partner_ids, self.ana.partner_id)
        self.settle()
        self.assertFalse(self.google_events(self.ben))

    def test_an_event_with_the_id_of_an_expected_copy(self):
        """Whoever calls a meeting chooses its id in Google, also that of another's event."""
        google_id = self.google_insert(self.ben, "Secret", description=NOTES)
        self.ben_account.link_ids.filtered(lambda link: link.google_id == google_id).unlink()
        meeting = self.meet(self.ben.partner_id, name="Trap")
        self.commit()
        LinkStore(self.env, self.ben_account).await_copies(
            {RecordRef(EVENT, meeting.id): google_id}
        )
        self.both()
        event = self.google(self.ben, "GET", f"/{google_id}")
        self.assertEqual((event["summary"], event["description"]), ("Secret", NOTES))
        self.assertEqual(self.titled("Secret").partner_ids, self.ben.partner_id)
        self.assertNotIn(NOTES, meeting.description or "")
        self.assertIn("Trap", self.google_events(self.ben), "a copy of its own")

    def test_what_somebody_else_calls_by_now_is_parted(self):
        """Whoever knows the uid of a meeting sends another one with it, as its organizer."""
        secret = self.secret()
        self.both()
        link = self.link(self.account, secret)
        google_id = link.google_id
        self.forge(self.ana, "Secret", iCalUID=link.ical_uid, guestsCanModify=True)
        self.both()
        self.assert_untouched(secret)
        event = self.google(self.ana, "GET", f"/{google_id}")
        self.assertNotIn(NOTES, event.get("description", ""))
        self.assertNotEqual(self.link(self.account, secret).google_id, google_id)
        self.assertEqual(len(self.titled("Secret")), 2)

    def test_what_a_former_version_has_linked(self):
        """It looked like it; the first run after the upgrade parts the two."""
        secret = self.secret()
        google_id = self.forge(self.ana, "Other", guestsCanModify=True)
        self.both()
        invitation = self.titled("Other")
        link = self.link(self.account, invitation)
        self.link(self.account, secret).unlink()
        link.write({"res_id": secret.id, "role": "organizer"})
        invitation.unlink()
        self.env.flush_all()
        spec = spec_from_file_location("post_identity", MIGRATION)
        migration = module_from_spec(spec)
        spec.loader.exec_module(migration)
        migration.migrate(self.env.cr, "19.0.0.2.0")
        self.env.invalidate_all()
        secret.show_as = "free"
        self.both()
        self.assert_untouched(secret)
        event = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual(event["summary"], "Other")
        self.assertNotIn(NOTES, str(event))
        self.assertEqual(len(self.titled("Other")), 1)

    def test_what_odoo_does_not_show_is_not_in_google(self):
        rule = {
            "name": "Not this one",
            "model_id": self.env["ir.model"]._get("calendar.event").id,
            "domain_force": "[('location', '!=', 'Room 1')]",
            "groups": [(4, self.env.ref("base.group_user").id)],
        }
        secret = self.secret(privacy="private")
        self.both()
        self.assertIn("Secret", self.google_events(self.ana))
        self.env["ir.rule"].search([("model_id", "=", rule["model_id"])]).unlink()
        self.env["ir.rule"].create(rule)
        secret.description = "<p>More</p>"
        self.both()
        self.assertNotIn("More", str(self.google_events(self.ana)))
