"""The paragraph about the client that Odoo adds to descriptions, kept apart from the author's text.

Odoo 19 puts a paragraph behind the description of whatever is entered by hand: the name, address
and telephone of the first person in it but its organizer. It is a field of the item by itself
(``contact_details``), so that it can stay out of Google while all else of the description goes both
ways::

    my own text
    <b>Contact Details</b>          a heading, in the language of whoever entered it
    Anna                            what follows it at once, as far as it tells of a person
    <a href="mailto:…">…</a>

What people have written around a paragraph is theirs. Where its end is in doubt, it reaches as far
as something like an address or a telephone number does. Read again, the two parts put together
are the same two parts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from ..text.plain import one_line
from ..text.rich import append, divide, plain
from .item import EventItem
from .masking import each_occurrence

#: Headings in normal form, see :func:`heading`.
Headings = Collection[str]

_COLONS = ":\uff1a\ufe55 "
_is_address = re.compile(r"\S@\S|\d(?:[\s().\-/\u2010-\u2015]*\d){4}").search


def heading(text: str) -> str:
    """The normal form of a heading; empty for a line that cannot be one."""
    return one_line(text).rstrip(_COLONS)


def split(description: str, headings: Headings) -> tuple[str, str]:
    """A description in normal form without Odoo's words about people, and those words.

    :param headings: as :func:`heading` writes them, in all languages
    """
    text = plain(description)
    if not text or not any(each in text for each in headings):
        return description, ""
    return divide(description, lambda blocks: _paragraphs(blocks, headings))


def join(description: str, details: str) -> str:
    """The inverse of :func:`split`: where Odoo itself puts its words, at the end."""
    return append(description, details) if details else description


def apart(item: EventItem, headings: Headings) -> EventItem:
    """The item with the details in their own field, in all occurrences."""

    def split_one(one: EventItem) -> EventItem:
        description, details = split(one.description, headings)
        if not details:
            return one
        return replace(
            one, description=description, contact_details=join(one.contact_details, details)
        )

    return each_occurrence(item, split_one)


def together(item: EventItem) -> EventItem:
    """The item with the details in its description, in all occurrences, as Google gets it."""

    def join_one(one: EventItem) -> EventItem:
        if not one.contact_details:
            return one
        description = join(one.description, one.contact_details)
        return replace(one, description=description, contact_details="")

    return each_occurrence(item, join_one)


def _paragraphs(blocks: Sequence[Sequence[str]], headings: Headings) -> set[int]:
    """Which blocks are Odoo's words.

    :param blocks: each with its lines: one, or those of a list
    """
    taken: set[int] = set()
    for number, block in enumerate(blocks):
        if number not in taken and any(_is_heading(line, headings) for line in block):
            stop = _end_of(blocks, number, headings)
            taken |= set(range(number, stop))
    return taken | _blanks_between(blocks, taken)


def _is_heading(line: str, headings: Headings) -> bool:
    """Whether a line is one, by itself or before a colon."""
    before_colon = re.split("[:\uff1a\ufe55]", line, maxsplit=1)[0]
    return heading(line) in headings or heading(before_colon) in headings


def _end_of(blocks: Sequence[Sequence[str]], first: int, headings: Headings) -> int:
    """The number of the block after the paragraph that begins at ``first``."""
    if len(blocks[first]) > 1 or heading(blocks[first][0]) not in headings:
        end = first + 1  # its first line has the name as well
    else:
        words = _next_words(blocks, first + 1, headings)
        end = first + 1 if words is None else words + 1
    while (found := _next_address(blocks, end, headings)) is not None:
        end = found + 1
    return end


def _next_words(blocks: Sequence[Sequence[str]], start: int, headings: Headings) -> int | None:
    """The next block with words, if it is no heading."""
    for number in range(start, len(blocks)):
        if any(blocks[number]):
            is_heading = any(_is_heading(line, headings) for line in blocks[number])
            return None if is_heading else number
    return None


def _next_address(blocks: Sequence[Sequence[str]], start: int, headings: Headings) -> int | None:
    """The next block with an address or a number: in the same paragraph, or what comes after it."""
    number = _next_words(blocks, start, headings)
    adjacent = number == start
    while number is not None:
        if any(_is_address(line) for line in blocks[number]):
            return number
        following = _next_words(blocks, number + 1, headings)
        if not adjacent or following != number + 1:
            return None
        number = following
    return None


def _blanks_between(blocks: Sequence[Sequence[str]], taken: set[int]) -> set[int]:
    """The empty lines with nothing but Odoo's words before and after them."""
    blanks: set[int] = set()
    waiting: list[int] = []
    behind_taken = False
    for number, block in enumerate(blocks):
        if number in taken:
            blanks.update(waiting if behind_taken else ())
            behind_taken, waiting = True, []
        elif any(block):
            behind_taken, waiting = False, []
        else:
            waiting.append(number)
    return blanks
