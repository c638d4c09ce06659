"""Busy times as intervals: joined, cut, and replaced by newer ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple


class Interval(NamedTuple):
    """A span between two instants, both aware and in UTC; ``stop`` is exclusive."""

    start: datetime
    stop: datetime


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same time in as few spans as may be, in order; none of them is empty, and none touch."""
    joined: list[Interval] = []
    for start, stop in sorted(intervals):
        if stop <= start:
            continue
        if joined and start <= joined[-1].stop:
            joined[-1] = Interval(joined[-1].start, max(joined[-1].stop, stop))
        else:
            joined.append(Interval(start, stop))
    return tuple(joined)


def within(intervals: Iterable[Interval], window: Interval) -> Iterator[Interval]:
    """What of them lies in the window."""
    for start, stop in intervals:
        cut = Interval(max(start, window.start), min(stop, window.stop))
        if cut.start < cut.stop:
            yield cut


def replaced(
    known: Iterable[Interval], news: Iterable[Interval], window: Interval
) -> tuple[Interval, ...]:
    """What is taken once ``news`` is all that is known of the window.

    :param known: what was taken before; what of it lies outside the window stays
    """
    known = tuple(known)
    before = (Interval(start, min(stop, window.start)) for start, stop in known)
    after = (Interval(max(start, window.stop), stop) for start, stop in known)
    return merge([*before, *within(news, window), *after])
