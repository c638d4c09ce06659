"""Countries and states: finds the one of Odoo's that a text means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from babel import Locale

from .postal import has_known_states, state_names

#: No name of a country or a state has more characters. In an address each word is looked at
#: together with all that follow, and to fold accents takes the square of their number.
_LONGEST_NAME = 100

#: Languages in which people may write the name of a country.
_LANGUAGES = [
    "en",
    "ar",
    "bg",
    "ca",
    "cs",
    "da",
    "de",
    "el",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
    "zh_Hant",
]
_COMMON_NAMES = {
    "US": ("USA", "U.S.A.", "U.S.", "United States of America", "EE. UU."),
    "GB": ("UK", "U.K.", "Great Britain", "England", "Scotland", "Wales", "Northern Ireland"),
    "AE": ("UAE",),
    "NL": ("The Netherlands", "Holland"),
    "CZ": ("Czech Republic",),
    "CN": ("PRC", "P.R. China", "People's Republic of China", "中华人民共和国"),
    "JP": ("日本国",),
    "KR": ("South Korea", "Republic of Korea", "Korea", "대한민국"),
    "HK": ("Hong Kong", "Hong Kong SAR", "香港"),
    "IE": ("Republic of Ireland",),
    "MO": ("Macau", "Macao", "澳门", "澳門"),
    "RU": ("Russian Federation",),
    "TR": ("Turkey",),
    "CI": ("Ivory Coast",),
}
#: Names of states that the address data does not map to Odoo's.
_OTHER_STATES = {
    "DE": {
        "Bavaria": "Bayern",
        "Hesse": "Hessen",
        "Lower Saxony": "Niedersachsen",
        "North Rhine-Westphalia": "Nordrhein-Westfalen",
        "Rhineland-Palatinate": "Rheinland-Pfalz",
        "Saxony": "Sachsen",
        "Saxony-Anhalt": "Sachsen-Anhalt",
        "Thuringia": "Thüringen",
    },
    "ES": {"Balearic Islands": "Illes Balears", "Biscay": "Bizkaia", "Seville": "Sevilla"},
    "IN": {"Chhattisgarh": "Chattisgarh", "Orissa": "Odisha", "Uttaranchal": "Uttarakhand"},
}
#: Countries where the post wants a state's code; the others write its name.
_WRITTEN_AS_CODE = frozenset({"AU", "BR", "CA", "IT", "US"})

#: States that are called as their largest city, which is mostly meant.
_CALLED_AS_CITY = {
    "GB": {"london"},
    "NZ": {"auckland", "gisborne", "nelson", "wellington"},
}
#: What tells the kind of a state, and may be left out.
_KIND_BEFORE = re.compile(
    r"(?:state of|province of|provincia (?:de|di)|comunidad de|county|co|estado d[eo]) (?=.)"
)
_KIND_AFTER = r"(?<=.)(?: (?:state|province|prefecture|county|lan{more})|[都府県省市])$"
#: The same in languages whose words mean something else elsewhere, as in "Torino TO".
_MORE_KINDS = {"JP": "|ken|fu|to|do", "CN": "|sheng|shi", "KR": "|do|si"}


#: What is left out of "U.S.A." and "Côte d'Ivoire", where no blank takes its place.
_DROPPED = ".'\u2019"


def fold(text: str) -> str:
    """The text as it is compared: without accents, case, punctuation and superfluous blanks."""
    decomposed = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    letters = (
        " " if unicodedata.category(letter)[0] in "PZCS" else letter
        for letter in decomposed
        if unicodedata.category(letter) != "Mn" and letter not in _DROPPED
    )
    return unicodedata.normalize("NFC", " ".join("".join(letters).split()))


@dataclass(frozen=True)
class Places:
    """What Odoo knows of the world; it is looked up by code or by name.

    :ivar countries: names by ISO code, in as many languages as there are
    :ivar states: by the country's ISO code, names by Odoo's code of the state
    """

    countries: Mapping[str, Iterable[str]]
    states: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def country(self, text: str) -> str:
        """The ISO code of a country by its code or its name; empty if there is none."""
        if len(text) > _LONGEST_NAME:
            return ""
        code = text.strip().upper()
        if code in self.countries:
            return code
        return self._countries.get(fold(text), "")

    def country_name(self, code: str) -> str:
        """A name of the country that :meth:`country` reads; the code itself if there is none."""
        return next(iter(self.countries.get(code, ())), code)

    def state(self, text: str, country: str) -> str:
        """Odoo's code of a state in a country by its code or its name; empty if there is none."""
        if len(text) > _LONGEST_NAME:
            return ""
        exact, known = self._states_of(country)
        if text.strip() in exact:
            return exact[text.strip()]
        folded = fold(text)
        shorter = (_KIND_BEFORE.sub("", folded), _without_kind(folded, country))
        return next((known[name] for name in (folded, *shorter) if name in known), "")

    def is_state_code(self, text: str, country: str) -> bool:
        """Return whether the text is the code of a state, and no name, written as one.

        A single letter may be anything.
        """
        short = text.isascii() and text.isupper() and len(text) in (2, 3)
        return short and has_known_states(country) and bool(self.state(text, country))

    def written_as_state(self, text: str, country: str) -> str:
        """Odoo's code of the state that people mean by a text; empty if they mean none.

        They write codes where the post knows them, and not those that Odoo has made up.
        """
        code = self.state(text, country)
        if code and fold(text) in _CALLED_AS_CITY.get(country, ()):
            return ""
        is_made_up = text.strip().casefold() == code.casefold() and not has_known_states(country)
        return "" if is_made_up else code

    def written_state(self, code: str, country: str) -> str:
        """The state as an address in its country names it, so that :meth:`state` reads it."""
        name = self.states.get(country, {}).get(code, code)
        first, second = (code, name) if country in _WRITTEN_AS_CODE else (name, code)
        return first if self.state(first, country) == code else second

    @cached_property
    def _countries(self) -> dict[str, str]:
        index = {fold(name): code for code, names in self.countries.items() for name in names}
        for name, code in _country_names():
            if code in self.countries:
                index.setdefault(name, code)
        index.pop("", None)
        return index

    @cached_property
    def _indexes(self) -> dict[str, tuple[dict[str, str], dict[str, str]]]:
        return {}

    def _states_of(self, country: str) -> tuple[dict[str, str], dict[str, str]]:
        """The codes of the states by what is written exactly so, and by folded names."""
        if country not in self._indexes:
            self._indexes[country] = _index(country, self.states.get(country, {}))
        return self._indexes[country]


def _index(country: str, states: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    exact = {name: code for code, name in reversed(list(states.items()))}
    exact.update((code, code) for code in states)
    known: dict[str, str] = {}
    for spellings in (_names, _codes, _loose_names):  # the surer ones first
        for code, name in states.items():
            for spelling in spellings(country, code, name):
                known.setdefault(fold(spelling), code)
    for other, name in _OTHER_STATES.get(country, {}).items():
        if fold(name) in known:
            known.setdefault(fold(other), known[fold(name)])
    known.pop("", None)
    if states:
        _add_postal_names(country, known)
    return exact, known


def _names(_country: str, _code: str, name: str) -> Iterator[str]:
    yield name


def _codes(country: str, code: str, _name: str) -> Iterator[str]:
    yield code
    yield code.removeprefix(f"{country}-")


def _loose_names(country: str, _code: str, name: str) -> Iterator[str]:
    """The parts of "Araba/Álava" and "València (Valencia)", and names without their kind."""
    for part in re.split(r"[/()]", name):
        yield part
        yield _without_kind(fold(part), country)


def _add_postal_names(country: str, known: dict[str, str]) -> None:
    """Let the names that the post knows lead to the states too that Odoo has."""
    unnamed = []
    for names, iso in state_names(country):
        folded = [fold(name) for name in sorted(names)]
        code = next((known[name] for name in folded if len(name) > 3 and name in known), None)
        if code is None:
            unnamed.append((folded, iso))
        else:
            _add(known, folded, code, country)
    # By the code only what no name has led to, for Odoo's codes are not always those of ISO.
    for folded, iso in unnamed:
        code = known.get(fold(iso)) or next((known[n] for n in folded if n in known), None)
        if code is not None:
            _add(known, folded, code, country)


def _add(known: dict[str, str], folded: Iterable[str], code: str, country: str) -> None:
    for name in filter(None, folded):
        known.setdefault(name, code)
        known.setdefault(_without_kind(name, country), code)


def _without_kind(name: str, country: str) -> str:
    return re.sub(_KIND_AFTER.format(more=_MORE_KINDS.get(country, "")), "", name)


@lru_cache(maxsize=1)
def _country_names() -> tuple[tuple[str, str], ...]:
    """Folded names of countries with their codes; the same name once only."""
    found = {fold(name): code for code, names in _COMMON_NAMES.items() for name in names}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(fold(name), code)
    return tuple(found.items())
