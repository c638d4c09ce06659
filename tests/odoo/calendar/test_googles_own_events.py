from odoo.tests import tagged

from ...common import GoogleSyncCase

#: As https://developers.google.com/workspace/calendar/api/guides/event-types tells of them.
FLIGHT = {
    "id": "_6tlnaqrle5p6cpb4dhmj4phpegg0",
    "summary": "Flight to Bern",
    "eventType": "fromGmail",
    "organizer": {"email": "unknownorganizer@calendar.google.com"},
    "creator": {"email": "unknownorganizer@calendar.google.com"},
    "iCalUID": "flight@mail.example",
    "start": {"dateTime": "2027-03-02T09:00:00Z"},
    "end": {"dateTime": "2027-03-02T10:00:00Z"},
}


@tagged("post_install", "-at_install")
class TestGooglesOwnEvents(GoogleSyncCase):
    """Of the events that Google makes itself, it lets only a few fields be changed."""

    def set_up_once(self):
        super().set_up_once()
        self.account = self.connect(
            self.ana,
            google_import_events=True,
            google_import_from_gmail=True,
            google_import_birthday=True,
        )
        self.sync()

    def from_gmail(self, **fields):
        body = {
            "account": self.email(self.ana),
            "events": [{**FLIGHT, **fields}],
            "recorded": True,
        }
        self.control("POST", "/_fake/events", body)
        self.settle()
        (event,) = self.env["calendar.event"].search([("name", "=", "Flight to Bern")])
        return event.with_user(self.ana)

    def shown(self):
        return self.google_events(self.ana)

    def told(self):
        lines = self.env["google.sync.run.line"].search([("message", "!=", False)])
        return "\n".join(lines.mapped("message"))

    def test_what_is_edited_in_odoo_is_undone(self):
        event = self.from_gmail()
        event.write({"name": "Holiday", "location": "Airport", "show_as": "free"})
        self.settle()
        self.assertEqual((event.name, event.location), ("Flight to Bern", False))
        self.assertEqual(list(self.shown()), ["Flight to Bern"])

    def test_reminders_and_ones_own_answer_go_to_google(self):
        event = self.from_gmail(
            attendees=[{"email": self.email(self.ana), "self": True, "responseStatus": "accepted"}]
        )
        event.alarm_ids = self.env.ref("calendar.alarm_notif_1")
        self.settle()
        overrides = self.shown()["Flight to Bern"]["reminders"]["overrides"]
        self.assertEqual([one["method"] for one in overrides], ["popup"])
        event.active = False
        self.settle()
        self.assertFalse(self.shown())

    def test_one_that_is_archived_in_odoo_goes(self):
        self.from_gmail().active = False
        self.settle()
        self.assertFalse(self.shown())

    def test_a_birthday_stays_and_the_user_is_told_why(self):
        self.control("POST", "/_fake/settings", {"contact_birthdays": "shown"})
        person = {"names": [{"givenName": "Bo"}]}
        person["birthdays"] = [{"date": {"year": 2027, "month": 3, "day": 2}}]
        self.control(
            "POST", "/_fake/contacts", {"account": self.email(self.ana), "contacts": [person]}
        )
        self.settle()
        events = self.env["calendar.event"].search([("name", "=", "Bo's birthday")])
        self.assertTrue(events)
        events.with_user(self.ana).write({"active": False})
        self.sync()
        self.assertIn("Bo's birthday", self.shown())
        self.assertIn("Google makes this event itself", self.told())
