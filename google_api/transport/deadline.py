"""Until when a worker asks Google: its time has an end, and it may be told to stop before."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from .errors import HandedBack


class Deadline:
    """For any number of threads.

    :param at: when no further request is sent, by ``clock``
    :param stopped: set by whoever wants the worker to stop at once
    :param clock: seconds, as of any moment
    """

    def __init__(
        self,
        at: float = math.inf,
        stopped: threading.Event | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self._at = at
        self._stopped = stopped or threading.Event()

    def left(self) -> float:
        """Seconds until the end; none when the worker is to stop."""
        return 0.0 if self._stopped.is_set() else max(self._at - self.clock(), 0.0)

    def check(self) -> None:
        """:raise HandedBack: nothing is to be sent any more"""
        if not self.left():
            raise HandedBack("stopped" if self._stopped.is_set() else "deadline")

    def sleep(self, seconds: float) -> None:
        """Wait, unless that would take too long.

        :raise HandedBack: nothing is to be sent after it
        """
        if seconds >= self.left():
            raise HandedBack("stopped" if self._stopped.is_set() else "deadline")
        if self._stopped.wait(seconds):
            raise HandedBack("stopped")
