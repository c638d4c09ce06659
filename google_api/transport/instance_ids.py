"""The ids of instances: that of the series, and behind it the original start.

https://developers.google.com/workspace/calendar/api/guides/recurringevents
"""

from __future__ import annotations

import re
from datetime import date, datetime, timezone

from ...engine.core.item import OriginalStart

#: "This and following events" makes a series whose id is that of the old one with this behind it;
#: the ids of its instances do not have it. Not documented:
#: https://github.com/odoo/odoo/blob/19.0/addons/google_calendar/utils/google_event.py
_SPLIT = re.compile(r"_R\d{8}(T\d{6})?Z?$")


def instance_id(series_id: str, original_start: OriginalStart) -> str:
    """The id that Google gives the instance at an original start."""
    if isinstance(original_start, datetime):
        text = f"{original_start.astimezone(timezone.utc):%Y%m%dT%H%M%SZ}"
    else:
        text = f"{original_start:%Y%m%d}"
    return f"{_SPLIT.sub('', series_id)}_{text}"


def original_start_of_id(event_id: str) -> OriginalStart:
    """The original start that the id of an instance names.

    :raise ValueError: it names none
    """
    text = event_id.rpartition("_")[2]
    if len(text) == len("20270301"):
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def names_occurrence(event_id: str) -> bool:
    """Return whether it may be the id of an instance."""
    try:
        original_start_of_id(event_id)
    except ValueError:
        return False
    return "_" in event_id


def series_of_id(event_id: str) -> str:
    """The id that all instances of a series have in common; that of a single event is its own.

    Two series have it in common where one was split off the other.
    """
    series_id = event_id.rpartition("_")[0] if names_occurrence(event_id) else event_id
    return _SPLIT.sub("", series_id)


def is_split_off(series_id: str) -> bool:
    """Return whether it is the id of a series that was split off another one."""
    return bool(_SPLIT.search(series_id))
