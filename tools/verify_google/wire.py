"""The one path by which requests reach Google: guarded, paced, recorded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import requests

from . import multipart
from .calls import Answer, Call, Exchange
from .guard import Guard
from .places import Places
from .verdicts import NotTried

#: Seconds between two requests: a third of what Google lets a user ask in a minute, and for
#: contacts, of which it takes 90 writes a minute, less.
PAUSE, PAUSE_OF_CONTACTS = 0.3, 1.0
#: Seconds to wait before each further try, after Google has said that it was too much.
WAITS = (5.0, 20.0, 60.0)
TIMEOUT = 60.0
NOBODY = "nobody"
_TOO_MUCH = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}


class Recorder(Protocol):
    """Who wants to know what was asked and answered."""

    def note(self, exchange: Exchange) -> None:
        """Take note of one request."""


class Silent:
    """Notes nothing."""

    def note(self, exchange: Exchange) -> None:
        """Take no note."""


@dataclass
class Wire:
    """For all accounts of a run.

    :ivar tokens: by the account's name; in memory only, and in no text that is shown
    """

    places: Places
    guard: Guard
    recorder: Recorder = field(default_factory=Silent)
    sleep: Callable[[float], object] = time.sleep
    tokens: dict[str, str] = field(default_factory=dict, repr=False)
    http: requests.Session = field(default_factory=requests.Session)

    def ask(self, account: str, call: Call) -> Answer:
        """Send one request in the name of an account.

        :raise Refused: it might touch or mail what is not ours
        :raise NotTried: Google does not answer, cannot, or says that it is too much
        """
        self.guard.check(call)
        answer = self._send(account, call)
        for wait in WAITS:
            if not _passes(answer):
                break
            self.sleep(wait if self.places.is_real else 0)
            answer = self._send(account, call)
        if _passes(answer):
            raise NotTried(f"Google could not, or had enough of us: {answer}")
        self._note(Exchange(account, [answer]))
        return answer

    def batch(self, account: str, calls: Sequence[Call], bearer: str = "") -> list[Answer]:
        """Send requests to Calendar as one; each has its own answer.

        :param bearer: whose token the batch as a whole has, if not the account's
        :raise Refused: one of them might touch or mail what is not ours
        :raise NotTried: Google does not answer
        """
        for call in calls:
            self.guard.check(call)
        bearers = [self._token(call.bearer) if call.bearer else "" for call in calls]
        kind, content = multipart.written(calls, bearers)
        token = self._token(bearer or account)
        headers = {"Content-Type": kind, "Authorization": f"Bearer {token}"}
        url = self.places.url("/batch/calendar/v3")
        self._pause("")
        reply = self._request("POST", url, data=content, headers=headers)
        try:
            answers = multipart.read(reply.headers.get("Content-Type", ""), reply.content, calls)
        except ValueError as error:
            raise NotTried(f"the batch was answered {reply.status_code}: {error}") from None
        self._note(Exchange(account, answers, in_batch=True, bearer=bearer))
        if any(map(_is_too_much, answers)):
            raise NotTried("Google had enough of us")
        return answers

    def _send(self, account: str, call: Call) -> Answer:
        self._pause(call.path)
        headers = {"If-Match": call.if_match} if call.if_match else {}
        if call.form is None:
            headers["Authorization"] = f"Bearer {self._token(call.bearer or account)}"
        url, sent = self.places.url(call.target), {"json": call.body, "data": call.form}
        reply = self._request(call.method, url, headers=headers, **sent)
        return Answer(call, reply.status_code, _json(reply))

    def _request(self, method: str, url: str, **options: Any) -> requests.Response:
        try:
            return self.http.request(
                method, url, auth=_as_sent, timeout=TIMEOUT, allow_redirects=False, **options
            )
        except requests.RequestException as error:
            # The class alone: messages of the library quote what was sent.
            raise NotTried(f"no answer: {type(error).__name__}") from None

    def _note(self, exchange: Exchange) -> None:
        for answer in exchange.answers:
            self.guard.made.note(answer)
        self.recorder.note(exchange)

    def _token(self, account: str) -> str:
        if account == NOBODY:
            return "not-a-token"
        if account not in self.tokens:
            raise NotTried(f"a {account} account is needed")
        return self.tokens[account]

    def _pause(self, path: str) -> None:
        if self.places.is_real:
            self.sleep(PAUSE_OF_CONTACTS if path.startswith("/v1/") else PAUSE)


def _as_sent(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No other authorization than ours, as the library takes out of a .netrc."""
    return request


def _passes(answer: Answer) -> bool:
    """Whether an error says nothing of what was asked."""
    return answer.status >= 500 or _is_too_much(answer)


def _is_too_much(answer: Answer) -> bool:
    return answer.status == 429 or (answer.status == 403 and answer.reason in _TOO_MUCH)


def _json(reply: requests.Response) -> dict[str, Any]:
    try:
        found = reply.json() if reply.content else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
