"""Debian's chromium without a window, steered by Playwright: for pictures."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from . import chromium, paths
from .console import CommandError

_PATIENCE = 30_000  # milliseconds for anything on a page
_PATIENCE_WITH_ODOO = 180_000  # for a page itself: Odoo builds what browsers load when it is asked
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


@contextmanager
def page(time_zone: str, width: int) -> Iterator[Page]:
    """An empty tab in a browser of its own.

    :param time_zone: where the person in front of it is
    :param width: of the window, in pixels; below 768 it is a telephone's
    """
    with pages(time_zone, [width]) as (tab,):
        try:
            yield tab
        except Error as trouble:
            raise CommandError(f"{tab.url}: {trouble.message}") from trouble


@contextmanager
def pages(time_zone: str, widths: Sequence[int]) -> Iterator[list[Page]]:
    """Empty tabs that know nothing of each other, one for each width.

    :param time_zone: where the people in front of them are
    """
    program = chromium.program()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, env=_environment(Path(folder))
        )
        try:
            yield [_tab(browser, time_zone, width) for width in widths]
        finally:
            browser.close()


def _tab(browser: Browser, time_zone: str, width: int) -> Page:
    context = browser.new_context(
        timezone_id=time_zone, viewport={"width": width, "height": 800}, is_mobile=width < 768
    )
    context.set_default_timeout(_PATIENCE)
    context.set_default_navigation_timeout(_PATIENCE_WITH_ODOO)
    return context.new_page()


def log_in(tab: Page, odoo: str, database: str, login: str, password: str = "") -> None:
    """Be this user of Odoo, whose password is their login, and nobody else from now on.

    :param password: another one, if it is
    """
    tab.context.clear_cookies()
    names = {"db": database, "login": login, "password": password or login}
    body = {"jsonrpc": "2.0", "method": "call", "params": names}
    tab.context.request.post(f"{odoo}/web/session/authenticate", data=body)


def _environment(folder: Path) -> dict[str, str]:
    fonts = folder / "fonts.conf"
    fonts.write_text(
        _FONTS.format(fonts=paths.ODOO_PACKAGE / "usr" / "share" / "fonts" / "truetype")
    )
    return {**os.environ, "FONTCONFIG_FILE": str(fonts)}
