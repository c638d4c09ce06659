"""The rule of a series ↔ the fields in which ``calendar.recurrence`` keeps it.

Odoo holds fewer rules than Google. Which ones is not listed anywhere but tried: a rule that comes
back from the fields as another one cannot be held.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from odoo.models import BaseModel

from odoo.addons.calendar.models.calendar_recurrence import MAX_RECURRENT_EVENT, RRULE_WEEKDAYS

from ...engine.core.item import ItemError
from ...engine.events.item import Repeating
from ...engine.events.recurrence import read_lines

_DAYS = {"MO": "mon", "TU": "tue", "WE": "wed", "TH": "thu", "FR": "fri", "SA": "sat", "SU": "sun"}
_WEEKDAYS = {code: name for name, code in RRULE_WEEKDAYS.items()}

_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})

#: Rules without any of these are what Odoo may hold.
_PARTS = frozenset({"FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "BYMONTHDAY", "WKST"})


def line(fields: BaseModel | Mapping[str, Any], week_start: str, until: date | None = None) -> str:
    """Return the RRULE line of a recurrence.

    As many repetitions as Odoo can hold are for ever: that is what it makes of an endless series.

    :param fields: a ``calendar.recurrence``, or such values
    :param week_start: the day on which the user's week begins, as ``MO``
    :param until: the last day, instead of the recurrence's own
    """
    parts = [f"FREQ={fields['rrule_type'].upper()}", f"INTERVAL={fields['interval'] or 1}"]
    if fields["rrule_type"] == "weekly":
        days = [code for code, name in _DAYS.items() if fields[name]]
        parts += [f"BYDAY={','.join(days)}", f"WKST={week_start}"]
    elif fields["rrule_type"] == "monthly" and fields["month_by"] == "day":
        parts.append(f"BYDAY={fields['byday']}{RRULE_WEEKDAYS[fields['weekday']]}")
    elif fields["rrule_type"] == "monthly":
        parts.append(f"BYMONTHDAY={fields['day']}")
    if fields["end_type"] == "count" and fields["count"] < MAX_RECURRENT_EVENT:
        parts.append(f"COUNT={fields['count']}")
    elif fields["end_type"] == "end_date":
        parts.append(f"UNTIL={until or fields['until']:%Y%m%d}")
    return f"RRULE:{';'.join(parts)}"


def values(when: Repeating, week_start: str) -> dict[str, Any] | None:
    """Return the fields of a recurrence that repeats as ``when``; ``None`` if Odoo has none.

    :param when: its extra dates do not matter
    """
    if len(when.rules) != 1:
        return None
    kind, _colon, text = when.rules[0].partition(":")
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    if kind != "RRULE" or not _PARTS.issuperset(parts) or parts["FREQ"] not in _FREQUENCIES:
        return None
    found = _read(parts)
    try:
        again, _without = read_lines([line(found, week_start)], when.first, when.zone)
    except (ItemError, KeyError):
        return None
    return found if again.rules == when.rules else None


def _read(parts: Mapping[str, str]) -> dict[str, Any]:
    """The fields for the parts of a rule, as far as they are understood."""
    days = parts.get("BYDAY", "").split(",")
    return {
        "rrule_type": parts["FREQ"].lower(),
        "interval": int(parts.get("INTERVAL", 1)),
        **{name: code in days for code, name in _DAYS.items()},
        **_read_month(parts, days[0]),
        **_read_end(parts),
    }


def _read_month(parts: Mapping[str, str], day: str) -> dict[str, Any]:
    """Which day of the month: the 15th, or the second Monday."""
    number = day[:-2]
    if number in ("1", "2", "3", "4", "-1"):
        return {"month_by": "day", "byday": number, "weekday": _WEEKDAYS[day[-2:]], "day": 1}
    first = parts.get("BYMONTHDAY", "1").split(",")[0]
    return {
        "month_by": "date",
        "byday": False,
        "weekday": False,
        "day": int(first) if first.isdecimal() else 1,
    }


def _read_end(parts: Mapping[str, str]) -> dict[str, Any]:
    if "COUNT" in parts:
        return {"end_type": "count", "count": int(parts["COUNT"]), "until": False}
    if "UNTIL" in parts:
        text = parts["UNTIL"]
        last = date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        return {"end_type": "end_date", "until": last, "count": 1}
    return {"end_type": "forever", "until": False, "count": 1}
