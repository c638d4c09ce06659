"""The parts that all calls of People v1 have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from googleapiclient.http import HttpRequest

from ..transport.errors import (
    ABOUT_THE_ACCOUNT,
    GoogleError,
    RecordRefused,
    ServiceRefused,
    without_token,
)
from ..transport.session import Session

T = TypeVar("T")


def ask(
    session: Session, request: HttpRequest, repeatable: bool = True
) -> dict[str, Any] | GoogleError:
    """The answer to a request that names no sync token, or why there is none.

    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    try:
        return session.call(request, repeatable=repeatable)
    except ServiceRefused as error:
        if request.method == "GET":
            raise
        # A user who may read all contacts may still not write this one.
        return RecordRefused(error.reason, error.detail, error.status)
    except ABOUT_THE_ACCOUNT:
        raise
    except GoogleError as error:
        return without_token(error)


def parts(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The values in portions of at most ``size``."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
