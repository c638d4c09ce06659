"""Masking: the words that Google gets in place of an appointment's own words.

The words stay in the item, and so in a link's base; its mask is what Google shows. It is a field in
which Odoo leads, so that one who renames a masked event in Google renames nothing in Odoo, and so
that another level is a change like any other. A mask hides all words, or, where guests are kept in
Odoo, what Odoo itself has written about them, while all else is as it was written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, get_args

from ..core.item import OriginalStart
from ..text.plain import one_line
from .item import Color, EventItem, Mask, Repeating
from .occurrences import occurrence, with_occurrences
from .recurrence import has_occurrence

#: What Google is told of an appointment, from everything to nothing.
Level = Literal["full", "first_name", "initials", "kind", "reference", "busy"]
LEVELS: tuple[Level, ...] = get_args(Level)

#: The fields that a mask hides.
WORDS = tuple(each.name for each in fields(Mask))

#: Hides what Odoo has written about the people in an appointment, and that alone.
WITHOUT_DETAILS = Mask(None, None, None, None)

#: More would tell who it is.
_MOST_LETTERS, _MOST_CLIENTS = 3, 3
_MOST_KINDS = 3
#: What people write before a name, in the languages of this addon; and whatever ends with a dot,
#: as a letter does that stands for a name.
_FORM_OF_ADDRESS = re.compile(
    r"""\S+\. | mr | mrs | ms | miss | mx | sir | dr | doctor | prof | professor
    | herr | frau | fräulein | monsieur | madame | mademoiselle | mme | mlle | m
    | signor | signora | sig | señor | señora | señorita | sr | sra | srta | don | doña | dona
    | dhr | mevrouw | mevr | meneer | senhor | senhora""",
    re.IGNORECASE | re.VERBOSE,
)
#: No name has more characters; to compose accents takes the square of their number.
_LONGEST_NAME = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """What a mask may tell of an appointment.

    :ivar clients: the names of those who attend and are no internal users
    :ivar reference: by which the staff find it in Odoo
    :ivar busy_word: a word that tells nothing
    :ivar kinds: the names of its tags
    """

    clients: tuple[str, ...]
    reference: str
    busy_word: str
    kinds: tuple[str, ...] = ()


def strictest(levels: Iterable[Level]) -> Level:
    """The one of these levels that tells least; without any, everything is told."""
    return max(levels, key=LEVELS.index, default="full")


def mask_of(level: Level, facts: Facts) -> Mask | None:
    """What Google shows of an appointment made in Odoo; ``None``: its words."""
    if level == "full":
        return None
    if level == "reference":
        return Mask(one_line(facts.reference))
    told = {
        "first_name": lambda: _first_of(map(first_name, facts.clients), _MOST_CLIENTS),
        "initials": lambda: _first_of(map(initials, facts.clients), _MOST_CLIENTS),
        "kind": lambda: _first_of(map(one_line, facts.kinds), _MOST_KINDS),
    }
    shown = told[level]() if level in told else ""
    return Mask(shown or one_line(facts.busy_word))


def first_name(name: str) -> str:
    """The first name: "Anna" of "Mrs Anna Weber", and of "Weber, Anna".

    The initials where nobody can tell which part it is: of a single word, of a first letter only,
    and in scripts in which the family comes first.
    """
    family, comma, given = name[:_LONGEST_NAME].partition(",")
    words = [
        one for one in (given if comma else family).split() if not _FORM_OF_ADDRESS.fullmatch(one)
    ]
    is_told = len(words) > 1 or (comma and words)
    if not is_told or unicodedata.east_asian_width(words[0][0]) in "WF":
        return initials(name)
    return one_line(words[0])


def initials(name: str) -> str:
    """The first letters of a name: "A. W."; where a character is a syllable, without dots.

    Empty for a name without letters.
    """
    parts = re.split(r"[\s\-\u2010-\u2015]+", unicodedata.normalize("NFC", name[:_LONGEST_NAME]))
    letters = [letter for part in parts if (letter := _first_letter(part))]
    return " ".join(map(_abbreviated, letters[:_MOST_LETTERS]))


def _first_of(texts: Iterable[str], most: int) -> str:
    known = list(filter(None, texts))
    more = ["…"] if len(known) > most else []
    return ", ".join(known[:most] + more)


def _first_letter(text: str) -> str:
    return next((char for char in text if unicodedata.category(char).startswith("L")), "")


def _abbreviated(letter: str) -> str:
    is_syllable = unicodedata.east_asian_width(letter) in "WF"
    return letter if is_syllable else f"{letter.upper()}."


# -- between Odoo's words and Google's ------------------------------------------------------------


def in_google(item: EventItem) -> EventItem:
    """What Google shows of an item, in all its occurrences."""
    return each_occurrence(item, _shown) if _is_masked(item) or _is_colored(item) else item


def wordless(item: EventItem, title: str) -> EventItem:
    """The item without any words but a title that tells nothing, which a link may keep.

    :param item: a single event, or a series without its exceptions
    """
    return replace(
        item, title=title, description="", location="", video="", contact_details="", mask=None
    )


def is_wordless(item: EventItem) -> bool:
    """Whether that was done to the item, or to one of its occurrences, and Google shows as much."""
    parts = (item, *(one for _start, one in item.exceptions if one))
    return any(
        one.mask and one == replace(wordless(one, one.title), mask=Mask(one.title)) for one in parts
    )


def in_odoo(item: EventItem) -> EventItem:
    """The item without what Google shows in place of its words, and of its tags."""
    if not (_is_masked(item) or _is_colored(item)):
        return item
    return each_occurrence(item, lambda one: replace(one, mask=None, color=_tags_of(one.color)))


def masked(item: EventItem, mask: Mask | None) -> EventItem:
    """The item, of which Google shows ``mask``, if there is anything for that to hide.

    :param item: a single event, or a series without its exceptions
    """
    idle = mask is None or not (mask.hides_title or item.contact_details)
    shown = None if idle else mask
    return item if item.mask == shown else replace(item, mask=shown)


def with_masks_of(item: EventItem, other: EventItem) -> EventItem:
    """The item, with Google showing of it what it shows of ``other``."""
    if not (_is_masked(item) or _is_masked(other)):
        return item
    return each_with(item, other, lambda one, known: replace(one, mask=known.mask))


def behind_masks_of(google: EventItem, base: EventItem) -> EventItem:
    """Google's item with the words that it hides; what it shows instead is its mask.

    :param google: as Google shows it
    :param base: what both agreed on last
    """
    return each_with(google, base, _behind) if _is_masked(base) else google


def found_behind(google: EventItem, odoo: EventItem) -> EventItem:
    """As :func:`behind_masks_of`, of an event on which nobody has agreed yet.

    Words of its own that Odoo has none for come in: somebody has entered it on both sides.
    """
    return each_with(google, odoo, _found_behind) if _is_masked(odoo) else google


def have_equal_words(one: EventItem, other: EventItem) -> bool:
    """Whether two items say the same where a mask would hide it, in all their occurrences."""
    pairs: list[tuple[EventItem | None, EventItem | None]] = [(one, other)]
    for original_start in _starts(one, other):
        if has_occurrence(other.when, original_start):
            pairs.append((occurrence(one, original_start), occurrence(other, original_start)))
    return all(_words(a) == _words(b) for a, b in pairs if a and b)


def each_newly_masked(
    item: EventItem, base: EventItem, change: Callable[[EventItem], EventItem]
) -> EventItem:
    """The item after ``change`` of what Google shows the title of, and shall not any more."""

    def view(one: EventItem, known: EventItem) -> EventItem:
        return change(one) if hides_title(one) and not hides_title(known) else one

    return each_with(item, base, view) if _is_masked(item) else item


def each_occurrence(item: EventItem, change: Callable[[EventItem], EventItem]) -> EventItem:
    """The item after ``change`` of it and of all its occurrences."""
    return each_with(item, item, lambda one, _same: change(one))


def hides_title(item: EventItem) -> bool:
    """Return whether Google shows something else in place of the title."""
    return item.mask is not None and item.mask.hides_title


def hides_any_title(item: EventItem) -> bool:
    """Return whether it does so of the item, or of one of its occurrences."""
    return hides_title(item) or any(one and hides_title(one) for _start, one in item.exceptions)


def _is_masked(item: EventItem) -> bool:
    """Whether Google shows other words of one of its occurrences, as it does mostly of all."""
    return bool(item.mask or any(changed and changed.mask for _start, changed in item.exceptions))


def _is_colored(item: EventItem) -> bool:
    """Whether it says something of a color, in one of its occurrences."""
    return bool(item.color or any(changed and changed.color for _start, changed in item.exceptions))


def _words(item: EventItem) -> tuple[str, ...]:
    return tuple(getattr(item, name) for name in WORDS)


def _shown(item: EventItem) -> EventItem:
    words = _values(item.mask) if item.mask else {}
    return replace(item, **words, mask=None, color=_color_of(item.color))


def _color_of(color: Color | None) -> Color | None:
    """What Google has of it: no tags, and nothing where nobody knows what it shows."""
    return None if color is None or color.shown is None else Color(color.shown)


def _tags_of(color: Color | None) -> Color | None:
    """What Odoo has of it."""
    return Color(None, color.tags) if color and color.tags else None


def _behind(google: EventItem, known: EventItem) -> EventItem:
    if known.mask is None:
        return google
    hidden: dict[str, Any] = {name: getattr(known, name) for name in _values(known.mask)}
    return replace(google, **hidden, mask=_mask_showing(google, known.mask))


def _found_behind(google: EventItem, odoo: EventItem) -> EventItem:
    if odoo.mask is None or google.mask is not None:
        return google
    words: dict[str, Any] = {}
    for name, instead in _values(odoo.mask).items():
        shown = getattr(google, name)
        own = "" if shown == instead else shown
        words[name] = getattr(odoo, name) or own
    return replace(google, **words, mask=_mask_showing(google, odoo.mask))


def _values(mask: Mask) -> dict[str, Any]:
    """What Google shows, by the names of the words that are hidden."""
    return {name: value for name in WORDS if (value := getattr(mask, name)) is not None}


def _mask_showing(google: EventItem, mask: Mask) -> Mask:
    """The mask of the same words that shows what Google does."""
    return replace(mask, **{name: getattr(google, name) for name in _values(mask)})


def each_with(
    item: EventItem, other: EventItem, view: Callable[[EventItem, EventItem], EventItem]
) -> EventItem:
    """The item after ``view`` of it and its partner, and so of each exception of either."""
    seen = view(item, other)
    if not isinstance(item.when, Repeating):
        return seen
    occurrences = {}
    for original_start in _starts(item, other):
        one = occurrence(item, original_start)
        partner = (
            occurrence(other, original_start)
            if has_occurrence(other.when, original_start)
            else None
        )
        occurrences[original_start] = one and view(one, partner or other)
    return with_occurrences(seen, occurrences)


def _starts(item: EventItem, other: EventItem) -> Iterator[OriginalStart]:
    """The original starts of ``item`` in which it, or the other, has an exception."""
    exceptional = {
        original_start for each in (item, other) for original_start, _changed in each.exceptions
    }
    return (
        original_start
        for original_start in exceptional
        if has_occurrence(item.when, original_start)
    )
