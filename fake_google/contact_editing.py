"""Writing contacts: one place for the API, the web page and the seeds.

A write is drafted first, which makes all checks, and stored then; so many can stand or fall
together.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from . import rpc_errors
from .contacts import MY_CONTACTS, Contact, ContactBook
from .habits import Habits
from .person_fields import UPDATABLE
from .person_form import normal_fields

Json = dict[str, Any]


class ContactEditor:
    """A hand on one account's contacts. The caller holds the store's lock."""

    def __init__(self, book: ContactBook, habits: Habits) -> None:
        self._book = book
        self._habits = habits

    def drafted(self, body: Json) -> Contact:
        """A new contact, checked but not yet stored.

        :raise ApiError: 400 for what Google would not take
        """
        groups = self._groups_of(body) or (MY_CONTACTS,)
        self._check_addable(groups, ())
        return Contact(self._book.new_number(), self._normal(body, UPDATABLE), groups)

    def drafted_update(self, name: str, body: Json, mask: tuple[str, ...]) -> Contact:
        """A contact with the fields of a mask replaced, checked but not yet stored.

        :raise ApiError: 404 for an unknown contact, 400 for an etag that is missing or old, and for
            what Google would not take
        """
        before = self._book.found(name)
        _check_version(before, body)
        kept = {field: entries for field, entries in before.fields.items() if field not in mask}
        fields = {**kept, **self._normal(body, mask)}
        groups = before.groups
        if "memberships" in mask:
            groups = self._groups_of(body)
            if not groups:
                raise rpc_errors.invalid_argument(
                    "Memberships are being updated and there are no contact group memberships "
                    "specified on the person."
                )
            self._check_addable(groups, before.groups)
        return replace(before, fields=fields, groups=groups)

    def create(self, body: Json) -> Contact:
        """Store a new contact."""
        return self._book.put(self.drafted(body))

    def update(self, name: str, body: Json, mask: tuple[str, ...]) -> Contact:
        """Replace some fields of a contact."""
        return self._book.put(self.drafted_update(name, body, mask))

    def delete(self, names: list[str]) -> None:
        """Delete contacts, all or none.

        :raise ApiError: 404 for an unknown one
        """
        found = [self._book.found(name) for name in dict.fromkeys(names)]
        for contact in found:
            self._book.put(replace(contact, deleted=True))

    def set_photo(self, name: str, photo: str | None) -> Contact:
        """Give a contact a picture, or take it away."""
        return self._book.put(replace(self._book.found(name), photo=photo))

    def _normal(self, body: Json, names: tuple[str, ...]) -> Json:
        """Fields in normal form, with notes that fit."""
        fields, most = normal_fields(body, names), self._habits.notes_limit
        notes = fields.get("biographies", [])
        if most is None or all(len(one.get("value", "")) <= most for one in notes):
            return fields
        if self._habits.long_notes == "refused":
            raise rpc_errors.invalid_argument("Request contains an invalid argument.")
        return {**fields, "biographies": [{**one, "value": one["value"][:most]} for one in notes]}

    def _groups_of(self, body: Json) -> tuple[str, ...]:
        """The groups that a body wants a contact to be in; other memberships are not to be set."""
        names = (
            (entry.get("contactGroupMembership") or {}).get("contactGroupResourceName")
            for entry in body.get("memberships") or []
            if entry
        )
        return tuple(dict.fromkeys(name for name in names if name))

    def _check_addable(self, groups: tuple[str, ...], before: tuple[str, ...]) -> None:
        for name in groups:
            group = self._book.groups.get(name)
            if group is None or group.deleted:
                raise rpc_errors.invalid_argument(f"Contact group {name} does not exist.")
            if name not in before and not group.takes_members:
                raise rpc_errors.invalid_argument(f"Contacts cannot be added to {name}.")


def _check_version(contact: Contact, body: Json) -> None:
    sources = (body.get("metadata") or {}).get("sources") or []
    of_contact = [s.get("etag") for s in sources if s and s.get("type") == "CONTACT"]
    given = {
        (kind, etag)
        for kind, etag in [("person", body.get("etag")), *(("source", e) for e in of_contact)]
        if etag
    }
    if not given:
        raise rpc_errors.invalid_argument(
            "Request must set person.etag or person.metadata.sources.etag for the source that is "
            "being updated."
        )
    if given - {("person", contact.etag), ("source", contact.source_etag)}:
        raise rpc_errors.failed_precondition(
            "Request person.etag is different than the current person.etag. Clear local cache and "
            "get the latest person."
        )
