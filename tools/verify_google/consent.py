"""A person's consent, in their browser; the code comes back to this machine (PKCE).

https://developers.google.com/identity/protocols/oauth2/native-app
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from google.auth.exceptions import GoogleAuthError
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from ..console import CommandError
from .lab import SCOPES, Account, Client
from .places import Places
from .wire import TIMEOUT

#: Seconds in which a person has to consent.
PATIENCE = 600
#: What oauthlib is to let pass: fewer scopes than asked for, and http on this machine.
_RELAXED = "OAUTHLIB_RELAX_TOKEN_SCOPE"
_PLAIN = "OAUTHLIB_INSECURE_TRANSPORT"
_PROMPT = "Please allow the account “{name}” in your browser, at\n{{url}}"


def asked(places: Places, client: Client, name: str, browser: str | None = None) -> Account:
    """An account whose owner has consented.

    There is no refresh token: the access ends by itself within the hour.

    :param name: what the account is called here
    :param browser: which one, as :mod:`webbrowser` knows it
    :raise CommandError: they have not, or Google did not take it
    """
    config = {
        "client_id": client.id,
        "client_secret": client.secret,
        "auth_uri": places.auth,
        "token_uri": places.token,
    }
    flow = InstalledAppFlow.from_client_config({"installed": config}, SCOPES)
    try:
        with _relaxed(places):
            flow.run_local_server(
                host="127.0.0.1",
                port=0,
                browser=browser,
                timeout_seconds=PATIENCE,
                authorization_prompt_message=_PROMPT.format(name=name),
                access_type="online",
                prompt="consent select_account",
            )
        return _account(places, name, flow.oauth2session.token)
    except (OAuth2Error, GoogleAuthError, WSGITimeoutError, requests.RequestException) as error:
        raise CommandError(f"No access to the account “{name}”: {_words(error)}.") from None


def _account(places: Places, name: str, answer: Mapping[str, Any]) -> Account:
    token = str(answer["access_token"])
    told = requests.get(
        places.url("/oauth2/v2/userinfo"),
        headers={"Authorization": f"Bearer {token}"},
        timeout=TIMEOUT,
        allow_redirects=False,
    )
    if not told.ok:
        raise CommandError(f"Google does not say whose account “{name}” is: {told.status_code}.")
    scope = answer.get("scope", ())
    granted = frozenset(scope.split() if isinstance(scope, str) else map(str, scope))
    return Account(name, told.json()["email"].lower(), granted, frozenset(answer), token)


@contextmanager
def _relaxed(places: Places) -> Iterator[None]:
    """Scopes may be fewer; plain http is for a stand-in on this machine alone."""
    before = {name: os.environ.get(name) for name in (_RELAXED, _PLAIN)}
    os.environ[_RELAXED] = "1"
    if not places.is_real:
        os.environ[_PLAIN] = "1"
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _words(error: Exception) -> str:
    """What oauthlib calls the trouble; its longer texts may quote what was sent."""
    return str(getattr(error, "error", "") or type(error).__name__)
