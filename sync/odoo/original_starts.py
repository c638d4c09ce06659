"""The original starts of a series: as values, as fields, and how many Odoo holds."""

from __future__ import annotations

from datetime import date, datetime, timezone

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT

from ...engine.core.clocks import clock
from ...engine.core.item import OriginalStart
from ...engine.events.item import Repeating
from ...engine.events.recurrence import original_starts

#: Odoo's library of time zones knows no summer time from 2038 on: what comes later is not compared.
LAST_YEAR = 2037


def held_starts(when: Repeating, last: OriginalStart | None = None) -> list[OriginalStart]:
    """Return the original starts of a series that Odoo holds.

    :param last: the last one that has, or had, a record in Odoo; ``None``: all are to have one
    """
    found: list[OriginalStart] = []
    endless = not any("COUNT=" in rule or "UNTIL=" in rule for rule in when.rules)
    for number, original_start in enumerate(original_starts(when)):
        beyond = number >= MAX_RECURRENT_EVENT
        over = beyond if last is None else original_start > last and (beyond or endless)
        if over or original_start.year > LAST_YEAR:
            break
        found.append(original_start)
    return found


def original_start_of(moment: datetime | None, all_day: bool) -> OriginalStart | None:
    """Return the original start in a field; ``None`` if the field is empty."""
    if not moment:
        return None
    return moment.date() if all_day else moment.replace(tzinfo=timezone.utc)


def field_value(original_start: OriginalStart) -> str | datetime:
    """The inverse of :func:`original_start_of`. Of whole days, the hour does not matter."""
    if isinstance(original_start, datetime):
        return original_start.replace(tzinfo=None)
    return f"{original_start} 08:00:00"


def is_date(original_start: OriginalStart) -> bool:
    """Return whether the original start is a whole day."""
    return not isinstance(original_start, datetime)


def local_date(original_start: OriginalStart, zone: str) -> date:
    """Return the day on which an occurrence was to begin, in a time zone."""
    if isinstance(original_start, datetime):
        return original_start.astimezone(clock(zone)).date()
    return original_start
