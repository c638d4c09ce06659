"""A connection to the stand-in without a socket: what is sent is answered when it is read.

For tests in one process. The same handler answers the same bytes as behind a socket, in the thread
that asks, and what breaks a connection breaks this one. Only nobody waits: how long the stand-in is
to keep silent decides whether the client gives up first.
"""

from __future__ import annotations

import io
import os
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from .handler import Handler

if TYPE_CHECKING:
    from .server import Application


class Wire:
    """The client's end, as `http.client` uses a socket."""

    def __init__(self, application: Application, timeout: float | None = None) -> None:
        self._application = application
        self._timeout = timeout
        self._sent = bytearray()

    def settimeout(self, seconds: float | None) -> None:
        """How long the client would wait for an answer."""
        self._timeout = seconds

    def sendall(self, data: bytes) -> None:
        """Take what is asked."""
        self._sent += data

    def makefile(self, *_mode: Any, **_options: Any) -> io.BytesIO:
        """Answer it.

        :raise TimeoutError: the stand-in keeps silent for longer than the client waits
        :raise ConnectionResetError: it breaks the connection before
        """
        asked, self._sent = bytes(self._sent), bytearray()
        handler = _Answering(self._application, asked)
        handler.handle_one_request()
        if handler.silence is None:
            return io.BytesIO(handler.wfile.getvalue())
        if self._timeout is not None and handler.silence >= self._timeout:
            raise TimeoutError("timed out")
        raise ConnectionResetError("the connection is broken")

    def fileno(self) -> int:
        """For who looks whether something has come unasked: nothing ever does."""
        return _nothing_to_read()

    def setsockopt(self, *_option: Any) -> None:
        """There is no socket."""

    def shutdown(self, _how: int) -> None:
        """Nobody waits for an answer."""

    def close(self) -> None:
        """Nothing is open."""


class _Answering(Handler):
    """Answers one request.

    :ivar silence: the seconds without a word before the connection breaks; None if it does not
    """

    wfile: io.BytesIO

    def __init__(self, application: Application, asked: bytes) -> None:
        # Not that of a handler of sockets, which would wait for further requests.
        self.server = SimpleNamespace(
            app=application,
            ssl_context=None,
            multithread=True,
            multiprocess=False,
            server_address=("stand-in", 0),
        )
        self.client_address = ("client", 0)
        self.connection = self.request = None
        self.rfile, self.wfile = io.BytesIO(asked), io.BytesIO()
        self.silence: float | None = None

    def drop(self, seconds: float) -> None:
        """Note that there is no answer."""
        self.silence = seconds


@lru_cache(maxsize=1)
def _nothing_to_read() -> int:
    reading, _writing = os.pipe()  # both stay open
    return reading
