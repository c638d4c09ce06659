"""Stories of a record that both sides have: what happened there, and what the plan makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState
from google_sync.engine.core.merge import Conflict, Side
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import Plan, Write
from google_sync.engine.events.item import AllDay, EventItem
from google_sync.engine.events.policy import EventPolicy
from plan_stories import (
    AGREED,
    ARCHIVED,
    DELETED,
    HOUR,
    MOVED,
    NOON,
    RENAMED,
    RENAMED_ELSE,
    SLEEPING,
    UNLINKED,
    UNMET,
    VISIT,
    as_,
    decide,
    no_writes,
    plan_one,
)

# -- changes


def test_a_change_in_odoo_goes_to_google_with_the_changed_field_alone():
    decision = decide(AGREED, odoo=MOVED)
    assert decision.google == Write("update", VISIT, MOVED)
    assert decision.google.fields == {"when"}
    assert decision.odoo is None
    assert decision.etag == "etag"


def test_a_change_in_google_comes_to_odoo_and_nothing_goes_back():
    decision = decide(AGREED, google=MOVED)
    assert decision.odoo == Write("update", VISIT, MOVED)
    assert decision.google is None
    assert decision.agreed == MOVED
    assert decision.etag == "etag2"


def test_different_fields_changed_on_both_sides_both_win():
    decision = decide(AGREED, odoo=RENAMED, google=MOVED)
    both = replace(RENAMED, when=MOVED.when)
    assert decision.odoo == Write("update", RENAMED, both)
    assert decision.google == Write("update", MOVED, both)
    assert decision.conflicts == ()


def test_the_same_change_on_both_sides_needs_no_write():
    decision = decide(AGREED, odoo=MOVED, google=MOVED)
    assert no_writes(decision)
    assert decision.agreed == MOVED
    assert decision.etag == "etag2"


@pytest.mark.parametrize(
    ("prefer", "odoo_changed", "google_changed", "winner"),
    [
        ("newest", NOON, NOON + HOUR, Side.GOOGLE),
        ("newest", NOON + HOUR, NOON, Side.ODOO),
        ("newest", NOON, NOON, Side.ODOO),  # equal clocks, and clocks that are missing
        ("newest", None, NOON, Side.ODOO),
        ("newest", NOON, None, Side.ODOO),
        ("odoo", NOON, NOON + HOUR, Side.ODOO),
        ("google", NOON + HOUR, NOON, Side.GOOGLE),
    ],
)
def test_the_same_field_changed_on_both_sides_the_policy_decides_and_the_loser_is_kept(
    prefer, odoo_changed, google_changed, winner
):
    decision = decide(
        AGREED,
        OdooState(RENAMED, changed=odoo_changed),
        GoogleState(RENAMED_ELSE, "etag2", changed=google_changed),
        EventPolicy(prefer),
    )
    kept, lost = ("Zoo", "Museum") if winner is Side.ODOO else ("Museum", "Zoo")
    assert decision.agreed.title == kept
    assert decision.conflicts == (Conflict("title", winner, kept, lost),)


def test_from_a_time_to_whole_days_is_one_change_of_one_field():
    whole_day = replace(VISIT, when=AllDay(date(2026, 3, 2), date(2026, 3, 3)))
    assert decide(AGREED, google=whole_day).odoo.fields == {"when"}


def test_what_nobody_mentions_is_left_alone():
    assert plan_one(AGREED) == Plan()
    assert plan_one(UNMET) == Plan()


def test_what_a_side_does_not_mention_is_what_was_agreed_and_not_deleted():
    assert no_writes(decide(AGREED, google=VISIT))
    assert no_writes(decide(AGREED, odoo=VISIT))


@pytest.mark.parametrize("prefer", ["odoo", "google"])
@pytest.mark.parametrize("has_meet", [Side.ODOO, Side.GOOGLE])
def test_a_meet_that_one_side_has_outlives_the_first_comparison(prefer, has_meet):
    """Nobody has taken it away, and guests may have its link."""
    with_meet = replace(VISIT, meet=True)
    odoo, google = (with_meet, VISIT) if has_meet is Side.ODOO else (VISIT, with_meet)
    decision = decide(UNMET, odoo=odoo, google=google, policy=EventPolicy(prefer))
    written = decision.google or decision.odoo
    assert written == Write("update", VISIT, with_meet)
    assert (decision.google is None) == (has_meet is Side.GOOGLE)
    assert not decision.conflicts


# -- deletions


@pytest.mark.parametrize("gone", [ARCHIVED, UNLINKED])
def test_deleted_in_odoo_is_deleted_in_google(gone):
    decision = decide(AGREED, odoo=gone)
    assert decision.google == Write("delete", VISIT, None)
    assert decision.google.fields == frozenset()
    assert decision.agreed is None


def test_deleted_in_google_is_deleted_in_odoo():
    decision = decide(AGREED, google=DELETED)
    assert decision.odoo == Write("delete", VISIT, None)
    assert decision.google is None
    assert decision.etag == "etag2"


def test_deleted_on_both_sides_is_agreed():
    decision = decide(AGREED, odoo=ARCHIVED, google=DELETED)
    assert no_writes(decision)
    assert decision.agreed is None


def test_changed_in_odoo_while_deleted_in_google_comes_back_to_google():
    decision = decide(AGREED, odoo=MOVED, google=DELETED)
    assert decision.google == Write("restore", None, MOVED)
    assert decision.odoo is None
    assert decision.revived is Side.GOOGLE
    assert decision.agreed == MOVED


@pytest.mark.parametrize(("gone", "verb"), [(ARCHIVED, "restore"), (UNLINKED, "create")])
def test_changed_in_google_while_deleted_in_odoo_comes_back_to_odoo(gone, verb):
    decision = decide(AGREED, odoo=gone, google=MOVED)
    assert decision.odoo == Write(verb, None, MOVED)
    assert decision.google is None
    assert decision.revived is Side.ODOO


def test_restored_from_googles_bin_is_restored_in_odoo():
    assert decide(SLEEPING, google=VISIT).odoo == Write("restore", None, VISIT)
    assert decide(SLEEPING, UNLINKED, VISIT).odoo == Write("create", None, VISIT)


def test_restored_in_odoo_is_restored_in_google_for_google_never_frees_an_id():
    decision = decide(SLEEPING, odoo=VISIT)
    assert decision.google == Write("restore", None, VISIT)
    assert decision.google.fields == set(EventItem.__dataclass_fields__)


def test_restored_on_both_sides_is_merged():
    decision = decide(SLEEPING, odoo=RENAMED, google=VISIT)
    assert decision.google == Write("update", VISIT, RENAMED)
    assert decision.conflicts == (Conflict("title", Side.ODOO, "Zoo", "Visit"),)


@pytest.mark.parametrize("role", strategies.MEETING_ROLES)
def test_a_deletion_that_the_user_takes_back_is_undone(role):
    take_back = EventPolicy(undo_deletions=True)
    deleted_there = decide(as_(role), VISIT, GoogleState(None, "etag2", role), take_back)
    assert (deleted_there.google.verb, deleted_there.odoo) == ("restore", None)
    deleted_here = decide(as_(role), OdooState(None, role), VISIT, take_back)
    assert (deleted_here.odoo.verb, deleted_here.google) == ("restore", None)
    assert deleted_there.agreed == deleted_here.agreed == VISIT


# -- what a link keeps


def test_one_of_two_that_have_yet_to_meet_is_not_back_because_the_other_is_there():
    assert decide(UNMET, odoo=ARCHIVED, google=VISIT).google == Write("delete", VISIT, None)
    assert plan_one(UNMET, google=VISIT) == Plan()


def test_the_link_keeps_the_etag_of_googles_answer_or_else_the_one_it_rested_on():
    decision = decide(AGREED, odoo=MOVED)
    assert link_when_done(decision, "etag3") == replace(AGREED, base=MOVED, etag="etag3")
    assert link_when_done(decide(AGREED, google=MOVED)) == Link(1, "g", MOVED, "etag2")
    given_up = link_when_done(decide(AGREED, odoo=ARCHIVED))
    assert given_up == replace(SLEEPING, buried=VISIT)
    gone = link_when_done(decide(AGREED, odoo=UNLINKED))
    assert gone == SLEEPING, "what nobody can restore is forgotten"
