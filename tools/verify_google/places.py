"""Where Google is: the real addresses, or all of them below one root on this machine."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..console import CommandError


@dataclass(frozen=True)
class Places:
    """:ivar is_real: whether this is Google, which wants requests to be paced"""

    auth: str
    token: str
    api: str
    people: str
    is_real: bool

    @classmethod
    def google(cls) -> Places:
        """The real ones."""
        return cls(
            auth="https://accounts.google.com/o/oauth2/v2/auth",
            token="https://oauth2.googleapis.com/token",
            api="https://www.googleapis.com",
            people="https://people.googleapis.com",
            is_real=True,
        )

    @classmethod
    def at(cls, root: str) -> Places:
        """Everything below one address of this machine.

        :raise CommandError: it is elsewhere: who is there must not get the secret
        """
        root = root.rstrip("/")
        if not _is_loopback(root):
            raise CommandError(f"{root} is not on this machine: GOOGLE= takes a loopback address.")
        return cls(f"{root}/o/oauth2/v2/auth", f"{root}/token", root, root, is_real=False)

    def url(self, target: str) -> str:
        """The address of a path at Google."""
        if target.startswith("/token"):
            return self.token
        return (self.people if target.startswith("/v1/") else self.api) + target


def _is_loopback(root: str) -> bool:
    parts = urlsplit(root)
    if parts.scheme not in ("http", "https"):
        return False
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
