"""Where one joins a meeting by video: Google's own conference, and the link that Odoo has.

Google's conference is never written, so that it survives. A link of Odoo's goes into the last line
of Google's description, see ``engine.events.video_line``.
https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ...engine.events.video_line import join_description, split_description, web_link

__all__ = ["conference_link", "join_description", "split_description"]

#: Where Google's own conferences are, whatever else an invitation may say of one.
_GOOGLES_HOSTS = frozenset({"meet.google.com", "hangouts.google.com", "plus.google.com"})


def conference_link(event: Mapping[str, Any]) -> str:
    """The https address of Google's own conference, or of one that an add-on has made for it.

    Empty without one, and for what is no address that a browser would open as it reads.
    """
    links = (web_link(address) for address in _addresses(event))
    return next((link for link in links if link.startswith("https://")), "")


def _addresses(event: Mapping[str, Any]) -> Iterator[Any]:
    conference = event.get("conferenceData")
    points = conference.get("entryPoints") if isinstance(conference, Mapping) else None
    for point in points if isinstance(points, list | tuple) else ():
        if isinstance(point, Mapping) and point.get("entryPointType") == "video":
            yield point.get("uri")
    hangout = web_link(event.get("hangoutLink"))
    if hangout and urlsplit(hangout).hostname in _GOOGLES_HOSTS:
        yield hangout
