"""The one path by which requests reach Google's APIs."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import resources

import httplib2
from googleapiclient.discovery import Resource, build_from_document
from googleapiclient.http import BatchHttpRequest, HttpRequest

from .endpoints import Endpoints
from .errors import GoogleError, RetryLater, from_exception

TIMEOUT = 30.0  # seconds
BATCH = 50  # Google allows 1000, but a smaller batch loses less when it fails
TRIES = 4
FIRST_DELAY, LONGEST_DELAY = 0.5, 16.0  # seconds

_TRANSPORT_ERRORS = (OSError, httplib2.HttpLib2Error)


class Transport:
    """For any number of threads: each has a connection of its own, since httplib2 has no locks."""

    def __init__(
        self,
        endpoints: Endpoints,
        timeout: float = TIMEOUT,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.calendar = calendar_service(endpoints)
        self._timeout = timeout
        self._sleep = sleep
        self._local = threading.local()

    def execute(self, request: HttpRequest, access_token: str) -> dict:
        """Send one request, again after a pause where that makes sense.

        :return: Google's answer; empty where it has no body
        :raise GoogleError: of the class that says what to do next
        """
        for attempt in range(1, TRIES + 1):
            try:
                return self._send(request, access_token) or {}
            except GoogleError as error:
                if not isinstance(error, RetryLater) or attempt == TRIES:
                    raise
                self._pause(attempt, error)
        raise AssertionError("unreachable")

    def execute_batch(
        self, requests: Sequence[HttpRequest], access_token: str
    ) -> list[dict | GoogleError]:
        """Send up to :data:`BATCH` requests as one; the parts fail one by one.

        What failed in passing is sent again. That is safe, since a write names the id and the
        etag that it is about: one that was done already is answered 409, 410 or 412.
        """
        answers: list[dict | GoogleError] = [RetryLater("not_sent")] * len(requests)
        for attempt in range(1, TRIES + 1):
            left = [n for n, answer in enumerate(answers) if isinstance(answer, RetryLater)]
            sent = self._batch([requests[n] for n in left], access_token)
            for n, answer in zip(left, sent, strict=True):
                answers[n] = answer
            failed = [answer for answer in answers if isinstance(answer, RetryLater)]
            if not failed or attempt == TRIES:
                break
            self._pause(attempt, failed[0])
        return answers

    def _send(self, request: HttpRequest, access_token: str) -> dict:
        request.headers["authorization"] = f"Bearer {access_token}"
        try:
            return request.execute(http=self._http())
        except Exception as error:
            raise from_exception(error) from error

    def _batch(
        self, requests: Sequence[HttpRequest], access_token: str
    ) -> list[dict | GoogleError]:
        answers: dict[str, dict | GoogleError] = {}

        def collect(number: str, answer: dict | None, error: Exception | None) -> None:
            answers[number] = from_exception(error) if error else (answer or {})

        batch: BatchHttpRequest = self.calendar.new_batch_http_request(callback=collect)
        for number, request in enumerate(requests):
            request.headers["authorization"] = f"Bearer {access_token}"
            batch.add(request, request_id=str(number))
        try:
            batch.execute(http=self._http())
        except Exception as error:
            whole = from_exception(error)
            return [answers.get(str(number), whole) for number in range(len(requests))]
        return [answers[str(number)] for number in range(len(requests))]

    def _http(self) -> httplib2.Http:
        if not hasattr(self._local, "http"):
            self._local.http = httplib2.Http(timeout=self._timeout)
        return self._local.http

    def _pause(self, attempt: int, error: GoogleError) -> None:
        """Wait longer each time, and not in step with others (full jitter)."""
        longest = min(FIRST_DELAY * 2**attempt, LONGEST_DELAY)
        if error.after is not None and error.after > LONGEST_DELAY:
            raise error
        self._sleep(max(error.after or 0.0, random.uniform(FIRST_DELAY, longest)))  # noqa: S311


@lru_cache(maxsize=4)
def calendar_service(endpoints: Endpoints) -> Resource:
    """The requests that Calendar v3 knows, made from Google's discovery document.

    It only builds requests and keeps no state, so all threads share it.
    """
    document = json.loads(
        resources.files("googleapiclient.discovery_cache.documents")
        .joinpath("calendar.v3.json")
        .read_text("utf-8")
    )
    root = f"{endpoints.api_root}/"
    document.update(rootUrl=root, baseUrl=f"{root}{document['servicePath']}")
    return build_from_document(document, http=httplib2.Http())
