"""Locks outside of transactions, for requests to Google that must not be sent twice at once.

They belong to connections of their own: whoever waits holds nothing that others wait for, and what
a process held that dies is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any
from zlib import crc32

from psycopg2.errors import LockNotAvailable

from odoo.api import Environment
from odoo.tools import SQL

from .side_connection import SideConnection, lasting_connection

#: Whoever connects shares it; whoever gives access back needs it alone, for Google would end what
#: it has just given as well.
_GRANTS = "google_sync.grants"
_LONGEST_WAIT = "60s"  # longer than one request to Google may take
#: How many locks stand for all that is brought at the same moment.
_LOCKS = 256


class Busy(Exception):
    """Somebody else has been within for longer than one waits."""


@contextmanager
def one_at_a_time(database: str, name: str) -> Iterator[None]:
    """Wait until nobody else, in any process, is within for the same ``name``.

    :raise Busy: somebody is within for a minute
    """
    with closing(SideConnection(database)) as connection:
        connection.execute(f"SET lock_timeout = '{_LONGEST_WAIT}'")
        _lock(connection, "pg_advisory_lock", name)
        yield


@contextmanager
def connecting(database: str, name: str) -> Iterator[None]:
    """The same, for who gets access to Google; nobody gives any back meanwhile.

    :raise Busy: somebody is within, or gives back, for a minute
    """
    with closing(SideConnection(database)) as connection:
        connection.execute(f"SET lock_timeout = '{_LONGEST_WAIT}'")
        _lock(connection, "pg_advisory_lock_shared", _GRANTS)
        _lock(connection, "pg_advisory_lock", name)
        yield


@contextmanager
def giving_back(database: str) -> Iterator[bool]:
    """:return: whether nobody connects at the moment, nor can begin to within"""
    with closing(SideConnection(database)) as connection:
        yield _lock(connection, "pg_try_advisory_lock", _GRANTS)


def is_made_meanwhile(env: Environment, table: str, column: str, value: int) -> bool:
    """Wait for whoever is about to insert a row of which there is to be one only.

    PostgreSQL would refuse the second one, in a transaction that may not see the first. So whoever
    is to insert it asks here before, and begins anew where somebody else was faster.

    :param env: whoever asks after us waits for the end of its transaction
    :param column: whose value is unique
    :return: whether there is one by now
    """
    name = f"google_sync.{table}.{value}"
    env.execute_query(SQL("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", name))
    look = f"SELECT 1 FROM {table} WHERE {column} = %s"  # noqa: S608
    return bool(lasting_connection(env.cr.dbname).execute(look, (value,)))


def brings_contacts_alone(env: Environment, category_id: int) -> bool:
    """Return whether nobody else brings contacts into a group, see :func:`_brings_alone`."""
    look = "SELECT partner_id FROM res_partner_res_partner_category_rel WHERE category_id = %s"
    return _brings_alone(env, [f"google_sync.group.{category_id}"], look, [category_id])


def brings_meetings_alone(env: Environment, account_id: int, ical_uids: Iterable[str]) -> bool:
    """Return whether nobody else brings these meetings, see :func:`_brings_alone`.

    :param account_id: who brings them
    """
    uids = [*ical_uids]
    look = (
        "SELECT id FROM google_sync_link"
        " WHERE ical_uid = ANY(%s) AND account_id != %s AND res_id IS NOT NULL"
    )
    return not uids or _brings_alone(env, map(lock_of, uids), look, [uids, account_id])


def brings_guests_alone(env: Environment, addresses: Iterable[str]) -> bool:
    """Return whether nobody else makes contacts of these people, see :func:`_brings_alone`.

    :param addresses: in lower case
    """
    emails = [*addresses]
    look = "SELECT id FROM res_partner WHERE email_normalized = ANY(%s)"
    return not emails or _brings_alone(env, map(lock_of, emails), look, [emails])


def lock_of(brought: str) -> str:
    """Return the name of the lock that stands for something, and for other things, too: PostgreSQL
    has no room for one each."""
    return f"google_sync.brought.{crc32(brought.encode()) % _LOCKS}"


def _brings_alone(
    env: Environment, names: Iterable[str], look: str, parameters: Sequence[Any]
) -> bool:
    """Whether nobody else brings the same until the end of this transaction, nor has since its
    beginning, so that it would not see it.

    :param names: of the locks that stand for what is brought
    :param look: a query of what exists already
    """
    # In order, so that of two transactions that want the same locks the first gets them all.
    if not all(_takes(env, name) for name in sorted(set(names))):
        return False
    now = lasting_connection(env.cr.dbname).execute(look, parameters)
    return set(now) <= set(env.execute_query(SQL(look, *parameters)))


def _takes(env: Environment, name: str) -> bool:
    """Whether nobody else has a lock, which is ours until the end of the transaction."""
    lock = SQL("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", name)
    ((is_ours,),) = env.execute_query(lock)
    return bool(is_ours)


def _lock(connection: SideConnection, function: str, name: str) -> bool:
    try:
        ((answer,),) = connection.execute(f"SELECT {function}(hashtextextended(%s, 0))", (name,))
    except LockNotAvailable as error:
        raise Busy from error
    return answer is not False
