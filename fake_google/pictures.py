"""Pictures of contacts: taking them in, and giving them out at an address of their own."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
import zlib

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from . import rpc_errors
from .persons import NO_PICTURE, PICTURES

MAGIC = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""How the kinds of picture begin that Google takes."""


def owns(path: str) -> bool:
    """Whether a path is a picture's. Who knows the address may see it, as at Google."""
    return path.startswith(PICTURES)


def kept(pictures: dict[str, bytes], text: str) -> str:
    """Take a picture in; returns its key.

    :param text: the bytes in base64, of either alphabet
    :raise ApiError: 400 for what is neither PNG nor JPEG
    """
    try:
        content = base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)
    except binascii.Error:
        content = b""
    if _kind(content) is None:
        raise rpc_errors.invalid_argument("Photo must be a JPEG or a PNG.")
    key = hashlib.sha256(content).hexdigest()[:24]
    pictures[key] = content
    return key


def respond(pictures: dict[str, bytes], path: str) -> Response:
    """Answer a request for a picture."""
    key = path[len(PICTURES) :]
    content = _grey() if key == NO_PICTURE else pictures.get(key)
    if content is None:
        raise NotFound
    return Response(content, mimetype=_kind(content))


def _kind(content: bytes) -> str | None:
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)


def _grey() -> bytes:
    """The picture of those who have none: a grey pixel."""
    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0\xd0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
