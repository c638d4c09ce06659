"""Stories of one record: what happened on each side, and what the plan makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
import strategies
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Conflict, Side
from google_sync.engine.core.next_link import link_when_done
from google_sync.engine.core.plan import Plan, Write, plan
from google_sync.engine.events.item import AllDay, EventItem, Reminder, Repeating, Timed
from google_sync.engine.events.policy import EventPolicy

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
VISIT = EventItem("Visit", Timed(NOON, NOON + HOUR), location="Bern")
MOVED = replace(VISIT, when=Timed(NOON + HOUR, NOON + 2 * HOUR))
RENAMED = replace(VISIT, title="Zoo")
RENAMED_ELSE = replace(VISIT, title="Museum")

AGREED = Link(1, "g", VISIT, "etag")
SLEEPING = Link(1, "g", None, "etag")  # on neither side
UNMET = Link(1, "g", None, None)  # said to be the same, and not compared yet

DEFAULT = EventPolicy()
ONLY_TO_GOOGLE = EventPolicy(imports=False)


def as_(role, link=AGREED):
    return replace(link, role=role)


def plan_one(link, odoo=None, google=None, policy=DEFAULT):
    """:param odoo: a state, or an item for a record of the link's role; ``None``: not mentioned"""
    role = link.role if link else Role.ORGANIZER
    if isinstance(odoo, EventItem):
        odoo = OdooState(odoo, role)
    if isinstance(google, EventItem):
        google = GoogleState(google, "etag2", role)
    return plan(
        [link] if link else [],
        {1: odoo} if odoo else {},
        {"g": google} if google else {},
        policy,
    )


def decide(link, odoo=None, google=None, policy=DEFAULT):
    (decision,) = plan_one(link, odoo, google, policy).decisions
    return decision


def no_writes(decision):
    return decision.odoo is None and decision.google is None


DELETED = GoogleState(None, "etag2")
ARCHIVED = OdooState(None)
UNLINKED = OdooState(None, exists=False)


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


# -- somebody else's meetings


def test_a_guest_cannot_move_the_meeting_of_a_colleague_in_google():
    decision = decide(as_(Role.INVITED), google=MOVED)
    assert decision.google == Write("update", MOVED, VISIT)
    assert decision.odoo is None
    assert decision.rejected == ("when",)


def test_a_colleague_moves_the_meeting_and_nothing_of_the_guests_is_undone():
    decision = decide(as_(Role.INVITED), odoo=MOVED, google=VISIT)
    assert decision.google == Write("update", VISIT, MOVED)
    assert decision.rejected == ()


@pytest.mark.parametrize(
    ("role", "is_copy", "is_news"),
    [
        (Role.ORGANIZER, False, False),
        (Role.INVITED, False, False),
        (Role.INVITED, True, True),
        (Role.EXTERNAL, False, True),
    ],
)
def test_maybe_in_google_is_an_answer_where_google_asks(role, is_copy, is_news):
    unanswered, maybe = (
        replace(VISIT, own_response=response) for response in ("needsAction", "tentative")
    )
    link = replace(AGREED, base=unanswered, role=role, is_copy=is_copy)
    decision = decide(link, google=maybe)
    assert bool(decision.odoo) is is_news
    assert decision.google is None


def test_a_guest_may_answer_in_google():
    maybe = replace(VISIT, own_response="tentative")
    assert decide(as_(Role.INVITED), google=maybe).odoo == Write("update", VISIT, maybe)


def test_a_guests_own_reminders_stay_in_google_unseen():
    decision = decide(as_(Role.INVITED), google=replace(VISIT, reminders=(Reminder(5, "popup"),)))
    assert no_writes(decision)
    assert decision.rejected == ()
    assert decision.agreed == VISIT


def test_the_reminders_that_a_guests_copy_begins_with_stay():
    delivered = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.INVITED, replace(AGREED, base=None)), odoo=VISIT, google=delivered)
    assert (decision.google, decision.odoo) == (None, None)
    reminded = replace(VISIT, reminders=(Reminder(30, "popup"),))
    decision = decide(
        as_(Role.INVITED, replace(AGREED, base=None)), odoo=reminded, google=delivered
    )
    assert decision.google.after.reminders == reminded.reminders


def test_new_reminders_of_the_meeting_reach_the_guest():
    reminded = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.INVITED), odoo=reminded)
    assert decision.google.fields == {"reminders"}


def test_a_guest_cannot_move_an_outsiders_meeting_in_odoo():
    decision = decide(as_(Role.EXTERNAL), odoo=MOVED)
    assert decision.odoo == Write("update", MOVED, VISIT)
    assert decision.google is None
    assert decision.rejected == ("when",)


def test_a_guest_of_an_outsider_has_reminders_of_their_own_in_odoo():
    reminded = replace(VISIT, reminders=(Reminder(10, "popup"),))
    decision = decide(as_(Role.EXTERNAL), odoo=reminded)
    assert decision.google == Write("update", VISIT, reminded)


def test_a_guest_who_takes_a_meeting_over_may_change_it():
    decision = decide(as_(Role.INVITED), OdooState(VISIT, Role.ORGANIZER), MOVED)
    assert decision.odoo == Write("update", VISIT, MOVED)
    assert decision.role is Role.ORGANIZER


# -- what another record of Odoo keeps


def test_what_a_record_of_odoo_keeps_is_not_moved_in_google():
    decision = decide(as_(Role.KEPT), google=MOVED)
    assert decision.google == Write("update", MOVED, VISIT)
    assert decision.odoo is None
    assert decision.rejected == ("when",)


@pytest.mark.parametrize("in_odoo", [VISIT, MOVED])
def test_what_a_record_of_odoo_keeps_comes_back_when_google_deletes_it(in_odoo):
    decision = decide(as_(Role.KEPT), odoo=in_odoo, google=DELETED)
    assert decision.google == Write("restore", None, in_odoo)
    assert decision.odoo is None
    assert decision.revived is Side.GOOGLE


@pytest.mark.parametrize("in_google", [VISIT, MOVED])
def test_what_a_record_of_odoo_gives_up_is_gone_whatever_google_made_of_it(in_google):
    decision = decide(as_(Role.KEPT), odoo=ARCHIVED, google=in_google)
    assert decision.google.verb == "delete"
    assert decision.odoo is None


# -- guests who leave


@pytest.mark.parametrize("role", [Role.INVITED, Role.EXTERNAL])
@pytest.mark.parametrize("in_odoo", [VISIT, MOVED])
def test_a_guest_who_deletes_in_google_is_away_from_the_meeting_in_odoo(role, in_odoo):
    decision = decide(as_(role), odoo=in_odoo, google=DELETED)
    assert decision.odoo == Write("delete", in_odoo, None)
    assert decision.google is None
    assert decision.agreed is None


@pytest.mark.parametrize("role", [Role.INVITED, Role.EXTERNAL])
@pytest.mark.parametrize("in_google", [VISIT, MOVED])
def test_a_guest_who_declines_in_odoo_is_away_from_the_meeting_in_google(role, in_google):
    decision = decide(as_(role), odoo=ARCHIVED, google=replace(in_google, busy=False))
    assert decision.google.verb == "delete"
    assert decision.odoo is None


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


# -- records without a link


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


# -- Odoo to Google only


def test_without_import_a_change_in_google_stays_there():
    decision = decide(AGREED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == VISIT
    assert decision.etag == "etag2"


def test_without_import_a_change_in_odoo_leaves_googles_other_fields():
    decision = decide(AGREED, odoo=RENAMED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google.fields == {"title"}
    assert decision.odoo is None


def test_without_import_what_the_two_never_agreed_upon_is_as_odoo_has_it():
    policy = EventPolicy(prefer="google", imports=False)
    decision = decide(UNMET, odoo=VISIT, google=RENAMED, policy=policy)
    assert decision.google == Write("update", RENAMED, VISIT)
    assert decision.odoo is None


def test_without_import_a_guest_still_cannot_move_an_outsiders_meeting():
    decision = decide(as_(Role.EXTERNAL), odoo=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google is None
    assert decision.odoo == Write("update", MOVED, VISIT)


def test_without_import_deleted_in_google_stays_in_odoo_until_it_changes_there():
    decision = decide(AGREED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == VISIT
    assert decision.etag == "etag", "the old one, so that Google refuses the next update"
    later = decide(AGREED, odoo=MOVED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert later.google == Write("restore", None, MOVED)


def test_without_import_a_guests_copy_that_they_deleted_stays_deleted():
    decision = decide(as_(Role.INVITED), odoo=MOVED, google=DELETED, policy=ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed == MOVED, "settled, not tried again for ever"


def test_without_import_deleted_in_odoo_is_deleted_in_google_also_if_changed_there():
    decision = decide(AGREED, odoo=ARCHIVED, google=MOVED, policy=ONLY_TO_GOOGLE)
    assert decision.google.verb == "delete"


def test_without_import_restored_from_googles_bin_stays_there():
    decision = decide(SLEEPING, ARCHIVED, VISIT, ONLY_TO_GOOGLE)
    assert no_writes(decision)
    assert decision.agreed is None


@pytest.mark.parametrize("role", strategies.MEETING_ROLES)
def test_a_deletion_that_the_user_takes_back_is_undone(role):
    take_back = EventPolicy(undo_deletions=True)
    deleted_there = decide(as_(role), VISIT, GoogleState(None, "etag2", role), take_back)
    assert (deleted_there.google.verb, deleted_there.odoo) == ("restore", None)
    deleted_here = decide(as_(role), OdooState(None, role), VISIT, take_back)
    assert (deleted_here.odoo.verb, deleted_here.google) == ("restore", None)
    assert deleted_there.agreed == deleted_here.agreed == VISIT


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
