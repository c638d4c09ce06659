"""Plain text in the form that both sides can hold."""

from __future__ import annotations

import re

#: Control characters, halves of surrogate pairs, noncharacters and byte order marks. PostgreSQL
#: refuses NUL, JSON and UTF-8 refuse the halves, and nobody sees any of the others.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_BLANKS = re.compile(r"\s+")


def printable(text: str) -> str:
    """The text without the characters that one of the sides cannot hold. Blanks stay."""
    return _UNPRINTABLE.sub("", text)


def one_line(text: str | None) -> str:
    """The normal form of a title or a place: printable, and each run of blanks one space."""
    return _BLANKS.sub(" ", printable(text or "")).strip()


def lines(text: str | None) -> str:
    """The normal form of plain text of several lines: each as :func:`one_line` writes it.

    There are no empty lines at either end.
    """
    return "\n".join(map(one_line, re.split(r"\r\n?|\n", text or ""))).strip("\n")
