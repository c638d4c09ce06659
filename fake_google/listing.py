"""events.list and events.instances: which events, in which order, on which page.

A list goes through the calendar in the order of changes. A change between two pages moves its event
to the end, so that it is met on a later page or in the next incremental list, never missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from . import errors, events, opaque, recurrence, series, sight, times
from .store import Account, Calendar, Entry, Store, Subscription
from .sync_tokens import (
    PageToken,
    next_sync_token,
    read_page_token,
    read_sync_token,
)

Json = dict[str, Any]

DEFAULT_PAGE = 250
LARGEST_PAGE = 2500
FOREVER = float("inf")


@dataclass
class Row:
    """An event on its way into a list."""

    key: list[Any]
    entry: Entry
    tombstone: bool = False


class Listing:
    """One events.list request. The caller holds the store's lock."""

    def __init__(self, store: Store, account: Account, at: Subscription, parameters: Json) -> None:
        """:raise ApiError: 400 for parameters that contradict each other, 410 for an old token"""
        self._store = store
        self._account = account
        self._at = at
        self._calendar: Calendar = at.calendar
        self._habits = store.habits.of(account.email)
        self._page = read_page_token(parameters)
        parameters = query_of(parameters, self._page)
        check_zone(parameters)
        self._parameters = parameters
        self._sync = read_sync_token(store, account, at, parameters)
        self._single = bool(parameters.get("singleEvents"))
        if parameters.get("orderBy") == "startTime" and not self._single:
            raise errors.invalid_parameter(
                "orderBy", "The requested ordering is not available for the particular query."
            )
        self._window = _window(self._sync.parameters if self._sync else parameters)

    def reply(self) -> Json:
        """The Events resource of one page."""
        rows = (row for row in self._rows() if self._matches(row.entry.resource))
        result = paged(self._store, self._parameters, self._page, rows, self._shown)
        if "nextPageToken" not in result:
            token = next_sync_token(
                self._store, self._account, self._at, self._parameters, self._sync
            )
            result.update({"nextSyncToken": token} if token else {})
        return {**envelope(self._at, self._parameters), **result}

    def all(self) -> list[Json]:
        """Every event of the list, in its order, without pages."""
        rows = (row for row in self._rows() if self._matches(row.entry.resource))
        return [self._shown(row) for row in sorted(rows, key=lambda row: row.key)]

    def _rows(self) -> Iterator[Row]:
        if self._sync:
            entries: Iterable[Entry] = self._calendar.changed_since(self._sync.change)
        else:
            entries = self._calendar.events.values()
        for entry in entries:
            if entry.pending:
                continue
            rows = self._expanded(entry) if self._single else self._as_is(entry)
            for row in rows:
                row.key = self._key(row)
                yield row

    def _as_is(self, entry: Entry) -> Iterator[Row]:
        resource = entry.resource
        if resource["status"] == "cancelled":
            bare = not self._shows_details(resource)
            told = self._wants_deleted() or self._is_gap(resource)
            if told and not (bare and self._leaves_out_bare()):
                yield Row([], entry, tombstone=bare)
        elif self._sync or self._in_window(entry):
            yield Row([], entry)

    def _expanded(self, entry: Entry) -> Iterator[Row]:
        """The single events that stand for an entry; a series comes as its instances."""
        resource = entry.resource
        if not resource.get("recurrence"):
            yield from self._as_is(entry)
            return
        after, before = self._window
        limit = recurrence.horizon(resource, self._store.clock.now(), self._calendar.time_zone)
        for item in series.instances(self._calendar, entry, after, min(before, limit)):
            if item.resource["id"] not in self._calendar.events:
                yield from self._as_is(item)
        if self._sync:
            for gone in series.retired(self._calendar, entry):
                yield Row([], Entry(gone, entry.change), True)

    def _wants_deleted(self) -> bool:
        wanted = self._parameters.get("showDeleted") or self._sync
        return bool(wanted or self._parameters.get("updatedMin"))

    def _leaves_out_bare(self) -> bool:
        """Whether a list by iCalUID leaves out what does not show one (G11)."""
        return "iCalUID" in self._parameters and self._habits.ical_uid_gaps == "left_out"

    def _is_gap(self, resource: Json) -> bool:
        """Whether this is a cancelled instance of a living series: a plain list tells these too."""
        above = self._calendar.events.get(resource.get("recurringEventId", ""))
        return not self._single and above is not None and above.resource["status"] != "cancelled"

    def _shows_details(self, resource: Json) -> bool:
        return bool(self._parameters.get("showDeleted")) and "recurringEventId" not in resource

    def _in_window(self, entry: Entry) -> bool:
        after, before = self._window
        if (after, before) == (-FOREVER, FOREVER):
            return True
        zone, resource = self._calendar.time_zone, entry.resource
        if resource.get("recurrence"):
            found = series.instances(self._calendar, entry, after, before)
            return any(item.resource["status"] != "cancelled" for item in found)
        start = times.seconds(resource["start"], zone)
        return start < before and times.seconds(resource["end"], zone) > after

    def _key(self, row: Row) -> list[Any]:
        resource, id_ = row.entry.resource, row.entry.resource["id"]
        order = self._parameters.get("orderBy")
        if order == "startTime":
            return [times.seconds(resource["start"], self._calendar.time_zone), id_]
        if order == "updated":
            return [resource["updated"], id_]
        return [row.entry.change, id_]

    def _matches(self, resource: Json) -> bool:
        wanted = self._parameters
        if "eventTypes" in wanted and resource["eventType"] not in wanted["eventTypes"]:
            return False
        if "iCalUID" in wanted and resource["iCalUID"] != wanted["iCalUID"]:
            return False
        if "updatedMin" in wanted:
            since = times.stamp(times.parse(wanted["updatedMin"]))
            if resource["updated"] < since:
                return False
        details = ("q", "privateExtendedProperty", "sharedExtendedProperty")
        if sight.hides(self._at.role, resource) and any(name in wanted for name in details):
            return False
        if "q" in wanted and not _contains(resource, wanted["q"]):
            return False
        return all(
            _has_properties(resource, kind, wanted.get(f"{kind}ExtendedProperty", ()))
            for kind in ("private", "shared")
        )

    def _shown(self, row: Row) -> Json:
        if row.tombstone:
            return events.bare(row.entry.resource, self._calendar)
        return sight.shown(row.entry, self._at, self._parameters, self._habits.attendees_shown)


def instances(store: Store, account: Account, at: Subscription, parameters: Json) -> Json:
    """events.instances: the instances of one series, page by page."""
    most = store.habits.of(account.email).attendees_shown
    page = read_page_token(parameters)
    parameters = query_of(parameters, page)
    check_zone(parameters)
    calendar = at.calendar
    entry = series.find(calendar, parameters["eventId"])
    if not entry.resource.get("recurrence"):
        raise errors.invalid("The event is not a recurring event.", "eventId")
    after, before = _window(parameters)
    limit = recurrence.horizon(entry.resource, store.clock.now(), calendar.time_zone)

    def wanted(item: Entry) -> bool:
        if item.resource["status"] == "cancelled" and not parameters.get("showDeleted"):
            return False
        return "originalStart" not in parameters or _starts_at(item, parameters, calendar)

    found = series.instances(calendar, entry, after, min(before, limit))
    rows = (
        Row([times.seconds(item.resource["originalStartTime"], calendar.time_zone)], item)
        for item in found
        if wanted(item)
    )

    def shown(row: Row) -> Json:
        return sight.shown(row.entry, at, parameters, most)

    return {**envelope(at, parameters), **paged(store, parameters, page, rows, shown)}


def query_of(parameters: Json, page: PageToken | None) -> Json:
    """The parameters of a list; a page token brings along those of its list."""
    query = {**page.query, **parameters} if page else dict(parameters)
    query.pop("pageToken", None)
    return query


def paged(
    store: Store,
    query: Json,
    page: PageToken | None,
    rows: Iterable[Row],
    shown: Callable[[Row], Json],
) -> Json:
    """One page of rows in the order of their keys, and the token for the next if there is one."""
    after = page.after if page else None
    if store.empty_pages and (page is None or not page.full):
        return {"items": [], "nextPageToken": opaque.written(PageToken(after, query))}
    size = min(query.get("maxResults", DEFAULT_PAGE), LARGEST_PAGE)
    left = sorted((r for r in rows if after is None or r.key > after), key=lambda r: r.key)
    result: Json = {"items": [shown(row) for row in left[:size]]}
    if len(left) > size:
        last = left[size - 1].key
        token = PageToken(last, query, not store.empty_pages)
        result["nextPageToken"] = opaque.written(token)
    return result


def envelope(at: Subscription, parameters: Json) -> Json:
    """What an Events resource says of its calendar."""
    calendar = at.calendar
    result = {
        "kind": "calendar#events",
        "etag": calendar.etag,
        "summary": calendar.summary,
        "description": calendar.description,
        "updated": calendar.updated,
        "timeZone": parameters.get("timeZone") or calendar.time_zone,
        "accessRole": at.role,
    }
    kept = {key: value for key, value in result.items() if value is not None}
    return {**kept, "defaultReminders": at.default_reminders}


def check_zone(parameters: Json) -> None:
    """:raise ApiError: 400 for a `timeZone` that does not exist"""
    if not times.is_zone(parameters.get("timeZone", "UTC")):
        raise errors.invalid_parameter("timeZone", "Invalid time zone.")


def _window(parameters: Json) -> tuple[float, float]:
    """The span that timeMin and timeMax leave open."""
    bounds = []
    for name, default in (("timeMin", -FOREVER), ("timeMax", FOREVER)):
        try:
            text = parameters.get(name)
            bounds.append(times.parse(text).timestamp() if text else default)
        except ValueError:
            raise errors.invalid_parameter(
                name, f"Invalid value for {name}: an RFC 3339 time with offset is needed."
            ) from None
    after, before = bounds
    if before <= after:
        raise errors.time_range_empty()
    return after, before


def _contains(resource: Json, words: str) -> bool:
    people = [resource.get("organizer", {}), *resource.get("attendees", [])]
    named = [person.get(key, "") for person in people for key in ("displayName", "email")]
    text = " ".join(
        [resource.get(key, "") for key in ("summary", "description", "location")] + named
    )
    return all(word in text.lower() for word in words.lower().split())


def _has_properties(resource: Json, kind: str, wanted: Iterable[str]) -> bool:
    have = (resource.get("extendedProperties") or {}).get(kind, {})
    for constraint in wanted:
        name, separator, value = constraint.partition("=")
        if not separator:
            raise errors.invalid_parameter(
                f"{kind}ExtendedProperty", "A constraint is written propertyName=value."
            )
        if have.get(name) != value:
            return False
    return True


def _starts_at(entry: Entry, parameters: Json, calendar: Calendar) -> bool:
    """Whether an instance has the original start that a request asks for."""
    text = parameters["originalStart"]
    original = entry.resource["originalStartTime"]
    try:
        wanted: Json = {"date": text} if times.DATE.fullmatch(text) else {"dateTime": text}
        moment = times.seconds(wanted, calendar.time_zone)
    except ValueError:
        raise errors.invalid_parameter("originalStart", "Invalid original start.") from None
    return moment == times.seconds(original, calendar.time_zone)
