from odoo.tests import tagged

from ...guests_case import GuestsCase

WEEKLY = {
    "start": {"dateTime": "2027-03-01T10:00:00", "timeZone": "Europe/Paris"},
    "end": {"dateTime": "2027-03-01T11:00:00", "timeZone": "Europe/Paris"},
    "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=3"],
}


@tagged("post_install", "-at_install")
class TestReplacedCopies(GuestsCase):
    """Who hides titles may have appointments of their own in place of colleagues' meetings."""

    def set_up_once(self):
        super().set_up_once()
        self.ben_account = self.connect(self.ben, google_import_events=True)
        self.sync()
        self.ana.google_share_guests = "yes"

    def replace(self, level="busy"):
        """What Ben chooses on his Google page."""
        self.ben.with_user(self.ben).write({"google_privacy": level, "google_replace_copies": True})
        self.take()

    def shown(self, user):
        """What somebody's Google calendar shows: titles, in order."""
        return sorted(event.get("summary", "") for event in self.google(user, "GET")["items"])

    def assert_replaced(self, event, answer="needsAction"):
        """Ben sees something of his own, has not declined, and nobody was mailed."""
        self.assertEqual(self.shown(self.ben), ["Busy"])
        self.assertEqual(self.shown(self.ana), [event.name])
        self.assertNotIn(self.email(self.ben), self.answers(event.name))
        self.assertEqual(self.states(event)[self.ben.name], answer)
        self.assertTrue(event.active)
        self.assertFalse(self.mails())
        shown = event.with_user(self.ben)
        self.assertEqual(shown.google_sync_status, "synced")
        self.assertNotIn("shows you its title", shown.google_sync_reason or "")

    def test_a_meeting_called_in_odoo(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.replace()
        self.settle()
        self.assert_replaced(event)
        self.assertIn("weber@mail.example", self.answers())

    def test_a_meeting_called_in_google(self):
        self.ana.google_share_guests = "no"
        self.invite({"email": self.email(self.ben), "responseStatus": "accepted"})
        self.settle()
        self.replace()
        self.settle()
        self.assert_replaced(self.in_odoo(), "accepted")

    def test_what_the_organizer_changes_later(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.replace()
        self.settle()
        event.with_user(self.ana).write(
            {"start": "2027-03-03 09:00:00", "stop": "2027-03-03 10:00:00"}
        )
        self.settle()
        self.assert_replaced(event)
        (mine,) = self.google(self.ben, "GET")["items"]
        self.assertEqual(mine["start"]["dateTime"][:10], "2027-03-03")
        google_id = self.link(self.account, event).google_id
        self.google_patch(self.ana, google_id, summary="Renamed", location="Room 5")
        self.settle()
        self.assert_replaced(event)
        self.assertEqual((event.name, event.location), ("Renamed", "Room 5"))
        event.with_user(self.ana).active = False
        self.settle()
        self.assertEqual(self.shown(self.ben), [])

    def test_the_guest_answers_and_gives_it_up(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.replace()
        self.settle()
        self.attendee(event, self.ben.partner_id).with_user(self.ben).do_accept()
        self.settle()
        self.assert_replaced(event, "accepted")
        self.google_delete(self.ben, self.link(self.ben_account, event).google_id)
        self.settle()
        self.assertEqual(self.states(event)[self.ben.name], "declined")
        self.assertEqual(self.shown(self.ana), ["Meeting"])

    def test_a_series(self):
        self.invite({"email": self.email(self.ben), "responseStatus": "accepted"}, **WEEKLY)
        self.settle()
        self.replace()
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Busy"])
        self.assertNotIn(self.email(self.ben), self.answers())
        events = self.env["calendar.event"].search([("name", "=", "Meeting")])
        self.assertEqual(len(events), 3)
        for event in events:
            self.assertEqual(self.states(event), {self.ben.name: "accepted"})

    def test_what_is_called_later_comes_so_at_once(self):
        self.replace()
        for share, name in (("yes", "One"), ("no", "Two")):
            with self.subTest(share):
                self.ana.google_share_guests = share
                self.invite(self.email(self.ben), name=name)
                for first in (self.account, self.ben_account):
                    self.sync_alone(first)
                self.settle()
                event = self.in_odoo(name)
                self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
                self.assertNotIn(self.email(self.ben), self.answers(name))
        self.assertEqual(self.shown(self.ben), ["Busy", "Busy"])

    def test_whoever_syncs_first(self):
        for number, order in enumerate(
            ([self.account, self.ben_account], [self.ben_account, self.account])
        ):
            with self.subTest(number):
                self.ben.google_privacy = "full"
                self.ben.google_replace_copies = False
                self.take()
                event = self.meet(self.ben.partner_id, name=f"Meeting {number}")
                self.settle()
                self.replace()
                self.commit()
                for account in order * 2:
                    self.sync_alone(account)
                self.settle()
                self.assertNotIn(self.email(self.ben), self.answers(event.name))
                self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
                self.assertNotIn(event.name, self.shown(self.ben))

    def test_what_fails_in_between_loses_nothing(self):
        faults = (
            ("events.insert", {"kind": "timeout_after"}, self.ben),
            ("events.insert", {"kind": "reset"}, self.ben),
            ("events.insert", {"kind": "status", "status": 403, "reason": "forbidden"}, self.ben),
            ("events.patch", {"kind": "timeout_after"}, self.ana),
            ("events.patch", {"kind": "status", "status": 400, "reason": "invalid"}, self.ana),
        )
        event = self.meet(self.ben.partner_id)
        for match, fault, user in faults:
            with self.subTest(f"{match} {fault}"):
                self.settle()
                self.replace()
                self.fault(match, account=self.email(user), **fault)
                for _time in range(4):
                    self.sync()
                    self.assertTrue(self.shown(self.ben), "one of the two is there all the time")
                    self.assertEqual(self.states(event), {self.ben.name: "needsAction"})
                    self.env["google.sync.link"].search([("state", "=", "failed")]).write(
                        {"retry_at": "2026-01-01"}
                    )
                    (self.account | self.ben_account).work_id.write({"retry_at": False})
                self.settle()
                self.assert_replaced(event)
                self.ben.write({"google_privacy": "full", "google_replace_copies": False})
                self.take()
                event.with_user(self.ana).location = f"Room of {match} {fault}"

    def test_who_shows_titles_again_gets_the_copy_back(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.replace()
        self.settle()
        self.ben.with_user(self.ben).google_privacy = "full"
        self.take()
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Meeting"], "his own shows the title at once")
        event.with_user(self.ana).location = "Room 5"
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertEqual(self.answers()[self.email(self.ben)], "needsAction")
        self.assertEqual(
            self.link(self.account, event).google_id, self.link(self.ben_account, event).google_id
        )

    def test_the_organizer_invites_again_in_google(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.replace()
        self.settle()
        mine = {"email": self.email(self.ben)}
        self.google_patch(self.ana, self.link(self.account, event).google_id, attendees=[mine])
        self.assertEqual(self.shown(self.ben), ["Busy", "Meeting"])
        self.settle()
        self.assert_replaced(event)

    def test_google_mails_nobody_though_the_organizer_lets_it(self):
        event = self.meet(self.ben.partner_id, self.weber)
        self.settle()
        self.ana.google_share_guests = "mail"
        self.replace()
        self.settle()
        self.assert_replaced(event)

    def test_of_an_organizer_who_has_left_the_copy_stays(self):
        event = self.meet(self.ben.partner_id)
        self.settle()
        self.disconnect(self.ana)
        self.replace()
        self.sync_alone(self.ben_account)
        self.sync_alone(self.ben_account)
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertIn("shows you its title", event.with_user(self.ben).google_sync_reason)

    def test_called_outside_of_odoo_it_stays_as_it_is(self):
        stranger = self.new_user("stranger")
        self.make_google_account(stranger)
        self.invite({"email": self.email(self.ben), "responseStatus": "accepted"}, user=stranger)
        self.settle()
        self.replace()
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertIn(self.email(self.ben), self.answers(user=stranger))

    def test_without_the_choice_nothing_changes(self):
        self.meet(self.ben.partner_id)
        self.settle()
        self.ben.google_privacy = "busy"
        self.take()
        self.settle()
        self.assertEqual(self.shown(self.ben), ["Meeting"])
        self.assertIn(self.email(self.ben), self.answers())
