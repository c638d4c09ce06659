"""One RRULE or EXRULE, and its normal form. :mod:`engine.events.expansion` finds what it gives.

All in local time without a zone. https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

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
)

#: How often something may take place that does so by the minute or the second.
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
#: What the RFC rules out; and what nobody uses, and would have to be searched for: BYSETPOS among
#: the times of an hour, and anything that leaves out minutes or seconds.
_NOT_WITH = {
    "YEARLY": set(),
    "MONTHLY": {"BYWEEKNO", "BYYEARDAY"},
    "WEEKLY": {"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"},
    "DAILY": {"BYWEEKNO", "BYYEARDAY"},
    "HOURLY": {"BYWEEKNO", "BYSETPOS"},
    "MINUTELY": _KNOWN - _ENDS_AND_STEPS,
    "SECONDLY": _KNOWN - _ENDS_AND_STEPS,
}


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
    numbers: dict[str, Any] = {
        name.lower(): _read_numbers(parts[name], *limits)
        for name, limits in _NUMBERS.items()
        if name in parts
    }
    rule = Rule(
        start,
        FREQNAMES.index(name),
        interval=_positive(parts.get("INTERVAL", "1")),
        count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
        until=_read_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        wkst=_WEEKDAYS.index(parts.get("WKST", "MO")),
        **numbers,
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
    if None in found:
        raise ValueError(text)
    days = {(_WEEKDAYS.index(match[2]), int(match[1] or 0)) for match in found if match}
    if any(abs(n) > _most_weekdays(rule) for _weekday, n in days):
        raise ValueError(text)
    if rule.freq > MONTHLY:  # where a number has no meaning
        days = {(day, 0) for day, _n in days}
    return tuple(sorted(days))


def _most_weekdays(rule: Rule) -> int:
    """How many Mondays there may be in what the numbers of BYDAY count through."""
    return 53 if rule.freq != MONTHLY and not rule.bymonth else 5


def _too_many(rule: Rule) -> bool:
    if rule.until:
        seconds = rule.interval * (60 if rule.freq == MINUTELY else 1)
        return (rule.until - rule.start).total_seconds() > MOST * seconds
    return not rule.count or rule.count > MOST


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
