"""How the address of Google's page "Access blocked" says what is wrong.

Its `authError` is a message of protobuf in base64: the error's code is field 1, the explanation
field 2. https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

import base64


def written(code: str, explanation: str) -> str:
    """Both texts as Google writes them into the address."""
    fields = (_field(1, code.encode()), _field(2, explanation.encode()))
    return base64.urlsafe_b64encode(b"".join(fields)).decode()


def read(text: str) -> tuple[str, str]:
    """The code and the explanation of such an address."""
    message = base64.urlsafe_b64decode(text)
    code, rest = _first(message)
    explanation, _rest = _first(rest)
    return code.decode(), explanation.decode()


def _field(number: int, value: bytes) -> bytes:
    tag = number << 3 | 2  # 2: bytes whose length comes first
    return bytes([tag]) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _first(message: bytes) -> tuple[bytes, bytes]:
    """The value of the first field, and what follows it."""
    length, at, more = 0, 1, True
    while more:
        length |= (message[at] & 0x7F) << 7 * (at - 1)
        more = bool(message[at] & 0x80)
        at += 1
    return message[at : at + length], message[at + length :]
