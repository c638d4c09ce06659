"""Reads the account from Google's id tokens.

https://openid.net/specs/openid-connect-core-1_0.html
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from math import ceil
from typing import Any

from google.auth import jwt
from google.auth.exceptions import GoogleAuthError, TransportError
from google.auth.transport import Response
from google.oauth2 import id_token

from .clock import GOOGLE
from .endpoints import ISSUERS
from .errors import AuthorizationLost, RetryLater, from_exception, parsed
from .oauth import Client
from .token_requests import LibraryRequest, is_text

CLOCK_SKEW = 10  # seconds that this machine's clock may differ from what we know of Google's


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose account it is, as Google has signed it."""

    subject: str
    email: str
    name: str


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
    except (ValueError, TypeError, AttributeError, RecursionError, GoogleAuthError):
        # Without the cause, whose message may quote the token. The library takes for granted that
        # dates are numbers, and that names of keys are texts.
        raise AuthorizationLost("id_token", "the signature or the dates are not good") from None
    if not _is_for(claims, client, nonce, access_token):
        raise AuthorizationLost("id_token", "issued by or for somebody else")
    if not is_text(claims.get("sub")):
        raise AuthorizationLost("id_token", "it does not say whose account it is")
    if not (is_text(claims.get("email")) and claims.get("email_verified")):
        raise AuthorizationLost("email_not_verified", "Google has not verified the address")
    name = claims.get("name")
    return Identity(claims["sub"], claims["email"], name if is_text(name) else "")


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
        is_text(told.get("iss"))
        and told["iss"] in ISSUERS
        and all(told.get(name) == value for name, value in wanted.items())
    )


def _half_hash(token: str) -> str:
    """How an id token names the access token that comes with it."""
    half = sha256(token.encode()).digest()[:16]
    return urlsafe_b64encode(half).decode().rstrip("=")


def subject_of(token: str) -> str:
    """Whose account an id token is about, without a look at its signature: for one that has just
    come from Google itself. Empty, if it does not say."""
    try:
        claims = jwt.decode(token, verify=False)
        subject = claims.get("sub") if isinstance(claims, dict) else None
        return subject if is_text(subject) else ""
    except (ValueError, RecursionError, GoogleAuthError):
        return ""


class _CertificateRequest(LibraryRequest):
    """To where Google's certificates are."""

    def __call__(self, *args: Any, **kwargs: Any) -> Response:
        answer = super().__call__(*args, **kwargs)
        if answer.status != 200 or not isinstance(parsed(answer.data), dict):
            raise RetryLater("no_answer", "no certificates", answer.status)
        return answer
