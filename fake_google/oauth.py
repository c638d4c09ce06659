"""OAuth 2 as Google speaks it: clients, consents, codes, tokens. No web pages in here.

https://developers.google.com/identity/protocols/oauth2/web-server
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import secrets
import threading
from dataclasses import dataclass, field
from typing import TypeVar
from urllib.parse import urlsplit

from .clock import Clock

ACCESS_TOKEN_LIFE = 3600
CODE_LIFE = 600
REFRESH_TOKENS_KEPT = 100
"""The 101st refresh token of one client and account silently ends the oldest one."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
DEMO_CLIENT_ID = "demo.apps.googleusercontent.com"
DEMO_SECRET = "demo-secret"
DEMO_CALLBACK = "/google_sync/oauth/callback"

SHORT_SCOPES = {
    "email": "https://www.googleapis.com/auth/userinfo.email",
    "profile": "https://www.googleapis.com/auth/userinfo.profile",
}
IDENTITY_SCOPES = frozenset({"openid", *SHORT_SCOPES.values()})
"""Signing in. Google shows no boxes for these: who allows anything allows them."""


class OAuthError(Exception):
    """An answer of the token endpoint that is not a token."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error = error
        self.status = status


@dataclass
class Client:
    """An application as the Cloud console knows it."""

    id: str
    secret: str | None = None
    redirect_uris: frozenset[str] | None = None
    """None: any address, for there is no console here in which to register one."""

    def accepts(self, redirect_uri: str) -> bool:
        """Whether an address may receive codes for this client."""
        url = urlsplit(redirect_uri)
        if self.id == DEMO_CLIENT_ID and self.redirect_uris is None:
            return url.hostname in LOOPBACK and url.path == DEMO_CALLBACK
        if self.redirect_uris is None:
            return bool(url.scheme and url.netloc)
        return redirect_uri in self.redirect_uris


@dataclass(frozen=True)
class Code:
    """An authorization code and what was agreed when it was given out."""

    client_id: str
    email: str
    redirect_uri: str
    scopes: frozenset[str]
    expires: float
    offline: bool
    challenge: str | None = None
    challenge_method: str = "plain"
    nonce: str | None = None


@dataclass(frozen=True)
class AccessToken:
    """What an access token stands for."""

    email: str
    client_id: str | None
    scopes: frozenset[str]
    expires: float
    delegated: bool = False
    """Whether a service account acts for the account: its requests count as the program's own,
    where they do not say for whom they are."""


@dataclass(frozen=True)
class RefreshToken:
    """What a refresh token stands for. Without client id, any client may use it."""

    email: str
    client_id: str | None
    scopes: frozenset[str]
    expires: float | None = None


Token = TypeVar("Token", AccessToken, RefreshToken)


@dataclass
class Consent:
    """What an account has allowed a client."""

    scopes: frozenset[str] = frozenset()
    refresh_tokens: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Issued:
    """Tokens on their way out."""

    access_token: str
    email: str
    client_id: str
    scopes: frozenset[str]
    refresh_token: str | None = None
    nonce: str | None = None


def scopes_of(text: str) -> frozenset[str]:
    """A `scope` parameter as full scope names."""
    return frozenset(SHORT_SCOPES.get(word, word) for word in text.split())


class Grants:
    """Every client, consent, code and token."""

    def __init__(self, clock: Clock) -> None:
        self.refresh_token_life: float | None = None
        """Seconds; none is for ever. 7 days while an application's consent screen is in Testing."""
        self._clock = clock
        self._lock = threading.RLock()
        self._clients: dict[str, Client] = {}
        self._codes: dict[str, Code] = {}
        self._access: dict[str, AccessToken] = {}
        self._refresh: dict[str, RefreshToken] = {}
        self._consents: dict[tuple[str | None, str], Consent] = {}
        self.register(Client(DEMO_CLIENT_ID, DEMO_SECRET))

    def register(self, client: Client) -> None:
        """Make a client known, as one does in the Cloud console."""
        with self._lock:
            self._clients[client.id] = client

    def client(self, client_id: str) -> Client:
        """A client; one that nobody registered is accepted as it comes."""
        with self._lock:
            return self._clients.setdefault(client_id, Client(client_id))

    def authenticate(self, client_id: str, secret: str) -> Client:
        """:raise OAuthError: invalid_client for a wrong secret"""
        if not client_id:
            raise OAuthError("invalid_request", "Could not determine client ID from request.")
        client = self.client(client_id)
        with self._lock:
            if client.secret is None:
                client.secret = secret
        if not hmac.compare_digest(client.secret.encode(), secret.encode()):
            raise OAuthError("invalid_client", "Unauthorized", 401)
        return client

    def consented(self, client_id: str, email: str) -> frozenset[str]:
        """The scopes that an account has allowed a client so far."""
        with self._lock:
            consent = self._consents.get((client_id, email))
            return consent.scopes if consent else frozenset()

    def add_code(self, code: Code) -> str:
        """Give out a code for what was agreed."""
        text = f"4/{secrets.token_urlsafe(48)}"
        with self._lock:
            self._codes[text] = code
        return text

    def exchange(self, client: Client, text: str, redirect_uri: str, verifier: str) -> Issued:
        """Turn a code into tokens, once.

        :raise OAuthError: invalid_grant or redirect_uri_mismatch
        """
        with self._lock:
            code = self._codes.pop(text, None)
            if not code or code.client_id != client.id:
                raise OAuthError("invalid_grant", "Malformed auth code.")
            if code.expires < self._clock.timestamp():
                raise OAuthError("invalid_grant", "Bad Request")
            if code.redirect_uri != redirect_uri:
                raise OAuthError("redirect_uri_mismatch", "Bad Request")
            _check_verifier(code, verifier)
            return self._issue(code)

    def refresh(self, client: Client, text: str) -> Issued:
        """Get a new access token.

        :raise OAuthError: invalid_grant when access was taken away
        """
        with self._lock:
            token = self._refresh.get(text)
            if token is None or (token.expires or math.inf) < self._clock.timestamp():
                raise OAuthError("invalid_grant", "Token has been expired or revoked.")
            if token.client_id not in (None, client.id):
                raise OAuthError("unauthorized_client", "Unauthorized", 401)
            access = self._new_access(token.email, token.client_id, token.scopes)
        return Issued(access, token.email, client.id, token.scopes)

    def owner_of(self, refresh_token: str) -> str | None:
        """Whose refresh token it is."""
        with self._lock:
            token = self._refresh.get(refresh_token)
        return token.email if token else None

    def grant(self, email: str, scopes: frozenset[str], client_id: str | None) -> tuple[str, str]:
        """Give tokens without asking anybody: a tool for tests and demos."""
        with self._lock:
            consent = self._consents.setdefault((client_id, email), Consent())
            consent.scopes |= scopes
            access = self._new_access(email, client_id, scopes)
            return access, self._new_refresh(email, client_id, scopes, consent)

    def grant_delegated(self, email: str, scopes: frozenset[str], client_id: str) -> Issued:
        """Give a service account access to what an administrator has delegated to it."""
        with self._lock:
            access = self._new_access(email, client_id, scopes, delegated=True)
        return Issued(access, email, client_id, scopes)

    def access_token(self, text: str) -> AccessToken | None:
        """A valid access token, None for any other text."""
        with self._lock:
            token = self._access.get(text)
        return token if token and token.expires > self._clock.timestamp() else None

    def revoke(self, text: str) -> None:
        """End all access of the client and account that a token of either kind belongs to.

        :raise OAuthError: invalid_token for one that is unknown or revoked already
        """
        with self._lock:
            token = self._access.get(text) or self._refresh.get(text)
            if token is None:
                raise OAuthError("invalid_token", "Token expired or revoked")
            self.revoke_all(token.email, token.client_id)

    def revoke_all(self, email: str, *client_ids: str | None) -> None:
        """End the access of the named clients, or of all, to an account."""
        with self._lock:
            known = {client for client, owner in self._consents if owner == email}
            for client_id in client_ids or tuple(known):
                self._consents.pop((client_id, email), None)
                self._access = _without(self._access, email, client_id)
                self._refresh = _without(self._refresh, email, client_id)

    def clients_of(self, email: str) -> list[tuple[str | None, frozenset[str]]]:
        """Who has access to an account, and to what."""
        with self._lock:
            return [(c, self._consents[c, e].scopes) for c, e in self._consents if e == email]

    def _issue(self, code: Code) -> Issued:
        key = (code.client_id, code.email)
        consent = self._consents.setdefault(key, Consent())
        consent.scopes |= code.scopes
        access = self._new_access(code.email, code.client_id, code.scopes)
        refresh = None
        if code.offline:
            refresh = self._new_refresh(code.email, code.client_id, code.scopes, consent)
        return Issued(access, code.email, code.client_id, code.scopes, refresh, code.nonce)

    def has_refresh_token(self, client_id: str, email: str) -> bool:
        """Whether a client got a refresh token before; Google gives the next only when asked."""
        with self._lock:
            consent = self._consents.get((client_id, email))
            return bool(consent and consent.refresh_tokens)

    def _new_access(
        self, email: str, client_id: str | None, scopes: frozenset[str], delegated: bool = False
    ) -> str:
        text = f"ya29.{secrets.token_urlsafe(32)}"
        expires = self._clock.timestamp() + ACCESS_TOKEN_LIFE
        self._access[text] = AccessToken(email, client_id, scopes, expires, delegated)
        return text

    def _new_refresh(
        self, email: str, client_id: str | None, scopes: frozenset[str], consent: Consent
    ) -> str:
        text = f"1//{secrets.token_urlsafe(32)}"
        life = self.refresh_token_life
        expires = self._clock.timestamp() + life if life else None
        self._refresh[text] = RefreshToken(email, client_id, scopes, expires)
        consent.refresh_tokens.append(text)
        while len(consent.refresh_tokens) > REFRESH_TOKENS_KEPT:
            self._refresh.pop(consent.refresh_tokens.pop(0), None)
        return text


def _without(tokens: dict[str, Token], email: str, client_id: str | None) -> dict[str, Token]:
    gone = (email, client_id)
    return {text: token for text, token in tokens.items() if (token.email, token.client_id) != gone}


def _check_verifier(code: Code, verifier: str) -> None:
    """https://datatracker.ietf.org/doc/html/rfc7636#section-4.6"""
    if code.challenge is None:
        return
    if not verifier:
        raise OAuthError("invalid_grant", "Missing code verifier.")
    derived = verifier
    if code.challenge_method == "S256":
        digest = hashlib.sha256(verifier.encode()).digest()
        derived = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if not hmac.compare_digest(derived.encode(), code.challenge.encode()):
        raise OAuthError("invalid_grant", "Invalid code verifier.")
