"""Forecasts the number of requests until the end of the day."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

HOURS = 24


def forecast(today: Sequence[int], yesterday: Sequence[int], part: float) -> int:
    """Requests until the end of the day: those so far, and for the rest at least what it took
    yesterday.

    Where more was sent today than until the same time yesterday, the rest grows by the same factor,
    but not beyond the rate of today so far. So where yesterday tells nothing, that rate counts.

    :param today: requests of each hour so far; the last one is that which goes on
    :param yesterday: requests of each of its 24 hours
    :param part: of the hour that goes on, how much of it is over (0 to 1)
    """
    spent, hours = sum(today), len(today) - 1 + part
    rest = (1 - part) * yesterday[len(today) - 1] + sum(yesterday[len(today) :])
    before = sum(yesterday) - rest
    # A few minutes tell little of a rate.
    at_this_rate = spent / max(hours, 1) * (HOURS - hours)
    growth = spent / before if before > 0 else inf
    return round(spent + max(rest, min(rest * growth if rest else inf, at_this_rate)))
