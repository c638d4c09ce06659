"""Who somebody is: signed id_tokens, and the certificates to check them by.

https://developers.google.com/identity/openid-connect/openid-connect#obtainuserinfo
"""

from __future__ import annotations

import base64
import hashlib
import threading
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from google.auth import crypt, jwt

from .oauth import SHORT_SCOPES, Issued
from .store import Account

ISSUER = "https://accounts.google.com"


class Signer:
    """A key pair, made when it is first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signer: crypt.RSASigner | None = None
        self._certificate = ""

    def certificates(self) -> dict[str, str]:
        """Certificates in PEM by key id, as served at /oauth2/v1/certs."""
        signer = self._ready()
        return {str(signer.key_id): self._certificate}

    def id_token(self, account: Account, issued: Issued, now: int) -> str:
        """Say who the account is.

        :param now: by the clock that all answers are dated by
        """
        access_hash = hashlib.sha256(issued.access_token.encode()).digest()[:16]
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "azp": issued.client_id,
            "aud": issued.client_id,
            "sub": account.sub,
            "at_hash": base64.urlsafe_b64encode(access_hash).decode().rstrip("="),
            "iat": now,
            "exp": now + 3600,
        }
        if SHORT_SCOPES["email"] in issued.scopes:
            claims.update(email=account.email, email_verified=True)
        if SHORT_SCOPES["profile"] in issued.scopes:
            claims["name"] = account.name
        if issued.nonce:
            claims["nonce"] = issued.nonce
        return self.sign(claims)

    def sign(self, claims: dict[str, Any]) -> str:
        """A token with any claims: tests make false ones with it."""
        return str(jwt.encode(self._ready(), claims).decode())

    def _ready(self) -> crypt.RSASigner:
        with self._lock:
            if self._signer is None:
                self._signer, self._certificate = _make()
            return self._signer


def _make() -> tuple[crypt.RSASigner, str]:
    """A new key, and a certificate for it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fake-google")])
    now = datetime.now(timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key_id = certificate.fingerprint(hashes.SHA256()).hex()[:40]
    text = certificate.public_bytes(serialization.Encoding.PEM).decode()
    return crypt.RSASigner.from_string(pem, key_id), text
