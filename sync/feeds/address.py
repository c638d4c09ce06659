"""Checks which addresses may be asked for a calendar: public ones, by https at its own port."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit

from ...google_api.transport.endpoints import is_loopback
from ..google import client

HTTPS_PORT = 443
#: How long an address may be.
LONGEST = 2_000
#: IPv6 addresses that stand for an IPv4 address of somebody's own network.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
#: All that is given out of IPv6 for the internet. What lies outside is for internal networks, or
#: leads to IPv4 by ways that nobody needs any more.
_GIVEN_OUT = ipaddress.ip_network("2000::/3")
#: What may be in the path and the query of a request as it is; all else is written in ASCII.
_AS_IT_IS = "%/:=&?~#+!$,;'@()*[]"


class AddressRefused(ValueError):
    """:ivar code: why, see ``reporting.busy_texts``"""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def checked_address(address: str | None) -> str:
    """The address as it is asked.

    :raise AddressRefused: it is none that may be
    """
    address = (address or "").strip()
    parts = _parts(address)
    if parts.scheme == "webcal":
        parts = parts._replace(scheme="https")
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST:
        raise AddressRefused("address")
    if parts.username or parts.password or any(ord(char) <= ord(" ") for char in address):
        raise AddressRefused("address")
    if not is_here(address):
        if parts.scheme == "http":
            raise AddressRefused("https")
        if parts.port not in (None, HTTPS_PORT):  # where other services of somebody's may be
            raise AddressRefused("port")
    path, query = (quote(part, safe=_AS_IT_IS) for part in (parts.path, parts.query))
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _port = parts.port  # which raises for what is no number
    except ValueError:
        raise AddressRefused("address") from None
    return parts


def is_here(address: str) -> bool:
    """Return whether it is on this machine, where Google is, too: a stand-in, for who develops."""
    root = client.api_root()
    return root is not None and is_loopback(root) and is_loopback(address)


def is_public(text: str) -> bool:
    """Return whether an IP address is one of the internet, and of no network of this server's.

    An IPv6 address that stands for an IPv4 address is as public as that one.
    """
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo
        for inner in (address.ipv4_mapped, address.sixtofour, teredo and teredo[1]):
            if inner:
                return is_public(str(inner))
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address not in _GIVEN_OUT:
            return False
    return address.is_global and not address.is_multicast


def google_calendar_of(address: str) -> str | None:
    """The id of the Google calendar whose iCal address this is; ``None`` for any other."""
    parts = urlsplit(address)
    steps = parts.path.split("/")
    is_googles = (parts.hostname or "").endswith("google.com") or is_here(address)
    if is_googles and steps[1:3] == ["calendar", "ical"] and len(steps) > 3:
        return unquote(steps[3])
    return None
