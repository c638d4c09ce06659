"""Fetches other calendars from servers that are not Google's.

The address is somebody's input and the answer is a stranger's. So the name is looked up once, every
address that it has must be public, and the connection goes to the one that was checked; each
redirect is checked anew; the whole takes a bounded time, and brings a bounded number of bytes.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from ...google_api.transport import gate
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.errors import HandedBack
from .address import AddressRefused, checked_address, is_here, is_public

#: Seconds of one fetch, with all of its redirects.
LONGEST = 30.0
#: Bytes of a calendar.
MOST_BYTES = 10_000_000
MOST_REDIRECTS = 3
_AT_ONCE = 65_536
#: Bytes of all that is said besides, such as headers.
_MOST_BESIDES = 1_000_000

_HEADERS = {"Accept": "text/calendar", "User-Agent": "google_sync (Odoo)"}
_REDIRECTS = (301, 302, 303, 307, 308)


class FeedError(Exception):
    """Why a calendar could not be read.

    :ivar code: see ``reporting.busy_texts``
    :ivar passes: whether it may pass by itself
    """

    def __init__(self, code: str, passes: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.passes = passes


def fetch(address: str, deadline: Deadline) -> bytes:
    """What is at the address.

    :param deadline: of the worker
    :raise FeedError: it cannot be had
    :raise HandedBack: the worker is to stop
    """
    seconds = min(deadline.left(), LONGEST)
    if not seconds:
        raise HandedBack("stopped")
    line = _Line(seconds)
    try:
        return line.follow(address)
    except AddressRefused as error:
        raise FeedError(error.code) from error
    # ValueError: a name or a length that is none, in an answer or in a redirect
    except (OSError, http.client.HTTPException, ValueError) as error:
        if deadline.is_stopped:
            raise HandedBack("stopped") from error
        raise FeedError("no_answer", passes=True) from error
    finally:
        line.close()


class _Line:
    """All connections of one fetch. When its time is over the one that is open is cut."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._connection: _Connection | None = None
        self._is_over = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def follow(self, address: str) -> bytes:
        for _redirect in range(MOST_REDIRECTS + 1):
            found = self._ask(checked_address(address))
            if isinstance(found, bytes):
                return found
            address = urljoin(address, found)
        raise FeedError("redirects")

    def close(self) -> None:
        self._timer.cancel()
        if self._connection:
            self._connection.close()

    def _cut(self) -> None:
        self._is_over = True
        if self._connection:
            self._connection.cut()

    def _ask(self, address: str) -> bytes | str:
        """:return: the content, or where to look instead"""
        parts = urlsplit(address)
        if self._connection:
            self._connection.close()
        self._connection = connection = _Connection(parts, self._seconds, is_here(address))
        if self._is_over:
            raise TimeoutError
        gate.leave()
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        connection.request("GET", target, headers=_HEADERS)
        answer = connection.getresponse()
        if answer.status in _REDIRECTS:
            return answer.getheader("Location") or ""
        if answer.status != 200:
            raise _refusal(answer.status)
        return self._read(answer)

    def _read(self, answer: http.client.HTTPResponse) -> bytes:
        content = bytearray()
        while part := answer.read(_AT_ONCE):
            content += part
            if len(content) > MOST_BYTES:
                raise FeedError("too_large")
            if self._is_over:
                raise TimeoutError
        if self._is_over:
            raise TimeoutError
        return bytes(content)


class _Counted(io.RawIOBase):
    """What comes in, as long as it is not too much: not even for the library that takes it apart,
    which would read without end if the answer said that a part has -1 bytes.
    """

    def __init__(self, raw: io.RawIOBase) -> None:
        super().__init__()
        self._raw, self._left = raw, MOST_BYTES + _MOST_BESIDES

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        count: int | None = self._raw.readinto(buffer)
        self._left -= count or 0
        if self._left < 0:
            raise FeedError("too_large")
        return count

    def close(self) -> None:
        self._raw.close()
        return super().close()


class _Answer(http.client.HTTPResponse):
    """A server's answer, of a bounded size whatever its header claims."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fp = io.BufferedReader(_Counted(self.fp.detach()))


class _Connection(http.client.HTTPConnection):
    """Goes to an address that was checked, whatever the name means a moment later.

    :param parts: of the address
    :param is_local: whether it may be on this machine
    """

    response_class = _Answer

    def __init__(self, parts: SplitResult, seconds: float, is_local: bool) -> None:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        super().__init__(parts.hostname or "", port, timeout=seconds)
        self._is_secure = parts.scheme == "https"
        self._is_local = is_local
        self._is_cut = False

    def connect(self) -> None:
        plain = socket.create_connection((self._checked_ip(), self.port), timeout=self.timeout)
        secured = None
        if self._is_secure:
            secured = secure_context().wrap_socket(
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
        self.sock = secured or plain
        if self._is_cut:  # while there was nothing yet to be cut
            raise TimeoutError
        if secured:
            secured.do_handshake()

    def cut(self) -> None:
        """Wait no more, in any thread."""
        self._is_cut = True
        with suppress(OSError, AttributeError):  # it has just ended, or not yet begun
            self.sock.shutdown(socket.SHUT_RDWR)

    def _checked_ip(self) -> str:
        """:raise FeedError: some address of the host is not public"""
        found = resolve(self.host, self.port)
        if not self._is_local and not all(map(is_public, found)):
            raise FeedError("internal")
        return found[0]


def resolve(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host.

    :raise OSError: it has none
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(str(error)) from error
    return [str(address[0]) for *_others, address in found]


def secure_context() -> ssl.SSLContext:
    """How servers prove who they are."""
    return ssl.create_default_context()


def _refusal(status: int) -> FeedError:
    if status in (401, 403):
        return FeedError("denied")
    if status in (404, 410):
        return FeedError("gone")
    return FeedError("no_answer", passes=True)
