"""Calendar v3: the busy times of calendars, without any details.

https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from dateutil.parser import isoparse

from ...engine.busy.intervals import Interval, merge
from ...engine.events.item import utc
from ..transport import shape
from ..transport.errors import GoogleError, NotFound, RetryLater
from ..transport.oauth import SCOPE_FREEBUSY
from ..transport.session import Session

#: Calendars of one request, and the time that it may be about: Google refuses some 90 days.
MOST_CALENDARS, LONGEST = 50, timedelta(days=60)

#: What is known of one calendar: its spans in order, or why they are not known.
Busy = tuple[Interval, ...] | GoogleError


def busy_times(session: Session, calendar_ids: Sequence[str], window: Interval) -> dict[str, Busy]:
    """When each of these calendars is taken, by its id.

    :raise ScopeMissing: the user has not allowed to see that
    :raise GoogleError: nothing is known of any of them
    """
    session.require(SCOPE_FREEBUSY)
    found: dict[str, Busy] = dict.fromkeys(calendar_ids, ())
    for first in range(0, len(calendar_ids), MOST_CALENDARS):
        asked = calendar_ids[first : first + MOST_CALENDARS]
        for piece in _pieces(window):
            answer = shape.busy_times(
                session.call(
                    session.calendar.freebusy().query(
                        body={
                            "timeMin": piece.start.isoformat(),
                            "timeMax": piece.stop.isoformat(),
                            "items": [{"id": one} for one in asked],
                        }
                    )
                )
            )
            for one in asked:
                found[one] = _with(found[one], _busy(answer.get(one)))
    return found


def _pieces(window: Interval) -> Iterator[Interval]:
    start = window.start
    while start < window.stop:
        stop = min(start + LONGEST, window.stop)
        yield Interval(start, stop)
        start = stop


def _with(known: Busy, more: Busy) -> Busy:
    """Of a calendar of which a part is not known nothing is: what is left would look free."""
    if isinstance(known, GoogleError):
        return known
    return more if isinstance(more, GoogleError) else merge([*known, *more])


def _busy(entry: Mapping[str, Any] | None) -> Busy:
    """:param entry: what Google says of one calendar"""
    if entry is None:
        return RetryLater("unreadable", "the answer lacks a calendar")
    reasons = [error.get("reason", "") for error in entry.get("errors", ())]
    if "notFound" in reasons:
        return NotFound("notFound", "the calendar is not there any more, or not shared any more")
    if reasons:
        return RetryLater(reasons[0] or "backendError", "Google does not say when it is taken")
    try:
        return tuple(
            Interval(utc(isoparse(span["start"])), utc(isoparse(span["end"])))
            for span in entry.get("busy", ())
        )
    except (KeyError, ValueError, OverflowError):
        return RetryLater("unreadable", "there is a time that cannot be read")
