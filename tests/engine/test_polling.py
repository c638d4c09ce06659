"""How often Google is asked, and what a day will have taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from google_sync.engine.core.forecast import forecast
from google_sync.engine.core.polling import SHARE, STEP, steps
from hypothesis import given
from hypothesis import strategies as st

MINUTE, HOUR, DAY = 60, 3600, 86_400
bounds = st.tuples(
    st.integers(1, DAY).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, DAY).map(lambda seconds: timedelta(seconds=seconds)),
)
silence = st.floats(0, 400 * DAY)
USUAL = steps(timedelta(minutes=5), timedelta(minutes=60))


@given(bounds, silence, st.booleans())
def test_pauses_stay_within_the_bounds(of, silent, is_told):
    longest, shortest = of[1], min(of)
    table = steps(*of, is_told)
    assert shortest.total_seconds() <= table.pause(silent) <= longest.total_seconds()
    assert table.pause(0) == shortest.total_seconds()
    assert table.pause(4000 * DAY) == longest.total_seconds()


@given(bounds, silence, silence)
def test_the_longer_the_silence_the_longer_the_pause(of, one, other):
    table = steps(*of)
    assert list(table.silences) == sorted(table.silences)
    assert list(table.pauses) == sorted(table.pauses)
    assert table.pause(min(one, other)) <= table.pause(max(one, other))


@given(silence)
def test_a_pause_is_a_part_of_the_silence(silent):
    """Not much less often, and not much more often than a change is likely."""
    wanted = min(max(SHARE * silent, 5 * MINUTE), 60 * MINUTE)
    assert wanted / STEP - 1 <= USUAL.pause(silent) <= wanted + 1


@given(bounds, silence)
def test_who_is_told_is_asked_no_more_often(of, silent):
    assert steps(*of, is_told=True).pause(silent) >= steps(*of).pause(silent)


def test_who_is_told_is_asked_once_more_soon_and_then_rarely():
    told = steps(timedelta(minutes=5), timedelta(minutes=60), is_told=True)
    assert [told.pause(minutes * MINUTE) / MINUTE for minutes in (0, 4, 9)] == [5, 60, 60]


@pytest.mark.parametrize(
    ("silent", "minutes"),
    [(0, 5), (30 * MINUTE, 5), (2 * HOUR, 11.25), (5 * HOUR, 25.3), (DAY, 60), (30 * DAY, 60)],
)
def test_the_usual_pauses(silent, minutes):
    assert USUAL.pause(silent) / 60 == pytest.approx(minutes, abs=0.1)


# -- the day's requests ---------------------------------------------------------------------------

EVEN = [100] * 24
counts = st.lists(st.integers(0, 10_000), min_size=24, max_size=24)


def test_a_day_like_yesterday_takes_as_much():
    assert forecast(EVEN[:10], EVEN, 1) == 2400
    assert forecast([*EVEN[:10], 50], EVEN, 0.5) == 2400


def test_twice_as_much_until_now_is_twice_as_much_in_the_end():
    assert forecast([200] * 12, EVEN, 1) == 4800


def test_the_first_day_goes_on_as_it_began():
    assert forecast([100] * 6, [0] * 24, 1) == 2400
    assert forecast([10], [0] * 24, 0.01) == 10 + round(10 * 23.99)


def test_a_night_does_not_hide_the_day():
    yesterday = [0] * 8 + [1000] * 10 + [0] * 6
    assert forecast([0] * 6, yesterday, 1) == 10_000


@given(counts, counts, st.integers(1, 24), st.floats(0, 1))
def test_a_forecast_is_no_less_than_what_is_known(today, yesterday, hour, part):
    found = forecast(today[:hour], yesterday, part)
    rest = sum(yesterday[hour:])
    assert found >= sum(today[:hour]) + rest - 1
    assert found <= sum(today[:hour]) * (1 + 24) + rest + yesterday[hour - 1] + 1
