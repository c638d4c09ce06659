"""Errors in the shape of google.rpc.Status, as Google's newer services answer them.

Calendar tells a list of `errors` with reasons; People a `status` and, sometimes, `details`. One
`ApiError` renders itself both ways. https://cloud.google.com/apis/design/errors
"""

from __future__ import annotations

import re
from typing import Any

from .errors import ApiError

Json = dict[str, Any]

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    412: "FAILED_PRECONDITION",
    429: "RESOURCE_EXHAUSTED",
    499: "CANCELLED",
    501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
NOT_FOUND = 5
"""The number of this status within a reply, in google.rpc.Code."""

NAMES = frozenset(STATUS.values()) | {"ALREADY_EXISTS", "INTERNAL"}

REASONS = {
    "insufficientPermissions": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "required": "CREDENTIALS_MISSING",
    "rateLimitExceeded": "RATE_LIMIT_EXCEEDED",
    "userRateLimitExceeded": "RATE_LIMIT_EXCEEDED",
}
"""How this dialect calls the reasons that have another name in Calendar's."""

FBS = "QUOTA_EXCEEDED"
"""The subject of a google.rpc.QuotaFailure, which some errors have in place of an ErrorInfo."""

WORDS = re.compile(r"(?=[A-Z])")


class RpcError(ApiError):
    """An error that the newer services have a status of their own for."""

    def __init__(
        self, code: int, status: str, message: str, info: str | None = None, **metadata: str
    ) -> None:
        """:param info: the reason in a google.rpc.ErrorInfo, with its metadata"""
        words = status.lower().split("_")
        reason = words[0] + "".join(word.title() for word in words[1:])
        super().__init__(code, reason, message)
        self.rpc_status = status
        self.info = info
        self.metadata = metadata


def rpc_body(error: ApiError, service: str, with_errors: bool = False) -> Json:
    """The reply's JSON.

    :param with_errors: also the older list, as clients ask for by `$.xgafv=1`
    """
    info, metadata = _info(error), {"service": service}
    if isinstance(error, RpcError):
        metadata.update(error.metadata)
    status = _status(error)
    body: Json = {"code": error.status, "message": error.message, "status": status}
    if with_errors:
        body["errors"] = error.body()["error"]["errors"]
    if info:
        body["details"] = [_detail(info, service, metadata)]
    return {"error": body}


def _detail(info: str, service: str, metadata: Json) -> Json:
    if info == FBS:
        violation = {"subject": FBS, "description": "FBS quota limit exceeded"}
        return {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]}
    return {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": info,
        "domain": service if info == "EXPIRED_SYNC_TOKEN" else "googleapis.com",
        "metadata": metadata,
    }


def _status(error: ApiError) -> str:
    """The status; an injected fault may name it as its reason, in either dialect."""
    if isinstance(error, RpcError):
        return error.rpc_status
    reason = error.reason if error.reason.isupper() else WORDS.sub("_", error.reason).upper()
    if reason == "EXPIRED_SYNC_TOKEN":
        return "FAILED_PRECONDITION"
    return reason if reason in NAMES else STATUS.get(error.status, "INTERNAL")


def _info(error: ApiError) -> str | None:
    """The reason of the ErrorInfo; an injected fault names its own in capitals."""
    if isinstance(error, RpcError):
        return error.info
    if error.reason.isupper():
        return None if error.reason in NAMES else error.reason
    return REASONS.get(error.reason) if error.status in (401, 403, 429) else None


def invalid_argument(message: str) -> RpcError:
    """A value that cannot be used."""
    return RpcError(400, "INVALID_ARGUMENT", message)


def failed_precondition(message: str) -> RpcError:
    """A change of something that is no longer, or not yet, as the client takes it to be."""
    return RpcError(400, "FAILED_PRECONDITION", message)


def expired_sync_token() -> RpcError:
    """A sync token that is too old, or not one of ours."""
    return RpcError(
        400,
        "FAILED_PRECONDITION",
        "Sync token is expired. Clear local cache and retry call without the sync token.",
        "EXPIRED_SYNC_TOKEN",
    )


def entity_not_found() -> RpcError:
    """No such contact or group."""
    return RpcError(404, "NOT_FOUND", "Requested entity was not found.")


def already_exists(message: str) -> RpcError:
    """A name that is taken."""
    return RpcError(409, "ALREADY_EXISTS", message)


def aborted() -> RpcError:
    """Two writes of one user at the same time."""
    return RpcError(
        409,
        "ABORTED",
        "Concurrent mutate requests for the same user. Send mutate requests sequentially.",
    )


def service_disabled(client_id: str) -> RpcError:
    """A project in which the API is not enabled."""
    project = client_id.partition("-")[0] or "unknown"
    where = "https://console.developers.google.com/apis/api/people.googleapis.com/overview"
    return RpcError(
        403,
        "PERMISSION_DENIED",
        f"People API has not been used in project {project} before or it is disabled. Enable it by "
        f"visiting {where}?project={project} then retry. If you enabled this API recently, wait a "
        "few minutes for the action to propagate to our systems and retry.",
        "SERVICE_DISABLED",
        consumer=f"projects/{project}",
    )


def photos_exhausted() -> RpcError:
    """Too many pictures within a minute (G16); what FBS is, Google does not tell.

    Met by https://github.com/rapidwebltd/php-google-people-api/issues/45
    """
    message = "Resource has been exhausted (e.g. check quota)."
    return RpcError(429, "RESOURCE_EXHAUSTED", message, FBS)


def quota_exhausted(kind: str, limit: int) -> RpcError:
    """Too many requests within a minute.

    :param kind: read or write
    """
    metric = f"Critical {kind} requests (Contact and Profile {kind.title()}s)"
    return RpcError(
        429,
        "RESOURCE_EXHAUSTED",
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per minute per user' of "
        "service 'people.googleapis.com'.",
        "RATE_LIMIT_EXCEEDED",
        quota_metric=f"people.googleapis.com/critical_{kind}_requests",
        quota_limit=f"Critical{kind.title()}sPerMinutePerProjectPerUser",
        quota_limit_value=str(limit),
    )
