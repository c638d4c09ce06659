"""people.connections.list: which contacts, in which order, on which page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import opaque, persons
from .contacts import ContactBook, Row
from .people_tokens import (
    PageToken,
    Position,
    next_sync_token,
    page_size,
    read_page_token,
    read_sync_token,
)
from .person_fields import read_mask

Json = dict[str, Any]

DEFAULT_PAGE = 100
LARGEST_PAGE = 1000
FIXED = ("pageSize", "personFields", "requestMask.includeField", "sortOrder", "sources")
"""What must stay as in the first list. Google's own example leaves `requestSyncToken` out later."""

Key = Callable[[Row], "list[Any]"]


def _name_key(part: str) -> Key:
    def key(row: Row) -> list[Any]:
        names = row.contact.fields.get("names", [{}])
        return [names[0].get(part, "").casefold(), row.contact.number]

    return key


ORDERS: dict[str, Key] = {
    "LAST_MODIFIED_ASCENDING": lambda row: [row.change],
    "LAST_MODIFIED_DESCENDING": lambda row: [-row.change],
    "FIRST_NAME_ASCENDING": _name_key("displayName"),
    "LAST_NAME_ASCENDING": _name_key("displayNameLastFirst"),
}


class Connections:
    """One list request. The caller holds the store's lock."""

    def __init__(self, book: ContactBook, at: Position, parameters: Json) -> None:
        """:raise ApiError: 400 for parameters that contradict each other, and for an old token"""
        self._replica = book.listed()
        self._at = at
        self._mask = read_mask(parameters)
        self._size = page_size(parameters, DEFAULT_PAGE, LARGEST_PAGE)
        names = (*FIXED, "requestSyncToken", "syncToken")
        self._query = {name: parameters[name] for name in names if parameters.get(name)}
        self._sync = read_sync_token(parameters, self._query, at, FIXED)
        self._page = read_page_token(parameters, self._query)
        self._key = ORDERS[parameters.get("sortOrder", "LAST_MODIFIED_ASCENDING")]

    def reply(self, root: str, locale: str) -> Json:
        """One page; like all of Google's newer JSON, without empty lists and zeros."""
        rows = self._rows()
        start = self._page.start if self._page else self._replica.last_change
        after = self._page.after if self._page else None
        left = [row for row in rows if after is None or self._key(row) > after]
        show = persons.in_sync if self._sync else persons.shown
        shown = [show(row.contact, self._mask, root, locale) for row in left[: self._size]]
        result: Json = {"connections": shown, "totalPeople": len(rows), "totalItems": len(rows)}
        if len(left) > self._size:
            token = PageToken(self._key(left[self._size - 1]), start, self._query)
            result["nextPageToken"] = opaque.written(token)
        elif self._query.get("requestSyncToken"):
            first = {name: self._query[name] for name in FIXED if name in self._query}
            result["nextSyncToken"] = next_sync_token(self._at, start, first, self._sync)
        return {key: value for key, value in result.items() if value}

    def _rows(self) -> list[Row]:
        """All rows of the list in their order."""
        if self._sync:
            rows = [row for row in self._replica.rows.values() if row.change > self._sync.change]
        else:
            rows = [row for row in self._replica.rows.values() if not row.contact.deleted]
        return sorted(rows, key=self._key)
