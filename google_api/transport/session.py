"""One account's authorised access to Google."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timezone
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from googleapiclient.http import HttpRequest

from . import oauth
from .access import Access
from .deadline import Deadline
from .errors import AccessExpired, AuthorizationLost, HandedBack, RetryLater
from .pace import Pacer, counts_of
from .services import Service
from .transport import BATCH, Answer, Transport

#: How long a thread waits for its turn under Google's quotas. Others need it, too, so that what
#: takes longer goes on in a further run, which is told when.
PATIENCE = 10.0  # seconds
#: The pages of one list, and those one after another that have nothing in them.
MOST_PAGES, MOST_EMPTY_PAGES = 1_000, 50


class Session:
    """For one thread at a time.

    :param access: by whose leave, which renews the tokens
    :param key: which user of Google's the quotas are counted for
    :param deadline: after which nothing is sent
    :ivar tokens: the newest ones; the caller stores them when :attr:`refreshed`
    :ivar grant: what they belong to, for who stores them
    :ivar answered: how many requests of the batches under way Google has answered so far; other
        threads may look
    """

    def __init__(
        self,
        access: Access,
        tokens: oauth.Tokens,
        transport: Transport,
        pacer: Pacer,
        key: Hashable,
        deadline: Deadline | None = None,
        grant: int | None = None,
    ) -> None:
        self.tokens = tokens
        self.grant = grant
        self.refreshed = False
        self.answered = 0
        self._access = access
        self._transport = transport
        self._pacer = pacer
        self._key = key
        self._deadline = deadline or Deadline()

    @property
    def is_over(self) -> bool:
        """Whether nothing is sent any more."""
        return not self._deadline.left()

    @property
    def calendar(self) -> Service:
        """Calendar v3, as a maker of requests."""
        return self._transport.calendar

    @property
    def people(self) -> Service:
        """People v1, as a maker of requests; they are sent by :meth:`call`, one after another."""
        return self._transport.people

    @property
    def userinfo(self) -> Service:
        """The requests about the owner of the account."""
        return self._transport.userinfo

    def require(self, scope: str) -> None:
        """Make sure that the tokens allow something, if they can.

        :raise ScopeMissing: they do not
        """
        if scope not in self.tokens.scopes and scope in self._access.scopes_without_consent:
            self._refresh()
        if scope not in self.tokens.scopes:
            raise self._access.scope_missing("scope", scope)

    def call(
        self, request: HttpRequest, etag: str | None = None, repeatable: bool = True
    ) -> dict[str, Any]:
        """Send one request.

        :param etag: of the event that it is about: fails with ``Outdated`` if that has changed
        :param repeatable: false for a request that must not be done twice
        :raise GoogleError: of the class that says what to do next
        """
        if etag:
            request.headers["If-Match"] = etag
        self._name_user([request])
        execute = partial(self._transport.execute, request)
        how = (self._deadline, self._wait_for_turn, repeatable)
        try:
            return execute(self._access_token(), *how)
        except AccessExpired:
            self._refresh()
        try:
            return execute(self.tokens.access_token, *how)
        except AccessExpired as error:
            raise self._lost(error) from error

    def pages(self, collection: Service, parameters: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The pages of a list, one request each; one may be empty and yet not the last.

        :raise GoogleError: its class says what to do next; a list without an end is
            ``RetryLater``
        """
        token, tokens, empty = None, set[str](), 0
        while True:
            paging: dict[str, str] = {"pageToken": token} if token else {}
            page = self.call(collection.list(**parameters, **paging))
            yield page
            token = page.get("nextPageToken")
            if not token:
                return
            empty = 0 if _has_entries(page) else empty + 1
            if token in tokens or len(tokens) >= MOST_PAGES or empty >= MOST_EMPTY_PAGES:
                raise RetryLater("unreadable", "the list has no end")
            tokens.add(token)

    def batch(self, requests: Sequence[HttpRequest]) -> list[Answer]:
        """Send requests in as few batches as may be; each has its own answer or error.

        When Google does not answer at all, the rest is not even tried.

        :raise AuthorizationLost: and what else keeps us from asking anything
        """
        self._name_user(requests)
        self.answered = 0
        answers: list[Answer] = []
        for start in range(0, len(requests), BATCH):
            part = requests[start : start + BATCH]
            try:
                answers += self._send(part)
            except RetryLater as error:
                return answers + [error] * (len(requests) - start)
            self.answered = len(answers)
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
        how = (self._deadline, self._wait_for_turn)
        answers = self._transport.execute_batch(requests, self._access_token(), *how)
        expired = [n for n, answer in enumerate(answers) if isinstance(answer, AccessExpired)]
        if not expired:
            return answers
        rest = [requests[n] for n in expired]
        try:
            self._refresh()
            again = self._transport.execute_batch(rest, self.tokens.access_token, *how)
        except RetryLater as error:  # what was answered before counts
            again = [error] * len(rest)
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
        renewal = partial(self._access.refresh, self.tokens)
        self.tokens = self._transport.ask(renewal, self._deadline)
        self.refreshed = True

    def _lost(self, error: AccessExpired) -> AuthorizationLost:
        """What it means when Google refuses a token that it has just given."""
        return self._access.lost(error.reason, error.detail, error.status)

    def _name_user(self, requests: Sequence[HttpRequest]) -> None:
        """Let requests count for the user where Google would count them for the program."""
        if self._access.quota_user:
            for request in requests:
                request.uri = _with_query(request.uri, "quotaUser", self._access.quota_user)

    def _wait_for_turn(self, requests: Sequence[HttpRequest]) -> None:
        """:raise HandedBack: that would take too long"""
        counts = counts_of(requests, self._key)
        patience = PATIENCE
        while seconds := self._pacer.reserve(counts):
            patience -= seconds
            if patience < 0:
                raise HandedBack("paced", "this minute's quota is used up", after=seconds)
            self._deadline.sleep(seconds)


def _has_entries(page: Mapping[str, Any]) -> bool:
    lists = (value for name, value in page.items() if name != "defaultReminders")
    return any(isinstance(value, list) and value for value in lists)


def _with_query(uri: str, name: str, value: str) -> str:
    """``uri`` with this parameter, once."""
    parts = urlsplit(uri)
    others = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*others, (name, value)])))
