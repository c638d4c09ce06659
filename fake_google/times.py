"""Google's times: reading, checking and showing RFC 3339 instants, dates and zones."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import pytz

from . import errors

Json = dict[str, Any]

DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE_TIME = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|z|[+-]\d{2}:\d{2})?"
)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """By data that are newer than those of many machines, as Google's are.

    :raise ValueError: when the name is not in the time zone database
    """
    if name not in pytz.all_timezones_set:
        raise ValueError(f"unknown time zone {name!r}")
    with pytz.open_resource(name) as data:
        return ZoneInfo.from_file(data, key=name)


def is_zone(name: str) -> bool:
    """Whether a name is in the time zone database."""
    try:
        zone(name)
    except ValueError:
        return False
    return True


def parse(text: str, default: tzinfo | None = None) -> datetime:
    """Read an RFC 3339 time; fractions of a second are dropped, as Google says it does.

    :param default: the zone of a text without offset
    :raise ValueError: on anything else, or outside of the years 1 to 9999 in UTC
    """
    match = DATE_TIME.fullmatch(text)
    if not match:
        raise ValueError(f"not an RFC 3339 time: {text!r}")
    day, clock, offset = match.groups()
    if offset is None and default is None:
        raise ValueError(f"no time zone offset in {text!r}")
    if offset is None:
        moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=default)
    else:
        moment = datetime.fromisoformat(f"{day}T{clock}{offset.upper().replace('Z', '+00:00')}")
    try:
        moment.astimezone(timezone.utc)
    except OverflowError as error:
        raise ValueError(f"out of range: {text!r}") from error
    return moment


def show(moment: datetime, where: tzinfo) -> str:
    """Write a time with its offset in a zone, "Z" for UTC."""
    local = moment.astimezone(where)
    offset = local.utcoffset() or timedelta()
    if offset.total_seconds() % 60:
        # Before standard time offsets had seconds, which RFC 3339 cannot write. Keep the clock's
        # hands, for these are what people meant.
        minutes = timedelta(minutes=round(offset.total_seconds() / 60))
        local = local.replace(tzinfo=timezone(minutes))
    return local.isoformat(timespec="seconds").replace("+00:00", "Z")


def stamp(moment: datetime) -> str:
    """Write a time as in `created` and `updated`: UTC with milliseconds."""
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(when: Json, calendar_zone: str) -> datetime:
    """The moment of a checked EventDateTime; a date starts at midnight in the calendar's zone."""
    if "date" in when:
        midnight = datetime.combine(date.fromisoformat(when["date"]), time())
        return midnight.replace(tzinfo=zone(calendar_zone))
    return parse(when["dateTime"])


def seconds(when: Json, calendar_zone: str) -> float:
    """The moment of a checked EventDateTime in seconds since 1970, for comparing."""
    moment = instant(when, calendar_zone)
    try:
        return moment.timestamp()
    except OverflowError:  # the last or first hours that the calendar knows
        return moment.replace(tzinfo=timezone.utc).timestamp()


def checked(
    when: Json | None, side: str, calendar_zone: str, refused: Collection[str] = ()
) -> Json:
    """Check an EventDateTime and bring it into its stored form.

    A timed value keeps its own zone or takes the calendar's, so that replies always name one; a
    date has none.

    :param side: "start" or "end", for the message
    :param refused: zones that Google has not learned yet (G10), as Europe/Kyiv in 2022:
        https://github.com/phw198/OutlookGoogleCalendarSync/issues/1525
    """
    when = when or {}
    if when.get("timeZone") in refused:
        raise _unknown_zone(side)
    if "date" in when and "dateTime" in when:
        raise errors.invalid(f"Invalid {side} time.")
    if "date" in when:
        return {"date": _checked_date(when["date"], side)}
    if "dateTime" not in when:
        raise errors.required(f"Missing {side} time.")
    return _checked_time(when["dateTime"], when.get("timeZone"), side, calendar_zone)


def _unknown_zone(side: str) -> errors.ApiError:
    return errors.invalid(f"Invalid time zone definition for {side} time.")


def _checked_date(text: str, side: str) -> str:
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise errors.invalid(f"Invalid {side} time.")


def _checked_time(text: str, zone_name: str | None, side: str, calendar_zone: str) -> Json:
    try:
        own_zone = zone(zone_name) if zone_name else None
    except ValueError:
        raise _unknown_zone(side) from None
    match = DATE_TIME.fullmatch(text)
    if match and match[3] is None and own_zone is None:
        raise errors.required(f"Missing time zone definition for {side} time.")
    try:
        moment = parse(text, own_zone)
    except ValueError:
        raise errors.invalid(f"Invalid {side} time.") from None
    name = zone_name or calendar_zone
    return {"dateTime": show(moment, zone(name)), "timeZone": name}
