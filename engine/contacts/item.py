"""Contacts: the fields of a person or company that both sides hold, in one normal form.

As with events, two records agree when their items are equal, and a codec may map several spellings
to one item.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, final

from ..core.item import field_names
from ..text.plain import lines, one_line
from ..text.rich import normalize, normalize_google, plain, to_odoo
from .address import NOWHERE, Address
from .phone import NO_PHONE, Phone, of_number

#: What is beside email addresses where a name, or another address, is there as well.
_BETWEEN_ADDRESSES = re.compile(r"[\s,;:<>()\[\]\"]+")
#: Also one too many, as when an address is pasted behind a scheme.
_SCHEMES = re.compile(r"^(?: *https?://)+ *", re.IGNORECASE)


@final
@dataclass(frozen=True, slots=True)
class ContactItem:
    """A person, or a company.

    :ivar company: name of the employer; empty for a company itself
    :ivar job: title of the position
    :ivar email: the first address, in lower case
    :ivar phone: the first number
    :ivar website: as :func:`website` writes it
    :ivar birthday: with its year; one without is none
    :ivar notes: plain text, as ``engine.text.plain.lines`` writes it
    """

    name: str
    is_company: bool = False
    company: str = ""
    job: str = ""
    email: str = ""
    phone: Phone = NO_PHONE
    address: Address = NOWHERE
    website: str = ""
    birthday: date | None = None
    notes: str = ""

    @property
    def title(self) -> str:
        """What people call it by, as that of an event."""
        return self.name


def dump(item: ContactItem) -> dict[str, Any]:
    """The item as JSON values, the form in which a link keeps its base."""
    return {name: dump_value(name, getattr(item, name)) for name in field_names(item)}


def load(values: Mapping[str, Any]) -> ContactItem:
    """The inverse of :func:`dump`. A field that an older version did not store has its default."""
    kept = _known(ContactItem, values)
    return ContactItem(**{name: load_value(name, value) for name, value in kept.items()})


def dump_value(name: str, value: Any) -> Any:
    """The value of one field of an item, as JSON."""
    if name == "address":
        return {part: getattr(value, part) for part in field_names(value)}
    if name == "phone":
        return {"number": value.number, "spellings": list(value.spellings)}
    if name == "birthday":
        return value and value.isoformat()
    return value


def load_value(name: str, value: Any) -> Any:
    """The inverse of :func:`dump_value`."""
    if name == "address":
        return Address(**_known(Address, value or {}))
    if name == "phone":
        return _load_phone(value)
    if name == "birthday":
        return value and date.fromisoformat(value)
    return value


def _load_phone(value: Any) -> Phone:
    """:param value: former versions have stored the number alone"""
    if isinstance(value, Mapping):
        return Phone(value["number"], tuple(value["spellings"]))
    return of_number(value or "")


def _known(kind: type, values: Mapping[str, Any]) -> dict[str, Any]:
    names = {each.name for each in dataclasses.fields(kind)}
    return {name: value for name, value in values.items() if name in names}


def email(text: str | None) -> str:
    """The normal form of an email address: without a name before it, and the first one of several.

    A text without any is left as it is.
    """
    line = one_line(text).lower()
    words = _BETWEEN_ADDRESSES.split(line)
    return next((word for word in words if "@" in word[1:-1]), line)


def website(text: str | None) -> str:
    """The normal form of a web address: without ``http://``, for Odoo adds one where it lacks.

    The host is in lower case, and a slash behind nothing but the host is left out.
    """
    address = _SCHEMES.sub("", one_line(text))
    end = min((n for n in map(address.find, "/?#") if n >= 0), default=len(address))
    host, rest = address[:end], address[end:]
    return host.strip().lower() + ("" if rest == "/" else rest)


def notes_of_html(html: str | None, newlines_break: bool = False) -> str:
    """The plain text of notes in HTML.

    :param newlines_break: whether a newline is a line break, as at Google
    """
    read = normalize_google if newlines_break else normalize
    return lines(plain(read(html))) if html else ""


def html_of_notes(notes: str) -> str:
    """The HTML that Odoo's editor would write for plain notes: a paragraph for each line."""
    return to_odoo(escape(notes, quote=False).replace("\n", "<br>"))
