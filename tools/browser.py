"""A chromium without a window, steered over its DevTools protocol: enough to take pictures."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import websocket

from . import chromium, paths, processes
from .console import CommandError

_PATIENCE = 30  # seconds for anything on a page
_LISTENING = re.compile(r"DevTools listening on (ws://\S+)")
# Odoo asks for the system's own typeface, and a bare server has none worth showing.
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <alias binding="strong">
    <family>sans-serif</family>
    <prefer><family>Roboto</family></prefer>
  </alias>
  <alias binding="strong">
    <family>system-ui</family>
    <prefer><family>Roboto</family></prefer>
  </alias>
</fontconfig>
"""
_NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")


class Page:
    """One tab.

    :param socket: a connection to the browser's DevTools
    :param time_zone: where the person in front of it is
    """

    def __init__(self, socket: websocket.WebSocket, time_zone: str):
        self._socket = socket
        self._last_id = 0
        self._session = ""
        target = self._send("Target.createTarget", url="about:blank")["targetId"]
        attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._send("Page.enable")
        self._send("Emulation.setTimezoneOverride", timezoneId=time_zone)

    def size(self, width: int, height: int) -> None:
        """Make the window so large; below 768 pixels it is a telephone's."""
        self._send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 768,
        )

    def log_in(self, odoo: str, database: str, login: str) -> None:
        """Be this user of Odoo, whose password is their login, and nobody else from now on."""
        self._send("Network.clearBrowserCookies")
        self.open(f"{odoo}/web/health", "body")
        names = {"db": database, "login": login, "password": login}
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": names})
        options = {"method": "POST", "headers": {"Content-Type": "application/json"}, "body": body}
        self.evaluate(
            f"fetch('/web/session/authenticate', {json.dumps(options)}).then((a) => a.text())"
        )

    def open(self, url: str, until: str) -> None:
        """Go to an address and wait until an element is there."""
        self._send("Page.navigate", url=url)
        self.wait(until)

    def wait(self, selector: str) -> None:
        """Wait until an element that matches ``selector`` is there."""
        self._until(f"!!document.querySelector({json.dumps(selector)})", selector)

    def click(self, selector: str) -> None:
        """Click on an element as soon as it is there."""
        self.wait(selector)
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def press(self, selector: str, text: str) -> None:
        """Click on the first shown element that matches ``selector`` and holds ``text``."""
        found = (
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".find((e) => e.offsetParent && e.textContent.includes({json.dumps(text)}))"
        )
        self._until(f"!!{found}", f"{selector} with “{text}”")
        self.evaluate(f"{found}.click()")

    def rest(self, seconds: float = 1.5) -> None:
        """Let images arrive and movements end."""
        time.sleep(seconds)

    def evaluate(self, expression: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        answer = self._send(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        return answer["result"].get("value")

    def picture(self, path: Path, of: str = "") -> None:
        """Save what the window shows as PNG, or only the first element that matches ``of``."""
        options: dict[str, Any] = {"format": "png"}
        if of:
            box = self.evaluate(
                f"(({{x, y, width, height}}) => ({{x, y, width, height}}))"
                f"(document.querySelector({json.dumps(of)}).getBoundingClientRect())"
            )
            options["clip"] = {**box, "scale": 1}
        path.write_bytes(base64.b64decode(self._send("Page.captureScreenshot", **options)["data"]))

    def _until(self, condition: str, what: str) -> None:
        deadline = time.monotonic() + _PATIENCE
        while not self.evaluate(condition):
            if time.monotonic() > deadline:
                raise CommandError(f"{self.evaluate('location.href')} has no {what}")
            time.sleep(0.1)

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._last_id:
                if "error" in answer:
                    raise CommandError(f"{method}: {answer['error']['message']}")
                return answer["result"]


@contextmanager
def page(time_zone: str) -> Iterator[Page]:
    """An empty tab in a browser of its own.

    :param time_zone: where the person in front of it is
    """
    search_path = chromium.ensure()
    program = next(filter(None, (shutil.which(name, path=search_path) for name in _NAMES)))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        log = Path(profile) / "chromium.log"
        command = [
            program,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--remote-allow-origins=*",
            f"--user-data-dir={profile}",
            "about:blank",
        ]
        process = processes.start(command, log, _environment(Path(profile)), Path(profile))
        try:
            processes.wait_until(
                lambda: bool(_LISTENING.search(log.read_text(errors="replace"))),
                process,
                log,
                "chromium",
                _PATIENCE,
            )
            address = _LISTENING.search(log.read_text(errors="replace")).group(1)
            socket = websocket.create_connection(
                address, timeout=_PATIENCE, suppress_origin=True, http_no_proxy=["127.0.0.1"]
            )
            try:
                yield Page(socket, time_zone)
            finally:
                socket.close()
        finally:
            processes.stop(process)


def _environment(profile: Path) -> dict[str, str]:
    fonts = profile / "fonts.conf"
    fonts.write_text(
        _FONTS.format(fonts=paths.ODOO_PACKAGE / "usr" / "share" / "fonts" / "truetype")
    )
    return {**os.environ, "FONTCONFIG_FILE": str(fonts)}
