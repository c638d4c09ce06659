"""Where somebody works on a day, as both sides say it."""

from __future__ import annotations

from itertools import product

import pytest
from google_sync.engine.core.merge import Side
from google_sync.engine.events.workplace import (
    Day,
    Known,
    Outcome,
    Place,
    Stays,
    Written,
    decide,
    take_back,
)

HOME, HQ, CAFE = Place("home", "Home"), Place("office", "HQ"), Place("other", "Café")
AGREED, TO_GOOGLE, TO_ODOO = Outcome.AGREED, Outcome.TO_GOOGLE, Outcome.TO_ODOO


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        (HOME, Place("home"), True),
        (HQ, Place("office"), True),
        (HQ, Place("office", "hq"), True),
        (HQ, Place("office", "Annex"), False),
        (HQ, Place("other", "HQ"), False),
        (HQ, None, False),
    ],
)
def test_places_that_are_the_same_as_far_as_they_say(one, other, is_like):
    assert one.is_like(other) is is_like


@pytest.mark.parametrize(
    ("odoo", "google", "base", "newer", "outcome"),
    [
        (HOME, Place("home"), None, None, AGREED),
        (HQ, HOME, HOME, None, TO_GOOGLE),
        (None, HOME, HOME, None, TO_GOOGLE),
        (HOME, HQ, HOME, None, TO_ODOO),
        (HOME, None, HOME, None, TO_ODOO),
        (HQ, CAFE, HOME, Side.GOOGLE, TO_ODOO),
        (HQ, CAFE, HOME, Side.ODOO, TO_GOOGLE),
        (HQ, CAFE, HOME, None, TO_GOOGLE),
    ],
)
def test_who_has_changed_it_decides(odoo, google, base, newer, outcome):
    day = Day(odoo, None, google, Known(base, base), newer)
    assert decide(day) is outcome


@pytest.mark.parametrize(
    ("odoo", "google", "outcome"),
    [(None, CAFE, AGREED), (HOME, CAFE, TO_GOOGLE), (None, HQ, TO_ODOO), (None, None, AGREED)],
)
def test_what_odoo_cannot_say_rests_until_somebody_changes_it(odoo, google, outcome):
    assert decide(Day(odoo, None, google, Known(None, CAFE))) is outcome


@pytest.mark.parametrize(
    ("odoo", "google", "outcome"),
    [(HOME, HQ, TO_GOOGLE), (HOME, None, TO_GOOGLE), (None, HQ, TO_ODOO), (None, None, AGREED)],
)
def test_the_first_time_odoo_decides_what_it_says(odoo, google, outcome):
    assert decide(Day(odoo, odoo, google, newer=Side.GOOGLE)) is outcome


def test_the_weekly_plan_comes_back():
    assert decide(Day(HOME, HOME, None, Known(HOME, HOME))) is TO_GOOGLE


def test_it_comes_to_rest():
    """Whatever both say, and said before: once what is decided is carried out, they agree."""
    places = (None, HOME, HQ, CAFE)
    for odoo, usual, google, before, there in product(places, repeat=5):
        day = Day(odoo, usual, google, Known(before, there))
        for _step in range(2):  # what is otherwise no more is as usual, and goes to Google
            outcome = decide(day)
            if outcome is TO_GOOGLE:
                day = Day(day.odoo, usual, day.odoo, Known(day.odoo, day.odoo))
            elif outcome is TO_ODOO:
                says = usual if day.google is None else day.google
                day = Day(says, usual, day.google, Known(day.google, day.google))
        assert decide(day) is AGREED


@pytest.mark.parametrize(
    ("side", "before", "odoo", "usual", "google", "found"),
    [
        (Side.ODOO, HOME, HQ, HOME, HQ, HOME),
        (Side.ODOO, None, HQ, None, HQ, None),
        (Side.GOOGLE, HOME, HQ, HOME, HQ, HOME),
        (Side.GOOGLE, None, HQ, None, HQ, None),
        (Side.GOOGLE, None, HQ, HQ, HQ, Stays.PLANNED),
        (Side.GOOGLE, HOME, CAFE, HOME, HQ, Stays.CHANGED),
        (Side.GOOGLE, HOME, HQ, HOME, None, Stays.CHANGED),
    ],
)
def test_a_day_is_taken_back_if_nobody_has_changed_it(side, before, odoo, usual, google, found):
    assert take_back(Written(side, before, HQ), Day(odoo, usual, google)) is found
