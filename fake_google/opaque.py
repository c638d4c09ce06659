"""Tokens that clients carry about: opaque to them, readable to us."""

from __future__ import annotations

import base64
import json
from dataclasses import asdict
from typing import Any, TypeVar

Token = TypeVar("Token")


def written(token: Any) -> str:
    """The text of a token, which is a dataclass of JSON values."""
    return base64.urlsafe_b64encode(json.dumps(asdict(token)).encode()).decode()


def read(kind: type[Token], text: str) -> Token:
    """The token in a text.

    :raise ValueError: for a text that holds no token of this kind
    """
    try:
        return kind(**json.loads(base64.urlsafe_b64decode(text.encode())))
    except (ValueError, TypeError) as error:
        raise ValueError(f"not a {kind.__name__}") from error
