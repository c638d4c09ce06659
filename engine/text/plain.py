"""Plain text in a form that both sides can hold.

Whoever may invite somebody writes into their calendar, and characters that nobody sees can deceive
them: marks that turn the order of writing round (U+202E makes a picture of "gnp.exe"), blanks
without width that make two titles differ which look the same, and tags that carry a hidden message.
One line of text, a title, a place or a name, has none of the characters that have no sign of their
own, but for those that writing needs:

- *joiners* between letters of scripts whose letters join or stack (Persian, Hindi, Malayalam and
  their like), where they change what is read, and between the pictures of one emoji;
- *variation selectors* behind what has variants: signs and digits, Chinese characters, Mongolian;
- *tags* in the flags of countries that are part of another one.

A record keeps its own spelling on either side: two texts agree if their normal forms are equal.
https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
"""

from __future__ import annotations

import re
import unicodedata

#: Control characters, halves of surrogate pairs, noncharacters and byte order marks. PostgreSQL
#: refuses NUL, JSON and UTF-8 refuse the halves, and nobody sees any of the others.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")

#: Invisible characters, except those in :data:`_NEEDED`.
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e001f"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff]"
)
#: What is unseen by itself, and needed in its place.
_NEEDED = re.compile(
    "[\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)

_ZWNJ, _ZWJ = "\u200c", "\u200d"
_BLACK_FLAG = "\U0001f3f4"

#: Scripts in which joiners change what is read: Arabic and Syriac to N'Ko, those of India and
#: South East Asia, Mongolian, and Arabic's presentation forms.
_JOINING = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MONGOLIAN = re.compile("[\u1800-\u18af]")
#: Pictures that are a letter to Unicode, or news to this Python.
_PICTURES = re.compile("[\u2139\U0001f000-\U0001fbff]")


def printable(text: str) -> str:
    """The text without the characters that one of the sides cannot hold. Blanks stay."""
    return _UNPRINTABLE.sub("", text)


def visible(text: str) -> str:
    """The text without characters that nobody sees, but for those that its writing needs."""
    text = _UNSEEN.sub("", text)
    if not _NEEDED.search(text):
        return text
    kept: list[str] = []
    for number, char in enumerate(text):
        if not _NEEDED.match(char) or _is_needed(char, kept, text[number + 1 : number + 2]):
            kept.append(char)
    return "".join(kept)


def one_line(text: str | None) -> str:
    """The normal form of a title, a place or a name: what is seen of it, each run of blanks one
    space."""
    return _BLANKS.sub(" ", visible(printable(text or ""))).strip()


def lines(text: str | None) -> str:
    """The normal form of plain text of several lines: each as :func:`one_line` writes it.

    There are no empty lines at either end.
    """
    return "\n".join(map(one_line, re.split(r"\r\n?|\n", text or ""))).strip("\n")


def _is_needed(char: str, kept: list[str], following: str) -> bool:
    """Whether writing needs a character in its place.

    :param kept: what is before it
    :param following: the character behind it; empty at the end
    """
    before = kept[-1] if kept else ""
    if char == _ZWNJ:
        return _joins(before) and _joins(following)
    if char == _ZWJ:
        return _joins(before) or (_is_picture(before, kept) and _is_sign(following))
    if char in "\ufe0e\ufe0f":
        return _is_sign(before) or before.isdecimal()
    if char <= "\u180f":
        return bool(_MONGOLIAN.match(before))
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _BLACK_FLAG or "\U000e0020" <= before <= "\U000e007e"
    return bool(_HAN.match(before)) or (char <= "\ufe0d" and _is_sign(before))


def _joins(char: str) -> bool:
    return bool(_JOINING.match(char)) and unicodedata.category(char)[0] in "LM"


def _is_sign(char: str) -> bool:
    """Whether a character is a picture or another sign, and no letter."""
    return bool(char) and (bool(_PICTURES.match(char)) or unicodedata.category(char)[0] in "SP")


def _is_picture(char: str, kept: list[str]) -> bool:
    """Whether a picture ends here, be it with a selector of its variant."""
    if char and char in "\ufe0e\ufe0f":
        char = kept[-2]
    return _is_sign(char)
