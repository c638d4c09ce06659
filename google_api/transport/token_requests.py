"""Requests that carry no access token of ours: for tokens, certificates and the like.

They follow no redirect, and their answers are bounded in size and time.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from time import monotonic
from typing import Any, TypeGuard

import requests
from google.auth.exceptions import TransportError
from google.auth.transport import Request, Response
from urllib3.exceptions import HTTPError

from . import gate
from .clock import GOOGLE
from .errors import RetryLater, from_exception, from_refused_assertion, parsed, retry_after

TIMEOUT = 30.0  # seconds
#: What an answer may have, in bytes; Google's own have a few thousand.
MOST_BYTES = 1024 * 1024
_CHUNK = 16  # bytes: a server that sends one a second is soon given up
_TEXTS = ("refresh_token", "scope", "id_token")
_LONGEST = 10 * 366 * 86_400  # seconds that access may last


def post(uri: str, form: Mapping[str, str]) -> requests.Response:
    """Send a form.

    :raise RetryLater: nobody answered
    """
    gate.leave()
    try:
        answer = ask("POST", uri, form)
    except requests.RequestException as error:
        raise from_exception(error) from error
    GOOGLE.heard(answer.headers.get("Date"), answer.elapsed)
    return answer


def ask(
    method: str,
    uri: str,
    body: Mapping[str, str] | bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> requests.Response:
    """Send a request that follows no redirect, and read its answer as far as one may be long.

    :raise requests.RequestException: nobody answered, in :data:`TIMEOUT`, or with too much
    """
    began = monotonic()
    with requests.request(
        method, uri, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False, stream=True
    ) as answer:
        content = bytearray()
        try:
            for chunk in answer.raw.stream(_CHUNK, decode_content=True):
                content += chunk
                if len(content) > MOST_BYTES:
                    raise requests.exceptions.ContentDecodingError("the answer is too large")
                if monotonic() - began > TIMEOUT:
                    raise requests.exceptions.ReadTimeout("the answer has no end")
        except HTTPError as error:
            raise requests.ConnectionError(type(error).__name__) from error
    answer.raw = BytesIO(content)
    return answer


def check_answered(answer: requests.Response) -> requests.Response:
    """:raise RetryLater: Google is not able to answer now, which says nothing about the request"""
    GOOGLE.heard(answer.headers.get("Date"), answer.elapsed)
    if answer.status_code >= 500 or answer.status_code == 429:
        raise RetryLater("no_answer", answer.reason or "", answer.status_code, after(answer))
    return answer


def after(answer: requests.Response) -> float | None:
    """After how many seconds Google wants to be asked again, if it says so."""
    return retry_after(answer.headers.get("Retry-After"))


def has_token(status: int, body: bytes) -> bool:
    """Return whether the answer is the one that the libraries can read."""
    answer = parsed(body) if status == 200 else None
    return (
        isinstance(answer, dict)
        and is_text(answer.get("access_token"))
        and is_span(answer.get("expires_in"))
        and all(answer.get(name) is None or isinstance(answer[name], str) for name in _TEXTS)
    )


def is_span(seconds: object) -> bool:
    """Return whether it is a number of seconds for which access may last."""
    return type(seconds) is int and 0 <= seconds <= _LONGEST


def is_text(value: object) -> TypeGuard[str]:
    """Return whether it is a text that says something, of printable characters."""
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


class _Response(Response):
    """As google-auth wants to have it."""

    def __init__(self, answer: requests.Response) -> None:
        self._answer = answer

    @property
    def status(self) -> int:
        return self._answer.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        return self._answer.headers

    @property
    def data(self) -> bytes:
        return self._answer.content


class LibraryRequest(Request):
    """In place of google-auth's own, which waits two minutes, follows redirects, and hands what it
    sends and gets to its log."""

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = TIMEOUT,
        **_options: Any,
    ) -> Response:
        gate.leave()
        try:
            answer = ask(method, url, body, headers)
        except requests.RequestException as error:
            # The class alone, for messages of the libraries may quote what was sent.
            raise TransportError(type(error).__name__) from error
        return _Response(answer)


class AssertionRequest(LibraryRequest):
    """To the token endpoint. What comes from there is judged here: the library takes whatever it
    cannot read for a refusal."""

    def __call__(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().__call__(*args, **kwargs)
        if not has_token(answer.status, answer.data):
            pause = retry_after(answer.headers.get("Retry-After"))
            raise from_refused_assertion(answer.status, answer.data, pause)
        return answer
