"""What Odoo remembers of the database, by ``ormcache``, for all threads of a process."""

from __future__ import annotations

import threading
from collections import defaultdict, deque
from collections.abc import Callable
from functools import partial
from typing import Any

from odoo.api import Environment
from odoo.tools import ormcache

_KEY = "google_sync.caches"
#: How many transactions are kept that have changed what is remembered: older ones are seen by all.
_KEPT = 50
#: The ids of these, by database, as this process has committed them.
_changed: dict[str, deque[str]] = defaultdict(partial(deque, maxlen=_KEPT))
_lock = threading.Lock()


class remembered(ormcache):  # type: ignore[misc]  # noqa: N801 -- a decorator, named as Odoo's
    """Like Odoo's, but what a transaction finds is kept only if it sees all that was committed.

    One that began before another thread's commit finds what was true before. Odoo would remember
    that for good, for it has forgotten the rest already.
    """

    def lookup(self, *args: Any, **kwargs: Any) -> Any:
        """Return what is remembered, or what the method finds."""
        env: Environment = args[0].env
        if self.cache_name in _waiting(env):
            return self.method(*args, **kwargs)
        held = env.registry._Registry__caches[self.cache_name]
        key = self.key(*args, **kwargs)
        try:
            return held[key]
        except KeyError:
            value = self.method(*args, **kwargs)
        with _lock:
            if _sees_all(env):
                held[key] = value
        return value


def forget(env: Environment, name: str = "default") -> None:
    """Have Odoo forget what it remembers: now, and once more when this transaction is committed.

    Until then this one remembers nothing. Other processes are told after the commit alone.

    :param name: of one of Odoo's caches
    """
    clear = partial(env.registry.clear_cache, name)
    clear()
    waiting = _waiting(env)
    if name not in waiting:
        waiting.add(name)
        env.cr.execute("SELECT pg_current_xact_id()::text")
        env.cr.postcommit.add(partial(_forget, env.cr.dbname, env.cr.fetchone()[0], clear))


def _forget(database: str, transaction: str, clear: Callable[[], None]) -> None:
    with _lock:
        _changed[database].append(transaction)
        clear()


def _waiting(env: Environment) -> set[str]:
    """The caches that are to be forgotten once the transaction is committed."""
    waiting: set[str] = env.cr.postcommit.data.setdefault(_KEY, set())
    return waiting


def _sees_all(env: Environment) -> bool:
    """Whether the transaction began after all those that have changed what is remembered."""
    if not (changed := _changed.get(env.cr.dbname)):
        return True
    env.cr.execute(
        """
        SELECT bool_and(id IS NOT DISTINCT FROM pg_current_xact_id_if_assigned()
                        OR pg_visible_in_snapshot(id, pg_current_snapshot()))
          FROM unnest(%s::xid8[]) AS id
        """,
        [list(changed)],
    )
    return bool(env.cr.fetchone()[0])
