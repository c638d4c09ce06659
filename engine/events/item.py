"""Events: the fields of an appointment that both sides hold, in one normal form.

Two records agree when their items are equal. A codec (``google_api.calendar.event_codec`` for
Google's JSON, ``sync.odoo.event_records`` for Odoo's records) may map several spellings to one
item; a side is written only where its item differs, so a spelling that says the same thing is never
rewritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from typing import Any, Literal, cast, final

from ..core.item import ItemError, OriginalStart, field_names

#: Odoo prints and parses dates with four digits, and zones shift a date by up to a day.
FIRST_YEAR, LAST_YEAR = 1000, 9998

Visibility = Literal["default", "public", "private"]
ReminderMethod = Literal["popup", "email"]
Answer = Literal["needsAction", "declined", "tentative", "accepted"]
#: Whoever declines has no item.
OwnResponse = Literal["needsAction", "tentative", "accepted"]


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


@dataclass(frozen=True, slots=True)
class Repeating:
    """The time of a series. Its occurrences are what the rules and ``extra`` give.

    :ivar first: the span of the first occurrence, whose length all of them have
    :ivar rules: RRULE lines, EXRULE too, in the normal form of ``engine.events.recurrence``
    :ivar zone: IANA name of the zone in whose clock it repeats; empty for whole days
    :ivar extra: original starts that the rules do not give, in order
    """

    first: Timed | AllDay
    rules: tuple[str, ...]
    zone: str = ""
    extra: tuple[OriginalStart, ...] = ()

    @property
    def start(self) -> OriginalStart:
        """Of the first occurrence, as a single event has it."""
        return self.first.start

    @property
    def stop(self) -> OriginalStart:
        """Of the first occurrence, not of the series."""
        return self.first.stop


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """:ivar minutes: before the start
    :ivar everyone: Odoo reminds all who attend. What is set in Google reminds the owner of the
        calendar alone. Two reminders that differ in nothing else are equal, for Google shows both
        as one.
    """

    minutes: int
    method: ReminderMethod
    everyone: bool = field(default=False, compare=False)


@final
@dataclass(frozen=True, slots=True, order=True)
class Guest:
    """Somebody who is invited, other than the owner of the calendar.

    :ivar email: lower case
    :ivar name: as the guest is called where the item comes from; two guests who differ in nothing
        else are equal
    :ivar resource: a room or a thing, and no person
    """

    email: str
    answer: Answer = "needsAction"
    name: str = field(default="", compare=False)
    resource: bool = False


@final
@dataclass(frozen=True, slots=True)
class Mask:
    """What Google shows of an appointment in place of its words, see :mod:`engine.events.masking`.

    ``None`` where it shows the words themselves.
    """

    title: str | None
    description: str | None = ""
    location: str | None = ""
    video: str | None = ""
    contact_details: str | None = ""

    @property
    def hides_title(self) -> bool:
        """Whether nobody at Google can tell what it is about."""
        return self.title is not None


@final
@dataclass(frozen=True, slots=True)
class Color:
    """The color of an appointment in Google, and what Odoo's tags say of it.

    See :mod:`engine.events.colors`.

    :ivar shown: Google's id of the color; empty for that of the calendar, and ``None`` as long as
        nobody knows it
    :ivar tags: the colors with which its tags are paired, in order
    """

    shown: str | None
    tags: tuple[str, ...] = ()

    @property
    def is_own_choice(self) -> bool:
        """Whether somebody has picked it in Google, and it tells of no tag."""
        return bool(self.shown) and self.shown not in self.tags


@final
@dataclass(frozen=True, slots=True)
class Away:
    """That Google shows an appointment as time in which its user is out of office.

    See :mod:`engine.events.absence`.

    :ivar declines: the invitations that Google declines meanwhile
    :ivar zone: IANA name of the zone in whose clock whole days begin and end at Google, which has
        them with times; Google does not say it, so two that differ in nothing else are equal
    """

    declines: Literal["none", "new", "all"] = "none"
    zone: str = field(default="", compare=False)


@final
@dataclass(frozen=True, slots=True)
class EventItem:
    """One appointment, or a series of them.

    Start, stop, "all day" and the rule of a series are one field: half of a move makes no sense.

    :ivar guests: in the order of their addresses, each address once
    :ivar meet: whether it has a Google Meet, or is to get one, which Google makes
    :ivar conference: address of the video conference that Google has for it
    :ivar video: address of one that Odoo has
    :ivar contact_details: what Odoo itself has written below the description about the people in
        it, see :mod:`engine.events.contact_details`
    :ivar mask: what Google shows in place of the words; ``None`` where it shows these
    :ivar color: ``None`` where nobody asks for it
    :ivar away: whether Google shows it as out of office; ``None``: as an appointment
    :ivar exceptions: of a series, the occurrences that differ from what the series says, by their
        original starts and in the order of these; ``None`` for one that does not take place. They
        are single items, whole, so that each of them can be merged by itself.
    """

    title: str
    when: Timed | AllDay | Repeating
    description: str = ""
    location: str = ""
    visibility: Visibility = "default"
    busy: bool = True
    own_response: OwnResponse = "accepted"
    reminders: tuple[Reminder, ...] = ()
    guests: tuple[Guest, ...] = ()
    meet: bool = False
    conference: str = ""
    video: str = ""
    contact_details: str = ""
    mask: Mask | None = None
    color: Color | None = None
    away: Away | None = None
    exceptions: tuple[tuple[OriginalStart, EventItem | None], ...] = ()

    def __post_init__(self) -> None:
        check_span(self.when)

    @property
    def series(self) -> Repeating:
        """When it takes place, of an item that is known to repeat."""
        return cast("Repeating", self.when)


def first_span(when: Timed | AllDay | Repeating) -> Timed | AllDay:
    """The time itself, or that of the first occurrence of a series."""
    return when.first if isinstance(when, Repeating) else when


def check_span(when: Timed | AllDay | Repeating) -> None:
    """:raise ItemError: ``end_before_start`` or ``year_out_of_range``"""
    when = first_span(when)
    empty = when.stop <= when.start if isinstance(when, AllDay) else when.stop < when.start
    if empty:
        raise ItemError("end_before_start", start=str(when.start), stop=str(when.stop))
    for moment in (when.start, when.stop):
        check_year(moment)


def check_year(moment: date) -> None:
    """:raise ItemError: ``year_out_of_range`` for a date that one of the sides cannot hold"""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ItemError("year_out_of_range", year=moment.year, first=FIRST_YEAR, last=LAST_YEAR)


def dump(item: EventItem) -> dict[str, Any]:
    """The item as JSON values, the form in which a link keeps its base."""
    return {name: dump_value(name, getattr(item, name)) for name in field_names(item)}


def load(values: Mapping[str, Any]) -> EventItem:
    """The inverse of :func:`dump`. A field that an older version did not store has its default."""
    known = EventItem.__dataclass_fields__
    return EventItem(
        **{name: load_value(name, value) for name, value in values.items() if name in known}
    )


def dump_value(name: str, value: Any) -> Any:
    """The value of one field of an item, as JSON."""
    dumped = _DUMPS.get(name)
    return dumped(value) if dumped else value


def load_value(name: str, value: Any) -> Any:
    """The inverse of :func:`dump_value`."""
    if name == "when":
        return _load_when(value)
    if name == "reminders":
        return tuple(Reminder(*reminder) for reminder in value)
    if name == "guests":
        return tuple(Guest(*guest) for guest in value)
    if name == "mask":
        return value and Mask(*value)
    if name == "color":
        return value and Color(value[0], tuple(value[1]))
    if name == "away":
        return value and Away(*value)
    if name == "exceptions":
        return tuple(
            (load_original_start(original_start), occurrence and load(occurrence))
            for original_start, occurrence in value
        )
    return value


def _dump_parts(parts: Iterable[Any]) -> list[Any]:
    return [_values_of(part) for part in parts]


def _values_of(part: Any) -> list[Any]:
    """The values of a dataclass of plain ones, in their order."""
    return [getattr(part, name) for name in part.__dataclass_fields__]


def _dump_exceptions(exceptions: Iterable[tuple[OriginalStart, EventItem | None]]) -> list[Any]:
    return [
        [original_start.isoformat(), occurrence and dump(occurrence)]
        for original_start, occurrence in exceptions
    ]


def _dump_when(when: Timed | AllDay | Repeating) -> dict[str, Any]:
    if isinstance(when, Repeating):
        return {
            **_dump_when(when.first),
            "rules": list(when.rules),
            "zone": when.zone,
            "extra": [original_start.isoformat() for original_start in when.extra],
        }
    kind = "days" if isinstance(when, AllDay) else "time"
    return {kind: [when.start.isoformat(), when.stop.isoformat()]}


#: How the values that JSON cannot hold as they are become such as it can, by field.
_DUMPS: Mapping[str, Callable[[Any], Any]] = {
    "when": _dump_when,
    "reminders": _dump_parts,
    "guests": _dump_parts,
    "mask": lambda mask: mask and _values_of(mask),
    "color": lambda color: color and [color.shown, list(color.tags)],
    "away": lambda away: away and _values_of(away),
    "exceptions": _dump_exceptions,
}


def _load_when(values: Mapping[str, Any]) -> Timed | AllDay | Repeating:
    if "days" in values:
        when: Timed | AllDay = AllDay(*(date.fromisoformat(text) for text in values["days"]))
    else:
        when = Timed(*(datetime.fromisoformat(text) for text in values["time"]))
    if "rules" not in values:
        return when
    extra = tuple(load_original_start(text) for text in values["extra"])
    return Repeating(when, tuple(values["rules"]), values["zone"], extra)


def load_original_start(text: str) -> OriginalStart:
    """The inverse of ``isoformat``."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def utc(moment: datetime) -> datetime:
    """An aware moment in UTC, to the second, which is what Odoo can hold.

    :raise ItemError: ``year_out_of_range``, also where the shift itself would overflow
    """
    check_year(moment)
    return moment.astimezone(timezone.utc).replace(microsecond=0)
