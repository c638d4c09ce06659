"""What Odoo remembers of the database, by ``ormcache``."""

from __future__ import annotations

from functools import partial

from odoo.api import Environment

_KEY = "google_sync.caches"


def forget(env: Environment, *names: str) -> None:
    """Have Odoo forget what it remembers: now, and once more when this transaction is committed.

    In between another thread of this process reads what was true before, and would remember it for
    good. Other processes are told after the commit alone.

    :param names: of Odoo's caches; the usual one otherwise
    """
    clear = partial(env.registry.clear_cache, *names)
    clear()
    postcommit = env.cr.postcommit
    waiting = postcommit.data.setdefault(_KEY, set())
    if names not in waiting:
        waiting.add(names)
        postcommit.add(clear)
