"""What a series says goes on while people edit its occurrences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from google_sync.engine.events.common import FIELDS, common, common_fields, length
from google_sync.engine.events.item import EventItem, Timed
from google_sync.engine.events.occurrences import occurrence, template, with_occurrences
from google_sync.engine.events.recurrence import original_starts
from hypothesis import given
from hypothesis import strategies as st
from repeating import HOUR, series

COURSE = EventItem("Course", series("RRULE:FREQ=WEEKLY;COUNT=4"), "Mats", "Bern")
STARTS = tuple(original_starts(COURSE.when))


def shown(agreed, changes):
    """The occurrences that take place, as somebody has changed them."""
    found = {
        original_start: occurrence(agreed, original_start)
        for original_start in original_starts(agreed.when)
    }
    return {
        original_start: replace(one, **changes.get(original_start, {}))
        for original_start, one in found.items()
        if one
    }


def fields_of(item):
    return {name: getattr(item, name) for name in FIELDS}


@given(st.data())
def test_who_edits_single_occurrences_edits_no_series(data):
    """Whatever occurrences had of their own before, as long as half of the others are as they
    were."""
    texts = st.sampled_from(("Exam", "Trip", "Course"))
    before = data.draw(st.dictionaries(st.sampled_from(STARTS), st.none() | texts, max_size=3))
    agreed = with_occurrences(
        COURSE,
        {s: title and replace(template(COURSE, s), title=title) for s, title in before.items()},
    )
    regular = [
        original_start for original_start in STARTS if original_start not in dict(agreed.exceptions)
    ]
    edited = data.draw(st.sets(st.sampled_from(STARTS)))
    if 2 * len(edited.intersection(regular)) > len(regular):
        edited -= set(regular[1:])
    if not set(regular) - edited:
        return
    changes = {s: {"title": "New", "description": "New", "location": "Basel"} for s in edited}
    assert common_fields(shown(agreed, changes), agreed) == fields_of(agreed)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_who_edits_the_first_of_few_edits_that_one(count):
    item = EventItem("Course", series(f"RRULE:FREQ=WEEKLY;COUNT={count}"))
    first = next(original_starts(item.when))
    seen = shown(item, {first: {"title": "Exam", "when": Timed(first, first + 3 * HOUR)}})
    assert common_fields(seen, item)["title"] == "Course"
    assert common(seen, item, length) == HOUR


def test_who_edits_all_of_them_edits_the_series():
    agreed = with_occurrences(COURSE, {STARTS[1]: replace(template(COURSE, STARTS[1]), title="X")})
    for edited in (STARTS, STARTS[:1] + STARTS[2:], STARTS[2:]):
        seen = shown(agreed, {original_start: {"title": "Yoga"} for original_start in edited})
        assert common_fields(seen, agreed)["title"] == "Yoga"


def test_what_nobody_says_any_more_the_series_does_not_say():
    titles = dict(zip(STARTS, ("A", "B", "B", "C"), strict=True))
    seen = shown(
        COURSE, {original_start: {"title": title} for original_start, title in titles.items()}
    )
    assert common_fields(seen, COURSE)["title"] == "B"


def test_without_an_agreement_most_occurrences_tell():
    titles = dict(zip(STARTS, ("A", "B", "B", "C"), strict=True))
    seen = shown(
        COURSE, {original_start: {"title": title} for original_start, title in titles.items()}
    )
    for agreed in (None, replace(COURSE, when=COURSE.when.first)):
        assert common_fields(seen, agreed)["title"] == "B"
