"""Phone numbers in the form in which two spellings of one number are equal."""

from __future__ import annotations

import re
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
#: Marks of the direction of writing, which come along when a number is copied.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def normal(text: str | None, region: str) -> str:
    """The number in E.164, with ``;ext=`` for an extension; the text itself if it is no number.

    :param region: ISO code of the country in which a number without a country's prefix is meant
    """
    text = one_line(_DIRECTION.sub("", text or ""))
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


@lru_cache(maxsize=4096)  # a sync reads each number several times, shortly after another
def _read(text: str, region: str) -> PhoneNumber | None:
    """The number, not to be changed; ``None`` where it could be another one as well."""
    match = _NUMBER.fullmatch(text)
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
