"""Requests that a library sends to Google on connections of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, wait
from contextlib import suppress
from typing import Any, Generic, TypeVar

from .errors import RetryLater

T = TypeVar("T")


class Question(Generic[T]):
    """Asked in a thread of its own, so that whoever waits for the answer may stop waiting.

    The process does not wait for that thread either. An answer that comes later is nobody's, so
    this is for questions that can be asked again.
    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._answer: Future[T] = Future()

    def answer(self, seconds: float) -> T:
        """Ask, and wait so long at most.

        :raise RetryLater: no answer came, or nobody is to wait for it any more
        """
        threading.Thread(target=self._run, name="google_sync.question", daemon=True).start()
        wait([self._answer], min(seconds, threading.TIMEOUT_MAX))
        self.hang_up()  # which changes nothing if it was answered
        return self._answer.result()

    def hang_up(self) -> None:
        """Wait no more, in any thread."""
        self._end(self._answer.set_exception, RetryLater("no_answer", "it was not waited for"))

    def _run(self) -> None:
        try:
            answer = self._ask()
        except Exception as error:
            self._end(self._answer.set_exception, error)
        else:
            self._end(self._answer.set_result, answer)

    def _end(self, settle: Callable[[Any], None], outcome: object) -> None:
        with suppress(InvalidStateError):  # whoever came first counts
            settle(outcome)
