"""The class of an error says what happens next."""

from __future__ import annotations

import http.client
import json
import socket

import httplib2
import pytest
import requests
from google.auth.exceptions import RefreshError, TransportError
from google_sync.google_api.transport import errors
from google_sync.google_api.transport.endpoints import Endpoints, is_loopback
from googleapiclient.errors import HttpError
from hypothesis import given
from hypothesis import strategies as st


def answer(status, content, **headers):
    return HttpError(httplib2.Response({"status": str(status), **headers}), content)


def google_error(status, reason, message="Something", domain="calendar", **headers):
    details = [{"domain": domain, "reason": reason}]
    body = {"error": {"code": status, "message": message, "errors": details}}
    return errors.from_http_error(answer(status, json.dumps(body).encode(), **headers))


@pytest.mark.parametrize(
    ("status", "word"),
    [
        (400, "FAILED_PRECONDITION"),
        (400, "INVALID_ARGUMENT"),
        (403, ""),
        (429, "RESOURCE_EXHAUSTED"),
    ],
)
def test_a_full_address_book_is_known_by_googles_word(status, word):
    body = {"error": {"code": status, "message": "MY_CONTACTS_OVERFLOW_COUNT", "status": word}}
    found = errors.from_http_error(answer(status, json.dumps(body).encode()))
    assert type(found) is errors.AddressBookFull
    assert type(errors.from_rpc_status(9, "MY_CONTACTS_OVERFLOW_COUNT")) is errors.AddressBookFull


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        (400, "invalid", errors.RecordRefused),
        (400, "timeRangeEmpty", errors.RecordRefused),
        (401, "authError", errors.AccessExpired),
        (403, "rateLimitExceeded", errors.RetryLater),
        (403, "userRateLimitExceeded", errors.RetryLater),
        (429, "rateLimitExceeded", errors.RetryLater),
        (429, "", errors.RetryLater),
        (403, "quotaExceeded", errors.WritesExceeded),
        (403, "dailyLimitExceeded", errors.QuotaExceeded),
        (403, "insufficientPermissions", errors.ScopeMissing),
        (403, "accessNotConfigured", errors.ClientRefused),
        (403, "forbiddenForNonOrganizer", errors.RecordRefused),
        (403, "forbidden", errors.RecordRefused),
        (403, "notACalendarUser", errors.ServiceRefused),
        (403, "domainPolicy", errors.ServiceRefused),
        (404, "notFound", errors.NotFound),
        (409, "duplicate", errors.AlreadyExists),
        (409, "conflict", errors.Conflicting),
        (410, "fullSyncRequired", errors.SyncTokenExpired),
        (410, "updatedMinTooLongAgo", errors.SyncTokenExpired),
        (410, "deleted", errors.AlreadyDeleted),
        (412, "conditionNotMet", errors.Outdated),
        (500, "backendError", errors.RetryLater),
        (502, "", errors.RetryLater),
        (503, "backendError", errors.RetryLater),
    ],
)
def test_every_answer_has_its_class(status, reason, kind):
    error = google_error(status, reason)
    assert type(error) is kind
    assert (error.status, error.detail) == (status, "Something")
    assert error.reason == (reason or str(status))


@pytest.mark.parametrize(
    "reason", ["concurrentLimitExceeded", "servingLimitExceeded", "variableTermLimitExceeded"]
)
def test_whatever_google_files_under_its_limits_passes(reason):
    said = {"message": "Too much", "domain": "usageLimits"}
    assert type(google_error(403, reason, **said)) is errors.RetryLater
    assert type(google_error(403, "accessNotConfigured", **said)) is errors.ClientRefused
    assert type(google_error(403, reason, "Too much")) is errors.RecordRefused


def test_newer_services_give_their_reason_in_the_details():
    details = [
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "EXPIRED_SYNC_TOKEN"}
    ]
    body = {"error": {"code": 400, "message": "Old", "status": "INVALID", "details": details}}
    error = errors.from_http_error(answer(400, json.dumps(body).encode()))
    assert type(error) is errors.SyncTokenExpired


@pytest.mark.parametrize(
    ("status", "name", "info", "kind"),
    [
        (400, "INVALID_ARGUMENT", "", errors.RecordRefused),
        (400, "FAILED_PRECONDITION", "", errors.Outdated),
        (400, "FAILED_PRECONDITION", "EXPIRED_SYNC_TOKEN", errors.SyncTokenExpired),
        (401, "UNAUTHENTICATED", "", errors.AccessExpired),
        (403, "PERMISSION_DENIED", "ACCESS_TOKEN_SCOPE_INSUFFICIENT", errors.ScopeMissing),
        (403, "PERMISSION_DENIED", "SERVICE_DISABLED", errors.ClientRefused),
        (403, "PERMISSION_DENIED", "", errors.ServiceRefused),
        (404, "NOT_FOUND", "", errors.NotFound),
        (409, "ABORTED", "", errors.RetryLater),
        (409, "ALREADY_EXISTS", "", errors.AlreadyExists),
        (429, "RESOURCE_EXHAUSTED", "", errors.RetryLater),
        (429, "RESOURCE_EXHAUSTED", "RATE_LIMIT_EXCEEDED", errors.RetryLater),
        (503, "UNAVAILABLE", "", errors.RetryLater),
    ],
)
def test_newer_services_say_a_status_of_their_own(status, name, info, kind):
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": info}]
    body = {"error": {"code": status, "message": "Something", "status": name, "details": details}}
    assert type(errors.from_http_error(answer(status, json.dumps(body).encode()))) is kind


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (3, errors.RecordRefused),
        (5, errors.NotFound),
        (9, errors.Outdated),
        (10, errors.RetryLater),
        (14, errors.RetryLater),
        (99, errors.RecordRefused),
    ],
)
def test_a_part_of_an_answer_may_be_an_error(code, kind):
    error = errors.from_rpc_status(code, "Something")
    assert type(error) is kind
    assert error.detail == "Something"


@given(status=st.integers(300, 599), content=st.binary(max_size=60))
def test_no_body_is_too_strange(status, content):
    error = errors.from_http_error(answer(status, content))
    assert isinstance(error, errors.RetryLater) == (status not in (400, 413, 414))
    assert isinstance(str(error), str)


_json = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.just("errors"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["error", "errors", "details", "reason", "message", "status"]), inner
        )
    ),
    max_leaves=10,
)


@given(_json)
def test_no_json_is_too_strange(value):
    refusal = answer(418, b"")  # the library stumbles over some of it, see test_transport
    refusal.content = json.dumps(value).encode()
    error = errors.from_http_error(refusal)
    assert isinstance(error.reason, str)
    assert isinstance(error.detail, str)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        ("0", 0.0),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
        ("²", None),
        ("-1", None),
        ("9" * 12, 86_400.0),
        ("9" * 400, 86_400.0),
    ],
)
def test_google_may_say_when_to_come_back(header, seconds):
    assert google_error(503, "backendError", **{"retry-after": header}).after == seconds


def test_without_that_only_a_used_up_quota_has_a_time():
    assert google_error(503, "backendError").after is None
    assert google_error(403, "dailyLimitExceeded").after == 3600
    assert google_error(403, "quotaExceeded").after >= 3 * 3600


@pytest.mark.parametrize(
    "trouble",
    [
        ConnectionRefusedError(),
        ConnectionResetError(),
        TimeoutError(),
        socket.gaierror(),
        http.client.IncompleteRead(b"secret"),
        httplib2.ServerNotFoundError(),
        requests.ConnectionError("secret"),
        requests.Timeout(),
        TransportError("secret"),
        RefreshError("secret", retryable=True),
    ],
    ids=lambda trouble: type(trouble).__name__,
)
def test_no_answer_is_tried_again(trouble):
    assert isinstance(trouble, errors.NO_ANSWER)
    error = errors.from_exception(trouble)
    assert type(error) is errors.RetryLater
    assert error.status is None
    assert "secret" not in f"{error} {error!r}"


@pytest.mark.parametrize("mistake", [TypeError(), KeyError(), AttributeError(), ValueError()])
def test_a_mistake_of_ours_is_not_among_them(mistake):
    assert not isinstance(mistake, errors.NO_ANSWER)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("invalid_grant", errors.AuthorizationLost),
        ("invalid_client", errors.ClientRefused),
        ("deleted_client", errors.ClientRefused),
        ("unauthorized_client", errors.ClientRefused),
    ],
)
def test_the_token_endpoint_says_whose_fault_it_is(code, kind):
    refusal = json.dumps({"error": code, "error_description": "Why"}).encode()
    error = errors.from_token_endpoint(400, refusal)
    assert (type(error), error.reason, error.detail) == (kind, code, "Why")


@pytest.mark.parametrize(
    ("code", "sentence", "reason"),
    [
        ("invalid_grant", "Invalid JWT Signature.", errors.BAD_KEY),
        ("invalid_grant", "Invalid grant: account not found", errors.BAD_KEY),
        ("invalid_grant", "Not a valid email or user ID.", errors.UNKNOWN_USER),
        ("invalid_request", "Invalid impersonation prn email address.", errors.UNKNOWN_USER),
        (
            "invalid_grant",
            "Invalid JWT: Token must be a short-lived token and in a reasonable timeframe.",
            errors.CLOCK,
        ),
    ],
)
def test_a_service_account_is_told_what_is_wrong_in_a_sentence(code, sentence, reason):
    refusal = json.dumps({"error": code, "error_description": sentence}).encode()
    error = errors.from_refused_assertion(400, refusal)
    assert (type(error), error.reason) == (errors.DelegationRefused, reason)


@pytest.mark.parametrize("code", ["invalid_grant", "invalid_request"])
def test_a_bad_request_says_nothing_of_the_key(code):
    refusal = json.dumps({"error": code, "error_description": "Bad Request"}).encode()
    assert type(errors.from_refused_assertion(400, refusal)) is errors.RetryLater


def test_peoples_quota_failure_passes():
    violations = [{"subject": "QUOTA_EXCEEDED", "description": "FBS quota limit exceeded."}]
    details = [{"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": violations}]
    error = {"code": 429, "message": "FBS quota limit exceeded.", "status": "RESOURCE_EXHAUSTED"}
    body = json.dumps({"error": {**error, "details": details}}).encode()
    assert type(errors.from_http_error(answer(429, body))) is errors.RetryLater


@pytest.mark.parametrize("reason", ["", "forbidden", "PERMISSION_DENIED"])
def test_a_limit_of_which_only_the_sentence_speaks_passes(reason):
    """As for pictures, of which Google takes few in a minute."""
    error = {"code": 403, "message": "Quota exceeded for quota metric 'Photos'", "status": reason}
    body = {"error": {**error, "errors": [{"reason": reason}]}}
    refused = errors.from_http_error(answer(403, json.dumps(body).encode()))
    assert type(refused) is errors.RetryLater


@pytest.mark.parametrize("status", [200, 400, 401, 403, 503])
def test_what_nests_without_end_says_nothing(status):
    refusal = answer(status, b"")
    refusal.content = endless = b"[" * 200_000
    kinds = (errors.RetryLater, errors.RecordRefused)
    assert type(errors.from_http_error(refusal)) in kinds
    assert type(errors.from_token_endpoint(status, endless)) is errors.RetryLater
    assert type(errors.from_refused_assertion(status, endless)) is errors.RetryLater
    assert errors.has_revoked(status, endless) == (status == 200)


@given(status=st.integers(200, 599), content=st.binary(max_size=60))
def test_nothing_that_is_not_googles_takes_access_away(status, content):
    for verdict in (errors.from_token_endpoint, errors.from_refused_assertion):
        error = verdict(status, content)
        assert (type(error), error.status) == (errors.RetryLater, status)


def test_what_is_mapped_already_stays():
    error = errors.NotFound("notFound")
    assert errors.from_exception(error) is error


# -- where Google is -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "root",
    ["http://127.0.0.1:8080", "http://127.9.9.9", "http://localhost:1/", "http://[::1]:80"],
)
def test_plain_http_stays_on_this_machine(root):
    assert is_loopback(root)
    endpoints = Endpoints.at(root)
    assert endpoints.token_uri == root.rstrip("/") + "/token"
    assert endpoints.api_root == root.rstrip("/")


@pytest.mark.parametrize(
    "root",
    [
        "http://google.example",
        "http://127.0.0.1.example",
        "http://localhost.example",
        "http://127.0.0.1@google.example",
        "http://10.0.0.1",
        "http://0.0.0.0",
        "ftp://127.0.0.1",
        "127.0.0.1:8080",
        "https://",
        "",
    ],
)
def test_anything_else_is_refused(root):
    with pytest.raises(ValueError, match="https"):
        Endpoints.at(root)


def test_no_single_address_slips_through():
    real = Endpoints.google()
    with pytest.raises(ValueError, match="https"):
        Endpoints(real.auth_uri, "http://google.example/token", *(real.certs_uri,) * 6)


def test_everything_lies_below_one_root():
    endpoints = Endpoints.at("https://proxy.example/google/")
    assert endpoints.auth_uri == "https://proxy.example/google/o/oauth2/v2/auth"
    assert endpoints.revoke_uri == "https://proxy.example/google/revoke"
    assert endpoints.certs_uri == "https://proxy.example/google/oauth2/v1/certs"
