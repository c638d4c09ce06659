"""Series: Google's masters and instances ↔ one item with its exceptions. Pure, as ``event_codec``.

Google keeps a series as a master, which has the ``recurrence``, and one more event for each
instance that was changed or cancelled.
https://developers.google.com/workspace/calendar/api/guides/recurringevents
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ...engine.core.clocks import clock
from ...engine.core.item import ItemError, OriginalStart, differing, field_names
from ...engine.core.link import GoogleState
from ...engine.events import recurrence
from ...engine.events.budget import Steps
from ...engine.events.colors import Palette
from ...engine.events.item import AllDay, EventItem, Reminder, Repeating, first_span
from ...engine.events.occurrences import follow, occurrence, template, with_occurrences
from ..transport.instance_ids import instance_id, names_occurrence, original_start_of_id
from .event_codec import (
    Event,
    decode_date,
    decode_event,
    decode_instant,
    encode_event,
    length,
)
from .event_write import EventWrite
from .guest_codec import Attendance

#: How many occurrences a master's lines take out, for Google refuses very long ones. The others are
#: cancelled one by one.
MOST_TAKEN_OUT = 200
#: What an instance takes, in steps.
_INSTANCE = 20
#: What a write from one item to another says of the people in the meeting.
Attend = Callable[[EventItem | None, EventItem], Attendance | None]


def original_start_of(instance: Event) -> OriginalStart:
    """The original start of an instance, also of one that was moved or cancelled. Of those Google
    may tell little more than the id, which names it as well.

    :raise ItemError: ``no_start`` or ``bad_date``
    """
    original = instance.get("originalStartTime")
    if not original:
        if names_occurrence(instance["id"]):
            return original_start_of_id(instance["id"])
        raise ItemError("no_start")
    return decode_date(original) if original.get("date") else decode_instant(original)


# -- Google → item ------------------------------------------------------------------------------


def decode_series(
    master: Event | None,
    instances: Iterable[Event],
    base: EventItem | None,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
    steps: Steps | None = None,
    palette: Palette | None = None,
) -> GoogleState[EventItem]:
    """A series as it stands in the user's schedule; also an event that is none, or not any more.

    An instance that was not reported is as in ``base``: an absent record is not a restored one.

    :param master: ``None`` where only instances were reported; the state then has no etag, and its
        role means nothing
    :param base: the series as it was agreed last; ``None``, if ``instances`` are all that there are
    :param steps: how much work its rules may make; ``None``: that of one event
    :param palette: of whoever asks for colors
    :raise ItemError: the series cannot be an item, or takes too much work; if that is due to one of
        its instances, the value ``occurrence`` names the original start
    """
    steps = Steps() if steps is None else steps
    instances = list(instances)
    steps.read(sum(map(length, [master or {}, *instances])))
    excluded: frozenset[OriginalStart] = frozenset()
    if master is None:
        if base is None:
            raise ValueError("neither a master nor the series that was agreed last")
        state, series = GoogleState(base), base
    else:
        state = decode_event(master, default_reminders, calendar_id, palette)
        if state.item is None or not master.get("recurrence"):
            return state
        series, excluded = _decode_rules(master, state.item, steps)
    steps.take(_INSTANCE * len(instances))
    reported = {
        original_start_of(instance): _decode_instance(
            instance, default_reminders, calendar_id, palette
        )
        for instance in instances
    }
    occurrences = {
        **_exceptions(base and follow(base, series)),
        **dict.fromkeys(excluded),
        **{original_start: instance.item for original_start, instance in reported.items()},
    }
    clocks = [part.changed for part in (state, *reported.values()) if part.changed]
    item = with_occurrences(series, occurrences)
    numbers = state.numbers.union(*(instance.numbers for instance in reported.values()))
    declined = frozenset(
        original_start for original_start, instance in reported.items() if instance.declined
    )
    return replace(
        state, item=item, changed=max(clocks, default=None), numbers=numbers, declined=declined
    )


def decode_unread(
    master: Event, default_reminders: tuple[Reminder, ...], calendar_id: str
) -> GoogleState[EventItem]:
    """A series whose rules nobody wants to know: as if it were its start alone.

    :raise ItemError: not even that can be an item
    """
    state = decode_event(master, default_reminders, calendar_id)
    if state.item is None:
        return state
    first = first_span(state.item.when)
    when = Repeating(first, (), "" if isinstance(first, AllDay) else "UTC", (first.start,))
    return replace(state, item=replace(state.item, when=when))


def _decode_rules(
    master: Event, first: EventItem, steps: Steps
) -> tuple[EventItem, frozenset[OriginalStart]]:
    """:return: the series without exceptions, and the original starts that the master takes out"""
    span = first_span(first.when)
    zone = "" if isinstance(span, AllDay) else _known_zone(master["start"].get("timeZone"))
    when, excluded = recurrence.read_lines(master["recurrence"], span, zone, steps)
    return replace(first, when=when), excluded


def _known_zone(name: str | None) -> str:
    try:
        return clock(name or "").key
    except (ValueError, KeyError, OSError):  # OSError: a name of a folder, as "Europe"
        raise ItemError("unknown_zone", text=name or "") from None


def _decode_instance(
    instance: Event,
    default_reminders: tuple[Reminder, ...],
    calendar_id: str,
    palette: Palette | None,
) -> GoogleState[EventItem]:
    try:
        return decode_event(instance, default_reminders, calendar_id, palette)
    except ItemError as error:
        occurrence = original_start_of(instance).isoformat()
        raise ItemError(error.code, **error.values, occurrence=occurrence) from error


# -- item → Google ------------------------------------------------------------------------------


def encode_write(
    before: EventItem | None, after: EventItem, fields: frozenset[str], zone: str
) -> dict[str, Any]:
    """The body that makes Google's event, or the master of a series, what ``after`` says.

    Occurrences that do not take place are in the master's lines whenever these are sent, as far as
    :data:`MOST_TAKEN_OUT`; all else that ``after.exceptions`` say is for :func:`encode_instances`.
    The body is empty where these do everything. Nor does it say anything of the people in the
    meeting, see :class:`Attendance`.

    :param before: what Google has; ``None`` for nothing, or nothing that is known
    :param fields: those in which the two differ
    :param zone: IANA name of the zone in which Google shows the times of a single event
    """
    when, fields = after.when, fields - {"own_response", "guests"}
    if not isinstance(when, Repeating):
        body = encode_event(after, fields, zone)
        if "when" in fields and (before is None or isinstance(before.when, Repeating)):
            body["recurrence"] = None
        return body
    body = encode_event(replace(after, when=when.first), fields, when.zone)
    if _lines_change(before, after):
        body["recurrence"] = recurrence.write_lines(when, _taken_out(after))
    return body


def _lines_change(before: EventItem | None, after: EventItem) -> bool:
    """Whether the master's lines must be sent: also to give back what EXDATE may take out.

    An item does not say whether EXDATE takes an occurrence out, or a cancelled instance.
    """
    if before is None or before.when != after.when:
        return True
    return not _cancelled(before) <= _cancelled(after)


def _nobody(_before: EventItem | None, _after: EventItem) -> None:
    """What a write says of the people in a meeting that nobody is in."""


def encode_instances(
    series_id: str, before: EventItem | None, after: EventItem, zone: str, attend: Attend = _nobody
) -> list[EventWrite]:
    """What is to be written to single instances once the master is as :func:`encode_write` says.

    :param before: what Google had; ``None`` for nothing, or nothing that is known
    :param zone: IANA name of the zone in which Google shows the times of instances
    """
    original_starts = {**_exceptions(before), **_exceptions(after)}
    # By their texts, for days and times do not compare where the series became one of whole days.
    writes = (
        _encode_instance(series_id, original_start, before, after, zone, attend)
        for original_start in sorted(original_starts, key=str)
    )
    return [write for write in writes if write]


def _encode_instance(
    series_id: str,
    original_start: OriginalStart,
    before: EventItem | None,
    after: EventItem,
    zone: str,
    attend: Attend,
) -> EventWrite | None:
    name = instance_id(series_id, original_start)
    wanted = _occurrence(after, original_start)
    if wanted is None:
        return EventWrite("delete", name, {}) if _remains(original_start, before, after) else None
    if before is None or before.when != after.when or original_start in _cancelled(before):
        # An instance that was there before may be back, and cancelled: it is said as a whole.
        body = encode_write(None, wanted, _fields_to_restore(wanted, after), zone)
        del body["recurrence"]
        return EventWrite("restore", name, body, attendance=attend(None, wanted))
    shown = _exceptions(before).get(original_start) or template(after, original_start)
    body = encode_write(
        shown, wanted, _fields_to_write(original_start, before, after, wanted), zone
    )
    write = EventWrite("update", name, body, attendance=attend(shown, wanted))
    return write if write.says_something else None


def _remains(original_start: OriginalStart, before: EventItem | None, after: EventItem) -> bool:
    """Whether Google may show an occurrence although the master is as ``after`` says."""
    if not _lines_change(before, after):
        return before is not None and _occurrence(before, original_start) is not None
    # EXDATE takes the occurrence out. That it takes out a changed instance is not documented.
    if _exceptions(before).get(original_start) is not None:
        return True
    return recurrence.has_occurrence(
        after.when, original_start
    ) and original_start not in _taken_out(after)


def _fields_to_restore(wanted: EventItem, series: EventItem) -> frozenset[str]:
    """All fields; but an instance that is to have the Meet of its series asks for none."""
    names = frozenset(field_names(wanted))
    return names - {"meet"} if wanted.meet == series.meet else names


def _fields_to_write(
    original_start: OriginalStart, before: EventItem, after: EventItem, wanted: EventItem
) -> frozenset[str]:
    """The fields of an instance that Google may not have as they are wanted."""
    shown = _exceptions(before).get(original_start)
    if shown is None:
        return differing(template(after, original_start), wanted)
    # What of its series a changed instance takes over is not documented: it is sent in any case,
    # but for a Meet, of which each request makes another one.
    return differing(shown, wanted) | (differing(before, after) - {"exceptions", "meet"})


def _exceptions(item: EventItem | None) -> dict[OriginalStart, EventItem | None]:
    return dict(item.exceptions) if item else {}


def _cancelled(item: EventItem | None) -> frozenset[OriginalStart]:
    return frozenset(
        original_start
        for original_start, occurrence in _exceptions(item).items()
        if occurrence is None
    )


def _taken_out(item: EventItem) -> list[OriginalStart]:
    """Those of its original starts that the lines of a series take out."""
    return sorted(_cancelled(item))[:MOST_TAKEN_OUT]


def _occurrence(item: EventItem, original_start: OriginalStart) -> EventItem | None:
    return occurrence(item, original_start) if isinstance(item.when, Repeating) else None
