"""Batch requests: many calls in one multipart body, each answered for itself.

A part may have an Authorization of its own, in place of the batch's (G19).

https://developers.google.com/calendar/api/guides/batch
"""

from __future__ import annotations

import email.parser
import email.policy
import secrets
from collections.abc import Mapping
from email.message import Message
from http import HTTPStatus

from . import api, errors
from .api import RawCall, Reply
from .google import Google
from .siblings import Siblings

LARGEST_BATCH = 1000


def calls_of(headers: Mapping[str, str], body: bytes) -> list[tuple[str, RawCall]]:
    """The calls in a batch, each with its Content-ID.

    :raise ApiError: 400 for a body that is no batch, or too large a one
    """
    head = f"Content-Type: {headers.get('content-type', '')}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    if message.get_content_type() != "multipart/mixed":
        raise _unreadable()
    parts = list(message.iter_parts())
    if not parts:
        raise _unreadable()
    if len(parts) > LARGEST_BATCH:
        raise errors.ApiError(
            400, "badRequest", f"The batch request has more than {LARGEST_BATCH} calls."
        )
    siblings = Siblings()
    return [_part(part, headers, siblings) for part in parts]


def answer(google: Google, calls: list[tuple[str, RawCall]]) -> Reply:
    """Answer the calls one after another.

    :raise DropConnection: when a fault breaks the connection at one of them; those before it are
        done, those after it are not
    """
    boundary = f"batch_{secrets.token_urlsafe(24)}"
    pieces = []
    for content_id, call in calls:
        reply = api.answer(google, call)
        if reply.drop:
            raise reply.drop
        pieces.append(_piece(boundary, content_id, reply))
    pieces.append(f"--{boundary}--\r\n".encode())
    return Reply(200, b"".join(pieces), {"Content-Type": f"multipart/mixed; boundary={boundary}"})


def _part(part: Message, outer: Mapping[str, str], siblings: Siblings) -> tuple[str, RawCall]:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise _unreadable()
    head, _, body = payload.replace(b"\r\n", b"\n").partition(b"\n\n")
    request_line, *lines = head.decode("utf-8").lstrip("\n").split("\n")
    words = request_line.split()
    if part.get_content_type() != "application/http" or len(words) < 2:
        raise _unreadable()
    own = {}
    for line in lines:
        name, _, value = line.partition(":")
        own[name.strip().lower()] = value.strip()
    inherited = {"authorization": outer["authorization"]} if "authorization" in outer else {}
    call = RawCall(words[0], words[1], {**inherited, **own}, body.strip(), siblings)
    return part.get("Content-ID", ""), call


def _piece(boundary: str, content_id: str, reply: Reply) -> bytes:
    headers = {"Content-Type": "application/json; charset=UTF-8", **reply.headers}
    headers["Content-Length"] = str(len(reply.body))
    lines = [
        f"--{boundary}",
        "Content-Type: application/http",
        f"Content-ID: {_answered(content_id)}",
        "",
        f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + reply.body + b"\r\n"


def _answered(content_id: str) -> str:
    if content_id.startswith("<"):
        return f"<response-{content_id[1:]}"
    return f"response-{content_id}"


def _unreadable() -> errors.ApiError:
    return errors.ApiError(400, "badRequest", "Failed to parse batch request.")
