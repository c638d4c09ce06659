"""Stories of one record without a link: what comes in, and what goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.plan import Plan, Write
from google_sync.engine.events.item import AllDay, Repeating, Timed
from google_sync.engine.events.policy import EventPolicy
from plan_stories import (
    AGREED,
    DELETED,
    HOUR,
    NOON,
    ONLY_TO_GOOGLE,
    UNLINKED,
    VISIT,
    decide,
    plan_one,
)


def test_new_in_odoo_is_created_in_google():
    decision = decide(None, odoo=OdooState(VISIT, Role.INVITED))
    assert decision.google == Write("create", None, VISIT)
    assert decision.link == Link(odoo_id=1, role=Role.INVITED)
    assert decision.role is Role.INVITED


def test_new_in_google_is_created_in_odoo():
    decision = decide(None, google=GoogleState(VISIT, "etag2", Role.EXTERNAL))
    assert decision.odoo == Write("create", None, VISIT)
    assert decision.link == Link(google_id="g", role=Role.EXTERNAL, origin=Side.GOOGLE)
    assert decision.role is Role.EXTERNAL
    assert decision.etag == "etag2"


def test_gone_before_anybody_linked_it_is_nobodys_business():
    assert plan_one(None, odoo=UNLINKED, google=DELETED) == Plan()


@pytest.mark.parametrize(
    ("policy", "reason"),
    [
        (EventPolicy(known_since=NOON + HOUR), "before_connection"),
        (EventPolicy(known_since=NOON), None),
        (EventPolicy(known_since=NOON + HOUR, populate_odoo=True), None),
        (EventPolicy(imports=False), "import_off"),
        (EventPolicy(imports=False, populate_odoo=True), None),
    ],
)
def test_what_google_had_before_the_connection_comes_in_when_asked(policy, reason):
    planned = plan_one(None, google=GoogleState(VISIT, "etag2", changed=NOON), policy=policy)
    assert planned.excluded == ({"g": reason} if reason else {})
    assert len(planned.decisions) == (not reason)


DAY = timedelta(days=1)
POPULATE = EventPolicy(populate_odoo=True, known_since=NOON, window=(NOON - DAY, NOON + DAY))


@pytest.mark.parametrize(
    ("when", "comes_in"),
    [
        (Timed(NOON - 3 * DAY, NOON - 2 * DAY), False),
        (Timed(NOON - 3 * DAY, NOON), True),
        (Timed(NOON, NOON + 9 * DAY), True),
        (Timed(NOON + 2 * DAY, NOON + 3 * DAY), False),
        (AllDay(date(2026, 2, 28), date(2026, 3, 1)), False),
        (AllDay(date(2026, 3, 1), date(2026, 3, 2)), True),
        (AllDay(date(2026, 3, 3), date(2026, 3, 4)), True),
        (AllDay(date(2026, 3, 4), date(2026, 3, 5)), False),
        (Repeating(Timed(NOON - 9 * DAY, NOON - 8 * DAY), ("RRULE:FREQ=DAILY",), "UTC"), True),
        (Repeating(Timed(NOON + 2 * DAY, NOON + 3 * DAY), ("RRULE:FREQ=DAILY",), "UTC"), False),
    ],
)
def test_populate_brings_in_what_reaches_into_its_window(when, comes_in):
    event = replace(VISIT, when=when)
    planned = plan_one(None, google=GoogleState(event, changed=NOON - HOUR), policy=POPULATE)
    assert planned.excluded == ({} if comes_in else {"g": "out_of_window"})
    assert len(planned.decisions) == comes_in


def test_what_is_new_comes_in_whatever_the_window():
    event = replace(VISIT, when=Timed(NOON - 3 * DAY, NOON - 2 * DAY))
    assert decide(None, google=GoogleState(event, changed=NOON), policy=POPULATE).odoo


def test_a_tentative_event_comes_in_when_asked_or_once_it_is_confirmed():
    maybe = replace(VISIT, own_response="tentative")
    assert plan_one(None, google=maybe).excluded == {"g": "tentative"}
    assert (
        decide(None, google=maybe, policy=EventPolicy(import_tentative=True)).odoo.verb == "create"
    )
    assert decide(None, google=VISIT).odoo.verb == "create"


def test_a_linked_event_that_becomes_tentative_stays():
    maybe = replace(VISIT, own_response="tentative")
    assert decide(AGREED, google=maybe).odoo == Write("update", VISIT, maybe)


def test_the_link_of_an_event_that_never_came_in_does_not_bring_it_in():
    """A link without a record remembers an event of Google's that could not be read once."""
    unread = Link(google_id="g")
    assert plan_one(unread, google=VISIT, policy=ONLY_TO_GOOGLE).excluded == {"g": "import_off"}
    decision = decide(unread, google=VISIT)
    assert decision.odoo == Write("create", None, VISIT)
    assert decision.link == unread
