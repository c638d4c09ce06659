"""Spans of time that are taken."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise

from google_sync.engine.busy.intervals import Interval, merge, replaced, within
from hypothesis import given
from hypothesis import strategies as st

ZERO = datetime(2027, 3, 1, tzinfo=timezone.utc)


def at(start, stop):
    return Interval(ZERO + timedelta(hours=start), ZERO + timedelta(hours=stop))


HOURS = st.integers(0, 40)
SPANS = st.lists(st.builds(at, HOURS, HOURS), max_size=8)


def hours(spans):
    """The hours in which somebody is busy."""
    return {hour for hour in range(41) if any(s <= ZERO + timedelta(hours=hour) < e
                                              for s, e in spans)}  # fmt: skip


@given(SPANS)
def test_merging_takes_the_same_time(spans):
    merged = merge(spans)
    assert hours(merged) == hours(spans)
    assert all(one.start < one.stop for one in merged)
    assert all(one.stop < other.start for one, other in pairwise(merged))


@given(SPANS, st.builds(at, HOURS, HOURS))
def test_cutting_leaves_what_lies_within(spans, window):
    assert hours(list(within(spans, window))) == hours(spans) & hours([window])


@given(SPANS, SPANS, st.builds(at, HOURS, HOURS))
def test_news_count_within_their_window_and_what_was_known_outside(known, news, window):
    if window.start > window.stop:
        window = Interval(window.stop, window.start)
    inside = hours([window])
    expected = (hours(news) & inside) | (hours(known) - inside)
    assert hours(replaced(known, news, window)) == expected
