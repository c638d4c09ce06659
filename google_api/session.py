"""One account's authorised access to Google."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from googleapiclient.discovery import Resource
from googleapiclient.http import HttpRequest

from . import oauth
from .access import Access
from .errors import AccessExpired, AuthorizationLost, RetryLater
from .pacer import Pacer
from .transport import BATCH, Answer, Transport

#: A run waits so long for its turn under Google's quota; what is left goes on in the next one.
PATIENCE = 60.0  # seconds

#: People v1 has a quota of its own: 90 requests a minute where Calendar v3 has 600, so each counts
#: for six. https://console.cloud.google.com/apis/api/people.googleapis.com/quotas
_PEOPLE_WEIGHT = 6


class Session:
    """For one thread at a time.

    :param access: by whose leave, which renews the tokens
    :param key: what the quota is counted for
    :ivar tokens: the newest ones; the caller stores them when :attr:`refreshed`
    :ivar grant: what they belong to, for who stores them
    """

    def __init__(
        self,
        access: Access,
        tokens: oauth.Tokens,
        transport: Transport,
        pacer: Pacer,
        key: Hashable,
        sleep: Callable[[float], None] = time.sleep,
        grant: int | None = None,
    ) -> None:
        self.tokens = tokens
        self.grant = grant
        self.refreshed = False
        self._access = access
        self._transport = transport
        self._pacer = pacer
        self._key = key
        self._sleep = sleep

    @property
    def calendar(self) -> Resource:
        """Calendar v3, as a maker of requests."""
        return self._transport.calendar

    @property
    def people(self) -> Resource:
        """People v1, as a maker of requests; they are sent by :meth:`call`, one after another."""
        return self._transport.people

    @property
    def userinfo(self) -> Resource:
        """Who the account is, as a maker of requests."""
        return self._transport.userinfo

    def require(self, scope: str) -> None:
        """Make sure that the tokens allow something, if they can.

        :raise ScopeMissing: they do not
        """
        if scope not in self.tokens.scopes and scope in self._access.scopes_without_consent:
            self._refresh()
        if scope not in self.tokens.scopes:
            raise self._access.scope_missing("scope", scope)

    def call(self, request: HttpRequest, etag: str | None = None, repeatable: bool = True) -> dict:
        """Send one request.

        :param etag: of the event that it is about: fails with ``Outdated`` if that has changed
        :param repeatable: false for a request that must not be done twice
        :raise GoogleError: of the class that says what to do next
        """
        if etag:
            request.headers["If-Match"] = etag
        self._name_user([request])
        if request.methodId.startswith("people."):
            self._wait_for_turn(_PEOPLE_WEIGHT, (self._key, "people"))
        else:
            self._wait_for_turn(1, self._key)
        try:
            return self._transport.execute(request, self._access_token(), repeatable)
        except AccessExpired:
            self._refresh()
        try:
            return self._transport.execute(request, self.tokens.access_token, repeatable)
        except AccessExpired as error:
            raise self._lost(error) from error

    def pages(
        self, collection: Resource, parameters: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        """The pages of a list, one request each; one may be empty and yet not the last.

        :raise GoogleError: of the class that says what to do next
        """
        token = None
        while True:
            paging = {"pageToken": token} if token else {}
            page = self.call(collection.list(**parameters, **paging))
            yield page
            token = page.get("nextPageToken")
            if not token:
                return

    def batch(self, requests: Sequence[HttpRequest]) -> list[Answer]:
        """Send requests in as few batches as may be; each has its own answer or error.

        When Google does not answer at all, the rest is not even tried.

        :raise AuthorizationLost: and what else keeps us from asking anything
        """
        self._name_user(requests)
        answers: list[Answer] = []
        for start in range(0, len(requests), BATCH):
            part = requests[start : start + BATCH]
            try:
                self._wait_for_turn(len(part), self._key)
            except RetryLater as error:
                return answers + [error] * (len(requests) - start)
            answers += self._send(part)
            if all(isinstance(answer, RetryLater) for answer in answers[start:]):
                return answers + [answers[-1]] * (len(requests) - len(answers))
        return answers

    def revoke(self) -> None:
        """Give up the access, for good.

        :raise RetryLater: Google did not answer
        """
        self._access.revoke(self.tokens)

    def _send(self, requests: Sequence[HttpRequest]) -> list[Answer]:
        """Send one batch; its parts that had no access any more once again, with a fresh token."""
        answers = self._transport.execute_batch(requests, self._access_token())
        expired = [n for n, answer in enumerate(answers) if isinstance(answer, AccessExpired)]
        if not expired:
            return answers
        self._refresh()
        again = self._transport.execute_batch(
            [requests[n] for n in expired], self.tokens.access_token
        )
        for n, answer in zip(expired, again, strict=True):
            if isinstance(answer, AccessExpired):
                raise self._lost(answer)
            answers[n] = answer
        return answers

    def _access_token(self) -> str:
        """One that is good for a while."""
        if oauth.needs_refresh(self.tokens, datetime.now(timezone.utc)):
            self._refresh()
        return self.tokens.access_token

    def _refresh(self) -> None:
        self.tokens = self._access.refresh(self.tokens)
        self.refreshed = True

    def _lost(self, error: AccessExpired) -> AuthorizationLost:
        """What it means when Google refuses a token that it has just given."""
        return self._access.lost(error.reason, error.detail, error.status)

    def _name_user(self, requests: Sequence[HttpRequest]) -> None:
        """Let requests count for the user where Google would count them for the program."""
        if self._access.quota_user:
            for request in requests:
                request.uri = _with_query(request.uri, "quotaUser", self._access.quota_user)

    def _wait_for_turn(self, count: int, key: Hashable) -> None:
        seconds = self._pacer.reserve(key, count, PATIENCE)
        if seconds is None:
            raise RetryLater("paced", "Google's quota for this minute is used up", after=PATIENCE)
        if seconds:
            self._sleep(seconds)


def _with_query(uri: str, name: str, value: str) -> str:
    """``uri`` with this parameter, once."""
    parts = urlsplit(uri)
    others = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, value)])))
