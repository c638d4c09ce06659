"""When workers have to leave: Odoo is about to change modules, this process has other code than
the database needs, or its connections are not its own.

Odoo changes no modules while a scheduled action is at work, and ours may be so all day. So whoever
wants to asks for a lock that all runners share: they see it, and leave what they are at to others.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache

from psycopg2.errors import LockNotAvailable

from odoo.modules.module import Manifest

from ..database import lent
from ..database.side_connection import SideConnection

_logger = logging.getLogger(__name__)

#: The two numbers of the lock. The first is one of ours alone.
_LOCK = (0x6753796D, 0)
#: Runners leave within a second or two, unless they are in the middle of a large transaction.
_LONGEST_WAIT = "30s"

_ADDON = __name__.split(".")[2]
#: The version whose code this process has.
VERSION: str = Manifest.for_addon(_ADDON)["version"]

_LOOK = """
    SELECT state, latest_version, pg_backend_pid(),
           EXISTS (SELECT FROM pg_locks
                    WHERE locktype = 'advisory' AND (classid, objid) = (%s, %s) AND NOT granted
                      AND database = (SELECT oid FROM pg_database
                                       WHERE datname = current_database()))
      FROM ir_module_module WHERE name = %s
"""
_CHANGING = "Google Sync rests while Odoo installs, upgrades or removes modules."
_RESTART = (
    "This server has version %(own)s of Google Sync, and the database has %(database)s. It"
    " synchronizes nothing until they are the same: restart this server, or upgrade the module."
)
_LENT = (
    "A pooler lends connections to PostgreSQL for one transaction at a time, so workers cannot see"
    " what others are at. Google Sync synchronizes nothing until Odoo has connections of its own:"
    " set pool_mode = session in PgBouncer, and restart it."
)


class Leaving(Exception):
    """A runner ends here, whatever it is at: that is no account's trouble."""


class MustLeave(Leaving):
    """This process is to synchronize nothing now. A server that was not started anew since an
    upgrade would read what that has stored in other words, and take the difference for changes."""


@lru_cache(maxsize=8)
def tell(reason: str) -> None:
    """Say it in the server's log; once, for each change in Odoo asks a worker to begin."""
    _logger.warning("%s", reason)


def check_connections(database: str) -> None:
    """:raise MustLeave: a lock would get lost, and could stay for long where nobody frees it
    :raise ConnectionLost: there is no connection to be had
    """
    try:
        lent.check_own(database)
    except lent.Lent as error:
        raise MustLeave(_LENT) from error


def enter(connection: SideConnection) -> None:
    """:param connection: of a runner, which is there for as long as it is open
    :raise MustLeave:
    """
    ((is_in,),) = connection.execute("SELECT pg_try_advisory_lock_shared(%s, %s)", _LOCK)
    if not is_in:
        raise MustLeave(_CHANGING)


def check(connection: SideConnection) -> None:
    """:raise MustLeave: whoever is at work has to leave by now"""
    ((state, version, process, somebody_waits),) = connection.execute(_LOOK, (*_LOCK, _ADDON))
    if state != "installed" or somebody_waits:
        raise MustLeave(_CHANGING)
    if process != connection.process:
        raise MustLeave(_LENT)
    if version != VERSION:
        raise MustLeave(_RESTART % {"own": VERSION, "database": version})


@contextmanager
def standstill(database: str) -> Iterator[None]:
    """Within, no runner is at work, in any process; unless one does not leave in time."""
    with closing(SideConnection(database)) as connection:
        connection.execute(f"SET lock_timeout = '{_LONGEST_WAIT}'")
        try:
            connection.execute("SELECT pg_advisory_lock(%s, %s)", _LOCK)
        except LockNotAvailable:
            _logger.info("Google sync is still at work")  # and Odoo says so
        yield
