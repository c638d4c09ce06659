"""The deadline of a worker's requests: its time ends, and it may be told to stop before."""

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

    @property
    def is_stopped(self) -> bool:
        """Whether the worker is to stop."""
        return self._stopped.is_set()

    def left(self) -> float:
        """Seconds until the end; none when the worker is to stop."""
        return 0.0 if self.is_stopped else max(self._at - self.clock(), 0.0)

    def check(self) -> None:
        """:raise HandedBack: nothing is to be sent any more"""
        if not self.left():
            raise HandedBack("stopped" if self.is_stopped else "deadline")

    def sleep(self, seconds: float) -> None:
        """Wait, unless that would take too long.

        :raise HandedBack: nothing is to be sent after it
        """
        if seconds >= self.left():
            raise HandedBack("stopped" if self.is_stopped else "deadline")
        if self._pause(seconds):
            raise HandedBack("stopped")

    def _pause(self, seconds: float) -> bool:
        """Let the time pass, unless the worker is to stop.

        :return: whether it is
        """
        return self._stopped.wait(seconds)
