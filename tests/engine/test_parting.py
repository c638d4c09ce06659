"""A series that people split on one side, or on both, while the other has changed it, too."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from google_sync.engine.core.link import GoogleState, Link, OdooState
from google_sync.engine.core.merge import Conflict, Side
from google_sync.engine.core.plan import Write, plan
from google_sync.engine.events.item import AllDay, EventItem, Timed
from google_sync.engine.events.occurrences import template, with_occurrences
from google_sync.engine.events.parting import parted
from google_sync.engine.events.policy import EventPolicy
from google_sync.engine.events.recurrence import original_starts, read_lines, span_at

#: A Monday, at nine in Paris.
MONDAY = datetime(2027, 1, 4, 8, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
WEEK = timedelta(days=7)
AT_NINE = Timed(MONDAY, MONDAY + HOUR)


def series(text="FREQ=WEEKLY;COUNT=8", first=AT_NINE, zone="Europe/Paris", extra=()):
    lines = [f"RRULE:{text}"]
    lines += [f"RDATE;TZID={zone}:{one}" for one in extra]
    return read_lines(lines, first, zone)[0]


COURSE = EventItem("Course", series(), location="Bern")
STARTS = list(original_starts(COURSE.when))
THIRD = Timed(STARTS[2], STARTS[2] + HOUR)
FIRST_PART = replace(COURSE, when=series("FREQ=WEEKLY;UNTIL=20270112T000000Z"))
LATER = replace(COURSE, when=series("FREQ=WEEKLY;COUNT=6", THIRD))
NEW = replace(LATER, title="Seminar")


def at(number, item=COURSE, **values):
    """The series with this occurrence changed; no values: it does not take place."""
    start = STARTS[number]
    changed = replace(template(item, start), **values) if values else None
    return with_occurrences(item, {**dict(item.exceptions), start: changed})


def decided(odoo, google, base=COURSE, new_in_odoo=(), new_in_google=(), policy=None):
    """The decisions about the whole, and about its parts."""
    whole = Link(1, "g", base, "etag", key=7)
    in_odoo = {number: OdooState(item) for number, item in enumerate(new_in_odoo, 2)}
    in_google = {f"g_R{number}": GoogleState(item) for number, item in enumerate(new_in_google)}
    ours, theirs = OdooState(odoo), GoogleState(google, "etag2")
    found = parted(whole, ours, theirs, in_odoo, in_google)
    planned = plan(
        [whole],
        {1: ours, **in_odoo},
        {"g": theirs, **in_google},
        policy or EventPolicy(),
        found.pairs,
        found.rests,
    )
    first, *others = planned.decisions
    assert first.link == whole
    return first, others


@pytest.mark.parametrize("values", [{}, {"location": "Basel"}])
def test_what_odoo_did_to_one_goes_along_with_the_part_that_is_new_in_google(values):
    changed = at(4, **values)
    first, (second,) = decided(changed, FIRST_PART, new_in_google=[NEW])
    assert (first.agreed, first.conflicts) == (FIRST_PART, ())
    assert second.odoo == Write("create", None, at(4, NEW, **values))
    assert second.google == Write("update", NEW, at(4, NEW, **values))
    assert second.conflicts == ()


@pytest.mark.parametrize("values", [{}, {"location": "Basel"}])
def test_what_google_did_to_one_goes_along_with_the_part_that_is_new_in_odoo(values):
    changed = at(4, **values)
    first, (second,) = decided(FIRST_PART, changed, new_in_odoo=[NEW])
    assert (first.agreed, first.conflicts) == (FIRST_PART, ())
    assert second.google == Write("create", None, at(4, NEW, **values))
    assert second.odoo == Write("update", NEW, at(4, NEW, **values))
    assert (second.conflicts, second.link.base) == ((), None)


def test_both_change_the_same_of_one_and_it_is_told_once():
    exam = at(4, title="Exam")
    part = at(4, NEW, title="Test")
    first, (second,) = decided(exam, FIRST_PART, new_in_google=[part])
    assert first.conflicts == ()
    assert second.conflicts == (Conflict("title", Side.ODOO, "Exam", "Test", STARTS[4]),)


def test_a_part_at_another_hour_takes_along_what_was_cancelled():
    moved = Timed(STARTS[2] + HOUR, STARTS[2] + 2 * HOUR)
    part = replace(LATER, when=series("FREQ=WEEKLY;COUNT=6", moved))
    _first, (second,) = decided(at(4), FIRST_PART, new_in_google=[part])
    assert second.agreed == with_occurrences(part, {STARTS[4] + HOUR: None})


def test_nobody_has_changed_anything_but_who_splits():
    _first, (second,) = decided(COURSE, FIRST_PART, new_in_google=[NEW])
    assert (second.odoo, second.google) == (Write("create", None, NEW), None)
    _first, (second,) = decided(FIRST_PART, COURSE, new_in_odoo=[NEW])
    assert (second.odoo, second.google) == (None, Write("create", None, NEW))


def test_both_split_at_one_place_and_have_it_once():
    theirs = replace(LATER, location="Basel")
    _first, (second,) = decided(FIRST_PART, FIRST_PART, new_in_odoo=[NEW], new_in_google=[theirs])
    assert second.agreed == replace(NEW, location="Basel")
    assert (second.odoo.verb, second.google.verb, second.conflicts) == ("update", "update", ())


def test_both_split_at_one_place_to_different_hours_and_one_is_told():
    odoo, google = (
        replace(LATER, when=series("FREQ=WEEKLY;COUNT=6", span_at(LATER.when, start)))
        for start in (STARTS[2] + HOUR, STARTS[2] + 2 * HOUR)
    )
    _first, (second,) = decided(FIRST_PART, FIRST_PART, new_in_odoo=[odoo], new_in_google=[google])
    assert second.conflicts == (Conflict("when", Side.ODOO, odoo.when, google.when),)


def test_both_split_at_different_places_and_the_series_says_so():
    shorter = replace(COURSE, when=series("FREQ=WEEKLY;UNTIL=20270105T000000Z"))
    earlier = Timed(STARTS[1], STARTS[1] + HOUR)
    google = replace(COURSE, when=series("FREQ=WEEKLY;COUNT=7", earlier))
    first, others = decided(FIRST_PART, shorter, new_in_odoo=[NEW], new_in_google=[google])
    assert [one.field for one in first.conflicts] == ["when"]
    assert len(others) == 2


def test_split_twice_each_part_takes_along_its_own():
    middle = replace(NEW, when=series("FREQ=WEEKLY;UNTIL=20270202T000000Z", THIRD))
    sixth = Timed(STARTS[5], STARTS[5] + HOUR)
    last = replace(COURSE, title="Last", when=series("FREQ=WEEKLY;COUNT=3", sixth))
    changed = at(6, at(3), location="Basel")
    first, (second, third) = decided(changed, FIRST_PART, new_in_google=[middle, last])
    assert second.agreed == at(3, middle)
    assert third.agreed == at(6, last, location="Basel")
    assert not (first.conflicts or second.conflicts or third.conflicts)


def test_a_series_that_goes_on_was_not_split():
    _first, (second,) = decided(at(4), COURSE, new_in_google=[NEW])
    assert second.agreed == NEW


def test_what_ends_earlier_tells_what_it_takes_along_where_there_is_no_part():
    first, others = decided(at(4, title="Exam"), FIRST_PART)
    assert [one.field for one in first.conflicts] == ["title"]
    assert others == []


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("FREQ=DAILY;INTERVAL=3", AT_NINE),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR", AT_NINE),
        ("FREQ=WEEKLY;UNTIL=20280301T000000Z", AT_NINE),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=9", AT_NINE),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=9", AT_NINE),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=9", AT_NINE),
        ("FREQ=WEEKLY;COUNT=9", AllDay(date(2027, 1, 4), date(2027, 1, 6))),
    ],
)
def test_the_rest_of_any_rule_is_what_is_left_of_it(text, first):
    whole = replace(COURSE, when=series(text, first))
    starts = [one for one, _number in zip(original_starts(whole.when), range(8), strict=False)]
    ends = f"{starts[1]:%Y%m%d}"
    ended = re_ended(whole.when, ends)
    part = replace(whole, title="Seminar", when=series("FREQ=DAILY;COUNT=2", first))
    part = replace(part, when=replace(part.when, first=span_at(whole.when, starts[2])))
    changed = with_occurrences(whole, {starts[4]: None})
    found = parted(
        Link(1, "g", whole, "etag"),
        OdooState(changed),
        GoogleState(replace(whole, when=ended)),
        {},
        {"g_R": GoogleState(part)},
    )
    rest = found.rests["g_R"]
    assert [*original_starts(rest.base.when, until=starts[7])] == starts[2:]
    assert rest.odoo.item.exceptions == ((starts[4], None),)


def re_ended(when, until):
    """The series, which ends on a day."""
    (rule,) = when.rules
    parts = [part for part in rule.split(";") if not part.startswith(("COUNT=", "UNTIL="))]
    lines = [";".join([*parts, f"UNTIL={until}"])]
    return read_lines(lines, when.first, when.zone or "UTC")[0]
