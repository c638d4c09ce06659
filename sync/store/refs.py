"""References to a user's records, by model and id, and the stored form of their items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from odoo import models
from odoo.fields import Domain

from ...engine.contacts import item as contact
from ...engine.contacts.item import ContactItem
from ...engine.core.link import Spellings
from ...engine.core.merge import Conflict, Side
from ...engine.events import item
from ...engine.events.item import EventItem

EVENT = "calendar.event"
SERIES = "calendar.recurrence"
CONTACT = "res.partner"
CATEGORY = "res.partner.category"

Item = EventItem | ContactItem


class RecordRef(NamedTuple):
    """A single event, a series with all its occurrences, or a contact."""

    model: str
    id: int


def ids_of(refs: Iterable[RecordRef], model: str) -> list[int]:
    """The ids of those refs that are of one model, in order.

    Refs come as sets, whose order nobody knows: what is sent first would be a matter of chance.
    """
    return sorted(ref.id for ref in refs if ref.model == model)


def naming(refs: Iterable[RecordRef]) -> Domain:
    """Return the domain of the rows, as links, that name one of these records."""
    refs = set(refs)
    return Domain.OR(
        Domain("res_model", "=", model) & Domain("res_id", "in", ids_of(refs, model))
        for model in {ref.model for ref in refs}
    )


def dump_item(record: Item) -> dict[str, Any]:
    """The item as JSON values, in which a link or a line of the log keeps it."""
    return contact.dump(record) if isinstance(record, ContactItem) else item.dump(record)


def parse_item(values: Mapping[str, Any] | None) -> Item | None:
    """The inverse of :func:`dump_item`; ``None`` for no values."""
    if not values:
        return None
    return item.load(values) if "when" in values else contact.load(values)


def load_item(link: models.BaseModel) -> Any:
    """The item that a link's base keeps, of the kind of its record; ``None`` without one."""
    return load_values(link, link.base)


def load_values(link: models.BaseModel, values: Mapping[str, Any] | None) -> Any:
    """The item of a link's record that was stored as ``values``; ``None`` without any."""
    return kind_of(link).load(values) if values else None


def dump_spellings(spellings: Spellings) -> list[Any]:
    """As JSON values, the form in which a link keeps them."""
    return [
        [name, *(_kind_with(name).dump_value(name, value) for value in values)]
        for name, *values in spellings
    ]


def load_spellings(values: Iterable[Any]) -> Spellings:
    """The inverse of :func:`dump_spellings`."""
    return tuple(
        (name, *(_kind_with(name).load_value(name, value) for value in both))
        for name, *both in values
    )


def _kind_with(name: str) -> ModuleType:
    """The module of the kind that has this field; no two of them have one of the same name."""
    return contact if name in ContactItem.__dataclass_fields__ else item


def kind_of(link: models.BaseModel) -> ModuleType:
    """The module that stores the items of a link's record, and the values of their fields."""
    return contact if link.res_model == CONTACT else item


def dump_conflict(about: Item, conflict: Conflict) -> dict[str, Any]:
    """A conflict as JSON values, in which a link keeps it until Google has answered.

    :param about: the item in which it is
    """
    module = contact if isinstance(about, ContactItem) else item

    def dumped(value: Any) -> Any:
        return module.dump_value(conflict.field, _listed(conflict.field, value))

    return {
        "field": conflict.field,
        "winner": conflict.winner.value,
        "kept": dumped(conflict.kept),
        "lost": dumped(conflict.lost),
        "original_start": conflict.original_start and conflict.original_start.isoformat(),
    }


def load_conflict(link: models.BaseModel, values: Mapping[str, Any]) -> Conflict:
    """The inverse of :func:`dump_conflict`."""
    name, start = values["field"], values["original_start"]

    def loaded(value: Any) -> Any:
        found = kind_of(link).load_value(name, value)
        return found[0] if name == "guests" else found

    return Conflict(
        name,
        Side(values["winner"]),
        loaded(values["kept"]),
        loaded(values["lost"]),
        start and item.load_original_start(start),
    )


def _listed(name: str, value: Any) -> Any:
    """Return a field's value as items have it: a conflict about a guest stores that guest alone."""
    return (value,) if name == "guests" else value
