"""Answers the client under test out of a recording, in place of its connections to Google.

It asks what it would ask Google, with the placeholders of the recording for ids. An answer is that
of the first recorded request with the same method and path that has not been taken yet.
"""

from __future__ import annotations

import email.parser
import email.policy
import json
from urllib.parse import unquote, urlsplit

import httplib2

JSON = {"content-type": "application/json; charset=UTF-8"}


class NotRecorded(AssertionError):
    """The client asks what the probe has not asked."""


class Answering:
    """Stands for ``google_api.transport.connection.Http``.

    :ivar left: the recorded parts that nobody has asked for yet
    """

    def __init__(self, recording):
        self.left = [part for exchange in recording["exchanges"] for part in exchange["parts"]]

    def request(self, uri, method="GET", body=None, headers=None, **_options):
        if "/batch/" in uri:
            return self._batch(body, headers)
        status, answer = self._answer(method, uri)
        return httplib2.Response({**JSON, "status": str(status)}), answer

    def give(self, seconds):
        """There is nothing to wait for."""

    def close(self):
        """There is nothing to close."""

    def _answer(self, method, uri):
        path = unquote(urlsplit(uri).path)
        for part in self.left:
            asked = part["request"]
            if (asked["method"], asked["path"]) == (method, path):
                self.left.remove(part)
                answer = part["answer"]
                return answer["status"], json.dumps(answer["body"]).encode()
        raise NotRecorded(f"{method} {path}")

    def _batch(self, body, headers):
        head = f"Content-Type: {headers['content-type']}\r\n\r\n"
        message = email.parser.Parser(policy=email.policy.HTTP).parsestr(head + body)
        pieces = [self._piece(part) for part in message.iter_parts()]
        content = "".join(f"--x\r\n{piece}\r\n" for piece in pieces) + "--x--\r\n"
        kind = {"content-type": "multipart/mixed; boundary=x", "status": "200"}
        return httplib2.Response(kind), content.encode()

    def _piece(self, part):
        method, uri, _version = part.get_payload(decode=True).decode().splitlines()[0].split()
        status, answer = self._answer(method, uri)
        number = part["Content-ID"].strip("<>")
        return (
            f"Content-Type: application/http\r\nContent-ID: <response-{number}>\r\n\r\n"
            f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n\r\n{answer.decode()}"
        )
