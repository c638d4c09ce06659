"""Notes that are too long for Google: it has the beginning, and Odoo all of them.

A field of a contact has 1,024 characters at most in Google, which refuses the contact otherwise. So
Google gets as much as fits, and a sign that there is more. Whoever edits the beginning there has
edited the notes; what is behind it stays.
"""

from __future__ import annotations

from ..text.plain import lines

#: The characters of one field, as Google's programs count them: many emojis are two.
MOST_NOTES = 1_024
#: How many of them are left to whoever adds something there.
_ROOM = 100
#: What stands for the rest, in a line of its own.
_MORE = "\n…"


def is_too_long(notes: str) -> bool:
    """Return whether Google has but the beginning."""
    return len(_begin(notes, MOST_NOTES)) < len(notes)


def beginning(notes: str) -> str:
    """What Google gets of the notes."""
    begun, rest = _divided(notes)
    return lines(begun + _MORE) if rest else notes


def as_known(google: str, known: str) -> str:
    """All of the notes of which Google has the beginning, as somebody may have edited it there.

    :param known: what both sides agreed on last
    """
    _begun, rest = _divided(known)
    if not rest or (is_too_long(google) and not google.endswith(_MORE)):
        return google
    if google == beginning(known):
        return known
    return lines(google.removesuffix(_MORE) + rest)


def _divided(notes: str) -> tuple[str, str]:
    """The beginning that Google can hold, as far as the end of a word, and what follows it."""
    if not is_too_long(notes):
        return notes, ""
    begun = _begin(notes, MOST_NOTES - _ROOM)
    end = max(map(begun.rfind, " \n"))
    end = end if end > len(begun) // 2 else len(begun)
    return notes[:end], notes[end:]


def _begin(text: str, most: int) -> str:
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
