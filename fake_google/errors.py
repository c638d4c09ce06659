"""Google's errors: one exception that renders itself in Google's JSON shape.

Codes, reasons and texts follow https://developers.google.com/calendar/api/guides/errors; where that
page is silent, the text names the field so that a reader of a log knows what to mend.
"""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """An answer of Google's that is not a success."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str,
        *,
        domain: str = "global",
        location: tuple[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        """:param location: where the fault lies, as (locationType, location)"""
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message
        self.domain = domain
        self.location = location
        self.headers = headers or {}

    def body(self) -> dict[str, Any]:
        """The reply's JSON."""
        detail = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            detail["locationType"], detail["location"] = self.location
        return {"error": {"code": self.status, "message": self.message, "errors": [detail]}}


def invalid(message: str, location: str | None = None) -> ApiError:
    """A value that cannot be used."""
    return ApiError(400, "invalid", message, location=_parameter(location))


def invalid_parameter(name: str, message: str) -> ApiError:
    """A query or path parameter that the method does not take, or not like this."""
    return ApiError(400, "invalidParameter", message, location=("parameter", name))


def size_limit_exceeded() -> ApiError:
    """A text or a list that is too long."""
    return ApiError(400, "invalid", "A provided value exceeds the allowed size limit.")


def required(message: str) -> ApiError:
    """A value that is missing."""
    return ApiError(400, "required", message)


def time_range_too_long() -> ApiError:
    """A question about more time than is answered at once."""
    return ApiError(
        400,
        "timeRangeTooLong",
        "The requested time range is too long.",
        domain="calendar",
        location=("parameter", "timeMax"),
    )


def time_range_empty(location: str = "timeMax") -> ApiError:
    """An end before its start."""
    return ApiError(
        400,
        "timeRangeEmpty",
        "The specified time range is empty.",
        domain="calendar",
        location=("parameter", location),
    )


def parse_error() -> ApiError:
    """A body that is not JSON."""
    return ApiError(400, "parseError", "Parse Error")


def login_required() -> ApiError:
    """No access token at all."""
    return ApiError(
        401,
        "required",
        "Login Required.",
        location=("header", "Authorization"),
        headers={"WWW-Authenticate": 'Bearer realm="https://accounts.google.com/"'},
    )


def invalid_credentials() -> ApiError:
    """An access token that is unknown, expired or revoked."""
    return ApiError(
        401,
        "authError",
        "Invalid Credentials",
        location=("header", "Authorization"),
        headers={
            "WWW-Authenticate": 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
        },
    )


def insufficient_scope(scopes: list[str]) -> ApiError:
    """An access token without any of the scopes that the method asks for."""
    challenge = 'Bearer realm="https://accounts.google.com/", error="insufficient_scope", scope='
    return ApiError(
        403,
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        headers={"WWW-Authenticate": f'{challenge}"{" ".join(scopes)}"'},
    )


def forbidden(reason: str, message: str) -> ApiError:
    """The token is good, but the user may not do this."""
    return ApiError(403, reason, message, domain="calendar")


def not_a_calendar_user() -> ApiError:
    """Somebody for whom an administrator has turned the service off, or who never signed up."""
    return forbidden("notACalendarUser", "The user must be signed up for Google Calendar.")


def rate_limited(reason: str, message: str) -> ApiError:
    """Too many requests within a minute."""
    return ApiError(403, reason, message, domain="usageLimits")


def calendar_exhausted() -> ApiError:
    """Too many writes to a calendar: it is read-only for several hours."""
    return rate_limited("quotaExceeded", "Calendar usage limits exceeded.")


def not_found() -> ApiError:
    """No such resource, or one that the user may not know of."""
    return ApiError(404, "notFound", "Not Found")


def duplicate() -> ApiError:
    """An id that was used before; also the id of a deleted event."""
    return ApiError(409, "duplicate", "The requested identifier already exists.")


def batch_conflict() -> ApiError:
    """A part of a batch that an earlier part of it stands in the way of."""
    message = "The batched item conflicts with other requested batched items."
    return ApiError(409, "conflict", message)


def deleted() -> ApiError:
    """A resource that is deleted already."""
    return ApiError(410, "deleted", "Resource has been deleted")


def full_sync_required() -> ApiError:
    """A sync token that is too old, or not one of ours."""
    return ApiError(
        410,
        "fullSyncRequired",
        "Sync token is no longer valid, a full sync is required.",
        domain="calendar",
        location=("parameter", "syncToken"),
    )


def condition_not_met() -> ApiError:
    """An If-Match that names another version."""
    return ApiError(412, "conditionNotMet", "Precondition Failed", location=("header", "If-Match"))


def not_modified() -> ApiError:
    """An If-None-Match that names the current version."""
    return ApiError(304, "notModified", "Not Modified", location=("header", "If-None-Match"))


def not_implemented(method_id: str) -> ApiError:
    """A method that Google has and this stand-in has not."""
    return ApiError(501, "notImplemented", f"{method_id} is not served by this stand-in.")


def _parameter(location: str | None) -> tuple[str, str] | None:
    return ("parameter", location) if location else None


def webhook_not_https(address: str) -> ApiError:
    """Messages are sent to https addresses alone."""
    return ApiError(400, "push.webhookUrlNotHttps", f"WebHook callback must be HTTPS: {address}")


def webhook_without_host(address: str) -> ApiError:
    """An address that leads nowhere."""
    return ApiError(
        400, "push.webhookUrlNoHostOrAddress", f"No host or address in WebHook callback: {address}"
    )


def webhook_unauthorized(address: str) -> ApiError:
    """An address in a domain that nobody has shown to be theirs."""
    message = f"Unauthorized WebHook callback channel: {address}"
    return ApiError(401, "push.webhookUrlUnauthorized", message)


def channel_id_not_unique(channel_id: str) -> ApiError:
    """A channel of this id lives."""
    return ApiError(400, "channelIdNotUnique", f"Channel id {channel_id} not unique")


def channel_not_found(channel_id: str) -> ApiError:
    """A channel that the account does not have, or not any more."""
    return ApiError(404, "notFound", f"Channel '{channel_id}' not found for project")
