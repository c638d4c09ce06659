"""Finds out whether a pooler lends connections to PostgreSQL for one transaction at a time, as
PgBouncer does with ``pool_mode = transaction``.

What belongs to a connection is lost then, or stays with somebody else: the locks by which workers
know of each other.
"""

from __future__ import annotations

import os
from contextlib import closing
from functools import lru_cache

from .side_connection import SideConnection

#: One may go back and forth unnoticed while others take connections and give them back.
_TRIES = 20


class Lent(Exception):
    """Connections are not ours for as long as they are open."""


def are_lent(database: str) -> bool:
    """Return whether the process of PostgreSQL's at the other end changes, or is that of two.

    :raise ConnectionLost: there is no connection to be had
    """
    with closing(SideConnection(database)) as one, closing(SideConnection(database)) as other:
        for _try in range(_TRIES):
            other.execute("BEGIN")  # which keeps what it is lent
            if one.process in (other.process, _process(other)) or one.process != _process(one):
                return True
            other.execute("ROLLBACK")
    return False


def check_own(database: str) -> None:
    """Look until it is well once in this process.

    :raise Lent: they are lent
    :raise ConnectionLost: there is no connection to be had
    """
    _check_own(database, os.getpid())


@lru_cache(maxsize=16)
def _check_own(database: str, _own_process: int) -> None:
    if are_lent(database):
        raise Lent


def _process(connection: SideConnection) -> int:
    ((number,),) = connection.execute("SELECT pg_backend_pid()")
    return int(number)
