"""The table of addresses, and the world as a new Odoo knows it."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale
from google_sync.engine.contacts.address import Address
from google_sync.engine.contacts.places import Places, fold

_HERE = Path(__file__).parent
_MARKED = re.compile(r"(?<![a-zA-Z])(?P<part>[czrk])(?:\.(?P<code>[^{]+))?\{(?P<text>[^}]*)\}")
_PARTS = {"c": "city", "z": "zip", "r": "state", "k": "country"}


def _world() -> Places:
    states: dict[str, dict[str, str]] = defaultdict(dict)
    with (_HERE / "states.tsv").open(encoding="utf-8") as file:
        for country, code, name in csv.reader(file, delimiter="\t"):
            states[country][code] = name
    names = Locale("en").territories
    countries = {code: [name] for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
    return Places(countries, states)


#: Countries by their English names, and the states of ``base``, as a new Odoo has them.
WORLD = _world()


@dataclass(frozen=True)
class Row:
    """:ivar region: the country that is assumed
    :ivar parts: what the address says, but for the street
    :ivar street: the words of the street, in their order
    """

    region: str
    text: str
    parts: dict[str, str]
    street: list[str]

    def is_read(self, address: Address) -> bool:
        """Whether each part is where it belongs, and the street has the rest.

        The assumed country may be named in the result where the text does not name it.
        """
        expected = {name: self.parts.get(name, "") for name in _PARTS.values()}
        found = {name: getattr(address, name) for name in expected}
        if "country" not in self.parts:
            expected["country"] = found["country"] if found["country"] == self.region else ""
        return found == expected and words(f"{address.street} {address.street2}") == self.street


def words(text: str) -> list[str]:
    """The words of a text without signs."""
    return fold(text).split()


def rows() -> Iterator[Row]:
    """The addresses of the table."""
    for line in (_HERE / "addresses.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            region, marked = line.split(": ", 1)
            yield _row(region, marked.replace(" / ", "\n"))


def _row(region: str, marked: str) -> Row:
    parts = {
        _PARTS[found["part"]]: found["code"] or found["text"] for found in _MARKED.finditer(marked)
    }
    street = _MARKED.sub(" ", marked.replace("〒", " "))
    return Row(region, _MARKED.sub(r"\g<text>", marked), parts, words(street))
