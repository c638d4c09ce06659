"""What one server process shares for talking to Google: addresses and connections.

The pace is shared by all of them on a database."""

from __future__ import annotations

import os
from collections.abc import Hashable
from functools import lru_cache

from odoo.api import Environment
from odoo.tools import config

from ...google_api.transport import oauth
from ...google_api.transport.access import Access
from ...google_api.transport.clock import GOOGLE
from ...google_api.transport.deadline import Deadline
from ...google_api.transport.endpoints import Endpoints
from ...google_api.transport.pace import SHARE_OF_WORKERS, Pacer
from ...google_api.transport.session import Session
from ...google_api.transport.transport import Transport
from ..database import transactions  # noqa: F401  which watches over all that is asked
from ..database.side_connection import SideConnection, lasting_connection
from .pace import SharedPacer


def api_root() -> str | None:
    """Where Google is, when it is not Google: ``GOOGLE_SYNC_API_ROOT`` of the environment, or
    ``google_sync_api_root`` of the server's configuration."""
    return os.environ.get("GOOGLE_SYNC_API_ROOT") or config.get("google_sync_api_root") or None


def endpoints() -> Endpoints:
    """Google's addresses, never from the database: no slip there may send a token elsewhere."""
    root = api_root()
    return Endpoints.at(root) if root else Endpoints.google()


@lru_cache(maxsize=4)
def transport(addresses: Endpoints) -> Transport:
    return Transport(addresses)


def hang_up() -> None:
    """Wait no more for Google's answers to workers that are to stop."""
    transport(endpoints()).hang_up()


def forget() -> None:
    """Begin anew, as another process would. Each test has another Google."""
    transport.cache_clear()
    GOOGLE.forget()


def session(
    env: Environment,
    access: Access,
    account_key: Hashable,
    tokens: oauth.Tokens,
    connection: SideConnection | None = None,
    deadline: Deadline | None = None,
    grant: int | None = None,
    pacer: Pacer | None = None,
) -> Session:
    """One account's authorised access, for one thread at a time.

    :param access: by whose leave
    :param connection: a worker's own, without which it is to send
        nothing; the process has one for all others
    :param deadline: of a worker
    :param grant: what the tokens belong to, if they are stored
    :param pacer: where the shared one is not to be had
    """
    pacer = pacer or _pacer(env, connection)
    addresses = access.endpoints
    return Session(access, tokens, transport(addresses), pacer, account_key, deadline, grant)


def _pacer(env: Environment, connection: SideConnection | None) -> SharedPacer:
    """One for a worker, or for a person who waits for an answer."""
    if connection:
        return SharedPacer(connection, SHARE_OF_WORKERS)
    return SharedPacer(lasting_connection(env.cr.dbname))
