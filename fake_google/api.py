"""One API call from address to reply: the order in which Google checks things.

Method, token, quota, scopes, parameters, body; then the handler; then our own reply against the
schema. Single requests and parts of a batch go the same way.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from . import errors, partial, times
from .discovery import Method, ReplyBroken
from .errors import ApiError
from .faults import DropConnection, Fault, Occasion
from .google import Google
from .journal import Line
from .oauth import AccessToken
from .store import Account

Json = dict[str, Any]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class RawCall:
    """A call as it came in. Header names are in lower case."""

    http_method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    in_batch: bool = False


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drop: DropConnection | None = None
    """Set when the work was done, but the answer must not arrive."""


@dataclass(frozen=True)
class Request:
    """A call that passed all checks, as handlers see it."""

    google: Google
    method: Method
    account: Account
    token: AccessToken
    parameters: Json
    body: Json
    headers: Mapping[str, str]


Handler = Callable[[Request], "Json | None"]

HANDLERS: dict[str, Handler] = {}
"""What is served, by method id. Modules with handlers fill it when they are imported."""


def serves(method_id: str) -> Callable[[Handler], Handler]:
    """Register the handler of a discovery method."""

    def register(handler: Handler) -> Handler:
        HANDLERS[method_id] = handler
        return handler

    return register


@dataclass
class Progress:
    """What is known of a call so far, for the journal."""

    method: Method | None = None
    account: str | None = None


def answer(google: Google, call: RawCall) -> Reply:
    """Answer a call; an error becomes a reply in Google's shape.

    :raise DropConnection: when a fault says that nothing is to be done and nothing answered
    """
    progress = Progress()
    try:
        reply = _answer(google, call, progress)
    except ApiError as error:
        reply = reply_of(error)
    except DropConnection:
        _record(google, call, progress, 0)
        raise
    except ReplyBroken as error:
        logger.exception("A reply of this stand-in breaks Google's schema")
        reply = _own_failure(str(error))
    except Exception as error:
        logger.exception("This stand-in failed")
        reply = _own_failure(repr(error))
    _record(google, call, progress, reply.status)
    return reply


def _answer(google: Google, call: RawCall, progress: Progress) -> Reply:
    url = urlsplit(call.target)
    found = google.catalogue.find(call.http_method, url.path)
    if not found:
        raise errors.not_found()
    method, in_path = found
    progress.method = method
    query = parse_qs(url.query, keep_blank_values=True)
    token = _token(google, call, query)
    progress.account = token.email
    body = _body(call)
    fault = _fault(google, method, token, in_path, body)
    _charge(google, token, query)
    _check_scopes(method, token)
    parameters = method.read_parameters(in_path, query)
    method.check_body(body)
    result = _handled(google, method, token, parameters, body, call)
    drop = DropConnection(fault.seconds) if fault else None
    if result is None:
        return Reply(204, drop=drop)
    if "fields" in parameters:
        result = partial.select(result, parameters["fields"])
    headers = {"ETag": result["etag"]} if "etag" in result else {}
    return Reply(200, json.dumps(result, ensure_ascii=False).encode(), headers, drop)


def _handled(
    google: Google, method: Method, token: AccessToken, parameters: Json, body: Json, call: RawCall
) -> Json | None:
    handler = HANDLERS.get(method.id)
    if handler is None:
        raise errors.not_implemented(method.id)
    store = google.store
    with store.lock:
        account = store.accounts.get(token.email)
        if account is None:
            raise errors.invalid_credentials()
        request = Request(google, method, account, token, parameters, body, call.headers)
        result = handler(request)
    if result is not None:
        method.check_reply(result)
    return result


def _token(google: Google, call: RawCall, query: dict[str, list[str]]) -> AccessToken:
    scheme, _, text = call.headers.get("authorization", "").partition(" ")
    for name in ("access_token", "oauth_token"):
        text = text or query.get(name, [""])[0]
    if not text or (scheme and scheme.lower() != "bearer"):
        raise errors.login_required()
    token = google.grants.access_token(text.strip())
    if token is None:
        raise errors.invalid_credentials()
    return token


def _body(call: RawCall) -> Json:
    if not call.body or call.http_method in ("GET", "DELETE"):
        return {}
    try:
        body = json.loads(call.body)
    except ValueError:
        raise errors.parse_error() from None
    if not isinstance(body, dict):
        raise errors.parse_error()
    return body


def _fault(
    google: Google, method: Method, token: AccessToken, in_path: dict[str, str], body: Json
) -> Fault | None:
    """Meet the fault that is ordered for this call; returns one that strikes after the work."""
    event_id = in_path.get("eventId") or body.get("id")
    summary = body.get("summary")
    fault = google.faults.strike(Occasion(method.id, token.email, event_id, summary))
    return after_the_work(fault)


def after_the_work(fault: Fault | None) -> Fault | None:
    """Let a fault strike that strikes before the work; hand back one that strikes after it.

    :raise ApiError: the error that was ordered
    :raise DropConnection: for timeout_before and reset
    """
    if fault is None or fault.kind == "timeout_after":
        return fault
    if fault.kind == "status":
        raise fault.error()
    raise DropConnection(fault.seconds if fault.kind == "timeout_before" else 0)


def _charge(google: Google, token: AccessToken, query: dict[str, list[str]]) -> None:
    user = query.get("quotaUser", [token.email])[0]
    google.quota.charge(token.client_id or "", user)


def _check_scopes(method: Method, token: AccessToken) -> None:
    if method.scopes and not token.scopes.intersection(method.scopes):
        raise errors.insufficient_scope(method.scopes)


def reply_of(error: ApiError) -> Reply:
    """An error as it goes back."""
    body = b"" if error.status == 304 else json.dumps(error.body()).encode()
    return Reply(error.status, body, error.headers)


def _own_failure(message: str) -> Reply:
    return reply_of(ApiError(500, "backendError", f"The stand-in for Google failed: {message}"))


def _record(google: Google, call: RawCall, progress: Progress, status: int) -> None:
    url = urlsplit(call.target)
    google.journal.write(
        Line(
            time=times.stamp(google.clock.now()),
            method=progress.method.id if progress.method else "unknown",
            account=progress.account,
            http_method=call.http_method,
            path=url.path,
            query={k: v for k, v in parse_qs(url.query).items() if k != "access_token"},
            status=status,
            in_batch=call.in_batch,
        )
    )
