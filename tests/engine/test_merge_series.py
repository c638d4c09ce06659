"""Stories of one series: what happened to its occurrences on each side, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState, Role
from google_sync.engine.core.merge import Conflict, Side
from google_sync.engine.core.plan import Write, plan
from google_sync.engine.events.item import EventItem, Guest, Reminder, Timed
from google_sync.engine.events.occurrences import follow, occurrence, template, with_occurrences
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts, read_lines

#: A Monday, at nine in Paris.
MONDAY = datetime(2027, 1, 4, 8, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
AT_NINE = Timed(MONDAY, MONDAY + HOUR)


def series(text="FREQ=WEEKLY;COUNT=4", first=AT_NINE):
    return read_lines([f"RRULE:{text}"], first, "Europe/Paris")[0]


COURSE = EventItem("Course", series(), location="Bern")
FIRST, SECOND, THIRD, FOURTH = original_starts(COURSE.when)
SINGLE = replace(COURSE, when=AT_NINE)
RENAMED = replace(COURSE, title="Seminar")


def at(original_start, item=COURSE, **values):
    """The series with this occurrence changed; no values: it does not take place."""
    changed = replace(template(item, original_start), **values) if values else None
    return with_occurrences(item, {**dict(item.exceptions), original_start: changed})


MOVED = Timed(SECOND + HOUR, SECOND + 2 * HOUR)


def decide(base, odoo, google, role=Role.ORGANIZER, policy=None):
    (decision,) = plan(
        [Link(1, "g", base, "etag", role)] if base else [],
        {1: OdooState(odoo, role)},
        {"g": GoogleState(google, "etag2", role)},
        policy or EventPolicy(),
        {} if base else {"g": 1},
    ).decisions
    return decision


def agreed(base, odoo, google, role=Role.ORGANIZER, policy=None):
    decision = decide(base, odoo, google, role, policy)
    assert decision.conflicts == ()
    return decision.agreed


# -- on one side


@pytest.mark.parametrize("changed", [at(SECOND), at(SECOND, title="Exam"), at(SECOND, when=MOVED)])
def test_what_becomes_of_one_occurrence_goes_to_the_other_side_alone(changed):
    decision = decide(COURSE, changed, COURSE)
    assert decision.google == Write("update", COURSE, changed)
    assert decision.google.fields == {"exceptions"}
    assert decide(COURSE, COURSE, changed).odoo == Write("update", COURSE, changed)


def test_an_occurrence_that_comes_back_comes_back_on_the_other_side():
    assert agreed(at(SECOND), COURSE, at(SECOND)) == COURSE
    assert agreed(at(SECOND), at(SECOND), COURSE) == COURSE


def test_an_occurrence_that_is_again_as_the_series_is_no_exception_on_either_side():
    assert agreed(at(SECOND, title="Exam"), COURSE, at(SECOND, title="Exam")) == COURSE


def test_the_series_is_renamed_and_its_exceptions_keep_what_is_their_own():
    base = at(SECOND, location="Basel")
    renamed = follow(base, RENAMED)
    assert agreed(base, renamed, base) == at(SECOND, RENAMED, location="Basel")


# -- on both sides


def test_different_occurrences_changed_on_both_sides_both_win():
    merged = agreed(COURSE, at(SECOND, title="Exam"), at(THIRD))
    assert merged == at(THIRD, at(SECOND, title="Exam"))


def test_different_fields_of_one_occurrence_changed_on_both_sides_both_win():
    merged = agreed(COURSE, at(SECOND, title="Exam"), at(SECOND, when=MOVED))
    assert merged == at(SECOND, title="Exam", when=MOVED)


@pytest.mark.parametrize("prefer", ["odoo", "google"])
def test_one_field_of_one_occurrence_changed_on_both_sides_the_policy_decides(prefer):
    exam, test = at(SECOND, title="Exam"), at(SECOND, title="Test")
    decision = decide(COURSE, exam, test, policy=EventPolicy(prefer))
    kept, lost = ("Exam", "Test") if prefer == "odoo" else ("Test", "Exam")
    assert decision.conflicts == (Conflict("title", Side(prefer), kept, lost, SECOND),)
    assert decision.agreed == at(SECOND, title=kept)


def test_a_conflict_with_an_occurrence_that_is_as_the_series_again_names_what_people_saw():
    base = at(SECOND, title="Exam")
    (conflict,) = decide(base, at(SECOND, title="Test"), COURSE).conflicts
    assert conflict == Conflict("title", Side.ODOO, "Test", "Course", SECOND)


def test_the_series_says_by_now_what_an_occurrence_had_of_its_own():
    """As Odoo's does once all others have left it: nobody has changed that occurrence there."""
    base = at(FIRST, location="Rome")
    ours = replace(base, when=series("FREQ=WEEKLY;COUNT=1"), location="Rome", exceptions=())
    merged = agreed(base, ours, at(FIRST, location="Oslo"))
    assert occurrence(merged, FIRST).location == "Oslo"
    assert occurrence(agreed(base, ours, base), FIRST).location == "Rome"


def test_the_series_is_renamed_on_one_side_and_one_occurrence_moved_on_the_other():
    assert agreed(COURSE, RENAMED, at(SECOND, when=MOVED)) == at(SECOND, RENAMED, when=MOVED)
    assert agreed(COURSE, at(SECOND, when=MOVED), RENAMED) == at(SECOND, RENAMED, when=MOVED)


def test_the_series_is_renamed_on_one_side_and_one_occurrence_on_the_other():
    merged = agreed(COURSE, RENAMED, at(SECOND, title="Exam"))
    assert merged == at(SECOND, RENAMED, title="Exam")


def test_the_series_is_renamed_differently_on_both_sides_and_its_exceptions_say_so_once():
    renamed = at(SECOND, replace(COURSE, title="Workshop"), location="Basel")
    decision = decide(COURSE, RENAMED, renamed)
    assert decision.conflicts == (Conflict("title", Side.ODOO, "Seminar", "Workshop"),)
    assert decision.agreed == at(SECOND, RENAMED, location="Basel")


def test_the_series_ends_earlier_on_one_side_while_the_other_cancels_an_occurrence():
    shorter = replace(COURSE, when=series("FREQ=WEEKLY;COUNT=3"))
    assert agreed(COURSE, shorter, at(SECOND)) == at(SECOND, shorter)
    assert agreed(COURSE, at(SECOND), shorter) == at(SECOND, shorter)
    assert agreed(COURSE, shorter, at(FOURTH)) == shorter


def test_a_longer_series_has_exceptions_where_the_other_side_has_no_starts_yet():
    longer = replace(COURSE, when=series("FREQ=WEEKLY;COUNT=5"))
    changed = at(FOURTH + WEEK, longer, title="Party")
    assert agreed(COURSE, changed, at(SECOND)) == at(SECOND, changed)


LATER = replace(COURSE, when=series(first=Timed(MONDAY + HOUR, MONDAY + 2 * HOUR)))
ON_TUESDAYS = replace(
    COURSE, when=series("FREQ=WEEKLY;COUNT=4", Timed(MONDAY + DAY, MONDAY + DAY + HOUR))
)


@pytest.mark.parametrize(("moved", "by"), [(LATER, HOUR), (ON_TUESDAYS, DAY)])
@pytest.mark.parametrize("values", [{}, {"title": "Exam"}, {"when": MOVED}])
def test_the_whole_series_moves_and_takes_along_what_the_other_side_did_to_one(moved, by, values):
    along = at(SECOND + by, moved, **values)
    assert agreed(COURSE, moved, at(SECOND, **values)) == along
    assert agreed(COURSE, at(SECOND, **values), moved) == along


def test_the_whole_series_moves_and_leaves_behind_what_both_had_agreed_on():
    base = at(SECOND, title="Exam")
    assert agreed(base, LATER, base) == LATER
    assert agreed(base, base, LATER) == LATER


def test_the_series_moves_with_an_occurrence_that_the_other_side_changed_too():
    moved = at(SECOND + HOUR, LATER, location="Basel")
    merged = at(SECOND + HOUR, LATER, title="Exam", location="Basel")
    assert agreed(COURSE, moved, at(SECOND, location="Basel", title="Exam")) == merged


def test_the_series_moves_with_an_occurrence_that_the_other_side_calls_otherwise():
    decision = decide(COURSE, at(SECOND + HOUR, LATER, title="Test"), at(SECOND, title="Exam"))
    assert decision.conflicts == (Conflict("title", Side.ODOO, "Test", "Exam", SECOND + HOUR),)
    assert decision.agreed == at(SECOND + HOUR, LATER, title="Test")


@pytest.mark.parametrize("winner", Side)
@pytest.mark.parametrize(
    "other",
    [
        replace(COURSE, when=series("FREQ=WEEKLY;COUNT=2")),
        replace(COURSE, when=series("FREQ=WEEKLY;COUNT=2;INTERVAL=3")),
        SINGLE,
    ],
)
def test_what_cannot_go_along_with_its_series_is_told(winner, other):
    moved = Timed(THIRD + HOUR, THIRD + 2 * HOUR)
    sides = other, at(THIRD, when=moved, title="Exam")
    odoo, google = sides if winner is Side.ODOO else reversed(sides)
    decision = decide(COURSE, odoo, google)
    assert decision.agreed == other
    assert set(decision.conflicts) == {
        Conflict("title", winner, "Course", "Exam", THIRD),
        Conflict("when", winner, other.when, moved, THIRD),
    }


@pytest.mark.parametrize("winner", Side)
def test_of_guests_who_cannot_go_along_each_answer_is_told(winner):
    ben, eva = Guest("ben@x.example", "accepted"), Guest("eva@x.example")
    course = replace(COURSE, guests=(ben,))
    sides = (
        replace(course, when=series("FREQ=WEEKLY;COUNT=2")),
        at(THIRD, course, guests=(replace(ben, answer="declined"), eva)),
    )
    odoo, google = sides if winner is Side.ODOO else reversed(sides)
    decision = decide(course, odoo, google, policy=EventPolicy(share_guests=True))
    assert decision.agreed == sides[0]
    lost = replace(ben, answer="declined")
    assert decision.conflicts == (Conflict("guests", winner, ben, lost, THIRD),)


def test_a_guests_answer_to_an_occurrence_does_not_go_along_with_the_series():
    assert agreed(COURSE, LATER, at(SECOND), Role.INVITED) == LATER


def test_longer_occurrences_do_not_move_the_one_that_was_moved():
    longer = replace(COURSE, when=series(first=Timed(MONDAY, MONDAY + 2 * HOUR)))
    changed = at(THIRD, at(SECOND, when=MOVED), title="Exam")
    merged = agreed(COURSE, longer, changed)
    assert occurrence(merged, SECOND).when == MOVED
    assert occurrence(merged, THIRD).when == Timed(THIRD, THIRD + 2 * HOUR)


# -- series and single


def test_a_series_that_becomes_single_has_no_exceptions():
    base = at(THIRD, at(SECOND, title="Exam"))
    assert agreed(base, SINGLE, base) == SINGLE
    assert agreed(base, SINGLE, at(FOURTH, base)) == SINGLE
    assert agreed(base, at(FOURTH, base), SINGLE) == SINGLE


def test_a_single_event_that_becomes_a_series_takes_its_exceptions_along():
    assert agreed(SINGLE, at(SECOND), SINGLE) == at(SECOND)
    assert agreed(SINGLE, replace(SINGLE, title="Seminar"), at(SECOND)) == at(SECOND, RENAMED)


# -- not taking place


def test_cancelled_on_both_sides_is_agreed():
    assert agreed(COURSE, at(SECOND), at(SECOND)) == at(SECOND)


@pytest.mark.parametrize("cancelled_in", Side)
def test_an_organizers_change_of_an_occurrence_beats_its_cancellation(cancelled_in):
    sides = at(SECOND), at(SECOND, title="Exam")
    odoo, google = sides if cancelled_in is Side.ODOO else reversed(sides)
    assert agreed(COURSE, odoo, google) == at(SECOND, title="Exam")


@pytest.mark.parametrize("role", [Role.INVITED, Role.EXTERNAL])
@pytest.mark.parametrize("cancelled_in", Side)
def test_a_guests_cancellation_of_an_occurrence_stands(role, cancelled_in):
    sides = at(SECOND), at(SECOND, title="Exam")
    odoo, google = sides if cancelled_in is Side.ODOO else reversed(sides)
    assert agreed(COURSE, odoo, google, role) == at(SECOND)


def test_renaming_the_whole_series_does_not_bring_back_what_was_cancelled():
    assert agreed(COURSE, RENAMED, at(SECOND)) == at(SECOND, RENAMED)


def test_cancelled_on_one_side_and_left_changed_on_the_other_does_not_take_place():
    base = at(SECOND, title="Exam")
    assert agreed(base, at(SECOND), base) == at(SECOND)


# -- never agreed


def test_without_a_base_each_side_has_its_exceptions():
    assert agreed(None, at(SECOND), at(THIRD, title="Exam")) == at(THIRD, at(SECOND), title="Exam")


def test_without_a_base_a_changed_occurrence_takes_place():
    assert agreed(None, at(SECOND), at(SECOND, title="Exam")) == at(SECOND, title="Exam")


# -- somebody else's meetings


def test_a_guest_who_removes_an_occurrence_in_google_declines_it_in_odoo():
    assert decide(COURSE, COURSE, at(SECOND), Role.INVITED).odoo.after == at(SECOND)


def test_a_guest_cannot_move_one_occurrence_of_a_colleagues_meeting_in_google():
    decision = decide(COURSE, COURSE, at(SECOND, when=MOVED), Role.INVITED)
    assert decision.google == Write("update", at(SECOND, when=MOVED), COURSE)
    assert decision.rejected == ("when",)
    assert decision.odoo is None


def test_what_is_undone_in_series_and_occurrences_is_named_once():
    google = at(SECOND, at(THIRD, RENAMED, title="Exam"), title="Test")
    assert decide(COURSE, COURSE, google, Role.INVITED).rejected == ("title",)


def test_a_guest_who_brings_back_an_occurrence_gets_it_as_the_colleague_has_it():
    decision = decide(at(SECOND), at(SECOND), at(SECOND, when=MOVED), Role.INVITED)
    assert decision.agreed == COURSE
    assert decision.rejected == ("when",)


def test_a_guest_cannot_move_one_occurrence_of_an_outsiders_meeting_in_odoo():
    decision = decide(COURSE, at(SECOND, when=MOVED), COURSE, Role.EXTERNAL)
    assert decision.odoo == Write("update", at(SECOND, when=MOVED), COURSE)


def test_a_guests_own_reminders_of_an_occurrence_stay_in_google_unseen():
    reminders = (Reminder(5, "popup"),)
    google = at(SECOND, at(THIRD, title="Exam"), reminders=reminders)
    decision = decide(at(THIRD, title="Exam"), at(THIRD, title="Exam"), google, Role.INVITED)
    assert (decision.odoo, decision.google) == (None, None)
    assert decision.agreed == at(THIRD, title="Exam")


def test_reminders_of_the_meetings_exceptions_reach_the_guest():
    base = at(SECOND, title="Exam")
    reminded = at(SECOND, title="Exam", reminders=(Reminder(10, "popup"),))
    assert decide(base, reminded, base, Role.INVITED).google.after == reminded


# -- Odoo to Google only


def test_without_import_googles_exceptions_stay_there():
    policy = EventPolicy(imports=False)
    assert decide(COURSE, COURSE, at(SECOND), policy=policy).odoo is None
    decision = decide(COURSE, at(THIRD), at(SECOND), policy=policy)
    assert decision.google == Write("update", COURSE, at(THIRD))


# -- matching


def test_records_may_have_any_handles():
    handle = ("calendar.recurrence", 7)
    planned = plan(
        [Link(handle, "g", COURSE, "e")], {handle: OdooState(RENAMED)}, {}, EventPolicy()
    )
    assert planned.decisions[0].google.fields == {"title"}
