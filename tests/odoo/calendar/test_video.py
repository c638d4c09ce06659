"""Video conferences: Google's survive and are shown in Odoo, Odoo's are told to Google."""

from odoo.tests import tagged

from ...common import GoogleSyncCase

ROOM = "https://video.example/room?a=1&b=2"


@tagged("post_install", "-at_install")
class TestVideo(GoogleSyncCase):
    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(self.ana, google_import_events=True)
        self.sync()

    def _with_meet(self):
        event = self.google(
            self.ana,
            "POST",
            body={
                "summary": "Call",
                "description": "Bring papers",
                "start": {"dateTime": "2027-03-02T09:00:00Z"},
                "end": {"dateTime": "2027-03-02T10:00:00Z"},
                "conferenceData": {"createRequest": {"requestId": "1"}},
            },
            conferenceDataVersion=1,
        )
        self.sync()
        return event["hangoutLink"], self.odoo_events(self.ana)["Call"]

    def _in_google(self, title="Call"):
        return self.google_events(self.ana)[title]

    def _assert_settled(self):
        self.sync()
        self.requests_made()
        self.sync()
        self.assertEqual(len(self.requests_made()), 1)

    def test_googles_conference_is_the_video_link_in_odoo(self):
        link, event = self._with_meet()
        self.assertEqual(event.videocall_location, link)
        self.assertNotIn("🎥", self._in_google()["description"])
        self._assert_settled()

    def test_it_survives_changes_made_in_odoo(self):
        link, event = self._with_meet()
        event.write({"name": "Long call", "description": "Bring more"})
        self.sync()
        there = self._in_google("Long call")
        self.assertEqual(there["hangoutLink"], link)
        self.assertEqual(there["conferenceData"]["entryPoints"][0]["uri"], link)
        self._assert_settled()

    def test_odoos_link_is_told_in_the_description(self):
        event = self.odoo_create(
            self.ana, "Call", videocall_location=ROOM, description="<p>Bring papers</p>"
        )
        self.sync()
        self.assertIn("Bring papers", self._in_google()["description"])
        self.assertIn("https://video.example/room?a=1&amp;b=2", self._in_google()["description"])
        self._assert_settled()
        event.description = "<p>Bring more</p>"
        self.sync()
        self.assertIn("video.example", self._in_google()["description"])
        self.assertIn("Bring more", self._in_google()["description"])
        self.assertEqual(event.videocall_location, ROOM)
        self._assert_settled()

    def test_the_description_is_changed_in_google_and_the_link_stays(self):
        event = self.odoo_create(self.ana, "Call", videocall_location=ROOM)
        self.sync()
        line = self._in_google()["description"]
        self.google_patch(self.ana, self._in_google()["id"], description=f"New text<br>{line}")
        self.sync()
        self.assertEqual(event.videocall_location, ROOM)
        self.assertIn("New text", event.description)
        self.assertNotIn("🎥", event.description)
        self._assert_settled()

    def test_odoos_link_beside_googles_conference(self):
        link, event = self._with_meet()
        event.videocall_location = ROOM
        self.sync()
        there = self._in_google()
        self.assertEqual(there["hangoutLink"], link)
        self.assertIn("video.example", there["description"])
        self._assert_settled()
        self.assertEqual(event.videocall_location, ROOM)

    def test_the_room_of_a_series(self):
        event = self.odoo_create(
            self.ana,
            "Call",
            recurrency=True,
            rrule_type="daily",
            end_type="count",
            count=4,
            event_tz="Europe/Paris",
        )
        for occurrence in event.recurrence_id.calendar_event_ids:
            occurrence._set_discuss_videocall_location()
        self.sync()
        master = self._in_google()
        self.assertIn("/calendar/join_videocall/", master["description"])
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1, "no exceptions")
        self._assert_settled()

    def test_googles_conference_of_a_series(self):
        self.google(
            self.ana,
            "POST",
            body={
                "summary": "Call",
                "start": {"dateTime": "2027-03-02T09:00:00Z", "timeZone": "Europe/Paris"},
                "end": {"dateTime": "2027-03-02T10:00:00Z", "timeZone": "Europe/Paris"},
                "recurrence": ["RRULE:FREQ=DAILY;COUNT=3"],
                "conferenceData": {"createRequest": {"requestId": "1"}},
            },
            conferenceDataVersion=1,
        )
        self.sync()
        events = self.env["calendar.event"].search([("name", "=", "Call")])
        self.assertEqual(len(events), 3)
        self.assertEqual(
            events.mapped("videocall_location"), [self._in_google()["hangoutLink"]] * 3
        )
        events[1].write(
            {
                "start": "2027-03-03 13:00:00",
                "stop": "2027-03-03 14:00:00",
                "recurrence_update": "all_events",
            }
        )
        self.sync()
        self.assertIn("hangoutLink", self._in_google())
        self.assertNotIn("🎥", self._in_google().get("description", ""))
        self._assert_settled()
