import json
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ....sync import runner
from ....sync.store.refs import load_item
from ...common import Killed
from ...privacy import PrivacyCase


@tagged("post_install", "-at_install")
class TestSwitching(PrivacyCase):
    level = "full"

    def test_stricter_and_looser_again(self):
        event, series = self.visit(), self.series()
        self.settle()
        self.assertIn("history", self.in_google(event)["description"])
        self.sent.clear()
        for level in ("busy", "initials", "reference"):
            self.ana.google_privacy = level
            self.settle()
            self.assert_secret()
            self.assertNotEqual(self.in_google(event)["summary"], "Mrs Weber, first visit")
            self.assert_quiet()
        self.ana.google_privacy = "full"
        self.settle()
        for record in (event, series):
            google = self.in_google(record)
            self.assertEqual(google["summary"], "Mrs Weber, first visit")
            self.assertEqual(google["location"], "Room 2")
            self.assertIn("zoom.example/weber", google["description"])
        self.assertEqual(event.name, "Mrs Weber, first visit")
        self.assert_quiet()

    def test_guests_who_were_shared_are_taken_out(self):
        self.ana.google_share_guests = "yes"
        event, series = self.visit(), self.series()
        self.settle()
        self.assertIn("weber@mail.example", json.dumps(self.in_google(event)))
        self.sent.clear()
        self.ana.google_privacy = "busy"
        self.settle()
        for record in (event, series):
            self.assertNotIn("weber", json.dumps(self.in_google(record)))
        self.assertIn(self.weber, event.partner_ids)
        self.assert_quiet()

    def test_nobody_is_mailed_when_titles_are_shown_again(self):
        self.ana.google_share_guests = "mail"
        self.ana.google_privacy = "busy"
        event, series = self.visit(), self.series()
        self.settle()
        self.ana.google_privacy = "full"
        self.settle()  # nobody is mailed
        for record in (event, series):
            self.assertIn("weber@mail.example", json.dumps(self.in_google(record)))

    def test_what_was_made_in_google_is_left_alone(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.settle()
        self.ana.google_privacy = "busy"
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Lunch")

    def test_words_that_odoo_gave_it_are_hidden(self):
        google_id = self.google_insert(self.ana, "Lunch")
        self.settle()
        self.odoo_events(self.ana)["Lunch"].name = "Mrs Weber"
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Mrs Weber")
        self.sent.clear()
        self.ana.google_privacy = "busy"
        self.settle()
        self.assert_secret()

    def _series_that_odoo_cannot_hold_any_more(self):
        """One of Odoo's, to which somebody has given such a rule in Google.

        :return: Google's id of it
        """
        series = self.series()
        self.settle()
        google_id = self.link(self.account, series).google_id
        start = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(days=1)
        stop = start + timedelta(minutes=30)
        self.google_patch(
            self.ana,
            google_id,
            recurrence=["RRULE:FREQ=MONTHLY;BYMONTHDAY=1,5,10,15,20,25;COUNT=120"],
            start={"dateTime": start.isoformat(), "timeZone": "Europe/Paris"},
            end={"dateTime": stop.isoformat(), "timeZone": "Europe/Paris"},
        )
        self.settle()
        self.assertTrue(self.link_of(google_id).is_exploded)
        return google_id

    def link_of(self, google_id):
        return self.env["google.sync.link"].search([("google_id", "=", google_id)])

    def test_a_series_of_which_odoo_has_but_occurrences(self):
        google_id = self._series_that_odoo_cannot_hold_any_more()
        last = self.google(self.ana, "GET", f"/{google_id}/instances", maxResults=2500)["items"][-1]
        self.google_patch(self.ana, last["id"], location="Room 2, at the back")
        self.settle()
        count = len(self.odoo_events(self.ana))
        self.sent.clear()
        for level in ("busy", "initials"):
            self.ana.google_privacy = level
            self.settle()
            self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Busy")
            self.assert_secret()
            self.assert_quiet()
        self.assertTrue(self.link_of(google_id).retry_at, "it moves on each day")
        self.link_of(google_id).retry_at = "2020-01-01"
        self.settle()
        self.assert_quiet()
        self.assertEqual(len(self.odoo_events(self.ana)), count)
        self.assertNotIn("Busy", self.odoo_events(self.ana))
        self.ana.google_privacy = "full"
        self.settle()
        master = self.google(self.ana, "GET", f"/{google_id}")
        self.assertEqual(master["summary"], "Mrs Weber, first visit")
        self.assert_quiet()

    def test_a_series_in_occurrences_is_hidden_though_a_run_dies(self):
        google_id = self._series_that_odoo_cannot_hold_any_more()
        self.ana.google_privacy = "busy"
        with patch.object(runner, "_send", side_effect=Killed), self.dying():
            self.sync()
        self.account.write({"runner": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.sent.clear()
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Busy")
        self.assert_secret()
        self.assertTrue(self.link_of(google_id).retry_at)

    def test_a_series_in_occurrences_is_hidden_by_a_write_that_nobody_heard_of(self):
        """What Google shows in the place of the words is not taken for somebody's."""
        google_id = self._series_that_odoo_cannot_hold_any_more()
        words = load_item(self.link_of(google_id)).title
        self.ana.google_privacy = "busy"
        send = runner._send

        def die_unheard(*args):
            send(*args)
            raise Killed

        with patch.object(runner, "_send", die_unheard), self.dying():
            self.sync()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], "Busy")
        self.account.write({"runner": False})
        self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
        self.settle()
        self.assertEqual(load_item(self.link_of(google_id)).title, words)
        self.assertNotIn("Busy", self.odoo_events(self.ana))
        self.ana.google_privacy = "full"
        self.settle()
        self.assertEqual(self.google(self.ana, "GET", f"/{google_id}")["summary"], words)

    def test_a_run_that_dies_is_gone_on_with(self):
        event = self.visit()
        self.settle()
        send = runner._send

        def die_unheard(*args):
            send(*args)
            raise Killed

        for level, death in (("busy", Killed), ("initials", die_unheard)):
            self.sent.clear()
            self.ana.google_privacy = level
            # Odoo's assertRaises would undo what the run has committed.
            with patch.object(runner, "_send", side_effect=death), suppress(Killed):
                self.sync()
            self.env["google.sync.link"].search([("retry_at", "!=", False)]).retry_at = "2020-01-01"
            self.account.write({"retry_at": False, "runner": False})
            self.settle()
            self.assert_secret()
            self.assertEqual(event.name, "Mrs Weber, first visit")
            self.assert_quiet()
        self.assertEqual(self.in_google(event)["summary"], "A. W.")


@tagged("post_install", "-at_install")
class TestTwoUsers(PrivacyCase):
    """A meeting of two users with different levels: each calendar shows what its user wants."""

    def set_up_once(self):
        super().set_up_once()
        self.connect(self.ben)
        self.sync()
        self.both = [(6, 0, (self.ana.partner_id | self.ben.partner_id | self.weber).ids)]

    def test_the_organizer_hides(self):
        self.ana.google_share_guests = "yes"
        event = self.visit(partner_ids=self.both)
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        self.assertEqual(self.in_google(event, self.ben)["summary"], "Mrs Weber, first visit")
        state = json.dumps(self.control("GET", "/_fake/state", account=self.email(self.ana)))
        self.assertNotIn("eber", state)
        self.assert_quiet()

    def test_the_guest_hides(self):
        self.ben.google_share_guests = "yes"
        event = self.visit(partner_ids=self.both, doctor=self.ben)
        self.settle()
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        google = self.in_google(event, self.ben)
        self.assertEqual(google["summary"], "Mrs Weber, first visit")
        addresses = {guest["email"] for guest in google["attendees"]}
        self.assertEqual(addresses, {self.email(self.ben), "weber@mail.example"})
        state = json.dumps(self.control("GET", "/_fake/state", account=self.email(self.ana)))
        self.assertNotIn("eber", state)
        self.assertEqual(len(self.google(self.ana, "GET")["items"]), 1)
        self.assert_quiet()

    def test_nobody_declines_when_the_organizer_begins_to_hide(self):
        self.ana.write({"google_privacy": "full", "google_share_guests": "yes"})
        event = self.visit(partner_ids=self.both)
        self.settle()
        states = {attendee.partner_id: attendee.state for attendee in event.attendee_ids}
        (self.ana | self.ben).google_privacy = "busy"
        self.settle()
        self.assertEqual({a.partner_id: a.state for a in event.attendee_ids}, states)
        for user in (self.ana, self.ben):
            (google,) = self.google(user, "GET")["items"]
            self.assertEqual(google["summary"], "Busy")
            self.assertNotIn("eber", json.dumps(google))
        self.assertEqual(event.name, "Mrs Weber, first visit")
        self.assert_quiet()


@tagged("post_install", "-at_install")
class TestTheCompanysChoice(PrivacyCase):
    level = "full"

    def set_up_once(self):
        super().set_up_once()
        self.company = self.env.company
        self.admin = self.env.ref("base.user_admin")

    def _decide(self, level, enforced=True):
        values = {"google_privacy": level, "google_privacy_enforced": enforced}
        settings = self.env["res.config.settings"].with_user(self.admin).create(values)
        settings.execute()

    def test_whoever_has_not_chosen_follows_the_company(self):
        self.assertEqual(self.ben.google_privacy, "full")
        self._decide("initials", enforced=False)
        self.assertEqual(self.ben.google_privacy, "initials")
        self.assertEqual(self.ana.google_privacy, "full", "has chosen")

    def test_administrators_decide_for_everybody(self):
        event = self.visit()
        self.settle()
        self.sent.clear()
        self._decide("busy")
        self.settle()
        self.assertEqual(self.ana.google_privacy, "busy")
        self.assertEqual(self.in_google(event)["summary"], "Busy")
        self.assert_secret()
        self._decide("busy", enforced=False)
        self.settle()
        self.assertEqual(self.ana.google_privacy, "full", "what they had chosen")
        self.assertEqual(self.in_google(event)["summary"], "Mrs Weber, first visit")

    def test_users_cannot_choose_what_is_decided(self):
        self._decide("busy")
        with self.assertRaisesRegex(UserError, "decides what Google can see"):
            self.ana.with_user(self.ana).google_privacy = "full"

    def test_the_page_shows_an_example(self):
        mine = self.ana.with_user(self.ana)
        with Form(mine, view="base.view_users_form_simple_modif") as form:
            shown = []
            for level in ("full", "initials", "reference", "busy"):
                form.google_privacy = level
                shown.append(form.google_privacy_example)
        self.assertEqual(
            shown, ["Mrs Anna Weber, first visit", "A. W.", "Appointment 1234", "Busy"]
        )
        self.assertEqual(self.ana.google_privacy_choice, "busy")
        self._decide("initials")
        with (
            self.assertRaisesRegex(AssertionError, "readonly"),
            Form(mine, view="base.view_users_form_simple_modif") as form,
        ):
            form.google_privacy = "full"
