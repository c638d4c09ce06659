"""What runs have in common that read all they look at each time: nothing depends on news, and an
answer of Google's is never without meaning."""

from __future__ import annotations

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from odoo.api import Environment
from odoo.models import BaseModel
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ...google_api.transport.errors import HandedBack
from ..database.error_log import log_error
from .steps import Run, ToSend

_logger = logging.getLogger(__name__)

#: Whoever was in somebody's way goes on after so many seconds.
A_MOMENT = 2.0


class WholeRun(Run, ABC):
    """Takes records that are asked for together through the steps of the runner.

    :param claimed: the records, of ``claimed_model``
    """

    #: The errors that users are told of elsewhere, so the server's log is not.
    told_elsewhere: tuple[type[Exception], ...] = ()

    def __init__(self, claimed: BaseModel) -> None:
        self.ids = claimed.ids
        self._claim = _claim_of(claimed)

    # -- in a thread ----------------------------------------------------------------------------

    def answer(self, question: Callable[[], Any]) -> Any:
        """What comes of a question; every error is an answer."""
        try:
            return question()
        except Exception as error:
            if not isinstance(error, self.told_elsewhere):
                log_error(_logger, "Google sync could not ask for %s", self)
            return error

    # -- in transactions --------------------------------------------------------------------------

    def fail(self, env: Environment, error: Exception) -> Sequence[ToSend]:
        """Nothing is known anew."""
        if isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
            error = HandedBack("disturbed", after=A_MOMENT)
        if claimed := self.claimed(env):
            self.note_failure(claimed, error)
        return []

    @abstractmethod
    def note_failure(self, claimed: BaseModel, error: Exception) -> None:
        """Say in the records why nothing is known, and when they are asked for again."""

    def claimed(self, env: Environment) -> BaseModel:
        """Return the claimed records that still exist and that no other worker has."""
        records = env[self.claimed_model].browse(self.ids).exists()
        return records.filtered(lambda one: _claim_of(one) == self._claim)

    def __str__(self) -> str:
        return f"{self.claimed_model}({', '.join(map(str, self.ids))})"


def _claim_of(records: BaseModel) -> tuple[Any, ...]:
    """Return what a claim rests on. Records that are claimed together share it."""
    return records[:1].runner, records[:1].claimed_at
