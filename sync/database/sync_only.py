"""Fields of Odoo's own records that only a sync may write, whoever else may write the record.

What Google says of an event is a claim that runs rely on: whoever could write it by RPC would say
it in Google's place. So writes of these fields need a mark on the cursor. A context would not do,
for callers choose it, and neither would ``sudo``, by which Odoo writes much of what callers say.
The runner marks the cursors of its transactions; within those of people the few methods do that
make these values themselves. The superuser, as whom scripts run, is nobody's caller.
"""

from contextlib import contextmanager

from odoo import SUPERUSER_ID

_MARK = "_google_sync_writes"


def let_write(cursor):
    """Let fields of the sync be written until the end of this cursor."""
    setattr(cursor, _MARK, True)


def may_write(env):
    """Whether fields of the sync may be written in this transaction at the moment."""
    return env.uid == SUPERUSER_ID or _is_marked(env)


def _is_marked(env):
    return getattr(env.cr, _MARK, False)


@contextmanager
def writing(env):
    """Let fields of the sync be written within; no values that a caller gave may be."""
    before = _is_marked(env)
    let_write(env.cr)
    try:
        yield
    finally:
        setattr(env.cr, _MARK, before)
