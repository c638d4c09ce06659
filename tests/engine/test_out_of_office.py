"""Time off that Google shows as out of office."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.plan import plan
from google_sync.engine.events.absence import needs_another_event
from google_sync.engine.events.item import AllDay, Away, EventItem, Mask, Timed, dump, load
from google_sync.engine.events.policy import EventPolicy

ZURICH = "Europe/Zurich"
LEAVE = EventItem(
    "Ana on Time Off : 3 days",
    AllDay(date(2027, 3, 27), date(2027, 3, 30)),  # summer time begins on the second day
    description="Rome",
    visibility="private",
    mask=Mask("Out of office"),
    away=Away("new", ZURICH),
)
#: As Google shows it, which says no zone.
SHOWN = EventItem(
    "Out of office",
    Timed(
        datetime(2027, 3, 26, 23, tzinfo=timezone.utc),
        datetime(2027, 3, 29, 22, tzinfo=timezone.utc),
    ),
    away=Away("new"),
)
POLICY = EventPolicy(unheld=frozenset({"color"}))


def decided(odoo, google, base=LEAVE, role=Role.KEPT):
    link = Link(1, "g", base=base, etag="1", role=role, key=1)
    ours, theirs = OdooState(odoo, role), GoogleState(google, "2", Role.EXTERNAL)
    (decision,) = plan([link], {1: ours}, {"g": theirs}, POLICY).decisions
    return decision


def test_google_holds_whole_days_from_midnight_to_midnight():
    assert POLICY.in_google(LEAVE) == SHOWN


def test_what_google_makes_of_it_is_nobodys_edit():
    decision = decided(LEAVE, SHOWN)
    assert (decision.odoo, decision.google, decision.agreed) == (None, None, LEAVE)
    assert decision.agreed.away.zone == ZURICH


@pytest.mark.parametrize(
    ("edit", "fields"),
    [
        ({"when": AllDay(date(2027, 4, 1), date(2027, 4, 2))}, {"when"}),
        ({"title": "Sick"}, {"mask"}),
        ({"away": Away("all")}, {"away"}),
        ({"busy": False}, {"busy"}),
        ({"visibility": "public"}, {"visibility"}),
    ],
)
def test_an_edit_in_google_is_undone(edit, fields):
    decision = decided(LEAVE, replace(SHOWN, **edit))
    assert set(decision.rejected) == fields
    assert decision.odoo is None
    assert POLICY.in_google(decision.google.after) == SHOWN


def test_who_hides_it_in_google_may():
    assert decided(LEAVE, replace(SHOWN, visibility="private")).google is None


def test_another_zone_moves_it():
    elsewhere = replace(LEAVE, away=Away("none", "America/New_York"))
    decision = decided(elsewhere, SHOWN)
    when = POLICY.in_google(decision.google.after).when
    assert when.start == datetime(2027, 3, 27, 4, tzinfo=timezone.utc)


def test_half_a_day_has_its_own_times():
    half = replace(LEAVE, when=SHOWN.when)
    assert decided(half, SHOWN, half).google is None


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.EXTERNAL, Role.INVITED])
def test_what_was_made_in_google_is_an_appointment_of_another_kind(role):
    seen = POLICY.seen_of_google(SHOWN, Link(google_id="g"), None, role)
    assert seen == replace(SHOWN, away=None)


def test_it_is_another_event_once_it_is_an_absence_or_no_more():
    plain = replace(LEAVE, away=None)
    assert needs_another_event(plain, LEAVE)
    assert needs_another_event(LEAVE, plain)
    assert not needs_another_event(None, LEAVE)
    assert not needs_another_event(LEAVE, replace(LEAVE, away=Away("none")))


def test_a_link_keeps_it():
    kept = load(json.loads(json.dumps(dump(LEAVE))))
    assert (kept, kept.away.zone) == (LEAVE, ZURICH)
    former = {name: value for name, value in dump(LEAVE).items() if name != "away"}
    assert load(former).away is None
