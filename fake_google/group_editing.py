"""Writing contact groups and their members: one place for the API, the web page and the seeds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from . import rpc_errors
from .contacts import MY_CONTACTS, Contact, ContactBook, Group

Json = dict[str, Any]


@dataclass
class Modified:
    """What a change of members could not do."""

    not_found: list[str] = field(default_factory=list)
    last_group: list[str] = field(default_factory=list)
    """Contacts that have to stay, for it is their last group."""


class GroupEditor:
    """A hand on one account's groups. The caller holds the store's lock."""

    def __init__(self, book: ContactBook) -> None:
        self._book = book

    def create(self, title: str, client_data: list[Json] | None = None) -> Group:
        """Make a group.

        :raise ApiError: 409 when there is one of this name
        """
        title = self._free(title, None)
        return self._book.put_group(Group(secrets.token_hex(8), title, title, client_data or []))

    def update(self, name: str, title: str | None, client_data: list[Json] | None) -> Group:
        """Rename a group, or give it other client data; None leaves them.

        :raise ApiError: 409 when there is another of this name, 400 for a system group
        """
        group = self._own(name)
        if title is not None:
            title = self._free(title, group)
            group = replace(group, title=title, formatted=title)
        if client_data is not None:
            group = replace(group, client_data=client_data)
        return self._book.put_group(group)

    def delete(self, name: str, with_contacts: bool = False) -> None:
        """Delete a group; its contacts go along, or stay where they are besides.

        :raise ApiError: 400 for a system group
        """
        group = self._own(name)
        for contact in list(self._book.contacts.values()):
            if name in contact.groups and with_contacts:
                self._book.put(replace(contact, deleted=True))
            elif name in contact.groups:
                rest = tuple(other for other in contact.groups if other != name)
                self._book.put(replace(contact, groups=rest or (MY_CONTACTS,)))
        self._book.put_group(replace(group, deleted=True))

    def modify(self, name: str, add: list[str], remove: list[str]) -> Modified:
        """Put contacts into a group and take others out of it.

        :raise ApiError: 400 when this group takes no members
        """
        group = self._book.group(name)
        if add and not group.takes_members:
            raise rpc_errors.invalid_argument(f"Contacts cannot be added to {name}.")
        result = Modified()
        for contact in self._known(add, result):
            if name not in contact.groups:
                self._book.put(replace(contact, groups=(*contact.groups, name)))
        for contact in self._known(remove, result):
            if contact.groups == (name,):
                result.last_group.append(contact.name)
            elif name in contact.groups:
                rest = tuple(other for other in contact.groups if other != name)
                self._book.put(replace(contact, groups=rest))
        return result

    def _known(self, names: list[str], result: Modified) -> list[Contact]:
        names = list(dict.fromkeys(names))
        result.not_found += [name for name in names if name not in self._book.contacts]
        return [self._book.contacts[name] for name in names if name in self._book.contacts]

    def _own(self, name: str) -> Group:
        group = self._book.group(name)
        if group.system:
            raise rpc_errors.invalid_argument("System contact groups cannot be changed.")
        return group

    def _free(self, title: str, group: Group | None) -> str:
        """A name that no other group has."""
        title = title.strip()
        if not title:
            raise rpc_errors.invalid_argument("Contact group name is required.")
        for other in self._book.living_groups():
            same = title.casefold() in (other.title.casefold(), other.formatted.casefold())
            if same and (group is None or other.name != group.name):
                raise rpc_errors.already_exists("Contact group name already exists.")
        return title
