"""OAuth 2: consent, tokens and identity. https://developers.google.com/identity/protocols/oauth2"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import partial
from math import ceil
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport.requests import Request
from google.oauth2 import id_token
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error
from requests.adapters import HTTPAdapter

from .clock import GOOGLE
from .endpoints import ISSUERS, Endpoints
from .errors import AuthorizationLost, RetryLater, from_exception, from_oauth_error, retry_after

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
CLOCK_SKEW = 10  # seconds that this machine's clock may differ from what we know of Google's

# What this library tells while debugging are tokens and the client's secret, in full.
logging.getLogger("requests_oauthlib.oauth2_session").addFilter(
    lambda record: record.levelno > logging.DEBUG
)


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
    :ivar refresh_expiry: when all access ends, if Google says so with a new refresh token; not kept
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
) -> tuple[str, str]:
    """Google's consent page for the user, with the account chooser.

    :return: its address, and the code verifier to keep for :func:`fetch_tokens` (PKCE, S256)
    """
    flow = _flow(client, list(scopes))
    flow.autogenerate_code_verifier = True
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


def fetch_tokens(
    client: Client, code: str, code_verifier: str, nonce: str
) -> tuple[Tokens, Identity]:
    """Exchange the code of the consent page.

    The scopes that were granted are in the tokens: people may refuse single ones.

    :raise ClientRefused: wrong client id or secret
    :raise AuthorizationLost: the code, or the identity that came with it, is not good
    :raise RetryLater: Google did not answer
    """
    # Without scopes of its own, oauthlib does not complain that Google granted others.
    flow = _flow(client, None)
    flow.code_verifier = code_verifier
    answer = _exchange(flow, code)
    identity = _verified_identity(client, answer.get("id_token", ""), nonce)
    return _tokens(answer), identity


def refresh(client: Client, tokens: Tokens) -> Tokens:
    """A fresh access token.

    :raise AuthorizationLost: the user, Google or an administrator has taken our access back
    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    credentials = Credentials(
        token=None,
        refresh_token=tokens.refresh_token,
        token_uri=client.endpoints.token_uri,
        client_id=client.client_id,
        client_secret=client.client_secret,
    )
    try:
        credentials.refresh(request())
    except GoogleAuthError as error:
        raise from_exception(error) from error
    return replace(
        tokens,
        access_token=credentials.token,
        refresh_token=credentials.refresh_token or tokens.refresh_token,
        expiry=credentials.expiry.replace(tzinfo=timezone.utc),
    )


def needs_refresh(tokens: Tokens, now: datetime, margin: timedelta = timedelta(minutes=5)) -> bool:
    """Whether the access token ends within ``margin`` of ``now`` (both aware)."""
    return tokens.expiry - margin <= now


def revoke(endpoints: Endpoints, token: str) -> None:
    """Give up all access of the token's client to the account; having none is as good.

    :raise RetryLater: Google did not answer
    """
    try:
        answer = requests.post(endpoints.revoke_uri, data={"token": token}, timeout=TIMEOUT)
    except requests.RequestException as error:
        raise from_exception(error) from error
    check_answered(answer)


def check_client(client: Client) -> None:
    """Ask Google whether it knows the client, without a user.

    Google looks at the client before it looks at the code, so a code that cannot be good tells.

    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    try:
        _exchange(_flow(client, None), "is-this-client-known")
    except AuthorizationLost as error:
        if error.reason != "invalid_grant":
            raise


def _flow(client: Client, scopes: list[str] | None) -> Flow:
    endpoints = client.endpoints
    config = {
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "auth_uri": _as_https(endpoints.auth_uri),
        "token_uri": _as_https(endpoints.token_uri),
    }
    flow = Flow.from_client_config({"web": config}, scopes, redirect_uri=client.redirect_uri)
    flow.oauth2session.register_compliance_hook("access_token_response", check_answered)
    if _is_plain(endpoints.token_uri):
        flow.oauth2session.mount(config["token_uri"], _PlainHttp())
    return flow


class _PlainHttp(HTTPAdapter):
    """Sends in plain http what is addressed with https.

    oauthlib refuses to see any http, and its only switch is a variable of the whole process;
    Endpoints has let http pass for this machine only.
    """

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        request.url = "http" + (request.url or "").removeprefix("https")
        return super().send(request, **kwargs)


def _is_plain(uri: str) -> bool:
    return uri.startswith("http:")


def _as_https(uri: str) -> str:
    return "https" + uri.removeprefix("http") if _is_plain(uri) else uri


def _as_given(url: str, uri: str) -> str:
    return "http" + url.removeprefix("https") if _is_plain(uri) else url


def _exchange(flow: Flow, code: str) -> Mapping[str, Any]:
    """:raise GoogleError: of the class that says why there are no tokens"""
    try:
        with flow.oauth2session:
            return flow.fetch_token(code=code, timeout=TIMEOUT)
    except OAuth2Error as error:
        raise from_oauth_error(error.error, error.description or "") from error
    except requests.RequestException as error:
        raise from_exception(error) from error


def check_answered(answer: requests.Response) -> requests.Response:
    """:raise RetryLater: Google is not able to answer now, which says nothing about the request"""
    GOOGLE.heard(answer.headers.get("Date"), answer.elapsed)
    if answer.status_code >= 500 or answer.status_code == 429:
        after = retry_after(answer.headers.get("Retry-After"))
        raise RetryLater("no_answer", answer.reason or "", answer.status_code, after)
    return answer


def request() -> Callable[..., Any]:
    """google-auth's own transport, which would wait two minutes, with our timeout."""
    return partial(Request(), timeout=TIMEOUT)


def _verified_identity(client: Client, token: str, nonce: str) -> Identity:
    """:raise AuthorizationLost: the token is not Google's, not for us, or not of this sign-in"""
    try:
        claims = id_token.verify_token(
            token,
            request(),
            audience=client.client_id,
            certs_url=client.endpoints.certs_uri,
            clock_skew_in_seconds=CLOCK_SKEW + ceil(abs(GOOGLE.ahead).total_seconds()),
        )
    except TransportError as error:
        raise from_exception(error) from error
    except (ValueError, GoogleAuthError):
        # Without the cause, whose message may quote the token.
        raise AuthorizationLost("id_token", "the signature or the dates are not good") from None
    if claims.get("iss") not in ISSUERS or claims.get("nonce") != nonce:
        raise AuthorizationLost("id_token", "issued by or for somebody else")
    if not (claims.get("email") and claims.get("email_verified")):
        raise AuthorizationLost("email_not_verified", "Google has not verified the address")
    return Identity(claims["sub"], claims["email"], claims.get("name", ""))


def _tokens(answer: Mapping[str, Any]) -> Tokens:
    scopes = answer.get("scope") or ()
    return Tokens(
        access_token=answer["access_token"],
        refresh_token=answer.get("refresh_token", ""),
        # Google always says when; a token that does not is replaced before it is used.
        expiry=datetime.fromtimestamp(answer.get("expires_at") or time.time(), timezone.utc),
        scopes=frozenset(scopes.split() if isinstance(scopes, str) else scopes),
        refresh_expiry=_refresh_expiry(answer),
    )


def _refresh_expiry(answer: Mapping[str, Any]) -> datetime | None:
    """Google tells it where access ends by itself: after 7 days while the consent screen is in
    Testing, or on the day that the person has chosen."""
    seconds = answer.get("refresh_token_expires_in")
    return datetime.now(timezone.utc) + timedelta(seconds=int(seconds)) if seconds else None
