"""Guests are merged one by one, and go only where the user lets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Conflict, Side
from google_sync.engine.core.plan import plan
from google_sync.engine.events.guests import by_email, guest_change, in_order, merge_guests
from google_sync.engine.events.item import EventItem, Guest, Timed
from google_sync.engine.events.policy import EventPolicy
from hypothesis import given
from hypothesis import strategies as st

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
VISIT = EventItem("Visit", Timed(NOON, NOON + timedelta(hours=1)))
ANN, BOB = Guest("ann@example.com"), Guest("bob@example.com")
ANN_COMES, ANN_STAYS = replace(ANN, answer="accepted"), replace(ANN, answer="declined")
ROOM = Guest("room@example.com", "accepted", resource=True)
SHARED, KEPT = EventPolicy(share_guests=True), EventPolicy()

bases = st.none() | strategies.guests


def with_guests(*guests):
    return replace(VISIT, guests=in_order(guests))


def applied(change, guests):
    """A list of guests after a change, as both writers carry it out."""
    after = {e: guest for e, guest in by_email(guests).items() if e not in change.uninvited}
    after.update(by_email(guest for guest in change.invited if guest.email not in after))
    after.update(by_email(change.answered))
    return in_order(after.values())


# -- the merge ---------------------------------------------------------------------------------


@given(strategies.guests, strategies.guests)
def test_a_change_leads_from_the_one_to_the_other(before, after):
    assert applied(guest_change(before, after), before) == after


@given(bases, strategies.guests, strategies.guests)
def test_without_dispute_it_makes_no_difference_who_is_preferred(base, one, other):
    merged, disputed = merge_guests(base, one, other)
    again, disputed_again = merge_guests(base, other, one)
    assert len(disputed) == len(disputed_again)
    assert {lost for _kept, lost in disputed} == {kept for kept, _lost in disputed_again}
    if not disputed:
        assert merged == again


@pytest.mark.parametrize("answered", Side)
def test_a_user_who_has_answered_on_one_side_has_answered(answered):
    """Also where the other side is newer, when both meet for the first time."""
    asked = replace(VISIT, own_response="needsAction")
    items = {side: VISIT if side is answered else asked for side in Side}
    older, newer = NOON, NOON + timedelta(days=1)
    changed = {side: older if side is answered else newer for side in Side}
    ours = OdooState(items[Side.ODOO], Role.INVITED, changed[Side.ODOO])
    theirs = GoogleState(items[Side.GOOGLE], "1", Role.EXTERNAL, changed[Side.GOOGLE])
    (decision,) = plan([], {1: ours}, {"g": theirs}, SHARED, {"g": 1}).decisions
    assert (decision.agreed, decision.conflicts) == (VISIT, ())


def test_a_maybe_in_a_copy_is_an_answer_from_the_first_on():
    asked = replace(VISIT, own_response="needsAction")
    maybe = replace(VISIT, own_response="tentative")
    ours, theirs = OdooState(asked, Role.INVITED), GoogleState(maybe, "1", Role.EXTERNAL)
    (decision,) = plan([], {1: ours}, {"g": theirs}, SHARED, {"g": 1}).decisions
    assert decision.agreed == maybe


@given(bases, strategies.guests, strategies.guests)
def test_nobody_is_lost_and_nobody_comes_back(base, one, other):
    merged = by_email(merge_guests(base, one, other)[0])
    old, new = by_email(base or ()), (by_email(one), by_email(other))
    for email in {*new[0], *new[1]}:
        uninvited = email in old and not all(email in side for side in new)
        assert (email in merged) != uninvited


@given(bases, strategies.guests, strategies.guests)
def test_what_was_merged_is_merged_for_good(base, one, other):
    merged, _disputed = merge_guests(base, one, other)
    assert merge_guests(merged, merged, merged) == (merged, [])
    for late in (one, other):
        if base is not None and late == base:  # a side that hears of it later has nothing to add
            assert merge_guests(base, late, merged) == (merged, [])


@given(strategies.guests, strategies.guests)
def test_a_side_that_changed_nothing_follows_the_other(base, changed):
    assert merge_guests(base, base, changed) == (changed, [])
    assert merge_guests(base, changed, base) == (changed, [])


def test_each_side_may_do_something_else():
    base = (ANN, BOB)
    odoo = (ANN_COMES, BOB, ROOM)
    assert merge_guests(base, odoo, (ANN,)) == (in_order([ANN_COMES, ROOM]), [])


def test_only_two_answers_of_one_guest_are_a_dispute():
    assert merge_guests((ANN,), (ANN_COMES,), (ANN_STAYS,)) == (
        (ANN_COMES,),
        [(ANN_COMES, ANN_STAYS)],
    )
    assert merge_guests(None, (ANN,), (ANN_STAYS,)) == ((ANN_STAYS,), [])


def test_of_two_lines_for_one_address_the_rooms_counts():
    person = Guest(ROOM.email)
    assert in_order([person, ROOM]) == in_order([ROOM, person]) == (ROOM,)


def test_a_name_makes_no_difference():
    assert replace(ANN, name="Ann") == ANN


# -- the plan ------------------------------------------------------------------------------------


def decide(base, odoo=None, google=None, policy=SHARED, role=Role.ORGANIZER):
    link = Link(1, "g", base, "etag" if base else None, role)
    planned = plan(
        [link] if base else [],
        {1: OdooState(odoo, role)} if odoo else {},
        {"g": GoogleState(google, "etag2", role)} if google else {},
        policy,
        None if base else {"g": 1},
    )
    (decision,) = planned.decisions
    return decision


def test_a_new_meeting_goes_out_with_its_guests_only_when_shared():
    for policy, guests in ((SHARED, (ANN,)), (KEPT, ())):
        (decision,) = plan([], {1: OdooState(with_guests(ANN))}, {}, policy).decisions
        assert decision.google.after.guests == guests
        assert decision.agreed.guests == guests


def test_guests_kept_in_odoo_change_nothing_in_google():
    decision = decide(VISIT, odoo=with_guests(ANN, BOB), policy=KEPT)
    assert decision.google is None
    assert decision.odoo is None


def test_guests_of_google_come_in_as_a_difference():
    decision = decide(with_guests(ANN), with_guests(BOB), with_guests(ANN_COMES, ROOM), policy=KEPT)
    assert decision.google is None
    change = guest_change(decision.odoo.before.guests, decision.odoo.after.guests)
    assert (change.invited, change.answered, change.uninvited) == ((ROOM,), (ANN_COMES,), set())


def test_sharing_switched_on_sends_whom_google_does_not_know():
    decision = decide(with_guests(ANN), odoo=with_guests(ANN, BOB))
    assert decision.google.fields == {"guests"}
    assert decision.google.after.guests == (ANN, BOB)


def test_sharing_switched_off_uninvites_nobody():
    decision = decide(with_guests(ANN, BOB), odoo=VISIT, policy=KEPT)
    assert decision.google is None


def test_an_answer_in_dispute_is_told():
    decision = decide(with_guests(ANN), with_guests(ANN_COMES), with_guests(ANN_STAYS))
    assert decision.conflicts == (Conflict("guests", Side.ODOO, ANN_COMES, ANN_STAYS),)
    assert decision.google.after.guests == (ANN_COMES,)


def test_a_colleagues_guests_come_by_their_account():
    decision = decide(VISIT, with_guests(ANN), with_guests(BOB), role=Role.INVITED)
    assert (decision.odoo, decision.google) == (None, None)


def test_google_leads_the_guests_of_a_meeting_called_outside():
    decision = decide(with_guests(ANN), VISIT, with_guests(ANN, BOB), role=Role.EXTERNAL)
    assert decision.google is None
    assert guest_change(decision.odoo.before.guests, decision.odoo.after.guests).invited == (BOB,)


def test_two_that_match_have_the_guests_of_both():
    decision = decide(None, with_guests(ANN), with_guests(BOB))
    assert decision.agreed.guests == (ANN, BOB)


def test_an_answer_is_no_reason_to_keep_what_was_deleted():
    link = Link(1, "g", with_guests(ANN), "etag")
    states = {1: OdooState(None)}, {"g": GoogleState(with_guests(ANN_STAYS), "etag2")}
    (decision,) = plan([link], *states, SHARED).decisions
    assert decision.google.verb == "delete"
    states = {1: OdooState(None)}, {"g": GoogleState(with_guests(ANN, BOB), "etag2")}
    (decision,) = plan([link], *states, SHARED).decisions
    assert decision.revived is Side.ODOO


def test_an_event_that_another_one_replaced_goes_and_counts_as_no_deletion():
    link = Link(None, "g", VISIT, "etag", Role.INVITED)
    planned = plan([link], {}, {"g": GoogleState(VISIT, "etag")}, KEPT)
    assert planned.decisions[0].google.verb == "delete"
    assert not planned.deleted(Side.GOOGLE)


@pytest.mark.parametrize("role", strategies.MEETING_ROLES)
@given(strategies.guests, strategies.guests, strategies.guests, st.booleans())
def test_both_writers_bring_about_what_was_agreed(role, base, odoo, google, share):
    """Guests that a side has besides what was compared stay, and a second plan is empty."""
    policy = EventPolicy(share_guests=share)
    items = [replace(VISIT, guests=guests) for guests in (base, odoo, google)]
    decision = decide(*items, policy=policy, role=role)
    ours, theirs = odoo, google
    if decision.odoo:
        write = decision.odoo
        ours = applied(guest_change(write.before.guests, write.after.guests), odoo)
    if decision.google:
        write = decision.google
        theirs = applied(guest_change(write.before.guests, write.after.guests), google)
    again = decide(
        decision.agreed,
        replace(VISIT, guests=ours),
        replace(VISIT, guests=theirs),
        policy=policy,
        role=role,
    )
    assert (again.odoo, again.google) == (None, None)
    if not (share and role.is_own):
        assert theirs == google
    if role is Role.INVITED:
        assert ours == odoo
