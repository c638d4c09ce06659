"""Service accounts, their keys, and what the administrators of Workspaces delegate to them.

https://developers.google.com/identity/protocols/oauth2/service-account
"""

from __future__ import annotations

import base64
import json
import re
import secrets
import threading
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .clock import Clock
from .oauth import OAuthError, scopes_of

Json = dict[str, Any]

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer"
AUDIENCES = frozenset(
    {
        "https://oauth2.googleapis.com/token",
        "https://www.googleapis.com/oauth2/v4/token",
        "https://accounts.google.com/o/oauth2/token",
    }
)
"""Libraries name Google here, wherever they send the assertion."""

ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
LONGEST_LIFE = 3600
CLOCK_SKEW = 300


@dataclass
class ServiceAccount:
    """A program's own account in a Cloud project."""

    email: str
    client_id: str
    project_id: str
    keys: dict[str, rsa.RSAPublicKey] = field(default_factory=dict)
    delegated: dict[str, frozenset[str]] = field(default_factory=dict)
    """Scopes by the domain whose administrator has allowed them."""


@dataclass(frozen=True)
class Delegated:
    """What an assertion is worth."""

    client_id: str
    email: str
    scopes: frozenset[str]


class ServiceAccounts:
    """All service accounts of all projects."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._by_email: dict[str, ServiceAccount] = {}

    def new_key(self, name: str, project_id: str, token_uri: str) -> Json:
        """Make a key, and the account when there is none; the key file as the console gives it."""
        email = f"{name}@{project_id}.iam.gserviceaccount.com"
        private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        key_id = secrets.token_hex(20)
        with self._lock:
            account = self._by_email.setdefault(
                email, ServiceAccount(email, str(10**20 + secrets.randbelow(10**20)), project_id)
            )
            account.keys[key_id] = private.public_key()
        return {
            "type": "service_account",
            "project_id": project_id,
            "private_key_id": key_id,
            "private_key": _pem(private),
            "client_email": email,
            "client_id": account.client_id,
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": token_uri,
            "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
            "client_x509_cert_url": f"https://www.googleapis.com/robot/v1/metadata/x509/{email}",
            "universe_domain": "googleapis.com",
        }

    def delete_key(self, key_id: str) -> None:
        """Make a key worthless, as one does in the Cloud console.

        :raise KeyError: there is none of this id
        """
        with self._lock:
            account = next((a for a in self._by_email.values() if key_id in a.keys), None)
            if account is None:
                raise KeyError(key_id)
            del account.keys[key_id]

    def delegate(self, client_id: str, domain: str, scopes: frozenset[str]) -> None:
        """Allow these scopes for all users of a domain, in place of those allowed before.

        :raise KeyError: no service account has this client id
        """
        with self._lock:
            by_id = {account.client_id: account for account in self._by_email.values()}
            by_id[client_id].delegated[domain.lower()] = scopes

    def redeem(self, assertion: str, known: Container[str], own_uri: str) -> Delegated:
        """See what a signed assertion is worth.

        A key that is not good answers "Invalid JWT Signature." or "account not found"; all else is
        about the one subject (G14).

        :param known: the addresses of those who have an account
        :param own_uri: the address of this token endpoint
        :raise OAuthError: in Google's words
        """
        with self._lock:
            claims, account = self._verified(assertion)
            if claims.get("aud") not in AUDIENCES | {own_uri}:
                raise OAuthError("invalid_grant", "Invalid JWT: Failed audience check.")
            self._check_times(claims)
            scopes = scopes_of(claims.get("scope", ""))
            if not scopes:
                raise OAuthError("invalid_scope", "Empty or missing scope not allowed.")
            subject = str(claims.get("sub", "")).strip().lower()
            delegated = account.delegated.get(subject.rpartition("@")[2], frozenset())
        if not ADDRESS.fullmatch(subject):
            raise OAuthError("invalid_request", "Invalid impersonation prn email address.")
        if subject not in known:
            raise OAuthError("invalid_grant", "Invalid email or User ID")
        if not scopes <= delegated:
            raise OAuthError(
                "unauthorized_client",
                "Client is unauthorized to retrieve access tokens using this method, or client "
                "not authorized for any of the scopes requested.",
                401,
            )
        return Delegated(account.client_id, subject, scopes)

    def _verified(self, assertion: str) -> tuple[Json, ServiceAccount]:
        """Claims and issuer of an assertion whose signature is good."""
        try:
            signed, _, signature = assertion.rpartition(".")
            header, claims = (json.loads(_decoded(part)) for part in signed.split("."))
            account = self._by_email.get(claims["iss"])
        except (ValueError, KeyError, TypeError):
            raise OAuthError("invalid_grant", "Invalid JWT.") from None
        if account is None:
            raise OAuthError("invalid_grant", "Invalid grant: account not found")
        key = account.keys.get(header.get("kid", ""))
        try:
            if key is None or header.get("alg") != "RS256":
                raise InvalidSignature
            key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise OAuthError("invalid_grant", "Invalid JWT Signature.") from None
        return claims, account

    def _check_times(self, claims: Json) -> None:
        now = self._clock.timestamp()
        issued, expires = (claims.get(name) for name in ("iat", "exp"))
        if not (
            isinstance(issued, int)
            and isinstance(expires, int)
            and expires - issued <= LONGEST_LIFE
            and issued <= now + CLOCK_SKEW
            and expires >= now - CLOCK_SKEW
        ):
            raise OAuthError(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable "
                "timeframe. Check your iat and exp values in the JWT claim.",
            )


def subject_of(assertion: str) -> str | None:
    """For whom an assertion is, as it says itself; nothing of it is checked."""
    try:
        claims = json.loads(_decoded(assertion.split(".")[1]))
        return str(claims["sub"]).strip().lower()
    except (ValueError, LookupError, TypeError):
        return None


def _pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def _decoded(text: str) -> bytes:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
