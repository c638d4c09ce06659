"""Google Meet, where somebody asks for it: a fresh one, and gone when it is taken away."""

from odoo.tests import Form, tagged

from ...common import GoogleSyncCase


@tagged("post_install", "-at_install")
class TestMeet(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_import_events=True)
        self.ben = self.new_user("ben")
        self.sync()

    def _there(self, title="Call"):
        return self.google_events(self.ana)[title]

    def _by_ana(self, **values):
        """A meeting that Ana makes on her screen."""
        event = self.odoo_create(self.ana, "Call", **values)
        return event.with_user(self.ana)

    def _asked(self):
        event = self._by_ana()
        event.google_sync_meet = True
        self.sync()
        self.sync()
        return event

    def _assert_at_rest(self):
        self.sync()
        before = self._there()["etag"]
        self.sync()
        self.assertEqual(self._there()["etag"], before)

    def test_google_makes_it_and_odoo_shows_its_link(self):
        event = self._asked()
        link = self._there()["hangoutLink"]
        self.assertTrue(link.startswith("https://meet.google.com/"))
        self.assertEqual(event.videocall_location, link)
        self.assertTrue(event.google_sync_meet)
        self._assert_at_rest()
        self.assertEqual(self._there()["hangoutLink"], link)

    def test_whoever_takes_it_away_takes_it_away_on_both_sides(self):
        for taken in ({"google_sync_meet": False}, {"videocall_location": False}):
            with self.subTest(taken):
                event = self._asked()
                event.write(taken)
                self.sync()
                self.sync()
                self.assertNotIn("hangoutLink", self._there())
                self.assertFalse(event.videocall_location)
                self.assertFalse(event.google_sync_meet)
                self._assert_at_rest()
                event.unlink()
                self.sync()

    def test_google_makes_it_a_moment_later(self):
        self.control("POST", "/_fake/settings", {"meet": "later"})
        event = self._by_ana()
        event.google_sync_meet = True
        self.sync()
        self.assertTrue(event.google_sync_meet)
        self.sync()
        self.assertEqual(event.videocall_location, self._there()["hangoutLink"])

    def test_google_cannot_make_it(self):
        self.control("POST", "/_fake/settings", {"meet": "failed"})
        event = self._asked()
        self.assertFalse(event.google_sync_meet, "the switch is off again")
        self.assertFalse(event.videocall_location)
        self._assert_at_rest()

    def test_what_is_added_and_taken_away_in_google(self):
        event = self._by_ana()
        self.sync()
        google_id = self._there()["id"]
        wanted = {"createRequest": {"requestId": "1"}}
        body = {"conferenceData": wanted}
        self.google(self.ana, "PATCH", f"/{google_id}", body=body, conferenceDataVersion=1)
        self.sync()
        self.assertTrue(event.google_sync_meet)
        self.assertEqual(event.videocall_location, self._there()["hangoutLink"])
        body = {"conferenceData": None}
        self.google(self.ana, "PATCH", f"/{google_id}", body=body, conferenceDataVersion=1)
        self.sync()
        self.assertFalse(event.google_sync_meet)
        self.assertFalse(event.videocall_location)
        self._assert_at_rest()

    def test_a_copy_gets_a_link_of_its_own(self):
        event = self._asked()
        copy = event.copy({"name": "Another call"})
        self.assertFalse(copy.videocall_location)
        self.sync()
        self.sync()
        links = {self._there(title)["hangoutLink"] for title in ("Call", "Another call")}
        self.assertEqual(len(links), 2)
        self.assertEqual({event.videocall_location, copy.videocall_location}, links)

    def test_a_copy_of_who_wants_none_any_more_gets_none(self):
        event = self._asked()
        self.ana.google_meet = "never"
        copy = event.copy({"name": "Another call"})
        self.assertFalse(copy.videocall_location)
        self.assertFalse(copy.google_sync_meet)
        self.sync()
        self.assertNotIn("hangoutLink", self._there("Another call"))

    def test_a_copy_keeps_another_link(self):
        event = self._asked()
        event.videocall_location = "https://video.example/room"
        self.assertEqual(event.copy().videocall_location, "https://video.example/room")

    def test_a_lost_answer_makes_no_second_one(self):
        event = self._by_ana()
        self.sync()
        event.google_sync_meet = True
        self.fault("events.patch", "timeout_after", seconds=0.01)
        self.sync()
        link = self._there()["hangoutLink"]
        self.account.write({"retry_at": False, "runner": False})
        self.sync()
        self.sync()
        self.assertEqual(self._there()["hangoutLink"], link)
        self.assertEqual(event.videocall_location, link)
        self._assert_at_rest()

    def test_back_from_googles_bin_it_has_the_one_it_had(self):
        event = self._asked()
        link = event.videocall_location
        event.active = False
        self.sync()
        event.active = True
        self.sync()
        self.sync()
        self.assertEqual(self._there()["hangoutLink"], link)
        self.assertEqual(event.videocall_location, link)
        self._assert_at_rest()

    def test_a_series_has_one_link(self):
        event = self._by_ana()
        event.google_sync_meet = True
        event.write(
            {
                "recurrency": True,
                "rrule_type": "weekly",
                "tue": True,
                "end_type": "count",
                "count": 3,
            }
        )
        self.sync()
        self.sync()
        occurrences = event.recurrence_id.calendar_event_ids
        self.assertEqual(len(occurrences), 3)
        self.assertEqual(
            set(occurrences.mapped("videocall_location")), {self._there()["hangoutLink"]}
        )

    def test_for_all_meetings_with_others(self):
        self.ana.google_meet = "guests"
        self._by_ana(partner_ids=[self.ana.partner_id.id, self.ben.partner_id.id])
        alone = self.odoo_create(self.ana, "Alone")
        self.sync()
        self.assertIn("hangoutLink", self._there())
        self.assertFalse(alone.google_sync_meet)
        self.assertNotIn("hangoutLink", self._there("Alone"))

    def test_for_a_series_with_others_from_its_beginning(self):
        self.ana.google_meet = "guests"
        rule = {"rrule_type": "weekly", "tue": True, "end_type": "count", "count": 3}
        both = [self.ana.partner_id.id, self.ben.partner_id.id]
        event = self._by_ana(partner_ids=both, recurrency=True, **rule)
        self.sync()
        self.sync()
        occurrences = event.recurrence_id.calendar_event_ids
        self.assertEqual(
            occurrences.mapped("videocall_location"), [self._there()["hangoutLink"]] * 3
        )

    def test_a_guest_makes_none(self):
        """A colleague who has their own copy of the meeting in Google asks for no second one."""
        self.connect(self.ben)
        event = self._by_ana(partner_ids=[self.ana.partner_id.id, self.ben.partner_id.id])
        event.google_sync_meet = True
        for _time in range(3):
            self.sync()
        copies = self.google_events(self.ben)
        self.assertNotIn("conferenceData", copies["Call"])
        self.assertIn("hangoutLink", self._there())

    def test_who_hides_the_link_of_somebody_elses_meeting_changes_no_meet(self):
        """So Ana is not told that only its organizer may."""
        boss = self.new_user("boss")
        self.make_google_account(boss)
        self.ana.google_import_tentative = True
        wanted = {"conferenceData": {"createRequest": {"requestId": "1"}}}
        google_id = self.google_insert(
            boss,
            "Board",
            start={"dateTime": "2027-03-04T09:00:00Z"},
            end={"dateTime": "2027-03-04T10:00:00Z"},
            attendees=[{"email": self.email(self.ana)}],
        )
        self.google(boss, "PATCH", f"/{google_id}", body=wanted, conferenceDataVersion=1)
        mine = self._asked()
        board = self.odoo_events(self.ana)["Board"].with_user(self.ana)
        self.assertTrue(board.google_sync_meet)
        (board | mine).write({"videocall_location": False})
        self.sync()
        self.sync()
        warnings = self.env["google.sync.run.line"].search([("level", "=", "warning")])
        self.assertFalse(warnings.mapped("message"))
        self.assertFalse(board.videocall_location)
        self.assertNotIn("hangoutLink", self._there())

    def test_who_is_offered_it(self):
        event = self._by_ana()
        self.assertTrue(event.google_sync_offers_meet)
        self.assertFalse(event.with_user(self.ben).google_sync_offers_meet)
        self.ana.google_meet = "never"
        event.invalidate_recordset()
        self.assertFalse(event.google_sync_offers_meet)

    def test_the_form(self):
        event = self._by_ana()
        with Form(event) as form:
            form.google_sync_meet = True
        self.sync()
        self.sync()
        self.assertEqual(event.videocall_location, self._there()["hangoutLink"])
