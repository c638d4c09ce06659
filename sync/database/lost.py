"""Tells errors that are about the connection to PostgreSQL from those about what was asked."""

from __future__ import annotations

import psycopg2

#: How the codes begin with which PostgreSQL says that it cannot be reached, or ends a connection:
#: it is stopped, or has crashed, or an administrator wants it so.
_CODES = ("08", "57P")
#: Of what class an error is where PostgreSQL has said nothing at all.
_OF_THE_DRIVER = (psycopg2.DatabaseError, psycopg2.OperationalError, psycopg2.InterfaceError)


def is_lost(error: BaseException) -> bool:
    """Return whether there is no connection any more, so that nothing else can be done with it."""
    code = getattr(error, "pgcode", None)
    return code.startswith(_CODES) if code else type(error) in _OF_THE_DRIVER
