"""Parting a series, as people do at Google with "This and following events".

The second part is a series of its own whose id tells where it begins: X_R20270519T070000. Its
instances are named after the whole series all the same: X_20270526T070000Z.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from itertools import takewhile
from typing import Any

from . import guest_copies, recurrence, series, times
from .editing import Editor
from .store import Account, Entry, Store, Subscription
from .values import without_empty

Json = dict[str, Any]

END = re.compile(r";(COUNT|UNTIL)=([^;]*)")


def split(store: Store, account: Account, at: Subscription, instance_id: str) -> Entry:
    """Let a new series begin with an instance; returns it.

    :raise ApiError: 404 when there is no such instance
    :raise ValueError: for a series that this stand-in cannot part
    """
    calendar, now = at.calendar, times.stamp(store.clock.now())
    instance = series.find(calendar, instance_id).resource
    first = calendar.events[instance["recurringEventId"]].resource
    start = instance["originalStartTime"]
    lines = _parted(first, start)
    second = recurrence.instance(first, start)
    id_ = f"{recurrence.family(first['id'])}_R{_written(start).removesuffix('Z')}"
    del second["recurringEventId"], second["originalStartTime"]
    second |= {"id": id_, "iCalUID": f"{id_}@google.com", "recurrence": lines[1], "updated": now}
    made = store.put(calendar, without_empty(second))
    guest_copies.deliver(store, calendar, None, made.resource)
    for entry in list(calendar.exceptions_of(first["id"])):
        if _moment(entry.resource["originalStartTime"]) >= _moment(start):
            moved = store.put(calendar, {**entry.resource, "recurringEventId": id_, "updated": now})
            guest_copies.deliver(store, calendar, entry.resource, moved.resource)
    Editor(store, account, at).patch(first["id"], {"recurrence": lines[0]})
    return made


def _parted(resource: Json, start: Json) -> tuple[list[str], list[str]]:
    """The recurrence lines of both parts."""
    rules = [line for line in resource["recurrence"] if line.upper().startswith("RRULE")]
    rest = [line for line in resource["recurrence"] if line.upper().startswith("EXDATE")]
    if len(rules) != 1 or len(rules) + len(rest) < len(resource["recurrence"]):
        raise ValueError("Only a series of one rule can be parted.")
    open_rule = END.sub("", rules[0])
    end = dict(END.findall(rules[0]))
    if "COUNT" in end:
        starts = recurrence.original_starts({**resource, "recurrence": rules})
        before = sum(1 for _ in takewhile(lambda s: _moment(s) < _moment(start), starts))
        end["COUNT"] = str(int(end["COUNT"]) - before)
    second = open_rule + "".join(f";{name}={value}" for name, value in end.items())
    return [f"{open_rule};UNTIL={_last(start)}", *rest], [second, *rest]


def _last(start: Json) -> str:
    """The last moment before a start, as UNTIL says it."""
    if "date" in start:
        return f"{date.fromisoformat(start['date']) - timedelta(days=1):%Y%m%d}"
    return f"{_moment(start) - timedelta(seconds=1):%Y%m%dT%H%M%SZ}"


def _moment(start: Json) -> datetime:
    return times.instant(start, "UTC").astimezone(timezone.utc)


def _written(start: Json) -> str:
    return recurrence.instance_id("", start).removeprefix("_")
