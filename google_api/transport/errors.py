"""Google's errors, mapped once: the class of an exception says what happens next.

https://developers.google.com/workspace/calendar/api/guides/errors
https://cloud.google.com/apis/design/errors for those of People
"""

from __future__ import annotations

import http.client
import json
from http import HTTPStatus
from typing import Any

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import BatchError, HttpError

#: How the libraries say that there was no answer, or none that can be read. Anything else that they
#: raise is an error of ours, and must not look as if it could pass. (``requests`` raises OSError.)
NO_ANSWER = (
    OSError,
    http.client.HTTPException,
    httplib2.HttpLib2Error,
    GoogleAuthError,
    BatchError,
)


#: The longest wait in seconds, whatever Google asks for: its own limits last a day at most.
LONGEST_AFTER = 86_400.0


class AnswerTooLarge(http.client.HTTPException):
    """Google has answered, and with more than is taken at once."""


class GoogleError(Exception):
    """:ivar reason: Google's word for it, or ours
    :ivar status: of HTTP, where there was an answer
    :ivar detail: Google's sentence, which people may read
    :ivar after: seconds to wait at least, where Google says so
    """

    after: float | None = None

    def __init__(
        self,
        reason: str,
        detail: str = "",
        status: int | None = None,
        after: float | None = None,
    ) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.status = status
        if after is not None:
            self.after = after

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


class RetryLater(GoogleError):
    """Passing trouble: the same request may well succeed later."""


class HandedBack(RetryLater):
    """Not asked at all, or no more: nobody's failure, somebody goes on with it later.

    :ivar reason: ``paced`` (this minute's quota is used up), ``stopped`` (the worker is to end),
        ``deadline`` (its time is over), ``no_answer`` (Google answers nobody), ``on_its_way`` (what
        was asked for before may still arrive)
    """


def in_part(error: RetryLater) -> RetryLater:
    """What it means for the whole that a part of it could not be done: something was sent."""
    if isinstance(error, HandedBack):
        return RetryLater(error.reason, error.detail, error.status, error.after)
    return error


class Conflicting(RetryLater):
    """Another part of the same batch was in its way: it may well succeed in another one."""


class QuotaExceeded(RetryLater):
    """The day's quota is used up: no use to ask before the next hour."""

    after = 3600.0


class WritesExceeded(QuotaExceeded):
    """Too much was written: for some hours Google lets the user read the calendar only."""

    after = 4 * 3600.0


class AuthorizationLost(GoogleError):
    """The user, Google or an administrator has taken our access back."""


class DelegationRefused(AuthorizationLost):
    """Google does not let the service account act for the user: an administrator has to act.

    :ivar reason: one of the constants below
    """


#: The Workspace's administrator has not allowed the service account, or not all that it needs.
NOT_DELEGATED = "not_delegated"
#: The Workspace has no user of this address.
UNKNOWN_USER = "unknown_user"
#: The key was deleted at Google, or its service account was.
BAD_KEY = "bad_key"
#: This Odoo has no key, or cannot read it any more.
NO_KEY = "no_key"
#: This server's clock is wrong.
CLOCK = "clock"


class AccessExpired(GoogleError):
    """The access token is not good any more; a fresh one may be."""


class ScopeMissing(GoogleError):
    """The user did not allow this."""


class ScopeNotDelegated(ScopeMissing):
    """The Workspace's administrator did not allow this to the service account."""


class ClientRefused(GoogleError):
    """Google does not accept this Odoo's client id, secret or redirect address, or its project in
    the Cloud console has the API switched off."""


class AddressRefused(GoogleError):
    """Google sends no messages to the address of this Odoo. That is nobody's access: of these
    refusals one has the status 401."""


class ServiceRefused(GoogleError):
    """Google does not let the account use the service: it is off for it, or for all of its
    Workspace, or nobody has ever signed in to it."""


class ReadOnlyCalendar(GoogleError):
    """The user may not change the calendar any more, and so does not see all that is in it.

    :ivar reason: the ``accessRole`` that Google gives
    """


#: What concerns the account as a whole, or all of this Odoo, and no record.
ABOUT_THE_ACCOUNT = (AuthorizationLost, ScopeMissing, ClientRefused, ServiceRefused)


class SyncTokenExpired(GoogleError):
    """The cursor is lost: list everything anew."""


def without_token(error: GoogleError) -> GoogleError:
    """What an error means for a request that names no sync token: that one has expired is no answer
    to it, so nothing was refused."""
    if isinstance(error, SyncTokenExpired):
        return RetryLater(error.reason, error.detail, error.status)
    return error


class NotFound(GoogleError):
    """Google has no such thing, or the account may not know of it."""


class AlreadyDeleted(GoogleError):
    """The event was deleted before: as good as success, for who wanted it deleted."""


class AlreadyExists(GoogleError):
    """The id is in use, maybe by an event that was deleted."""


class Outdated(GoogleError):
    """The etag differs: somebody changed the event since."""


class RecordRefused(GoogleError):
    """The record's own fault; sending it again without a change is no use."""


class TypeRestricted(RecordRefused):
    """It is an event that Google has made itself, of which it lets only a few fields be changed."""


class LabelReserved(RecordRefused):
    """One of Google's own labels has the name, which is the detail."""


class AddressBookFull(RecordRefused):
    """Google takes no more contacts from the account, not even one."""


class MailNotPermitted(RecordRefused):
    """We have not sent it: Google would have mailed somebody without leave. A defect of ours."""


_BY_REASON: dict[str, type[GoogleError]] = {
    "rateLimitExceeded": RetryLater,
    "userRateLimitExceeded": RetryLater,
    "RATE_LIMIT_EXCEEDED": RetryLater,
    "eventTypeRestriction": TypeRestricted,
    "quotaExceeded": WritesExceeded,
    "dailyLimitExceeded": QuotaExceeded,
    "insufficientPermissions": ScopeMissing,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": ScopeMissing,
    "accessNotConfigured": ClientRefused,
    "SERVICE_DISABLED": ClientRefused,
    "notACalendarUser": ServiceRefused,
    "domainPolicy": ServiceRefused,
    "push.webhookUrlNotHttps": AddressRefused,
    "push.webhookUrlNoHostOrAddress": AddressRefused,
    "push.webhookUrlUnauthorized": AddressRefused,
    "channelIdNotUnique": AlreadyExists,
    "fullSyncRequired": SyncTokenExpired,
    "updatedMinTooLongAgo": SyncTokenExpired,
    "EXPIRED_SYNC_TOKEN": SyncTokenExpired,
    "deleted": AlreadyDeleted,
    "duplicate": AlreadyExists,
}

#: People's own codes, where HTTP's status does not decide what happens next.
_BY_RPC_STATUS: dict[str, type[GoogleError]] = {
    "ABORTED": RetryLater,
    "ALREADY_EXISTS": AlreadyExists,
    "FAILED_PRECONDITION": Outdated,
    "NOT_FOUND": NotFound,
    "PERMISSION_DENIED": ServiceRefused,
    "RESOURCE_EXHAUSTED": RetryLater,
    "UNAVAILABLE": RetryLater,
    "DEADLINE_EXCEEDED": RetryLater,
    "INTERNAL": RetryLater,
    "UNKNOWN": RetryLater,
}

_BY_STATUS: dict[int, type[GoogleError]] = {
    401: AccessExpired,
    404: NotFound,
    409: Conflicting,  # "conflicts with other requested batched items"
    410: AlreadyDeleted,
    412: Outdated,
    429: RetryLater,
}

#: Google's word for an address book that is full, whatever status it comes with.
_OVERFLOW = "CONTACTS_OVERFLOW_COUNT"

#: What Google's front door refuses in HTML: a request that is not well-formed, or too large.
_ABOUT_THE_REQUEST = frozenset({400, 413, 414})

#: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
_RPC_CODES = {
    2: "UNKNOWN",
    3: "INVALID_ARGUMENT",
    4: "DEADLINE_EXCEEDED",
    5: "NOT_FOUND",
    6: "ALREADY_EXISTS",
    8: "RESOURCE_EXHAUSTED",
    9: "FAILED_PRECONDITION",
    10: "ABORTED",
    13: "INTERNAL",
    14: "UNAVAILABLE",
}

#: What the token endpoint says for good. Whatever else comes from there may be a proxy's, and takes
#: nobody's access away. https://developers.google.com/identity/protocols/oauth2/web-server
_BY_OAUTH_ERROR: dict[str, type[GoogleError]] = {
    "invalid_grant": AuthorizationLost,
    "invalid_client": ClientRefused,
    "unauthorized_client": ClientRefused,
    "deleted_client": ClientRefused,
    "disabled_client": ClientRefused,
    "redirect_uri_mismatch": ClientRefused,
}
_VERDICTS = frozenset({400, 401})
#: A service account that is refused is asked for again by itself, so more may count as a refusal.
_VERDICTS_OF_ASSERTIONS = frozenset({400, 401, 403})

#: Errors of the token endpoint that are about the service account itself.
_KEY_ERRORS = frozenset({"invalid_client", "deleted_client", "disabled_client"})
#: And about what its Workspace's administrator allows it.
_DELEGATION_ERRORS = frozenset(
    {"unauthorized_client", "access_denied", "invalid_scope", "admin_policy_enforced"}
)

#: Parts of its sentences about an assertion that is not good. "Bad Request" says nothing.
_BY_SENTENCE = {
    "timeframe": CLOCK,
    "short-lived": CLOCK,
    "email": UNKNOWN_USER,
    "user id": UNKNOWN_USER,
    "invalid jwt": BAD_KEY,
    "account not found": BAD_KEY,
}
#: The codes of such sentences; the second one is said of users who cannot be acted for.
_ABOUT_ASSERTIONS = frozenset({"invalid_grant", "invalid_request"})


def from_http_error(error: HttpError) -> GoogleError:
    """The typed exception for an answer of Google's that is an error."""
    status = int(error.resp.status)
    reason, detail = _explanation(error.content)
    kind = _BY_REASON.get(reason) or _BY_RPC_STATUS.get(reason)
    if reason not in _BY_REASON and status == HTTPStatus.FORBIDDEN:
        kind = RetryLater if _is_quota(detail) or _is_about_limits(error.content) else kind
    if _OVERFLOW in f"{reason} {detail}":
        kind = AddressBookFull
    if kind is None and (reason or detail or status in _ABOUT_THE_REQUEST):
        kind = _BY_STATUS.get(status) or (RecordRefused if 400 <= status < 500 else RetryLater)
    if kind is None:
        # Google redirects nobody here, and says what it knows of things in JSON: what does
        # otherwise is a proxy in between.
        kind = RetryLater
    after = retry_after(error.resp.get("retry-after"))
    return kind(reason or str(status), detail, status, after)


def from_rpc_status(code: int, detail: str) -> GoogleError:
    """The typed exception for a part of an answer that is an error.

    :param code: a number of google.rpc.Code
    """
    name = _RPC_CODES.get(code, "")
    if _OVERFLOW in detail:
        return AddressBookFull(name or str(code), detail)
    return _BY_RPC_STATUS.get(name, RecordRefused)(name or str(code), detail)


def from_token_endpoint(status: int, body: bytes, after: float | None = None) -> GoogleError:
    """The typed exception for an answer of the token endpoint that has no token.

    :param after: seconds to wait at least, where the answer says so
    """
    code, detail = _refusal(status, body)
    kind = _BY_OAUTH_ERROR.get(code)
    return kind(code, detail, status) if kind else _no_verdict(status, after)


def from_refused_assertion(status: int, body: bytes, after: float | None = None) -> GoogleError:
    """The same for what the token endpoint says to a service account.

    It has few codes for many reasons, so that its sentence has to tell them apart.
    https://developers.google.com/identity/protocols/oauth2/service-account#error-codes
    """
    code, detail = _refusal(status, body, _VERDICTS_OF_ASSERTIONS)
    if code in _KEY_ERRORS:
        return DelegationRefused(BAD_KEY, detail, status)
    if code in _DELEGATION_ERRORS:
        return DelegationRefused(NOT_DELEGATED, detail, status)
    said = detail.casefold() if code in _ABOUT_ASSERTIONS else ""
    reason = next((reason for words, reason in _BY_SENTENCE.items() if words in said), None)
    return DelegationRefused(reason, detail, status) if reason else _no_verdict(status, after)


def has_revoked(status: int, body: bytes) -> bool:
    """Whether an answer of the revocation endpoint says that nothing is left of the access."""
    return status == 200 or _refusal(status, body)[0] == "invalid_token"


def from_exception(error: Exception) -> GoogleError:
    """The typed exception for whatever kept us from getting an answer that can be read.

    :param error: one of :data:`NO_ANSWER`, or an answer that is an error
    """
    if isinstance(error, GoogleError):
        return error
    if isinstance(error, BatchError):  # an HttpError too, with the status of a success
        return RetryLater("unreadable", "the answer is not Google's")
    if isinstance(error, HttpError):
        return from_http_error(error)
    if isinstance(error, AnswerTooLarge):
        return RetryLater("too_large", "the answer is too large")
    # The class alone, for messages of the libraries may quote what was sent.
    return RetryLater("no_answer", type(error).__name__)


def _is_quota(sentence: str) -> bool:
    """Whether Google speaks of a limit, for which it has many codes and sometimes none."""
    return "quota" in sentence.casefold()


def _is_about_limits(content: bytes) -> bool:
    """Whether Google itself files the error under its limits, of which it has more words than it
    lists: ``concurrentLimitExceeded``, ``servingLimitExceeded``, ``variableTermLimitExceeded`` …

    https://developers.google.com/webmaster-tools/v1/errors
    """
    try:
        found = parsed(content)["error"].get("errors", ())
        return any(one.get("domain") == "usageLimits" for one in found)
    except (TypeError, KeyError, AttributeError):
        return False


def retry_after(header: str | None) -> float | None:
    """Seconds of a Retry-After header, a day at most. Google writes no dates in it; one is passed
    over."""
    said = float(header) if header and header.isascii() and header.isdigit() else None
    return None if said is None else min(said, LONGEST_AFTER)


def parsed(body: bytes) -> Any:
    """What a body of JSON says; ``None`` if it is none, or nests without end."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def is_explained(body: bytes) -> bool:
    """Return whether the body of an error has the shape in which Google explains one."""
    answer = parsed(body)
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict) or not isinstance(error.get("message", ""), str):
        return False
    reasons = error.get("errors", [])
    return isinstance(reasons, list) and all(isinstance(each, dict) for each in reasons)


def _explanation(content: bytes) -> tuple[str, str]:
    """Reason and sentence out of an error's body, which is JSON unless a proxy wrote it."""
    try:
        error = parsed(content)["error"]
        infos = [info.get("reason", "") for info in error.get("details", ())]
        reasons = [item.get("reason", "") for item in error.get("errors", ())]
        statuses = [error["status"]] if error.get("status") in _BY_RPC_STATUS else []
        known = [reason for reason in (*infos, *reasons) if reason in _BY_REASON]
        reason = next(iter((*known, *statuses, *reasons, *infos)), "")
        return str(reason or ""), str(error.get("message") or "")
    except (TypeError, KeyError, AttributeError):
        return "", ""


def _refusal(status: int, body: bytes, verdicts: frozenset[int] = _VERDICTS) -> tuple[str, str]:
    """Code and sentence of a refusal that is Google's own; empty for whatever else came."""
    answer = parsed(body) if status in verdicts else None
    if not isinstance(answer, dict) or not isinstance(code := answer.get("error"), str):
        return "", ""
    return code, str(answer.get("error_description") or "")


def _no_verdict(status: int, after: float | None) -> RetryLater:
    return RetryLater("no_answer", http.client.responses.get(status, ""), status, after)
