"""Google's addresses ↔ addresses. https://developers.google.com/people/api/rest/v1/people#Address

Google holds one either in parts or as free text, in ``formattedValue`` alone or all of it in
``streetAddress``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...engine.contacts.address import COMMAS, NOWHERE, Address, Parsed, normal, parse
from ...engine.contacts.places import Places
from ...engine.text.plain import lines, one_line

Entry = Mapping[str, Any]

_STREETS = ("streetAddress", "extendedAddress", "poBox")
_PLACES = ("city", "region", "postalCode")
_COUNTRY = ("country", "countryCode")
_PARTS = frozenset({"formattedValue", *_STREETS, *_PLACES, *_COUNTRY})


def decode_address(entry: Entry, places: Places, region: str) -> Parsed:
    """What the entry says in Odoo's terms, and the name of a region that Odoo does not know.

    :param region: ISO code of the country that is assumed if it names none
    """
    text = _free_text(entry)
    if text:
        parsed = _read(entry, text, places, region)
        if not entry.get("streetAddress") or _is_whole(parsed):
            return parsed
    return _decode_parts(entry, places, region)


def _free_text(entry: Entry) -> str:
    """The text of an address that is in no parts; a street without commas is one by itself."""
    if any(entry.get(part) for part in (*_PLACES, "extendedAddress", "poBox")):
        return ""
    street = lines(entry.get("streetAddress"))
    return (
        (street if _may_be_whole(street) else "") if street else lines(entry.get("formattedValue"))
    )


def _may_be_whole(street: str) -> bool:
    """Whether a street could be a whole address that somebody wrote into one field."""
    return any(separator in street for separator in f"\n{COMMAS}")


def _is_whole(parsed: Parsed) -> bool:
    """Whether it is certain that the text was a whole address, and no street with commas."""
    address = parsed.address
    sure = address.city and (address.zip or address.state or address.country)
    return bool(sure) and not parsed.region


def _read(entry: Entry, text: str, places: Places, region: str) -> Parsed:
    country = _country(entry, places)
    parsed = parse(text, country or region, places)
    if country and not parsed.address.country:
        parsed = replace(parsed, address=replace(parsed.address, country=country))
    return parsed


def _country(entry: Entry, places: Places) -> str:
    return places.country(entry.get("countryCode", "")) or places.country(entry.get("country", ""))


def _decode_parts(entry: Entry, places: Places, region: str) -> Parsed:
    country, state = _country(entry, places), one_line(entry.get("region"))
    code = places.state(state, country or region)
    street, *others = [*_streets(entry), ""]
    address = Address(
        street=street,
        street2=", ".join(filter(None, others)),
        city=one_line(entry.get("city")),
        zip=one_line(entry.get("postalCode")),
        state=code,
        country=country or (code and region),
    )
    return Parsed(address, "" if code else state)


def _streets(entry: Entry) -> list[str]:
    box = one_line(entry.get("poBox"))
    fields = (entry.get("streetAddress"), entry.get("extendedAddress"))
    streets = [line for value in fields for line in lines(value).split("\n") if line]
    return [*streets, f"P.O. Box {box}" if box.isdigit() else box] if box else streets


def encode_address(
    entry: Entry, before: Address, after: Address, places: Places, region: str
) -> dict[str, Any]:
    """The entry with what differs between two addresses; empty if there is nothing left of it.

    The region of one that Odoo does not know goes along, unless the contact has moved.

    :param before: what the entry says
    :param region: as for :func:`decode_address`
    """
    if after == NOWHERE:
        return {}
    text = _free_text(entry)
    if not text:
        return _patched(entry, before, after, places)
    bare = {name: value for name, value in entry.items() if name not in _PARTS}
    keeps = not after.state and _keeps_region(before, after)
    stays = _read(entry, text, places, region).region if keeps else ""
    return {**_patched(bare, NOWHERE, after, places), **({"region": stays} if stays else {})}


def _keeps_region(before: Address, after: Address) -> bool:
    """Whether a region that Odoo does not know holds for both addresses, for all that one knows.

    A city or a postal code alone is corrected; a change of both is a move.
    """
    same_state = (before.state, before.country) == (after.state, after.country)
    return same_state and (before.city == after.city or before.zip == after.zip)


def _patched(entry: Entry, before: Address, after: Address, places: Places) -> dict[str, Any]:
    changes: dict[str, str] = {"formattedValue": ""}  # Google makes it anew from the parts
    after = normal(after)
    alone = Address(street=after.street, country=after.country) == after
    if alone or (before.street, before.street2) != (after.street, after.street2):
        changes.update(_encode_streets(after, alone))
    if before.city != after.city:
        changes["city"] = after.city
    if before.zip != after.zip:
        changes["postalCode"] = after.zip
    if (before.state, before.country) != (after.state, after.country):
        changes["region"] = after.state and places.written_state(after.state, after.country)
        changes["country"] = places.country_name(after.country)
        changes["countryCode"] = after.country
    elif not (after.state or _keeps_region(before, after)):
        changes["region"] = ""
    return {name: value for name, value in {**entry, **changes}.items() if value}


def _encode_streets(address: Address, alone: bool) -> dict[str, str]:
    if alone and _may_be_whole(address.street):
        # In its usual place it would be taken for a whole address.
        return {"streetAddress": "", "extendedAddress": address.street, "poBox": ""}
    return {"streetAddress": address.street, "extendedAddress": address.street2, "poBox": ""}
