from odoo.tests import tagged

from ....sync.odoo import guests
from ...common import THREE_MONDAYS
from ...guests_case import GuestsCase


@tagged("post_install", "-at_install")
class TestGuestsToGoogle(GuestsCase):
    """The guests of Odoo reach Google as far as the user wants, and so do Google's mails."""

    def _change_everything(self, event):
        """Whatever makes writes to Google of a meeting with guests."""
        lambert = self.contact("Mr Lambert", "lambert@mail.example")
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
        event = self.meet(self.weber, self.contact("No address", False))
        self.sync()
        self.assertEqual(
            self.answers(), {self.email(self.ana): "accepted", "weber@mail.example": "needsAction"}
        )
        self._change_everything(event)
        self.assertFalse(self.mails())

    def test_shared_with_mail(self):
        self.ana.google_share_guests = "mail"
        with self.mails_expected("weber@mail.example", "lambert@mail.example"):
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

    def test_nobody_is_told_of_what_is_over(self):
        self.ana.google_share_guests = "mail"
        event = self.meet(self.weber, start="2020-03-02 09:00:00", stop="2020-03-02 10:00:00")
        self.sync()
        event.location = "Room 5"
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Meeting"]["location"], "Room 5")
        self.assertFalse(self.mails())

    def test_reminders_are_nobody_elses_business(self):
        self.ana.google_share_guests = "mail"
        event = self.meet(self.weber)
        with self.mails_expected("weber@mail.example"):
            self.sync()
        self.control("DELETE", "/_fake/requests")
        event.write({"show_as": "free", "privacy": "private"})
        self.sync()
        self.assertEqual(self.google_events(self.ana)["Meeting"]["transparency"], "transparent")
        self.assertFalse(self.mails())

    def test_an_organizer_who_comes_after_all_is_no_news(self):
        """To the guests the meeting was never gone."""
        self.ana.google_share_guests = "mail"
        series = self.meet(self.weber, **THREE_MONDAYS).recurrence_id.calendar_event_ids
        single = self.meet(self.weber, name="Single")
        with self.mails_expected("weber@mail.example"):
            self.sync()
        self.control("DELETE", "/_fake/requests")
        for mine in (single, series):
            with self.subTest(mine.mapped("name")):
                lines = self.attendee(mine, self.ana.partner_id)
                lines.do_decline()
                self.settle()
                lines.do_accept()
                self.settle()
                self.assertEqual(set(lines.mapped("state")), {"accepted"})
        self.assertEqual(self.answers("Single")[self.email(self.ana)], "accepted")
        self.assertFalse(self.mails())
        mine = self.attendee(single, self.ana.partner_id)
        mine.do_decline()
        self.settle()
        with self.mails_expected("weber@mail.example"):
            mine.do_accept()
            single.location = "Room 5"
            self.sync()
        self.assertEqual([mail["kind"] for mail in self.mails()], ["update"])

    def test_nor_is_what_one_answers_to_one_occurrence(self):
        self.ana.google_share_guests = "mail"
        first = self.meet(self.weber, **THREE_MONDAYS)
        with self.mails_expected("weber@mail.example"):
            self.sync()
        self.control("DELETE", "/_fake/requests")
        second = first.recurrence_id.calendar_event_ids.sorted("start")[1]
        self.attendee(second, self.weber).do_accept()
        self.sync()
        second.show_as = "free"
        self.sync()
        self.assertFalse(self.mails())
        second.location = "Room 7"
        with self.mails_expected("weber@mail.example"):
            self.sync()
        self.assertEqual([mail["kind"] for mail in self.mails()], ["update"])

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
        lambert = self.contact("Mr Lambert", "lambert@mail.example")
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
        self.assertEqual(guests.MOST_GUESTS, 200)
        self.patch(guests, "MOST_GUESTS", 3)
        self.ana.google_share_guests = "yes"
        crowd = self.env["res.partner"].create(
            [{"name": f"Guest {n}", "email": f"guest{n}@mail.example"} for n in range(3)]
        )
        event = self.meet(crowd)
        self.sync()
        self.assertNotIn("Meeting", self.google_events(self.ana))
        self.assertIn("4 guests", self.last_run(self.account).line_ids.message)
        event.write({"partner_ids": [(3, crowd[0].id)]})
        self.sync()
        self.assertEqual(len(self.answers()), 3)
