"""No request to Google leaves in a transaction that has written or locked anything.

Others would wait for its rows as long as Google takes to answer, and where Odoo repeats it, Google
would be asked twice. So whoever asks does it first, and writes then; what must stay in between is
committed in a transaction of its own.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from odoo import SUPERUSER_ID, api
from odoo.api import Environment
from odoo.http import request
from odoo.sql_db import BaseCursor

from ...google_api.transport import gate

_logger = logging.getLogger(__name__)

#: What Odoo itself notes of a visit before anybody's code runs. Nobody waits for these rows.
_OF_ODOO = {"res_device_log"}

_own = threading.local()


@contextmanager
def own_environment(env: Environment) -> Iterator[Environment]:
    """A transaction of its own with the superuser's rights, committed when it ends well."""
    with env.registry.cursor() as cursor, watched(cursor):
        yield api.Environment(cursor, SUPERUSER_ID, {})


@contextmanager
def watched(cursor: BaseCursor) -> Iterator[None]:
    """Within, this thread must not ask Google once ``cursor`` has written."""
    stack = vars(_own).setdefault("cursors", [])
    stack.append(cursor)
    try:
        yield
    finally:
        stack.remove(cursor)


def is_watching() -> bool:
    """Return whether this thread is at a sync."""
    return bool(getattr(_own, "cursors", []))


def check_nothing_written() -> None:
    """Complain if Google is asked in a transaction that has written or locked anything."""
    for cursor in _cursors():
        if names := written(cursor):
            complain(f"Google is asked in a transaction that has written: {', '.join(names)}")


def complain(defect: str) -> None:
    """It is a defect of ours, which must not stop people from their work."""
    _logger.error(defect, stack_info=True)


def written(cursor: BaseCursor) -> list[str]:
    """What the transaction has written or is about to write, by its tables; else nothing."""
    transaction = cursor.transaction
    if transaction and (dirty := [field for field, ids in transaction.field_dirty.items() if ids]):
        return sorted({field.model_name for field in dirty})
    cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
    if not cursor.fetchone()[0]:
        return []
    cursor.execute(
        "SELECT relname FROM pg_stat_xact_user_tables WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
    )
    names = {name for (name,) in cursor.fetchall()}
    return sorted(names - _OF_ODOO) if names else ["a lock"]


def _cursors() -> list[BaseCursor]:
    """The cursors of this thread: those that it has opened, and that of the request it serves."""
    opened = getattr(_own, "cursors", [])
    serving = [request.env.cr] if request and request.env else []
    return [cursor for cursor in (*opened, *serving) if not cursor.closed]


gate.before_each_request(check_nothing_written)
