"""What gives a contact another name: merging it, and learning whose profile is linked to it.

"The resource name may change when adding or removing fields that link a contact and profile such as
a verified email, verified phone number, or profile URL", says the description of
`previousResourceNames`. The id of its source of type CONTACT stays (G16).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import rpc_errors
from .contacts import Contact, ContactBook
from .person_fields import SINGLETONS, UPDATABLE

Json = dict[str, Any]


def merge(book: ContactBook, into: str, other: str) -> Contact:
    """Let one contact take over another, which is gone then.

    What there is one of stays as the first has it; of the rest it gets what it did not have.

    :raise ApiError: 404 for an unknown contact, 400 for one and the same
    """
    if into == other:
        raise rpc_errors.invalid_argument("A contact cannot be merged with itself.")
    first, second = book.found(into), book.found(other)
    book.put(replace(second, deleted=True))
    book.moved(second.name, first.name)
    return book.put(
        replace(
            first,
            fields=_union(first.fields, second.fields),
            groups=tuple(dict.fromkeys((*first.groups, *second.groups))),
            photo=first.photo or second.photo,
            previous=(*first.previous, second.name, *second.previous),
        )
    )


def link(book: ContactBook, name: str, profile: str) -> Contact:
    """Link a contact to a profile: it goes by a new name then.

    :raise ApiError: 404 for an unknown contact
    """
    before = book.found(name)
    linked = replace(
        before,
        number=book.new_number(),
        first_number=before.first_number or before.number,
        previous=(before.name, *before.previous),
        profile=profile,
    )
    book.moved(before.name, linked.name)
    return book.put(linked)


def _union(first: Json, second: Json) -> Json:
    return {
        field: _both(field, first.get(field, []), second.get(field, []))
        for field in UPDATABLE
        if field in first or field in second
    }


def _both(field: str, first: list[Json], second: list[Json]) -> list[Json]:
    if field in SINGLETONS and first:
        return first
    known = [_essence(field, entry) for entry in first]
    return first + [entry for entry in second if _essence(field, entry) not in known]


def _essence(field: str, entry: Json) -> Any:
    """What makes two entries the same: an address or number, whatever it is for."""
    if field == "emailAddresses" and "value" in entry:
        return entry["value"].lower()
    if field == "phoneNumbers":
        return entry.get("canonicalForm") or entry.get("value")
    return entry
