"""A user of Odoo over HTTP, the way the web client talks to it."""

from __future__ import annotations

import http.cookiejar
import json
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any

from .console import CommandError


class OdooError(Exception):
    """Odoo's answer to a call was an error; the text is what it told the user."""


class OdooClient:
    """One logged-in user.

    :ivar uid: the user's id
    """

    def __init__(self, url: str, database: str, login: str, password: str):
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        session = self.post(
            "/web/session/authenticate", db=database, login=login, password=password
        )
        if not session.get("uid"):
            raise CommandError(f"{login} cannot log in to {database}")
        self.uid: int = session["uid"]

    def call(self, model: str, method: str, *arguments: Any, **keywords: Any) -> Any:
        """Call a public method of a model under this user's rights."""
        return self.post(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=list(arguments),
            kwargs=keywords,
        )

    def post(self, path: str, **params: Any) -> Any:
        """Call a JSON-RPC route and return its result.

        :raise OdooError: the answer is an error
        """
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        request = urllib.request.Request(
            self.url + path,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with self._opener.open(request, timeout=120) as response:
            answer = json.load(response)
        if error := answer.get("error"):
            raise OdooError(error.get("data", {}).get("message") or error["message"])
        return answer.get("result")  # none for a method that returns nothing

    def open(self, path: str) -> tuple[str, str]:
        """Fetch a page, following redirects with this user's session.

        :return: the address it ended at and its text
        """
        with self._opener.open(self.url + path, timeout=120) as response:
            return response.geturl(), response.read().decode()

    def submit(self, url: str, fields: Mapping[str, str | Sequence[str]]) -> tuple[str, str]:
        """Send a form to an address of any server, and follow where it leads.

        :return: the address it ended at and its text
        """
        body = urllib.parse.urlencode(fields, doseq=True).encode()
        with self._opener.open(url, data=body, timeout=120) as response:
            return response.geturl(), response.read().decode()
