from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..sync.meetings import Meetings
from ..sync.records import EVENT, Ref
from ..sync.schedule import Schedule
from .common import GoogleSyncCase


class GuestsCase(GoogleSyncCase):
    """Two users, and contacts of the practice."""

    def setUp(self):
        super().setUp()
        self.ben = self.new_user("ben", email="ben@practice.example")
        self.weber = self._contact("Mrs Weber", "weber@mail.example")
        self.account = self.connect(self.ana)
        self.sync()

    def _contact(self, name, email):
        return self.env["res.partner"].create({"name": name, "email": email})

    def meet(self, *partners, name="Meeting", **values):
        """Ana calls a meeting in Odoo."""
        attendees = self.ana.partner_id.union(*partners)
        return self.odoo_create(self.ana, name, partner_ids=[(6, 0, attendees.ids)], **values)

    def invite(self, *emails, name="Meeting", user=None, **fields):
        """Somebody, Ana by default, calls a meeting in Google."""
        guests = [email if isinstance(email, dict) else {"email": email} for email in emails]
        return self.google_insert(user or self.ana, name, attendees=guests, **fields)

    def in_odoo(self, name="Meeting"):
        (event,) = self.env["calendar.event"].search([("name", "=", name)])
        return event

    def states(self, event):
        """The answers of all attendees but Ana, by name."""
        others = event.attendee_ids.filtered(lambda a: a.partner_id != self.ana.partner_id)
        return {attendee.common_name: attendee.state for attendee in others}

    def answers(self, name="Meeting", user=None):
        """The answers that Google shows, by address."""
        guests = self.google_events(user or self.ana)[name].get("attendees", [])
        return {guest["email"]: guest["responseStatus"] for guest in guests}

    def attendee(self, event, partner):
        return event.attendee_ids.filtered(lambda attendee: attendee.partner_id == partner)

    def sync_alone(self, account):
        """Synchronise one account, whatever waits for the others."""
        others = self.env["google.sync.account"].search([]) - account
        others.lease_until = "2099-01-01"
        self.sync(account)
        others.lease_until = False

    def odoo_mails(self):
        return self.env["mail.mail"].search_count([]) + self.env["mail.message"].search_count(
            [("model", "=", "calendar.event"), ("message_type", "=", "user_notification")]
        )


@tagged("post_install", "-at_install")
class TestGuestsComeIn(GuestsCase):
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
        self._contact("Ben's namesake", "ben@practice.example").write({"create_date": "2000-01-01"})
        self._contact("Weber junior", "weber@mail.example")
        self.invite("ben@practice.example", "weber@mail.example")
        self.sync()
        self.assertEqual(
            self.in_odoo().partner_ids - self.ana.partner_id, self.ben.partner_id | self.weber
        )

    def test_changes_of_the_guests_come_in(self):
        google_id = self.invite("weber@mail.example", "new@mail.example")
        self.sync()
        event = self.in_odoo()
        lambert = self._contact("Mr Lambert", "lambert@mail.example")
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
        self._contact("Library", "library@resource.example")
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

    def test_who_may_not_make_contacts_is_told_once(self):
        self.ana.google_create_guest_contacts = True
        self.ana.write({"group_ids": [(3, self.env.ref("base.group_partner_manager").id)]})
        with self.assertRaises(AccessError):
            self.env["res.partner"].with_user(self.ana).create({"name": "x"})
        self.invite("new@mail.example", "other@mail.example")
        self.invite("third@mail.example", name="Second")
        self.sync()
        self.assertIn("2 guests only in Google", self.in_odoo().google_sync_guests_text)
        self.assertEqual(len(self._warnings("you may not create contacts")), 1)

    def _warnings(self, words):
        lines = self.last_run(self.account).line_ids
        return lines.filtered(lambda line: line.level == "warning" and words in line.message)

    def test_meetings_called_outside(self):
        carl = self.make_google_account(self.new_user("carl"))["email"]
        self.access_tokens[carl] = self.access_tokens.pop(carl)
        self.env["res.users"].search([("login", "=", "carl")]).partner_id.email = False
        self._contact("Mr Carl", carl)
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
        self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
        self.assertFalse(self.mails())

    def test_a_contact_made_later_takes_the_place_of_the_address(self):
        self.ana.google_share_guests = "yes"
        self.invite("new@mail.example")
        self.sync()
        event = self.in_odoo()
        nora = self._contact("Nora New", "new@mail.example")
        event.write({"partner_ids": [(4, nora.id)]})
        self.assertFalse(event.google_sync_guests)
        self.sync()
        self.assertEqual(list(self.answers()), ["new@mail.example"])
        event.write({"partner_ids": [(3, nora.id)]})
        self.sync()
        self.assertFalse(self.answers())


@tagged("post_install", "-at_install")
class TestGuestsGoOut(GuestsCase):
    """The guests of Odoo reach Google as far as the user wants, and so do Google's mails."""

    def _change_everything(self, event):
        """Whatever makes writes to Google of a meeting with guests."""
        lambert = self._contact("Mr Lambert", "lambert@mail.example")
        self.sync()
        event.write({"location": "Room 5", "partner_ids": [(4, lambert.id)]})
        self.sync()
        self.attendee(event, self.weber).do_accept()
        self.sync()
        event.write({"partner_ids": [(3, lambert.id)]})
        self.sync()
        event.active = False
        self.sync()

    def test_not_shared(self):
        event = self.meet(self.weber)
        self.sync()
        self.assertNotIn("attendees", self.google_events(self.ana)["Meeting"])
        self._change_everything(event)
        self.assertFalse(self.mails())

    def test_shared_without_mail(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber, self._contact("No address", False))
        self.sync()
        self.assertEqual(
            self.answers(), {self.email(self.ana): "accepted", "weber@mail.example": "needsAction"}
        )
        self._change_everything(event)
        self.assertFalse(self.mails())

    def test_shared_with_mail(self):
        self.ana.google_share_guests = "mail"
        event = self.meet(self.weber)
        self.odoo_create(self.ana, "Nobody else")
        self._change_everything(event)
        self.assertEqual(
            [(mail["to"], mail["kind"]) for mail in self.mails()],
            [
                ("weber@mail.example", "invitation"),
                ("lambert@mail.example", "invitation"),
                ("weber@mail.example", "update"),
                ("lambert@mail.example", "cancellation"),
                ("weber@mail.example", "update"),
                ("weber@mail.example", "cancellation"),
            ],
        )

    def test_reminders_are_nobody_elses_business(self):
        self.ana.google_share_guests = "mail"
        event = self.meet(self.weber)
        self.sync()
        self.control("DELETE", "/_fake/requests")
        event.write({"show_as": "free", "privacy": "private"})
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Meeting"]["transparency"], "transparent")
        self.assertFalse(self.mails())

    def test_populating_mails_nobody(self):
        self.ana.google_import_events = False
        self.meet(self.weber)
        self.env["google.sync.change"].search([]).unlink()
        self.ana.write({"google_share_guests": "mail", "google_populate_google": True})
        self.sync()
        self.assertIn("weber@mail.example", self.answers())
        self.assertFalse(self.mails())

    def test_what_google_has_besides_survives(self):
        self.ana.google_share_guests = "yes"
        google_id = self.invite(
            {"email": self.email(self.ana), "responseStatus": "accepted", "comment": "Mine"},
            {"email": "room@resource.example", "resource": True},
            {"email": "weber@mail.example", "optional": True, "additionalGuests": 2},
            {"email": "new@mail.example", "comment": "Late", "responseStatus": "tentative"},
        )
        self.sync()
        event = self.in_odoo()
        event.write({"partner_ids": [(4, self.ben.partner_id.id)]})
        self.attendee(event, self.weber).do_decline()
        self.sync()
        lines = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        lines = {line.pop("email"): line for line in lines}
        self.assertEqual(lines[self.email(self.ana)]["comment"], "Mine")
        self.assertTrue(lines["room@resource.example"]["resource"])
        self.assertEqual(
            lines["weber@mail.example"],
            {"optional": True, "additionalGuests": 2, "responseStatus": "declined"},
        )
        self.assertEqual(
            lines["new@mail.example"], {"comment": "Late", "responseStatus": "tentative"}
        )
        self.assertIn("ben@practice.example", lines)

    def test_guests_changed_on_both_sides(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber, self.ben.partner_id)
        self.sync()
        google_id = self.link(self.account, event).google_id
        lines = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        lines = [line for line in lines if line["email"] != "ben@practice.example"]
        self.google_patch(self.ana, google_id, attendees=[*lines, {"email": "new@mail.example"}])
        lambert = self._contact("Mr Lambert", "lambert@mail.example")
        event.write({"partner_ids": [(4, lambert.id)]})
        self.attendee(event, self.weber).do_accept()
        self.sync()
        self.assertEqual(self.states(event), {"Mrs Weber": "accepted", "Mr Lambert": "needsAction"})
        self.assertEqual(
            self.answers(),
            {
                self.email(self.ana): "accepted",
                "weber@mail.example": "accepted",
                "new@mail.example": "needsAction",
                "lambert@mail.example": "needsAction",
            },
        )
        self.assertFalse(self.last_run(self.account).problems)

    def test_both_sides_changed_one_answer(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber)
        self.sync()
        google_id = self.link(self.account, event).google_id
        self.attendee(event, self.weber).do_accept()
        guest = {"email": "weber@mail.example", "responseStatus": "declined"}
        self.google_patch(self.ana, google_id, attendees=[guest])
        self.sync()
        self.assertIn("weber@mail.example: ", self.last_run(self.account).line_ids.message)
        self.assertEqual(self.answers()["weber@mail.example"], self.states(event)["Mrs Weber"])

    def test_the_organizers_answer_is_in_their_own_line(self):
        self.ana.google_share_guests = "yes"
        event = self.meet(self.weber)
        self.sync()
        self.attendee(event, self.ana.partner_id).do_tentative()
        self.sync()
        self.assertEqual(self.answers()[self.email(self.ana)], "tentative")
        self.sync()
        self.assertEqual(self.attendee(event, self.ana.partner_id).state, "tentative")

    def test_switched_on_and_off(self):
        event, other = self.meet(self.weber), self.meet(self.weber, name="Other")
        self.sync()
        self.sync()
        self.ana.google_share_guests = "yes"
        event.location = "Room 5"
        self.sync()
        self.assertIn("weber@mail.example", self.answers())
        self.assertFalse(self.answers("Other"))
        self.ana.google_populate_google = True
        self.sync()
        self.assertIn("weber@mail.example", self.answers("Other"))
        self.ana.google_share_guests = "no"
        (event | other).write({"location": "Room 7", "partner_ids": [(3, self.weber.id)]})
        self.sync()
        for name in ("Meeting", "Other"):
            self.assertEqual(self.google_events(self.ana)[name]["location"], "Room 7")
            self.assertIn("weber@mail.example", self.answers(name))

    def test_more_guests_than_google_takes(self):
        self.ana.google_share_guests = "yes"
        crowd = self.env["res.partner"].create(
            [{"name": f"Guest {n}", "email": f"guest{n}@mail.example"} for n in range(200)]
        )
        event = self.meet(crowd)
        self.sync()
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertIn("201 guests", self.last_run(self.account).line_ids.message)
        event.write({"partner_ids": [(3, crowd[0].id)]})
        self.sync()
        self.assertEqual(len(self.answers()), 200)


@tagged("post_install", "-at_install")
class TestSharedMeetings(GuestsCase):
    """A meeting of two users is one meeting in Google, too, when its organizer shares it."""

    def setUp(self):
        super().setUp()
        self.ben_account = self.connect(self.ben)
        self.sync()
        self.ana.google_share_guests = "yes"

    def _assert_one_meeting(self, event):
        self.assertEqual(self.env["calendar.event"].search([("name", "=", event.name)]), event)
        copies = []
        for user in (self.ana, self.ben):
            (copy,) = self.google(user, "GET")["items"]
            copies.append(copy)
        self.assertEqual(copies[0]["iCalUID"], copies[1]["iCalUID"])
        self.assertFalse((self.account | self.ben_account).filtered("message"))
        for account, copy in zip(self.account | self.ben_account, copies, strict=True):
            self.assertEqual(self.link(account, event).google_id, copy["id"])
        self.assertFalse(self.mails())

    def _settle(self):
        for _round in range(3):
            self.sync()

    def test_the_organizer_first(self):
        event = self.meet(self.ben.partner_id)
        self.commit()
        self.sync_alone(self.account)
        self.sync_alone(self.ben_account)
        self._assert_one_meeting(event)
        self.assertEqual(
            self.answers(),
            {self.email(self.ana): "accepted", self.email(self.ben): "needsAction"},
        )
        self._settle()
        self._assert_one_meeting(event)

    def test_the_guest_first(self):
        event = self.meet(self.ben.partner_id)
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertFalse(self.google(self.ben, "GET")["items"])
        self.sync_alone(self.account)
        self.sync_alone(self.ben_account)
        self._assert_one_meeting(event)

    def test_both_at_once_and_a_contact_beside_them(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self._settle()
        self._assert_one_meeting(event)
        self.assertEqual(
            self.states(event), {self.ben.name: "needsAction", "Mrs Weber": "needsAction"}
        )

    def test_the_answer_to_the_organizer_is_lost(self):
        event = self.meet(self.ben.partner_id)
        self.fault("events.insert", "timeout_after")
        self.commit()
        self.sync_alone(self.account)
        self.sync_alone(self.ben_account)
        self._settle()
        self._assert_one_meeting(event)

    def test_the_guest_answers_on_either_side(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        mine = {"email": self.email(self.ben)}
        google_id = self.link(self.ben_account, event).google_id
        self.google_patch(self.ben, google_id, attendees=[{**mine, "responseStatus": "accepted"}])
        self._settle()
        self.assertEqual(self.states(event), {self.ben.name: "accepted"})
        self.attendee(event, self.ben.partner_id).do_tentative()
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertEqual(self.answers()[self.email(self.ben)], "tentative", "told by Ben's account")
        self._settle()
        self._assert_one_meeting(event)
        self.assertEqual(self.states(event), {self.ben.name: "tentative"})

    def test_the_guest_deletes_their_copy(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        self.google_delete(self.ben, self.link(self.ben_account, event).google_id)
        self._settle()
        self.assertTrue(event.active)
        self.assertEqual(self.states(event), {self.ben.name: "declined"})
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")
        self.attendee(event, self.ben.partner_id).do_accept()
        self._settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self._assert_one_meeting(event)

    def test_the_guest_changes_their_copy(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        google_id = self.link(self.ben_account, event).google_id
        self.google_patch(self.ben, google_id, summary="Mine now")
        self._settle()
        self.assertEqual(event.name, "Meeting")
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_the_organizer_moves_and_cancels_it(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        event.write({"start": "2027-03-03 09:00:00", "stop": "2027-03-03 10:00:00"})
        self._settle()
        self._assert_one_meeting(event)
        self.assertEqual(
            self.google_events(self.ben)["Meeting"]["start"]["dateTime"][:10], "2027-03-03"
        )
        event.active = False
        self._settle()
        for user in (self.ana, self.ben):
            self.assertFalse(self.google_events(user))
        self.assertFalse(self.mails())

    def test_it_is_cancelled_though_the_guests_copy_goes_first(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        event.active = False
        self.sync_alone(self.ben_account)
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")
        self._settle()
        self.assertFalse(event.active)
        self.assertFalse(self.google_events(self.ana))

    def test_a_guest_with_another_calendar_makes_their_own(self):
        self.ben_account.calendar_id = "other@group.calendar.example"
        event = self.meet(self.ben.partner_id)
        self.commit()
        ref, schedule = Ref(EVENT, event.id), Schedule(self.env, self.ben)
        states, _problems = schedule.read({ref})
        self.assertFalse(Meetings(self.env, self.ben_account, schedule).awaited(states))
        self.ben_account.calendar_id = self.email(self.ben)
        meetings = Meetings(self.env, self.ben_account, schedule)
        self.assertEqual(meetings.awaited(states), {ref: None})

    def test_shared_later_the_guests_own_copy_makes_room(self):
        self.ana.google_share_guests = "no"
        event = self.meet(self.ben.partner_id)
        self._settle()
        self.assertNotEqual(
            self.link(self.account, event).ical_uid, self.link(self.ben_account, event).ical_uid
        )
        self.ana.google_share_guests = "yes"
        event.location = "Room 5"
        self._settle()
        self._assert_one_meeting(event)

    def test_shared_no_more_the_copy_stays(self):
        event = self.meet(self.ben.partner_id)
        self._settle()
        self.ana.google_share_guests = "no"
        event.location = "Room 5"
        self._settle()
        self._assert_one_meeting(event)
        self.assertEqual(self.google_events(self.ben)["Meeting"]["location"], "Room 5")

    def test_invited_by_the_other_address_in_google(self):
        event = self.meet(self.weber)
        self._settle()
        google_id = self.link(self.account, event).google_id
        lines = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        self.google_patch(
            self.ana, google_id, attendees=[*lines, {"email": "ben@practice.example"}]
        )
        self._settle()
        self.assertIn(self.ben.partner_id, event.partner_ids)
        self.assertIn("ben@practice.example", self.answers())
        self.assertNotIn(self.email(self.ben), self.answers())

    def test_called_in_google_with_a_colleague_who_syncs_first(self):
        self._call_in_google_and_sync_the_guest_first()

    def test_called_in_google_with_a_colleague_who_takes_open_invitations(self):
        self.ben.google_import_tentative = True
        self._call_in_google_and_sync_the_guest_first()

    def _call_in_google_and_sync_the_guest_first(self):
        self.ana.google_share_guests = "no"
        self.invite(self.email(self.ben))
        self.sync_alone(self.ben_account)
        self.sync_alone(self.account)
        self._settle()
        event = self.in_odoo()
        self.assertEqual(event.user_id, self.ana)
        self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
        self.assertEqual(self.answers()[self.email(self.ben)], "needsAction")
        self._assert_one_meeting(event)
        self.attendee(event, self.ben.partner_id).do_accept()
        self._settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self._assert_one_meeting(event)

    def test_called_outside_with_two_users(self):
        carl = self.new_user("carl")
        self.make_google_account(carl)
        guests = [{"email": self.email(user)} for user in (self.ana, self.ben)]
        self.ana.google_import_tentative = True
        self.invite(*guests, user=carl)
        self.sync_alone(self.account)
        self._settle()
        event = self.in_odoo()
        self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
        for user in (self.ana, self.ben):
            self.assertEqual(len(self.google(user, "GET")["items"]), 1)
        self.google_patch(
            self.ben,
            self.link(self.account, event).google_id,
            attendees=[{**guests[1], "responseStatus": "accepted"}],
        )
        self._settle()
        self.assertEqual(self.states(event), {self.ben.name: "accepted"})
        self._assert_one_meeting(event)


@tagged("post_install", "-at_install")
class TestGuestsOfSeries(GuestsCase):
    """All occurrences of a series have its guests, but for those that have their own."""

    def setUp(self):
        super().setUp()
        self.lambert = self._contact("Mr Lambert", "lambert@mail.example")

    def _call_series(self):
        """Ana calls a series of three in Odoo."""
        return self.meet(
            self.weber,
            start="2027-03-01 09:00:00",
            stop="2027-03-01 10:00:00",
            recurrency=True,
            rrule_type="weekly",
            mon=True,
            end_type="count",
            count=3,
            event_tz="Europe/Paris",
        ).recurrence_id

    def _occurrences(self):
        events = self.env["calendar.event"].search([("name", "=", "Meeting")], order="start")
        return [self.states(event) for event in events]

    def _instances(self):
        """The answers of all guests but Ana, for each instance at Google."""
        items = self.google(self.ana, "GET")["items"]
        (series_id,) = [event["id"] for event in items if "recurrence" in event]
        instances = self.google(self.ana, "GET", f"/{series_id}/instances")["items"]
        return [
            {
                guest["email"]: guest["responseStatus"]
                for guest in event.get("attendees", [])
                if not guest.get("self")
            }
            for event in sorted(instances, key=lambda event: event["id"])
        ]

    def _settle(self):
        for _round in range(3):
            self.sync()
        links = self.env["google.sync.link"].search([])
        self.assertEqual(set(links.mapped("state")), {"synced"}, links.mapped("error"))
        self.assertFalse(self.mails())

    def test_from_google(self):
        google_id = self.invite(
            "weber@mail.example",
            "new@mail.example",
            start={"dateTime": "2027-03-01T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-01T11:00:00", "timeZone": "Europe/Paris"},
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        )
        self._settle()
        self.assertEqual(self._occurrences(), [{"Mrs Weber": "needsAction"}] * 3)
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        guest = {"email": "weber@mail.example", "responseStatus": "declined"}
        self.google_patch(
            self.ana,
            sorted(event["id"] for event in instances)[1],
            attendees=[guest, {"email": "lambert@mail.example"}],
        )
        self._settle()
        usual = {"Mrs Weber": "needsAction"}
        special = {"Mrs Weber": "declined", "Mr Lambert": "needsAction"}
        self.assertEqual(self._occurrences(), [usual, special, usual])
        events = self.env["calendar.event"].search([("name", "=", "Meeting")], order="start")
        self.assertEqual(
            events.mapped(lambda event: bool(event.google_sync_guests)), [True, False, True]
        )

    def test_shared(self):
        self.ana.google_share_guests = "yes"
        series = self._call_series()
        self._settle()
        usual = {"weber@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [usual] * 3)
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"partner_ids": [(4, self.lambert.id)]})
        self.attendee(second, self.weber).do_accept()
        self._settle()
        special = {"weber@mail.example": "accepted", "lambert@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [usual, special, usual])

    def test_a_guest_of_all_occurrences(self):
        self.ana.google_share_guests = "yes"
        series = self._call_series()
        self._settle()
        series.base_event_id.write(
            {"partner_ids": [(4, self.lambert.id)], "recurrence_update": "all_events"}
        )
        self._settle()
        both = {"weber@mail.example": "needsAction", "lambert@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [both] * 3)

    def test_not_shared(self):
        series = self._call_series()
        self._settle()
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"partner_ids": [(4, self.lambert.id)]})
        second.location = "Room 5"
        self._settle()
        self.assertEqual(self._instances(), [{}] * 3)
        self.assertEqual(len(self._occurrences()[1]), 2)
