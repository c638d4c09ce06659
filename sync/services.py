"""What one server process shares for talking to Google: addresses, connections and the pace."""

import os
from functools import lru_cache

from odoo.tools import config

from ..google_api.endpoints import Endpoints
from ..google_api.pacer import Pacer
from ..google_api.session import Session
from ..google_api.transport import Transport
from . import transactions  # noqa: F401  which watches over all that is asked

_pacer = Pacer()


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


def session(access, account_key, tokens, grant=None):
    """One account's authorised access, for one thread at a time.

    :param google_api.access.Access access: by whose leave
    :param grant: the id of the grant that the tokens belong to, if they are stored
    """
    return Session(access, tokens, transport(access.endpoints), _pacer, account_key, grant=grant)
