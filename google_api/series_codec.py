"""Google's series ↔ items. https://developers.google.com/workspace/calendar/api/guides/recurringevents

A series is a master, which has the rule, and instances, of which Google tells those that differ.
Pure: values in, values out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timezone
from typing import Any

from ..engine.item import EventItem, Reminder, Repeating, Slot, differing, field_names
from ..engine.plan import GoogleState, Role
from ..engine.recurrence import follow, has_slot, occurrence, with_occurrences, write_lines
from .calendar import EventWrite
from .event_codec import (
    Event,
    decode_event,
    decode_point,
    encode_event,
    excluded_slots,
)
from .guest_codec import Attendance

#: What a write from one item to another says of the people in the meeting.
Attend = Callable[[EventItem | None, EventItem], Attendance | None]

_DATE, _TIME = "%Y%m%d", "%Y%m%dT%H%M%SZ"


def instance_id(series_id: str, slot: Slot) -> str:
    """The id that Google gives an instance, by the start that the rule gives it."""
    return f"{series_id}_{slot:{_TIME if isinstance(slot, datetime) else _DATE}}"


def slot_of_id(event_id: str) -> Slot:
    """The inverse of :func:`instance_id`.

    :raise ValueError: it is no instance's id
    """
    text = event_id.rpartition("_")[2]
    if len(text) == len("20270301"):
        return datetime.strptime(text, _DATE).date()  # noqa: DTZ007  a date has no zone
    return datetime.strptime(text, _TIME).replace(tzinfo=timezone.utc)


def slot_of(instance: Event) -> Slot:
    """The start that the rule gives an instance, wherever it has been moved.

    :raise ItemError: ``bad_date``
    """
    return decode_point(instance["originalStartTime"])


# -- Google → item ------------------------------------------------------------------------------


def decode_series(
    master: Event | None,
    instances: Iterable[Event],
    base: EventItem | None,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
) -> GoogleState:
    """The series as it stands in the user's schedule.

    :param master: ``None`` when only instances were reported; then ``base`` must be there
    :param instances: those that were reported, changed or cancelled
    :param base: the series on which both sides agreed last, for what was not reported: its
        exceptions are still there
    :return: without an etag if there is no master
    :raise ItemError: the series, or one of its instances, cannot be an item
    """
    states = [
        (slot_of(event), decode_event(event, default_reminders, calendar_id)) for event in instances
    ]
    if master is None:
        series = GoogleState(base, None, Role.ORGANIZER)
        excluded: Iterable[Slot] = ()
    else:
        series = decode_event(master, default_reminders, calendar_id)
        excluded = excluded_slots(master)
    if series.item is None or not isinstance(series.item.when, Repeating):
        return series
    item = series.item
    if master is not None and base is not None and isinstance(base.when, Repeating):
        item = follow(base, item)
    occurrences = {
        **dict(item.exceptions),
        **dict.fromkeys(excluded),
        **{slot: state.item for slot, state in states},
    }
    changed = [state.changed for state in (series, *(s for _slot, s in states)) if state.changed]
    return replace(
        series,
        item=with_occurrences(item, occurrences),
        changed=max(changed, default=None),
    )


# -- item → Google ------------------------------------------------------------------------------


def encode_write(before: EventItem | None, after: EventItem, zone: str) -> dict[str, Any]:
    """The body that makes of Google's event what ``after`` says, but for single occurrences.

    Nor does it say anything of the people in the meeting, see :class:`Attendance`.

    :param before: what Google has; ``None``: nothing
    :param zone: IANA name of the zone in which Google shows the times of single events
    """
    names = _fields(before, after)
    body = encode_event(after, names, zone)
    if isinstance(after.when, Repeating):
        if "when" in names or _takes_place_again(before, after):
            body["recurrence"] = write_lines(after.when, _cancelled(after))
    elif "when" in names and before is not None and isinstance(before.when, Repeating):
        body["recurrence"] = []
    return body


def encode_instances(
    series_id: str, before: EventItem | None, after: EventItem, zone: str, attend: Attend
) -> tuple[EventWrite, ...]:
    """What is to be written to single instances once their series has been written.

    :param before: what Google has; ``None``: nothing
    """
    if not isinstance(after.when, Repeating):
        return ()
    return tuple(_instance_writes(series_id, _present(before, after), after, zone, attend))


def _fields(before: EventItem | None, after: EventItem) -> frozenset[str]:
    names = frozenset(field_names(after)) if before is None else differing(before, after)
    return names - {"status", "guests"}


def _cancelled(series: EventItem) -> list[Slot]:
    return [slot for slot, item in series.exceptions if item is None]


def _takes_place_again(before: EventItem | None, after: EventItem) -> bool:
    """Whether an occurrence is back that the lines of the series may have taken out."""
    return before is not None and not set(_cancelled(before)) <= set(_cancelled(after))


def _present(before: EventItem | None, after: EventItem) -> dict[Slot, EventItem | None]:
    """The exceptions as Google has them once the series itself has been written.

    What an exception had in common with its series may follow, or not: it is written anyway.
    """
    if before is not None and before.when == after.when:
        return dict(before.exceptions)
    kept = before.exceptions if before is not None else ()
    return {
        **{slot: item for slot, item in kept if has_slot(after.when, slot)},
        **dict.fromkeys(_cancelled(after)),  # by the lines of the series
    }


def _instance_writes(
    series_id: str,
    present: dict[Slot, EventItem | None],
    after: EventItem,
    zone: str,
    attend: Attend,
) -> Iterator[EventWrite]:
    template = replace(after, exceptions=())
    for slot in sorted({*present, *dict(after.exceptions)}):
        wanted = occurrence(after, slot)
        shown = present[slot] if slot in present else occurrence(template, slot)
        event_id = instance_id(series_id, slot)
        if wanted == shown:
            continue
        if wanted is None:
            yield EventWrite("delete", event_id, {})
        else:
            verb = "restore" if shown is None else "update"
            body, people = encode_write(shown, wanted, zone), attend(shown, wanted)
            yield EventWrite(verb, event_id, body, attendance=people)
