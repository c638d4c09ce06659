"""What is public anyway: the words of Google's own documents.

https://developers.google.com/discovery/v1/reference/apis
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

_DOCUMENTS = ("calendar.v3", "people.v1", "oauth2.v2")
_QUOTED = re.compile(r"[\"“`]([A-Za-z_]{2,40})[\"”`]")
_WORD = re.compile(r"[A-Za-z][a-z]+|[A-Z]{2,}")
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
#: Names that the documents do not have, of fields and of parts of paths.
_NAMES = """
    v1 v3 v2 users me primary calendar batch oauth2 token error errors code message reason domain
    location locationType details @type error_description access_token expires_in id_token scope
    token_type refresh_token grant_type redirect_uri client_id client_secret authorization_code
    hangoutsMeet success calendar#events type.googleapis.com/google.rpc.ErrorInfo If-Match global
    Authorization service method consumer quota_limit quota_metric quota_limit_value
"""
#: What Google says besides in the answers that the probes know.
_SPOKEN = """
    a already an and anew any at be been below both but by cannot could credentials current did
    different does duplicate empty exceeded exists expired failed failure for found full gone grant
    had has have header identifier if in invalid is it label last limit malformed match met missing
    modified must no not of on one only or organizer per precondition refresh refused request
    requested required retry revoked same sequentially single specified stale sync than that the
    this time to token too unauthorized unknown unsupported used valid value was were with
    accounts apis calendar client conflicts batched item items conference google googleapis com www
    meet hangouts hangout success https http kind list person people source
"""


@cache
def values() -> frozenset[str]:
    """Names of fields, values of enumerations, and what else the documents say as one word."""
    found = {text for text in _texts() if not re.search(r"\s", text)}
    quoted = {word for text in _texts() for word in _QUOTED.findall(text)}
    return frozenset(found | quoted | set(_NAMES.split()))


@cache
def words() -> frozenset[str]:
    """The single words of the documents, in lower case."""
    found = {word.lower() for text in _texts() for word in _WORD.findall(text)}
    pieces = {piece.lower() for text in values() for piece in _PIECE.findall(text)}
    return frozenset(found | pieces | set(_SPOKEN.split()))


def is_public(word: str) -> bool:
    """Whether a word, or a name made of several, has nothing in it that is not public."""
    pieces = _PIECE.findall(word)
    whole = "".join(pieces) == word.replace("_", "")
    return whole and all(piece.lower() in words() for piece in pieces)


@cache
def _texts() -> tuple[str, ...]:
    folder = resources.files("googleapiclient.discovery_cache.documents")
    return tuple(
        text
        for name in _DOCUMENTS
        for text in _strings(json.loads(folder.joinpath(f"{name}.json").read_text("utf-8")))
    )


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
