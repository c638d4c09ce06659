"""Out of office: time off that Google shows as such, not as an ordinary appointment.

Google has it with times, never for whole days, and without text, place or guests; who sees the
calendar sees that somebody is away. So what Odoo has of it, whole days and its own visibility among
that, is spelled as Google can hold it. Its words are behind a mask, as all that Google does not
show.
https://developers.google.com/workspace/calendar/api/guides/calendar-status
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from ..core.clocks import clock
from .item import AllDay, Away, EventItem, Timed, utc

#: The fields of which Google has its own spelling.
_SPELLED = ("when", "visibility")


def as_google_holds(item: EventItem) -> EventItem:
    """What Google has of an appointment that it shows as out of office.

    What is private in Odoo is so for its words. Google has none of them, and is to show that
    somebody is away.
    """
    if item.away is None:
        return item
    when = item.when
    if isinstance(when, AllDay):
        when = Timed(*(_midnight(day, item.away.zone) for day in (when.start, when.stop)))
    visibility = "default" if item.visibility == "private" else item.visibility
    return replace(item, when=when, visibility=visibility)


def as_known(google: EventItem, known: EventItem) -> EventItem:
    """Google's item as the other one says it, where both say the same of an absence.

    :param google: as Google shows it
    :param known: the same as it was sent, or agreed on
    """
    if google.away is None or known.away is None:
        return google
    sent = as_google_holds(known)
    values = {
        name: getattr(known, name)
        for name in _SPELLED
        if getattr(google, name) == getattr(sent, name)
    }
    return replace(google, **values, away=Away(google.away.declines, known.away.zone))


def needs_another_event(before: EventItem | None, after: EventItem) -> bool:
    """Whether Google's event must make room for a new one, for Google never changes whether one is
    an ordinary appointment.

    :param before: what Google's event is, or was before it came into the bin
    """
    return before is not None and (before.away is None) != (after.away is None)


def _midnight(day: date, zone: str) -> datetime:
    return utc(datetime.combine(day, time(), clock(zone or "UTC")))
