"""One RRULE or EXRULE: its normal form, and the days that it gives.

A rule gives days, for all occurrences of a series are at the time of its first; parts that say
another time, and rules that repeat more often than daily, are refused. Unlike ``dateutil`` it gives
up where a rule matches nothing, and finds out about one day without expanding all those before.
https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from __future__ import annotations

import calendar
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import count

from .item import LAST_YEAR

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_END = date(LAST_YEAR + 1, 1, 1).toordinal()
#: How many days in a row may be looked at in vain: after 400 years the calendar repeats itself.
_EFFORT = 146_097

#: The parts that hold numbers: where :class:`Rule` keeps them, and the largest of each.
_NUMBERS = {
    "BYMONTH": ("months", 12),
    "BYMONTHDAY": ("month_days", 31),
    "BYSETPOS": ("positions", 366),
    "BYWEEKNO": ("weeks", 53),
    "BYYEARDAY": ("year_days", 366),
}
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST", *_NUMBERS}
_NOT_WITH = {
    "DAILY": {"BYWEEKNO", "BYYEARDAY"},
    "WEEKLY": {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"},
    "MONTHLY": {"BYWEEKNO", "BYYEARDAY"},
    "YEARLY": set(),
}
_BYDAY = re.compile(rf"([+-]?[0-9]{{1,2}})?({'|'.join(_WEEKDAYS)})")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with nothing left to be guessed from the start of the series.

    :ivar start: the day of the first start; no day before it is given
    :ivar until: the last day that may be given
    :ivar weekdays: ``(weekday, n)``, Monday is 0; ``n`` is 0 where each of them is meant
    """

    start: date
    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    week_start: int = 0


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


def read(parts: Mapping[str, str], start: date) -> Rule:
    """The rule that these parts say, whose UNTIL has to be a date by now.

    :raise ValueError: for parts that RFC 5545 does not know, or not together
    """
    frequency = parts.get("FREQ", "")
    if frequency not in _FREQUENCIES or not parts.keys() <= _KNOWN - _NOT_WITH[frequency]:
        raise ValueError(parts)
    if "COUNT" in parts and "UNTIL" in parts:
        raise ValueError(parts)
    rule = Rule(
        start,
        frequency,
        interval=_positive(parts.get("INTERVAL", "1")),
        count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
        until=read_day(parts["UNTIL"]) if "UNTIL" in parts else None,
        weekdays=_read_weekdays(parts["BYDAY"], frequency) if "BYDAY" in parts else (),
        week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
        **{
            field: _read_numbers(parts[name], largest, signed=name != "BYMONTH")
            for name, (field, largest) in _NUMBERS.items()
            if name in parts
        },
    )
    return _simplified(_completed(rule))


def write(rule: Rule) -> str:
    """The normal form: read again with the same start, it is the same rule."""
    if rule.frequency == "YEARLY":
        shorter = replace(rule, months=(), month_days=()), replace(rule, month_days=())
        rule = next((each for each in shorter if _completed(each) == rule), rule)
    parts = {
        "FREQ": rule.frequency,
        "INTERVAL": rule.interval if rule.interval > 1 else "",
        "UNTIL": f"{rule.until:%Y%m%d}" if rule.until else "",
        "COUNT": rule.count or "",
        "BYDAY": ",".join(f"{n or ''}{_WEEKDAYS[weekday]}" for weekday, n in rule.weekdays),
        **{name: ",".join(map(str, getattr(rule, _NUMBERS[name][0]))) for name in _NUMBERS},
        "WKST": _WEEKDAYS[rule.week_start] if rule.week_start else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def read_day(text: str) -> date:
    """:param text: eight digits"""
    if not re.fullmatch("[0-9]{8}", text):
        raise ValueError(text)
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _positive(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not int(text):
        raise ValueError(text)
    return int(text)


def _read_numbers(text: str, largest: int, signed: bool) -> tuple[int, ...]:
    pattern = "[+-]?[0-9]{1,3}" if signed else "[0-9]{1,2}"
    words = text.split(",")
    if not all(re.fullmatch(pattern, word) and 0 < abs(int(word)) <= largest for word in words):
        raise ValueError(text)
    return tuple(sorted(set(map(int, words))))


def _read_weekdays(text: str, frequency: str) -> tuple[tuple[int, int], ...]:
    found = [_BYDAY.fullmatch(word) for word in text.split(",")]
    if not all(found):
        raise ValueError(text)
    days = {(_WEEKDAYS.index(match[2]), int(match[1] or 0)) for match in found}
    if any(abs(n) > 53 for _weekday, n in days):
        raise ValueError(text)
    if frequency in ("DAILY", "WEEKLY"):  # where a number has no meaning
        days = {(weekday, 0) for weekday, _n in days}
    return tuple(sorted(days))


def _completed(rule: Rule) -> Rule:
    """The rule with what it leaves to the start of the series."""
    if rule.weekdays or rule.month_days or rule.year_days:
        return rule
    if rule.frequency == "WEEKLY" or rule.weeks:
        return replace(rule, weekdays=((rule.start.weekday(), 0),))
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=(rule.start.day,))
    if rule.frequency == "YEARLY":
        months = rule.months or (rule.start.month,)
        return replace(rule, months=months, month_days=(rule.start.day,))
    return rule


def _simplified(rule: Rule) -> Rule:
    """The rule as most would say it: "the last Friday" and not "the last of all Fridays"."""
    if rule.weekdays and not rule.month_days:
        if rule.frequency == "DAILY" and rule.interval == 1 and not rule.positions:
            rule = replace(rule, frequency="WEEKLY")
        if rule.frequency == "MONTHLY" and len(rule.weekdays) == len(rule.positions) == 1:
            (weekday, n), (position,) = rule.weekdays[0], rule.positions
            if not n and abs(position) <= 5:
                rule = replace(rule, weekdays=((weekday, position),), positions=())
    return replace(rule, week_start=_simplified_week_start(rule))


def _simplified_week_start(rule: Rule) -> int:
    """Monday if the rule gives the same with it, or else Sunday, or what it takes."""
    if rule.weeks or (rule.frequency == "WEEKLY" and rule.positions):
        return rule.week_start
    if rule.frequency != "WEEKLY" or rule.interval == 1:
        return 0

    def days_from_start(week_start: int) -> list[int]:
        position = (rule.start.weekday() - week_start) % 7
        return [(weekday - week_start) % 7 - position for weekday, _n in rule.weekdays]

    wanted = days_from_start(rule.week_start)
    return next(day for day in (0, 6, 1, 2, 3, 4, 5) if days_from_start(day) == wanted)


# -- the days -----------------------------------------------------------------------------------


def days(rule: Rule) -> Iterator[date]:
    """The days in order, at most to the last year that both sides can hold."""
    found = vain = 0
    for number in count():
        period = _period(rule, number)
        if not period or vain > _EFFORT:
            return
        chosen = _chosen(rule, period)
        vain = 0 if chosen else vain + len(period)
        for day in chosen:
            if day < rule.start:
                continue
            if (rule.until and day > rule.until) or found == rule.count:
                return
            yield day
            found += 1


def has_day(rule: Rule, day: date) -> bool:
    """Whether the rule gives the day, found without going through those before."""
    if day < rule.start or (rule.until and day > rule.until):
        return False
    if rule.count and day > _last_of_count(rule):
        return False
    period = _period_of(rule, day)
    return day in _chosen(rule, period) if rule.positions else bool(period) and _matches(rule, day)


def last_day(rule: Rule, bound: date) -> date | None:
    """The last day up to ``bound``, whatever the rule's own UNTIL and COUNT."""
    vain = 0
    for number in range(_units(rule, bound) // rule.interval, -1, -1):
        period = _period(rule, number)
        found = [day for day in _chosen(rule, period) if rule.start <= day <= bound]
        if found:
            return found[-1]
        vain += len(period)
        if vain > _EFFORT:
            break
    return None


@lru_cache(maxsize=1024)
def _last_of_count(rule: Rule) -> date:
    return max(deque(days(rule), maxlen=1), default=date.min)


def _period(rule: Rule, number: int) -> range:
    """The ordinals of the days of a period, by its number from the start; empty at the end."""
    step = number * rule.interval
    if rule.frequency == "DAILY":
        first = rule.start.toordinal() + step
        return range(first, min(first + 1, _END))
    if rule.frequency == "WEEKLY":
        first = _week_begin(rule.start, rule.week_start) + 7 * step
        return range(first, min(first + 7, _END))
    months = 12 * rule.start.year
    if rule.frequency == "MONTHLY":
        months += rule.start.month - 1 + step
        return range(_month_begin(months), _month_begin(months + 1))
    months += 12 * step
    return range(_month_begin(months), _month_begin(months + 12))


def _period_of(rule: Rule, day: date) -> range:
    """The period with the day; empty where the interval leaves that out."""
    number, rest = divmod(_units(rule, day), rule.interval)
    return range(0) if rest else _period(rule, number)


def _units(rule: Rule, day: date) -> int:
    """How many days, weeks, months or years, as the rule counts, the day is after the start."""
    if rule.frequency == "DAILY":
        return (day - rule.start).days
    if rule.frequency == "WEEKLY":
        weeks = (_week_begin(each, rule.week_start) // 7 for each in (day, rule.start))
        return next(weeks) - next(weeks)
    years = day.year - rule.start.year
    if rule.frequency == "MONTHLY":
        return 12 * years + day.month - rule.start.month
    return years


def _week_begin(day: date, week_start: int) -> int:
    return day.toordinal() - (day.weekday() - week_start) % 7


def _month_begin(months: int) -> int:
    """:param months: since the year 0"""
    year, month = divmod(months, 12)
    return date(year, month + 1, 1).toordinal() if year <= LAST_YEAR else _END


def _chosen(rule: Rule, period: Iterable[int]) -> list[date]:
    """The days of a period that the rule chooses, in order."""
    found = [day for day in map(date.fromordinal, period) if _matches(rule, day)]
    if not rule.positions:
        return found
    indexes = {n - 1 if n > 0 else len(found) + n for n in rule.positions}
    return [day for index, day in enumerate(found) if index in indexes]


def _matches(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _among(rule.month_days, day.day, _month_length(day)):
        return False
    if rule.year_days and not _among(rule.year_days, _year_day(day), _year_length(day)):
        return False
    if rule.weeks:
        # A week belongs to the year of its fourth day, and its number is that day's.
        fourth = date.fromordinal(_week_begin(day, rule.week_start) + 3)
        if not _among_sevens(rule.weeks, _year_day(fourth), _year_length(fourth)):
            return False
    return not rule.weekdays or any(_is_weekday(rule, day, *each) for each in rule.weekdays)


def _is_weekday(rule: Rule, day: date, weekday: int, n: int) -> bool:
    if day.weekday() != weekday or not n:
        return day.weekday() == weekday
    if rule.frequency == "YEARLY" and not rule.months:
        return _among_sevens((n,), _year_day(day), _year_length(day))
    return _among_sevens((n,), day.day, _month_length(day))


def _among(numbers: tuple[int, ...], number: int, length: int) -> bool:
    """Whether the numbers name this one of so many, perhaps from the end: -1 is the last."""
    return number in numbers or number - length - 1 in numbers


def _among_sevens(numbers: tuple[int, ...], number: int, length: int) -> bool:
    """As :func:`_among`, of all those that are a multiple of seven before or after this one."""
    return (number - 1) // 7 + 1 in numbers or -((length - number) // 7) - 1 in numbers


def _month_length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _year_length(day: date) -> int:
    return 366 if calendar.isleap(day.year) else 365


def _year_day(day: date) -> int:
    return day.timetuple().tm_yday
