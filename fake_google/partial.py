"""Partial replies: the `fields` parameter.

https://developers.google.com/calendar/api/guides/performance#partial-response
"""

from __future__ import annotations

import re
from typing import Any

from . import errors

Json = dict[str, Any]
Mask = dict[str, "Mask"]

TOKEN = re.compile(r"[(),/]|[^(),/\s]+")


def select(reply: Json, fields: str) -> Json:
    """What a mask such as `items(id,start/dateTime),nextPageToken` leaves of a reply.

    :raise ApiError: 400 for a mask that cannot be read
    """
    tokens = TOKEN.findall(fields)
    mask = _list(tokens, fields)
    if tokens:
        raise _unreadable(fields)
    selected: Json = _selected(reply, mask)
    return selected


def _selected(value: Any, mask: Mask) -> Any:
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [_selected(item, mask) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _selected(value[key], inner) for key, inner in mask.items() if key in value}


def _list(tokens: list[str], text: str) -> Mask:
    mask: Mask = {}
    while True:
        _path(tokens, text, mask)
        if not tokens or tokens[0] != ",":
            return mask
        tokens.pop(0)


def _path(tokens: list[str], text: str, mask: Mask) -> None:
    if not tokens or tokens[0] in "(),/":
        raise _unreadable(text)
    inner = mask.setdefault(tokens.pop(0), {})
    if tokens and tokens[0] == "/":
        tokens.pop(0)
        _path(tokens, text, inner)
    elif tokens and tokens[0] == "(":
        tokens.pop(0)
        inner.update(_list(tokens, text))
        if not tokens or tokens.pop(0) != ")":
            raise _unreadable(text)


def _unreadable(text: str) -> errors.ApiError:
    return errors.invalid_parameter("fields", f"Invalid field selection {text}")
