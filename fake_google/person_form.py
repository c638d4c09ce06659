"""The normal form of a person: what Google keeps of what a client sends.

Texts lose the space around them, what is empty disappears, what only Google may say is said anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import phonenumbers

from . import person_names, rpc_errors
from .person_fields import SINGLETONS

Json = dict[str, Any]

TYPED = frozenset(
    {
        "addresses",
        "calendarUrls",
        "emailAddresses",
        "events",
        "externalIds",
        "imClients",
        "miscKeywords",
        "organizations",
        "phoneNumbers",
        "relations",
        "sipAddresses",
        "urls",
    }
)
"""Fields whose entries have a type that is also told in words."""

OUTPUT_ONLY = frozenset({"metadata", "formattedType", "formattedProtocol", "canonicalForm"})
OUTPUT_ONLY_OF = {
    "names": frozenset({"displayName", "displayNameLastFirst"}),
    "genders": frozenset({"formattedValue"}),
}
SAYS_NOTHING = frozenset({"type", "contentType"})
"""An entry of these alone is empty."""

MOST_TEXT = 1024
"""Characters of one text that people see; two for those that take two units of UTF-16."""

CUSTOM = re.compile(r"[^a-zA-Z]")


def normal_fields(body: Json, fields: tuple[str, ...]) -> Json:
    """Some fields of a person in normal form; memberships are not among them.

    :raise ApiError: 400 for two of what there is one of, for dates that do not exist, and for texts
        that are too long
    """
    found = {name: _entries(name, body.get(name)) for name in fields if name != "memberships"}
    return {name: entries for name, entries in found.items() if entries}


def _entries(field: str, entries: list[Json] | None) -> list[Json]:
    hidden = OUTPUT_ONLY | OUTPUT_ONLY_OF.get(field, frozenset())
    cleaned = [
        {
            key: cleaned
            for key, value in entry.items()
            if key not in hidden and (cleaned := _clean(value))
        }
        for entry in entries or []
        if entry
    ]
    kept = [entry for entry in cleaned if entry.keys() - SAYS_NOTHING]
    if field in SINGLETONS and len(kept) > 1:
        raise rpc_errors.invalid_argument(
            f"Person {field} is a singleton for contact sources: only one may be specified."
        )
    return [_completed(field, entry) for entry in kept]


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _clean(value: Any) -> Any:
    """A value without nothings; like Google's JSON, which has no false, zero or empty text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [item for item in map(_clean, value) if item]
    if isinstance(value, dict):
        return {key: item for key, inner in value.items() if (item := _clean(inner))}
    return value


def _completed(field: str, entry: Json) -> Json:
    """An entry with what Google says of it."""
    texts = () if field == "clientData" else filter(_is_text, entry.values())
    if any(len(text.encode("utf-16-le")) > 2 * MOST_TEXT for text in texts):
        raise rpc_errors.invalid_argument(f"Person {field} is too long.")
    for key in ("date", "startDate", "endDate"):
        if key in entry:
            _check_date(entry[key])
    if field in TYPED and "type" in entry:
        entry = {**entry, "formattedType": in_words(entry["type"])}
    return COMPLETERS.get(field, lambda same: same)(entry)


def in_words(type_: str) -> str:
    """A type for people to read: "homeFax" is "Home Fax"; a custom type stays as it is."""
    if CUSTOM.search(type_) or not type_[0].islower():
        return type_
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_[0].upper() + type_[1:])


def _check_date(value: Json) -> None:
    year, month, day = (value.get(key, 0) for key in ("year", "month", "day"))
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        raise rpc_errors.invalid_argument("Invalid date.") from None
    if day and not month:
        raise rpc_errors.invalid_argument("Invalid date: a day needs a month.")


def _phone_number(entry: Json) -> Json:
    """A number written with its country gets its canonical form."""
    try:
        number = phonenumbers.parse(entry.get("value", ""))
    except phonenumbers.NumberParseException:
        return entry
    form = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return {**entry, "canonicalForm": form}


def _address(entry: Json) -> Json:
    """An address has a free form; without one it is built from the parts."""
    if "formattedValue" in entry:
        return entry
    city = " ".join(entry[key] for key in ("postalCode", "city") if key in entry)
    country = entry.get("country") or entry.get("countryCode")
    parts = ("streetAddress", "extendedAddress", "poBox")
    lines = [*(entry.get(key) for key in parts), city, entry.get("region"), country]
    return {**entry, "formattedValue": "\n".join(line for line in lines if line)}


def _biography(entry: Json) -> Json:
    return {"contentType": "TEXT_PLAIN", **entry}


def _gender(entry: Json) -> Json:
    return {**entry, "formattedValue": in_words(entry["value"])} if "value" in entry else entry


def _im_client(entry: Json) -> Json:
    if "protocol" not in entry:
        return entry
    return {**entry, "formattedProtocol": in_words(entry["protocol"])}


COMPLETERS: dict[str, Callable[[Json], Json]] = {
    "names": person_names.completed,
    "phoneNumbers": _phone_number,
    "addresses": _address,
    "biographies": _biography,
    "genders": _gender,
    "imClients": _im_client,
}
