"""A server that is not Google: it gives every request the same bytes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from google_sync.google_api.transport.endpoints import Endpoints


@contextmanager
def answering(
    body: bytes | str = b"", headers: tuple[str, ...] = (), status: str = "200 OK"
) -> Iterator[Endpoints]:
    """A server for the length of the block. Without a length, an answer ends with the connection.

    :return: its places, as if it were Google
    """
    head = "".join(
        f"{line}\r\n" for line in (f"HTTP/1.1 {status}", *headers, "Connection: close", "")
    )
    answer = head.encode() + (body.encode() if isinstance(body, str) else body)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            with connection, suppress(OSError):  # who asked has heard enough
                connection.recv(65_536)
                connection.sendall(answer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Endpoints.at(f"http://127.0.0.1:{listener.getsockname()[1]}")
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)
