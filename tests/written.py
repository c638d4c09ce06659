"""What a transaction has written, in tests, where all of them are parts of one that never ends.

PostgreSQL cannot tell there, so the statements are looked at: those of requests over HTTP and of
scheduled actions, whose cursors Odoo's tests lay over their own. A commit begins anew.
"""

import re
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

from odoo.tests.test_cursor import TestCursor

from ..sync.database import transactions

_WRITES = re.compile(
    r"\b(?:insert\s+into|update|delete\s+from)\s+\"?(?P<table>\w+)"
    r"|\bfor\s+(?:no\s+key\s+)?(?:update|share)\b|\bfor\s+key\s+share\b",
    re.IGNORECASE,
)


@contextmanager
def google_asked_after_writing():
    """Let it fail, and keep it in the list that is returned."""
    defects = []

    def complain(defect):
        defects.append(defect)
        raise AssertionError(defect)

    with (
        patch.object(TestCursor, "execute", _noting(TestCursor.execute)),
        patch.object(TestCursor, "commit", _beginning_anew(TestCursor.commit)),
        patch.object(TestCursor, "rollback", _beginning_anew(TestCursor.rollback)),
        patch.object(transactions, "written", _written(transactions.written)),
        patch.object(transactions, "complain", complain),
    ):
        yield defects


def _noting(execute):
    def noting(cursor, query, *args, **kwargs):
        text = getattr(query, "code", query)
        if names := _tables_written(text if isinstance(text, str) else str(text)):
            vars(cursor).setdefault("google_sync_written", set()).update(names)
        return execute(cursor, query, *args, **kwargs)

    return noting


@lru_cache(maxsize=4096)  # the same statements come again and again, with other values
def _tables_written(text):
    return {(write["table"] or "a lock").lower() for write in _WRITES.finditer(text)}


def _beginning_anew(end):
    def ending(cursor):
        end(cursor)
        vars(cursor).pop("google_sync_written", None)

    return ending


def _written(ask_postgresql):
    def written(cursor):
        if not isinstance(cursor, TestCursor):
            return ask_postgresql(cursor)
        names = {field.model_name for field, ids in _dirty(cursor) if ids}
        return sorted(
            (names | vars(cursor).get("google_sync_written", set())) - transactions._OF_ODOO
        )

    return written


def _dirty(cursor):
    return cursor.transaction.field_dirty.items() if cursor.transaction else ()
