"""Addresses in East Asian scripts, which go from the largest place to the house."""

from __future__ import annotations

import re

from .places import Places
from .postal import address_format, city_names, state_names

_COUNTRIES = ("JP", "CN", "TW", "KR", "HK", "MO")
_SCRIPT = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
#: Signs that say that a postal code follows: 〒, (우).
_ZIP_SIGN = r"(?:〒|[(]?우[)]?)? ?"
#: What tells the kind of a Korean state behind its short name, and districts of a Korean city.
_KOREAN_KIND = re.compile("특별자치시|특별자치도|특별시|광역시|시|도")
_KOREAN_DISTRICT = re.compile(r" ?[가-힣]+구(?= )")
_BLANKS = " \u3000,\uff0c\u3001"
#: Of a Japanese address the city: a ward of a large one, a county with its town, a city, a ward.
_JAPANESE_CITY = re.compile(
    r"[^\d\s]{1,6}?市[^\d\s]{1,4}?区|[^\d\s]{1,5}?郡[^\d\s]{1,6}?[町村]|[^\d\s]{1,6}?[市区]"
)


def is_cjk(text: str) -> bool:
    """Whether the text is written in one of these scripts, at least in half of its letters."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(_SCRIPT.findall(text)) * 2 > len(letters)


def parse(text: str, region: str, places: Places) -> dict[str, str] | None:
    """The parts of an address by the names that ``engine.contacts.address.Address`` has for them.

    :return: ``None`` if it does not begin with a state
    """
    named, rest = _take_country(text, places)
    for country in _candidates(named, region, text):
        if country not in places.countries:
            continue
        code, remaining = _take_zip(rest, country)
        found = _take_state(remaining, country, places)
        if found is not None:
            state, name, remaining = found
            city, street = _take_city(remaining, country, name)
            parts = {"street": street, "city": city, "zip": code, "state": state}
            return {**parts, "country": country}
    return None


def _candidates(named: str, region: str, text: str) -> list[str]:
    """The countries that it can be in, the likeliest first."""
    if named:
        return [named]
    by_script = ["JP"] if _KANA.search(text) else ["KR"] if _HANGUL.search(text) else []
    return list(dict.fromkeys([region, *by_script, *_COUNTRIES]))


def _take_country(text: str, places: Places) -> tuple[str, str]:
    """A country at either end, also where no blank follows it."""
    words = re.split(rf"[{_BLANKS}]+", text)
    ends = [text[:length] for length in (4, 3, 2)] + [words[0], words[-1]]
    for name in ends:
        code = places.country(name)
        if code in _COUNTRIES and len(name) > 1:
            rest = text.removeprefix(name) if text.startswith(name) else text.removesuffix(name)
            return code, rest.strip(_BLANKS)
    return "", text


def _take_zip(text: str, country: str) -> tuple[str, str]:
    """A postal code at either end."""
    pattern = address_format(country).zip
    match = pattern and re.match(
        rf"{_ZIP_SIGN}[(\[]?({pattern})(?!\d)[)\]]?|.*?(?<!\d){_ZIP_SIGN}[(\[]?({pattern})[)\]]?$",
        text,
    )
    if not match:
        return "", text
    group = 1 if match[1] else 2
    start, stop = match.span(group)
    before = re.sub(rf"{_ZIP_SIGN}[(\[]?$", "", text[:start])
    return match[group], (before + text[stop:].lstrip(")]")).strip(_BLANKS)


def _take_state(text: str, country: str, places: Places) -> tuple[str, str, str] | None:
    """Odoo's code, the name that the post has for it, and the rest of the text."""
    best: tuple[str, str, str] | None = None
    longest = 0
    for names, _iso in state_names(country):
        for name in names:
            code = places.state(name, country)
            if code and text.startswith(name) and len(name) > longest and _SCRIPT.match(name):
                longest = len(name)
                key = next((n for n in names if city_names(country, n)), name)
                best = code, key, text[len(name) :]
    if best is None:
        return None
    state, key, rest = best
    kind = _KOREAN_KIND.match(rest) if country == "KR" else None
    return state, key, rest[kind.end() if kind else 0 :].strip(_BLANKS)


def _take_city(text: str, country: str, state: str) -> tuple[str, str]:
    """The city and the rest of the text, which is the street."""
    cities = [name for name in city_names(country, state) if text.startswith(name)]
    if cities:
        city = max(cities, key=len)
    elif match := _JAPANESE_CITY.match(text):
        city = match[0] if country == "JP" else ""
    else:
        city = ""
    district = _KOREAN_DISTRICT.match(text, len(city)) if city.endswith("시") else None
    city = text[: district.end()] if district else city
    return city, text[len(city) :].strip(_BLANKS)
