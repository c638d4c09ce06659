"""The interfaces between the runner, its worker and the runs.

A run goes through its steps by turns: it asks Google in a thread (``fetch``, ``send``), and takes
the answer in a transaction of its own (``go_on``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from odoo.api import Environment

from ...google_api.transport.deadline import Deadline
from ..database.side_connection import SideConnection


class Worker(NamedTuple):
    """What runs know of their runner.

    :ivar number: by which what it has claimed is known
    :ivar connection: its own to PostgreSQL, without which it may send nothing
    :ivar deadline: when it asks Google nothing more
    :ivar others_wait: whether it has something else to do than the run that asks
    """

    number: int
    connection: SideConnection
    deadline: Deadline
    others_wait: Callable[[], bool] = lambda: True


class ToSend(Protocol):
    """A write to Google on its way."""

    @property
    def request(self) -> Any:
        """What the run's ``send`` carries out."""


class Run(Protocol):
    """One pass over what was claimed."""

    claimed_model: str

    def fetch(self) -> Any:
        """Ask Google what is new; every error is an answer. Network only."""

    def has_news(self) -> bool:
        """Return whether people would see more of it by now, while Google is still answering."""
        return False

    def found_nothing(self, answer: Any) -> bool:
        """Return whether Google's answer, by itself, leaves nothing to do."""
        return False

    def go_on(self, env: Environment, answer: Any) -> Sequence[ToSend]:
        """Take what Google has answered.

        :return: what Google is to receive next; nothing when the run is over
        """

    def fail(self, env: Environment, error: Exception) -> Sequence[ToSend]:
        """Keep why the run cannot go on."""


class WritingRun(Run, Protocol):
    """One that has something to send."""

    def send(self, sendings: Sequence[ToSend]) -> Any:
        """Write to Google: the outcomes, or the error that stopped all. Network only."""
