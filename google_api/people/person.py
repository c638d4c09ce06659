"""Reads Google's person: which of its entries make up Odoo's contact.

https://developers.google.com/people/api/rest/v1/people
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from ...engine.events.item import check_year
from ..transport.clock import GOOGLE

Person = Mapping[str, Any]
Entry = Mapping[str, Any]
Lists = dict[str, list[dict[str, Any]]]

#: All fields that are written, apart from labels and our own data.
WRITTEN = (
    "names",
    "emailAddresses",
    "phoneNumbers",
    "addresses",
    "organizations",
    "urls",
    "birthdays",
    "biographies",
)
#: The data that programs may leave with a contact, in one list for all of them.
CLIENT_DATA = "clientData"
#: What is asked for.
PERSON_FIELDS = ",".join((*WRITTEN, "nicknames", "memberships", "metadata", CLIENT_DATA, "photos"))

#: What we leave with a contact: the mark of a new one, and the number of the last write.
MARK = "odoo"
NUMBER = "odoo_write"

#: What Google makes of an entry, and takes no notice of in a write.
_MADE_BY_GOOGLE = frozenset({"formattedType", "canonicalForm", "displayNameLastFirst"})
_PRIMARY = ("primary", "sourcePrimary")
#: How Google displays a name, and what it displays.
_WHOLE_NAMES = ("displayName", "unstructuredName")
_NAME_PARTS = ("honorificPrefix", "givenName", "middleName", "familyName", "honorificSuffix")
_WEBSITES = ("homePage", "work")


@dataclass(frozen=True, slots=True)
class Meta:
    """What identifies a contact and tells of its state.

    :ivar etag: of the contact itself; that of the person depends on what was asked for, and may be
        old in the answer to a write
    :ivar source_id: of the contact itself; it stays when the person gets another resource name
    :ivar changed: when the contact was changed last, by Google's clock
    :ivar previous: former resource names, those of contacts that were merged into it
    :ivar labels: resource names of the groups that it is in
    :ivar mark: ours; empty if it has none
    :ivar numbers: of our last write, as far as it shows it
    """

    resource_name: str
    etag: str | None = None
    source_id: str = ""
    changed: datetime | None = None
    deleted: bool = False
    previous: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()
    mark: str = ""
    numbers: frozenset[str] = frozenset()


def metadata(person: Person) -> Meta:
    """Everything that is not the contact itself."""
    about = person.get("metadata", {})
    source = next(iter(_contact_sources(person)), {})
    groups = (each.get("contactGroupMembership", {}) for each in person.get("memberships", ()))
    return Meta(
        resource_name=person["resourceName"],
        etag=source_etag(person),
        source_id=source.get("id", ""),
        changed=_changed(source.get("updateTime")),
        deleted=about.get("deleted", False),
        previous=tuple(about.get("previousResourceNames", ())),
        labels=frozenset(filter(None, (group.get("contactGroupResourceName") for group in groups))),
        mark=next(_left_by_us(person, MARK), ""),
        numbers=frozenset(_left_by_us(person, NUMBER)),
    )


def kept(person: Person) -> dict[str, Any]:
    """What has to be known of a person so as to change it without asking Google first.

    It decodes to the same item as the person. The data that programs have left is there even if
    there is none: what a former version has kept does not say.
    """
    sources = [
        {name: source[name] for name in ("type", "id", "etag", "updateTime") if name in source}
        for source in _contact_sources(person)
    ]
    name = person.get("resourceName")
    return {
        **({"resourceName": name} if name else {}),
        "metadata": {"sources": sources},
        CLIENT_DATA: _entries(person, CLIENT_DATA),
        **({"photos": [{"url": own_picture(person)}]} if own_picture(person) else {}),
        **{name: entries for name, entries in read_lists(person).items() if entries},
    }


def displayed_as(person: Person, known: Person) -> dict[str, Any]:
    """The person, called as before while the parts of the name are the same.

    In what order Google displays them, and by which signs it parts them, follows the language of
    whoever reads: that is no change of the name.

    :param known: what is kept of the same person
    """
    had: Entry = next(iter(known.get("names", ())), {})
    names = [_displayed_as(name, had) for name in person.get("names", ())]
    return {**person, **({"names": names} if names else {})}


def called(person: Person, name: str) -> dict[str, Any]:
    """The person by the name that was just written, however Google displays the parts of it."""
    names = [{**one, **dict.fromkeys(_WHOLE_NAMES, name)} for one in person.get("names", ())]
    return {**person, **({"names": names} if names else {})}


def _displayed_as(name: Entry, had: Entry) -> dict[str, Any]:
    parts = _parts_of(name)
    whole = {part: had[part] for part in _WHOLE_NAMES if part in had}
    return {**name, **whole} if parts and parts == _parts_of(had) else {**name}


def _parts_of(name: Entry) -> dict[str, Any]:
    return {part: name[part] for part in _NAME_PARTS if name.get(part)}


def own_picture(person: Person) -> str:
    """The address of the contact's picture; empty where Google shows its initials."""
    own = (photo for photo in person.get("photos", ()) if not photo.get("default"))
    return next((photo.get("url", "") for photo in own), "")


def source_etag(person: Person) -> str | None:
    """The etag of the contact itself, the only one that tells whether it is still as it was."""
    return next((source["etag"] for source in _contact_sources(person) if source.get("etag")), None)


def _contact_sources(person: Person) -> list[Mapping[str, Any]]:
    sources = person.get("metadata", {}).get("sources", ())
    return [source for source in sources if source.get("type") == "CONTACT"]


def _left_by_us(person: Person, key: str) -> Iterator[str]:
    """What we have left with the contact by this key."""
    entries = person.get(CLIENT_DATA, ())
    return (entry.get("value", "") for entry in entries if entry.get("key") == key)


def _changed(text: str | None) -> datetime | None:
    """When it was changed, by our clock."""
    moment = _moment(text)
    return moment and GOOGLE.ours(moment)


def _moment(text: str | None) -> datetime | None:
    """A moment as protobuf writes it: in UTC, with up to nine digits after the second."""
    match = re.fullmatch(r"([-\d]+T[:\d]+)(?:\.(\d+))?Z", text or "")
    if match is None:
        return None
    microsecond = int((match[2] or "0").ljust(6, "0")[:6])
    try:
        moment = datetime.fromisoformat(match[1])
        check_year(moment)
    except ValueError:  # ItemError is one, too
        return None
    return moment.replace(microsecond=microsecond, tzinfo=timezone.utc)


def _entries(person: Person, name: str) -> list[dict[str, Any]]:
    """The entries of the contact itself, and not of a Google profile that it is linked with."""
    return [
        _pruned(entry)
        for entry in person.get(name, ())
        if entry.get("metadata", {}).get("source", {}).get("type", "CONTACT") == "CONTACT"
    ]


def _pruned(entry: Entry) -> dict[str, Any]:
    own = {name: value for name, value in entry.items() if name not in _MADE_BY_GOOGLE}
    about = own.pop("metadata", {})
    primary = {name: True for name in _PRIMARY if about.get(name)}
    return {**own, "metadata": primary} if primary else own


def read_lists(person: Person) -> Lists:
    """The entries of all fields that a contact is read from, without what Google makes of them."""
    return {name: _entries(person, name) for name in (*WRITTEN, "nicknames")}


def chosen(lists: Lists, name: str) -> dict[str, Any] | None:
    """The entry of a list that Odoo knows."""
    entries = lists[name]
    if name == "organizations":
        current = [entry for entry in entries if entry.get("current")]
        entries = current or entries
    elif name == "urls":
        own = [entry for entry in entries if entry.get("type") in _WEBSITES]
        entries = own or [entry for entry in entries if entry.get("type") != "profile"]
    return next(iter(primary_first(entries)), None)


def primary_first(entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries, the one first that Google takes for the most important."""

    def rank(entry: Entry) -> int:
        about = entry.get("metadata", {})
        return -2 * bool(about.get("primary")) - bool(about.get("sourcePrimary"))

    return sorted(entries, key=rank)
