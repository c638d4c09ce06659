"""One account's authorised access to Google."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timezone
from typing import TypeVar

from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest

from . import oauth
from .errors import AccessExpired, AuthorizationLost, GoogleError, RetryLater
from .pacer import Pacer
from .transport import BATCH, Transport

#: A run waits so long for its turn under Google's quota; what is left goes on in the next one.
PATIENCE = 60.0  # seconds

_Answer = TypeVar("_Answer")


class Session:
    """For one thread at a time.

    :param key: what the quota is counted for
    :ivar tokens: the newest ones; the caller stores them when :attr:`refreshed`
    """

    def __init__(
        self,
        client: oauth.Client,
        tokens: oauth.Tokens,
        transport: Transport,
        pacer: Pacer,
        key: Hashable,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.tokens = tokens
        self.refreshed = False
        self._client = client
        self._transport = transport
        self._pacer = pacer
        self._key = key
        self._sleep = sleep

    @property
    def calendar(self) -> Resource:
        """Calendar v3, as a maker of requests."""
        return self._transport.calendar

    def call(self, request: HttpRequest, etag: str | None = None) -> dict:
        """Send one request.

        :param etag: of the event that it is about: fails with ``Outdated`` if that has changed
        :raise GoogleError: of the class that says what to do next
        """
        if etag:
            request.headers["If-Match"] = etag
        self._wait_for_turn(1)
        return self._authorized(lambda token: self._transport.execute(request, token))

    def batch(self, requests: Sequence[HttpRequest]) -> list[dict | GoogleError]:
        """Send requests in as few batches as may be; each has its own answer or error.

        :raise AuthorizationLost: we may not ask anything any more
        """
        answers: list[dict | GoogleError] = []
        for start in range(0, len(requests), BATCH):
            part = requests[start : start + BATCH]
            try:
                self._wait_for_turn(len(part))
            except RetryLater as error:
                return answers + [error] * (len(requests) - start)
            answers += self._authorized(lambda token, part=part: self._send(part, token))
        return answers

    def _send(self, requests: Sequence[HttpRequest], token: str) -> list[dict | GoogleError]:
        answers = self._transport.execute_batch(requests, token)
        for answer in answers:
            if isinstance(answer, AccessExpired):
                raise answer
        return answers

    def _authorized(self, send: Callable[[str], _Answer]) -> _Answer:
        """Send with a token that is good for a while, and once more if Google thinks otherwise."""
        if oauth.needs_refresh(self.tokens, datetime.now(timezone.utc)):
            self._refresh()
        try:
            return send(self.tokens.access_token)
        except AccessExpired:
            self._refresh()
        try:
            return send(self.tokens.access_token)
        except AccessExpired as error:
            raise AuthorizationLost(error.reason, error.detail, error.status) from error

    def _refresh(self) -> None:
        self.tokens = oauth.refresh(self._client, self.tokens)
        self.refreshed = True

    def _wait_for_turn(self, count: int) -> None:
        seconds = self._pacer.reserve(self._key, count, PATIENCE)
        if seconds is None:
            raise RetryLater("paced", "Google's quota for this minute is used up", after=PATIENCE)
        if seconds:
            self._sleep(seconds)
