"""Checks Google's answers: their size before unpacking, and their JSON before storing.

Part of what Google says comes from strangers, and a proxy in between may say anything.
"""

from __future__ import annotations

import json
import math
import re
import zlib
from collections.abc import Callable
from functools import partial
from http.client import HTTPResponse, IncompleteRead
from typing import Any

from googleapiclient.model import JsonModel

from ...engine.text.plain import printable
from .errors import AnswerTooLarge

#: What one answer may have, as it comes and unpacked: several times what 2,500 events have whose
#: descriptions are as long as Google lets them be.
MOST_BYTES = 64 * 1024 * 1024
_CHUNK = 64 * 1024
#: Google's own records nest six levels deep.
DEEPEST = 32
#: Google's own numbers have fewer digits.
_MOST_DIGITS = 18

#: How zlib is told to look for the headers of gzip and of its own; and that there is none.
_ANY_HEADER, _NO_HEADER = zlib.MAX_WBITS | 32, -zlib.MAX_WBITS
#: In the text of JSON, what the text of an answer may have that is not printable.
_ODD = re.compile(
    r"\\u(?:00[01789]|d[89a-f]|fd[de]|feff|fff[ef])|[\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]",
    re.IGNORECASE,
)


class BoundedResponse(HTTPResponse):
    """An answer that is read and unpacked up to :data:`MOST_BYTES`."""

    def read(self, amt: int | None = None) -> bytes:
        """:raise AnswerTooLarge: there is more"""
        if amt is not None:
            return super().read(amt)
        packed = self._whole(partial(super().read, _CHUNK))
        if self.headers.get("content-encoding", "").strip().lower() not in ("gzip", "deflate"):
            return packed
        del self.headers["content-encoding"]
        return unpacked(packed)

    def _whole(self, read: Callable[[], bytes]) -> bytes:
        content = bytearray()
        while chunk := read():
            content += chunk
            if len(content) > MOST_BYTES:
                self.close()
                raise AnswerTooLarge
        if self.length:
            raise IncompleteRead(bytes(content), self.length)
        return bytes(content)


def unpacked(content: bytes) -> bytes:
    """What was compressed, up to :data:`MOST_BYTES`; it makes no more of a bomb.

    :raise AnswerTooLarge: there is more
    :raise OSError: it cannot be unpacked
    """
    for headers in (_ANY_HEADER, _NO_HEADER):
        found = _unpacked(content, headers)
        if found is not None:
            return found
    raise OSError("the answer cannot be unpacked")


def _unpacked(content: bytes, headers: int) -> bytes | None:
    unpacker = zlib.decompressobj(headers)
    try:
        found = unpacker.decompress(content, MOST_BYTES)
    except zlib.error:
        return None
    if unpacker.unconsumed_tail or len(found) >= MOST_BYTES:
        raise AnswerTooLarge
    return found if unpacker.eof else None


class Answers(JsonModel):  # type: ignore[misc]  # a library without types
    """How the library reads JSON: what cannot be kept is left out, see :func:`read_json`."""

    def deserialize(self, content: bytes | str) -> Any:
        """The record, or the content itself where it is none."""
        try:
            found = read_json(content if isinstance(content, str) else content.decode())
        except (ValueError, RecursionError):
            return content
        return found if isinstance(found, dict) else content


def read_json(text: str) -> Any:
    """JSON without what a database or a codec would stumble over.

    There are no characters that nobody can see, no numbers that are none or have no end, and
    nothing that is nested too deep. Null is what is not there.

    :raise ValueError: it is no JSON
    :raise RecursionError: it has no end
    """
    numbers = _Numbers()
    found = json.loads(
        text,
        parse_constant=numbers.constant,
        parse_float=numbers.decimal,
        parse_int=numbers.whole,
    )
    is_odd = bool(_ODD.search(text))
    if is_odd or numbers.lack or "null" in text or _is_deep(found, DEEPEST):
        return _tidied(found, is_odd, DEEPEST)
    return found


class _Numbers:
    """How numbers are read.

    :ivar lack: whether there was one that cannot be kept
    """

    lack = False

    def constant(self, _name: str) -> None:
        """What JSON has no word for."""
        self.lack = True

    def decimal(self, text: str) -> float | None:
        """One with a fraction or an exponent."""
        number = float(text)
        if math.isfinite(number):
            return number
        self.lack = True
        return None

    def whole(self, text: str) -> int | None:
        """One without."""
        if len(text) <= _MOST_DIGITS:
            return int(text)
        self.lack = True
        return None


def _is_deep(value: Any, levels: int) -> bool:
    if not levels:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(each, dict | list) and _is_deep(each, levels - 1) for each in inner)


def _tidied(value: Any, is_odd: bool, levels: int) -> Any:
    if isinstance(value, str):
        return printable(value) if is_odd else value
    if not isinstance(value, dict | list):
        return value
    if not levels:
        return None
    if isinstance(value, list):
        found = [_tidied(each, is_odd, levels - 1) for each in value]
        return [each for each in found if each is not None]
    pairs = ((key, _tidied(each, is_odd, levels - 1)) for key, each in value.items())
    return {_tidied(key, is_odd, 1): each for key, each in pairs if each is not None}
