"""What a stand-in holds, kept aside: tests come back to what they all begin with."""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

_LOCKS: dict[type, Callable[[], Any]] = {
    type(make()): make for make in (threading.Lock, threading.RLock)
}


class _Pickler(pickle.Pickler):
    """Writes a lock as a new one that is free, and a key as its text."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, RSAPublicKey):
            text = value.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            return _key, (text,)
        make = _LOCKS.get(type(value))
        return (make, ()) if make else NotImplemented


def _key(text: bytes) -> Any:
    return load_pem_public_key(text)


def taken(held: dict[str, Any]) -> bytes:
    """A snapshot of these parts, with all that leads from one to the other."""
    written = io.BytesIO()
    _Pickler(written, pickle.HIGHEST_PROTOCOL).dump(held)
    return written.getvalue()


def held(snapshot: bytes) -> dict[str, Any]:
    """The parts as they were, made anew: what is done to them does not change the snapshot."""
    return pickle.loads(snapshot)  # noqa: S301  this stand-in has written it
