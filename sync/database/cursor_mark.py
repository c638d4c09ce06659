"""Marks on cursors, for states that last one transaction.

A context would not do, because callers choose it. A mark on the cursor stays whatever environment
code makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from odoo.api import Environment
from odoo.sql_db import BaseCursor


class CursorMark:
    """:param name: of the attribute that the cursor gets"""

    def __init__(self, name: str) -> None:
        self._name = name

    def set(self, cursor: BaseCursor) -> None:
        """Mark a cursor until its end."""
        setattr(cursor, self._name, True)

    def is_set(self, env: Environment) -> bool:
        return bool(getattr(env.cr, self._name, False))

    @contextmanager
    def within(self, env: Environment) -> Iterator[None]:
        """Mark the cursor within, in a transaction that a person has begun."""
        before = self.is_set(env)
        self.set(env.cr)
        try:
            yield
        finally:
            setattr(env.cr, self._name, before)
