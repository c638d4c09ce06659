"""One RRULE or EXRULE: its normal form, and its expansion by ``dateutil``.

All in local time without a zone. https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from dateutil.parser import isoparse
from dateutil.rrule import (
    DAILY,
    FREQNAMES,
    HOURLY,
    MINUTELY,
    MONTHLY,
    SECONDLY,
    WEEKLY,
    YEARLY,
    rrule,
    rruleset,
    weekday,
)

#: The most occurrences that are gone through to find the last one: the days of a millennium.
MOST = 400_000
#: How many times a rule may name for each of its days, or of its hours if it is hourly.
_MOST_TIMES = 24

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(_WEEKDAYS)})")
#: The parts that hold numbers, with the lowest and the highest; where negative ones count from the
#: end there is no zero.
_NUMBERS = {
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (-31, 31),
    "BYSETPOS": (-366, 366),
    "BYWEEKNO": (-53, 53),
    "BYYEARDAY": (-366, 366),
    "BYHOUR": (0, 23),
    "BYMINUTE": (0, 59),
    "BYSECOND": (0, 59),
}
_ENDS_AND_STEPS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
_KNOWN = {*_ENDS_AND_STEPS, "BYDAY", *_NUMBERS}
#: What the RFC rules out; and what could keep ``dateutil`` searching for hours: BYSETPOS among the
#: times of an hour, and anything that leaves out minutes or seconds, which it tries one by one.
_NOT_WITH = {
    "YEARLY": set(),
    "MONTHLY": {"BYWEEKNO", "BYYEARDAY"},
    "WEEKLY": {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"},
    "DAILY": {"BYWEEKNO", "BYYEARDAY"},
    "HOURLY": {"BYWEEKNO", "BYSETPOS"},
    "MINUTELY": _KNOWN - _ENDS_AND_STEPS,
    "SECONDLY": _KNOWN - _ENDS_AND_STEPS,
}
#: After 400 years the calendar repeats itself, weekdays too.
_CALENDAR = timedelta(days=146_097)
_LAST_DAY = datetime(9999, 12, 31)  # noqa: DTZ001


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with nothing left to be guessed from the start, by the names of ``dateutil``.

    :ivar start: the first start, which is an occurrence only if the rule gives it
    :ivar until: the last occurrence, or the end of its day
    :ivar byweekday: ``(weekday, n)``, Monday is 0; ``n`` is 0 where each of them is meant
    """

    start: datetime
    freq: int
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    wkst: int = 0
    byweekday: tuple[tuple[int, int], ...] = ()
    bymonth: tuple[int, ...] = ()
    bymonthday: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byhour: tuple[int, ...] = ()
    byminute: tuple[int, ...] = ()
    bysecond: tuple[int, ...] = ()

    @property
    def has_times(self) -> bool:
        """Whether there are occurrences at other times of the day than that of the start."""
        return self.freq >= HOURLY or any((self.byhour, self.byminute, self.bysecond))


# -- the text -----------------------------------------------------------------------------------


def split(text: str) -> dict[str, str]:
    """The parts of a rule by name, in capitals, without those of vendors.

    :raise ValueError: for what is no list of parts
    """
    parts: dict[str, str] = {}
    for part in filter(None, text.upper().split(";")):
        name, equals, value = part.partition("=")
        if not equals or name in parts:
            raise ValueError(part)
        parts[name] = value
    return {name: value for name, value in parts.items() if not name.startswith("X-")}


def read(parts: Mapping[str, str], start: datetime) -> Rule:
    """The rule that these parts say, whose UNTIL has to be local by now.

    :raise ValueError: for parts that RFC 5545 does not know, or not together, and for rules that
        would take too long to expand
    """
    name = parts.get("FREQ", "")
    if name not in FREQNAMES or not parts.keys() <= _KNOWN - _NOT_WITH[name]:
        raise ValueError(parts)
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError(parts)
    rule = Rule(
        start,
        FREQNAMES.index(name),
        interval=_positive(parts.get("INTERVAL", "1")),
        count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
        until=_read_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        wkst=_WEEKDAYS.index(parts.get("WKST", "MO")),
        **{
            name.lower(): _read_numbers(parts[name], *limits)
            for name, limits in _NUMBERS.items()
            if name in parts
        },
    )
    if "BYDAY" in parts:
        rule = replace(rule, byweekday=_read_weekdays(parts["BYDAY"], rule))
    times = filter(None, (rule.byhour, rule.byminute, rule.bysecond))
    if math.prod(map(len, times)) > _MOST_TIMES or (rule.freq >= MINUTELY and _too_many(rule)):
        raise ValueError(parts)
    return _simplified(_completed(rule))


def write(rule: Rule) -> str:
    """The normal form: read again with the same start, it is the same rule."""
    if rule.freq == YEARLY:
        shorter = replace(rule, bymonth=(), bymonthday=()), replace(rule, bymonthday=())
        rule = next((each for each in shorter if _completed(each) == rule), rule)
    until_form = "%Y%m%dT%H%M%S" if rule.has_times else "%Y%m%d"
    parts = {
        "FREQ": FREQNAMES[rule.freq],
        "INTERVAL": rule.interval if rule.interval > 1 else "",
        "UNTIL": rule.until.strftime(until_form) if rule.until else "",
        "COUNT": rule.count or "",
        "BYDAY": ",".join(f"{n or ''}{_WEEKDAYS[day]}" for day, n in rule.byweekday),
        **{name: ",".join(map(str, getattr(rule, name.lower()))) for name in _NUMBERS},
        "WKST": _WEEKDAYS[rule.wkst] if rule.wkst else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _positive(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not int(text):
        raise ValueError(text)
    return int(text)


def _read_until(text: str) -> datetime:
    moment = isoparse(text)
    return moment if "T" in text else datetime.combine(moment, time(23, 59, 59))


def _read_numbers(text: str, lowest: int, highest: int) -> tuple[int, ...]:
    words = text.split(",")
    if not all(re.fullmatch("[+-]?[0-9]{1,3}", word) for word in words):
        raise ValueError(text)
    numbers = sorted(set(map(int, words)))
    if numbers[0] < lowest or numbers[-1] > highest or (lowest and 0 in numbers):
        raise ValueError(text)
    return tuple(numbers)


def _read_weekdays(text: str, rule: Rule) -> tuple[tuple[int, int], ...]:
    found = [_BYDAY.fullmatch(word) for word in text.split(",")]
    if not all(found):
        raise ValueError(text)
    days = {(_WEEKDAYS.index(match[2]), int(match[1] or 0)) for match in found}
    if any(abs(n) > _most_weekdays(rule) for _weekday, n in days):
        raise ValueError(text)
    if rule.freq > MONTHLY:  # where a number has no meaning
        days = {(day, 0) for day, _n in days}
    return tuple(sorted(days))


def _most_weekdays(rule: Rule) -> int:
    """How many Mondays there may be in what the numbers of BYDAY count through."""
    return 53 if rule.freq != MONTHLY and not rule.bymonth else 5


def _too_many(rule: Rule) -> bool:
    return rule.count > MOST if rule.count else not rule.until


def _completed(rule: Rule) -> Rule:
    """The rule with what it leaves to the start of the series."""
    if rule.byweekday or rule.bymonthday or rule.byyearday:
        return rule
    if rule.freq == WEEKLY or rule.byweekno:
        return replace(rule, byweekday=((rule.start.weekday(), 0),))
    if rule.freq == MONTHLY:
        return replace(rule, bymonthday=(rule.start.day,))
    if rule.freq == YEARLY:
        months = rule.bymonth or (rule.start.month,)
        return replace(rule, bymonth=months, bymonthday=(rule.start.day,))
    return rule


def _simplified(rule: Rule) -> Rule:
    """The rule as most would say it: "the last Friday" and not "the last of all Fridays"."""
    rule = replace(
        rule,
        byhour=_unless_given(rule.byhour, rule.start.hour, rule.freq < HOURLY),
        byminute=_unless_given(rule.byminute, rule.start.minute, rule.freq < MINUTELY),
        bysecond=_unless_given(rule.bysecond, rule.start.second, rule.freq < SECONDLY),
    )
    if rule.byweekday and not rule.bymonthday:
        if rule.freq == DAILY and rule.interval == 1 and not rule.bysetpos:
            rule = replace(rule, freq=WEEKLY)
        if rule.freq == MONTHLY and len(rule.byweekday) == len(rule.bysetpos) == 1:
            (day, n), (position,) = rule.byweekday[0], rule.bysetpos
            if not n and abs(position) <= 5 and not rule.has_times:
                rule = replace(rule, byweekday=((day, position),), bysetpos=())
    return replace(rule, wkst=_simplified_week_start(rule))


def _unless_given(numbers: tuple[int, ...], by_start: int, applies: bool) -> tuple[int, ...]:
    """Nothing instead of the one number that comes from the start anyway."""
    return () if applies and numbers == (by_start,) else numbers


def _simplified_week_start(rule: Rule) -> int:
    """Monday if the rule gives the same with it, or else Sunday, or what it takes."""
    if rule.byweekno or (rule.freq == WEEKLY and rule.bysetpos):
        return rule.wkst
    if rule.freq != WEEKLY or rule.interval == 1:
        return 0

    def days_from_start(week_start: int) -> list[int]:
        position = (rule.start.weekday() - week_start) % 7
        return [(day - week_start) % 7 - position for day, _n in rule.byweekday]

    wanted = days_from_start(rule.wkst)
    return next(day for day in (0, 6, 1, 2, 3, 4, 5) if days_from_start(day) == wanted)


# -- the occurrences ----------------------------------------------------------------------------


def expansion(given: Iterable[Rule], taken: Iterable[Rule] = ()) -> Iterator[datetime]:
    """What the RRULEs give and no EXRULE takes out: local times in order."""
    rules = rruleset()
    for rule in given:
        rules.rrule(_expansion(rule))
    for rule in taken:
        rules.exrule(_expansion(rule))
    try:
        yield from rules
    except ValueError:  # what dateutil raises where a week goes over the end of the year 9999
        return


def is_empty(given: Iterable[Rule], taken: Iterable[Rule] = ()) -> bool:
    """Whether there is nothing in 400 years, and so never.

    ``dateutil`` searches until the year 9999, so it is made to start not long before.
    """
    moved = [_moved(rule) for rule in given], [_moved(rule) for rule in taken]
    return next(expansion(*moved), None) is None


def _expansion(rule: Rule) -> rrule:
    return rrule(
        rule.freq,
        rule.start,
        interval=rule.interval,
        wkst=rule.wkst,
        count=rule.count,
        until=rule.until,
        byweekday=list(_weekdays(rule)) or None,
        **{name.lower(): getattr(rule, name.lower()) or None for name in _NUMBERS},
    )


def _weekdays(rule: Rule) -> Iterator[weekday]:
    """``dateutil`` wants all weekdays with a number, or none of them."""
    numbered = any(n for _day, n in rule.byweekday)
    for day, n in rule.byweekday:
        if n or not numbered:
            yield weekday(day, n or None)
        else:
            yield from (weekday(day, each) for each in range(1, _most_weekdays(rule) + 1))


def _moved(rule: Rule) -> Rule:
    """The rule so many centuries later that the calendar is the same."""
    distance = max((_LAST_DAY - rule.start) // _CALENDAR - 1, 0) * _CALENDAR
    until = rule.until and min(rule.until, _LAST_DAY - distance) + distance
    return replace(rule, start=rule.start + distance, until=until)
