"""Marks on cursors, for what holds in one transaction.

A context would not do, because callers choose it. A mark on the cursor stays whatever environment
code makes of it.
"""

from contextlib import contextmanager


class CursorMark:
    """:param name: of the attribute that the cursor gets"""

    def __init__(self, name):
        self._name = name

    def set(self, cursor):
        """Mark a cursor until its end."""
        setattr(cursor, self._name, True)

    def is_set(self, env):
        return getattr(env.cr, self._name, False)

    @contextmanager
    def within(self, env):
        """Mark the cursor within, in a transaction that a person has begun."""
        before = self.is_set(env)
        self.set(env.cr)
        try:
            yield
        finally:
            setattr(env.cr, self._name, before)
