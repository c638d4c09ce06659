"""Matching before creating."""

from __future__ import annotations

from datetime import date, timedelta

from google_sync.engine.item import AllDay, EventItem
from google_sync.engine.match import match_alike
from hypothesis import given
from strategies import items

DAY = date(2026, 3, 2)


def event(title: str, day: date = DAY) -> EventItem:
    return EventItem(title, AllDay(day, day + timedelta(days=1)))


def test_same_title_and_time_are_one():
    assert match_alike({"g": event("Lunch")}, {1: event("lunch")}) == {"g": 1}


def test_another_time_or_title_is_another_event():
    later = event("Lunch", DAY + timedelta(days=1))
    assert match_alike({"g": event("Lunch")}, {1: later, 2: event("Dinner")}) == {}


def test_twins_are_paired_one_to_one_oldest_first():
    google = dict.fromkeys(("a", "b", "c"), event("Lunch"))
    assert match_alike(google, {2: event("Lunch"), 1: event("Lunch")}) == {"a": 1, "b": 2}


@given(items, items)
def test_no_record_is_taken_twice(one, other):
    google = {"a": one, "b": other, "c": one}
    odoo = {1: other, 2: one, 3: other}
    pairs = match_alike(google, odoo)
    assert len(set(pairs.values())) == len(pairs)
    for google_id, odoo_id in pairs.items():
        assert google[google_id].when == odoo[odoo_id].when
