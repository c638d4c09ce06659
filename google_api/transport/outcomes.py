"""What comes of requests to Google, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from googleapiclient.http import HttpRequest

from .errors import ABOUT_THE_ACCOUNT, GoogleError
from .session import Session
from .transport import Answer


@dataclass(frozen=True, slots=True)
class Written:
    """Done, the instances of a series too.

    :ivar record: Google's JSON as it is now; ``None`` for a deletion, and where nothing was to be
        written to the record itself
    """

    record: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Differs:
    """Not done, for Google has something else than the write was based on: this; ``None``: nothing
    at all."""

    record: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Not done."""

    error: GoogleError


Outcome = Written | Differs | Failed


def ask(session: Session, requests: Sequence[HttpRequest]) -> list[Answer]:
    """An answer for each request; one alone is sent as it is, which is quicker than a batch.

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
    return answers
