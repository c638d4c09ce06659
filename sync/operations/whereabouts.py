"""Finds the calendar of an event whose move to another one has got no answer so far.

Its link says so (``moving_to``). Whoever wants something of such an event looks for it in all of
these calendars, and not before every move has had its time to arrive: a worker that was killed may
have sent one a moment ago.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from odoo import fields
from odoo.models import BaseModel

from ...google_api.calendar import client as google_calendar
from ...google_api.calendar import writes as google_writes
from ...google_api.calendar.client import Event
from ...google_api.calendar.event_write import EventWrite
from ...google_api.transport.errors import GoogleError, HandedBack, RetryLater
from ...google_api.transport.outcomes import Failed, Outcome, Written
from ...google_api.transport.session import Session
from ..store.links import SYNCED

#: What Google was asked to move, and has not said that it did, it may still move for so long. No
#: move can be made to depend on a state, as other writes do.
ARRIVES_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True)
class Sought:
    """What one link knows of the place of its event, or contact.

    :ivar collection: where it was when Google last told
    :ivar maybe: the other calendars in which it may be by now
    :ivar wait: for so many seconds it may yet be moved elsewhere
    """

    link_id: int
    collection: str
    google_id: str
    maybe: tuple[str, ...] = ()
    wait: float = 0


SoughtT = TypeVar("SoughtT", bound=Sought)


def whereabouts(link: BaseModel, destination: str | None = None) -> dict[str, Any]:
    """Return the values of a :class:`Sought`.

    :param destination: where the event is wanted, so that it may as well arrive there yet
    """
    maybe = tuple(link.moving_to or ())
    wait = timedelta()
    if link.retry_at and set(maybe) - {destination}:
        wait = max(link.retry_at - fields.Datetime.now(), wait)
    return {
        "link_id": link.id,
        "collection": link.collection,
        "google_id": link.google_id,
        "maybe": maybe,
        "wait": wait.total_seconds(),
    }


def note_move(link: BaseModel, destination: str) -> None:
    """Note that Google is about to be asked to move the event there."""
    link.moving_to = list(dict.fromkeys([*(link.moving_to or ()), destination]))
    link.retry_at = fields.Datetime.now() + ARRIVES_WITHIN


def unnote_move(link: BaseModel, sought: Sought) -> None:
    """The move has not gone out: to look for the event would use up what moves it next time."""
    if not sought.wait:
        link.write({"moving_to": list(sought.maybe) or False, "retry_at": False})


def calm(links: BaseModel, state: str = "synced") -> None:
    """Let links have this state, and nothing else to do.

    Those whose events may yet arrive elsewhere still say until when.
    """
    unheard = links.filtered("moving_to")
    values = {**SYNCED, "state": state}
    (links - unheard).write(values)
    del values["retry_at"]
    unheard.write(values)


def find(
    session: Session, sought: Sequence[SoughtT]
) -> tuple[dict[SoughtT, str], dict[SoughtT, Outcome]]:
    """Return where the events are. Network only.

    :return: the calendar of each, and what comes of those of which nobody can say it yet
    """
    waiting = {one: Failed(HandedBack("on_its_way", after=one.wait)) for one in sought if one.wait}
    found: dict[SoughtT, str] = {}
    unknown: dict[SoughtT, Outcome] = {}
    left = [one for one in sought if one not in waiting]
    for place in {place for one in left for place in one.maybe}:
        part = [one for one in left if place in one.maybe]
        events = events_in(session, place, [one.google_id for one in part])
        for one in part:
            event = events[one.google_id]
            if isinstance(event, GoogleError):
                unknown[one] = Failed(event)
            elif event is not None and event.get("status") != "cancelled":
                found[one] = place
    unknown = waiting | {one: error for one, error in unknown.items() if one not in found}
    return {one: found.get(one, one.collection) for one in left if one not in unknown}, unknown


def events_in(
    session: Session, place: str, ids: Sequence[str]
) -> Mapping[str, Event | GoogleError | None]:
    """The events of a calendar, by id, or why nobody can say where they are.

    None are left in a calendar that is not in the user's list any more.
    """
    events = google_calendar.get_events(session, place, ids)
    return dict.fromkeys(events) if _is_lost(session, place, events.values()) else events


def deleted_in(session: Session, place: str, ids: Sequence[str]) -> list[Outcome]:
    """Delete events of a calendar; those of one that is lost are gone with it.

    :return: what came of each, in order
    """
    writes = [EventWrite("delete", google_id, {}) for google_id in ids]
    outcomes = google_writes.send(session, place, writes)
    errors = [one.error for one in outcomes if isinstance(one, Failed)]
    return [Written(None) for _id in ids] if _is_lost(session, place, errors) else outcomes


def _is_lost(session: Session, place: str, answers: Iterable[object]) -> bool:
    """Whether Google has no such calendar of this user any more, as its list has to tell, too."""
    if not any(isinstance(one, GoogleError) and one.status == 404 for one in answers):
        return False
    calendars = google_calendar.list_calendars(session, hidden=True)
    return place not in {entry.id for entry in calendars}


def passes(outcome: Outcome) -> bool:
    """Return whether Google could not take it for the moment."""
    return isinstance(outcome, Failed) and isinstance(outcome.error, RetryLater)


def was_sent(outcome: Outcome) -> bool:
    """Return whether Google may have heard of it."""
    return not (isinstance(outcome, Failed) and isinstance(outcome.error, HandedBack))


def passing_trouble(outcomes: Sequence[Outcome]) -> RetryLater | None:
    """Why Google could take nothing for the moment; ``None`` if it has taken something, or refused
    it."""
    errors = [one.error for one in outcomes if isinstance(one, Failed)]
    passing = [error for error in errors if isinstance(error, RetryLater)]
    return passing[0] if passing and len(passing) == len(outcomes) else None
