"""The web server: loopback only, one thread for each connection, connections kept open.

Latency is an assumption about Google, to make benchmarks tell something: each request takes the
given time, and each part of a batch a tenth of it more. Waiting holds no lock, so that requests
wait side by side.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException
from werkzeug.serving import ThreadedWSGIServer
from werkzeug.wrappers import Request, Response

from . import (
    api,
    batch,
    calendar_api,
    contact_groups_api,
    control,
    freebusy_api,
    links,
    oauth_pages,
    odd_answers,
    pages,
    people_api,
    pictures,
    seeds,
    userinfo_api,
)
from .errors import ApiError
from .faults import DropConnection, Occasion
from .google import Google
from .handler import Handler
from .wire import Wire

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

logger = logging.getLogger(__name__)

HOST = "127.0.0.1"
BATCH_PART = 0.1
"""What a part of a batch takes, as a share of a request's latency."""

ROOMS = (calendar_api, contact_groups_api, freebusy_api, people_api, userinfo_api)
"""The APIs that are served: importing a room registers its handlers with `api`."""


class Application:
    """The WSGI application: sends each request to the part of the house that it is for."""

    def __init__(self, google: Google) -> None:
        self.google = google

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """:raise DropConnection: when the client is to get no answer"""
        request = Request(environ)
        try:
            response = self._dispatch(request)
        except DropConnection:
            raise
        except HTTPException as error:
            response = Response(error.get_body(), error.code, error.get_headers())
        except Exception as error:
            logger.exception("This stand-in failed at %s", request.path)
            response = Response(f"This stand-in failed: {error!r}", 500)
        finally:
            self.google.announce()
        return response(environ, start_response)

    def _dispatch(self, request: Request) -> Response:
        google, path = self.google, request.path
        if path.startswith(control.PREFIX):
            return control.respond(google, request)
        if pages.owns(path):
            return pages.respond(google, request)
        if links.owns(path):
            return links.respond(google, request)
        if pictures.owns(path):
            return _picture(google, path)
        google.journal.count_http()
        if path in google.catalogue.batch_paths and request.method == "POST":
            return _finished(self._batch(request))
        if oauth_pages.owns(path):
            google.take_time()
            return oauth_pages.respond(google, request)
        return _finished(api.answer(google, _call(request)))

    def _batch(self, request: Request) -> api.Reply:
        google = self.google
        try:
            calls = batch.calls_of(_headers(request), request.get_data())
            fault = api.after_the_work(google.faults.strike(Occasion("batch")))
        except ApiError as error:
            return api.reply_of(error)
        google.take_time(1 + BATCH_PART * len(calls))
        return odd_answers.told(batch.answer(google, calls), fault)


def _picture(google: Google, path: str) -> Response:
    """A contact's picture, or the fault that is ordered for it."""
    try:
        fault = api.after_the_work(google.faults.strike(Occasion("photos.get")))
    except ApiError as error:
        return Response(error.message, error.status)
    return odd_answers.spoilt(pictures.respond(google.store.pictures, path), fault)


def _headers(request: Request) -> dict[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _call(request: Request) -> api.RawCall:
    """A request as the API takes it.

    Clients send a GET with a very long query as a POST, with the query in its body.
    """
    target, body, headers = request.environ["REQUEST_URI"], request.get_data(), _headers(request)
    if request.method == "POST" and headers.get("x-http-method-override") == "GET":
        return api.RawCall("GET", f"{target}?{body.decode()}", headers, b"")
    return api.RawCall(request.method, target, headers, body)


def _finished(reply: api.Reply) -> Response:
    if reply.drop:
        raise reply.drop
    headers = {"Content-Type": "application/json; charset=UTF-8", **reply.headers}
    return Response(reply.body, reply.status, headers)


class Server(ThreadedWSGIServer):
    """Knows its connections, so that it can break them all."""

    daemon_threads = True

    def __init__(self, port: int, application: Application) -> None:
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        super().__init__(HOST, port, application, handler=Handler)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def break_connections(self) -> None:
        """End every connection, whatever it waits for, as a server that stops does."""
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class FakeGoogle:
    """A running stand-in, for use within a process.

        with FakeGoogle() as google:
            requests.get(google.url + "/calendar/v3/...")

    :param port: 0 picks a free one
    :param latency: seconds for each request
    :param quota: whether limits of requests a minute apply
    :param seed: a file with accounts and events to begin with
    """

    def __init__(
        self, port: int = 0, latency: float = 0.0, quota: bool = False, seed: Path | None = None
    ) -> None:
        self.google = Google(latency, quota)
        self._application = application = Application(self.google)
        self._server = Server(port, application)
        self._outage = 0.0
        self.google.interrupt = self._interrupt
        self.url = f"http://{HOST}:{self._server.server_port}"
        self.google.root = self.url
        if seed:
            seeds.load(self.google, seed)
        self._thread = threading.Thread(target=self.serve, name="fake-google", daemon=True)

    def serve(self) -> None:
        """Serve in this thread until stopped, with the outages that are ordered meanwhile."""
        while True:
            self._server.serve_forever(poll_interval=0.05)
            seconds, self._outage = self._outage, 0.0
            if not seconds:
                return
            port = self._server.server_port
            self._server.server_close()
            self._server.break_connections()
            time.sleep(seconds)
            self._server = Server(port, self._application)

    def _interrupt(self, seconds: float) -> None:
        """Have the port closed for so long, from a moment from now: the order is answered first."""

        def begin() -> None:
            self._outage = seconds
            self._server.shutdown()

        threading.Timer(0.1, begin).start()

    def wire(self, timeout: float | None = None) -> Wire:
        """A connection for this process alone, which needs neither the port nor a thread."""
        return Wire(self._application, timeout)

    def start(self) -> FakeGoogle:
        """Serve in a thread of its own."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop serving and free the port."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def __enter__(self) -> FakeGoogle:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
