"""Expands one rule into its occurrences, from any moment on.

All in local time without a zone. Nothing that comes before is gone through, for a rule may have
begun centuries ago: which days of a year it gives depends on how the year lies, and which of its
periods count is arithmetic. https://www.rfc-editor.org/rfc/rfc5545#section-3.3.10
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import product
from math import gcd

from dateutil.rrule import DAILY, HOURLY, MINUTELY, MONTHLY, WEEKLY, YEARLY

from .budget import Steps
from .item import LAST_YEAR
from .rule import Rule

#: In steps: to look at a year day by day, which is done once, and to make what comes of a moment.
_YEAR, _OCCURRENCE = 100, 2
#: How many places of BYSETPOS are found in one.
_PLACES = 3
_HOURS, _SECONDS = 24, 86_400
#: The day on which all expansion ends.
_END = date(LAST_YEAR + 1, 1, 1).toordinal()

#: The times of a day, in seconds, and the days of a period, as ordinals of ``date``.
_Times = tuple[int, ...]
_Days = Sequence[int]


class Expansion:
    """:param rule: with nothing left to be guessed"""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._first = rule.start.toordinal()
        self._first_week = self._first - (rule.start.weekday() - rule.wkst) % 7
        self._days_by_kind: dict[tuple[bool, bool, int], tuple[int, ...]] = {}
        self._last: datetime | None = rule.until
        self._is_counted = rule.count is None

    def between(self, first: datetime, last: datetime | None, steps: Steps) -> Iterator[datetime]:
        """The occurrences from ``first`` to ``last``, in order.

        :param last: ``None``: as far as there are any
        :param steps: what finding them takes
        :raise ItemError: ``too_much_work``
        """
        first = max(first, self.rule.start)
        last = min(filter(None, (last, self.last(steps))), default=None)
        stop = _END if last is None else min(last.toordinal() + 1, _END)
        for days in self._periods(first.toordinal(), stop, steps):
            for moment in self._moments(days, steps):
                if last is not None and moment > last:
                    return
                if moment >= first:
                    steps.take(_OCCURRENCE)
                    yield moment

    def gives(self, moment: datetime, steps: Steps) -> bool:
        """Return whether there is an occurrence at just this moment."""
        rule, day, last = self.rule, moment.toordinal(), self.last(steps)
        if moment < rule.start or (last is not None and moment > last):
            return False
        steps.take()
        days = next(self._periods(day, day + 1, steps), ())
        if day not in days:
            return False
        if rule.bysetpos:
            return moment in self._chosen(days, steps)
        return _second_of(moment) in self._times_of(day)

    @property
    def longest_period(self) -> timedelta:
        """From the beginning of one period that counts to that of the next, at most."""
        days = {YEARLY: 366, MONTHLY: 31, WEEKLY: 7}.get(self.rule.freq, 1)
        return timedelta(days=min(days * self.rule.interval, _END))

    def last(self, steps: Steps) -> datetime | None:
        """The last occurrence of a rule that counts them, or where UNTIL ends it; ``None``: none
        in the years that both sides can hold."""
        if not self._is_counted:
            self._last = self._counted(self.rule.count or 0, steps)
            self._is_counted = True
        return self._last

    # -- periods: years, months, weeks or days, of which the interval takes some -------------------

    def _moments(self, days: _Days, steps: Steps) -> Iterable[datetime]:
        if self.rule.bysetpos:
            return self._chosen(days, steps)
        return (_moment(day, second) for day in days for second in self._times_of(day))

    def _chosen(self, days: _Days, steps: Steps) -> list[datetime]:
        """Of all that a period has, those that BYSETPOS names."""
        steps.take(len(self.rule.bysetpos) // _PLACES + 1)
        number = len(days) * len(self._times)
        places = {place - 1 if place > 0 else number + place for place in self.rule.bysetpos}
        found = (divmod(place, len(self._times)) for place in places if 0 <= place < number)
        return sorted(_moment(days[nth], self._times[second]) for nth, second in found)

    def _periods(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        """The days that the rule names in each period that counts, from that on in which ``day``
        is to the last one that begins before ``stop``.

        Periods without such a day may be left out.
        """
        freq = self.rule.freq
        if freq == YEARLY:
            return self._years(day, stop, steps)
        if freq == MONTHLY:
            return self._months(day, stop, steps)
        if freq == WEEKLY:
            return self._weeks(day, stop, steps)
        if not self._picks_days:
            return self._all_days(day, stop, steps)
        return self._picked_days(day, stop, steps)

    def _years(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        first, last = (date.fromordinal(each).year for each in (day, stop - 1))
        for year in _congruent(self.rule.start.year, self.rule.interval, first, last + 1):
            steps.take()
            yield self._days_of_year(year, steps)

    def _months(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        near, last = (_month(date.fromordinal(each)) for each in (day, stop - 1))
        year, days = 0, list[int]()
        for month in _congruent(_month(self.rule.start), self.rule.interval, near, last + 1):
            steps.take()
            if month // 12 != year:
                year = month // 12
                days = self._days_of_year(year, steps)
            if days:
                begins, ends = (
                    date(n // 12, n % 12 + 1, 1).toordinal() for n in (month, month + 1)
                )
                yield days[bisect_left(days, begins) : bisect_left(days, ends)]

    def _weeks(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        rule = self.rule
        weekdays = {weekday for weekday, _n in rule.byweekday}
        for week in _congruent(self._first_week, 7 * rule.interval, day - 6, stop):
            steps.take()
            # That the first week begins with the start makes a difference to BYSETPOS alone.
            yield [
                each
                for each in range(max(week, self._first), min(week + 7, _END))
                if (each - 1) % 7 in weekdays
                and (not rule.bymonth or date.fromordinal(each).month in rule.bymonth)
            ]

    def _all_days(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        """Those on which something falls, without a look at the others."""
        if self.rule.freq == DAILY:
            unit, begins = self.rule.interval * _SECONDS, self._first * _SECONDS
        else:
            unit, begins = self._unit, self._begins
        day = max(day, self._first)
        while True:
            day += (begins - day * _SECONDS) % unit // _SECONDS
            if day >= stop:
                return
            steps.take()
            yield (day,)
            day += 1

    def _picked_days(self, day: int, stop: int, steps: Steps) -> Iterator[_Days]:
        """Those of the days that count which the rule names, from one of these to the next."""
        interval = self.rule.interval if self.rule.freq == DAILY else 1
        year, days = 0, list[int]()
        while counted := _congruent(self._first, interval, day, stop)[:1]:
            steps.take()
            day = counted[0]
            if date.fromordinal(day).year != year:
                year = date.fromordinal(day).year
                days = self._days_of_year(year, steps)
            place = bisect_left(days, day)
            if place == len(days):
                day = date(year + 1, 1, 1).toordinal()
            elif days[place] > day:
                day = days[place]
            else:
                yield (day,)
                day += 1

    # -- days --------------------------------------------------------------------------------------

    @cached_property
    def _picks_days(self) -> bool:
        rule = self.rule
        return any((rule.bymonth, rule.bymonthday, rule.byyearday, rule.byweekno, rule.byweekday))

    def _days_of_year(self, year: int, steps: Steps) -> list[int]:
        """The days that the rule names, as ordinals; which ones depends on how the year lies."""
        begins = date(year, 1, 1).toordinal()
        kind = isleap(year - 1), isleap(year), (begins - 1) % 7
        if kind not in self._days_by_kind:
            steps.take(_YEAR)
            length = 366 if isleap(year) else 365
            self._days_by_kind[kind] = tuple(
                day for day in range(length) if self._names(begins + day, length)
            )
        return [begins + day for day in self._days_by_kind[kind]]

    def _names(self, ordinal: int, length: int) -> bool:
        """Whether all parts of the rule that are about days name this one."""
        rule, day = self.rule, date.fromordinal(ordinal)
        if rule.bymonth and day.month not in rule.bymonth:
            return False
        if rule.bymonthday and not _is_named(day.day, _days_in_month(day), rule.bymonthday):
            return False
        if rule.byweekday and not self._names_weekday(day):
            return False
        if rule.byyearday:
            nth = ordinal - date(day.year, 1, 1).toordinal() + 1
            if not _is_named(nth, length, rule.byyearday):
                return False
        return not rule.byweekno or _is_named(*_week(day, rule.wkst), rule.byweekno)

    def _names_weekday(self, day: date) -> bool:
        """Whether BYDAY names it: any such weekday, or the second, or the last, of its month or
        year."""
        rule = self.rule
        if rule.freq == MONTHLY or (rule.freq == YEARLY and rule.bymonth):
            nth, length = day.day, _days_in_month(day)
        else:
            nth = day.timetuple().tm_yday
            length = 366 if isleap(day.year) else 365
        places = {0, (nth - 1) // 7 + 1, -((length - nth) // 7) - 1}
        return any(weekday == day.weekday() and n in places for weekday, n in rule.byweekday)

    # -- times -------------------------------------------------------------------------------------

    @cached_property
    def _times(self) -> _Times:
        """Of rules that are not hourly or more frequent: the same on each day."""
        start, rule = self.rule.start, self.rule
        parts = rule.byhour or (start.hour,), rule.byminute, rule.bysecond
        return _clock(parts[0], parts[1] or (start.minute,), parts[2] or (start.second,))

    @cached_property
    def _unit(self) -> int:
        """The seconds from one hour, minute or second that counts to the next."""
        seconds = {HOURLY: 3600, MINUTELY: 60}.get(self.rule.freq, 1)
        return seconds * self.rule.interval

    @cached_property
    def _begins(self) -> int:
        """The second, from the first of all days on, from which those units are counted."""
        start = self.rule.start
        second = start.hour * 3600 if self.rule.freq == HOURLY else _second_of(start)
        return self._first * _SECONDS + second

    @cached_property
    def _within_hour(self) -> _Times:
        start, rule = self.rule.start, self.rule
        return _clock((0,), rule.byminute or (start.minute,), rule.bysecond or (start.second,))

    def _times_of(self, day: int) -> Iterable[int]:
        if self.rule.freq <= DAILY:
            return self._times
        counted = range((self._begins - day * _SECONDS) % self._unit, _SECONDS, self._unit)
        if self.rule.freq != HOURLY:
            return counted
        hours = [
            each for each in counted if not self.rule.byhour or each // 3600 in self.rule.byhour
        ]
        return [hour + second for hour in hours for second in self._within_hour]

    # -- COUNT -------------------------------------------------------------------------------------

    def _counted(self, count: int, steps: Steps) -> datetime | None:
        """The occurrence of this number; ``None`` where that is later than both sides can hold."""
        rule = self.rule
        if self._has_equal_periods:
            return self._counted_by_arithmetic(count, steps)
        left = count
        for days in self._periods(self._first, _END, steps):
            moments = [each for each in self._moments(days, steps) if each >= rule.start]
            steps.take(len(moments) // 4)
            if left <= len(moments):
                return moments[left - 1]
            left -= len(moments)
        return None

    @property
    def _has_equal_periods(self) -> bool:
        rule = self.rule
        if rule.bysetpos or rule.freq < WEEKLY:
            return False
        if rule.freq == WEEKLY:
            return not rule.bymonth
        return not self._picks_days and not (rule.freq == HOURLY and rule.byhour)

    def _counted_by_arithmetic(self, count: int, steps: Steps) -> datetime | None:
        rule = self.rule
        if rule.freq == WEEKLY:
            begins = self._first_week * _SECONDS
            period = 7 * rule.interval * _SECONDS
            weekdays = sorted({(weekday - rule.wkst) % 7 for weekday, _n in rule.byweekday})
            offsets = [day * _SECONDS + each for day in weekdays for each in self._times]
        elif rule.freq == DAILY:
            begins, period = self._first * _SECONDS, rule.interval * _SECONDS
            offsets = list(self._times)
        else:
            begins, period = self._begins, self._unit
            offsets = list(self._within_hour) if rule.freq == HOURLY else [0]
        steps.take(len(offsets))
        start = self._first * _SECONDS + _second_of(rule.start)
        passed = sum(begins + offset < start for offset in offsets)
        periods, nth = divmod(passed + count - 1, len(offsets))
        day, second = divmod(begins + periods * period + offsets[nth], _SECONDS)
        return _moment(day, second) if day < _END else None


@lru_cache(maxsize=1024)
def expansion_of(rule: Rule) -> Expansion:
    """The same one for the same rule, which has learned what its years are like."""
    return Expansion(rule)


def is_hopeless(rule: Rule) -> bool:
    """Return whether the hours that an interval reaches are never those that the rule names."""
    if rule.freq != HOURLY or not rule.byhour:
        return False
    common = gcd(rule.interval, _HOURS)
    return all((hour - rule.start.hour) % common for hour in rule.byhour)


def _congruent(first: int, interval: int, near: int, stop: int) -> range:
    """Each ``interval`` from ``first`` on, from the one at ``near`` or the next one."""
    passed = max(-(-(near - first) // interval), 0)
    return range(first + passed * interval, stop, interval)


def _moment(day: int, second: int) -> datetime:
    return datetime.combine(date.fromordinal(day), time()) + timedelta(seconds=second)


def _second_of(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _clock(*parts: tuple[int, ...]) -> _Times:
    return tuple(sorted(h * 3600 + m * 60 + s for h, m, s in product(*parts)))


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days_in_month(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _is_named(nth: int, number: int, named: tuple[int, ...]) -> bool:
    """Whether numbers, of which negative ones count from the end, name the nth of so many."""
    return nth in named or nth - number - 1 in named


def _week(day: date, first_weekday: int) -> tuple[int, int]:
    """The number of the week in its year, and of all of that year's.

    The first one is that which has four days of the year.
    """
    begins = day.toordinal() - (day.weekday() - first_weekday) % 7
    year = date.fromordinal(begins + 3).year
    first, following = (_first_week(each, first_weekday) for each in (year, year + 1))
    return (begins - first) // 7 + 1, (following - first) // 7


def _first_week(year: int, first_weekday: int) -> int:
    fourth = date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - first_weekday) % 7
