"""The fake Google in the process of the tests: no socket, no thread, and no waiting.

What breaks a connection, and what silence does, is shown over real sockets by the tests of
``google_api/``, of the fake's contract and of whole processes.
"""

import threading
import time
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

import httplib2
from urllib3.connection import HTTPConnection

from ..google_api.transport.deadline import Deadline
from ..google_api.transport.transport import Transport
from ..sync import runner
from ..sync.google import client as google_client
from ..sync.google.pace import SharedPacer
from ..sync.workers.shift import Shift

#: Where the fake is. Nothing listens there, so what would go past it does not go anywhere; and as
#: it is always the same, what clients make of Google's addresses is made once.
HOST, PORT = "127.0.0.1", 9
URL = f"http://{HOST}:{PORT}"


@contextmanager
def connected_to(fake):
    """Within, connections to :data:`URL` lead to the fake, whoever in this process opens them."""
    connect, new_connection = httplib2.HTTPConnectionWithTimeout.connect, HTTPConnection._new_conn

    def connect_httplib2(connection):
        if (connection.host, connection.port) == (HOST, PORT):
            connection.sock = fake.wire(connection.timeout)
        else:
            connect(connection)

    def connect_urllib3(connection):
        if (connection.host, connection.port) == (HOST, PORT):
            return fake.wire()
        return new_connection(connection)

    fake.google.root = URL
    with (
        patch.object(httplib2.HTTPConnectionWithTimeout, "connect", connect_httplib2),
        patch.object(HTTPConnection, "_new_conn", connect_urllib3),
    ):
        yield


class PassingTime:
    """A clock that runs ahead by what somebody would have waited."""

    def __init__(self):
        self._lock = threading.Lock()
        self._ahead = 0.0

    def __call__(self):
        return time.monotonic() + self._ahead

    def wait(self, seconds):
        """So long passes, at once."""
        with self._lock:
            self._ahead += seconds

    @property
    def of_postgresql(self):
        """The same, in SQL."""
        return f"(clock_timestamp() + interval '{self._ahead:.6f} seconds')"


@contextmanager
def nobody_waits():
    """Within, whoever pauses between two requests to Google goes on at once, and later.

    :return: the clock of those who pause
    """
    clock = PassingTime()

    def pause(deadline, seconds):
        clock.wait(seconds)
        return deadline.is_stopped

    with (
        patch.object(Deadline, "_pause", pause),
        patch.object(google_client, "Transport", partial(Transport, clock=clock)),
        patch.object(runner, "Shift", partial(Shift, clock=clock)),
        patch.object(SharedPacer, "clock", property(lambda _pacer: clock.of_postgresql)),
    ):
        yield clock
