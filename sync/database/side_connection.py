"""A second connection to PostgreSQL, for locks and presence: it neither waits for a transaction nor
is part of one.

Each statement is a transaction of its own, at READ COMMITTED. Threads may share it; it knows no
ORM.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import psycopg2

from odoo.sql_db import connection_info_for

from .lost import is_lost

#: The server finds out within half a minute that the other end of a network is gone; on a socket of
#: the same machine it knows at once. Nobody waits for the disk: what is written here counts for a
#: minute, and may be lost with the server. And limits that an administrator has set for
#: transactions are not meant for who waits for a lock, or is only present.
_SETTINGS = """
    SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
    SET synchronous_commit = off;
    SELECT set_config(name, '0', false) FROM pg_settings
     WHERE name IN ('statement_timeout', 'transaction_timeout', 'idle_session_timeout');
    SELECT pg_backend_pid()
"""
_CONNECT_TIMEOUT = 10  # seconds

#: What stands for the places in a statement, by number or by name.
Parameters = Sequence[Any] | Mapping[str, Any]


class ConnectionLost(Exception):
    """PostgreSQL does not answer, or has ended the connection: what it held is gone."""


class SideConnection:
    """:param database: its name
    :ivar process: the number of PostgreSQL's process at the other end
    :raise ConnectionLost: there is none to be had
    """

    def __init__(self, database: str) -> None:
        self._connection = _open(database)
        self._lock = threading.Lock()
        ((self.process,),) = self.execute(_SETTINGS)

    def execute(self, statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """Run one statement.

        :return: its rows; an empty list if it has none
        :raise ConnectionLost: it is lost for good, or was closed before
        """
        try:
            with self._lock, self._connection.cursor() as cursor:
                cursor.execute(statement, parameters or None)
                return cursor.fetchall() if cursor.description else []
        except psycopg2.Error as error:
            if not (self._connection.closed or is_lost(error)):
                raise
            self.close()  # which the driver need not have noticed yet
            raise ConnectionLost(type(error).__name__) from error

    def close(self) -> None:
        self._connection.close()


def _open(database: str) -> psycopg2.extensions.connection:
    _name, info = connection_info_for(database)
    try:
        connection = psycopg2.connect(
            **info,
            connect_timeout=_CONNECT_TIMEOUT,
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
        )
    except psycopg2.OperationalError as error:
        raise ConnectionLost(type(error).__name__) from error
    connection.autocommit = True
    return connection


class LastingConnection:
    """A connection that is opened when it is needed, and once more when it was lost: for what rests
    on no state of the connection.

    :param database: its name
    """

    def __init__(self, database: str) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._connection: SideConnection | None = None

    def execute(self, statement: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """As that of :class:`SideConnection`."""
        connection = self._opened()
        try:
            return connection.execute(statement, parameters)
        except ConnectionLost:
            return self._opened(instead_of=connection).execute(statement, parameters)

    def _opened(self, instead_of: SideConnection | None = None) -> SideConnection:
        with self._lock:
            if self._connection is None or self._connection is instead_of:
                self._connection = SideConnection(self._database)
            return self._connection


def lasting_connection(database: str) -> LastingConnection:
    """The one that all threads of this process share."""
    return _lasting_connection(database, os.getpid())


@lru_cache(maxsize=16)
def _lasting_connection(database: str, _process: int) -> LastingConnection:
    """A process that was forked must not use what its parent has opened."""
    return LastingConnection(database)
