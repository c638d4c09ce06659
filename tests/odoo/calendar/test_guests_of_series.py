from odoo.tests import tagged

from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestGuestsOfSeries(GuestsCase):
    """All occurrences of a series have its guests, but for those that have their own."""

    def set_up_once(self):
        super().set_up_once()
        self.lambert = self.contact("Mr Lambert", "lambert@mail.example")

    def _call_series(self):
        """Ana calls a series of three in Odoo."""
        return self.meet(self.weber, **THREE_MONDAYS).recurrence_id

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

    def test_from_google(self):
        google_id = self.invite(
            "weber@mail.example",
            "new@mail.example",
            start={"dateTime": "2027-03-01T10:00:00", "timeZone": "Europe/Paris"},
            end={"dateTime": "2027-03-01T11:00:00", "timeZone": "Europe/Paris"},
            recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"],
        )
        self.settle()
        self.assertEqual(self._occurrences(), [{"Mrs Weber": "needsAction"}] * 3)
        instances = self.google(self.ana, "GET", f"/{google_id}/instances")["items"]
        guest = {"email": "weber@mail.example", "responseStatus": "declined"}
        self.google_patch(
            self.ana,
            sorted(event["id"] for event in instances)[1],
            attendees=[guest, {"email": "lambert@mail.example"}],
        )
        self.settle()
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
        self.settle()
        usual = {"weber@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [usual] * 3)
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"partner_ids": [(4, self.lambert.id)]})
        self.attendee(second, self.weber).do_accept()
        self.settle()
        special = {"weber@mail.example": "accepted", "lambert@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [usual, special, usual])

    def test_a_guest_of_all_occurrences(self):
        self.ana.google_share_guests = "yes"
        series = self._call_series()
        self.settle()
        series.base_event_id.write(
            {"partner_ids": [(4, self.lambert.id)], "recurrence_update": "all_events"}
        )
        self.settle()
        both = {"weber@mail.example": "needsAction", "lambert@mail.example": "needsAction"}
        self.assertEqual(self._instances(), [both] * 3)

    def test_not_shared(self):
        series = self._call_series()
        self.settle()
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"partner_ids": [(4, self.lambert.id)]})
        second.location = "Room 5"
        self.settle()
        self.assertEqual(self._instances(), [{}] * 3)
        self.assertEqual(len(self._occurrences()[1]), 2)

    def _of_ben(self):
        """The ids and days of what Ben's Google shows of it."""
        shown = self.google(self.ben, "GET", singleEvents="true", timeMax="2028-01-01T00:00:00Z")
        return {event["id"]: event["start"]["dateTime"][:10] for event in shown["items"]}

    def test_a_colleague_is_invited_to_one_occurrence(self):
        """It is Google's copy of the organizer's instance, and no second appointment beside it."""
        ben_account = self.connect(self.ben)
        self.ana.google_share_guests = "yes"
        series = self._call_series()
        self.settle()
        second = series.calendar_event_ids.sorted("start")[1]
        second.write({"partner_ids": [(4, self.ben.partner_id.id)]})
        self.commit()
        self.sync_alone(ben_account)
        self.assertFalse(self._of_ben(), "it is on its way")
        self.settle()
        (instance,) = self._of_ben()
        self.assertTrue(instance.startswith(self.link(self.account, series).google_id))
        self.assertEqual(self.link(ben_account, second).google_id, instance)
        self.attendee(second, self.ben.partner_id).do_accept()
        second.write({"start": "2027-03-09 09:00:00", "stop": "2027-03-09 10:00:00"})
        self.settle()
        self.assertEqual(self._of_ben(), {instance: "2027-03-09"})
        self.assertEqual(self._instances()[1][self.email(self.ben)], "accepted")
        third = series.calendar_event_ids.sorted("start")[2]
        google_id = instance.rpartition("_")[0] + "_20270315T090000Z"
        guests = [{"email": "weber@mail.example"}, {"email": self.email(self.ben)}]
        self.google_patch(self.ana, google_id, attendees=guests)
        self.settle()
        self.assertIn(self.ben.partner_id, third.partner_ids)
        self.assertEqual({*self._of_ben()}, {instance, google_id})
        self.assertEqual(self.env["calendar.event"].search_count([("name", "=", "Meeting")]), 3)

    def test_who_is_taken_out_has_it_no_longer(self):
        """Who has an event of their own for it hears of that by no other account."""
        self.connect(self.ben)
        series = self.meet(self.ben.partner_id, **THREE_MONDAYS).recurrence_id
        self.settle()
        gone = {"partner_ids": [(3, self.ben.partner_id.id)]}
        series.calendar_event_ids.sorted("start")[1].write(gone)
        self.settle()
        shown = self.google(self.ben, "GET", singleEvents="true", timeMax="2028-01-01T00:00:00Z")
        self.assertEqual(len(shown["items"]), 2)
        series.base_event_id.write({**gone, "recurrence_update": "all_events"})
        self.settle()
        self.assertFalse(self.google_events(self.ben))
