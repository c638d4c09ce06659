"""Undo: what the plan has made of a record is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Side
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import Decision, Plan, plan
from google_sync.engine.core.revert import Left, Undo, take_back
from google_sync.engine.events.item import EventItem, Guest, Mask, Timed
from google_sync.engine.events.masking import in_google, in_odoo
from google_sync.engine.events.policy import EventPolicy
from hypothesis import given

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
VISIT = EventItem("Visit", Timed(NOON, NOON + timedelta(hours=1)), location="Bern")
RENAMED = replace(VISIT, title="Zoo")
MOVED = replace(VISIT, location="Basel")
SHARING = EventPolicy(share_guests=True)
BOTH = {Side.ODOO, Side.GOOGLE}


def undo_of(decision):
    writes = {side: getattr(decision, side.value) for side in Side}
    before = {side: write.before for side, write in writes.items() if write}
    made = next(write.after for write in writes.values() if write)
    return Undo(before, made, "key")


def apply(decision, odoo, google):
    """What the sides have, and the link, once the decision is done."""
    odoo = decision.odoo.after if decision.odoo else odoo
    google = decision.google.after if decision.google else google
    return odoo, google, link_when_done(decision, "etag")


def sync_and_undo(base, odoo, google, policy=SHARING, role=Role.ORGANIZER):
    """A sync of one record, and its undo: the decision about it, and what both sides have then."""
    link = Link(1, "g", base, "etag", role)
    states = {1: OdooState(odoo, role)}, {"g": GoogleState(google, "etag", role)}
    (synced,) = plan([link], *states, policy).decisions
    odoo, google, link = apply(synced, odoo, google)
    undone = take_back(
        undo_of(synced),
        link,
        OdooState(odoo, role),
        GoogleState(google, "etag", role),
        policy,
    )
    return undone, *apply(undone, odoo, google)


@pytest.mark.parametrize(
    ("base", "odoo", "google", "former"),
    [
        (VISIT, RENAMED, VISIT, (VISIT, VISIT)),
        (VISIT, VISIT, RENAMED, (VISIT, VISIT)),
        (VISIT, RENAMED, MOVED, (VISIT, VISIT)),
        (VISIT, None, VISIT, (VISIT, VISIT)),
        (VISIT, VISIT, None, (VISIT, VISIT)),
        (None, None, VISIT, (None, VISIT)),
        (None, VISIT, None, (VISIT, None)),
    ],
)
def test_both_sides_go_back_and_rest(base, odoo, google, former):
    undone, odoo, google, link = sync_and_undo(base, odoo, google)
    assert (odoo, google) == former
    assert undone.reverts == "key"
    states = {1: OdooState(odoo)}, {"g": GoogleState(google, "etag")}
    assert not any(one.odoo or one.google for one in plan([link], *states, SHARING).decisions)


def test_what_was_deleted_comes_back_with_no_more_than_google_may_have_now():
    policy = EventPolicy(busy_mask=Mask("Busy"), share_guests=False)
    visit = replace(VISIT, guests=(Guest("client@x.example"),))
    undo = Undo({Side.ODOO: visit}, None, "key")
    link = Link(1, "g", None, "etag")
    undone = take_back(undo, link, OdooState(None), GoogleState(None, "etag"), policy)
    assert in_google(undone.google.after) == replace(
        VISIT, title="Busy", location="", description="", guests=()
    )
    assert in_odoo(undone.odoo.after) == VISIT
    assert undone.link.base == visit  # whom Google's bin has besides
    made_in_google = replace(link, origin=Side.GOOGLE)
    undone = take_back(undo, made_in_google, OdooState(None), GoogleState(None, "etag"), policy)
    assert undone.google.after == visit


def test_a_change_is_taken_back_though_google_shows_less_of_it_since():
    hidden = replace(VISIT, mask=Mask("Busy"))
    undo = Undo({Side.ODOO: VISIT}, MOVED, "key")
    base = replace(MOVED, mask=hidden.mask)
    states = OdooState(base), GoogleState(in_google(base), "etag2")
    undone = take_back(undo, Link(1, "g", base, "etag2"), *states, SHARING)
    assert undone.agreed == undone.odoo.after == hidden


def test_each_guest_goes_back_by_itself():
    mine, theirs = Guest("mine@x.example"), Guest("theirs@x.example")
    odoo, google = replace(VISIT, guests=(mine,)), replace(VISIT, guests=(theirs,))
    _undone, odoo, google, _link = sync_and_undo(VISIT, odoo, google)
    assert odoo == google == VISIT


@given(strategies.items, strategies.items)
def test_a_change_of_one_side_is_taken_back_whole(before, after):
    if before == after:
        return
    for sides in ((after, before), (before, after)):
        undone, odoo, google, _link = sync_and_undo(before, *sides)
        if not undone.rejected:
            assert odoo == google == before


@pytest.mark.parametrize(
    ("odoo", "google", "sides"),
    [(MOVED, RENAMED, {Side.ODOO}), (RENAMED, None, {Side.GOOGLE}), (MOVED, MOVED, BOTH)],
)
def test_what_was_changed_since_stays(odoo, google, sides):
    undo = Undo({Side.ODOO: VISIT}, RENAMED, "key")
    link = Link(1, "g", RENAMED, "etag")
    left = take_back(undo, link, OdooState(odoo), GoogleState(google, "etag"), SHARING)
    assert isinstance(left, Left)
    assert (left.reason, set(left.sides)) == ("changed", sides)


def test_taken_up_anew_it_writes_what_is_missing():
    undo = Undo({Side.ODOO: VISIT}, RENAMED, "key")
    link = Link(1, "g", RENAMED, "etag")
    undone = take_back(undo, link, OdooState(VISIT), GoogleState(RENAMED, "etag"), SHARING)
    assert undone.odoo is None
    assert undone.google.after == VISIT


@pytest.mark.parametrize(
    ("role", "undo"),
    [
        (Role.INVITED, Undo({Side.GOOGLE: VISIT}, RENAMED, "key")),
        (Role.EXTERNAL, Undo({Side.ODOO: VISIT}, RENAMED, "key")),
        (Role.INVITED, Undo({Side.GOOGLE: VISIT}, None, "key")),
        (Role.EXTERNAL, Undo({Side.ODOO: VISIT}, None, "key")),
        (Role.KEPT, Undo({Side.GOOGLE: VISIT}, RENAMED, "key")),
        (Role.KEPT, Undo({Side.GOOGLE: VISIT}, None, "key")),
    ],
)
def test_what_others_decide_stays(role, undo):
    link = Link(1, "g", undo.made, "etag", role)
    states = OdooState(undo.made, role), GoogleState(undo.made, "etag", role)
    assert take_back(undo, link, *states, SHARING) == Left("leader", role)


def test_what_rests_wakes_when_it_is_changed():
    _undone, odoo, google, link = sync_and_undo(None, None, VISIT)
    assert (odoo, google, link.only_on) == (None, VISIT, Side.GOOGLE)
    (decision,) = plan(
        [link], {1: OdooState(None)}, {"g": GoogleState(MOVED, "etag2")}, SHARING
    ).decisions
    assert decision.odoo.after == MOVED
    assert link_when_done(decision).only_on is None


def test_what_is_taken_back_on_request_is_no_mass_deletion():
    undone, *_rest = sync_and_undo(None, None, VISIT)
    ordinary = Decision(Link(1, "h"), None, Role.ORGANIZER, odoo=undone.odoo)
    assert Plan((undone, ordinary)).deleted(Side.ODOO) == {"h"}
