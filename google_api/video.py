"""Where one joins a meeting by video: Google's own conference, and the link that Odoo has.

Google's conference is never written, so that it survives. A link of Odoo's goes into the last line
of Google's description, behind a camera that reads the same in every language.
https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

_CAMERA, _BREAK = "🎥", "<br>"
#: The line is looked for among so many characters at the end.
_LONGEST = 8_192
_LINE = re.compile(
    rf'{_CAMERA} ?(?:<a href="(?P<href>https?://[^"]+)">[^<]*</a>|(?P<text>https?://[^\s<]+))\s*'
)


def conference_link(event: Mapping[str, Any]) -> str:
    """The https address of Google's own conference; empty without one."""
    points = event.get("conferenceData", {}).get("entryPoints", ())
    links = [point.get("uri", "") for point in points if point.get("entryPointType") == "video"]
    links.append(event.get("hangoutLink", ""))
    return next((link for link in links if link.startswith("https://")), "")


def split_description(html: str) -> tuple[str, str]:
    """Google's description without the line of Odoo's link, and that link.

    :param html: in normal form, see ``engine.richtext``
    """
    for match in _LINE.finditer(html, max(len(html) - _LONGEST, 0)):
        if match.end() == len(html):
            end = match.start()
            while html.endswith(_BREAK, 0, end):
                end -= len(_BREAK)
            return html[:end], unescape(match["href"] or match["text"])
    return html, ""


def join_description(html: str, link: str) -> str:
    """The inverse of :func:`split_description`."""
    if not link:
        return html
    address = escape(link)
    line = f'{_CAMERA} <a href="{address}">{address}</a>'
    return f"{html}<br>{line}" if html else line
