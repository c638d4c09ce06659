"""Where Google is: the real addresses, or all of them below one root on this machine."""

from __future__ import annotations

import ipaddress
from dataclasses import astuple, dataclass
from urllib.parse import urlsplit

#: Who signs id tokens, in both spellings that Google uses.
ISSUERS = frozenset({"https://accounts.google.com", "accounts.google.com"})


@dataclass(frozen=True, slots=True)
class Endpoints:
    """:ivar event_page: where people see an event, and ``person_page`` a contact
    :raise ValueError: for plain http to anywhere but this machine, where others could listen
    """

    auth_uri: str
    token_uri: str
    revoke_uri: str
    certs_uri: str
    api_root: str
    people_root: str
    event_page: str
    person_page: str

    def __post_init__(self) -> None:
        for uri in astuple(self):
            parts = urlsplit(uri)
            private = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(uri))
            if not (private and parts.hostname):
                raise ValueError(f"Google's address must be https, or on this machine: {uri}")

    @classmethod
    def google(cls) -> Endpoints:
        """The real ones."""
        return cls(
            auth_uri="https://accounts.google.com/o/oauth2/v2/auth",
            token_uri="https://oauth2.googleapis.com/token",  # noqa: S106
            revoke_uri="https://oauth2.googleapis.com/revoke",
            certs_uri="https://www.googleapis.com/oauth2/v1/certs",
            api_root="https://www.googleapis.com",
            people_root="https://people.googleapis.com",
            event_page="https://www.google.com/calendar/event",
            person_page="https://contacts.google.com/person",
        )

    @classmethod
    def at(cls, root: str) -> Endpoints:
        """Everything below one address."""
        root = root.rstrip("/")
        return cls(
            auth_uri=f"{root}/o/oauth2/v2/auth",
            token_uri=f"{root}/token",
            revoke_uri=f"{root}/revoke",
            certs_uri=f"{root}/oauth2/v1/certs",
            api_root=root,
            people_root=root,
            event_page=f"{root}/calendar/event",
            person_page=f"{root}/person",
        )


def is_loopback(uri: str) -> bool:
    """Return whether the address is on this machine, by its name alone: nothing is looked up."""
    host = urlsplit(uri).hostname or ""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
