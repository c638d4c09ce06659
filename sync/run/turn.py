"""How long a run is at it: its turn to write to Odoo, and what its time was spent with."""

import time
from collections import Counter
from contextlib import contextmanager

#: So many seconds one account writes to Odoo at once; then others have their turn, if any wait.
TURN = 15.0
#: And so many even if nobody waits: what is not committed yet keeps people's saves of the same
#: records waiting, shows nobody how far it is, and is lost with the worker.
LONGEST_TURN = 60.0


class Turn:
    """One account's turn to write to Odoo, which begins now.

    :param session: the account's access to Google, whose worker may have to stop
    :param others_wait: tells whether the worker has others to do
    """

    def __init__(self, session, others_wait):
        self._session = session
        self._others_wait = others_wait
        self._began = time.monotonic()

    def has_time(self):
        """Whether to go on writing."""
        if self._session.is_over:
            return False
        took = time.monotonic() - self._began
        return took < TURN or (took < LONGEST_TURN and not self._others_wait())


class TimeSpent(Counter):
    """Seconds by the part of a run that they were spent with."""

    @contextmanager
    def on(self, part):
        """Count the time within for a part, also what is done over again."""
        began = time.monotonic()
        try:
            yield
        finally:
            self[part] += time.monotonic() - began
