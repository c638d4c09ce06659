"""One account's contacts and groups: what is there now, and what lists show of it.

Contacts and groups are never changed in place: every write puts a new one. What lists show lags
behind by `list_delay`: "writes may have a propagation delay of several minutes for sync requests".
"""

from __future__ import annotations

import base64
import secrets
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timezone
from typing import Any

from . import rpc_errors
from .clock import Clock

Json = dict[str, Any]

MY_CONTACTS = "contactGroups/myContacts"
STARRED = "contactGroups/starred"
ALL = "contactGroups/all"
"""Holds every contact; a contact does not say so itself."""

SYSTEM_GROUPS = {
    "myContacts": "My Contacts",
    "starred": "Starred",
    "friends": "Friends",
    "family": "Family",
    "coworkers": "Coworkers",
    "chatBuddies": "Chat contacts",
    "all": "All Contacts",
    "blocked": "Blocked",
}
OPEN_SYSTEM_GROUPS = (MY_CONTACTS, STARRED)
"""The only system groups that contacts can be put into."""


@dataclass(frozen=True)
class Contact:
    """One version of a contact."""

    number: int
    fields: Json
    """Entries in normal form by field, without metadata."""
    groups: tuple[str, ...] = (MY_CONTACTS,)
    photo: str | None = None
    """The key of its picture among the store's."""
    previous: tuple[str, ...] = ()
    """Names it had before, its own and those of contacts that were merged into this one."""
    first_number: int = 0
    """The number in the name that it began with, where it has another name now."""
    profile: str | None = None
    """The id of the account that it is known to be of."""
    deleted: bool = False
    change: int = 0
    updated: str = ""
    shown: Json = field(default_factory=dict, compare=False)
    """The whole person, once somebody has asked for it."""

    @property
    def name(self) -> str:
        """The resource name."""
        return f"people/c{self.number}"

    @property
    def source_id(self) -> str:
        """The id of the source of type CONTACT."""
        return f"{self.first_number or self.number:x}"

    @property
    def etag(self) -> str:
        """The version of the person."""
        return f"%{_etag('person', self.number, self.change)}"

    @property
    def stale_etag(self) -> str:
        """The version of the person before the last write."""
        return f"%{_etag('person', self.number, self.change - 1)}"

    @property
    def source_etag(self) -> str:
        """The version of the source of type CONTACT."""
        return f"#{_etag('source', self.number, self.change)}"


@dataclass(frozen=True)
class Group:
    """One version of a contact group, called a label on Google's page."""

    id: str
    title: str
    formatted: str
    client_data: list[Json]
    system: bool = False
    deleted: bool = False
    change: int = 0
    updated: str = ""

    @property
    def name(self) -> str:
        """The resource name."""
        return f"contactGroups/{self.id}"

    @property
    def etag(self) -> str:
        """The version of the group."""
        return _etag("group", self.id, self.change)

    @property
    def takes_members(self) -> bool:
        """Whether contacts can be put into it."""
        return not self.system or self.name in OPEN_SYSTEM_GROUPS


@dataclass(frozen=True)
class Row:
    """A contact as lists show it, with its place in the order of what they show."""

    contact: Contact
    change: int


class Replica:
    """What lists show: every write arrives here in its turn, some time after it was made."""

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.last_change = 0
        self._pending: deque[tuple[float, Contact]] = deque()

    def expect(self, contact: Contact, due: float) -> None:
        """Take note of a write that shows from a moment on, and not before those before it."""
        self._pending.append((due, contact))

    def settle(self, now: float) -> None:
        """Let in the writes whose time has come."""
        while self._pending and self._pending[0][0] <= now:
            contact = self._pending.popleft()[1]
            for name in (contact.name, *contact.previous):
                if name in self.rows and not self.rows[name].contact.deleted:
                    del self.rows[name]
            self.rows.pop(contact.name, None)
            self.last_change += 1
            self.rows[contact.name] = Row(contact, self.last_change)


class ContactBook:
    """The contacts and groups of one account. The caller holds the store's lock."""

    def __init__(self, clock: Clock) -> None:
        self.list_delay = 0.0
        """Seconds until a write shows in lists."""
        self.contacts: dict[str, Contact] = {}
        self.groups: dict[str, Group] = {}
        """Deleted ones too, for incremental lists."""
        self.last_change = 0
        self._clock = clock
        self._moved: dict[str, str] = {}
        """The names that led to a contact once, with those that lead there now."""
        self._bin: dict[str, Contact] = {}
        self._replica = Replica()
        for id_, formatted in SYSTEM_GROUPS.items():
            self.put_group(Group(id_, id_, formatted, [], system=True))

    def new_number(self) -> int:
        """A number that no contact has; as long as Google's."""
        return secrets.randbelow(2**62) + 2**60

    def put(self, contact: Contact) -> Contact:
        """Store a new version of a contact, or its end."""
        change, updated = self._tick()
        stored = replace(contact, change=change, updated=updated, shown={})
        self.contacts.pop(stored.name, None)
        (self._bin if stored.deleted else self.contacts)[stored.name] = stored
        self._replica.expect(stored, self._clock.timestamp() + self.list_delay)
        return stored

    def out_of_bin(self, name: str) -> Contact:
        """A contact that was deleted, and is in the bin no more.

        :raise ApiError: 404 when there is none
        """
        if name not in self._bin:
            raise rpc_errors.entity_not_found()
        return self._bin.pop(name)

    def moved(self, old: str, new: str) -> None:
        """Remember where a merged contact went, or by which name one goes now."""
        self.contacts.pop(old, None)
        self._moved[old] = new

    def found(self, name: str) -> Contact:
        """A contact by its name.

        :raise ApiError: 404 when there is none
        """
        if name not in self.contacts:
            raise rpc_errors.entity_not_found()
        return self.contacts[name]

    def followed(self, name: str) -> Contact:
        """A contact by its name, or by a name that it took over in a merge.

        :raise ApiError: 404 when there is none
        """
        while name not in self.contacts and name in self._moved:
            name = self._moved[name]
        return self.found(name)

    def put_group(self, group: Group) -> Group:
        """Store a new version of a group, or its end."""
        change, updated = self._tick()
        stored = replace(group, change=change, updated=updated)
        self.groups.pop(stored.name, None)
        self.groups[stored.name] = stored
        return stored

    def group(self, name: str) -> Group:
        """A group by its resource name.

        :raise ApiError: 404 when there is none
        """
        group = self.groups.get(name)
        if group is None or group.deleted:
            raise rpc_errors.entity_not_found()
        return group

    def living_groups(self) -> Iterator[Group]:
        """The groups that are not deleted."""
        return (group for group in self.groups.values() if not group.deleted)

    def listed(self) -> Replica:
        """What lists show at this moment."""
        self._replica.settle(self._clock.timestamp())
        return self._replica

    def members(self, group_name: str) -> list[str]:
        """The names of a group's members, as far as lists show them."""
        return [
            row.contact.name
            for row in self.listed().rows.values()
            if not row.contact.deleted and (group_name == ALL or group_name in row.contact.groups)
        ]

    def _tick(self) -> tuple[int, str]:
        """Begin a write: its place in the order of changes, and its time."""
        self.last_change += 1
        now = self._clock.now().astimezone(timezone.utc)
        return self.last_change, now.isoformat(timespec="microseconds").replace("+00:00", "Z")


def _etag(kind: str, id_: Any, change: int) -> str:
    """A text that stands for one version of one thing, and tells clients nothing."""
    return base64.b64encode(f"{kind}/{id_}/{change}".encode()).decode()
