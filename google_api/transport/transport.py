"""The one path by which requests reach Google's APIs."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from itertools import count
from typing import Any, TypeGuard, TypeVar

import httplib2
from googleapiclient.errors import HttpError
from googleapiclient.http import BatchHttpRequest, HttpRequest

from . import gate
from .breaker import Breaker
from .connection import Http
from .deadline import Deadline
from .endpoints import Endpoints
from .errors import (
    NO_ANSWER,
    AnswerTooLarge,
    Conflicting,
    GoogleError,
    HandedBack,
    RetryLater,
    from_exception,
)
from .permit import refusal
from .question import Question
from .services import calendar_service, people_service, userinfo_service

TIMEOUT = 30.0  # seconds
BATCH = 50  # Google allows 1000, but a smaller batch loses less when it fails
TRIES = 4
FIRST_DELAY, LONGEST_DELAY = 0.5, 16.0  # seconds
#: Seconds after which there is no further try. With the timeout this stays well below the two
#: minutes after which Odoo ends a process whose scheduled action hangs.
LONGEST_CALL = 45.0

#: How the libraries say that nothing came back.
_SILENCE = (OSError, HTTPException, httplib2.HttpLib2Error)

#: How the library stumbles over parts of a batch that lack or are garbled, or whose error is none.
_GARBLED = (LookupError, ValueError, TypeError, AttributeError, RecursionError)

Answer = dict[str, Any] | GoogleError
T = TypeVar("T")

#: Is told of so many requests that are about to be sent, and waits until they may be.
Turn = Callable[[Sequence[HttpRequest]], None]


def _at_once(_requests: Sequence[HttpRequest]) -> None:
    """Nobody has to wait for a turn."""


class Transport:
    """For any number of threads.

    Connections are kept open for whoever comes next; one thread at a time has each of them, since
    httplib2 has no locks. All of them learn together that Google is silent.

    :param timeout: seconds without a sign of life from Google
    """

    def __init__(
        self,
        endpoints: Endpoints,
        timeout: float = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.calendar = calendar_service(endpoints)
        self.people = people_service(endpoints)
        self.userinfo = userinfo_service(endpoints)
        self._timeout = timeout
        self._clock = clock
        self._breaker = Breaker(clock)
        self._idle: deque[Http] = deque()  # its methods are atomic
        self._busy: dict[Http | Question[Any], Deadline] = {}

    def execute(
        self,
        request: HttpRequest,
        access_token: str,
        deadline: Deadline,
        turn: Turn = _at_once,
        repeatable: bool = True,
    ) -> dict[str, Any]:
        """Send one request, again after a pause where that makes sense.

        :param deadline: after which nothing is sent
        :param turn: called before each sending
        :param repeatable: false for a request that must not be done twice: it is sent once
        :return: Google's answer; empty where it has no body
        :raise GoogleError: of the class that says what to do next
        """
        if refused := refusal(request):
            raise refused
        started = self._clock()
        turn([request])
        for attempt in count(1):
            try:
                return self._send(request, access_token, deadline)
            except RetryLater as error:
                again = repeatable and not isinstance(error, HandedBack)
                if not (again and self._is_next_try(attempt, started, [error], deadline)):
                    raise
                # Not to be sent again is another thing than not to have been sent.
                with suppress(HandedBack):
                    turn([request])
                    continue
                raise
        raise AssertionError("unreachable")

    def execute_batch(
        self,
        requests: Sequence[HttpRequest],
        access_token: str,
        deadline: Deadline,
        turn: Turn = _at_once,
    ) -> list[Answer]:
        """Send up to :data:`BATCH` requests as one; the parts fail one by one.

        What failed in passing is sent again. That is safe, since a write names the id and the
        etag that it is about: one that was done already is answered 409, 410 or 412.

        What would mail somebody without a permit is refused here, and the rest is sent.

        :return: an answer for each request, in order
        :raise HandedBack: none of them was sent
        """
        refusals = [refusal(request) for request in requests]
        answers = iter(
            self._execute_batch(
                [one for one, refused in zip(requests, refusals, strict=True) if not refused],
                access_token,
                deadline,
                turn,
            )
        )
        return [refused or next(answers) for refused in refusals]

    def _execute_batch(
        self,
        requests: Sequence[HttpRequest],
        access_token: str,
        deadline: Deadline,
        turn: Turn,
    ) -> list[Answer]:
        if not requests:
            return []
        started = self._clock()
        turn(requests)
        answers = self._send_batch(requests, access_token, deadline)
        for attempt in count(1):
            passing = {n: answer for n, answer in enumerate(answers) if _passes_soon(answer)}
            errors, rest = list(passing.values()), [requests[n] for n in passing]
            if not errors or not self._is_next_try(attempt, started, errors, deadline):
                break
            try:
                turn(rest)
                again = self._send_again(rest, errors, access_token, deadline)
            except HandedBack:  # what was answered before counts
                break
            for n, answer in zip(passing, again, strict=True):
                answers[n] = answer
        return answers

    def _send_again(
        self,
        requests: Sequence[HttpRequest],
        errors: Sequence[RetryLater],
        access_token: str,
        deadline: Deadline,
    ) -> list[Answer]:
        """Send parts of a batch again; those that were in each other's way one after another."""
        alone = [n for n, error in enumerate(errors) if isinstance(error, Conflicting)]
        others = [n for n in range(len(requests)) if n not in alone]
        answers: dict[int, Answer] = {}
        for numbers in (others, *([n] for n in alone)):
            if numbers:
                part = [requests[n] for n in numbers]
                answers.update(
                    zip(numbers, self._send_batch(part, access_token, deadline), strict=True)
                )
        return [answers[n] for n in range(len(requests))]

    def ask(self, question: Callable[[], T], deadline: Deadline) -> T:
        """Ask Google for something on a connection that is not ours, and that may be asked again.
        All learn from it whether Google answers, and it is given up like any other request.

        :raise HandedBack: there is no time left, or Google is silent
        """
        gate.leave()  # here, for it looks at the transactions of the thread
        asked = Question(question)
        self._busy[asked] = deadline
        try:
            deadline.check()
            self._breaker.check()
            answer = asked.answer(deadline.left())
        except HandedBack:
            raise
        except RetryLater as error:
            deadline.check()
            (self._breaker.heard if error.status else self._breaker.heard_nothing)()
            raise
        except GoogleError:
            self._breaker.heard()
            raise
        finally:
            del self._busy[asked]
        self._breaker.heard()
        return answer

    def hang_up(self) -> None:
        """End the requests that wait for an answer after their deadline, in whatever thread."""
        for waiting, deadline in list(self._busy.items()):
            if not deadline.left():
                waiting.hang_up()

    def close(self) -> None:
        """Close the connections that are not in use. The next request opens one again."""
        while self._idle:
            self._idle.pop().close()

    def _send(self, request: HttpRequest, access_token: str, deadline: Deadline) -> dict[str, Any]:
        request.headers["authorization"] = f"Bearer {access_token}"
        try:
            with self._connection(deadline) as http:
                return _body(request.execute(http=http))
        except (HttpError, *NO_ANSWER) as error:
            raise from_exception(error) from error

    def _send_batch(
        self, requests: Sequence[HttpRequest], access_token: str, deadline: Deadline
    ) -> list[Answer]:
        answers: list[Answer] = [RetryLater("no_answer", "not sent")] * len(requests)

        def collect(number: str, body: Any, error: HttpError | None) -> None:
            try:
                answers[int(number)] = from_exception(error) if error else _body(body)
            except RetryLater as unreadable:
                answers[int(number)] = unreadable

        batch: BatchHttpRequest = self.calendar.new_batch_http_request(callback=collect)
        for number, request in enumerate(requests):
            # In each part, for a batch that its library sends carries no authorization itself.
            request.headers["authorization"] = f"Bearer {access_token}"
            batch.add(request, request_id=str(number))
        try:
            with self._connection(deadline) as http:
                batch.execute(http=http)
        except (HttpError, *NO_ANSWER) as error:
            return [_of_the_batch(from_exception(error))] * len(requests)
        except _GARBLED:
            return [RetryLater("unreadable", "the answer is not whole")] * len(requests)
        return answers

    @contextmanager
    def _connection(self, deadline: Deadline) -> Iterator[Http]:
        """A connection for one request, kept for the next one if Google has answered.

        Without an answer it is closed: a late one must not be taken for that of the next request.

        :raise HandedBack: there is no time left, or Google is silent
        """
        gate.leave()
        deadline.check()
        self._breaker.check()
        try:
            http = self._idle.pop()
        except IndexError:
            http = Http()
        seconds = min(self._timeout, deadline.left())
        http.give(seconds)
        self._busy[http] = deadline
        answered = False
        try:
            yield http
            answered = True
        except HttpError:
            answered = True
            raise
        except AnswerTooLarge:
            self._breaker.heard()  # of one account's answer the others need not suffer
            raise
        except _SILENCE:
            # A request with less time than usual proves nothing about Google.
            if seconds == self._timeout and deadline.left():
                self._breaker.heard_nothing()
            raise
        finally:
            del self._busy[http]
            if answered:
                self._breaker.heard()
                self._idle.append(http)
            else:
                http.close()

    def _is_next_try(
        self, attempt: int, started: float, errors: Sequence[RetryLater], deadline: Deadline
    ) -> bool:
        """Whether to try again, after a pause: longer each time, and not in step with others (full
        jitter)."""
        asked = max(error.after or 0.0 for error in errors)
        longest = min(FIRST_DELAY * 2**attempt, LONGEST_DELAY)
        delay = max(asked, random.uniform(0, longest))  # noqa: S311  no secret depends on it
        late = self._clock() + delay - started > LONGEST_CALL
        if attempt >= TRIES or late or asked > LONGEST_DELAY:
            return False
        try:
            deadline.sleep(delay)
        except HandedBack:
            return False
        return True


def _of_the_batch(error: GoogleError) -> RetryLater:
    """What the error of a batch itself says of its parts: nothing but that they were not done."""
    if isinstance(error, RetryLater):
        return error
    return RetryLater(error.reason, error.detail, error.status, error.after)


def _passes_soon(answer: Answer) -> TypeGuard[RetryLater]:
    if isinstance(answer, HandedBack):
        return False
    return isinstance(answer, RetryLater) and (answer.after or 0.0) <= LONGEST_DELAY


def _body(answer: Any) -> dict[str, Any]:
    """:raise RetryLater: it is no JSON object; a proxy in between may have answered"""
    if not answer:
        return {}
    if not isinstance(answer, dict):
        raise RetryLater("unreadable", "the answer is not Google's")
    return answer
