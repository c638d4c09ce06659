"""The presence of runners: each is known by a lock that its connection holds while it lives.

PostgreSQL gives the lock back the moment the connection ends, however the process ends. So what a
dead worker had claimed is free at once, and nothing has to be renewed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from odoo.tools import SQL

from ..database.side_connection import ConnectionLost, SideConnection
from . import standstill
from .standstill import Leaving

#: The first of the two numbers of an advisory lock: whose locks these are.
_SPACE = 0x6753796E  # "gSyn"
#: The second one, of the lock that lets one runner at a time claim. Runners have other numbers.
_GATE = 0
_LONGEST_WAIT = "30s"

#: The numbers of the runners that are alive, as a query.
ALIVE = SQL(
    """
    SELECT alive.objid::bigint FROM pg_locks AS alive
     WHERE alive.locktype = 'advisory' AND alive.classid = %s AND alive.objsubid = 2
       AND alive.granted AND alive.objid::bigint != %s
       AND alive.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    """,
    _SPACE,
    _GATE,
)


def is_free(work: SQL) -> SQL:
    """A condition: nobody is at it, or who was is dead.

    :param work: the alias of a row with ``runner``
    """
    return SQL(
        "(%(taken)s IS NOT TRUE OR %(work)s.runner NOT IN (%(alive)s))",
        taken=is_taken(work),
        work=work,
        alive=ALIVE,
    )


def is_taken(work: SQL) -> SQL:
    """A condition: somebody has claimed it and not ended, dead or alive."""
    return SQL("%s.runner > 0", work)


class LeaseLost(Leaving):
    """A connection of the runner is gone, and with it all that it had claimed."""


class Presence:
    """One runner's sign of life.

    :param database: its name
    :ivar number: by which what it has claimed is known
    :raise LeaseLost: there is no connection to be had
    :raise MustLeave: this process is to synchronize nothing now
    """

    def __init__(self, database: str) -> None:
        with _lease():
            standstill.check_connections(database)
            self.connection = SideConnection(database)
        try:
            with _lease():
                standstill.enter(self.connection)
            self._ask(f"SET lock_timeout = '{_LONGEST_WAIT}'")
            self.number = self._take_number()
        except BaseException:
            self.close()
            raise

    def _take_number(self) -> int:
        while True:
            number = 1 + secrets.randbelow(2**31 - 1)
            if self._ask("SELECT pg_try_advisory_lock(%s, %s)", (_SPACE, number))[0][0]:
                return number

    def check(self) -> None:
        """:raise LeaseLost: others may be at what this runner had claimed
        :raise MustLeave: this process is to synchronize nothing now
        """
        with _lease():
            standstill.check(self.connection)

    @contextmanager
    def gate(self) -> Iterator[None]:
        """One runner at a time is within, so that claims never meet.

        :raise psycopg2.errors.LockNotAvailable: somebody is within for too long
        :raise LeaseLost: the connection is gone
        :raise MustLeave: as :meth:`check`
        """
        self._ask("SELECT pg_advisory_lock(%s, %s)", (_SPACE, _GATE))
        try:
            self.check()
            yield
        finally:
            self._ask("SELECT pg_advisory_unlock(%s, %s)", (_SPACE, _GATE))

    def close(self) -> None:
        """Leave: what is still claimed is free from now on."""
        self.connection.close()

    def _ask(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with _lease():
            return self.connection.execute(statement, parameters)


@contextmanager
def _lease() -> Iterator[None]:
    """The lease goes with the connection."""
    try:
        yield
    except ConnectionLost as error:
        raise LeaseLost(str(error)) from error
