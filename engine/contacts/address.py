"""Addresses: their normal form, and a parser for addresses in free text.

What cannot be placed with confidence is left in the street: nothing is invented, and nothing gets
lost but signs such as 〒, and the names of country and state for which there are codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..text.plain import lines, one_line
from . import address_cjk
from .places import Places, fold
from .postal import Format, address_format

#: What stands between the parts of an address in one line, also in Chinese, Japanese and Arabic.
COMMAS = ",;\uff0c\u3001\u060c"


#: No address has more characters: each of its words is looked at together with all others.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address, each part on one line.

    :ivar state: Odoo's code of it; it goes with a country
    :ivar country: ISO 3166 code of two capitals
    """

    street: str = ""
    street2: str = ""
    city: str = ""
    zip: str = ""
    state: str = ""
    country: str = ""


NOWHERE = Address()


@dataclass(frozen=True, slots=True)
class Parsed:
    """:ivar region: the name of a region that Odoo does not know; it stays where it was read"""

    address: Address
    region: str = ""


def normal(address: Address) -> Address:
    """The address with each part in normal form, and the second street only where there is one."""
    parts = {name: one_line(getattr(address, name)) for name in Address.__slots__}
    street, street2 = parts["street"], parts["street2"]
    return Address(**{**parts, "street": street or street2, "street2": street and street2})


def parse(text: str, region: str, places: Places) -> Parsed:
    """Read an address out of free text, in one line with commas or in several lines.

    The country is taken over if the text names it, or if it names a state of ``region``. A text
    that is too long for an address is left as it is.

    :param region: ISO code of the country whose format is assumed if the text names none
    """
    if len(text) > LONGEST:
        return Parsed(normal(Address(text)))
    if address_cjk.is_cjk(text):
        parts = address_cjk.parse(one_line(text), region, places)
        if parts is not None:
            return Parsed(normal(Address(**parts)))
    return _Reader(text, region, places).read()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two commas or line breaks."""

    text: str
    line: int


#: What belongs to the street before it: ``5``, ``12 B``, ``n. 7``, ``s/n``, ``15 - Centro``.
_HOUSE_NUMBER = re.compile(r"(?:n[º°o.]{0,2} ?)?\d+(?: ?[a-z])?(?:[ /-].*)?|s/n.*", re.IGNORECASE)
_HAS_DIGIT = re.compile(r"\d")
#: Words that mark a street without a number.
_STREET = {"avenida", "av", "avenue", "ave", "boulevard", "blvd", "calle", "court", "drive", "dr"}
_STREET |= {
    "lane",
    "ln",
    "place",
    "plaza",
    "piazza",
    "road",
    "rd",
    "rua",
    "rue",
    "square",
    "street",
}
_STREET |= {"st", "straat", "strasse", "via", "viale", "way", "weg", "شارع"}
#: Words with which the name of a city may begin, and before the name of a state too: New Delhi.
_NO_CITY = {
    "east",
    "el",
    "fort",
    "la",
    "las",
    "los",
    "mount",
    "new",
    "north",
    "port",
    "saint",
    "san",
}
_NO_CITY |= {"santa", "south", "west"}
#: Signs before a postal code that only say that it is one.
_ZIP_SIGN = re.compile(r"(?:〒|\b(?:CAP|CEP|PIN(?: ?code)?|PLZ|ZIP)\b[:.]?)[ -]*(?=\d{3})", re.I)
#: A city may end in the number of a district: Dublin 2.
_CITY = re.compile(r"[^\W\d][^\d]*(?: \d{1,2}(?:er|e|ème)?)?")
#: The letters by which vehicles and, before postal codes, addresses tell their country.
_LETTERS = {"A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "I": "IT", "L": "LU"}
_LETTERS |= {"H": "HU", "N": "NO", "S": "SE"}
#: Countries that are a city, so that their name in its place is the city's.
_CITY_STATES = frozenset({"HK", "LU", "MC", "MO", "SG", "SM", "VA"})
#: The first half of a British postal code, which is often given alone.
_OUTWARD = re.compile(r"(?:(?P<city>[^\W\d][^\d,]*) )?(?P<zip>[A-Z]{1,2}\d[A-Z\d]?)")
#: A city without a comma before its street: "Budapest Nádor utca 9".
_CITY_AND_STREET = r"(?P<city>[^\W\d]+) (?P<street>[^\W\d][^\d]* \d.*)"
#: A postal code behind the country, in a piece of its own or in one with it.
_BARE_ZIP = re.compile(r"\d[\d -]{2,}\d")
_BEHIND = re.compile(r"(?P<country>[^\W\d][^\d]*?)[ ,-]+(?P<zip>\d[\d -]{2,}\d)")
_LETTERED_ZIP = re.compile(r"(?P<letters>[A-Z]{1,2})-(?P<zip>\d[\d -]*\d)")
_EDGES = " -\u2013\u2014,;()"


class _Reader:
    """Reads one text from its end, where the sure things are: country, postal code, state, city."""

    def __init__(self, text: str, region: str, places: Places) -> None:
        self._places = places
        self._pieces = _without_zip_behind(list(_pieces(text)), places)
        self._one_line = len({piece.line for piece in self._pieces}) < 2
        self._region = region
        self._country = ""
        self._named = ""  # what the country was called
        self._zip = ""
        self._state = ""
        self._city = ""
        self._after: list[_Piece] = []  # what follows the city or the postal code

    @property
    def _where(self) -> str:
        """The country whose format and states are looked at."""
        return self._country or self._region

    def read(self) -> Parsed:
        self._take_country()
        self._note_letters()
        if not (self._take_from_front() or self._take_zip() or self._take_outward_code()):
            self._take_place_without_zip()
        self._take_state_behind()
        if self._state and not self._country:
            self._country = self._region
        if self._zip and not self._city and self._country in _CITY_STATES:
            self._city = self._named
        region = self._take_region_behind()
        street, street2 = _streets(self._pieces, self._one_line)
        street2 = ", ".join(filter(None, (street2, *(piece.text for piece in self._after))))
        found = Address(street, street2, self._city, self._zip, self._state, self._country)
        return Parsed(normal(found), region)

    def _take_region_behind(self) -> str:
        """The one name that follows the city: a region that Odoo does not know."""
        if len(self._after) == 1 and self._city and _may_be_city(self._after[0].text):
            return self._after.pop().text
        return ""

    # -- where the city comes first ----------------------------------------------------------------

    def _take_from_front(self) -> bool:
        """Take the postal code and the city from in front of a street, where they are there."""
        for code, city, rest in self._fronts():
            if _may_be_city(city) and any(_HAS_DIGIT.search(piece.text) for piece in rest):
                self._zip, self._city, self._pieces = code, city, rest
                return True
        return False

    def _fronts(self) -> Iterator[tuple[str, str, list[_Piece]]]:
        """What may be postal code, city and street, by each way to put the city in front."""
        form, pieces = address_format(self._where), self._pieces
        if not (form.zip and pieces):
            return
        code = rf"(?:(?P<letters>[A-Z]{{1,2}})-)?(?P<zip>{form.zip})"
        first, behind = pieces[0].text, re.fullmatch(code, pieces[-1].text)
        front = re.fullmatch(rf"{code} (?P<rest>\D+)", first)
        if front and self._fits(front["letters"]) and (form.city_first or form.zip_first):
            yield front["zip"], front["rest"], pieces[1:]  # "1061 Budapest, Andrássy út 22"
        alone = re.fullmatch(code, first)
        if alone and len(first) > 4 and len(pieces) > 2:
            yield alone["zip"], pieces[1].text, pieces[2:]  # "125375, Москва, ул. Тверская, 7"
        if behind and form.city_first and len(pieces) > 2:
            yield behind["zip"], first, pieces[1:-1]  # "Budapest, Andrássy út 22, 1061"
        if form.city_first and (whole := re.fullmatch(rf"(?:{code} )?{_CITY_AND_STREET}", first)):
            street = [_Piece(whole["street"], pieces[0].line)]
            if whole["zip"]:
                yield whole["zip"], whole["city"], [*street, *pieces[1:]]
            elif behind and len(pieces) == 2:
                yield behind["zip"], whole["city"], street

    # -- country -----------------------------------------------------------------------------------

    def _take_country(self) -> None:
        if not self._pieces:
            return
        last = self._pieces[-1]
        words = last.text.split()
        for count in range(len(words)):
            name = " ".join(words[count:])
            code = self._places.country(name)
            if (
                code != self._region
                and self._is_state(name)
                and not self._is_state_and_country(name)
            ):
                return
            # Two letters may be a code of many things, unless they stand alone.
            if code and (count == 0 or len(fold(name)) > 2):
                self._country, self._named = code, name
                self._replace_last(" ".join(words[:count]).strip(_EDGES))
                return

    def _state_of(self, text: str) -> str:
        return self._places.written_as_state(text, self._where)

    def _is_state(self, name: str) -> bool:
        return bool(self._places.state(name, self._region))

    def _is_state_and_country(self, name: str) -> bool:
        """Georgia is a country where a state of the region has been named before it."""
        before = self._pieces[-2].text if len(self._pieces) > 1 else ""
        words = before.split()
        return bool(words) and any(self._is_state(word) for word in (before, words[-1], words[0]))

    def _replace_last(self, text: str) -> None:
        last = self._pieces.pop()
        if text:
            self._pieces.append(replace(last, text=text))

    def _note_letters(self) -> None:
        """Take the country from the letters before a postal code: "CH-8001 Zürich"."""
        for piece in self._pieces:
            match = _LETTERED_ZIP.match(piece.text)
            code = match and _country_of(match["letters"], self._places)
            if match and code and not self._country and _is_zip(match["zip"], code):
                self._country = code

    # -- postal code -------------------------------------------------------------------------------

    def _take_zip(self) -> bool:
        form = address_format(self._where)
        if not form.zip:
            return False
        for index in reversed(range(len(self._pieces))):
            # In front there is the house number.
            if index == 0 and len(self._pieces) > 1:
                break
            match = self._zip_in(self._pieces[index].text, form)
            if match is not None:
                self._zip, street, rest = match
                if street:
                    self._pieces.insert(index, replace(self._pieces[index], text=street))
                self._split_at(index + bool(street), rest)
                return True
        return False

    def _take_outward_code(self) -> bool:
        """Take half of a postal code, which stands behind the city or alone in the end."""
        match = self._where == "GB" and self._pieces and _OUTWARD.fullmatch(self._pieces[-1].text)
        if not match or len(self._pieces) < 2:
            return False
        self._zip = match["zip"]
        self._pieces.pop()
        self._take_city_and_state(match["city"] or self._pieces.pop().text)
        return True

    def _zip_in(self, text: str, form: Format) -> tuple[str, str, str] | None:
        """The postal code, a street before it without a comma, and what else is beside it."""
        code = rf"(?:(?P<letters>[A-Z]{{1,2}})-)?(?P<zip>{form.zip})"
        before, after = rf"{code}(?:[ ,-]+(?P<rest>\D.*))?", rf"(?P<rest>.*\D?)[ -]+{code}"
        inside = rf"(?P<street>\D+ \d.*) {code} (?P<rest>[^\W\d]\D+)"
        for pattern in (before, after, inside) if form.zip_first else (after, before):
            match = re.fullmatch(pattern, text, re.IGNORECASE)
            if match and self._fits(match["letters"]):
                found = match.groupdict(default="")
                return found["zip"], found.get("street", ""), found["rest"].strip(_EDGES)
        return None

    def _fits(self, letters: str | None) -> bool:
        return not letters or _country_of(letters, self._places) == self._country

    def _split_at(self, index: int, rest: str) -> None:
        """Place what stands beside the postal code, and what comes before and after it."""
        self._after = self._pieces[index + 1 :]
        self._pieces = self._pieces[:index]
        if rest and address_format(self._where).zip_first:
            self._city, self._state = self._state_at_end(rest) or (rest, "")
        elif rest:
            self._take_city_and_state(rest)
        elif self._pieces and not self._is_city_behind():
            self._take_last_place()
        elif self._after:
            self._take_city_and_state(self._after.pop(0).text)
        if self._city[:1].isdigit():
            street, city = self._street_before(self._city)
            if city or not self._pieces:
                # Else nothing tells where the street ends: "1 Infinite Loop Cupertino CA 95014".
                self._pieces.append(_Piece(street, index))
                self._city = city

    def _street_before(self, text: str) -> tuple[str, str]:
        """The street and the city of "15 Bridge St Sydney", as far as a word tells them apart."""
        words = text.split()
        if self._where in _CITY_STATES and self._places.country(words[-1]) == self._where:
            return " ".join(words[:-1]), words[-1]
        ends = [
            n for n, word in enumerate(words, 1) if fold(word) in _STREET and 2 < n < len(words)
        ]
        end = ends[-1] if ends else len(words)
        return " ".join(words[:end]), " ".join(words[end:])

    def _is_city_behind(self) -> bool:
        """Whether it is the next piece that names the city: "…, 75002, Paris"."""
        form = address_format(self._where)
        return form.zip_first and bool(self._after) and not self._is_place(self._pieces[-1].text)

    def _is_place(self, text: str) -> bool:
        return bool(_CITY.fullmatch(text)) or self._state_at_end(text) is not None

    # -- city and state ----------------------------------------------------------------------------

    def _take_city_and_state(self, text: str) -> None:
        """Place a text that names a city, a state, or both."""
        both = self._state_at_end(text)
        if both is not None:
            self._city, self._state = both
        elif self._names_state_only(text, 2):
            self._state = self._state_of(text)
            self._take_city()
        else:
            self._city = text

    def _take_last_place(self) -> None:
        """Place the last piece, which stands before a postal code."""
        text = self._pieces[-1].text
        if self._is_place(text):
            self._pieces.pop()
            self._take_city_and_state(text)

    def _names_state_only(self, text: str, pieces_before: int) -> bool:
        """Whether a text names a state, and what is before it names the city.

        :param pieces_before: how many have to be there. One alone before a postal code is the
            street, and the text the city: "5th Ave, New York 10001".
        """
        if not self._state_of(text):
            return False
        if self._places.is_state_code(text, self._where):
            return True
        return len(self._pieces) >= pieces_before and _may_be_city(self._pieces[-1].text)

    def _take_city(self) -> None:
        if self._pieces and _may_be_city(self._pieces[-1].text):
            self._city = self._pieces.pop().text

    def _state_at_end(self, text: str) -> tuple[str, str] | None:
        """City and state of "São Paulo - SP", "Roma (RM)" or "Austin Texas"."""
        words = re.split(r"( +|[-(/])", text)
        for index in range(2, len(words), 2):
            city = "".join(words[:index]).strip(f"{_EDGES}/")
            name = "".join(words[index:]).strip(_EDGES)
            state = self._state_of(name)
            if not (city and state):
                continue
            # "Las Palmas" is no city of Las in a state of Palmas: a code must be written as one.
            sure = self._places.is_state_code(name, self._where) or (
                len(fold(name)) > 3 and fold(city) not in _NO_CITY
            )
            if sure and not self._state_of(text):
                return city, state
        return None

    def _take_state_behind(self) -> None:
        """Take a state that follows: "Mumbai 400053, Maharashtra"."""
        if self._after and not self._state:
            self._state = self._state_of(self._after[0].text)
            if self._state:
                self._after.pop(0)

    def _provinces_are_cities(self) -> bool:
        """Whether states are mostly called as a city in them is, which is so in Italy and Spain."""
        return address_format(self._where).zip_first

    def _take_place_without_zip(self) -> None:
        """Take a state at the end with a city before it; a city only where a country follows."""
        if not self._pieces:
            return
        last = self._pieces.pop()
        both = self._state_at_end(last.text)
        if both is not None and _CITY.fullmatch(both[0]) and (self._pieces or self._country):
            self._city, self._state = both
        elif self._pieces and self._names_state_only(last.text, 1 + self._provinces_are_cities()):
            self._state = self._state_of(last.text)
            self._take_city()
        elif self._country and _CITY.fullmatch(last.text) and _is_name(last.text):
            self._city = last.text
        else:
            self._pieces.append(last)


def _without_zip_behind(pieces: list[_Piece], places: Places) -> list[_Piece]:
    """The pieces, where a postal code behind the country comes before it."""
    if len(pieces) < 2:
        return pieces
    if _BARE_ZIP.fullmatch(pieces[-1].text) and places.country(pieces[-2].text):
        return [*pieces[:-2], pieces[-1], pieces[-2]]
    match = _BEHIND.fullmatch(pieces[-1].text)
    if match and places.country(match["country"]):
        line = pieces[-1].line
        return [*pieces[:-1], _Piece(match["zip"], line), _Piece(match["country"], line)]
    return pieces


def _pieces(text: str) -> Iterator[_Piece]:
    for number, line in enumerate(lines(_ZIP_SIGN.sub("", text)).split("\n")):
        for part in re.split(f"[{COMMAS}]", line):
            if part.strip(_EDGES):
                yield _Piece(part.strip(), number)


def _is_name(text: str) -> bool:
    """Whether a capital tells that it is one, in a script that has any."""
    return text != text.lower() or text == text.upper()


def _may_be_city(text: str) -> bool:
    """Whether it is neither a street nor has it a number."""
    return not _HAS_DIGIT.search(text) and _STREET.isdisjoint(fold(text).split())


def _country_of(letters: str, places: Places) -> str:
    letters = letters.upper()
    return places.country(_LETTERS.get(letters, letters))


def _is_zip(text: str, country: str) -> bool:
    pattern = address_format(country).zip
    return bool(pattern) and re.match(pattern, text) is not None


def _streets(pieces: Sequence[_Piece], one_line: bool) -> tuple[str, str]:
    """The first line, or what stands before the first comma with its house number; and the rest."""
    if not pieces:
        return "", ""
    first = 1
    while first < len(pieces) and (
        _HOUSE_NUMBER.fullmatch(pieces[first].text)
        if one_line
        else pieces[first].line == pieces[0].line
    ):
        first += 1
    if first == 1 and one_line and pieces[0].text.isdigit():
        first = 2  # "12, MG Road"
    texts = [piece.text for piece in pieces]
    return ", ".join(texts[:first]), ", ".join(texts[first:])
