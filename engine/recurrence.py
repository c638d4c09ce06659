"""Series: the normal form of their rules, and the occurrences that these give.

Expanded in the series' own zone, so that a meeting at nine stays at nine over changes of summer
time. A local time that a change of the clock skips is taken with the offset before the change, one
that occurs twice is the first of the two. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5

The first start is an occurrence only if the rules give it: so does ``dateutil``, and we take it
that Google does. The RFC leaves open what a start means that does not fit its rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from heapq import merge
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from . import rule as rules_
from .item import (
    FIRST_YEAR,
    LAST_YEAR,
    AllDay,
    EventItem,
    ItemError,
    Repeating,
    Slot,
    Timed,
    check_year,
    field_names,
    utc,
)
from .rule import Rule

_DAY = timedelta(days=1)
#: How many slots in a row EXRULEs may take out before the series counts as ended.
_EFFORT = 5_000

_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:;]+)*):(.*)", re.IGNORECASE)
_TIME_PARTS = {"BYHOUR": "%H", "BYMINUTE": "%M", "BYSECOND": "%S"}
_TZID = re.compile(r";TZID=\"?([^;\"]+)", re.IGNORECASE)
_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.IGNORECASE)


# -- lines ----------------------------------------------------------------------------------------


def read_lines(
    lines: Iterable[str], first: Timed | AllDay, zone: str
) -> tuple[Repeating, frozenset[Slot]]:
    """A series from the lines in which Google says it.

    Without any RRULE it is the first start and what RDATE adds.

    :param lines: RRULE, EXRULE, RDATE and EXDATE lines, in any order and case
    :param zone: IANA name; ignored for whole days
    :return: the series in normal form, and the slots that EXDATE takes out
    :raise ItemError: ``bad_rule`` (text: the line or the zone) for what cannot be read, and for
        rules that give nothing
    """
    series = Repeating(first, (), _known_zone(zone) if isinstance(first, Timed) else "")
    rules: set[str] = set()
    dates: dict[str, set[Slot]] = {"RDATE": set(), "EXDATE": set()}
    for line in lines:
        try:
            name, own_zone, value = _split_line(line)
            if name in dates:
                dates[name] |= {_read_slot(series, own_zone, text) for text in value.split(",")}
            elif rule := _read_rule(series, name, value):
                rules.add(rule)
        except (ValueError, ZoneInfoNotFoundError, OSError) as error:
            raise ItemError("bad_rule", text=line) from error
    if not any(rule.startswith("RRULE:") for rule in rules):
        dates["RDATE"].add(first.start)
    series = replace(series, rules=tuple(sorted(rules)))
    series = replace(series, extra=_extra(series, dates["RDATE"]))
    if next(slots(series), None) is None:
        raise ItemError("bad_rule", text=" ".join(series.rules))
    return series, frozenset(slot for slot in dates["EXDATE"] if has_slot(series, slot))


def write_lines(when: Repeating, without: Iterable[Slot] = ()) -> list[str]:
    """The series as lines for Google: its rules, RDATE for ``extra``, EXDATE for ``without``."""
    return [
        *(_write_rule(when, line) for line in when.rules),
        *_write_dates(when, "RDATE", when.extra),
        *_write_dates(when, "EXDATE", sorted(without)),
    ]


def _known_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:  # OSError: a folder
        raise ItemError("bad_rule", text=zone) from error


def _split_line(line: str) -> tuple[str, str, str]:
    """:return: the name in capitals, the zone that the line names or nothing, and the value"""
    match = _LINE.fullmatch(line.strip())
    if not match:
        raise ValueError(line)
    zone = _TZID.search(match[2])
    return match[1].upper(), zone[1] if zone else "", match[3]


def _read_rule(series: Repeating, name: str, text: str) -> str | None:
    """The rule as a line in normal form; ``None`` for an EXRULE that takes nothing out."""
    parts = _without_time(series, rules_.split(text))
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_read_until(series, parts['UNTIL']):%Y%m%d}"
    rule = rules_.read(parts, _day_of(series, series.start))
    last = rules_.last_day(rule, rule.until) if rule.until else next(rules_.days(rule), None)
    if last is None:
        if name == "EXRULE":
            return None
        raise ValueError(text)
    return f"{name}:{rules_.write(replace(rule, until=rule.until and last))}"


def _without_time(series: Repeating, parts: dict[str, str]) -> dict[str, str]:
    """The parts without those that merely repeat the time of the start; whole days have none."""
    if isinstance(series.first, AllDay):
        return {name: parts[name] for name in parts if name not in _TIME_PARTS}
    start = series.start.astimezone(ZoneInfo(series.zone))
    return {
        name: text
        for name, text in parts.items()
        if name not in _TIME_PARTS or text.zfill(2) != start.strftime(_TIME_PARTS[name])
    }


def _read_until(series: Repeating, text: str) -> date:
    """The last local day on which the series may have a slot. A date is that whole day."""
    if re.match("9999[0-9]{4}", text):  # for ever, to some programs
        return date(LAST_YEAR, 12, 31)
    moment = _read_moment(text, series.zone or "UTC")
    if isinstance(series.first, AllDay) or not isinstance(moment, datetime):
        return rules_.read_day(text[:8])
    day = _day_of(series, moment)
    return day if _slot_on(series, day) <= moment else day - _DAY


def _read_slot(series: Repeating, zone: str, text: str) -> Slot:
    """A slot from a line of dates. A whole day means the slot of that day, if there are times."""
    moment = _read_moment(text, zone or series.zone or "UTC")
    if isinstance(series.first, AllDay) or not isinstance(moment, datetime):
        return _slot_on(series, rules_.read_day(text[:8]))
    return moment


def _read_moment(text: str, zone: str) -> Slot:
    """:param zone: that of a time which does not say that it is in UTC
    :raise ValueError: also for what is out of the range that both sides can hold"""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(text)
    day = rules_.read_day(match[1])
    check_year(day)
    if match[2] is None:
        return day
    clock = time(int(match[2]), int(match[3]), int(match[4]))
    moment = utc(datetime.combine(day, clock, timezone.utc if match[5] else ZoneInfo(zone)))
    check_year(moment)
    return moment


def _extra(series: Repeating, added: Iterable[Slot]) -> tuple[Slot, ...]:
    """Those of the slots that the rules neither give nor take out."""
    given, taken = _rules(series)
    return tuple(
        slot
        for slot in sorted(added)
        if slot < _end(series) and not _give(series, given + taken, slot)
    )


def _write_rule(when: Repeating, line: str) -> str:
    """The line with UNTIL as Google wants it beside a start with a time: a moment in UTC."""
    if isinstance(when.first, AllDay):
        return line

    def end_of_day(match: re.Match) -> str:
        midnight = datetime.combine(rules_.read_day(match[1]) + _DAY, time(), ZoneInfo(when.zone))
        return f"UNTIL={midnight.astimezone(timezone.utc) - timedelta(seconds=1):%Y%m%dT%H%M%SZ}"

    return re.sub("UNTIL=([0-9]+)", end_of_day, line)


def _write_dates(when: Repeating, name: str, found: Iterable[Slot]) -> Iterator[str]:
    """One line, and one in UTC for the times that the local clock shows for the second time."""
    if isinstance(when.first, AllDay):
        head = f"{name};VALUE=DATE:"
        lines = [(head, f"{day:%Y%m%d}") for day in found]
    else:
        local = [slot.astimezone(ZoneInfo(when.zone)) for slot in found]
        lines = [
            (f"{name}:", f"{slot.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}")
            if slot.fold
            else (f"{name};TZID={when.zone}:", f"{slot:%Y%m%dT%H%M%S}")
            for slot in local
        ]
    for head, texts in groupby(sorted(lines), key=itemgetter(0)):
        yield head + ",".join(text for _head, text in texts)


# -- slots ----------------------------------------------------------------------------------------


def slots(when: Repeating) -> Iterator[Slot]:
    """The slots in order, one by one: an endless series has no last one."""
    given, taken = _rules(when)
    days = _unique(merge(*map(rules_.days, given)))
    # Two days may have one slot, where a zone left a day out to change sides of the date line.
    found = _unique(merge((_slot_on(when, day) for day in days), when.extra))
    end, vain = _end(when), 0
    for slot in found:
        if slot >= end or vain > _EFFORT:
            return
        if taken and _give(when, taken, slot):
            vain += 1
        else:
            vain = 0
            yield slot


def has_slot(when: Timed | AllDay | Repeating, slot: Slot) -> bool:
    """Whether the time is a series with this slot, found without going through those before."""
    if not isinstance(when, Repeating):
        return False
    if isinstance(slot, datetime) != isinstance(when.first, Timed):
        return False
    if slot.year < FIRST_YEAR or slot >= _end(when):
        return False
    given, taken = _rules(when)
    return slot in when.extra or (_give(when, given, slot) and not _give(when, taken, slot))


def span_at(when: Repeating, slot: Slot) -> Timed | AllDay:
    """Where the occurrence of a slot lies while nobody moves it: as long as the first one."""
    return replace(when.first, start=slot, stop=slot + (when.stop - when.start))


def _rules(when: Repeating) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    """:return: the rules that give slots, and those that take them out"""
    return _compiled(when.rules, _day_of(when, when.start))


@lru_cache(maxsize=4096)
def _compiled(lines: tuple[str, ...], start: date) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
    by_name: dict[str, list[Rule]] = {"RRULE": [], "EXRULE": []}
    for line in lines:
        name, text = line.split(":")
        by_name[name].append(rules_.read(rules_.split(text), start))
    return tuple(by_name["RRULE"]), tuple(by_name["EXRULE"])


def _give(when: Repeating, rules: tuple[Rule, ...], slot: Slot) -> bool:
    day = _day_of(when, slot)
    return any(
        rules_.has_day(rule, each) and _slot_on(when, each) == slot
        for each in (day, day - _DAY)  # a time that the clock skips may shift over midnight
        for rule in rules
    )


def _slot_on(when: Repeating, day: date) -> Slot:
    """The slot that a rule means when it gives a day."""
    if isinstance(when.first, AllDay):
        return day
    start = when.start.astimezone(ZoneInfo(when.zone))
    if day == start.date():
        return when.start  # also where it is the second of two equal local times
    return datetime.combine(day, start.time().replace(fold=0), start.tzinfo).astimezone(
        timezone.utc
    )


def _day_of(when: Repeating, slot: Slot) -> date:
    """The local day of a slot."""
    if isinstance(when.first, AllDay):
        return slot
    return slot.astimezone(ZoneInfo(when.zone)).date()


def _end(when: Repeating) -> Slot:
    """The first slot whose span would end later than both sides can hold."""
    end = datetime(LAST_YEAR + 1, 1, 1, tzinfo=timezone.utc)
    return (end if isinstance(when.first, Timed) else end.date()) - (when.stop - when.start)


def _unique(ordered: Iterable[Slot]) -> Iterator[Slot]:
    return (slot for slot, _same in groupby(ordered))


# -- occurrences ----------------------------------------------------------------------------------


def occurrence(item: EventItem, slot: Slot) -> EventItem | None:
    """What takes place at a slot of a series: a single item, or nothing."""
    for exception, changed in item.exceptions:
        if exception == slot:
            return changed
    return template(item, slot) if has_slot(item.when, slot) else None


def template(item: EventItem, slot: Slot) -> EventItem:
    """What takes place at a slot of a series as long as it is no exception."""
    return replace(item, when=span_at(item.when, slot), exceptions=())


def with_occurrences(item: EventItem, occurrences: dict[Slot, EventItem | None]) -> EventItem:
    """The series with these occurrences instead of its exceptions, in normal form.

    What is as the series says, or not in one of its slots, is no exception; and what does not
    repeat has none.
    """
    if not isinstance(item.when, Repeating):
        return replace(item, exceptions=())
    exceptions = (
        (slot, changed)
        for slot, changed in occurrences.items()
        if has_slot(item.when, slot) and changed != template(item, slot)
    )
    return replace(item, exceptions=tuple(sorted(exceptions, key=itemgetter(0))))


def follow(base: EventItem, series: EventItem) -> EventItem:
    """``series`` with the exceptions of ``base``, as they follow the change from one to the other.

    A field that an exception had in common with the series stays in common; an exception whose
    slot the series does not have any more is gone.
    """
    if not isinstance(series.when, Repeating):
        return replace(series, exceptions=())
    followed = {
        slot: changed and _follow_one(changed, template(base, slot), template(series, slot))
        for slot, changed in base.exceptions
        if has_slot(series.when, slot)
    }
    return with_occurrences(series, followed)


def _follow_one(changed: EventItem, before: EventItem, after: EventItem) -> EventItem:
    common = {
        name: getattr(after, name)
        for name in field_names(changed)
        if getattr(changed, name) == getattr(before, name)
    }
    return replace(changed, **common)
