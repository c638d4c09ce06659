"""The outcomes of requests to Google, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from googleapiclient.http import HttpRequest

from .errors import ABOUT_THE_ACCOUNT, GoogleError, without_token
from .session import Session
from .transport import Answer


class Exchange(NamedTuple):
    """One write that Google has taken.

    :ivar sent: the body
    :ivar shown: Google's JSON of the record, in its answer
    """

    sent: dict[str, Any]
    shown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """Done, the instances of a series too.

    :ivar record: Google's JSON as it is now; ``None`` for a deletion, and where nothing was to be
        written to the record itself
    :ivar exchanges: all that was written for it, each with its answer
    """

    record: dict[str, Any] | None
    exchanges: tuple[Exchange, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Differs:
    """Not done, for Google has something else than the write was based on: this; ``None``: nothing
    at all."""

    record: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Not done, or not all of it.

    :ivar exchanges: what Google has taken of it all the same
    """

    error: GoogleError
    exchanges: tuple[Exchange, ...] = field(default=(), compare=False)


Outcome = Written | Differs | Failed


def ask(session: Session, requests: Sequence[HttpRequest]) -> list[Answer]:
    """An answer for each request, none of which lists with a sync token; one alone is sent as it
    is, which is quicker than a batch.

    :raise AuthorizationLost: and other trouble that concerns the whole account
    """
    if len(requests) == 1:
        try:
            answers: list[Answer] = [session.call(requests[0])]
        except GoogleError as error:
            answers = [error]
    else:
        answers = session.batch(requests)
    for answer in answers:
        if isinstance(answer, ABOUT_THE_ACCOUNT):
            raise answer
    return [
        without_token(answer) if isinstance(answer, GoogleError) else answer for answer in answers
    ]
