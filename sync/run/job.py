"""The requests with which a run begins, sent in a thread: network only, for threads have no ORM."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from odoo.api import Environment
from odoo.models import BaseModel

from ...google_api.transport.errors import GoogleError
from ...google_api.transport.session import Session


class Fetched(Protocol):
    """Google's answers: its changes, and by id the records that were asked for."""

    @property
    def changes(self) -> Any: ...

    @property
    def looked_at(self) -> Mapping[str, Any]: ...


@dataclass
class Job(ABC):
    """What a run asks Google, with what the threads need for it: values, and the account's access.

    :ivar claimed_id: of the record that was claimed
    :ivar session: the account's access to Google, or why it has none
    :ivar lease: what the claim rests on (:func:`lease`); the run is over once it is another
    :ivar look_at: Google's ids of the events or contacts that are asked for by id
    """

    claimed_id: int
    lease: tuple[Any, ...]
    sync_token: str | None
    session: Session | Exception
    look_at: tuple[str, ...] = ()

    @property
    def access(self) -> Session:
        return access_of(self.session)

    @classmethod
    @abstractmethod
    def of(cls, claimed: BaseModel, granted: Mapping[int, Session | Exception]) -> Sequence[Job]:
        """The jobs of all that was claimed. What they need is looked up for all at once.

        :param granted: each account's access to Google by its id, or why it has none
        """

    @abstractmethod
    def ask(self) -> Any:
        """Return what is new at Google, after making what must be there first."""

    @abstractmethod
    def read(self) -> Fetched:
        """Return what is new at Google."""

    @abstractmethod
    def says_nothing(self, answer: object) -> bool:
        """Return whether Google's answer tells of nothing new."""


def access_of(session: Session | Exception) -> Session:
    """Return an account's access to Google.

    :raise Exception: why it has none
    """
    if isinstance(session, Exception):
        raise session
    return session


def lease(claimed: BaseModel) -> tuple[Any, ...]:
    """Return what a claim rests on: its worker, and people's decisions."""
    return claimed.runner, claimed.claimed_at, claimed.lease_terms()


def unanswered(fetched: Fetched) -> tuple[str, ...]:
    """Return Google's ids of the records about which it gave no answer."""
    return tuple(
        google_id
        for google_id, record in fetched.looked_at.items()
        if isinstance(record, GoogleError)
    )


def keep_tokens(env: Environment, session: Session | Exception | None) -> None:
    """Store what an account's access was renewed with on the way.

    :param session: as a :class:`Job` has it
    """
    if isinstance(session, Session) and session.refreshed and session.grant:
        env["google.sync.token"].keep(session.grant, session.tokens)
