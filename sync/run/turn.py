"""Measures the time of a run, and limits how long it writes to Odoo at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ...google_api.transport.session import Session

#: How many seconds one account writes to Odoo at once; then others have their turn, if any wait.
TURN = 15.0
#: And how many even if nobody waits: what is not committed yet keeps people's saves of the same
#: records waiting, shows nobody how far it is, and is lost with the worker.
LONGEST_TURN = 60.0


class Turn:
    """One account's turn to write to Odoo, which begins now.

    :param session: the account's access to Google, whose worker may have to stop
    :param others_wait: tells whether the worker has others to do
    """

    def __init__(self, session: Session, others_wait: Callable[[], bool]) -> None:
        self._session = session
        self._others_wait = others_wait
        self._began = time.monotonic()

    def has_time(self) -> bool:
        """Return whether to go on writing."""
        if self._session.is_over:
            return False
        took = time.monotonic() - self._began
        return took < TURN or (took < LONGEST_TURN and not self._others_wait())


class TimeSpent(dict[str, float]):
    """Seconds by the part of a run that they were spent with."""

    @contextmanager
    def on(self, part: str) -> Iterator[None]:
        """Count the time within for a part, also what is done over again."""
        began = time.monotonic()
        try:
            yield
        finally:
            self[part] = self.get(part, 0.0) + time.monotonic() - began
