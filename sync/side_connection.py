"""A connection to PostgreSQL beside the ORM's, for what must neither wait for a transaction nor be
part of one: who is alive, and whose turn it is at Google.

Each statement is a transaction of its own, at READ COMMITTED. Threads may share it; it knows no
ORM.
"""

import threading

import psycopg2

from odoo.sql_db import connection_info_for

#: So the server finds out within half a minute that the other end of a network is gone. On a
#: socket of the same machine it knows at once.
_KEEPALIVE = """
    SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3
"""
_CONNECT_TIMEOUT = 10  # seconds


class SideConnection:
    """:param database: its name"""

    def __init__(self, database):
        _name, info = connection_info_for(database)
        self._connection = psycopg2.connect(
            **info,
            connect_timeout=_CONNECT_TIMEOUT,
            keepalives_idle=15,
            keepalives_interval=5,
            keepalives_count=3,
        )
        self._connection.autocommit = True
        self._lock = threading.Lock()
        self.execute(_KEEPALIVE)

    def execute(self, statement, parameters=()):
        """Run one statement.

        :return: its rows; an empty list if it has none
        :raise psycopg2.OperationalError: the connection is lost, for good
        :raise psycopg2.InterfaceError: it was closed before
        """
        with self._lock, self._connection.cursor() as cursor:
            cursor.execute(statement, parameters or None)
            return cursor.fetchall() if cursor.description else []

    def close(self):
        self._connection.close()
