"""Finds the databases of this PostgreSQL server that use a key.

All databases of a data directory share its key file, so none of its keys goes while one needs it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing

import psycopg2

from ..database.side_connection import ConnectionLost, SideConnection
from ..store import keyring

_LONGEST = 20.0  # seconds for the look into all of them


class CannotTell(Exception):
    """There is one that cannot be asked, or too many to ask them all."""


def that_need(
    database: str, encrypted: Sequence[tuple[str, str]], opens: Callable[[str], bool]
) -> list[str]:
    """:param database: by which the others are found, and which is not among them
    :param encrypted: pairs of a table and a column, as from
        :func:`sync.store.key_rotation.encrypted_fields`
    :param opens: tells of an encrypted text whether it can be read by the keys in question
    :return: names of databases
    :raise CannotTell:
    """
    ends = time.monotonic() + _LONGEST
    needing = []
    try:
        for other in _others(database):
            if time.monotonic() > ends:
                raise CannotTell
            if has_some(other, encrypted, opens):
                needing.append(other)
    except (ConnectionLost, psycopg2.Error) as error:
        raise CannotTell from error
    return needing


def has_some(
    database: str, encrypted: Sequence[tuple[str, str]], opens: Callable[[str], bool]
) -> bool:
    """Return whether the database has an encrypted text that ``opens`` can read."""
    tables = list({table for table, _column in encrypted})
    with closing(SideConnection(database)) as connection:
        there = set(
            connection.execute(
                "SELECT table_name::text, column_name::text FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = ANY(%s)",
                (tables,),
            )
        )
        for table, column in there.intersection(encrypted):
            # Names of our own models, as PostgreSQL has just told them.
            texts = connection.execute(
                f'SELECT "{column}" FROM "{table}" WHERE "{column}" LIKE %s',  # noqa: S608
                (f"{keyring.PREFIX}%",),
            )
            if any(opens(text) for (text,) in texts):
                return True
    return False


def _others(database: str) -> list[str]:
    with closing(SideConnection(database)) as connection:
        rows = connection.execute(
            "SELECT datname FROM pg_database WHERE datallowconn AND NOT datistemplate"
            " AND datname != current_database() AND has_database_privilege(oid, 'CONNECT')"
            " ORDER BY datname"
        )
    return [name for (name,) in rows]
