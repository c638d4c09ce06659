"""Batches as Google's guide describes them: many calls in one multipart body.

https://developers.google.com/workspace/calendar/api/guides/batch
"""

from __future__ import annotations

import email.parser
import email.policy
import json
import re
import secrets
from collections.abc import Sequence
from typing import Any

from .calls import Answer, Call

_STATUS = re.compile(rb"HTTP/\S+ (\d{3})")


def written(calls: Sequence[Call], bearers: Sequence[str]) -> tuple[str, bytes]:
    """The type and the body of a batch.

    :param bearers: for each call its own authorization, empty for that of the batch
    """
    boundary = f"verify_{secrets.token_hex(12)}"
    pieces = [
        _piece(boundary, number, call, bearer)
        for number, (call, bearer) in enumerate(zip(calls, bearers, strict=True))
    ]
    return f"multipart/mixed; boundary={boundary}", b"".join(
        [*pieces, f"--{boundary}--\r\n".encode()]
    )


def read(content_type: str, body: bytes, calls: Sequence[Call]) -> list[Answer]:
    """The answers in the order of the calls, whatever the order in which they came.

    :raise ValueError: it is no answer to this batch
    """
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    found: dict[int, tuple[int, Any]] = {}
    for part in message.iter_parts():
        payload = part.get_payload(decode=True)
        number = re.search(r"response-call-(\d+)", str(part.get("Content-ID", "")))
        if not isinstance(payload, bytes) or not number:
            raise ValueError("a part of the batch cannot be read")
        found[int(number[1])] = _parsed(payload)
    if set(found) != set(range(len(calls))):
        raise ValueError("the batch was not answered as a whole")
    return [Answer(call, *found[number]) for number, call in enumerate(calls)]


def _piece(boundary: str, number: int, call: Call, bearer: str) -> bytes:
    headers = {
        **({"Content-Type": "application/json"} if call.body is not None else {}),
        **({"If-Match": call.if_match} if call.if_match else {}),
        **({"Authorization": f"Bearer {bearer}"} if bearer else {}),
    }
    lines = [
        f"--{boundary}",
        "Content-Type: application/http",
        f"Content-ID: <call-{number}>",
        "",
        f"{call.method} {call.target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items()),
        "",
        "",
    ]
    return "\r\n".join(lines).encode() + call.content + b"\r\n"


def _parsed(payload: bytes) -> tuple[int, Any]:
    status = _STATUS.match(payload.lstrip())
    if not status:
        raise ValueError("a part of the batch has no status")
    _head, _gap, body = payload.replace(b"\r\n", b"\n").partition(b"\n\n")
    return int(status[1]), json.loads(body) if body.strip() else {}
