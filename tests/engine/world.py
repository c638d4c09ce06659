"""Odoo, Google and the people at both, in memory, with an executor that runs plans between them.

What people do is in :mod:`world_people`, what a run does in :mod:`world_runs`, and what must hold
in :mod:`world_verdict` and :mod:`last_words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from world_people import People
from world_runs import Executor, Outcome
from world_state import State


class World(State):
    """:param circumstances: see :class:`State`"""

    def __init__(self, **circumstances: object) -> None:
        super().__init__(**circumstances)
        self.people = People(self)
        self._executor = Executor(self)

    def run(
        self, outcomes: Iterable[Outcome] = (), meddle: Callable[[], object] = lambda: None
    ) -> int:
        """See :meth:`Executor.run`."""
        return self._executor.run(outcomes, meddle)

    def lose_cursor(self) -> None:
        """Google forgets what the sync knows, so that the next run asks for everything."""
        self.seen_revision = None
