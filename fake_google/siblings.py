"""The parts of one batch that write to the same event or series (G3).

Google's release notes of 17 May 2024: "a batched item returns an HTTP 409 Conflict status code if
the batch operation can't successfully execute this item due to conflicts with other requested
batched items". Which those are they do not tell; here, the second one of an event or a series.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import errors, series

if TYPE_CHECKING:
    from .api import Request

Json = dict[str, Any]

EVENT_WRITES = frozenset(
    f"calendar.events.{name}" for name in ("delete", "import", "insert", "move", "patch", "update")
)


class Siblings:
    """What the parts of one batch have written so far."""

    def __init__(self) -> None:
        self._written: set[tuple[str, str]] = set()

    def handled(self, request: Request, handler: Callable[[Request], Json | None]) -> Json | None:
        """Do the work of a part.

        :raise ApiError: 409 when an earlier part wrote to the same event or series
        """
        if request.method.id not in EVENT_WRITES:
            return handler(request)
        store, account = request.google.store, request.account
        calendar = store.subscription(account, request.parameters["calendarId"]).calendar
        event_id = request.parameters.get("eventId")
        may_conflict = event_id and store.habits.of(account.email).batch_siblings == "conflict"
        if may_conflict and (calendar.id, series.leader_id(calendar, event_id)) in self._written:
            raise errors.batch_conflict()
        result = handler(request)
        written = event_id or (result or {})["id"]
        self._written.add((calendar.id, series.leader_id(calendar, written)))
        return result
