"""One connection: reads requests, and writes what the application answers."""

from __future__ import annotations

import io
import socket
import struct
import time

from werkzeug.http import http_date
from werkzeug.serving import WSGIRequestHandler
from werkzeug.test import run_wsgi_app

from .faults import DropConnection


class Handler(WSGIRequestHandler):
    """Speaks HTTP/1.1 with connections kept open, which Werkzeug's own handler does not.

    The whole reply goes out in one piece: head and body apart would wait for each other (Nagle's
    algorithm and delayed acknowledgements), some 40 ms a request.
    """

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def run_wsgi(self) -> None:
        """Answer one request."""
        environ = self.make_environ()
        # Read the body in any case, or it would be taken for the next request.
        environ["wsgi.input"] = io.BytesIO(self.rfile.read(int(environ.get("CONTENT_LENGTH") or 0)))
        try:
            chunks, status, headers = run_wsgi_app(self.server.app, environ, buffered=True)
        except DropConnection as drop:
            self.drop(drop.seconds)
            return
        headers.setdefault("Date", http_date(self.server.app.google.clock.now()))
        head = [f"{self.protocol_version} {status}", *(f"{k}: {v}" for k, v in headers.items())]
        body = b"" if self.command == "HEAD" else b"".join(chunks)
        self.wfile.write("\r\n".join([*head, "", ""]).encode("latin-1") + body)

    def drop(self, seconds: float) -> None:
        """Say nothing for a while, then break the connection so that the client sees a reset."""
        time.sleep(seconds)
        self.close_connection = True
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay silent: the journal tells what came."""
