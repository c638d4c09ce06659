"""Slots, the starts that a series' rule gives: as values, as fields, and how many Odoo holds."""

from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT

from ...engine.events.recurrence import slots

#: Odoo's library of time zones knows no summer time from 2038 on: what comes later is not compared.
LAST_YEAR = 2037


def held_slots(when, last=None):
    """The slots that Odoo holds of a series.

    :param last: the last slot of which Odoo has, or had, a record; ``None``: it is to have all
    """
    found = []
    endless = not any("COUNT=" in rule or "UNTIL=" in rule for rule in when.rules)
    for number, slot in enumerate(slots(when)):
        beyond = number >= MAX_RECURRENT_EVENT
        over = beyond if last is None else slot > last and (beyond or endless)
        if over or slot.year > LAST_YEAR:
            break
        found.append(slot)
    return found


def slot_of(moment, all_day):
    """The slot that a field holds; ``None`` for an empty one."""
    if not moment:
        return None
    return moment.date() if all_day else moment.replace(tzinfo=timezone.utc)


def field_value(slot):
    """The inverse of :func:`slot_of`. Of whole days, the hour does not matter."""
    return f"{slot} 08:00:00" if is_date(slot) else slot.replace(tzinfo=None)


def is_date(slot):
    return not isinstance(slot, datetime)


def local_date(slot, zone):
    return slot if is_date(slot) else slot.astimezone(ZoneInfo(zone)).date()
