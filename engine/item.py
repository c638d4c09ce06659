"""Items: what both sides can say of one record, in one normal form.

Two records agree when their items are equal. A codec (``google_api.event_codec`` for Google's JSON,
``sync.event_records`` for Odoo's records) may map several spellings to one item; a side is written
only where its item differs, so a spelling that says the same thing is never rewritten.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any, Literal

#: Odoo prints and parses dates with four digits, and zones shift a date by up to a day.
FIRST_YEAR, LAST_YEAR = 1000, 9998

Privacy = Literal["default", "public", "private"]
Status = Literal["confirmed", "tentative"]
ReminderMethod = Literal["popup", "email"]


class ItemError(ValueError):
    """A record that cannot be said as an item.

    :param code: what is wrong, one of the keys of the texts in ``sync.messages``
    :param values: what the text names, for example the offending date
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Timed:
    """A span between two instants, both aware and in UTC; ``stop`` is not before ``start``."""

    start: datetime
    stop: datetime


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days without a zone; ``stop`` is exclusive, as at Google."""

    start: date
    stop: date


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    minutes: int
    method: ReminderMethod


@dataclass(frozen=True, slots=True)
class EventItem:
    """One appointment. Start, stop and "all day" are one field: half of a move makes no sense."""

    title: str
    when: Timed | AllDay
    description: str = ""
    location: str = ""
    privacy: Privacy = "default"
    busy: bool = True
    status: Status = "confirmed"
    reminders: tuple[Reminder, ...] = ()

    def __post_init__(self) -> None:
        check_span(self.when)


def check_span(when: Timed | AllDay) -> None:
    """:raise ItemError: ``end_before_start`` or ``year_out_of_range``"""
    empty = when.stop <= when.start if isinstance(when, AllDay) else when.stop < when.start
    if empty:
        raise ItemError("end_before_start", start=str(when.start), stop=str(when.stop))
    for moment in (when.start, when.stop):
        check_year(moment)


def check_year(moment: date) -> None:
    """:raise ItemError: ``year_out_of_range`` for a date that one of the sides cannot hold"""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ItemError("year_out_of_range", year=moment.year, first=FIRST_YEAR, last=LAST_YEAR)


def field_names(item: EventItem) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(item))


def differing(one: EventItem, other: EventItem) -> frozenset[str]:
    """The names of the fields in which two items differ."""
    return frozenset(
        name for name in field_names(one) if getattr(one, name) != getattr(other, name)
    )


def dump(item: EventItem) -> dict[str, Any]:
    """The item as JSON values, the form in which a link keeps its base."""
    when = item.when
    kind = "days" if isinstance(when, AllDay) else "time"
    return {
        **{name: getattr(item, name) for name in field_names(item)},
        "when": {kind: [when.start.isoformat(), when.stop.isoformat()]},
        "reminders": [[reminder.minutes, reminder.method] for reminder in item.reminders],
    }


def load(values: Mapping[str, Any]) -> EventItem:
    """The inverse of :func:`dump`. A field that an older version did not store has its default."""
    known = {field.name for field in dataclasses.fields(EventItem)}
    kept = {name: value for name, value in values.items() if name in known}
    reminders = tuple(Reminder(minutes, method) for minutes, method in values.get("reminders", ()))
    return EventItem(**{**kept, "when": _load_span(values["when"]), "reminders": reminders})


def _load_span(values: Mapping[str, list[str]]) -> Timed | AllDay:
    if "days" in values:
        return AllDay(*(date.fromisoformat(text) for text in values["days"]))
    return Timed(*(datetime.fromisoformat(text) for text in values["time"]))


def utc(moment: datetime) -> datetime:
    """An aware moment in UTC, to the second, which is what Odoo can hold.

    :raise ItemError: ``year_out_of_range``, also where the shift itself would overflow
    """
    check_year(moment)
    return moment.astimezone(timezone.utc).replace(microsecond=0)
