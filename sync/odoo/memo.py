"""Caches the look-ups of one transaction."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from odoo.api import Environment


class Memo:
    """Values by key, forgotten with every savepoint that is rolled back.

    What was made since then is gone. So nothing of this kind is kept in an attribute: the values
    live in the cursor's own cache, which Odoo empties at each rollback, whoever asks for it.
    """

    def __init__(self, env: Environment) -> None:
        self._cursor = env.cr

    @property
    def known(self) -> dict[Hashable, Any]:
        """Return the values that are known now. Read and add to them; do not keep this dict."""
        known: dict[Hashable, Any] = self._cursor.cache.setdefault(self, {})
        return known
