"""The starts that a series' rule gives: as values, as fields, and how many Odoo holds."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT

from ...engine.events.recurrence import original_starts

#: Odoo's library of time zones knows no summer time from 2038 on: what comes later is not compared.
LAST_YEAR = 2037


def held_starts(when, last=None):
    """The original starts that Odoo holds of a series.

    :param last: the last one of which Odoo has, or had, a record; ``None``: it is to have all
    """
    found = []
    endless = not any("COUNT=" in rule or "UNTIL=" in rule for rule in when.rules)
    for number, original_start in enumerate(original_starts(when)):
        beyond = number >= MAX_RECURRENT_EVENT
        over = beyond if last is None else original_start > last and (beyond or endless)
        if over or original_start.year > LAST_YEAR:
            break
        found.append(original_start)
    return found


def original_start_of(moment, all_day):
    """The original start that a field holds; ``None`` for an empty one."""
    if not moment:
        return None
    return moment.date() if all_day else moment.replace(tzinfo=timezone.utc)


def field_value(original_start):
    """The inverse of :func:`original_start_of`. Of whole days, the hour does not matter."""
    return (
        f"{original_start} 08:00:00"
        if is_date(original_start)
        else original_start.replace(tzinfo=None)
    )


def is_date(original_start):
    return not isinstance(original_start, datetime)


def local_date(original_start, zone):
    return (
        original_start
        if is_date(original_start)
        else original_start.astimezone(ZoneInfo(zone)).date()
    )
