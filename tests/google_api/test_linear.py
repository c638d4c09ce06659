"""Readers of text take a time that grows with the text, and no faster, whatever strangers write.

Compared is the time for a text with that for one of an eighth, in the same run: where each part is
looked at together with all others, it is 64 times as long.
"""

from __future__ import annotations

import time
from itertools import product

import pytest
from contact_strategies import PLACES
from google_sync.engine.contacts import address, phone
from google_sync.engine.contacts import item as contact
from google_sync.engine.events import masking, video_line
from google_sync.engine.text import plain as text
from google_sync.engine.text import rich as richtext
from google_sync.google_api.people import contact_codec
from google_sync.google_api.people.address_codec import decode_address

SHORT, LONG = 3_000, 24_000
#: As much as that more than in proportion is the machine's doing.
MOST = 30
#: Seconds that are too few to be compared.
LITTLE = 0.01


def read_person(value):
    return contact_codec.decode(
        {
            "resourceName": "people/1",
            "names": [{"displayName": f"N {value}"}],
            "biographies": [{"value": value, "contentType": "TEXT_HTML"}],
            "emailAddresses": [{"value": value}],
            "phoneNumbers": [{"value": value}],
            "urls": [{"value": value}],
        },
        PLACES,
        "US",
    )


READERS = {
    "a description": richtext.normalize,
    "a description from Google": richtext.normalize_google,
    "a description for Odoo": lambda value: richtext.to_odoo(richtext.normalize_google(value)),
    "a description as plain text": richtext.plain,
    "the link of a video": video_line.split_description,
    "a title": text.one_line,
    "lines": text.lines,
    "a number": lambda value: phone.normal(value, "CH"),
    "a website": contact.website,
    "an address": lambda value: decode_address({"formattedValue": value}, PLACES, "US"),
    "an address in one field": lambda value: decode_address({"streetAddress": value}, PLACES, "IN"),
    "a city": lambda value: decode_address({"city": value, "region": value}, PLACES, "US"),
    "a country": lambda value: decode_address({"country": value}, PLACES, "US"),
    "the letters of a name": masking.initials,
    "a person": read_person,
}
PARTS = ["<", "<b>", "<br>", "<ul><li>", "<!--", "</", '<a href="https://x', "<x@", "&", "&amp;"]
PARTS += ["🎥 ", '🎥 <a href="https://x">', "🎥 https://x", "\n", "\r", " ", "a ", "1 ", ",", "1, "]
PARTS += ["a@", "-", "//", "+1", "東京都", "〒1", "PLZ ", "Georgia "]
# Accents that are above and below their letter, which Unicode sorts.
PARTS += ["\u0301\u0327"]


def seconds(read, value):
    began = time.process_time()
    read(value)
    return time.process_time() - began


@pytest.mark.parametrize(("name", "part"), list(product(READERS, PARTS)))
def test_no_text_takes_more_than_its_length(name, part):
    short, long = (part * (length // len(part)) for length in (SHORT, LONG))
    read = READERS[name]
    for _try in range(3):  # something else may have come in between
        of_long = seconds(read, long)
        if of_long < LITTLE or of_long < MOST * seconds(read, short):
            return
    pytest.fail(f"{of_long} s for {LONG} characters")


@pytest.mark.parametrize("region", ["US", "JP", "HU"])
@pytest.mark.parametrize(
    "part", ["\ufdfa ", "\ufdfa, ", "a\u0301\u0327 ", "a 1 ", "\u6771\u4eac\u90fd "]
)
def test_an_address_of_many_words_takes_little_time(part, region):
    """The first of these is one letter that stands for eighteen."""
    address.parse("1 Main Street, Springfield", region, PLACES)  # makes the index of places
    text = (part * address.LONGEST)[: address.LONGEST]
    assert (
        min(seconds(lambda value: address.parse(value, region, PLACES), text) for _ in "123") < 0.3
    )
