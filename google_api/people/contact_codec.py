"""Google's people ↔ contacts. https://developers.google.com/people/api/rest/v1/people

Pure: values in, values out. Google keeps lists where Odoo has one value, and an update replaces a
whole list. So a change is made to the one entry that Odoo knows, and all others go along as they
are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...engine.contacts.address import NOWHERE
from ...engine.contacts.item import ContactItem, email, notes_of_html, website
from ...engine.contacts.notes import beginning
from ...engine.contacts.phone import NO_PHONE
from ...engine.contacts.phone import read as read_phone
from ...engine.contacts.places import Places
from ...engine.core.item import ItemError
from ...engine.text.plain import lines, one_line
from ..transport.shape import check_fits
from .address_codec import decode_address, encode_address
from .person import (
    CLIENT_DATA,
    MARK,
    NUMBER,
    WRITTEN,
    Entry,
    Lists,
    Person,
    chosen,
    primary_first,
    read_lists,
)

#: What Odoo calls somebody to whom a write has given something else that stands in for a name.
CALLED = "called"
#: By so many addresses, and so many numbers, a contact may be known.
MOST_ADDRESSES = 100
#: What an entry may have when it says nothing.
_SAYS_NOTHING = frozenset({"metadata", "type", "current", "contentType"})
#: What Google takes for an honorific behind a name.
_SUFFIXES = frozenset(
    ("jr", "sr", "ii", "iii", "iv", "v", "phd", "md", "dds", "esq", "cpa", "jd", "mba")
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """:ivar emails: all of them, in normal form
    :ivar phones: likewise
    :ivar named: whether the name is its own, and nothing that stands in for one
    """

    item: ContactItem
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    named: bool = True


# -- Google → item ------------------------------------------------------------------------------


def decode(
    person: Person,
    places: Places,
    region: str,
    company: bool | None = None,
    organized: bool = False,
    instead: str | None = None,
) -> Decoded:
    """What the person is in Odoo's terms.

    :param person: as Google gives it, or as :func:`kept` leaves it
    :param region: ISO code of the country in which numbers and addresses without one are meant
    :param company: whether Odoo knows it as a company; ``None``: it is judged by what it has
    :param organized: whether it is called by the name of its organization, whoever is named besides
    :param instead: what it is called where it has no name; ``None``: by what stands in for one
    :raise ItemError: ``no_name``: there is nothing by which it could be called
    """
    check_fits(person)
    lists = read_lists(person)
    organization = chosen(lists, "organizations") or {}
    if company is None:
        company = _is_company(lists, organization)
    addresses, numbers = (
        [entry.get("value") for entry in primary_first(lists[name])[:MOST_ADDRESSES]]
        for name in ("emailAddresses", "phoneNumbers")
    )
    emails = [email(value) for value in addresses]
    phones = [read_phone(value, region) for value in numbers]
    address = decode_address(chosen(lists, "addresses") or {}, places, region).address
    name = _own_name(lists, company, organized)
    if not name and instead is None:
        instead = _said_in(lists, _stands_in(lists))
        if not instead:
            raise ItemError("no_name")
    item = ContactItem(
        name=name or instead or "",
        is_company=company,
        company="" if company else one_line(organization.get("name")),
        job=one_line(organization.get("title")),
        email=emails[0] if emails else "",
        phone=phones[0] if phones else NO_PHONE,
        address=address,
        website=website((chosen(lists, "urls") or {}).get("value")),
        birthday=_birthday(lists),
        notes=_notes(lists),
    )
    return Decoded(
        item,
        tuple(filter(None, emails)),
        tuple(phone.number for phone in phones if phone),
        named=bool(name),
    )


def stand_in(person: Person, company: bool) -> str:
    """What stands in for the name of somebody who has none; empty for all others.

    :param company: whether Odoo knows it as a company
    """
    lists = read_lists(person)
    if _own_name(lists, company):
        return ""
    return person.get(CALLED, "") or _said_in(lists, _stands_in(lists))


def still_called(person: Person, before: Person, item: ContactItem) -> dict[str, Any]:
    """What is kept of a person after a write, so that Odoo has yet to hear of another stand-in.

    :param before: what was kept before the write
    :param item: what was written
    """
    was_called_so = item.name == stand_in(before, item.is_company)
    stands_in = was_called_so and stand_in(person, item.is_company)
    return {**person, **({CALLED: item.name} if stands_in else {})}


def is_organized(person: Person, item: ContactItem | None) -> bool:
    """Whether a company is called by the name of the organization, and by no other beside it.

    :param item: what both sides agreed on, or have in mind
    """
    return item is not None and item.is_company and _is_employer(read_lists(person), item.name)


def _is_employer(lists: Lists, name: str) -> bool:
    organization = chosen(lists, "organizations") or {}
    return one_line(organization.get("name")) == name != _full_name(lists)


def _is_company(lists: Lists, organization: Entry) -> bool:
    """Whether there is a company's name, and nobody's."""
    if _full_name(lists):
        return False
    return bool(one_line(organization.get("name"))) and not one_line(organization.get("title"))


#: By what people would call somebody of whom they have no name.
_INSTEAD = {
    "organizations": "name",
    "nicknames": "value",
    "emailAddresses": "value",
    "phoneNumbers": "value",
}


def _name(lists: Lists) -> str:
    """The name, or what stands in for it."""
    return _full_name(lists) or _said_in(lists, _stands_in(lists))


def _stands_in(lists: Lists) -> str:
    """The list by which somebody without a name is called; empty if there is none."""
    return next((name for name in _INSTEAD if _said_in(lists, name)), "")


def _said_in(lists: Lists, name: str) -> str:
    return one_line((chosen(lists, name) or {}).get(_INSTEAD[name])) if name else ""


def _own_name(lists: Lists, company: bool, organized: bool = False) -> str:
    """The name, or that of a company's organization; empty without any."""
    organization = one_line((chosen(lists, "organizations") or {}).get("name")) if company else ""
    names = (organization, _full_name(lists)) if organized else (_full_name(lists), organization)
    return next(filter(None, names), "")


def _full_name(lists: Lists) -> str:
    name = chosen(lists, "names") or {}
    whole = one_line(name.get("displayName")) or one_line(name.get("unstructuredName"))
    return whole or _joined(name)


def _joined(name: Entry) -> str:
    """The parts of a name in the order that its script has them in."""
    given, middle, family = (
        one_line(name.get(f"{part}Name")) for part in ("given", "middle", "family")
    )
    before, after = (one_line(name.get(f"honorific{place}")) for place in ("Prefix", "Suffix"))
    if re.match(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", family + given):
        return " ".join(filter(None, (before, family + middle + given, after)))
    return " ".join(filter(None, (before, given, middle, family, after)))


def _notes(lists: Lists) -> str:
    biography = chosen(lists, "biographies") or {}
    if biography.get("contentType") == "TEXT_HTML":
        return notes_of_html(biography.get("value"), newlines_break=True)
    return lines(biography.get("value"))


def _birthday(lists: Lists) -> date | None:
    day = (chosen(lists, "birthdays") or {}).get("date", {})
    try:
        return date(day.get("year", 0), day.get("month", 0), day.get("day", 0))
    except (ValueError, OverflowError):  # without a year or a day, or with one that no calendar has
        return None


# -- item → Google ------------------------------------------------------------------------------


def encode_new(
    item: ContactItem, places: Places, region: str, mark: str, labels: Iterable[str]
) -> dict[str, Any]:
    """The body that makes a contact.

    :param region: as for :func:`decode`
    :param mark: by which it is known again if Google's answer gets lost
    :param labels: resource names of the groups that it comes into
    """
    body, _mask = encode(None, None, item, frozenset(ContactItem.__slots__), places, region)
    return {
        **body,
        CLIENT_DATA: [{"key": MARK, "value": mark}],
        "memberships": [
            {"contactGroupMembership": {"contactGroupResourceName": label}} for label in labels
        ],
    }


def encode(
    kept: Person | None,
    before: ContactItem | None,
    after: ContactItem,
    fields: frozenset[str],
    places: Places,
    region: str,
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The named fields, as far as they differ, as Google holds them.

    An entry that becomes empty is removed; if there are others, the first of them counts then.

    :param kept: what Google has, as :func:`kept` leaves it; ``None`` for a new contact
    :param before: the item that it decodes to
    :param region: as for :func:`decode`
    :return: the body of an update, with all lists of the contact that are ever written, and the
        names of those that differ
    :raise ItemError: ``no_name``
    """
    if not after.name:
        raise ItemError("no_name")
    had = read_lists(kept or {})
    if before is not None:
        fields = frozenset(f for f in fields if getattr(before, f) != getattr(after, f))
    writer = _Writer(had, before, after, fields, places, region)
    writer.write()
    lists = {name: writer.lists[name] for name in WRITTEN}
    mask = tuple(name for name in WRITTEN if lists[name] != had[name])
    head = _head(kept) if kept else {}
    contents = {name: [_sendable(entry) for entry in lists[name]] for name in WRITTEN}
    return {**head, **{name: entries for name, entries in contents.items() if entries}}, mask


def with_number(
    body: dict[str, Any], mask: tuple[str, ...], kept: Person, number: str
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """An update that leaves its number with the contact.

    Google takes the list as a whole, so what other programs have left there goes along. Where that
    is not known, as of what a former version has kept, there is no number.

    :param mask: of the lists that differ; without any, nothing is sent that could have a number
    :return: its body and its mask
    """
    if not (mask and number and CLIENT_DATA in kept):
        return body, mask
    others = [_sendable(entry) for entry in kept[CLIENT_DATA] if entry.get("key") != NUMBER]
    left = [*others, {"key": NUMBER, "value": number}]
    return {**body, CLIENT_DATA: left}, (*mask, CLIENT_DATA)


def _head(kept: Person) -> dict[str, Any]:
    """By what Google tells whether the contact is still as it was."""
    sources = [
        {name: value for name, value in source.items() if name != "updateTime"}
        for source in kept.get("metadata", {}).get("sources", ())
    ]
    return {"metadata": {"sources": sources}}


def _sendable(entry: Entry) -> dict[str, Any]:
    """The entry without what only Google may say."""
    own = {name: value for name, value in entry.items() if name not in ("displayName", "metadata")}
    # "displayName" is Google's own in a name, but the contact's with an email address.
    if "displayName" in entry and "value" in entry:
        own["displayName"] = entry["displayName"]
    elif "displayName" in entry and not any(name.endswith("Name") for name in own):
        own["unstructuredName"] = entry["displayName"]
    if entry.get("metadata", {}).get("sourcePrimary"):
        own["metadata"] = {"sourcePrimary": True}
    return own


def _encode_name(name: str) -> dict[str, str]:
    """The name as a whole, which Google takes apart better than we could.

    But "Lopez, Ana" would come back as "Ana Lopez", and "Ana Lopez PhD" with a comma: of those
    Google is given parts, which it puts together again as they were.
    """
    first, _blank, rest = name.partition(" ")
    last = rest.rpartition(" ")[2].replace(".", "").casefold()
    if "," not in name and last not in _SUFFIXES:
        return {"unstructuredName": name}
    return {"givenName": first, "familyName": rest} if rest else {"givenName": first}


class _Writer:
    """Changes lists of entries, the fewest that say what the item says.

    :ivar lists: those that Google is to have
    """

    def __init__(
        self,
        had: Lists,
        before: ContactItem | None,
        after: ContactItem,
        fields: frozenset[str],
        places: Places,
        region: str,
    ) -> None:
        self.lists: Lists = {name: list(entries) for name, entries in had.items()}
        self._had = had
        self._before = before
        self._after = after
        self._fields = fields
        self._places = places
        self._region = region
        self._organized = before is not None and after.is_company and _is_employer(had, before.name)

    def write(self) -> None:
        after, fields = self._after, self._fields
        if "email" in fields:
            self._set("emailAddresses", value=after.email)
        if "phone" in fields:
            self._set("phoneNumbers", value=after.phone.written(self._region))
        if "website" in fields:
            self._set("urls", value=after.website)
        if "birthday" in fields:
            self._set("birthdays", **self._birthday())
        self._write_organization()
        if "notes" in fields:
            self._write_notes()
        if "address" in fields:
            self._write_address()
        self._write_name()

    def _set(self, name: str, /, **values: Any) -> None:
        """Give the entry that Odoo knows these values; make one, or remove it, as it takes."""
        old = chosen(self.lists, name)
        new = {part: value for part, value in {**(old or {}), **values}.items() if value}
        self._replace(name, old, new)

    def _replace(self, name: str, old: dict[str, Any] | None, new: dict[str, Any]) -> None:
        entries = self.lists[name]
        says_something = not _SAYS_NOTHING.issuperset(new)
        if old is None:
            self.lists[name] = [*entries, new] if says_something else entries
        else:
            index = next(n for n, entry in enumerate(entries) if entry is old)
            entries[index : index + 1] = [new] if says_something else []

    def _birthday(self) -> dict[str, Any]:
        day = self._after.birthday
        if day is None:
            return {"date": None, "text": None}
        values: dict[str, Any] = {"date": {"year": day.year, "month": day.month, "day": day.day}}
        if (chosen(self.lists, "birthdays") or {}).get("date"):
            values["text"] = None  # it said the former date in words
        return values

    def _write_organization(self) -> None:
        values: dict[str, str] = {}
        if not self._after.is_company and not self._fields.isdisjoint(("company", "is_company")):
            values["name"] = self._after.company
        is_called_so = self._organized or not _full_name(self.lists)
        if self._after.is_company and "name" in self._fields and is_called_so:
            values["name"] = self._after.name
        if "job" in self._fields:
            values["title"] = self._after.job
        if values:
            self._set("organizations", **values)

    def _write_notes(self) -> None:
        content_type = "TEXT_PLAIN" if self._after.notes else ""
        notes = beginning(self._after.notes)
        self._set("biographies", value=notes, contentType=content_type)

    def _write_address(self) -> None:
        old = chosen(self.lists, "addresses")
        before = self._before.address if self._before else NOWHERE
        new = encode_address(old or {}, before, self._after.address, self._places, self._region)
        self._replace("addresses", old, new)

    def _write_name(self) -> None:
        """Write the name if somebody has given it, or if what stood in for it does so no more.

        Who is called by an address goes on to be called by the one that they have.
        """
        if self._organized:
            return
        after, shown = self._after, _name(self.lists)
        given = "name" in self._fields and (_full_name(self.lists) or shown != after.name)
        if shown and not (given or self._is_called_by_employer_now()):
            return
        old = chosen(self.lists, "names") or {}
        # Google takes the parts of a name from the whole; how it sounds it cannot know.
        stays = {
            part: value
            for part, value in old.items()
            if part.startswith("phonetic") or part == "metadata"
        }
        self.lists["names"] = [{**stays, **_encode_name(after.name)}]

    def _is_called_by_employer_now(self) -> bool:
        """Whether the employer's name would become that of somebody who has none, or another one:
        who was called like their former employer."""
        if _full_name(self.lists) or _stands_in(self.lists) != "organizations":
            return False
        is_new = _stands_in(self._had) != "organizations" or _name(self.lists) != self._after.name
        return self._before is not None and is_new
