"""One user's records of a kind in Odoo, as plans need them: a schedule, or a group of contacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timezone
from typing import Any, Protocol

from odoo.models import BaseModel

from ...engine.core.item import ItemError, ItemT, OriginalStart
from ...engine.core.link import OdooState, Role
from ...engine.core.plan import Write
from ..database import one_record
from ..store.refs import RecordRef

#: What takes place without the user, who has said no: original starts of a series, and ``None`` for
#: the record itself.
Declined = frozenset[OriginalStart | None]


def read_each(
    ids: Iterable[int], existing: BaseModel, state_of: Callable[[BaseModel], OdooState[ItemT]]
) -> tuple[dict[int, OdooState[ItemT]], dict[int, ItemError]]:
    """Return the states of records by id, and what is wrong with those that are no item.

    :param existing: those that exist; the others are gone
    """
    gone = set(ids) - set(existing.ids)
    states: dict[int, OdooState[ItemT]] = {one: OdooState(None, exists=False) for one in gone}
    problems: dict[int, ItemError] = {}
    for record in existing:
        try:
            with one_record.reading():
                states[record.id] = state_of(record)
        except ItemError as error:
            problems[record.id] = error
    return states, problems


def last_change(records: BaseModel) -> datetime | None:
    """When one of the records was changed last, aware; ``None`` where nobody has noted it, as in
    rows that were not written by Odoo itself."""
    moments = [record.write_date for record in records if record.write_date]
    return max(moments).replace(tzinfo=timezone.utc) if moments else None


class Records(Protocol[ItemT]):
    """A :class:`~sync.odoo.schedule.Schedule`, or :class:`~sync.odoo.contact_book.ContactBook`."""

    def read(
        self, refs: Iterable[RecordRef], /
    ) -> tuple[dict[RecordRef, OdooState[ItemT]], dict[RecordRef, ItemError]]:
        """The states of the records, and what is wrong with those that are no item."""

    def existing(self, refs: Iterable[RecordRef], /) -> set[RecordRef]:
        """Those that are records, archived ones among them."""

    def title(self, ref: RecordRef, /) -> str:
        """What people call the record; empty for one that is gone."""

    def shown(self, ref: RecordRef, /) -> RecordRef | None:
        """The record to open: of a series, one of its occurrences."""

    def create(self, requests: Sequence[Any], /) -> list[RecordRef]:
        """New records, in the order of the requests.

        :param requests: items; those of events with their organizers
        """

    def update(
        self, ref: RecordRef, write: Write[ItemT], role: Role, declined: Declined, /
    ) -> RecordRef:
        """Write the fields in which the items differ, those alone.

        :return: the record, which is another one where an event became a series or the reverse
        """

    def remove(self, ref: RecordRef, role: Role, declined: Declined = frozenset(), /) -> None:
        """Take the record out of the user's schedule, or of the group."""

    def restore(self, ref: RecordRef, item: ItemT, role: Role, /) -> RecordRef:
        """Bring the record back, as the item says.

        :return: as :meth:`update`
        """
