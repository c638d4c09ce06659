"""Whole runs over rows that no form would leave: no run crashes, and the rest is synchronized."""

import os
import random

from odoo.tests import tagged
from odoo.tools import mute_logger

from ... import bad_rows, figures
from ...adversity_case import CrashesCase
from ...common import THREE_MONDAYS
from ...contact_case import ContactCase

LONG = os.environ.get("FAULTS") == "long"
SEED = os.environ.get("FAULTS_SEED") or "1"
#: So many runs, each with so many bad rows of each kind; in the long form all mistakes have their
#: turn, and else some.
EACH = 6
RUNS = 12 if LONG else 1
CROWD = 5_000
UNKNOWN_ZONES = ("Mars/Olympus", "Europe", "")
_NOISE = (
    "odoo.addons.google_sync.sync.database.one_record",
    "odoo.addons.google_sync.sync.odoo.writer",
)


@tagged("post_install", "-at_install")
class TestBadRows(CrashesCase, ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.sync()
        self.sync()

    def setUp(self):
        super().setUp()
        self.chance = random.Random(f"{SEED} bad rows")
        self.enterContext(mute_logger(*_NOISE))
        bad_rows.let_be_empty(self.env)

    def _rows(self, number):
        """New records of each kind: pairs of a record, and the mistakes that suit it."""
        for which in range(EACH):
            at = {
                "start": f"2027-03-{which + 1:02} 09:00:00",
                "stop": f"2027-03-{which + 1:02} 10:00:00",
            }
            yield self.odoo_create(self.ana, f"Bad {number} {which}", **at), bad_rows.EVENT
            series = self.odoo_create(self.ana, f"Bad series {number} {which}", **THREE_MONDAYS)
            yield series.recurrence_id, bad_rows.SERIES
            yield self.odoo_contact(f"Bad contact {number} {which}"), bad_rows.CONTACT

    def _spoil(self, records):
        for record, mistakes in records:
            count = self.chance.choice((1, 1, 2))
            bad_rows.spoil(self.env, record.id, self.chance.sample(mistakes, count))

    def _changed(self, records):
        """As if somebody had changed them in Odoo."""
        self.env["google.sync.change"].create(
            [
                {"account_id": self.account.id, "res_model": record._name, "res_id": record.id}
                for record, _mistakes in records
            ]
        )

    def _assert_the_rest_goes_on(self, number):
        good = self.odoo_create(self.ana, f"Good {number}")
        self.odoo_contact(f"Good Green {number}")
        self.google_insert(self.ana, f"Good in Google {number}")
        self.sync()
        failed = self.assert_told(self.account, f"FAULTS_SEED={SEED}, run {number}")
        self.assertEqual(self.link(self.account, good).state, "synced")
        self.assertIn(f"Good {number}", self.google_events(self.ana))
        self.assertIn(f"Good in Google {number}", self.odoo_events(self.ana))
        self.assertIn(f"Good Green {number}", self.google_people())
        self.env["google.sync.overlap"].search([("state", "=", "open")])  # the list is readable
        return failed

    def test_rows_that_were_bad_from_the_beginning(self):
        failed = told = 0
        for number in range(RUNS):
            records = list(self._rows(number))
            self.commit()
            self._spoil(records)
            self.ana.google_populate_google = bool(number % 2)
            failed += self._assert_the_rest_goes_on(number)
            told += len(records)
        self.assertTrue(failed)
        figures.tell("bad rows through runs", told, told)

    def test_rows_that_became_bad(self):
        """Both sides know them, and somebody changes them in Google, too."""
        told = 0
        for number in range(RUNS):
            records = list(self._rows(number))
            self.sync()
            self.sync()
            self._spoil(records)
            for title, event in self.google_events(self.ana).items():
                if title.startswith("Bad"):
                    self.google_patch(self.ana, event["id"], location="Room of Google")
            for name, person in self.google_people().items():
                if name.startswith("Bad"):
                    self.google_update(person["resourceName"], organizations=[{"title": "Baker"}])
            if number % 2:
                self._changed(records)
            self._assert_the_rest_goes_on(number)
            told += len(records)
        figures.tell("bad rows through runs", told, told)

    def test_a_crowd(self):
        """So many attendees as only a program invites."""
        self.ana.google_share_guests = "yes"
        crowd = self.odoo_create(self.ana, "Crowd")
        self.commit()
        bad_rows.attend(self.env, crowd, CROWD if LONG else CROWD // 10)
        self._assert_the_rest_goes_on(0)
        self.assertEqual(self.link(self.account, crowd).state, "failed")

    def test_time_zones_that_nobody_knows(self):
        """One user's stops nobody else, and its owner reads what to do about it."""
        ben = self.new_user("ben")
        self.connect(ben)
        self.sync()
        ben.write({"google_keep_hours": True, "google_keep_hours_from": 8})
        day = {"allday": True, "start": "2097-03-02 08:00:00", "stop": "2097-03-02 18:00:00"}
        at = {"start": "2097-03-02 09:00:00", "stop": "2097-03-02 10:00:00"}
        both = [(6, 0, (self.ana | ben).partner_id.ids)]
        self.odoo_create(self.ana, "Away", partner_ids=both, show_as="busy", **day)
        self.odoo_create(self.ana, "Visit", partner_ids=both, **at)
        for number, zone in enumerate(UNKNOWN_ZONES):
            self.env.flush_all()
            self.env.cr.execute(
                "UPDATE res_partner SET tz = %s WHERE id = %s", [zone, ben.partner_id.id]
            )
            self.env.invalidate_all()
            self._assert_the_rest_goes_on(number)
            told = self.env["google.sync.overlap"].search([("state", "=", "open")])
            self.assertTrue(told.filtered(lambda one: one.account_id == self.account))
            self.assertTrue(ben.with_user(ben).google_sync_browser_values())
            self.assertIn(ben.google_sync_account_ids.state, ("connected", "zone"))
