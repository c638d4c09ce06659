"""The public address of this Odoo for Google's messages, if it has one."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from odoo.api import Environment

from ...google_api.transport.endpoints import is_loopback
from ..store import switch
from . import client

#: The route of ``controllers.push``.
PUSH = "/google_sync/push"
#: The setting: "True", "False", or nothing, which is on where the address is public.
PARAMETER = "google_sync.push"
#: Ends of names that no public server has, so that Google takes no address with them.
_PRIVATE_ENDS = ("local", "localdomain", "lan", "home", "corp", "internal", "intranet", "test")


def push_address(env: Environment) -> str | None:
    """The address for Google's messages; ``None`` where there are to be none.

    On this machine plain http will do, as it does for a stand-in for Google; but only if the
    setting says so.
    """
    parameters = env["ir.config_parameter"].sudo()
    wish, base = parameters.get_param(PARAMETER), base_url(env)
    if wish == "False" or not switch.is_on(env):
        return None
    if is_public(base) or (wish == "True" and _is_all_here(base)):
        return f"{base}{PUSH}"
    return None


def is_wanted(env: Environment) -> bool:
    """Return whether the setting is on."""
    return env["ir.config_parameter"].sudo().get_param(PARAMETER) != "False"


def base_url(env: Environment) -> str:
    return (env["ir.config_parameter"].sudo().get_param("web.base.url") or "").rstrip("/")


def is_public(url: str) -> bool:
    """Return whether Google reaches the address, as far as it can be known by its name alone."""
    parts = urlsplit(url)
    return parts.scheme == "https" and not is_private(parts.hostname or "")


def is_private(host: str) -> bool:
    """Return whether a host has no name that the public knows."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.rpartition(".")[2] in _PRIVATE_ENDS
    return True


def _is_all_here(base: str) -> bool:
    """Whether this Odoo and its Google are both on this machine."""
    root = client.api_root()
    return root is not None and is_loopback(root) and is_loopback(base)
