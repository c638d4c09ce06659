"""Whole runs over what nobody should send: no run crashes, and the rest is synchronized."""

import json
import os
import random
import string
from unittest.mock import patch

from odoo.tests import tagged

from fake_google import odd_answers

from ... import bad_payloads, figures
from ...adversity_case import CrashesCase
from ...contact_case import ContactCase

LONG = os.environ.get("FAULTS") == "long"
SEED = os.environ.get("FAULTS_SEED") or "1"
#: So many runs, each with so many odd records of each kind.
RUNS, EACH = (20, 10) if LONG else (2, 8)
#: Characters that PostgreSQL cannot hold; nobody types them into Odoo.
_NO_TEXT = ("\x00", "\ud800")


@tagged("post_install", "-at_install")
class TestBadInput(CrashesCase, ContactCase):
    def set_up_once(self):
        super().set_up_once()
        self.ana.google_import_events = True
        self.sync()
        self.sync()

    def setUp(self):
        super().setUp()
        self.chance = random.Random(f"{SEED} whole runs")

    def _telling(self, events, people):
        """Google lists these as well, though it could not hold them."""
        page = odd_answers.page
        # Half of a character the stand-in cannot send; that is read in tests/google_api.
        events, people = json.loads(json.dumps([events, people]).replace("\\ud800", ""))

        def with_odd_ones(result, kind):
            if result.get("kind") == "calendar#events" and "nextSyncToken" in result:
                return {**result, "items": [*result["items"], *events]}
            if "connections" in result and "nextSyncToken" in result:
                return {**result, "connections": [*result["connections"], *people]}
            return page(result, kind)

        return patch.object(odd_answers, "page", with_odd_ones)

    def test_what_google_tells(self):
        told = failed = 0
        for number in range(RUNS):
            events = [event for _time in range(EACH) for event in bad_payloads.page(self.chance)]
            people = [bad_payloads.person(self.chance) for _time in range(EACH)]
            events = [event for event in events if _is_a_name(event.get("id"))]
            people = [one for one in people if _is_a_name(one.get("resourceName"))]
            told += len(events) + len(people)
            self.google_insert(self.ana, f"Good {number}")
            self.google_contact(f"Good Green {number}")
            with self._telling(events, people):
                self.sync()
            failed += self.assert_told(self.account, f"FAULTS_SEED={SEED}, run {number}")
            self.assertIn(f"Good {number}", self.odoo_events(self.ana))
            self.assertIn(f"Good Green {number}", self.odoo_contacts())
        self.assertTrue(failed)
        figures.tell("bad records through runs", told, told)

    def test_an_invitation_with_an_icaluid_that_no_index_can_hold(self):
        """Whoever invites somebody chooses it."""
        letters = "".join(self.chance.choices(string.ascii_letters, k=6000))
        span = {
            "start": {"dateTime": "2027-03-02T09:00:00Z"},
            "end": {"dateTime": "2027-03-02T10:00:00Z"},
        }
        body = {"summary": "Hostile", "iCalUID": f"{letters}@x.example", **span}
        self.google(self.ana, "POST", "/import", body)
        self.google_insert(self.ana, "Good")
        self.sync()
        self.assertLessEqual({"Good", "Hostile"}, set(self.odoo_events(self.ana)))
        self.assertFalse(self.account.message)

    def test_what_odoo_has(self):
        for number in range(RUNS):
            texts = [self._text() for _time in range(EACH)]
            for text in texts:
                self.odoo_create(
                    self.ana, text or "x", location=self._text(), description=self._text()
                )
                self.odoo_contact(text or "x", function=self._text(), comment=self._text())
            good = self.odoo_create(self.ana, f"Good {number}")
            self.sync()
            self.assert_told(self.account, f"FAULTS_SEED={SEED}, run {number}")
            self.assertEqual(self.link(self.account, good).state, "synced")
            self.assertIn(f"Good {number}", self.google_events(self.ana))

    def _text(self):
        text = bad_payloads.texts(self.chance)
        for none in _NO_TEXT:
            text = text.replace(none, "")
        return text


def _is_a_name(value):
    """Whether a record can be told from others by it. A list in which one cannot be is read again
    later, for its sync token would pass over the record."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()
