"""Channels, by which Google reports changes of a calendar.

https://developers.google.com/workspace/calendar/api/guides/push
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from ..transport.errors import NotFound, RetryLater
from ..transport.session import Session

#: Google's names of resources are shorter by far.
LONGEST_RESOURCE_ID = 256
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
#: No channel lives as long; a week is usual.
_LONGEST_LIFE = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Channel:
    """:ivar id: of our choice
    :ivar resource_id: Google's name of what it tells of
    :ivar expires_at: when it ends, aware and in UTC
    """

    id: str
    resource_id: str
    expires_at: datetime


def watch(session: Session, calendar_id: str, channel_id: str, token: str, address: str) -> Channel:
    """Have Google tell an address of changes in a calendar.

    :param token: that each message brings, so that nobody else can send one
    :raise AddressRefused: Google sends nothing there, whatever the calendar
    :raise GoogleError: of the class that says what to do next
    """
    body = {"id": channel_id, "type": "web_hook", "address": address, "token": token}
    request = session.calendar.events().watch(calendarId=calendar_id, body=body)
    # A second channel of the same id is refused, and that answer would not tell the resource.
    answer = session.call(request, repeatable=False)
    resource_id, expiration = answer.get("resourceId"), str(answer.get("expiration", ""))
    if not isinstance(resource_id, str) or not 0 < len(resource_id) <= LONGEST_RESOURCE_ID:
        raise RetryLater("unreadable", "the answer names no resource")
    if not expiration.isascii() or not expiration.isdigit():
        raise RetryLater("unreadable", "the answer does not say when the channel ends")
    life = min(timedelta(milliseconds=min(int(expiration), 2**53)), _last_moment())
    return Channel(channel_id, resource_id, _EPOCH + life)


def stop(session: Session, channel_id: str, resource_id: str) -> None:
    """Have Google tell nothing more; nothing is done about one that is over.

    :raise GoogleError: of the class that says what to do next
    """
    body = {"id": channel_id, "resourceId": resource_id}
    with suppress(NotFound):
        session.call(session.calendar.channels().stop(body=body))


def _last_moment() -> timedelta:
    return datetime.now(timezone.utc) - _EPOCH + _LONGEST_LIFE
