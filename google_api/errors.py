"""Google's errors, mapped once: the class of an exception says what happens next.

https://developers.google.com/workspace/calendar/api/guides/errors
"""

from __future__ import annotations

import json

from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError


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


class RetryLater(GoogleError):
    """Passing trouble: the same request may well succeed later."""


class QuotaExceeded(RetryLater):
    """The day's quota is used up."""

    after = 3600.0


class AuthorizationLost(GoogleError):
    """The user, Google or an administrator has taken our access back."""


class AccessExpired(GoogleError):
    """The access token is not good any more; a fresh one may be."""


class ScopeMissing(GoogleError):
    """The user did not allow this."""


class ClientRefused(GoogleError):
    """Google does not accept this Odoo's client id, secret or redirect address."""


class SyncTokenExpired(GoogleError):
    """The cursor is lost: list everything anew."""


class NotFound(GoogleError):
    pass


class AlreadyDeleted(GoogleError):
    pass


class AlreadyExists(GoogleError):
    """The id is in use, maybe by an event that was deleted."""


class Outdated(GoogleError):
    """The etag differs: somebody changed the event since."""


class RecordRefused(GoogleError):
    """The record's own fault; sending it again without a change is no use."""


_BY_REASON: dict[str, type[GoogleError]] = {
    "rateLimitExceeded": RetryLater,
    "userRateLimitExceeded": RetryLater,
    "quotaExceeded": QuotaExceeded,
    "dailyLimitExceeded": QuotaExceeded,
    "insufficientPermissions": ScopeMissing,
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": ScopeMissing,
    "fullSyncRequired": SyncTokenExpired,
    "updatedMinTooLongAgo": SyncTokenExpired,
    "EXPIRED_SYNC_TOKEN": SyncTokenExpired,
    "deleted": AlreadyDeleted,
    "duplicate": AlreadyExists,
}

_BY_STATUS: dict[int, type[GoogleError]] = {
    401: AccessExpired,
    404: NotFound,
    409: AlreadyExists,
    410: AlreadyDeleted,
    412: Outdated,
    429: RetryLater,
}


def from_http_error(error: HttpError) -> GoogleError:
    """The typed exception for an answer of Google's that is an error."""
    status = int(error.resp.status)
    reason, detail = _explanation(error.content)
    kind = _BY_REASON.get(reason) or _BY_STATUS.get(status)
    if kind is None:
        kind = RetryLater if status >= 500 else RecordRefused
    return kind(reason or str(status), detail, status, _retry_after(error))


def from_exception(error: Exception) -> GoogleError:
    """The typed exception for whatever kept us from getting an answer at all."""
    if isinstance(error, GoogleError):
        return error
    if isinstance(error, HttpError):
        return from_http_error(error)
    if isinstance(error, RefreshError) and not error.retryable:
        return AuthorizationLost("invalid_grant")
    return RetryLater("no_answer", _transport_text(error))


def _explanation(content: bytes) -> tuple[str, str]:
    """Reason and sentence out of an error's body, which is JSON unless a proxy wrote it."""
    try:
        error = json.loads(content)["error"]
        infos = [info.get("reason", "") for info in error.get("details", ())]
        reasons = [item.get("reason", "") for item in error.get("errors", ())]
        known = [reason for reason in (*infos, *reasons) if reason in _BY_REASON]
        first = next(iter((*known, *reasons, *infos)), "")
        return first, error.get("message", "")
    except (ValueError, TypeError, KeyError, AttributeError):
        return "", ""


def _retry_after(error: HttpError) -> float | None:
    text = error.resp.get("retry-after", "")
    return float(text) if text.isdigit() else None


def _transport_text(error: Exception) -> str:
    return type(error).__name__
