"""Locks beside any transaction, for what is asked of Google and must not be asked twice at once.

They belong to connections of their own: whoever waits holds nothing that others wait for, and what
a process held that dies is free.
"""

from contextlib import closing, contextmanager

from .side_connection import SideConnection

#: Whoever connects shares it; whoever gives access back needs it alone, for Google would end what
#: it has just given as well.
_GRANTS = "google_sync.grants"
_LONGEST_WAIT = "60s"  # longer than one request to Google may take


@contextmanager
def one_at_a_time(database, name):
    """Wait until nobody else, in any process, is within for the same ``name``.

    :raise psycopg2.errors.LockNotAvailable: somebody is within for a minute
    """
    with closing(SideConnection(database)) as connection:
        connection.execute(f"SET lock_timeout = '{_LONGEST_WAIT}'")
        _lock(connection, "pg_advisory_lock", name)
        yield


@contextmanager
def connecting(database, name):
    """The same, for who gets access to Google; nobody gives any back meanwhile."""
    with closing(SideConnection(database)) as connection:
        connection.execute(f"SET lock_timeout = '{_LONGEST_WAIT}'")
        _lock(connection, "pg_advisory_lock_shared", _GRANTS)
        _lock(connection, "pg_advisory_lock", name)
        yield


@contextmanager
def giving_back(database):
    """:return: whether nobody connects at the moment, nor can begin to within"""
    with closing(SideConnection(database)) as connection:
        yield _lock(connection, "pg_try_advisory_lock", _GRANTS)


def _lock(connection, function, name):
    ((answer,),) = connection.execute(f"SELECT {function}(hashtextextended(%s, 0))", (name,))
    return answer
