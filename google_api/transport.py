"""The one path by which requests reach Google's APIs."""

from __future__ import annotations

import json
import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import resources
from itertools import count
from typing import Any

import httplib2
from googleapiclient.discovery import Resource, build_from_document
from googleapiclient.errors import HttpError
from googleapiclient.http import BatchHttpRequest, HttpRequest

from . import gate
from .endpoints import Endpoints
from .errors import NO_ANSWER, GoogleError, RetryLater, from_exception

TIMEOUT = 30.0  # seconds
BATCH = 50  # Google allows 1000, but a smaller batch loses less when it fails
TRIES = 4
FIRST_DELAY, LONGEST_DELAY = 0.5, 16.0  # seconds
#: Seconds after which there is no further try. With the timeout this stays well below the two
#: minutes after which Odoo ends a process whose scheduled action hangs.
LONGEST_CALL = 45.0

Answer = dict[str, Any] | GoogleError


class Transport:
    """For any number of threads.

    Connections are kept open for whoever comes next; one thread at a time has each of them, since
    httplib2 has no locks.

    :param timeout: seconds without a sign of life from Google
    """

    def __init__(
        self,
        endpoints: Endpoints,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.calendar = calendar_service(endpoints)
        self.people = people_service(endpoints)
        self.userinfo = userinfo_service(endpoints)
        self._timeout = timeout
        self._sleep = sleep
        self._clock = clock
        self._idle: deque[httplib2.Http] = deque()  # its methods are atomic

    def execute(
        self, request: HttpRequest, access_token: str, repeatable: bool = True
    ) -> dict[str, Any]:
        """Send one request, again after a pause where that makes sense.

        :param repeatable: false for a request that must not be done twice: it is sent once
        :return: Google's answer; empty where it has no body
        :raise GoogleError: of the class that says what to do next
        """
        started = self._clock()
        for attempt in count(1):
            try:
                return self._send(request, access_token)
            except RetryLater as error:
                if not (repeatable and self._pause(attempt, started, [error])):
                    raise
        raise AssertionError("unreachable")

    def execute_batch(self, requests: Sequence[HttpRequest], access_token: str) -> list[Answer]:
        """Send up to :data:`BATCH` requests as one; the parts fail one by one.

        What failed in passing is sent again. That is safe, since a write names the id and the
        etag that it is about: one that was done already is answered 409, 410 or 412.

        :return: an answer for each request, in order
        """
        started = self._clock()
        answers = self._send_batch(requests, access_token)
        for attempt in count(1):
            passing = {n: answer for n, answer in enumerate(answers) if _passes_soon(answer)}
            if not passing or not self._pause(attempt, started, list(passing.values())):
                break
            again = self._send_batch([requests[n] for n in passing], access_token)
            for n, answer in zip(passing, again, strict=True):
                answers[n] = answer
        return answers

    def close(self) -> None:
        """Close the connections that are not in use. The next request opens one again."""
        while self._idle:
            self._idle.pop().close()

    def _send(self, request: HttpRequest, access_token: str) -> dict[str, Any]:
        request.headers["authorization"] = f"Bearer {access_token}"
        try:
            with self._connection() as http:
                return _body(request.execute(http=http))
        except (HttpError, *NO_ANSWER) as error:
            raise from_exception(error) from error

    def _send_batch(self, requests: Sequence[HttpRequest], access_token: str) -> list[Answer]:
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
            with self._connection() as http:
                batch.execute(http=http)
        except (HttpError, *NO_ANSWER) as error:
            return [from_exception(error)] * len(requests)
        except (KeyError, ValueError):  # the library stumbles over parts that lack or are garbled
            return [RetryLater("unreadable", "the answer is not whole")] * len(requests)
        return answers

    @contextmanager
    def _connection(self) -> Iterator[httplib2.Http]:
        """A connection for one request, kept for the next one if Google has answered.

        Without an answer it is closed: a late one must not be taken for that of the next request.
        """
        gate.leave()
        try:
            http = self._idle.pop()
        except IndexError:
            http = httplib2.Http(timeout=self._timeout)
        answered = False
        try:
            yield http
            answered = True
        except HttpError:
            answered = True
            raise
        finally:
            if answered:
                self._idle.append(http)
            else:
                http.close()

    def _pause(self, attempt: int, started: float, errors: Sequence[RetryLater]) -> bool:
        """Wait longer each time, and not in step with others (full jitter).

        :return: whether to try again after it
        """
        asked = max(error.after or 0.0 for error in errors)
        longest = min(FIRST_DELAY * 2**attempt, LONGEST_DELAY)
        delay = max(asked, random.uniform(0, longest))  # noqa: S311  no secret depends on it
        late = self._clock() + delay - started > LONGEST_CALL
        if attempt >= TRIES or late or asked > LONGEST_DELAY:
            return False
        self._sleep(delay)
        return True


def _passes_soon(answer: Answer) -> bool:
    return isinstance(answer, RetryLater) and (answer.after or 0.0) <= LONGEST_DELAY


def _body(answer: Any) -> dict[str, Any]:
    """:raise RetryLater: it is no JSON object; a proxy in between may have answered"""
    if not answer:
        return {}
    if not isinstance(answer, dict):
        raise RetryLater("unreadable", "the answer is not Google's")
    return answer


@lru_cache(maxsize=4)
def calendar_service(endpoints: Endpoints) -> Resource:
    """The requests that Calendar v3 knows."""
    return _service("calendar.v3", endpoints.api_root)


@lru_cache(maxsize=4)
def people_service(endpoints: Endpoints) -> Resource:
    """The requests that People v1 knows."""
    return _service("people.v1", endpoints.people_root)


@lru_cache(maxsize=4)
def userinfo_service(endpoints: Endpoints) -> Resource:
    """The request that asks who somebody is."""
    return _service("oauth2.v2", endpoints.api_root).userinfo()


def _service(name: str, root: str) -> Resource:
    """The requests that an API knows, made from Google's discovery document.

    It only builds requests and keeps no state, so all threads share it.
    """
    document = json.loads(
        resources.files("googleapiclient.discovery_cache.documents")
        .joinpath(f"{name}.json")
        .read_text("utf-8")
    )
    document.update(rootUrl=f"{root}/", baseUrl=f"{root}/{document['servicePath']}")
    return build_from_document(document, http=httplib2.Http())
