"""Counts the appointments of a calendar with one small request."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from ..transport import shape
from ..transport.session import Session
from .client import PAGE, Event
from .event_codec import exclusion

#: What is asked of each event: enough to say whether it counts.
_FIELDS = "nextPageToken,items(id,status,eventType,recurringEventId,attendees(self,responseStatus))"
_UNDECIDED = ("tentative", "needsAction")


class Amount(NamedTuple):
    """:ivar more: whether there are more than were looked at"""

    total: int
    more: bool


def count_events(
    session: Session,
    calendar_id: str,
    window: tuple[datetime, datetime],
    kinds: frozenset[str],
    tentative: bool,
) -> Amount:
    """Count the appointments between two aware moments, a series once, by a single request.

    :param kinds: those of :data:`event_codec.KINDS` that count as well
    :param tentative: whether what is tentative, or has no answer yet, counts as well
    :raise GoogleError: Google does not say
    """
    start, stop = window
    page = session.call(
        session.calendar.events().list(
            calendarId=calendar_id,
            timeMin=start.isoformat(),
            timeMax=stop.isoformat(),
            maxResults=PAGE,
            maxAttendees=1,
            fields=_FIELDS,
        )
    )
    events = shape.events_of(page)
    count = sum(_counts(event, kinds, tentative) for event in events)
    return Amount(count, "nextPageToken" in page)


def _counts(event: Event, kinds: frozenset[str], tentative: bool) -> bool:
    if "recurringEventId" in event or event.get("status") == "cancelled":
        return False
    if exclusion(event, kinds):
        return False
    own: Event = next((one for one in event.get("attendees", ()) if one.get("self")), {})
    answer = own.get("responseStatus", "")
    if answer == "declined":
        return False
    return tentative or not (event.get("status") == "tentative" or answer in _UNDECIDED)
