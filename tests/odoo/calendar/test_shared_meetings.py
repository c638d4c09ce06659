from unittest.mock import patch

from odoo.tests import tagged

from ....google_api.calendar import client as google_calendar
from ....google_api.transport.errors import RetryLater
from ....sync.odoo.schedule import Schedule
from ....sync.reconcile.meetings import Meetings
from ....sync.reconcile.pairing import MOST_WAITS
from ....sync.store.refs import EVENT, RecordRef
from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


class SharedMeetingsCase(GuestsCase):
    """Two users, the first of whom shares their guests."""

    def set_up_once(self):
        super().set_up_once()
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


@tagged("post_install", "-at_install")
class TestSharedMeetings(SharedMeetingsCase):
    """A meeting of two users is one meeting in Google, too, when its organizer shares it."""

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
        self.settle()
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
        self.settle()
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
        self.settle()
        self._assert_one_meeting(event)

    def test_a_guest_whom_google_does_not_invite_waits_no_longer(self):
        """Its organizer shares the guests, but not those of what is hidden for its tag."""
        tag = self.env["calendar.event.type"].create({"name": "Therapy", "google_privacy": "busy"})
        event = self.meet(self.ben.partner_id, categ_ids=tag.ids)
        self.commit()
        self.sync_alone(self.ben_account)
        self.settle()
        self.assertTrue(self.link(self.ben_account, event))
        self.assertIn("Busy", self.google_events(self.ben))

    def test_an_organizer_in_trouble_keeps_no_guest_waiting(self):
        """Google invites nobody to what it refuses, nor to what shows it no guests; and of whoever
        has lost access nothing is on its way."""
        tag = self.env["calendar.event.type"].create({"name": "Therapy", "google_privacy": "busy"})
        hidden = self.meet(self.weber, name="Hidden", categ_ids=tag.ids)
        self.settle()
        hidden.write({"partner_ids": [(4, self.ben.partner_id.id)]})
        self.meet(self.ben.partner_id, name="Refused")
        mine = {"account": self.email(self.ana), "summary": "Refused"}
        self.fault("events.insert", status=400, reason="invalid", times=0, **mine)
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertFalse(self.google_events(self.ben))
        self.sync_alone(self.account)
        self.ben_account.link_ids.filtered("retry_at").write({"retry_at": "2020-01-01"})
        self.sync_alone(self.ben_account)
        self.assertEqual({*self.google_events(self.ben)}, {"Busy", "Refused"})
        self.control("POST", "/_fake/revoke", {"account": self.email(self.ana)})
        self.sync()
        self.meet(self.ben.partner_id, name="Later")
        self.sync()
        self.assertIn("Later", self.google_events(self.ben))

    def test_the_guest_answers_on_either_side(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        mine = {"email": self.email(self.ben)}
        google_id = self.link(self.ben_account, event).google_id
        for answer in ("tentative", "accepted"):
            self.google_patch(self.ben, google_id, attendees=[{**mine, "responseStatus": answer}])
            self.settle()
            self.assertEqual(self.states(event), {self.ben.name: answer})
        self.attendee(event, self.ben.partner_id).do_tentative()
        self.commit()
        self.sync_alone(self.ben_account)
        self.assertEqual(self.answers()[self.email(self.ben)], "tentative", "told by Ben's account")
        self.settle()
        self._assert_one_meeting(event)
        self.assertEqual(self.states(event), {self.ben.name: "tentative"})

    def test_the_guest_answers_before_their_account_knows_the_copy(self):
        for answer in ("tentative", "accepted"):
            event = self.meet(self.ben.partner_id, name=answer)
            self.commit()
            self.sync_alone(self.account)
            mine = {"email": self.email(self.ben), "responseStatus": answer}
            self.google_patch(self.ben, self.link(self.account, event).google_id, attendees=[mine])
            self.sync_alone(self.ben_account)
            self.assertEqual(self.states(event), {self.ben.name: answer})
            self.assertEqual(self.answers(answer, self.ben)[self.email(self.ben)], answer)

    def test_the_guest_deletes_their_copy(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.google_delete(self.ben, self.link(self.ben_account, event).google_id)
        self.settle()
        self.assertTrue(event.active)
        self.assertEqual(self.states(event), {self.ben.name: "declined"})
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")
        self.attendee(event, self.ben.partner_id).do_accept()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self._assert_one_meeting(event)

    def test_the_guest_changes_their_copy(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        google_id = self.link(self.ben_account, event).google_id
        self.google_patch(self.ben, google_id, summary="Mine now")
        self.settle()
        self.assertEqual(event.name, "Meeting")
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_the_organizer_moves_and_cancels_it(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        event.write({"start": "2027-03-03 09:00:00", "stop": "2027-03-03 10:00:00"})
        self.settle()
        self._assert_one_meeting(event)
        self.assertEqual(
            self.google_events(self.ben)["Meeting"]["start"]["dateTime"][:10], "2027-03-03"
        )
        event.active = False
        self.settle()
        for user in (self.ana, self.ben):
            self.assertFalse(self.google_events(user))
        self.assertFalse(self.mails())

    def test_it_is_cancelled_though_the_guests_copy_goes_first(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        event.active = False
        self.sync_alone(self.ben_account)
        self.assertEqual(self.answers()[self.email(self.ben)], "declined")
        self.settle()
        self.assertFalse(event.active)
        self.assertFalse(self.google_events(self.ana))

    def test_it_is_called_off_and_on_again(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        event.active = False
        self.settle()
        self.assertFalse(self.google_events(self.ben))
        event.active = True
        self.settle()
        self.assertTrue(event.active)
        self._assert_one_meeting(event)
        self.assertEqual(self.states(event)[self.ben.name], "needsAction")

    def test_a_series_is_called_off_and_on_again(self):
        events = self.meet(self.ben.partner_id, **THREE_MONDAYS).recurrence_id.calendar_event_ids
        self.settle()
        events.active = False
        self.settle()
        self.assertFalse(self.google_events(self.ben))
        events.active = True
        self.settle()
        self.assertEqual(events.mapped("active"), [True] * 3)
        self.assertIn("Meeting", self.google_events(self.ben))
        self.assertEqual(set(events.attendee_ids.mapped("state")), {"accepted", "needsAction"})


@tagged("post_install", "-at_install")
class TestCopiesOfGuests(SharedMeetingsCase):
    """Whether a guest's copy has come, and what becomes of the event in its place."""

    def test_a_guest_with_another_calendar_makes_their_own(self):
        self.ben_account.calendar_id = "other@group.calendar.example"
        event = self.meet(self.ben.partner_id)
        self.commit()
        ref, schedule = RecordRef(EVENT, event.id), Schedule(self.env, self.ben)
        states, _problems = schedule.read({ref})
        self.assertFalse(Meetings(self.env, self.ben_account, schedule).awaited(states))
        self.ben_account.calendar_id = self.email(self.ben)
        meetings = Meetings(self.env, self.ben_account, schedule)
        self.assertEqual(meetings.awaited(states), {ref: None})

    def test_shared_later_the_guests_own_copy_makes_room(self):
        self.ana.google_share_guests = "no"
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.assertNotEqual(
            self.link(self.account, event).ical_uid, self.link(self.ben_account, event).ical_uid
        )
        self.ana.google_share_guests = "yes"
        event.location = "Room 5"
        self.settle()
        self._assert_one_meeting(event)

    def test_a_copy_that_comes_when_the_guest_has_answered(self):
        for habit in ("known", "answered"):
            with self.subTest(habit):
                self.control("POST", "/_fake/settings", {"invitations": habit})
                event = self.meet(self.ben.partner_id, name=habit)
                self.settle()
                self.attendee(event, self.ben.partner_id).do_accept()
                self.commit()
                for _time in range(2):
                    self.sync_alone(self.ben_account)  # by which alone an answer lets it in
                self.settle()
                self.assertIn(habit, self.google_events(self.ben))
                self.assertEqual(self.answers(habit)[self.email(self.ben)], "accepted")

    def test_a_copy_comes_though_the_organizer_tells_the_answer_first(self):
        """What an organizer says of a guest's answer lets no invitation in."""
        for habit in ("known", "answered"):
            for known in (True, False):
                with self.subTest(habit=habit, known=known):
                    self.control("POST", "/_fake/settings", {"invitations": habit})
                    name = f"{habit} {known}"
                    event = self.meet(self.ben.partner_id, name=name)
                    if known:
                        self.settle()
                    self.attendee(event, self.ben.partner_id).do_accept()
                    self.commit()
                    self.sync_alone(self.account)
                    self.assertEqual(self.answers(name)[self.email(self.ben)], "accepted")
                    for _time in range(2):
                        self.sync_alone(self.ben_account)
                    self.settle()
                    self.assertIn(name, self.google_events(self.ben))
                    self.assertEqual(self.states(event), {self.ben.name: "accepted"})

    def test_an_answer_goes_out_once_where_all_invitations_come(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.requests_made()
        self.attendee(event, self.ben.partner_id).do_accept()
        self.commit()
        self.sync_alone(self.account)
        for _time in range(2):
            self.sync_alone(self.ben_account)
        asked = [request["method"] for request in self.requests_made()]
        self.assertEqual(asked.count("calendar.events.patch"), 1)

    def test_a_copy_that_never_comes_is_made_after_a_while(self):
        self.control("POST", "/_fake/settings", {"invitations": "answered"})
        self.fault("events.get", status=404, times=-1, account=self.email(self.ben))
        self._wait_in_vain(self.meet(self.ben.partner_id))
        lines = self.env["google.sync.run.line"].search([("title", "=", "Meeting")])
        self.assertIn(
            "Add invitations to my calendar", "".join(filter(None, lines.mapped("message")))
        )

    def _wait_in_vain(self, event):
        self.sync()
        self.sync()
        while self.link(self.ben_account, event).failures < MOST_WAITS:
            waits = self.link(self.ben_account, event).failures
            self.link(self.ben_account, event).retry_at = "2026-01-01"
            self.sync()
            self.assertGreater(self.link(self.ben_account, event).failures, waits)
            self.assertFalse(self.google_events(self.ben), "it may still come")
        self.link(self.ben_account, event).retry_at = "2026-01-01"
        self.sync()
        self.assertIn("Meeting", self.google_events(self.ben))

    def test_nor_does_one_that_can_be_read_and_is_in_no_calendar(self):
        """The user has chosen in Google to see only what they have answered."""
        self.control("POST", "/_fake/settings", {"invitations": "answered"})
        event = self.meet(self.ben.partner_id)
        self._wait_in_vain(event)
        self.settle()
        own = self.google_events(self.ben)["Meeting"]
        event.location = "Room 5"
        self.settle()
        self.assertEqual(self.google_events(self.ben)["Meeting"]["location"], "Room 5")
        self._answer_by_mail(event)
        self.settle()
        (copy,) = self.google(self.ben, "GET")["items"]
        self.assertNotEqual(copy["id"], own["id"], "the copy has taken its place")
        self.assertEqual(self.states(event), {self.ben.name: "accepted"})

    def test_nor_one_of_which_google_says_it_late(self):
        self.control("POST", "/_fake/settings", {"invitations": "answered"})
        event = self.meet(self.ben.partner_id)
        late = RetryLater("rateLimitExceeded")
        with patch.object(
            google_calendar,
            "are_in_calendar",
            lambda _session, _calendar, invitations: dict.fromkeys(invitations, late),
        ):
            self.sync()
            self.sync()
        self.link(self.ben_account, event).retry_at = "2026-01-01"
        self._wait_in_vain(event)

    def _answer_by_mail(self, event):
        there = self.google_events(self.ana)["Meeting"]["id"]
        line = {"email": self.email(self.ben), "responseStatus": "accepted"}
        self.google_patch(self.ben, there, attendees=[line], attendeesOmitted=True)

    def test_what_a_guest_writes_of_it_is_nothing_to_google(self):
        for habit in ("ignored", "refused", "all_refused", "kept"):
            with self.subTest(habit):
                self.control("POST", "/_fake/settings", {"guest_edits": habit})
                event = self.meet(self.ben.partner_id, name=habit)
                self.settle()
                event.location = "Room 5"
                self.commit()
                self.sync_alone(self.ben_account)
                self.settle()
                self.assertEqual(self.google_events(self.ben)[habit]["location"], "Room 5")
                self.assertEqual(self.link(self.ben_account, event).state, "synced")

    def test_a_guest_who_begins_to_hide_is_told_what_stays_in_sight(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.ben.google_privacy = "busy"
        self.take()
        self.settle()
        title = "Meetings that colleagues organize: 1"
        lines = self.env["google.sync.run.line"].search([("title", "=", title)])
        self.assertIn("Google shows you their titles", lines.message)
        self.assertIn("Meeting", self.google_events(self.ben))
        shown = event.with_user(self.ben)
        self.assertEqual(shown.google_sync_status, "synced")
        self.assertIn("Google shows you its title", shown.google_sync_reason)

    def test_shared_no_more_the_copy_stays(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.ana.google_share_guests = "no"
        event.location = "Room 5"
        self.settle()
        self._assert_one_meeting(event)
        self.assertEqual(self.google_events(self.ben)["Meeting"]["location"], "Room 5")

    def test_invited_by_the_other_address_in_google(self):
        event = self.meet(self.weber)
        self.settle()
        google_id = self.link(self.account, event).google_id
        lines = self.google(self.ana, "GET", f"/{google_id}")["attendees"]
        self.google_patch(
            self.ana, google_id, attendees=[*lines, {"email": "ben@practice.example"}]
        )
        self.settle()
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
        self.settle()
        event = self.in_odoo()
        self.assertEqual(event.user_id, self.ana)
        self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
        self.assertEqual(self.answers()[self.email(self.ben)], "needsAction")
        self._assert_one_meeting(event)
        self.attendee(event, self.ben.partner_id).do_accept()
        self.settle()
        self.assertEqual(self.answers()[self.email(self.ben)], "accepted")
        self._assert_one_meeting(event)

    def test_called_outside_with_two_users(self):
        carl = self.new_user("carl")
        self.make_google_account(carl)
        guests = [{"email": self.email(user)} for user in (self.ana, self.ben)]
        self.ana.google_import_tentative = True
        self.invite(*guests, user=carl)
        self.sync_alone(self.account)
        self.settle()
        event = self.in_odoo()
        self.assertFalse(self.states(event), "Ben's own calendar says whether he comes")
        self.assertIn(self.email(self.ben), event.google_sync_guests_text)
        for user in (self.ana, self.ben):
            self.assertEqual(len(self.google(user, "GET")["items"]), 1)
        self.google_patch(
            self.ben,
            self.link(self.account, event).google_id,
            attendees=[{**guests[1], "responseStatus": "accepted"}],
        )
        self.settle()
        self.assertEqual(self.states(event), {self.ben.name: "accepted"})
        self.assertFalse(event.google_sync_guests_text)
        self._assert_one_meeting(event)
