"""OAuth 2: consent, tokens and identity. https://developers.google.com/identity/protocols/oauth2"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

import requests
from google.auth.exceptions import GoogleAuthError, RefreshError
from google.auth.transport.requests import Request
from google.oauth2 import id_token
from google.oauth2.credentials import Credentials
from google_auth_oauthlib.flow import Flow
from oauthlib.oauth2 import OAuth2Error

from .endpoints import ISSUERS, Endpoints, is_loopback
from .errors import AuthorizationLost, ClientRefused, GoogleError, RetryLater, from_exception

SCOPE_OPENID = "openid"
SCOPE_EMAIL = "https://www.googleapis.com/auth/userinfo.email"
SCOPE_EVENTS = "https://www.googleapis.com/auth/calendar.events"
SCOPE_CALENDAR_LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
SCOPE_APP_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created"

#: What the user is asked for, and that without which nothing works.
SCOPES = (SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST, SCOPE_APP_CALENDARS)
SCOPES_NEEDED = frozenset({SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST})

TIMEOUT = 30.0  # seconds
CLOCK_SKEW = 10  # seconds that this machine's clock may differ from Google's

_CLIENT_ERRORS = frozenset({"invalid_client", "unauthorized_client", "redirect_uri_mismatch"})


@dataclass(frozen=True, slots=True)
class Client:
    """This Odoo, as registered in the Google Cloud console."""

    client_id: str
    client_secret: str
    redirect_uri: str
    endpoints: Endpoints


@dataclass(frozen=True, slots=True)
class Tokens:
    """:ivar expiry: of the access token, aware and in UTC"""

    access_token: str
    refresh_token: str
    expiry: datetime
    scopes: frozenset[str]


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
    return url, flow.code_verifier


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
    try:
        answer = flow.fetch_token(code=code, timeout=TIMEOUT)
    except OAuth2Error as error:
        raise _oauth_error(error.error, error.description) from error
    except requests.RequestException as error:
        raise from_exception(error) from error
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
        credentials.refresh(_request())
    except RefreshError as error:
        if _CLIENT_ERRORS & {_refresh_reason(error)}:
            raise ClientRefused(_refresh_reason(error)) from error
        raise from_exception(error) from error
    except GoogleAuthError as error:
        raise from_exception(error) from error
    return replace(
        tokens,
        access_token=credentials.token,
        refresh_token=credentials.refresh_token or tokens.refresh_token,
        expiry=credentials.expiry.replace(tzinfo=timezone.utc),
    )


def needs_refresh(tokens: Tokens, now: datetime, margin: timedelta = timedelta(minutes=5)) -> bool:
    return tokens.expiry - margin <= now


def revoke(client: Client, token: str) -> None:
    """Give up all access of this client to the account; having none already is as good.

    :raise RetryLater: Google did not answer
    """
    try:
        answer = requests.post(client.endpoints.revoke_uri, data={"token": token}, timeout=TIMEOUT)
    except requests.RequestException as error:
        raise from_exception(error) from error
    if answer.status_code >= 500 or answer.status_code == 429:
        raise RetryLater("revoke", status=answer.status_code)


def check_client(client: Client) -> None:
    """Ask Google whether it knows the client, without a user.

    Google looks at the client before it looks at the code, so a code that cannot be good tells.

    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    try:
        _flow(client, None).fetch_token(code="is-this-client-known", timeout=TIMEOUT)
    except OAuth2Error as error:
        if error.error != "invalid_grant":
            raise _oauth_error(error.error, error.description) from error
    except requests.RequestException as error:
        raise from_exception(error) from error


def _flow(client: Client, scopes: list[str] | None) -> Flow:
    if is_loopback(client.endpoints.token_uri):
        # oauthlib wants https everywhere; Endpoints has let plain http pass for this machine only.
        os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    config = {
        "client_id": client.client_id,
        "client_secret": client.client_secret,
        "auth_uri": client.endpoints.auth_uri,
        "token_uri": client.endpoints.token_uri,
    }
    return Flow.from_client_config({"web": config}, scopes, redirect_uri=client.redirect_uri)


def _request() -> Request:
    session = requests.Session()
    request = Request(session=session)

    def with_timeout(*args, **kwargs):
        return request(*args, **{**kwargs, "timeout": TIMEOUT})

    return with_timeout


def _verified_identity(client: Client, token: str, nonce: str) -> Identity:
    """:raise AuthorizationLost: the token is not Google's, not for us, or not of this sign-in"""
    try:
        claims = id_token.verify_token(
            token,
            _request(),
            audience=client.client_id,
            certs_url=client.endpoints.certs_uri,
            clock_skew_in_seconds=CLOCK_SKEW,
        )
    except (ValueError, GoogleAuthError) as error:
        raise AuthorizationLost("id_token", str(error)) from error
    if claims.get("iss") not in ISSUERS or claims.get("nonce") != nonce:
        raise AuthorizationLost("id_token", "issued by or for somebody else")
    if not claims.get("email_verified"):
        raise AuthorizationLost("email_not_verified", "Google has not verified the address")
    return Identity(claims["sub"], claims["email"], claims.get("name", ""))


def _tokens(answer: dict) -> Tokens:
    scopes = answer.get("scope") or ()
    return Tokens(
        access_token=answer["access_token"],
        refresh_token=answer.get("refresh_token", ""),
        expiry=datetime.fromtimestamp(answer["expires_at"], timezone.utc),
        scopes=frozenset(scopes.split() if isinstance(scopes, str) else scopes),
    )


def _refresh_reason(error: RefreshError) -> str:
    details = error.args[1] if len(error.args) > 1 else {}
    return details.get("error", "") if isinstance(details, dict) else ""


def _oauth_error(reason: str, detail: str | None) -> GoogleError:
    kind = ClientRefused if reason in _CLIENT_ERRORS else AuthorizationLost
    return kind(reason, detail or "")
