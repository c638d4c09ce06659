"""One API call from address to reply: the order in which Google checks things.

Method, token, quota, scopes, parameters, body; then the handler; then our own reply against the
schema. Single requests and parts of a batch go the same way.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

from . import errors, odd_answers, partial, rpc_errors, times
from .discovery import Method, ReplyBroken
from .errors import ApiError
from .faults import AFTER_THE_WORK, DropConnection, Fault, Occasion
from .google import Google
from .journal import Line
from .oauth import AccessToken
from .siblings import EVENT_WRITES, Siblings
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
    siblings: Siblings | None = None
    """The other parts of its batch."""
    began: float = field(default_factory=time.time)

    @property
    def in_batch(self) -> bool:
        """Whether it is a part of a batch."""
        return self.siblings is not None


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
        reply = reply_of(error, progress.method, call.target)
    except DropConnection:
        _record(google, call, progress, 0)
        raise
    except ReplyBroken as error:
        logger.exception("A reply of this stand-in breaks Google's schema")
        reply = _own_failure(str(error), progress.method)
    except Exception as error:
        logger.exception("This stand-in failed")
        reply = _own_failure(repr(error), progress.method)
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
    with _alone(google, method, token):
        if not call.in_batch:
            google.take_time()
        return _worked(google, method, token, in_path, query, call)


def _alone(google: Google, method: Method, token: AccessToken) -> AbstractContextManager[None]:
    """Let no other write of the same user in, where Google wants them one after another."""
    if method.service == "people" and method.writes:
        return google.writers.alone(token.email)
    return nullcontext()


def _worked(
    google: Google,
    method: Method,
    token: AccessToken,
    in_path: dict[str, str],
    query: dict[str, list[str]],
    call: RawCall,
) -> Reply:
    """Make the checks that come after the token, and the work."""
    body = _body(call)
    fault = _fault(google, method, token, in_path, body)
    _charge(google, method, token, query)
    _check_service(google, method, token)
    _check_scopes(method, token)
    parameters, odd_page = odd_answers.page_asked(method.read_parameters(in_path, query))
    method.check_body(body)
    result = _handled(google, method, token, parameters, body, call)
    if result is None:
        return _told(Reply(204), fault)
    result = odd_answers.page(result, fault.kind if fault else odd_page)
    if "fields" in parameters:
        result = partial.select(result, parameters["fields"])
    headers = {"ETag": result["etag"]} if "etag" in result else {}
    reply = Reply(200, json.dumps(result, ensure_ascii=False).encode(), headers)
    return _told(reply, fault)


def _told(reply: Reply, fault: Fault | None) -> Reply:
    """The reply, with a connection that breaks noted in it: what is done stays in the journal."""
    try:
        return odd_answers.told(reply, fault)
    except DropConnection as drop:
        return replace(reply, drop=drop)


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
        siblings = call.siblings
        result = siblings.handled(request, handler) if siblings else handler(request)
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
    calendar = in_path.get("calendarId")
    occasion = Occasion(
        method_id=method.id,
        account=token.email,
        client=token.client_id,
        calendar=token.email if calendar == "primary" else calendar,
        event_id=in_path.get("eventId") or body.get("id"),
        summary=body.get("summary"),
        resource_name=in_path.get("resourceName"),
    )
    fault = google.faults.strike(occasion)
    return after_the_work(fault)


def after_the_work(fault: Fault | None) -> Fault | None:
    """Let a fault strike that strikes before the work; hand back one that strikes after it.

    :raise ApiError: the error that was ordered
    :raise DropConnection: for timeout_before and reset
    """
    if fault is None or fault.kind in AFTER_THE_WORK:
        return fault
    if fault.kind == "status":
        raise fault.error()
    raise DropConnection(fault.seconds if fault.kind == "timeout_before" else 0)


def _charge(
    google: Google, method: Method, token: AccessToken, query: dict[str, list[str]]
) -> None:
    project = token.client_id or ""
    user = query.get("quotaUser", [project if token.delegated else token.email])[0]
    if method.service == "people":
        google.quota.charge_people(project, user, method.id, method.writes)
    else:
        google.quota.charge(project, user)
    if method.id in EVENT_WRITES:
        google.quota.charge_burst(user, google.store.habits.of(token.email).write_burst)


def _check_service(google: Google, method: Method, token: AccessToken) -> None:
    """Refuse who may not use a service, whatever they ask of it (G15)."""
    habits = google.store.habits.of(token.email)
    if method.service == "calendar" and habits.calendar_service == "off":
        raise errors.not_a_calendar_user()
    if method.service == "people" and habits.people_service == "off":
        raise rpc_errors.service_disabled(token.client_id or "")


def _check_scopes(method: Method, token: AccessToken) -> None:
    if method.scopes and not token.scopes.intersection(method.scopes):
        raise errors.insufficient_scope(method.scopes)


def reply_of(error: ApiError, method: Method | None = None, target: str = "") -> Reply:
    """An error as it goes back, in the dialect of the method's service."""
    if error.status == 304:
        return Reply(304, b"", error.headers)
    body = error.body()
    if method and method.rpc_errors:
        older = parse_qs(urlsplit(target).query).get("$.xgafv") == ["1"]
        body = rpc_errors.rpc_body(error, method.host, with_errors=older)
    return Reply(error.status, json.dumps(body).encode(), error.headers)


def _own_failure(message: str, method: Method | None) -> Reply:
    error = ApiError(500, "backendError", f"The stand-in for Google failed: {message}")
    return reply_of(error, method)


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
            began=call.began,
            ended=time.time(),
        )
    )
