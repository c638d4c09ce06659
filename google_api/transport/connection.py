"""A connection to Google, for one thread at a time."""

from __future__ import annotations

import http.client
import select
import socket
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

import httplib2

from .answers import BoundedResponse
from .clock import GOOGLE
from .errors import is_explained


class Http(httplib2.Http):
    """Asks once. What is asked again is decided where it is known whether that is safe.

    It follows no redirect: Google sends none, and whoever does would be told what was asked.
    It listens to what Google's answers say about the time. The text of an error that is not as
    Google writes them is left out, for the library would stumble over it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.follow_redirects = False

    def request(self, uri: str, *args: Any, **options: Any) -> Any:
        for connection in self.connections.values():
            connection.renew()
        options["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        started = time.monotonic()
        response, content = super().request(uri, *args, **options)
        GOOGLE.heard(response.get("date"), timedelta(seconds=time.monotonic() - started))
        is_readable = response.status < http.client.MULTIPLE_CHOICES or is_explained(content)
        return response, content if is_readable else b""

    def give(self, seconds: float) -> None:
        """Wait so long for an answer, also on what is connected already."""
        self.timeout = seconds
        for connection in self.connections.values():
            connection.timeout = seconds
            if connection.sock:
                connection.sock.settimeout(seconds)

    def hang_up(self) -> None:
        """Wait no more, in any thread."""
        for connection in list(self.connections.values()):
            with suppress(OSError, AttributeError):  # it has just ended, or not yet begun
                connection.sock.shutdown(socket.SHUT_RDWR)


class _Once(http.client.HTTPConnection):
    """A connection on which httplib2 cannot send a request twice."""

    sock: socket.socket | None
    response_class = BoundedResponse
    _asked = False

    def renew(self) -> None:
        """Another request comes; what Google has closed meanwhile is not used for it."""
        self._asked = False
        if self.sock and select.select([self.sock], [], [], 0)[0]:
            self.close()

    def connect(self) -> Any:
        if self._asked:
            raise ConnectionResetError("it was sent, and not answered")
        return super().connect()

    def getresponse(self) -> Any:
        self._asked = True
        return super().getresponse()


class _Plain(_Once, httplib2.HTTPConnectionWithTimeout):
    pass


class _Secure(_Once, httplib2.HTTPSConnectionWithTimeout):
    pass
