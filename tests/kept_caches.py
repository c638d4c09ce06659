"""What Odoo has looked up is kept from one test to the next, as far as it holds there.

Odoo's tests forget it all, and then each looks up its rights, views and templates anew. What is
found before a savepoint holds again after the return to it; what is found later does too, as long
as nobody has said that it does not hold any more, for then it rests on nothing that the test has
changed.
"""

from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name


class KeptCaches:
    """The caches of a registry from now on.

    A mark lies in each of them. Whoever clears it, or makes it overflow, takes the mark along.
    """

    def __init__(self, registry):
        self._registry = registry
        self._mark = (type(self).__name__, self)
        self._found = {name: cache.snapshot for name, cache in self._caches.items()}
        for cache in self._caches.values():
            cache[self._mark] = None

    @property
    def _caches(self):
        return self._registry._Registry__caches

    def look(self):
        """Take what has been found by now, before Odoo forgets it."""
        for name, cache in self._caches.items():
            if self._mark in cache:
                self._found[name] = cache.snapshot

    def restore(self):
        """Know again what holds after the return to where it began."""
        for name, cache in self._caches.items():
            cache.clear()
            for key, value in self._found[name].items():
                if key != self._mark:
                    cache[key] = value


class KeptCachesMixin:
    """For test cases in Odoo."""

    @classmethod
    def setUpClass(cls):
        kept = KeptCaches(Registry(get_db_name()))
        cls.addClassCleanup(kept.restore)  # after Odoo's own cleanups
        super().setUpClass()
        cls.addClassCleanup(kept.look)  # before these

    def setUp(self):
        kept = KeptCaches(self.registry)
        self.addCleanup(kept.restore)
        super().setUp()
        self.addCleanup(kept.look)
