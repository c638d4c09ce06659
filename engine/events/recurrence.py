"""Series: the normal form of their rules, and the original starts that these give.

Expanded in the series' own zone, so that a meeting at nine stays at nine over changes of summer
time. A local time that a change of the clock skips is taken with the offset before the change, one
that occurs twice is the first of the two. https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5

Nothing is gone through that lies before what is asked for, and all that is read out of Google's
lines is counted in :mod:`engine.events.budget`. So it makes no difference when a series began or
whether it ends.

The first start is an occurrence also where the rules do not give it, and takes none of their COUNT:
so does Google, and the RFC leaves it open. It is one of the ``extra`` starts then, and written as
such, so that it is there whoever reads the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from functools import lru_cache
from heapq import merge
from itertools import groupby
from typing import cast
from zoneinfo import ZoneInfoNotFoundError

from dateutil.parser import isoparse

from ..core.clocks import clock
from ..core.item import ItemError, OriginalStart
from . import rule as rules_
from .budget import TOO_MUCH, Steps
from .expansion import Expansion, expansion_of, is_hopeless
from .item import LAST_YEAR, AllDay, Repeating, Timed, check_year, utc
from .rule import Rule

_DAY = timedelta(days=1)
_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:;]+)*):(.*)", re.IGNORECASE)
_TIME_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")
_TZID = re.compile(r";TZID=\"?([^;\"]+)", re.IGNORECASE)
_MOMENT = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?", re.IGNORECASE)
#: Of a line that cannot be read people see so much.
_LONGEST_TEXT = 300
#: What reading takes, in steps: a rule, for whatever looks at the series later looks at each of
#: them; a line of dates, which may name a zone of its own; and a date.
_RULE, _LINE_OF_DATES, _DATE = 500, 50, 10
#: The budget of a series that was read before.
_BOUNDLESS = 10**9


# -- lines ----------------------------------------------------------------------------------------


def read_lines(
    lines: Iterable[str], first: Timed | AllDay, zone: str, steps: Steps | None = None
) -> tuple[Repeating, frozenset[OriginalStart]]:
    """A series from the lines in which Google says it.

    Without any RRULE that gives something it is the first start and what RDATE adds.

    :param lines: RRULE, EXRULE, RDATE and EXDATE lines, in any order and case
    :param zone: IANA name; ignored for whole days
    :param steps: how much work it may make; ``None``: that of one event
    :return: the series in normal form, and the original starts that EXDATE takes out
    :raise ItemError: ``bad_rule`` (text: the line or the zone) for what cannot be read; one of
        :data:`engine.events.budget.TOO_MUCH`
    """
    steps = Steps() if steps is None else steps
    series = Repeating(first, (), _known_zone(zone) if isinstance(first, Timed) else "")
    rules: set[str] = set()
    dates: dict[str, set[OriginalStart]] = {"RDATE": set(), "EXDATE": set()}
    for line in lines:
        try:
            name, own_zone, value = _split_line(line)
            if name in dates:
                steps.take(_LINE_OF_DATES + _DATE * (value.count(",") + 1))
                dates[name] |= {_read_start(series, own_zone, text) for text in value.split(",")}
            else:
                steps.take(_RULE + len(value))
                if rule := _read_rule(series, name, value, steps):
                    rules.add(rule)
        except ItemError as error:
            if error.code in TOO_MUCH:
                raise
            raise ItemError("bad_rule", text=_shortened(line)) from error
        except (ValueError, ZoneInfoNotFoundError, OSError) as error:
            raise ItemError("bad_rule", text=_shortened(line)) from error
    dates["RDATE"].add(first.start)
    series = replace(series, rules=tuple(sorted(rules)))
    series = replace(series, extra=_extra(series, dates["RDATE"], steps))
    if not _has_occurrences(series, steps):
        raise ItemError("bad_rule", text=_shortened(" ".join(series.rules)))
    return series, frozenset(
        original_start
        for original_start in dates["EXDATE"]
        if has_occurrence(series, original_start, steps)
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"


def _has_occurrences(series: Repeating, steps: Steps) -> bool:
    """Whether each rule gives occurrences, so that no search for them is in vain.

    Several times a day would make that search a long one, so there EXRULEs are not understood.
    """
    given, taken = _rules(series.rules, _local(series, series.start))
    if taken and any(each.rule.has_times for each in (*given, *taken)):
        return False
    for one in given if taken else ():
        if next(_left(one, taken, _local(series, series.start), None, steps), None) is None:
            return False
    return next(original_starts(series, steps=steps), None) is not None


def write_lines(when: Repeating, without: Iterable[OriginalStart] = ()) -> list[str]:
    """The series as lines for Google: its rules, RDATE for ``extra``, EXDATE for ``without``."""
    return [
        *(_write_rule(when, line) for line in when.rules),
        *_write_dates(when, "RDATE", when.extra),
        *_write_dates(when, "EXDATE", sorted(without)),
    ]


def with_half_the_dates(lines: Iterable[str]) -> tuple[list[str], list[OriginalStart]]:
    """Take every other date out of the EXDATE lines that :func:`write_lines` has written.

    :return: the lines, and the original starts that they do not take out any more: all of them,
        if there was one
    """
    kept, left_out, number = [], list[OriginalStart](), 0
    for line in lines:
        name, zone, value = _split_line(line)
        if name != "EXDATE":
            kept.append(line)
            continue
        texts = value.split(",")
        staying = texts[1 - number % 2 :: 2]
        left_out += [_read_moment(text, zone or "UTC") for text in texts[number % 2 :: 2]]
        number += len(texts)
        if staying:
            kept.append(line.removesuffix(value) + ",".join(staying))
    return kept, left_out


def _known_zone(zone: str) -> str:
    try:
        return clock(zone).key
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:  # OSError: a folder
        raise ItemError("bad_rule", text=zone) from error


def _split_line(line: str) -> tuple[str, str, str]:
    """:return: the name in capitals, the zone that the line names or nothing, and the value"""
    match = _LINE.fullmatch(line.strip())
    if not match:
        raise ValueError(line)
    zone = _TZID.search(match[2])
    return match[1].upper(), zone[1] if zone else "", match[3]


def _read_rule(series: Repeating, name: str, text: str, steps: Steps) -> str | None:
    """The rule as a line in normal form; ``None`` for one that gives, or takes out, nothing."""
    parts = rules_.split(text)
    if isinstance(series.first, AllDay):
        parts = {part: value for part, value in parts.items() if part not in _TIME_PARTS}
    if parts.get("UNTIL", "").startswith("9999"):  # for ever, to some programs
        del parts["UNTIL"]
    if parts.get("COUNT") == "-1":  # the same to others
        del parts["COUNT"]
    last = _read_until(series, parts["UNTIL"]) if "UNTIL" in parts else None
    if last:
        # A day more, for local times may be in another order than the moments that they mean.
        parts["UNTIL"] = f"{_local(series, last) + _DAY:%Y%m%dT%H%M%S}"
    rule = rules_.read(parts, _local(series, series.start))
    if isinstance(series.first, AllDay) and rule.has_times:
        raise ValueError(text)
    empty = is_hopeless(rule) or _is_empty(replace(rule, until=None), steps)
    if last and not empty:
        rule = replace(rule, until=_last_until(series, rule, last, steps))
        empty = not rule.until
    return None if empty else f"{name}:{rules_.write(rule)}"


def _read_until(series: Repeating, text: str) -> OriginalStart:
    """The moment after which the series has no original start. A date means the end of that day."""
    moment = _read_moment(text, series.zone or "UTC")
    if isinstance(series.first, AllDay):
        return _read_moment(text[:8], "UTC")
    if isinstance(moment, datetime):
        return moment
    return _start_at(series, datetime.combine(moment, time(23, 59, 59)))


def _is_empty(rule: Rule, steps: Steps) -> bool:
    return next(expansion_of(rule).between(rule.start, None, steps), None) is None


def _last_until(
    series: Repeating, rule: Rule, last: OriginalStart, steps: Steps
) -> datetime | None:
    """The last local time that a rule gives, of those that are not after ``last``.

    It is looked for from the end, in spans that grow until one is found.
    """
    given = expansion_of(replace(rule, until=None))
    begins, span = rule.until or rule.start, given.longest_period + 2 * _DAY
    while begins > rule.start:
        end, span = begins, min(span, begins - rule.start)
        begins -= span
        found = (m for m in given.between(begins, end, steps) if _start_at(series, m) <= last)
        latest = max(found, default=None)
        if latest is not None:
            return latest
        span *= 2
    return None


def _read_start(series: Repeating, zone: str, text: str) -> OriginalStart:
    """An original start from a line of dates.

    A whole day means the time of the first start on it, if the series has times.
    """
    moment = _read_moment(text, zone or series.zone or "UTC")
    if isinstance(series.first, AllDay):
        return _read_moment(text[:8], "UTC")
    if isinstance(moment, datetime):
        return moment
    return _start_at(series, datetime.combine(moment, _local(series, series.start).time()))


def _read_moment(text: str, zone: str) -> OriginalStart:
    """:param zone: that of a time which does not say that it is in UTC
    :raise ValueError: also for what is out of the range that both sides can hold"""
    if not _MOMENT.fullmatch(text):
        raise ValueError(text)
    moment = isoparse(text.upper())
    check_year(moment)
    if len(text) == len("yyyymmdd"):
        return moment.date()
    moment = utc(moment if moment.tzinfo else moment.replace(tzinfo=clock(zone)))
    check_year(moment)
    return moment


def _extra(
    series: Repeating, added: Iterable[OriginalStart], steps: Steps
) -> tuple[OriginalStart, ...]:
    """Those of the original starts that the rules neither give nor take out."""
    rules = {line.replace("EXRULE", "RRULE") for line in series.rules}
    named = replace(series, rules=tuple(rules))
    return tuple(
        original_start
        for original_start in sorted(added)
        if original_start < _end(series) and not has_occurrence(named, original_start, steps)
    )


def _write_rule(when: Repeating, line: str) -> str:
    """The line with UNTIL as Google wants it beside a start with a time: a moment in UTC."""
    if isinstance(when.first, AllDay):
        return line

    def in_utc(match: re.Match[str]) -> str:
        return f"UNTIL={_read_until(when, match[1]):%Y%m%dT%H%M%SZ}"

    return re.sub("UNTIL=([0-9T]+)", in_utc, line)


def _write_dates(when: Repeating, name: str, found: Iterable[OriginalStart]) -> list[str]:
    """One line, and one in UTC for the times that the local clock shows for the second time."""
    if isinstance(when.first, AllDay):
        head = f"{name};VALUE=DATE:"
        lines = [(head, f"{day:%Y%m%d}") for day in found]
    else:
        local = [_moment(original_start).astimezone(clock(when.zone)) for original_start in found]
        lines = [
            (f"{name}:", f"{original_start.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}")
            if original_start.fold
            else (f"{name};TZID={when.zone}:", f"{original_start:%Y%m%dT%H%M%S}")
            for original_start in local
        ]
    by_head: dict[str, list[str]] = {}
    for head, text in sorted(lines):
        by_head.setdefault(head, []).append(text)
    return [head + ",".join(texts) for head, texts in by_head.items()]


# -- original starts ------------------------------------------------------------------------------


def original_starts(
    when: Repeating,
    since: OriginalStart | None = None,
    until: OriginalStart | None = None,
    steps: Steps | None = None,
) -> Iterator[OriginalStart]:
    """The original starts in order, one by one: an endless series has no last one.

    :param since: the first moment, or day, that is of interest; ``None``: the start
    :param until: the last one; ``None``: as far as both sides can hold
    :param steps: how much work it may make, of a series that is just being read
    """
    end, last = _end(when), None
    ruled = _ruled_starts(when, since, until, steps or Steps(_BOUNDLESS))
    for original_start in merge(ruled, _from(when.extra, since)):
        if original_start >= end or (until is not None and original_start > until):
            return
        # The same again, where a zone left a day out to change sides of the date line.
        if (since is None or original_start >= since) and (last is None or original_start > last):
            yield original_start
            last = original_start


def has_occurrence(
    when: Timed | AllDay | Repeating, original_start: OriginalStart, steps: Steps | None = None
) -> bool:
    """Return whether the time is a series with this original start.

    :param steps: how much work it may make; ``None``: any, for what has been read once
    :raise ItemError: ``too_much_work``
    """
    if not isinstance(when, Repeating):
        return False
    if isinstance(original_start, datetime) != isinstance(when.first, Timed):
        return False
    if _from(when.extra, original_start)[:1] == (original_start,):
        return True
    if not when.start <= original_start < _end(when):
        return False
    given, taken = _rules(when.rules, _local(when, when.start))
    steps = steps or Steps(_BOUNDLESS)
    return any(
        any(one.gives(moment, steps) for one in given)
        and not any(one.gives(moment, steps) for one in taken)
        for moment in _moments_of(when, original_start)
    )


def counterpart(
    before: Repeating, after: Timed | AllDay | Repeating, original_start: OriginalStart
) -> OriginalStart | None:
    """Where an occurrence begins by the rule once its whole series was moved, as its first one was.

    :return: ``None`` if the series has nothing there, or had another occurrence there before
    """
    if not isinstance(after, Repeating) or type(after.first) is not type(before.first):
        return None
    by = _local(after, after.start) - _local(before, before.start)
    moved = _start_at(after, _local(before, original_start) + by)
    return moved if has_occurrence(after, moved) and not has_occurrence(before, moved) else None


def span_at(when: Repeating, original_start: OriginalStart) -> Timed | AllDay:
    """Where an occurrence lies while nobody moves it: as long as the first one."""
    length = when.stop - when.start
    if isinstance(when.first, AllDay):
        return AllDay(original_start, original_start + length)
    return Timed(_moment(original_start), _moment(original_start + length))


def _from(
    sorted_starts: tuple[OriginalStart, ...], since: OriginalStart | None
) -> tuple[OriginalStart, ...]:
    return sorted_starts if since is None else sorted_starts[bisect_left(sorted_starts, since) :]


def _ruled_starts(
    when: Repeating, since: OriginalStart | None, until: OriginalStart | None, steps: Steps
) -> Iterator[OriginalStart]:
    """What the rules give, also a little before. A change of the clock may change the order within
    a day."""
    given, taken = _rules(when.rules, _local(when, when.start))
    begins = start = _local(when, when.start)
    if since is not None and since > when.start:
        midnight = datetime.combine(_local(when, since), time())
        begins = midnight - min(_DAY, midnight - start) if midnight > start else start
    ends = None if until is None else _local(when, until) + _DAY
    expanded = merge(*(_left(one, taken, begins, ends, steps) for one in given))
    # Odoo's own groupby is not lazy, and this room does not know Odoo.
    for _day, moments in groupby(expanded, key=datetime.date):  # pylint: disable=bad-builtin-groupby
        yield from sorted({_start_at(when, moment) for moment in moments})


def _left(
    given: Expansion,
    taken: Iterable[Expansion],
    begins: datetime,
    ends: datetime | None,
    steps: Steps,
) -> Iterator[datetime]:
    """What a rule gives and no other one takes out: local times in order."""
    for moment in given.between(begins, ends, steps):
        if not any(one.gives(moment, steps) for one in taken):
            yield moment


@lru_cache(maxsize=1024)
def _rules(
    lines: tuple[str, ...], start: datetime
) -> tuple[tuple[Expansion, ...], tuple[Expansion, ...]]:
    """:return: the rules that give original starts, and those that take them out"""
    by_name: dict[str, list[Expansion]] = {"RRULE": [], "EXRULE": []}
    for line in lines:
        name, text = line.split(":")
        by_name[name].append(expansion_of(rules_.read(rules_.split(text), start)))
    return tuple(by_name["RRULE"]), tuple(by_name["EXRULE"])


def _start_at(when: Repeating, moment: datetime) -> OriginalStart:
    """The original start that a rule means when it gives a local time."""
    if isinstance(when.first, AllDay):
        return moment.date()
    aware = moment.replace(tzinfo=clock(when.zone))
    original_start = aware.astimezone(timezone.utc)
    # Before the start there is nothing, and it may be the second of two equal local times.
    return (
        original_start
        if original_start >= when.start
        else aware.replace(fold=1).astimezone(timezone.utc)
    )


def _moments_of(when: Repeating, original_start: OriginalStart) -> Iterator[datetime]:
    """The local times that mean this start: what the clock shows, or what it has just skipped."""
    shown = _local(when, original_start)
    if isinstance(when.first, AllDay):
        return iter((shown,))
    instant = _moment(original_start)
    earlier = instant - min(_DAY, instant - when.first.start)
    before = earlier.astimezone(clock(when.zone)).utcoffset()
    skipped = instant.replace(tzinfo=None) + (before or timedelta())
    return (moment for moment in {shown, skipped} if _start_at(when, moment) == original_start)


def _local(when: Repeating, original_start: OriginalStart) -> datetime:
    """An original start on the local clock, without a zone; midnight for whole days."""
    if isinstance(when.first, AllDay):
        return datetime.combine(original_start, time())
    return _moment(original_start).astimezone(clock(when.zone)).replace(tzinfo=None, fold=0)


def _moment(original_start: OriginalStart) -> datetime:
    """The original start of an occurrence that has a time of the day, and so is a moment."""
    return cast("datetime", original_start)


def _end(when: Repeating) -> OriginalStart:
    """The first original start whose span would end later than both sides can hold."""
    end = datetime(LAST_YEAR + 1, 1, 1, tzinfo=timezone.utc)
    return (end if isinstance(when.first, Timed) else end.date()) - (when.stop - when.start)
