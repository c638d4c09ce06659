"""Google's tokens in their stored form: encrypted."""

from __future__ import annotations

import json
from datetime import datetime

from ...google_api.transport.oauth import Tokens
from . import keyring


def seal(tokens: Tokens) -> str:
    return keyring.encrypt(
        json.dumps(
            {
                "access_token": tokens.access_token,
                "refresh_token": tokens.refresh_token,
                "expiry": tokens.expiry.isoformat(),
                "scopes": sorted(tokens.scopes),
                "refresh_expiry": tokens.refresh_expiry and tokens.refresh_expiry.isoformat(),
            }
        )
    )


def unseal(ciphertext: str | None) -> Tokens | None:
    """The tokens; ``None`` where the key is not there any more."""
    secret = ciphertext and keyring.decrypt(ciphertext)
    if not secret:
        return None
    values = json.loads(secret)
    ends = values.get("refresh_expiry")
    return Tokens(
        access_token=values["access_token"],
        refresh_token=values["refresh_token"],
        expiry=datetime.fromisoformat(values["expiry"]),
        scopes=frozenset(values["scopes"]),
        refresh_expiry=datetime.fromisoformat(ends) if ends else None,
    )
