"""What one server process shares for talking to Google: addresses and connections.

The pace is shared by all of them on a database."""

import os
from functools import lru_cache

from odoo.tools import config

from ...google_api.transport.clock import GOOGLE
from ...google_api.transport.endpoints import Endpoints
from ...google_api.transport.session import Session
from ...google_api.transport.transport import Transport
from ..database import transactions  # noqa: F401  which watches over all that is asked
from ..database.side_connection import lasting_connection
from .pace import SharedPacer


def api_root():
    """Where Google is, when it is not Google: ``GOOGLE_SYNC_API_ROOT`` of the environment, or
    ``google_sync_api_root`` of the server's configuration."""
    return os.environ.get("GOOGLE_SYNC_API_ROOT") or config.get("google_sync_api_root") or None


def endpoints():
    """Google's addresses, never from the database: no slip there may send a token elsewhere."""
    root = api_root()
    return Endpoints.at(root) if root else Endpoints.google()


@lru_cache(maxsize=4)
def transport(addresses):
    return Transport(addresses)


def hang_up():
    """Wait no more for Google's answers to workers that are to stop."""
    transport(endpoints()).hang_up()


def forget():
    """Begin anew, as another process would: for tests, of which each has another Google."""
    transport.cache_clear()
    GOOGLE.forget()


def session(
    env, access, account_key, tokens, connection=None, deadline=None, grant=None, pacer=None
):
    """One account's authorised access, for one thread at a time.

    :param google_api.transport.access.Access access: by whose leave
    :param side_connection.SideConnection connection: a worker's own, without which it is to send
        nothing; the process has one for all others
    :param google_api.transport.deadline.Deadline deadline: of a worker
    :param grant: what the tokens belong to, if they are stored
    :param google_api.transport.pace.Pacer pacer: where the shared one is not to be had
    """
    pacer = pacer or SharedPacer(connection or lasting_connection(env.cr.dbname))
    addresses = access.endpoints
    return Session(access, tokens, transport(addresses), pacer, account_key, deadline, grant)
