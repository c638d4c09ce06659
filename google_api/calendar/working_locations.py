"""Calendar v3: where the user works on which day, as Google has it in events of their own type.

https://developers.google.com/workspace/calendar/api/guides/calendar-status
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ...engine.core.item import ItemError
from ...engine.events.workplace import Place, PlaceKind
from ...engine.text.plain import one_line
from ..transport import shape
from ..transport.session import Session
from .client import PAGE, Event
from .event_codec import decode_date, timestamp

_TYPE = "workingLocation"
#: What is called so, and where Google has its name.
_KINDS: dict[str, PlaceKind] = {
    "homeOffice": "home",
    "officeLocation": "office",
    "customLocation": "other",
}
_TYPE_OF = {kind: name for name, kind in _KINDS.items()}
#: Characters of a name; Google shows some dozens.
LONGEST_LABEL = 200
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """What Google has of a day.

    :ivar event_id: of an occurrence, where the user has it for each week
    :ivar changed: when that was said, by our clock
    """

    event_id: str
    place: Place
    changed: datetime | None = None
    etag: str | None = None


#: ``None`` of a day of which Google says more than Odoo can hold: hours, or several places.
Days = dict[date, Shown | None]


def list_days(session: Session, calendar_id: str, first: date, last: date) -> Days:
    """What Google says of these days; those of which it says nothing are not in it.

    :param first: with ``last``: the days, both included
    """
    parameters = {
        "calendarId": calendar_id,
        "eventTypes": [_TYPE],
        "singleEvents": True,
        # Whole days have no zone, so a little more is asked for.
        "timeMin": f"{first - _DAY}T00:00:00Z",
        "timeMax": f"{last + 2 * _DAY}T00:00:00Z",
        "maxResults": PAGE,
    }
    days: Days = {}
    for page in session.pages(session.calendar.events(), parameters):
        for event in shape.events_of(page):
            for day, shown in _of_event(event):
                days[day] = shown if day not in days else None
    return {day: shown for day, shown in days.items() if first <= day <= last}


def body(place: Place, day: date) -> Event:
    """The event of a day, for an insert."""
    whole = {"start": {"date": day.isoformat()}, "end": {"date": (day + _DAY).isoformat()}}
    shown = {"visibility": "public", "transparency": "transparent", "eventType": _TYPE}
    return {**whole, **shown, **changes(place)}


def changes(place: Place) -> Event:
    """What an event is told that says another place by now."""
    name = _TYPE_OF[place.kind]
    label = place.label[:LONGEST_LABEL]
    details: dict[str, Any] = {} if place.kind == "home" else {"label": label}
    return {"summary": label, "workingLocationProperties": {"type": name, name: details}}


def _of_event(event: Event) -> list[tuple[date, Shown | None]]:
    if event.get("status") == "cancelled" or event.get("eventType") != _TYPE:
        return []
    try:
        shape.check_fits(event)
        return [(_first_day(event), _shown(event))]
    except (ItemError, KeyError):
        return []  # nobody can say of which day it is


def _first_day(event: Event) -> date:
    start = event["start"]
    if "date" in start:
        return decode_date(start)
    return decode_date({"date": str(start["dateTime"])[:10]})


def _shown(event: Event) -> Shown | None:
    properties = event.get("workingLocationProperties", {})
    kind = _KINDS.get(properties.get("type", ""))
    if "date" not in event["start"] or kind is None:
        return None
    details = properties.get(properties["type"])
    label = details.get("label") if isinstance(details, dict) else None
    place = Place(kind, one_line(label if isinstance(label, str) else "")[:LONGEST_LABEL])
    return Shown(event["id"], place, timestamp(event, "updated"), event.get("etag"))
