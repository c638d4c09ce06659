"""Calendar v3: what the sync asks for; :mod:`writes` has what it changes.

https://developers.google.com/workspace/calendar/api
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ...engine.events.item import Reminder
from ...engine.text.plain import one_line
from ..transport import shape
from ..transport.errors import (
    GoogleError,
    NotFound,
    ReadOnlyCalendar,
    RetryLater,
    SyncTokenExpired,
)
from ..transport.oauth import SCOPE_APP_CALENDARS, SCOPE_CALENDARS
from ..transport.outcomes import ask
from ..transport.session import Session
from ..transport.transport import Answer
from .event_codec import decode_reminders

if TYPE_CHECKING:
    from .series import Series

PAGE = 2500  # the most that Google gives at once

#: The roles of those who see and may change all that is in a calendar.
WRITING = frozenset({"owner", "writer"})

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A calendar in the user's list.

    :ivar time_zone: IANA name
    :ivar access_role: owner, writer, reader or freeBusyReader
    """

    id: str
    summary: str
    time_zone: str
    access_role: str = "owner"
    primary: bool = False

    @property
    def writable(self) -> bool:
        """Whether its user may change events in it."""
        return self.access_role in WRITING


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new in a calendar.

    :ivar events: Google's JSON, in the order of the pages
    :ivar time_zone: the calendar's, an IANA name
    :ivar full: everything is listed, and not what changed since the sync token was given
    :ivar series: by id, what :func:`google_api.calendar.series.complete_series` has made of the
        events: series with their instances, and single events beside them
    :ivar incomplete: the ids of those of which Google has yet to tell the rest
    """

    events: tuple[Event, ...]
    next_sync_token: str
    time_zone: str
    default_reminders: tuple[Reminder, ...]
    full: bool
    series: Mapping[str, Series] = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()


def list_changes(session: Session, calendar_id: str, sync_token: str | None) -> Changes:
    """What changed since the sync token was given; everything, without one or if it expired.

    Deleted events are listed too, as ``status: cancelled``.
    https://developers.google.com/workspace/calendar/api/guides/sync

    :raise ReadOnlyCalendar: the user may not write to it any more; what they see then lacks titles,
        or private events, and says nothing of what is there
    """
    if sync_token:
        try:
            return _list(session, calendar_id, sync_token)
        except GoogleError as error:
            # 400: a token that Google cannot read, or that was given for other parameters
            if not isinstance(error, SyncTokenExpired) and error.status not in (400, 410):
                raise
    return _list(session, calendar_id, None)


def _list(session: Session, calendar_id: str, sync_token: str | None) -> Changes:
    # A list with a sync token must have the parameters of the list that gave it.
    parameters = {"calendarId": calendar_id, "maxResults": PAGE, "showDeleted": True}
    if sync_token:
        parameters["syncToken"] = sync_token
    events: list[Event] = []
    for page in session.pages(session.calendar.events(), parameters):
        events += shape.events_of(page)  # a page may be empty and yet not the last
        _check_writable(page)
    if "nextSyncToken" not in page:
        raise RetryLater("unreadable", "the last page has no sync token")
    return Changes(
        tuple(events),
        page["nextSyncToken"],
        page.get("timeZone", "UTC"),
        decode_reminders(page.get("defaultReminders", ())),
        full=not sync_token,
    )


def _check_writable(page: Mapping[str, Any]) -> None:
    role = page.get("accessRole", "owner")
    if role not in WRITING:
        raise ReadOnlyCalendar(role, "the calendar cannot be changed")


def get_events(
    session: Session, calendar_id: str, event_ids: Iterable[str]
) -> dict[str, Event | GoogleError | None]:
    """The events as they are now, by id; ``None`` for one that Google does not have.

    Google says so twice, and shows the calendar all the same: one answer that something is not
    there may come from a server that has not heard of it yet, or has lost sight of the calendar.
    """
    ids = list(dict.fromkeys(event_ids))
    events = session.calendar.events()
    gets = [events.get(calendarId=calendar_id, eventId=event_id) for event_id in ids]
    found: dict[str, Event | GoogleError | None] = dict(
        zip(ids, map(checked_event, ask(session, gets)), strict=True)
    )
    missing = [event_id for event_id in ids if isinstance(found[event_id], NotFound)]
    if missing:
        gets = [events.get(calendarId=calendar_id, eventId=event_id) for event_id in missing]
        here = events.list(calendarId=calendar_id, maxResults=1)
        calendar, *answers = ask(session, [here, *gets])
        found.update(
            (event_id, _present_or_not(calendar, checked_event(answer)))
            for event_id, answer in zip(missing, answers, strict=True)
        )
    return found


def are_in_calendar(
    session: Session, calendar_id: str, invitations: Mapping[str, Event]
) -> dict[str, bool | RetryLater]:
    """Return whether invitations have come into the calendar: all can be read by their ids.

    Guests choose in Google which ones come by themselves. One about which Google cannot be asked
    has come.
    https://developers.google.com/workspace/calendar/api/concepts/inviting-attendees-to-events

    :param invitations: by id
    :return: by id; the error where Google says it later
    """
    uids = {event_id: event.get("iCalUID") for event_id, event in invitations.items()}
    asked = {event_id: uid for event_id, uid in uids.items() if uid}
    events = session.calendar.events()
    lists = [
        events.list(calendarId=calendar_id, iCalUID=uid, maxResults=1) for uid in asked.values()
    ]
    answers = zip(asked, map(_has_any, ask(session, lists)), strict=True)
    return {**dict.fromkeys(invitations, True), **dict(answers)}


def _has_any(answer: Answer) -> bool | RetryLater:
    """Whether a list has anything; a page of it may be empty before others."""
    if isinstance(answer, RetryLater):
        return answer
    if isinstance(answer, GoogleError):
        return True
    return bool(answer.get("items") or "nextPageToken" in answer)


def checked_event(answer: Answer) -> Answer:
    """An event that may be relied on, or why there is none."""
    if isinstance(answer, GoogleError):
        return answer
    try:
        return shape.event(answer)
    except RetryLater as error:
        return error


def _present_or_not(calendar: Answer, event: Answer) -> Event | GoogleError | None:
    """:param calendar: the answer to whether the calendar of the event is there"""
    if not isinstance(event, NotFound):
        return event
    if isinstance(calendar, GoogleError):
        return RetryLater(calendar.reason, calendar.detail, calendar.status, calendar.after)
    return None


def list_calendars(session: Session, *, hidden: bool = False) -> list[CalendarEntry]:
    """All calendars in the user's list.

    :param hidden: also those that the user does not want to see in it
    """
    terms = {"maxResults": 250, "showHidden": hidden}
    pages = session.pages(session.calendar.calendarList(), terms)
    return [_entry(entry) for page in pages for entry in shape.calendars_of(page)]


def get_calendar(session: Session, calendar_id: str) -> CalendarEntry:
    """:param calendar_id: also ``primary``; the answer has the calendar's own id"""
    request = session.calendar.calendarList().get(calendarId=calendar_id)
    return _entry(shape.calendar(session.call(request)))


def create_calendar(session: Session, summary: str, time_zone: str) -> CalendarEntry:
    """A new calendar that the user owns.

    It is tried once only, for Google chooses the id: after an error look for it in the list.

    :param time_zone: IANA name
    :raise ScopeMissing: that was not allowed
    """
    session.require(SCOPE_APP_CALENDARS)
    body = {"summary": summary, "timeZone": time_zone}
    request = session.calendar.calendars().insert(body=body)
    return _entry(shape.calendar(session.call(request, repeatable=False)))


def _entry(entry: dict[str, Any]) -> CalendarEntry:
    return CalendarEntry(
        entry["id"],
        one_line(entry.get("summaryOverride") or entry.get("summary")),
        entry.get("timeZone", "UTC"),
        entry.get("accessRole", "owner"),
        entry.get("primary", False),
    )


def list_labels(session: Session, calendar_id: str) -> dict[str, str]:
    """The names of a calendar's labels by their ids; a color without a name is none.

    https://developers.google.com/workspace/calendar/api/guides/labels

    :raise ScopeMissing: the user has not allowed to see that
    :raise GoogleError: Google does not say
    """
    session.require(SCOPE_CALENDARS)
    answer = session.call(session.calendar.calendars().get(calendarId=calendar_id))
    return {
        label["id"]: label["name"].strip()
        for label in shape.event_labels(answer)
        if label.get("id") and label.get("name", "").strip()
    }
