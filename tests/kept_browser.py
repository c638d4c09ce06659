"""One browser for the tours of a class: each has a tab, and none finds what another has left.

To start a browser takes about as long as a short tour, and a new one compiles all JavaScript anew.
What has been loaded and compiled lies in a folder that the next browser of the session finds.
"""

import atexit
import json
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

import requests
import websocket

from odoo.tests.common import HOST, ChromeBrowser

_start, _ask = ChromeBrowser._chrome_start, ChromeBrowser._websocket_request
#: What pages leave; what they have loaded, which their addresses tell apart, is kept.
_LEFT = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"
#: The page that Odoo looks for in a browser that has just begun.
_BLANK = "about:blank"
#: So often it is looked whether a tab is closed, each time after so many seconds.
_LOOKS, _PAUSE = 100, 0.02


@contextmanager
def browser_kept(origin):
    """Within, Odoo's tests open tabs in one browser instead of browsers.

    :param origin: whose pages the tours look at
    """
    kept = _KeptBrowser(origin)

    def start(browser, user_data_dir, touch_enabled, headless=True, debug=False):
        if not headless or debug is not False:  # somebody looks on
            return _start(browser, user_data_dir, touch_enabled, headless, debug)
        return kept.tab(browser, touch_enabled)

    def ask(browser, method, **options):
        stays = method == "Browser.close" and isinstance(browser.chrome, _Tab)
        return None if stays else _ask(browser, method, **options)

    with (
        patch.object(ChromeBrowser, "_chrome_start", start),
        patch.object(ChromeBrowser, "_websocket_request", ask),
    ):
        try:
            yield
        finally:
            kept.end()


@cache
def _folder():
    folder = tempfile.mkdtemp(prefix="google_sync_browser")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class _KeptBrowser:
    """A browser that starts with the first tour."""

    def __init__(self, origin):
        self.origin = origin
        self.process = self.port = self.touches = None

    def tab(self, browser, touch_enabled):
        """What Odoo takes for a browser of its own: a process, and the port it listens on."""
        if self.process and (self.process.poll() is not None or self.touches != touch_enabled):
            self.end()
        if not self.process:
            self._start(browser, touch_enabled)
        elif all(tab["url"] != _BLANK for tab in self._tabs()):
            self.forget()  # a tour has failed before Odoo would close its tab
        return _Tab(self), self.port

    def _start(self, browser, touch_enabled):
        Path(_folder(), "DevToolsActivePort").unlink(missing_ok=True)  # the former one's
        with patch.object(browser, "user_data_dir", _folder()):
            self.process, self.port = _start(browser, _folder(), touch_enabled)
        self.touches = touch_enabled

    def end(self):
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None

    def forget(self):
        """Leave one blank tab and nothing else."""
        blank = self._command("PUT", f"new?{_BLANK}")
        for other in self._others(blank):
            self._command("GET", f"close/{other['id']}")
        for _look in range(_LOOKS):
            if not self._others(blank):
                break
            time.sleep(_PAUSE)
        address = blank["webSocketDebuggerUrl"]
        tab = websocket.create_connection(address, timeout=10, suppress_origin=True)
        try:
            _tell(tab, "Network.clearBrowserCookies")
            _tell(tab, "Storage.clearDataForOrigin", origin=self.origin, storageTypes=_LEFT)
        finally:
            tab.close()

    def _others(self, blank):
        return [tab for tab in self._tabs() if tab["id"] != blank["id"]]

    def _tabs(self):
        return [tab for tab in self._command("GET", "list") if tab["type"] == "page"]

    def _command(self, method, command):
        address = f"http://{HOST}:{self.port}/json/{command}"
        answer = requests.request(method, address, timeout=10)
        answer.raise_for_status()
        return answer.json() if answer.text[:1] in "[{" else answer.text


def _tell(tab, method, **params):
    tab.send(json.dumps({"id": 1, "method": method, "params": params}))
    while (answer := json.loads(tab.recv())).get("id") != 1:
        pass
    if "error" in answer:
        raise RuntimeError(f"{method}: {answer['error']}")


class _Tab:
    """Stands in for the process of a tour's browser: with its end, the tab is closed."""

    def __init__(self, browser):
        self._browser = browser
        self.pid, self.poll = browser.process.pid, browser.process.poll

    def terminate(self):
        if self.poll() is None:
            self._browser.forget()

    def wait(self, timeout=None):
        """There is nothing to wait for."""

    kill = terminate
