"""Looks up many people at Google at once, by the service account."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from ...google_api.calendar import client as google_calendar
from ...google_api.transport import gate
from ...google_api.transport.errors import GoogleError
from ...google_api.transport.id_tokens import Identity
from ...google_api.transport.oauth import Tokens
from ...google_api.transport.service_account import get_identity
from ...google_api.transport.session import Session

#: Requests to Google that wait at the same time.
THREADS = 10

KeyT = TypeVar("KeyT")


@dataclass(frozen=True)
class FoundIdentity:
    """:ivar calendar: the one that Google shows at first"""

    tokens: Tokens
    identity: Identity
    calendar: google_calendar.CalendarEntry


def look_up_identities(sessions: Mapping[KeyT, Session]) -> dict[KeyT, FoundIdentity | GoogleError]:
    """Ask Google who the owners of these sessions are.

    :param sessions: sessions by anything
    :return: by the same, the :class:`FoundIdentity`, or the GoogleError that prevented it
    """
    gate.leave()  # those who ask know nothing of the transaction in which it is asked
    with ThreadPoolExecutor(THREADS, thread_name_prefix="google_sync") as pool:
        return dict(zip(sessions, pool.map(_look_up, sessions.values()), strict=True))


def _look_up(session: Session) -> FoundIdentity | GoogleError:
    """In a thread: network only."""
    try:
        identity = get_identity(session)
        primary = google_calendar.get_calendar(session, "primary")
    except GoogleError as error:
        return error
    return FoundIdentity(session.tokens, identity, primary)
