"""Items: what they refuse, and how a link keeps them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
import strategies
from google_sync.engine.core.item import ItemError, differing, field_names
from google_sync.engine.events.item import AllDay, EventItem, Reminder, Timed, dump, load, utc
from google_sync.engine.text.plain import one_line
from hypothesis import given

NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)


@given(strategies.any_items)
def test_a_link_keeps_an_item_as_json_and_gets_the_same_back(item):
    assert load(json.loads(json.dumps(dump(item)))) == item


def test_a_base_of_an_older_version_has_defaults_for_what_it_did_not_store():
    item = EventItem("Visit", Timed(NOON, NOON + HOUR))
    assert load({"title": "Visit", "when": dump(item)["when"]}) == item


def test_a_base_of_a_newer_version_loses_what_this_one_does_not_know():
    item = EventItem("Visit", Timed(NOON, NOON + HOUR))
    assert load({**dump(item), "colour": "red"}) == item


def test_who_is_reminded_is_kept_and_not_compared():
    mine, everyones = Reminder(30, "email"), Reminder(30, "email", everyone=True)
    item = EventItem("Visit", Timed(NOON, NOON + HOUR), reminders=(everyones,))
    assert mine == everyones
    assert not differing(item, replace(item, reminders=(mine,)))
    (kept,) = load(json.loads(json.dumps(dump(item)))).reminders
    assert kept.everyone


def test_a_base_of_an_older_version_says_of_no_reminder_that_it_is_everyones():
    item = EventItem("Visit", Timed(NOON, NOON + HOUR))
    (reminder,) = load({**dump(item), "reminders": [[30, "email"]]}).reminders
    assert (reminder, reminder.everyone) == (Reminder(30, "email"), False)


@given(strategies.items, strategies.items)
def test_differing_names_exactly_the_fields_that_differ(one, other):
    names = differing(one, other)
    for name in field_names(one):
        assert (name in names) == (getattr(one, name) != getattr(other, name))


@pytest.mark.parametrize(
    ("when", "code"),
    [
        (Timed(NOON, NOON - HOUR), "end_before_start"),
        (AllDay(date(2026, 3, 2), date(2026, 3, 2)), "end_before_start"),
        (AllDay(date(2026, 3, 2), date(2026, 3, 1)), "end_before_start"),
        (AllDay(date(1, 1, 1), date(1, 1, 2)), "year_out_of_range"),
        (AllDay(date(9998, 12, 31), date(9999, 1, 1)), "year_out_of_range"),
        (Timed(NOON, NOON.replace(year=9999)), "year_out_of_range"),
        (Timed(NOON.replace(year=999), NOON), "year_out_of_range"),
    ],
)
def test_a_span_that_a_side_cannot_hold_is_refused(when, code):
    with pytest.raises(ItemError) as refused:
        EventItem("Visit", when)
    assert refused.value.code == code


def test_an_event_may_last_no_time_at_all():
    assert EventItem("Reminder", Timed(NOON, NOON)).when.stop == NOON


@pytest.mark.parametrize("year", [1, 999, 9999])
def test_a_moment_out_of_range_is_refused_before_its_zone_could_overflow(year):
    far_east = timezone(timedelta(hours=14))
    with pytest.raises(ItemError):
        utc(datetime(year, 1, 1, tzinfo=far_east))


def test_a_moment_is_kept_in_utc_to_the_second():
    moment = datetime(2026, 7, 1, 9, 30, 15, 999, timezone(timedelta(hours=2)))
    assert utc(moment) == datetime(2026, 7, 1, 7, 30, 15, tzinfo=timezone.utc)


@given(strategies.awkward_text)
def test_a_title_is_one_line_that_both_sides_can_hold(text):
    title = one_line(text)
    assert title == one_line(title) == " ".join(title.split())
    assert "\0" not in title
    title.encode()


def test_a_title_keeps_its_words():
    assert one_line(" Visit\n at\t \x00the\xa0zoo ") == "Visit at the zoo"
    assert one_line("a\ufffe\ufeff\ud800b") == "ab"
    assert one_line(None) == ""
