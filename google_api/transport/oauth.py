"""OAuth 2: consent, tokens and identity. https://developers.google.com/identity/protocols/oauth2"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import Any

from google_auth_oauthlib.flow import Flow

from .endpoints import Endpoints
from .errors import (
    AuthorizationLost,
    ClientRefused,
    RetryLater,
    from_token_endpoint,
    has_revoked,
)
from .token_requests import after, has_token, is_span, post

SCOPE_OPENID = "openid"
SCOPE_EMAIL = "https://www.googleapis.com/auth/userinfo.email"
SCOPE_EVENTS = "https://www.googleapis.com/auth/calendar.events"
SCOPE_CALENDAR_LIST = "https://www.googleapis.com/auth/calendar.calendarlist.readonly"
SCOPE_APP_CALENDARS = "https://www.googleapis.com/auth/calendar.app.created"
SCOPE_CONTACTS = "https://www.googleapis.com/auth/contacts"
SCOPE_FREEBUSY = "https://www.googleapis.com/auth/calendar.freebusy"
SCOPE_CALENDARS = "https://www.googleapis.com/auth/calendar.calendars.readonly"

#: What the user is asked for, and that without which nothing works.
SCOPES = (SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST, SCOPE_APP_CALENDARS)
#: Also asked of users who have chosen a group of contacts.
SCOPES_OF_CONTACTS = (SCOPE_CONTACTS,)
#: And those who let further Google calendars block time.
SCOPES_OF_BUSY = (SCOPE_FREEBUSY,)
#: And those whose tags take the colors of the labels of their calendar.
SCOPES_OF_LABELS = (SCOPE_CALENDARS,)
#: All that anybody is ever asked for.
ALL_SCOPES = SCOPES + SCOPES_OF_CONTACTS + SCOPES_OF_BUSY + SCOPES_OF_LABELS
SCOPES_NEEDED = frozenset({SCOPE_OPENID, SCOPE_EMAIL, SCOPE_EVENTS, SCOPE_CALENDAR_LIST})

#: Google's error for a token of another client.
_OF_ANOTHER_CLIENT = "unauthorized_client"


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

    :raise AuthorizationLost: the user, Google or an administrator has taken our access back, or it
        was given to another client than this Odoo has by now
    :raise ClientRefused: wrong client id or secret
    :raise RetryLater: Google did not answer
    """
    if not tokens.refresh_token:
        raise AuthorizationLost("no_refresh_token")
    form = {"grant_type": "refresh_token", "refresh_token": tokens.refresh_token}
    try:
        answer = _ask_for_tokens(client, **form)
    except ClientRefused as error:
        if error.reason != _OF_ANOTHER_CLIENT:
            raise
        raise AuthorizationLost(error.reason, error.detail, error.status) from error
    return replace(
        tokens,
        access_token=answer["access_token"],
        refresh_token=answer.get("refresh_token") or tokens.refresh_token,
        expiry=_expiry(answer),
    )


def needs_refresh(tokens: Tokens, now: datetime, margin: timedelta = timedelta(minutes=5)) -> bool:
    """Return whether the access token ends within ``margin`` of ``now`` (both aware)."""
    return tokens.expiry - margin <= now


def revoke(endpoints: Endpoints, token: str) -> None:
    """Give up all access of the token's client to the account; having none is as good.

    :raise RetryLater: Google did not answer
    """
    answer = post(endpoints.revoke_uri, {"token": token})
    if not has_revoked(answer.status_code, answer.content):
        raise RetryLater("no_answer", answer.reason or "", answer.status_code, after(answer))


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
    answer = post(client.endpoints.token_uri, {**form, **secrets})
    if not has_token(answer.status_code, answer.content):
        raise from_token_endpoint(answer.status_code, answer.content, after(answer))
    tokens: Mapping[str, Any] = answer.json()
    return tokens


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
    if not seconds or not is_span(seconds):
        return None
    return datetime.now(timezone.utc) + timedelta(seconds=seconds)
