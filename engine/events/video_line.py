"""Odoo's video link as the last line of Google's description.

It is behind a camera that reads the same in every language. In an invitation from somebody else
such a line is text like any other: what strangers write is no button to press (:func:`as_text`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from ..text.plain import one_line
from ..text.rich import link_address
from .item import EventItem
from .masking import each_occurrence

_CAMERA, _BREAK = "🎥", "<br>"
_LINE = re.compile(
    rf'{_CAMERA} ?(?:<a href="(?P<href>https?://[^"]+)">[^<]*</a>|(?P<text>https?://[^\s<]+))\s*'
)
#: Nothing that could end an attribute or a line, or that browsers read as something else.
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f\"'`<>\\^{|}]+", re.IGNORECASE)
_HOST = re.compile(r"[^\W_](?:[\w\-]*\w)?(?:\.[\w\-]+)*\.?")
_LONGEST = 2048
#: The line is looked for among so many characters at the end: a link twice, with its "&" escaped.
_LONGEST_LINE = 12 * _LONGEST


def web_link(text: Any) -> str:
    """The text as a link of a description has it, if it is the address of a web page and nothing
    besides; else nothing.

    It names no user before its host, which is how one host looks like another.
    """
    if not isinstance(text, str) or len(text) > _LONGEST:
        return ""
    text = text.strip(" ")
    if not _ADDRESS.fullmatch(text) or one_line(text) != text:
        return ""
    address = link_address(text) or ""
    return address if len(address) <= _LONGEST and _is_of_a_host(address) else ""


def split_description(html: str) -> tuple[str, str]:
    """Google's description without the line of Odoo's link, and that link.

    :param html: in normal form, see :mod:`engine.text.rich`
    """
    for match in _LINE.finditer(html, max(len(html) - _LONGEST_LINE, 0)):
        if match.end() == len(html):
            link = web_link(unescape(match["href"] or match["text"]))
            return (_without_breaks(html[: match.start()]), link) if link else (html, "")
    return html, ""


def _without_breaks(html: str) -> str:
    end = len(html)
    while html.endswith(_BREAK, 0, end):
        end -= len(_BREAK)
    return html[:end]


def join_description(html: str, link: str) -> str:
    """The inverse of :func:`split_description`."""
    if not link:
        return html
    address = escape(link)
    line = f'{_CAMERA} <a href="{address}">{address}</a>'
    return f"{html}<br>{line}" if html else line


def _is_of_a_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises where it is no number
    except ValueError:
        return False
    return "@" not in parts.netloc and bool(_HOST.fullmatch(unquote(parts.hostname or "")))


def as_text(item: EventItem) -> EventItem:
    """The item, of which the line is a part of the description, in all its occurrences."""

    def with_line(one: EventItem) -> EventItem:
        if not one.video:
            return one
        return replace(one, description=join_description(one.description, one.video), video="")

    return each_occurrence(item, with_line)
