"""The tokens by which Google's messages are known. They are stored nowhere, for they follow from
the channel's id and a key that is not in the database."""

from __future__ import annotations

import hmac
import re

from odoo.api import Environment

from . import keyring

#: Hexadecimal, so that every proxy passes it on in a header.
_FORM = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-z]{1,64}")


def token_of(env: Environment, channel: str) -> str:
    """The token of a channel, by its id."""
    return _token(keyring.derived(b"push")[0], env, channel)


def is_token_of(env: Environment, channel: str, token: str) -> bool:
    """Return whether a message with this token is Google's. Both may be any text, of a stranger's.

    It takes as long for one that is wrong as for one that is right, and asks no table of ours.
    """
    if not _ID.fullmatch(channel) or not _FORM.fullmatch(token):
        return False
    keys = keyring.derived(b"push")
    found = [hmac.compare_digest(_token(key, env, channel), token) for key in keys]
    return any(found)


def _token(key: bytes, env: Environment, channel: str) -> str:
    database = env["ir.config_parameter"].sudo().get_param("database.uuid")
    return hmac.new(key, f"{database}\n{channel}".encode(), "sha256").hexdigest()
