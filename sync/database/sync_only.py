"""Fields of Odoo's own records that only a sync may write, whoever else may write the record.

What Google says of an event is a claim that runs rely on: whoever could write it by RPC would say
it in Google's place. So writes of these fields need a mark on the cursor; ``sudo`` would not do, by
which Odoo writes many values of its callers.
The runner marks the cursors of its transactions; within those of people the few methods do that
make these values themselves. The superuser, as whom scripts run, is nobody's caller.
"""

from __future__ import annotations

from odoo import SUPERUSER_ID
from odoo.api import Environment
from odoo.sql_db import BaseCursor

from .cursor_mark import CursorMark

_WRITES = CursorMark("_google_sync_writes")

_SYNCS = CursorMark("_google_sync_syncs")


def let_write(cursor: BaseCursor) -> None:
    """Fields of the sync may be written until the end of this cursor, which is a worker's."""
    _WRITES.set(cursor)
    _SYNCS.set(cursor)


#: ``is_sync(env)``: whether this is a worker's transaction, and no person's.
is_sync = _SYNCS.is_set
#: ``with writing(env)``: they may be written within; no values that a caller gave may be.
writing = _WRITES.within


#: ``is_writing(env)``: whether what is written is what a sync has brought, or makes of it.
is_writing = _WRITES.is_set


def may_write(env: Environment) -> bool:
    """Return whether fields of the sync may be written in this transaction at the moment."""
    return env.uid == SUPERUSER_ID or _WRITES.is_set(env)
