"""Series as items: their occurrences, and the exceptions among these."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timezone
from itertools import islice

import pytest
import strategies
from google_sync.engine.events.item import AllDay, EventItem, Repeating, Timed, dump, load
from google_sync.engine.events.occurrences import (
    follow,
    is_over,
    occurrence,
    template,
    with_occurrences,
)
from google_sync.engine.events.recurrence import (
    has_occurrence,
    original_starts,
    read_lines,
    span_at,
)
from hypothesis import given
from repeating import AT_NINE, DAY, HOUR, MONDAY, WHOLE_DAY, series

COURSE = EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=4"), location="Bern")
FIRST, SECOND, THIRD, FOURTH = original_starts(COURSE.when)


def changed(original_start, item=COURSE, **values):
    return replace(template(item, original_start), **values)


def test_an_occurrence_is_a_single_item_as_long_as_the_first():
    summer = EventItem("Course", series("RRULE:FREQ=WEEKLY"))
    original_start = datetime(2027, 7, 5, 7, tzinfo=timezone.utc)
    assert occurrence(summer, original_start) == EventItem(
        "Course", Timed(original_start, original_start + HOUR)
    )
    two_days = series("RRULE:FREQ=WEEKLY", first=replace(WHOLE_DAY, stop=date(2027, 1, 6)))
    day = date(2027, 7, 5)
    assert span_at(two_days, day) == AllDay(day, day + 2 * DAY)


def test_what_does_not_take_place_is_no_occurrence():
    course = with_occurrences(COURSE, {SECOND: None})
    assert occurrence(course, SECOND) is None
    assert occurrence(course, SECOND + DAY) is None
    assert occurrence(course, THIRD) == template(course, THIRD)


def test_only_what_differs_from_the_series_is_an_exception():
    exam = changed(FOURTH, title="Exam")
    course = with_occurrences(
        COURSE,
        {FOURTH: exam, SECOND: None, FIRST: template(COURSE, FIRST), FIRST + DAY: None},
    )
    assert course.exceptions == ((SECOND, None), (FOURTH, exam))
    single = replace(course, when=AT_NINE)
    assert with_occurrences(single, {FIRST: None}).exceptions == ()


@pytest.mark.parametrize(
    ("of_series", "of_one", "wanted"),
    [
        ("default", "private", "private"),
        ("public", "private", "private"),
        ("public", "default", "default"),
        ("private", "public", "private"),
        ("default", "public", "default"),
    ],
)
def test_who_may_see_it_is_said_of_the_whole_series(of_series, of_one, wanted):
    course = replace(COURSE, visibility=of_series)
    exam = changed(FOURTH, course, title="Exam", visibility=of_one)
    found = with_occurrences(
        course, {FOURTH: exam, SECOND: changed(SECOND, course, visibility=of_one)}
    )
    assert found.visibility == wanted
    assert found.exceptions == ((FOURTH, replace(exam, visibility=wanted)),)


def test_an_exception_follows_the_series_in_what_it_has_in_common_with_it():
    exam = changed(FOURTH, title="Exam")
    course = with_occurrences(COURSE, {SECOND: None, FOURTH: exam})
    later = series("RRULE:FREQ=WEEKLY;COUNT=4", first=Timed(MONDAY, MONDAY + 2 * HOUR))
    followed = follow(course, EventItem("Seminar", later, location="Basel"))
    assert occurrence(followed, SECOND) is None
    assert occurrence(followed, FOURTH) == EventItem(
        "Exam", Timed(FOURTH, FOURTH + 2 * HOUR), location="Basel"
    )


def test_an_exception_that_the_series_agrees_with_or_has_no_start_for_is_none():
    exam = changed(SECOND, title="Exam")
    course = with_occurrences(COURSE, {SECOND: exam, FOURTH: None})
    shorter = EventItem("Exam", series("RRULE:FREQ=WEEKLY;COUNT=3"), location="Bern")
    assert follow(course, shorter).exceptions == ()
    assert follow(course, replace(course, when=AT_NINE)).exceptions == ()


def test_whole_days_and_times_do_not_have_each_others_starts():
    assert not has_occurrence(COURSE.when, FIRST.date())
    assert not has_occurrence(series("RRULE:FREQ=DAILY", first=WHOLE_DAY), FIRST)
    assert isinstance(COURSE.when, Repeating)


@given(strategies.repetitions)
def test_a_link_keeps_a_series_with_its_exceptions(lines_of):
    lines, first, zone = lines_of
    when, _without = read_lines(lines, first, zone)
    item = EventItem("Course", when)
    some = list(islice(original_starts(when), 2))
    changed = {some[0]: None, some[-1]: replace(template(item, some[-1]), title="Exam")}
    item = with_occurrences(item, changed)
    assert load(json.loads(json.dumps(dump(item)))) == item


@pytest.mark.parametrize(
    ("item", "days", "over"),
    [
        (replace(COURSE, when=AT_NINE), 0, False),
        (replace(COURSE, when=AT_NINE), 1, True),
        (COURSE, 1, False),
        (COURSE, 21, False),
        (COURSE, 22, True),
        (with_occurrences(COURSE, {FOURTH: None}), 22, True),
        (
            with_occurrences(
                COURSE, {FIRST: changed(FIRST, when=Timed(FOURTH + 9 * DAY, FOURTH + 10 * DAY))}
            ),
            22,
            False,
        ),
        (EventItem("Course", series("RRULE:FREQ=WEEKLY")), 9_000, False),
        (EventItem("Trip", WHOLE_DAY), 1, False),
        (EventItem("Trip", WHOLE_DAY), 2, True),
    ],
)
def test_what_is_over(item, days, over):
    assert is_over(item, MONDAY + days * DAY) is over
