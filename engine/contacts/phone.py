"""Phone numbers: two spellings of one number are equal, and neither is changed.

A number without a country's prefix means another one in another country, and the two sides need
not read it for the same. So a number goes along with the spellings that it has on both sides: what
both have agreed on once means what it meant then, whatever the country of its contact becomes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from ..text.plain import one_line

#: What people write within a number. Anything else, such as a remark, would get lost in reading.
_NUMBER = re.compile(
    r"(?P<plus>[+\uff0b])?[\d\s().\-/\u2010-\u2015\u2212]+"
    r"(?:(?:;ext=|,?\s*(?:ext\.?|extension|x|#))\s*\d{1,7})?",
    re.IGNORECASE,
)
#: No number has more characters, with its extension and all signs between.
_LONGEST = 250
#: Marks of the direction of writing, which come along when a number is copied.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number, and how it is written where it is. Two are equal that are the same number.

    :ivar number: as :func:`normal` has it; empty for none
    :ivar spellings: on one side the one that it has there, of what both agreed on that of each
    """

    number: str = ""
    spellings: tuple[str, ...] = field(default=(), compare=False)

    def __bool__(self) -> bool:
        return bool(self.number)

    def __str__(self) -> str:
        return self.spellings[0] if self.spellings else shown(self.number)

    def written(self, region: str) -> str:
        """As it is to be written where one without a country's prefix is meant for ``region``."""
        text = str(self)
        return text if normal(text, region) == self.number else shown(self.number)

    def as_agreed(self, known: Phone) -> Phone:
        """The number that is meant, if another side has read the same spelling before."""
        same = bool(self) and set(self.spellings) <= set(known.spellings)
        return replace(self, number=known.number) if same else self

    def also(self, other: Phone) -> Phone:
        """The number with the spellings that it has on both sides."""
        return replace(self, spellings=tuple(dict.fromkeys((*self.spellings, *other.spellings))))


NO_PHONE = Phone()


def read(text: str | None, region: str) -> Phone:
    """The number as it is spelled.

    :param region: ISO code of the country in which a number without a country's prefix is meant
    """
    spelling = _spelling(text)
    return Phone(normal(spelling, region), (spelling,)) if spelling else NO_PHONE


def of_number(number: str) -> Phone:
    """A number in normal form of which nobody knows the spelling; what is no number is its own."""
    is_own = number and _read(number, "") is None
    return Phone(number, (number,) if is_own else ())


def _spelling(text: str | None) -> str:
    return one_line(_DIRECTION.sub("", text or ""))


def normal(text: str | None, region: str) -> str:
    """The number in E.164, with ``;ext=`` for an extension; the text itself if it is no number.

    :param region: ISO code of the country in which a number without a country's prefix is meant
    """
    spelling = _spelling(text)
    return _normal(spelling, region) if len(spelling) <= _LONGEST else spelling


# A sync reads each number several times, and all others in between. Texts are small to keep.
@lru_cache(maxsize=16384)
def _normal(text: str, region: str) -> str:
    number = _read(text, region)
    if number is None:
        return text
    extension = f";ext={number.extension}" if number.extension else ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension


def shown(number: str) -> str:
    """A number in normal form as people read it, with the country's prefix."""
    read = _read(number, "")
    if read is None:
        return number
    spaced = phonenumbers.format_number(read, PhoneNumberFormat.INTERNATIONAL)
    # Whatever it is shown as has to be read as the same number.
    return spaced if normal(spaced, "") == number else number


def _read(text: str, region: str) -> PhoneNumber | None:
    """The number; ``None`` where it could be another one as well."""
    match = _NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    try:
        number = phonenumbers.parse(text, region or None)
    except NumberParseException:
        return None
    if match["plus"]:
        reason = phonenumbers.is_possible_number_with_reason(number)
        return number if reason == ValidationResult.IS_POSSIBLE else None
    return number if phonenumbers.is_valid_number(number) else None
