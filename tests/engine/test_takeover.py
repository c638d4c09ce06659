"""Pairs that another program has linked, of which nobody kept what both sides agreed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.plan import plan
from google_sync.engine.events.item import EventItem, Guest, Reminder, Timed
from google_sync.engine.events.migration import as_agreed
from google_sync.engine.events.policy import EventPolicy
from hypothesis import given

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
VISIT = EventItem("Visit", Timed(NOON, NOON + HOUR))
TAKEN = Link(1, "g")
POLICY = EventPolicy()
OLD, NEW = NOON - HOUR, NOON


def decide(odoo, google, role=Role.ORGANIZER, newer="odoo"):
    """:param odoo: an item, or ``None`` for what was deleted; likewise ``google``"""
    clocks = (NEW, OLD) if newer == "odoo" else (OLD, NEW)
    ours = OdooState(odoo, role, clocks[0])
    theirs = GoogleState(google, "etag" if google else None, role, clocks[1])
    link = as_agreed(replace(TAKEN, role=role), ours, theirs, POLICY)
    (decision,) = plan([link], {1: ours}, {"g": theirs}, POLICY).decisions
    return decision


def test_what_is_the_same_is_not_written():
    decision = decide(VISIT, VISIT)
    assert (decision.odoo, decision.google, decision.agreed) == (None, None, VISIT)


@pytest.mark.parametrize("newer", ["odoo", "google"])
def test_the_newer_side_wins_where_both_say_something(newer):
    moved = replace(VISIT, when=Timed(NOON + HOUR, NOON + 2 * HOUR), title="Zoo")
    decision = decide(moved, VISIT, newer=newer)
    assert decision.agreed == (moved if newer == "odoo" else VISIT)


@pytest.mark.parametrize("newer", ["odoo", "google"])
def test_what_only_one_side_says_is_not_lost(newer):
    odoo = replace(VISIT, location="Bern")
    google = replace(VISIT, reminders=(Reminder(10, "popup"),), description="Bring papers")
    decision = decide(odoo, google, newer=newer)
    assert decision.agreed == replace(google, location="Bern")


def test_lines_that_were_joined_on_the_way_come_back():
    google = replace(VISIT, description="Soup<br>Fish")
    decision = decide(replace(VISIT, description="Soup Fish"), google)
    assert decision.agreed == google
    assert decision.google is None


def test_what_is_private_on_one_side_stays_private():
    private = replace(VISIT, visibility="private")
    assert decide(VISIT, private, newer="odoo").agreed == private
    assert decide(private, VISIT, newer="google").agreed == private


def test_what_was_deleted_in_google_is_deleted_in_odoo():
    assert decide(VISIT, None).odoo.verb == "delete"


def test_what_was_deleted_in_odoo_is_deleted_in_google():
    assert decide(None, VISIT).google.verb == "delete"


def test_what_was_deleted_on_both_sides_is_no_matter():
    decision = decide(None, None)
    assert (decision.odoo, decision.google) == (None, None)


def test_nobody_is_uninvited_nor_invited_twice():
    ann, ben = Guest("ann@x"), Guest("ben@x")
    google = replace(VISIT, guests=(replace(ann, answer="accepted"), ben))
    decision = decide(replace(VISIT, guests=(ann,)), google)
    assert decision.agreed.guests == google.guests
    assert decision.google is None


def test_the_reminders_of_a_guests_copy_are_theirs():
    google = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(VISIT, google, Role.INVITED)
    assert decision.google is None


@given(odoo=strategies.items, google=strategies.items, role=strategies.roles)
def test_two_that_are_there_are_never_made_anew_nor_deleted(odoo, google, role):
    decision = decide(odoo, google, role)
    verbs = {write.verb for write in (decision.odoo, decision.google) if write}
    assert verbs <= {"update"}
    assert decision.agreed is not None
