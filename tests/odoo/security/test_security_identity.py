"""Identity is proved, not claimed: each attack that a match without a proof had allowed."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ....engine.core.item import ItemError
from ....engine.core.link import Role
from ....sync.odoo.schedule import Schedule
from ....sync.store.links import LinkStore
from ....sync.store.marker import marks_of
from ....sync.store.refs import EVENT, SERIES, Ref
from ...guests_case import GuestsCase

MIGRATION = Path(__file__).parents[3] / "migrations/19.0.0.3.0/post-identity.py"
STRANGER = "stranger@else.example"
NOTES = "Only for the practice"


class IdentityCase(GuestsCase):
    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben)
        self.sync()
        self.requests_made()

    def forge(self, user, title="Forged", organizer=STRANGER, guests=(), **fields):
        """An event comes into a user's calendar that says of itself what somebody likes; the user
        has accepted it.

        :param organizer: an address, or what Google shall say of the organizer
        """
        own = {"email": self.email(user), "responseStatus": "accepted"}
        others = [{"email": email, "responseStatus": "accepted"} for email in guests]
        body = {
            "summary": title,
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
            "iCalUID": f"{title}@else.example",
            "organizer": {"email": organizer} if isinstance(organizer, str) else organizer,
            "attendees": [own, *others],
            **fields,
        }
        return self.google(user, "POST", "/import", body)["id"]

    def both(self):
        for _round in range(2):
            self.sync()

    def titled(self, name):
        found = self.env["calendar.event"].with_context(active_test=False)
        return found.search([("name", "=", name)], order="id")

    def assert_untouched(self, event, user=None):
        """Nobody but its user takes part in it, and its words are what they were."""
        user = user or self.ana
        self.assertEqual(event.partner_ids, user.partner_id)
        self.assertEqual(event.user_id, user)
        self.assertEqual((event.name, event.location), ("Secret", "Room 1"))
        self.assertIn(NOTES, event.description)
        self.assertTrue(event.active)

    def secret(self, user=None, **values):
        user = user or self.ana
        words = {"description": f"<p>{NOTES}</p>", "location": "Room 1"}
        return self.odoo_create(user, "Secret", **{**words, **values})


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
        ref = Ref(EVENT, meeting.id)
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
        LinkStore(self.env, self.ben_account).await_copies({Ref(EVENT, meeting.id): google_id})
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


@tagged("post_install", "-at_install")
class TestForgedMarks(IdentityCase):
    """A mark holds for the event for which it was signed, and for no other."""

    def test_what_a_signature_is_over(self):
        marks, ref = marks_of(self.account), Ref(EVENT, 7)
        mark = marks.mark(ref, "id")
        self.assertEqual(marks.ref(mark, "id"), ref)
        self.assertIsNone(marks.ref(mark, "another"))
        self.assertIsNone(marks_of(self.ben_account).ref(mark, "id"))
        self.assertIsNone(marks.ref(mark.replace(":7:", ":8:"), "id"))
        self.assertIsNone(marks.ref(mark.replace(":7:", ":series:7:"), "id"))
        self.assertIsNone(marks.ref(mark.rpartition(":")[0], "id"), "of a former version")
        self.assertEqual(marks.unsigned_ref(mark.rpartition(":")[0]), ref)
        self.assertIsNone(marks.unsigned_ref(mark), "a signature that does not hold is no mark")
        self.env["ir.config_parameter"].set_param("database.uuid", "another")
        self.assertIsNone(marks_of(self.account).ref(mark, "id"))
        series = marks.mark(Ref(SERIES, 7), "id")
        self.assertEqual(marks.ref(series, "id"), Ref(SERIES, 7))

    def test_nothing_secret_is_in_a_mark(self):
        marks = marks_of(self.account)
        self.assertNotIn(marks.keys[0].hex(), marks.mark(Ref(EVENT, 7), "id"))
        self.assertNotIn(repr(marks.keys[0]), repr(marks))

    def test_a_mark_in_another_calendar(self):
        secret = self.secret(privacy="private")
        self.both()
        google_id = self.link(self.account, secret).google_id
        mark = self.google(self.ana, "GET", f"/{google_id}")["extendedProperties"]
        self.google_insert(self.ben, "Mine", id=google_id, extendedProperties=mark)
        self.both()
        self.assert_untouched(secret)
        self.assertEqual(self.titled("Mine").partner_ids, self.ben.partner_id)

    def test_a_mark_on_another_event_once_the_link_is_lost(self):
        secret = self.secret()
        self.both()
        link = self.link(self.account, secret)
        google_id = link.google_id
        mark = self.google(self.ana, "GET", f"/{google_id}")["extendedProperties"]
        copy = self.google_insert(self.ana, "Copy", extendedProperties=mark)
        self.account.link_ids.unlink()
        self.google_patch(self.ana, google_id, summary="Renamed")
        self.ana.write({"google_populate_google": True, "google_populate_odoo": True})
        self.both()
        self.assertEqual(self.link(self.account, secret).google_id, google_id)
        self.assertEqual(self.google(self.ana, "GET", f"/{copy}")["summary"], "Copy")
        self.assertNotEqual(self.titled("Copy"), secret)

    def test_an_event_of_a_former_version_gets_a_signature_with_its_next_change(self):
        event = self.secret()
        self.both()
        link = self.link(self.account, event)
        self.assertTrue(link.is_signed)
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        old = {"private": {"odoo": f"{uuid}:{event.id}"}}
        self.google_patch(self.ana, link.google_id, extendedProperties=old)
        self.both()
        link.is_signed = False
        event.location = "Room 2"
        self.settle()
        self.assertTrue(link.is_signed)
        mark = self.google(self.ana, "GET", f"/{link.google_id}")["extendedProperties"]["private"]
        found = marks_of(self.account).ref(mark["odoo"], link.google_id)
        self.assertEqual(found, Ref(EVENT, event.id))

    def test_when_the_user_leaves(self):
        """What was signed once is not taken away by a mark without a signature; of a former
        version, which could not sign, it is."""
        signed, former = self.secret(), self.secret()
        self.both()
        uuid = self.env["ir.config_parameter"].get_param("database.uuid")
        links = {event: self.link(self.account, event) for event in (signed, former)}
        for event, link in links.items():
            old = {"private": {"odoo": f"{uuid}:{event.id}"}}
            self.google_patch(self.ana, link.google_id, extendedProperties=old)
        self.both()
        links[former].is_signed = False
        google_ids = {event: link.google_id for event, link in links.items()}
        self.disconnect(self.ana, "remove")
        self.both()
        self.make_google_account(self.ana)
        left = {event["id"] for event in self.google_events(self.ana).values()}
        self.assertEqual(left, {google_ids[signed]})


@tagged("post_install", "-at_install")
class TestLookalikes(IdentityCase):
    """What looks like an own appointment is a second one, and a question."""

    def questions(self):
        return self.account.link_ids.filtered("candidates")

    def answer(self, same=True):
        link = self.questions().with_user(self.ana)
        wizard = self.env["google.sync.choose.contact"].with_user(self.ana)
        wizard = wizard.browse(link.action_choose()["res_id"])
        self.assertEqual(len(wizard.candidate_ids), 1)
        if same:
            wizard.candidate_ids.action_choose()
        else:
            wizard.action_none()
        self.take()
        self.both()

    def assert_counted(self):
        """The Google page counts what its button lists."""
        page = self.ana.with_user(self.ana)
        page.invalidate_recordset()
        listed = self.env["google.sync.link"].search_count(
            page.action_google_open_failing()["domain"]
        )
        self.assertEqual((page.google_sync_failed_count, listed), (1, 1))

    def invited(self, **fields):
        return self.forge(self.ana, "Secret", **fields)

    def test_an_invitation_changes_nothing_and_learns_nothing(self):
        for before in (True, False):  # whether Google has the own appointment already
            with self.subTest(before=before):
                secret = self.secret()
                if before:
                    self.both()
                google_id = self.invited(guestsCanModify=True, iCalUID=f"{before}@else.example")
                self.both()
                self.assert_untouched(secret)
                event = self.google(self.ana, "GET", f"/{google_id}")
                self.assertNotIn("description", event)
                self.assertNotIn("location", event)
                self.assertEqual(self.questions().candidates[0]["id"], secret.id)
                self.assert_counted()
                self.google_delete(self.ana, google_id)
                self.both()
                self.assert_untouched(secret)
                secret.active = False
                self.both()

    def test_a_flag_that_says_it_is_the_users_own(self):
        secret = self.secret()
        google_id = self.invited(organizer={"email": STRANGER, "self": True})
        self.both()
        self.assert_untouched(secret)
        self.assertNotIn(NOTES, str(self.google(self.ana, "GET", f"/{google_id}")))

    def test_what_a_colleague_has_entered_for_the_user(self):
        """Whoever enters an appointment for the user reads it; so it is not what the user's own
        event in Google is."""
        trap = self.secret(self.ben, user_id=self.ana.id)
        trap.write({"partner_ids": [(6, 0, (self.ana | self.ben).partner_id.ids)]})
        google_id = self.google_insert(self.ana, "Secret", description="My own")
        self.both()
        self.assertNotIn("My own", trap.description)
        self.assertEqual(
            self.google(self.ana, "GET", f"/{google_id}")["description"],
            "My own",
            "not overwritten",
        )
        self.assertEqual(len(self.titled("Secret")), 2)

    def test_what_is_more_private_in_google(self):
        secret = self.secret()
        self.google_insert(self.ana, "Secret", description="My own", visibility="private")
        self.both()
        self.assertRegex(self.questions().candidates[0]["about"], r"^3/2/27, 10:00\sAM$")
        self.assert_untouched(secret)
        self.assertNotIn("My own", secret.description)

    def test_one_question_however_many_there_are(self):
        self.secret()
        for number in range(20):
            self.invited(iCalUID=f"{number}@else.example")
        self.both()
        self.assertEqual(len(self.titled("Secret")), 21)
        self.assertEqual(len(self.questions()), 1)
        self.both()
        self.assertEqual(len(self.questions()), 1)

    def test_the_invitation_is_the_same(self):
        secret = self.secret()
        google_id = self.invited()
        self.both()
        self.answer()
        self.assertFalse(secret.active)
        self.assertIn(NOTES, secret.description, "kept where it is")
        self.assertEqual(
            {event["id"] for event in self.google(self.ana, "GET")["items"]}, {google_id}
        )
        self.assertNotIn(NOTES, str(self.google(self.ana, "GET")))
        self.settle()

    def test_the_invitation_is_another_one(self):
        secret = self.secret()
        self.invited()
        self.both()
        link = self.questions()
        invitation = self.env["calendar.event"].browse(link.res_id).with_user(self.ana)
        self.assertEqual(invitation.google_sync_status, "synced")
        self.assertEqual(invitation.google_sync_remedy, "choose")
        invitation.sudo().location = "Room 9"
        self.both()
        self.assertTrue(link.candidates, "the question stays")
        self.answer(same=False)
        self.assertFalse(self.questions())
        self.assert_untouched(secret)
        self.settle()
        self.assertFalse(self.questions(), "and is not asked again")
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 2)

    def test_two_entries_of_the_user_are_the_same(self):
        secret = self.secret()
        google_id = self.google_insert(self.ana, "Secret", visibility="private", location="Room 2")
        self.both()
        self.answer()
        self.settle()
        self.assertEqual(self.titled("Secret").filtered("active"), secret)
        self.assertEqual(
            {event["id"] for event in self.google(self.ana, "GET")["items"]}, {google_id}
        )
        self.assertEqual(self.link(self.account, secret).google_id, google_id)
        lost = self.account.conflict_ids.mapped("lost")
        self.assertIn(NOTES, str(lost), "what is older is kept")

    def test_nobody_answers_for_another(self):
        secret = self.secret()
        self.invited()
        self.both()
        link = self.questions()
        wizards = self.env["google.sync.choose.contact"].with_user(self.ben)
        with self.assertRaises(AccessError):
            wizards.create({"link_id": link.id})
        with self.assertRaises(AccessError):
            link.with_user(self.ben).action_choose()
        with self.assertRaises(AccessError):
            link.with_user(self.ben)._choose(None)
        other = self.odoo_create(self.ana, "Other")
        with self.assertRaises(UserError):
            link.with_user(self.ana)._choose(str(other.id))
        self.assertTrue(secret.active and other.active)
