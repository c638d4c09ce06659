"""Items: values with fields and a title. The core knows no more of them.

An item is what both sides can say of one record, in one normal form. Two records agree when their
items are equal. :mod:`engine.events.item` and :mod:`engine.contacts.item` have the kinds.
"""

from __future__ import annotations

import dataclasses
import functools
from datetime import date, datetime
from typing import Any, ClassVar, Protocol, TypeVar

#: The start that the rule of a series gives one of its occurrences, which identifies it even when
#: it has been moved: an instant in UTC, or a date for whole days.
OriginalStart = datetime | date


class Item(Protocol):
    """A frozen dataclass that says all of one record."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    @property
    def title(self) -> str:
        """What people call the record."""


#: The one kind that a link, a plan or a policy is about.
ItemT = TypeVar("ItemT", bound=Item)


class ItemError(ValueError):
    """A record that cannot be said as an item.

    :param code: what is wrong, one of the keys of the texts in ``sync.reporting.messages``
    :param values: what the text names, for example the offending date
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def field_names(item: Item) -> tuple[str, ...]:
    """The fields of an item of any kind, in their order."""
    return _names_of(type(item))


@functools.cache
def _names_of(kind: type[Item]) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind))


def differing(one: ItemT, other: ItemT) -> frozenset[str]:
    """The names of the fields in which two items differ."""
    return frozenset(
        name for name in field_names(one) if getattr(one, name) != getattr(other, name)
    )


def without(item: ItemT, names: frozenset[str]) -> ItemT:
    """The item, saying nothing in these fields: each has its default.

    :param names: of fields that have one; a record without the others is no item
    """
    blank = {each.name: each.default for each in dataclasses.fields(item) if each.name in names}
    return dataclasses.replace(item, **blank) if blank else item
