"""OAuth 2: consent, tokens and identity. https://developers.google.com/identity/protocols/oauth2"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from math import ceil
from time import monotonic
from typing import Any, TypeGuard

import requests
from google.auth import jwt
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport import Request, Response
from google.oauth2 import id_token
from google_auth_oauthlib.flow import Flow
from urllib3.exceptions import HTTPError

from . import gate
from .clock import GOOGLE
from .endpoints import ISSUERS, Endpoints
from .errors import (
    AuthorizationLost,
    RetryLater,
    from_exception,
    from_refused_assertion,
    from_token_endpoint,
    has_revoked,
    retry_after,
)

SCOPE_OPENID = "openid"
SCOPE_EMAIL = "https://www.googleapis.com/auth/userinfo.email"
SCOPE_EVENTS = "https://www.googleapis.com/auth/calendar.events"
SCOPE_CALENDAR_LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
SCOPE_APP_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created"
SCOPE_CONTACTS = "https://www.googleapis.com/auth/contacts"

#: What the user is asked for, and that without which nothing works.
SCOPES = (SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST, SCOPE_APP_CALENDARS)
#: What those are asked for besides who have chosen a group of contacts.
SCOPES_OF_CONTACTS = (SCOPE_CONTACTS,)
SCOPES_NEEDED = frozenset({SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST})

TIMEOUT = 30.0  # seconds
#: What an answer may have, in bytes; Google's own have a few thousand.
MOST_BYTES = 1024 * 1024
_CHUNK = 16  # bytes: who sends one a second is not waited for much longer
_TEXTS = ("refresh_token", "scope", "id_token")
_LONGEST = 10 * 366 * 86_400  # seconds that access may last
CLOCK_SKEW = 10  # seconds that this machine's clock may differ from what we know of Google's


@dataclass(frozen=True, slots=True)
class Client:
    """This Odoo, as registered in the Google Cloud console."""

    client_id: str
    client_secret: str
    redirect_uri: str
    endpoints: Endpoints


@dataclass(frozen=True, slots=True)
class Tokens:
    """:ivar expiry: of the access token, aware and in UTC
    :ivar refresh_expiry: when all access ends, if Google says so with a new refresh token
    """

    access_token: str
    refresh_token: str
    expiry: datetime
    scopes: frozenset[str]
    refresh_expiry: datetime | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose account it is, as Google has signed it."""

    subject: str
    email: str
    name: str


def authorization_url(
    client: Client,
    scopes: Iterable[str],
    state: str,
    nonce: str,
    login_hint: str | None = None,
    code_verifier: str | None = None,
) -> tuple[str, str]:
    """Google's consent page for the user, with the account chooser.

    :param code_verifier: 43 to 128 letters and digits (PKCE, S256); without it, one is made
    :return: its address, and the code verifier that :func:`exchange_code` needs
    """
    flow = _flow(client, list(scopes))
    flow.code_verifier = code_verifier
    flow.autogenerate_code_verifier = not code_verifier
    hint = {"login_hint": login_hint} if login_hint else {}
    url, _state = flow.authorization_url(
        access_type="offline",
        prompt="consent select_account",
        include_granted_scopes="true",
        state=state,
        nonce=nonce,
        **hint,
    )
    return _as_given(url, client.endpoints.auth_uri), flow.code_verifier


def exchange_code(client: Client, code: str, code_verifier: str) -> tuple[Tokens, str]:
    """Exchange the code of the consent page, which can be done once.

    The scopes that were granted are in the tokens: people may refuse single ones.

    :return: the tokens, and the id token for :func:`verify_identity`
    :raise ClientRefused: wrong client id or secret
    :raise AuthorizationLost: the code is not good, or not any more
    :raise RetryLater: Google did not answer
    """
    answer = _ask_for_tokens(
        client,
        grant_type="authorization_code",
        code=code,
        code_verifier=code_verifier,
        redirect_uri=client.redirect_uri,
    )
    return _tokens(answer), str(answer.get("id_token") or "")


def refresh(client: Client, tokens: Tokens) -> Tokens:
    """A fresh access token.

    :raise AuthorizationLost: the user, Google or an administrator has taken our access back
    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    if not tokens.refresh_token:
        raise AuthorizationLost("no_refresh_token")
    answer = _ask_for_tokens(client, grant_type="refresh_token", refresh_token=tokens.refresh_token)
    return replace(
        tokens,
        access_token=answer["access_token"],
        refresh_token=answer.get("refresh_token") or tokens.refresh_token,
        expiry=_expiry(answer),
    )


def needs_refresh(tokens: Tokens, now: datetime, margin: timedelta = timedelta(minutes=5)) -> bool:
    """Whether the access token ends within ``margin`` of ``now`` (both aware)."""
    return tokens.expiry - margin <= now


def revoke(endpoints: Endpoints, token: str) -> None:
    """Give up all access of the token's client to the account; having none is as good.

    :raise RetryLater: Google did not answer
    """
    answer = _post(endpoints.revoke_uri, {"token": token})
    if not has_revoked(answer.status_code, answer.content):
        raise RetryLater("no_answer", answer.reason or "", answer.status_code, _after(answer))


def check_client(client: Client) -> None:
    """Ask Google whether it knows the client, without a user.

    Google looks at the client before it looks at the code, so a code that cannot be good tells.

    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    try:
        exchange_code(client, "is-this-client-known", "")
    except AuthorizationLost:
        return


def _flow(client: Client, scopes: list[str]) -> Flow:
    endpoints = client.endpoints
    config = {
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        # oauthlib refuses to see any http; Endpoints has let it pass for this machine only.
        "auth_uri": _as_https(endpoints.auth_uri),
        "token_uri": endpoints.token_uri,
    }
    return Flow.from_client_config({"web": config}, scopes, redirect_uri=client.redirect_uri)


def _is_plain(uri: str) -> bool:
    return uri.startswith("http:")


def _as_https(uri: str) -> str:
    return "https" + uri.removeprefix("http") if _is_plain(uri) else uri


def _as_given(url: str, uri: str) -> str:
    return "http" + url.removeprefix("https") if _is_plain(uri) else url


def _ask_for_tokens(client: Client, **form: str) -> Mapping[str, Any]:
    """:raise GoogleError: of the class that says why there are no tokens"""
    secrets = {"client_id": client.client_id, "client_secret": client.client_secret}
    answer = _post(client.endpoints.token_uri, {**form, **secrets})
    if not _has_token(answer.status_code, answer.content):
        raise from_token_endpoint(answer.status_code, answer.content, _after(answer))
    tokens: Mapping[str, Any] = answer.json()
    return tokens


def _post(uri: str, form: Mapping[str, str]) -> requests.Response:
    """:raise RetryLater: nobody answered"""
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
        raise RetryLater("no_answer", answer.reason or "", answer.status_code, _after(answer))
    return answer


def _after(answer: requests.Response) -> float | None:
    return retry_after(answer.headers.get("Retry-After"))


def _has_token(status: int, body: bytes) -> bool:
    """Whether the answer is the one that the libraries can read."""
    try:
        answer = json.loads(body) if status == 200 else None
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(answer, dict)
        and _is_text(answer.get("access_token"))
        and _is_span(answer.get("expires_in"))
        and all(answer.get(name) is None or isinstance(answer[name], str) for name in _TEXTS)
    )


def _is_span(seconds: object) -> bool:
    return type(seconds) is int and 0 <= seconds <= _LONGEST


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


class _Request(Request):
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


class AssertionRequest(_Request):
    """To the token endpoint. What comes from there is judged here: the library takes whatever it
    cannot read for a refusal."""

    def __call__(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().__call__(*args, **kwargs)
        if not _has_token(answer.status, answer.data):
            after = retry_after(answer.headers.get("Retry-After"))
            raise from_refused_assertion(answer.status, answer.data, after)
        return answer


class _CertificateRequest(_Request):
    """To where Google's certificates are."""

    def __call__(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().__call__(*args, **kwargs)
        try:
            readable = answer.status == 200 and isinstance(json.loads(answer.data), dict)
        except ValueError:
            readable = False
        if not readable:
            raise RetryLater("no_answer", "no certificates", answer.status)
        return answer


def verify_identity(
    client: Client, token: str, nonce: str, access_token: str | None = None
) -> Identity:
    """Who has consented. It can be asked as often as one likes, for an hour.

    :param token: the id token that came with the others
    :param access_token: the one that came with it, which is of the same person then
    :raise AuthorizationLost: the token is not Google's, not for us, or not of this sign-in
    :raise RetryLater: Google did not answer
    """
    try:
        claims = id_token.verify_token(
            token,
            _CertificateRequest(),
            audience=client.client_id,
            certs_url=client.endpoints.certs_uri,
            clock_skew_in_seconds=CLOCK_SKEW + ceil(abs(GOOGLE.ahead).total_seconds()),
        )
    except TransportError as error:
        raise from_exception(error) from error
    except (ValueError, TypeError, AttributeError, GoogleAuthError):
        # Without the cause, whose message may quote the token. The library takes for granted that
        # dates are numbers, and that names of keys are texts.
        raise AuthorizationLost("id_token", "the signature or the dates are not good") from None
    if not _is_for(claims, client, nonce, access_token):
        raise AuthorizationLost("id_token", "issued by or for somebody else")
    if not _is_text(claims.get("sub")):
        raise AuthorizationLost("id_token", "it does not say whose account it is")
    if not (_is_text(claims.get("email")) and claims.get("email_verified")):
        raise AuthorizationLost("email_not_verified", "Google has not verified the address")
    name = claims.get("name")
    return Identity(claims["sub"], claims["email"], name if _is_text(name) else "")


def _is_for(
    claims: Mapping[str, Any], client: Client, nonce: str, access_token: str | None
) -> bool:
    """Whether Google has issued an id token for this sign-in, and about the access that came with
    it. https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation"""
    optional = {"azp": client.client_id}
    if access_token is not None:
        optional["at_hash"] = _half_hash(access_token)
    wanted = {**optional, "nonce": nonce}
    told = {**optional, **claims}
    return (
        _is_text(told.get("iss"))
        and told["iss"] in ISSUERS
        and all(told.get(name) == value for name, value in wanted.items())
    )


def _half_hash(token: str) -> str:
    """How an id token names the access token that comes with it."""
    half = sha256(token.encode()).digest()[:16]
    return urlsafe_b64encode(half).decode().rstrip("=")


def _is_text(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def subject_of(token: str) -> str:
    """Whose account an id token is about, without a look at its signature: for one that has just
    come from Google itself. Empty, if it does not say."""
    try:
        claims = jwt.decode(token, verify=False)
        subject = claims.get("sub") if isinstance(claims, dict) else None
        return subject if _is_text(subject) else ""
    except (ValueError, GoogleAuthError):
        return ""


def _tokens(answer: Mapping[str, Any]) -> Tokens:
    return Tokens(
        access_token=answer["access_token"],
        refresh_token=answer.get("refresh_token") or "",
        expiry=_expiry(answer),
        scopes=frozenset(str(answer.get("scope") or "").split()),
        refresh_expiry=_refresh_expiry(answer),
    )


def _expiry(answer: Mapping[str, Any]) -> datetime:
    return datetime.now(timezone.utc) + timedelta(seconds=answer["expires_in"])


def _refresh_expiry(answer: Mapping[str, Any]) -> datetime | None:
    """Google tells it where access ends by itself: after 7 days while the consent screen is in
    Testing, or on the day that the person has chosen."""
    seconds = answer.get("refresh_token_expires_in")
    if not seconds or not _is_span(seconds):
        return None
    return datetime.now(timezone.utc) + timedelta(seconds=seconds)
