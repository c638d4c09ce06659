"""The form of a contact on the web page: from a contact, and back to what changed.

A field that a person leaves alone is not written, so that nothing is lost that the form cannot
show.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .contacts import Contact

Json = dict[str, Any]
Form = Mapping[str, str]

LINES = ("emailAddresses", "phoneNumbers")
"""Fields with many entries: one line each, as in "work: ann@example.com"."""
PARTS: dict[str, tuple[str, ...]] = {
    "names": ("givenName", "familyName"),
    "organizations": ("name", "title"),
    "addresses": ("streetAddress", "postalCode", "city", "region", "country"),
    "biographies": ("value",),
}
"""Fields of which the form shows some parts of the first entry."""
MADE_OF_PARTS = ("formattedValue", "unstructuredName")
"""What Google makes of the parts, and makes anew when they change."""


def values_of(contact: Contact) -> dict[str, str]:
    """What the form shows of a contact."""
    values = {field: _lines(contact.fields.get(field, [])) for field in LINES}
    for field, parts in PARTS.items():
        first = _first(contact, field)
        values.update({f"{field}.{part}": first.get(part, "") for part in parts})
    if not any(values[f"addresses.{part}"] for part in PARTS["addresses"]):
        values["addresses.streetAddress"] = _first(contact, "addresses").get("formattedValue", "")
    values["birthdays"] = _birthday(_first(contact, "birthdays").get("date", {}))
    return values


def changes(contact: Contact, form: Form) -> Json:
    """The fields that a submitted form changes, as a body of updateContact."""
    before = values_of(contact)
    after = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in before}
    body: Json = {}
    for field in LINES:
        if after[field] != before[field]:
            body[field] = _entries(after[field], contact.fields.get(field, []))
    for field, parts in PARTS.items():
        names = [f"{field}.{part}" for part in parts]
        if any(after[name] != before[name] for name in names):
            body[field] = _with_parts(contact, field, {p: after[f"{field}.{p}"] for p in parts})
    if after["birthdays"] != before["birthdays"]:
        body["birthdays"] = [{"date": _date(after["birthdays"])}]
    return body


def _first(contact: Contact, field: str) -> Json:
    entry: Json = contact.fields.get(field, [{}])[0]
    return entry


def _lines(entries: list[Json]) -> str:
    named = ((entry.get("type"), entry.get("value", "")) for entry in entries)
    return "\n".join(f"{kind}: {value}" if kind else value for kind, value in named)


def _entries(text: str, before: list[Json]) -> list[Json]:
    """The entries of lines; one that was there before keeps what the form does not show."""
    known = {entry.get("value"): entry for entry in before}
    entries = []
    for line in filter(None, map(str.strip, text.splitlines())):
        kind, colon, value = line.rpartition(":")
        value = value.strip() if colon else line
        entries.append({**known.get(value, {}), "value": value, "type": kind.strip()})
    return entries


def _with_parts(contact: Contact, field: str, parts: Json) -> list[Json]:
    """The entries of a field with other parts in the first one."""
    first = {k: v for k, v in _first(contact, field).items() if k not in MADE_OF_PARTS}
    rest = contact.fields.get(field, [])[1:]
    return [{**first, **parts}, *rest] if any(parts.values()) else rest


def _birthday(date: Json) -> str:
    if not date:
        return ""
    return f"{date.get('year', 0):04}-{date.get('month', 0):02}-{date.get('day', 0):02}"


def _date(text: str) -> Json:
    """The date in a text such as 1980-02-29, or 0000-02-29 without a year.

    :raise ValueError: for another text
    """
    if not text:
        return {}
    year, month, day = map(int, text.split("-"))
    return {"year": year, "month": month, "day": day}
