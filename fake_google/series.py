"""Series and their stored exceptions on one calendar: finding instances, keeping both in step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import errors, events, recurrence, times
from .store import Calendar, Entry, Store

Json = dict[str, Any]

OWN = frozenset(
    (
        "kind",
        "etag",
        "id",
        "htmlLink",
        "created",
        "updated",
        "recurrence",
        "recurringEventId",
        "originalStartTime",
        "start",
        "end",
        "status",
        "sequence",
    )
)
"""What an exception has of its own; all else it takes from its series until it says otherwise."""


def find(calendar: Calendar, event_id: str) -> Entry:
    """An event, or an instance of a series that need not be stored.

    :raise ApiError: 404
    """
    entry = calendar.events.get(event_id)
    if entry is None:
        entry = _unstored_instance(calendar, event_id)
    if entry is None:
        raise errors.not_found()
    return entry


def leader_id(calendar: Calendar, event_id: str) -> str:
    """The id of the series that an instance is of; any other event leads itself."""
    try:
        entry = find(calendar, event_id)
    except errors.ApiError:
        return event_id
    return str(entry.resource.get("recurringEventId", event_id))


def _unstored_instance(calendar: Calendar, event_id: str) -> Entry | None:
    named = recurrence.split_instance_id(event_id)
    found = (_instance_of(part, event_id) for part in calendar.parts_of(named[0])) if named else ()
    return next((entry for entry in found if entry), None)


def _instance_of(series: Entry, event_id: str) -> Entry | None:
    """The instance of this name, if it is one of this series, or of this part of a series."""
    if not series.resource.get("recurrence"):
        return None
    zone = series.resource["start"].get("timeZone")
    named = recurrence.split_instance_id(event_id, zone)
    if not named or not recurrence.has_occurrence(series.resource, named[1]):
        return None
    instance = recurrence.instance(series.resource, named[1])
    return Entry(instance, series.change, pending=series.pending)


def instances(calendar: Calendar, series: Entry, after: float, before: float) -> Iterator[Entry]:
    """The instances of a series that touch a span of time, changed and cancelled ones included."""
    zone = calendar.time_zone
    stored = list(calendar.exceptions_of(series.resource["id"]))
    taken = {times.seconds(entry.resource["originalStartTime"], zone) for entry in stored}
    for original in recurrence.occurrences(series.resource, after, before, zone):
        if times.seconds(original, zone) not in taken:
            yield Entry(recurrence.instance(series.resource, original), series.change)
    for entry in stored:
        start = times.seconds(entry.resource["start"], zone)
        if start < before and times.seconds(entry.resource["end"], zone) > after:
            yield entry


def retired(calendar: Calendar, series: Entry) -> Iterator[Json]:
    """Cancelled instances for what a change of the rule took away, and no other part has."""
    family = recurrence.family(series.resource["id"])
    others = [part for part in calendar.parts_of(family) if part is not series]
    for original in series.retired:
        instance = recurrence.instance(series.resource, original)
        is_there = instance["id"] in calendar.events
        if not is_there and not any(_instance_of(part, instance["id"]) for part in others):
            yield {**instance, "status": "cancelled"}


def follow(store: Store, calendar: Calendar, before: Json, after: Json) -> None:
    """Let the exceptions of a series follow a change of it.

    A cancelled series takes its exceptions along and brings them back when it is restored; an
    exception whose original start is no longer in the rule is cancelled, or stays; a field that
    the exception had in common with its series stays in common. Google's pages tell the first
    only; the others are what its web page shows.
    """
    if before.get("recurrence") and any(before.get(k) != after.get(k) for k in events.SCHEDULE):
        _retire(store, calendar, before, after)
    outlives = store.habits.of(calendar.owner).outlived_exceptions == "kept"
    for entry in list(calendar.exceptions_of(after["id"])):
        resource = {**entry.resource, **_inherited(entry.resource, before, after)}
        cancelled = entry.resource["status"] == "cancelled"
        fell = entry.fell_with_series
        if not cancelled and after["status"] == "cancelled":
            resource["status"], fell = "cancelled", True
        elif fell and after["status"] != "cancelled":
            resource["status"], fell = "confirmed", False
        elif not (cancelled or outlives or _is_in(after, resource)):
            resource["status"] = "cancelled"
        if resource != entry.resource:
            resource["updated"] = after["updated"]
            store.put(calendar, resource, fell_with_series=fell)


def _is_in(series: Json, exception: Json) -> bool:
    return recurrence.has_occurrence(series, exception["originalStartTime"])


def set_visibility(store: Store, calendar: Calendar, instance: Json, now: str) -> None:
    """Give a series and all its exceptions the visibility of one instance."""
    series_id = instance["recurringEventId"]
    leader = [calendar.events[series_id]] if series_id in calendar.events else []
    for entry in [*leader, *calendar.exceptions_of(series_id)]:
        if entry.resource.get("visibility") != instance["visibility"]:
            changed = {"visibility": instance["visibility"], "updated": now}
            store.put(calendar, {**entry.resource, **changed})


def _inherited(exception: Json, before: Json, after: Json) -> Json:
    keys = (before.keys() | after.keys()) - OWN
    return {
        key: after.get(key)
        for key in keys
        if before.get(key) != after.get(key) and exception.get(key) == before.get(key)
    }


def _retire(store: Store, calendar: Calendar, before: Json, after: Json) -> None:
    """Remember which instances a new rule no longer has, for clients that sync single events."""
    zone = calendar.time_zone
    limit = recurrence.horizon(before, store.clock.now(), zone)
    series = calendar.events[after["id"]]

    def ids(resource: Json) -> dict[str, Json]:
        if not resource.get("recurrence"):
            return {}
        starts = recurrence.occurrences(resource, float("-inf"), limit, zone)
        return {recurrence.instance_id(resource["id"], start): start for start in starts}

    gone = {recurrence.instance_id(after["id"], start): start for start in series.retired}
    gone.update(ids(before))
    for id_ in ids(after):
        gone.pop(id_, None)
    series.retired = tuple(gone.values())
