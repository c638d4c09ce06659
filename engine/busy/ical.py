"""Busy times from a calendar in iCalendar format. Titles and other texts are not read.

What comes from an address is a stranger's: rules are expanded by :mod:`engine.events`, which counts
the work, and time zones that the text brings along are not used, for their rules are unbounded.
https://www.rfc-editor.org/rfc/rfc5545
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property
from typing import NamedTuple, cast
from zoneinfo import ZoneInfoNotFoundError

import icalendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from ..core.clocks import clock
from ..core.item import ItemError, OriginalStart
from ..events.budget import RunSteps, Steps
from ..events.item import AllDay, Timed, check_span, utc
from ..events.recurrence import original_starts, read_lines, span_at
from .intervals import Interval, within

#: Appointments of one calendar that are read, and times that may come of them.
MOST_EVENTS, MOST_TIMES = 20_000, 50_000
#: Appointments of one calendar that are read closely, those that repeat and then the next ones:
#: a second of work for some four thousand.
MOST_READ = 5_000
#: Work of all series of one calendar: some ten seconds. An ordinary series takes some 600 steps.
MOST_STEPS = 2_000_000
#: How many names of time zones are looked up: each one that is none costs a search on disk.
MOST_ZONES = 500
#: The properties that are read; all others are passed over, titles first.
_READ = frozenset(
    {
        *("UID", "DTSTART", "DTEND", "DURATION", "STATUS", "TRANSP", "RECURRENCE-ID"),
        *("RRULE", "RDATE", "EXDATE", "EXRULE", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
_OF_SERIES = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE"})
#: A day begins 14 hours early and ends 12 hours late somewhere on earth.
_A_DAY_ANYWHERE = timedelta(days=2)
#: After the last day that there is: what begins then cannot be read.
_NO_DAY = "99991232"
_NAME = re.compile(r"[A-Za-z0-9-]+")
_TZID = re.compile(r";TZID=(\"[^\"]*\"|[^;:]*)", re.IGNORECASE)
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE_END = re.compile(r"[\r\n]+")


class NotACalendar(ValueError):
    """The text is no calendar in iCalendar's form."""


class TooManyEvents(ValueError):
    """There are more appointments than are read of one calendar."""


class Taken(NamedTuple):
    """A time that an appointment takes.

    :ivar uid: by which the same appointment is known elsewhere
    """

    span: Interval
    uid: str


@dataclass(frozen=True)
class Feed:
    """What was found in a calendar.

    :ivar taken: in no order, as far as the window reaches
    :ivar left_out: appointments that could not be read, or not wholly
    :ivar is_cut: whether there are more than are read, and so later ones are missing
    """

    taken: tuple[Taken, ...]
    left_out: int
    is_cut: bool


@dataclass
class _Event:
    """One VEVENT: the lines that are read, by name."""

    lines: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The value of the first line of a name; empty without any."""
        line = self.lines.get(name, [""])[0]
        return line.partition(":")[2].strip()

    def start(self) -> str:
        """By which appointments are put in order, before any of them is read."""
        return self.one("DTSTART")

    @cached_property
    def component(self) -> icalendar.Event:
        """The appointment as the library reads it.

        :raise ValueError: it cannot
        """
        wanted = ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID")
        lines = [self.lines[name][0] for name in wanted if name in self.lines]
        text = "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""])
        return cast(icalendar.Event, icalendar.Event.from_ical(text))

    @property
    def repeats(self) -> bool:
        """Whether it is a series, or has at least lines of one."""
        return not _OF_SERIES.isdisjoint(self.lines)

    @property
    def takes_time(self) -> bool:
        """Whether it keeps anybody busy."""
        return not (
            self.one("STATUS").upper() == "CANCELLED"
            or self.one("TRANSP").upper() == "TRANSPARENT"
            or self.one("X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE"
        )

    def is_outside(self, first: str, last: str) -> bool:
        """Whether it is not within these days for certain, and not worth a closer look: most are
        over.

        :param first: a day as eight digits
        """
        end, start = self.one("DTEND")[:8], self.start()[:8]
        is_over = _is_day(end) and end < first
        is_later = _is_day(start) and last < start < _NO_DAY
        return not self.repeats and (is_over or is_later)


# -- reading --------------------------------------------------------------------------------------


def read(content: bytes, window: Interval, zone: str) -> Feed:
    """When the calendar is taken within the window.

    :param zone: IANA name: that of whole days, and of times that name none which is known
    :raise NotACalendar: it is none
    :raise TooManyEvents: it is too large
    """
    found = list(_events(content.decode("utf-8", errors="replace")))
    budget, spent = RunSteps(), 0
    moved, moved_is_cut = _moved(found, zone)
    taken: list[Taken] = []
    left_out = 0
    wanted = _wanted(found, window)
    for event in wanted[:MOST_READ]:
        uid = event.one("UID")
        steps = budget.of_one()
        try:
            if event.repeats and spent > MOST_STEPS:
                raise ItemError("too_much_work")
            spans = _spans(event, window, zone, steps, moved.get(uid, frozenset()))
            for span in within((_interval(one, zone) for one in spans), window):
                if len(taken) >= MOST_TIMES:
                    raise ItemError("too_much_work")
                taken.append(Taken(span, uid))
        except (ItemError, ValueError, OverflowError):
            left_out += 1
        spent += steps.taken
    return Feed(tuple(taken), left_out, moved_is_cut or len(wanted) > MOST_READ)


def _wanted(found: Iterable[_Event], window: Interval) -> list[_Event]:
    """What may take time in the window, in the order in which it is worth reading."""
    first, last = (
        f"{moment:%Y%m%d}"
        for moment in (window.start - _A_DAY_ANYWHERE, window.stop + _A_DAY_ANYWHERE)
    )
    wanted = [one for one in found if one.takes_time and not one.is_outside(first, last)]
    wanted.sort(key=_Event.start)
    series = [event for event in wanted if event.repeats]
    single = [event for event in wanted if not event.repeats]
    ahead = [event for event in single if event.start() >= first]
    before = [event for event in single if event.start() < first]
    return [*series, *ahead, *reversed(before)]


def _is_day(text: str) -> bool:
    return len(text) == 8 and text.isdecimal()


# -- lines ----------------------------------------------------------------------------------------


def _events(text: str) -> Iterator[_Event]:
    """The appointments, without what is nested in them, such as alarms.

    :raise NotACalendar: it does not begin as one
    :raise TooManyEvents: there are too many
    """
    inside: list[str] = []
    event = _Event()
    count = 0
    zones: dict[str, str] = {}
    lines = iter(_LINE_END.split(_FOLD.sub("", text.lstrip("\ufeff").strip())))
    if next(lines, "").strip().upper() != "BEGIN:VCALENDAR":
        raise NotACalendar
    for line in lines:
        match = _NAME.match(line)
        name = match[0].upper() if match else ""
        if name == "BEGIN":
            inside.append(line[6:].strip().upper())
            if inside == ["VEVENT"]:
                event = _Event()
        elif name == "END":
            if inside == ["VEVENT"]:
                count += 1
                if count > MOST_EVENTS:
                    raise TooManyEvents
                yield event
            del inside[-1:]
        elif inside == ["VEVENT"] and name in _READ:
            event.lines.setdefault(name, []).append(_with_known_zone(line, zones))


def _with_known_zone(line: str, zones: dict[str, str]) -> str:
    """The line with the IANA name of the zone that it names; without one that nobody knows.

    :param zones: what was found out before, by the names in the calendar
    """

    def known(match: re.Match[str]) -> str:
        named = match[1].strip('"')
        if named not in zones and len(zones) < MOST_ZONES:
            zones[named] = _zone_named(named)
        name = zones.get(named)
        return f";TZID={name}" if name else ""

    head, colon, value = line.partition(":")
    if '"' in head:  # a quoted parameter may have a colon in it
        return _TZID.sub(known, line, count=1)
    return f"{_TZID.sub(known, head, count=1)}{colon}{value}"


def _zone_named(text: str) -> str:
    """Programs write Windows' names of zones, and put their own before IANA's."""
    parts = text.strip("/").split("/")
    names = (text, WINDOWS_TO_OLSON.get(text, ""), *("/".join(parts[-n:]) for n in (3, 2)))
    for name in filter(None, names):
        try:
            return clock(name).key
        except (ValueError, ZoneInfoNotFoundError, OSError):
            continue
    return ""


# -- times ----------------------------------------------------------------------------------------


def _moved(found: Iterable[_Event], zone: str) -> tuple[dict[str, frozenset[OriginalStart]], bool]:
    """By UID the occurrences that have an appointment of their own, or are cancelled; and whether
    the oldest were left out, for they are too many."""
    starts_of: dict[str, set[OriginalStart]] = {}
    changed = [event for event in found if "RECURRENCE-ID" in event.lines]
    changed.sort(key=lambda event: event.one("RECURRENCE-ID"), reverse=True)
    for event in changed[:MOST_READ]:
        try:
            named = cast(date, event.component.decoded("RECURRENCE-ID"))
            original_start = _moment(named, zone) if isinstance(named, datetime) else named
        except (ValueError, KeyError, AttributeError, OverflowError, ItemError):
            continue
        starts_of.setdefault(event.one("UID"), set()).add(original_start)
    moved = {uid: frozenset(starts) for uid, starts in starts_of.items()}
    return moved, len(changed) > MOST_READ


def _spans(
    event: _Event, window: Interval, zone: str, steps: Steps, moved: frozenset[OriginalStart]
) -> Iterator[Timed | AllDay]:
    """Where the occurrences of an appointment lie, at least those in the window.

    :raise ItemError: what cannot be read, or takes too much work
    :raise ValueError: the same
    """
    first, own_zone = _first(event, zone)
    if "RECURRENCE-ID" in event.lines or not event.repeats:
        yield first
        return
    repeats = [line for name in _OF_SERIES for line in event.lines.get(name, ())]
    series, without = read_lines(repeats, first, own_zone, steps)
    length = first.stop - first.start
    is_day = isinstance(first, AllDay)
    since, until = (moment.date() if is_day else moment for moment in window)
    for original_start in original_starts(series, since - length - timedelta(days=1), until, steps):
        steps.take()
        if original_start not in without and original_start not in moved:
            yield span_at(series, original_start)


def _first(event: _Event, zone: str) -> tuple[Timed | AllDay, str]:
    """The time of the first occurrence, and the zone in whose clock it repeats.

    :raise ItemError: it has no start, or ends before it
    """
    component = event.component
    try:
        start, stop = component.start, component.end
    except (AttributeError, TypeError, ValueError) as error:  # as the version has it
        raise ItemError("no_start") from error
    if not isinstance(start, datetime):
        stop = stop.date() if isinstance(stop, datetime) else stop
        first: Timed | AllDay = AllDay(start, max(stop, start + timedelta(days=1)))
        own_zone = ""
    else:
        own_zone = getattr(start.tzinfo, "key", "UTC") if start.tzinfo else zone
        first = Timed(_moment(start, zone), max(_moment(start, zone), _moment(stop, zone)))
    check_span(first)
    return first, own_zone


def _moment(moment: date, zone: str) -> datetime:
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return utc(moment if moment.tzinfo else moment.replace(tzinfo=clock(zone)))


def _interval(span: Timed | AllDay, zone: str) -> Interval:
    """Whole days last from midnight to midnight where the user is."""
    if isinstance(span, Timed):
        return Interval(span.start, span.stop)
    days: Sequence[date] = (span.start, span.stop)
    where = clock(zone)
    midnights = (datetime.combine(day, time(), where).astimezone(timezone.utc) for day in days)
    return Interval(*midnights)
