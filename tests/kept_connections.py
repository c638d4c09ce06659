"""Connections beside the ORM's, which PostgreSQL opens once for all tests.

Each run of the scheduled action has one of its own. To open it is a good part of what a run costs:
the server begins another process, which knows no table yet.
"""

from contextlib import contextmanager
from unittest.mock import patch

import psycopg2

from ..sync.database import side_connection
from ..sync.database.side_connection import SideConnection

_kept = {}  # what is open and nobody's, by database


class _Closed:
    """What they have who have closed theirs."""

    closed = 1

    def cursor(self):
        raise psycopg2.InterfaceError("connection already closed")


@contextmanager
def connections_kept():
    """Within, what is closed forgets all that it held, and goes to whoever opens one next."""
    anew = side_connection._open

    def opened(database):
        kept = _kept.setdefault(database, [])
        while kept:
            if _says(connection := kept.pop(), "SELECT"):
                return connection
        return anew(database)

    def keep(side):
        connection, side._connection = side._connection, _Closed()
        if connection.closed:  # a second time, or lost
            return
        if _says(connection, "DISCARD ALL"):
            _kept.setdefault(connection.info.dbname, []).append(connection)
        else:
            connection.close()

    with (
        patch.object(side_connection, "_open", opened),
        patch.object(SideConnection, "close", keep),
    ):
        yield


def _says(connection, statement):
    """Whether PostgreSQL still answers, and has done that."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except psycopg2.Error:
        return False
    return True
