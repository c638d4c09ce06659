"""What a person's browser tells by itself: the time zone, which a new account takes over."""

from __future__ import annotations

from werkzeug.wrappers import Request

from . import times
from .store import Account, Store

COOKIE = "fake_google_zone"
"""Set by each page (`templates/base.html`)."""
OPEN = "browser"
"""In the place of a time zone: that of the first browser that comes."""


def settle_zone(store: Store, account: Account, request: Request) -> None:
    """Give an account whose time zone is open that of the browser, if it tells one."""
    zone = request.cookies.get(COOKIE)
    if not account.zone_is_open or not zone:
        return
    account.zone_is_open = False
    if times.is_zone(zone):
        store.add_account(account.email, account.name, zone)
