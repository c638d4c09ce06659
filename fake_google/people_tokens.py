"""Sync and page tokens of the lists of People.

A sync token dies 7 days after the full sync that it descends from. "When the page_token or
sync_token is specified, all other request parameters must match the first call."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import opaque, rpc_errors

Json = dict[str, Any]

LIFE = 7 * 24 * 3600
"""Seconds from a full sync until its tokens are too old."""


@dataclass(frozen=True)
class Position:
    """What a list is of."""

    email: str
    generation: int
    """The account's, raised to make all its tokens invalid."""
    now: float


@dataclass(frozen=True)
class SyncToken:
    """Where in the order of changes a client is."""

    email: str
    generation: int
    change: int
    full: float
    """When the full sync was that this token descends from."""
    query: Json


@dataclass(frozen=True)
class PageToken:
    """Where in a list the next page begins, and which list that is."""

    after: list[Any]
    start: int
    """The last change when the list began: the next sync token says this, so that a change between
    two pages is met again rather than missed."""
    query: Json


def read_page_token(parameters: Json, query: Json) -> PageToken | None:
    """Check the page token of a request and the parameters beside it.

    :raise ApiError: 400 for a text that is no page token, and for parameters of another list
    """
    if not parameters.get("pageToken"):
        return None
    try:
        token = opaque.read(PageToken, parameters["pageToken"])
    except ValueError:
        raise rpc_errors.invalid_argument("Page token is invalid.") from None
    _check_same(query, token.query, query.keys() | token.query.keys(), "page token")
    return token


def read_sync_token(
    parameters: Json, query: Json, at: Position, fixed: Sequence[str]
) -> SyncToken | None:
    """Check the sync token of a request and the parameters beside it.

    :raise ApiError: 400 for a token that is no longer valid, and for parameters that differ from
        the first list's
    """
    if not parameters.get("syncToken"):
        return None
    try:
        token = opaque.read(SyncToken, parameters["syncToken"])
    except ValueError:
        raise rpc_errors.expired_sync_token() from None
    of_this_list = (token.email, token.generation) == (at.email, at.generation)
    if not of_this_list or at.now - token.full > LIFE:
        raise rpc_errors.expired_sync_token()
    _check_same(query, token.query, {*fixed, *token.query}, "sync token")
    return token


def next_sync_token(at: Position, change: int, query: Json, last: SyncToken | None) -> str:
    """The token for the next incremental list."""
    full = last.full if last else at.now
    first = last.query if last else query
    return opaque.written(SyncToken(at.email, at.generation, change, full, first))


def page_size(parameters: Json, default: int, largest: int) -> int:
    """How many items a page holds.

    :raise ApiError: 400 for a size that Google does not serve
    """
    size: int = parameters.get("pageSize") or default
    if not 1 <= size <= largest:
        raise rpc_errors.invalid_argument(
            f"Page size must be between 1 and {largest}, inclusive: {size}."
        )
    return size


def _check_same(query: Json, first: Json, names: set[str], what: str) -> None:
    for name in sorted(names):
        if query.get(name) != first.get(name):
            raise rpc_errors.invalid_argument(
                f"Request parameter {name} differs from the call that the {what} is of. All other "
                "request parameters must match the first call."
            )
