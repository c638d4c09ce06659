"""Video links of meetings: Google's own conference, and the link that Odoo has.

Google makes a Meet where it is asked for, and takes it away; the conference itself is never
written, so that it survives. A link of Odoo's goes into the last line of Google's description, see
``engine.events.video_line``.
https://developers.google.com/workspace/calendar/api/guides/create-events#conferencing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from ...engine.events.video_line import web_link

#: Google's name for a Meet.
_MEET = "hangoutsMeet"

#: Where Google's own conferences are, whatever else an invitation may say of one.
_GOOGLES_HOSTS = frozenset({"meet.google.com", "hangouts.google.com", "plus.google.com"})


def conference_link(event: Mapping[str, Any]) -> str:
    """The https address of Google's own conference, or of one that an add-on has made for it.

    Empty without one, and for what is no address that a browser would open as it reads.
    """
    links = (web_link(address) for address in _addresses(event))
    return next((link for link in links if link.startswith("https://")), "")


def has_meet(event: Mapping[str, Any]) -> bool:
    """Return whether the event has a Google Meet, or Google is still making one."""
    conference = event.get("conferenceData")
    if not conference:
        return bool(_hangout(event))
    asked = conference.get("createRequest", {})
    solution = conference.get("conferenceSolution", {}).get("key", {}).get("type")
    if solution or conference.get("entryPoints"):
        return bool(solution == _MEET)
    failed = asked.get("status", {}).get("statusCode") == "failure"
    return asked.get("conferenceSolutionKey", {}).get("type") == _MEET and not failed


def with_meet(wanted: bool) -> dict[str, Any]:
    """The part of a write that asks for a Meet, or takes the conference away."""
    if not wanted:
        return {"conferenceData": None}
    return {"conferenceData": {"createRequest": {"conferenceSolutionKey": {"type": _MEET}}}}


def with_request_id(body: dict[str, Any], request_id: str) -> dict[str, Any]:
    """The body of a write, whose request for a Meet, if it has one, bears an id.

    Google passes over a second request with the same id.
    """
    conference = body.get("conferenceData")
    if not conference:
        return body
    request = {**conference["createRequest"], "requestId": request_id}
    return {**body, "conferenceData": {"createRequest": request}}


def _hangout(event: Mapping[str, Any]) -> str:
    """The address of a Meet by its former name."""
    link = web_link(event.get("hangoutLink"))
    return link if link and urlsplit(link).hostname in _GOOGLES_HOSTS else ""


def _addresses(event: Mapping[str, Any]) -> Iterator[Any]:
    conference = event.get("conferenceData")
    points = conference.get("entryPoints") if isinstance(conference, Mapping) else None
    for point in points if isinstance(points, list | tuple) else ():
        if isinstance(point, Mapping) and point.get("entryPointType") == "video":
            yield point.get("uri")
    yield _hangout(event)
