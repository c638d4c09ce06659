"""The circuit breaker: while Google does not answer, requests fail at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from .errors import HandedBack

#: After so many unanswered requests in a row, by any account, Google counts as down.
FEW = 5
#: Then one request in so many seconds finds out whether Google is back.
PROBE_EVERY = 10.0


class Breaker:
    """Holds requests back while Google answers none. For any number of threads.

    :param clock: seconds, as of any moment
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._silent = 0
        self._next_probe = 0.0

    def check(self) -> None:
        """Ask before each request.

        :raise HandedBack: Google would not answer
        """
        with self._lock:
            if self._silent < FEW:
                return
            wait = self._next_probe - self._clock()
            if wait > 0:
                raise HandedBack("no_answer", "Google has not answered anybody", after=wait)
            self._next_probe = self._clock() + PROBE_EVERY

    def heard(self) -> None:
        """Google has answered, be it with an error."""
        with self._lock:
            self._silent = 0

    def heard_nothing(self) -> None:
        """A request that was given its time has got no answer."""
        with self._lock:
            self._silent += 1
            if self._silent == FEW:
                self._next_probe = self._clock() + PROBE_EVERY
