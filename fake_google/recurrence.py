"""Series: checking recurrence lines, expanding them, and the instances they stand for.

A series is expanded in the time zone of its start, so that a meeting at nine stays at nine over
changes of summer time. https://developers.google.com/calendar/api/concepts/events-calendars
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from itertools import dropwhile, takewhile
from typing import Any

from dateutil.rrule import rrule, rruleset, rrulestr

from . import errors, times

Json = dict[str, Any]

LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:]*)?):(.*)", re.IGNORECASE)
DATES = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
INSTANCE_ID = re.compile(r"(.+)_(\d{8}(?:T\d{6}Z)?)")
PART = re.compile(r"_R\d{8}(?:T\d{6})?$")
"""What the id of a part of a series has at its end."""

OFTEN = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
"""Google has been seen to take no rule that gives something more often than each day:
https://github.com/googleapis/google-api-ruby-client/issues/572 and
https://github.com/sebbo2002/ical-generator/issues/130. Those that need no search are taken here all
the same, so that clients can be tried with them; where days are named there may be none, which
would be searched for through all seconds of all years."""
WEEKDAYS = frozenset({"MO", "TU", "WE", "TH", "FR", "SA", "SU"})
NAMES_DAYS = frozenset(
    {"BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYEASTER", "BYSETPOS"}
)

HORIZON = timedelta(days=2 * 366)
"""How far an endless series is expanded where a request sets no end. Google has such a bound too,
but does not tell it; this one is an assumption."""


def check(resource: Json, exdates_limit: int | None = None) -> None:
    """Refuse recurrence lines that cannot be used.

    So many EXDATEs that Google refuses them (G9) have been met by
    https://github.com/derekantrican/GAS-ICS-Sync/issues/271; how many, is not told anywhere.

    :param exdates_limit: how many an event may have; None: any number

    :raise ApiError: 400
    """
    lines = resource.get("recurrence")
    if not lines:
        return
    if exdates_limit is not None and _exdates(lines) > exdates_limit:
        raise errors.size_limit_exceeded()
    try:
        next(_local_starts(tuple(lines), *_anchor(resource["start"])), None)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise errors.invalid("Invalid recurrence rule.") from None


def require_zones(start: Json, end: Json) -> None:
    """Refuse a timed series whose zone was not said: it could not be expanded.

    The description of `start.timeZone` in the discovery document: "For recurring events this field
    is required and specifies the time zone in which the recurrence is expanded."
    """
    for side, when in (("start", start), ("end", end)):
        if "dateTime" in when and not when.get("timeZone"):
            raise errors.required(f"Missing time zone definition for {side} time.")


def occurrences(resource: Json, after: float, before: float, calendar_zone: str) -> Iterator[Json]:
    """The original starts, as EventDateTimes, of instances that touch a span of time.

    :param after: seconds since 1970; an instance must end later
    :param before: seconds since 1970; an instance must start earlier
    """
    length = duration(resource, calendar_zone)
    for start in original_starts(resource, after - length):
        begins = times.seconds(start, calendar_zone)
        if begins >= before:
            return
        if begins + length > after or (length == 0 and begins >= after):
            yield start


def original_starts(resource: Json, since: float = float("-inf")) -> Iterator[Json]:
    """All original starts of a series in order, without end if it has none.

    :param since: seconds since 1970; what is more than two days earlier is left out
    """
    start = resource["start"]
    local = _local_starts(tuple(resource["recurrence"]), *_anchor(start))
    if since > float("-inf"):
        earliest = _near(since)
        local = dropwhile(lambda moment: moment < earliest, local)
    if "date" in start:
        return ({"date": moment.date().isoformat()} for moment in local)
    where = times.zone(start["timeZone"])
    return (
        {"dateTime": times.show(moment.replace(tzinfo=where), where), "timeZone": start["timeZone"]}
        for moment in local
    )


def has_occurrence(resource: Json, original: Json) -> bool:
    """Whether a series (still) has an instance at an original start."""
    if not resource.get("recurrence") or ("date" in original) != ("date" in resource["start"]):
        return False
    wanted = times.seconds(original, "UTC")
    starts = (times.seconds(start, "UTC") for start in original_starts(resource, wanted))
    return wanted in takewhile(lambda start: start <= wanted, starts)


def horizon(resource: Json, now: datetime, calendar_zone: str) -> float:
    """Where the expansion of an endless series stops when a request does not say."""
    return max(now.timestamp(), times.seconds(resource["start"], calendar_zone)) + (
        HORIZON.total_seconds()
    )


def duration(resource: Json, calendar_zone: str) -> float:
    """The length of an event in seconds."""
    end = times.seconds(resource["end"], calendar_zone)
    return end - times.seconds(resource["start"], calendar_zone)


def family(series_id: str) -> str:
    """The id of the series that a part was split off from: instances are named after it."""
    return PART.sub("", series_id)


def instance_id(series_id: str, original: Json) -> str:
    """The id of the instance of a series at an original start."""
    if "date" in original:
        return f"{family(series_id)}_{original['date'].replace('-', '')}"
    moment = times.parse(original["dateTime"]).astimezone(timezone.utc)
    return f"{family(series_id)}_{moment:%Y%m%dT%H%M%SZ}"


def split_instance_id(id_: str, series_zone: str | None = None) -> tuple[str, Json] | None:
    """The id of the whole series and the original start that an instance's id names."""
    match = INSTANCE_ID.fullmatch(id_)
    if not match:
        return None
    series_id, text = match.groups()
    try:
        if len(text) == len("yyyymmdd"):
            return series_id, {"date": _naive(text).date().isoformat()}
        moment = _naive(text[:-1]).replace(tzinfo=timezone.utc)
    except ValueError:
        return None
    where = series_zone or "UTC"
    return series_id, {"dateTime": times.show(moment, times.zone(where)), "timeZone": where}


def instance(series: Json, original: Json) -> Json:
    """The instance of a series at an original start, as long as nobody changed it."""
    result = {key: value for key, value in series.items() if key != "recurrence"}
    result["id"] = instance_id(series["id"], original)
    result["recurringEventId"] = series["id"]
    result["originalStartTime"] = original
    result["start"], result["end"] = original, _end_of(series, original)
    return result


def _end_of(series: Json, original: Json) -> Json:
    start, end = series["start"], series["end"]
    if "date" in original:
        days = date.fromisoformat(end["date"]) - date.fromisoformat(start["date"])
        return {"date": (date.fromisoformat(original["date"]) + days).isoformat()}
    length = times.parse(end["dateTime"]) - times.parse(start["dateTime"])
    moment = times.parse(original["dateTime"]) + length
    return {
        "dateTime": times.show(moment, times.zone(end["timeZone"])),
        "timeZone": end["timeZone"],
    }


def _near(seconds: float) -> datetime:
    """A local time that is before a moment in every zone, as near as need be."""
    try:
        return datetime(1970, 1, 1) + timedelta(seconds=seconds, days=-2)  # noqa: DTZ001
    except OverflowError:
        return datetime.min if seconds < 0 else datetime.max  # noqa: DTZ901


def _exdates(lines: list[str]) -> int:
    """How many dates the lines take out."""
    return sum(line.count(",") + 1 for line in lines if line.upper().startswith("EXDATE"))


def _anchor(start: Json) -> tuple[datetime, str | None]:
    """The first start as a naive local time, and its zone (None for whole days)."""
    if "date" in start:
        return datetime.combine(date.fromisoformat(start["date"]), time()), None
    where = times.zone(start["timeZone"])
    moment = times.parse(start["dateTime"]).astimezone(where)
    return moment.replace(tzinfo=None), start["timeZone"]


def _local_starts(lines: tuple[str, ...], first: datetime, zone: str | None) -> Iterator[datetime]:
    return iter(_rule_set(lines, first, zone))


@lru_cache(maxsize=4096)
def _rule_set(lines: tuple[str, ...], first: datetime, zone: str | None) -> rruleset:
    """The rules of a series, with its start as an occurrence in any case.

    Google counts the start in also where no rule gives it, and has it use up nothing of COUNT (G6):
    https://github.com/kewisch/ical.js/issues/294.
    """
    where = times.zone(zone) if zone else None
    rules = rruleset(cache=True)
    rules.rdate(first)
    for line in lines:
        match = LINE.fullmatch(line.strip())
        if not match:
            raise ValueError(f"not a recurrence line: {line}")
        kind, options, value = match[1].upper(), match[2].upper(), match[3]
        if kind.endswith("RULE"):
            add = rules.rrule if kind == "RRULE" else rules.exrule
            add(_rule(value, first, where))
            continue
        add_date = rules.rdate if kind == "RDATE" else rules.exdate
        for text in value.split(","):
            add_date(_local_date(text.strip(), options, match[2], first, where))
    return rules


def _rule(value: str, first: datetime, where: tzinfo | None) -> rrule:
    """One rule in local time; an UNTIL in UTC is turned into the series' zone."""

    def local_until(match: re.Match[str]) -> str:
        moment = _naive(match[1]).replace(tzinfo=timezone.utc)
        local = moment.astimezone(where) if where else moment
        return f"UNTIL={local:%Y%m%dT%H%M%S}"

    text = re.sub(r"UNTIL=(\d{8}T\d{6})Z", local_until, value.upper())
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    if parts.get("FREQ") in OFTEN and not NAMES_DAYS.isdisjoint(parts):
        raise ValueError(f"a rule that Google does not take: {value}")
    text = re.sub(r"(?<=BYDAY=)[^;]*", lambda days: _numbered(days[0], parts), text)
    # A date as UNTIL takes in that whole day.
    text = re.sub(r"UNTIL=(\d{8})(?=;|$)", r"UNTIL=\1T235959", text)
    rule = rrulestr(f"RRULE:{text}", dtstart=first)
    if not isinstance(rule, rrule):
        raise TypeError("more than one rule in a line")
    return rule


def _numbered(days: str, parts: Json) -> str:
    """The days of a BYDAY, all with numbers if some have one.

    They are a list of days; dateutil takes those with numbers and those without for two conditions.
    """
    words = days.split(",")
    plain = {word for word in words if word in WEEKDAYS}
    if not plain or len(plain) == len(set(words)) or parts.get("FREQ") not in ("MONTHLY", "YEARLY"):
        return days
    most = 53 if parts["FREQ"] == "YEARLY" and "BYMONTH" not in parts else 5
    each = (f"{nth}{word}" for word in sorted(plain) for nth in range(1, most + 1))
    return ",".join([*(word for word in words if word not in plain), *each])


def _local_date(
    text: str, options: str, raw_options: str, first: datetime, where: tzinfo | None
) -> datetime:
    """A date of RDATE or EXDATE in the series' own local time."""
    match = DATES.fullmatch(text)
    if not match or "VALUE=PERIOD" in options:
        raise ValueError(f"not a date: {text}")
    if match[2] is None:
        return _naive(match[1]).replace(hour=first.hour, minute=first.minute, second=first.second)
    moment = _naive(f"{match[1]}T{match[2]}")
    zone_name = re.search(r"TZID=([^;:]+)", raw_options, re.IGNORECASE)
    given = timezone.utc if match[3] else times.zone(zone_name[1]) if zone_name else None
    if given is None or where is None:
        return moment
    return moment.replace(tzinfo=given).astimezone(where).replace(tzinfo=None)


def _naive(text: str) -> datetime:
    """A date, or a date and time, as RFC 5545 writes it; in whatever zone the context says."""
    form = "%Y%m%dT%H%M%S" if "T" in text else "%Y%m%d"
    return datetime.strptime(text, form)  # noqa: DTZ007
