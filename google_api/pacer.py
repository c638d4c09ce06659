"""Keeps each account below Google's quota of 600 requests a minute.

https://developers.google.com/workspace/calendar/api/guides/quota
"""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Hashable

#: Below Google's 600, for there may be another program at work for the same user.
REQUESTS, WINDOW = 540, 60.0


class Pacer:
    """Remembers what every account has sent in the last minute. For any number of threads.

    :param limit: requests in any ``window`` seconds
    """

    def __init__(
        self,
        limit: int = REQUESTS,
        window: float = WINDOW,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limit = limit
        self._window = window
        self._clock = clock
        self._sent: dict[Hashable, deque[tuple[float, int]]] = {}
        self._lock = threading.Lock()

    def reserve(self, key: Hashable, count: int, patience: float = math.inf) -> float | None:
        """Book ``count`` requests; at most ``limit`` at once.

        :param patience: the longest wait that makes sense, in seconds
        :return: seconds to wait before they are sent; ``None``, and nothing is booked, if that
            is longer than ``patience``
        :raise ValueError: so many at once never fit
        """
        if count > self._limit:
            raise ValueError(f"{count} requests at once, where {self._limit} are the limit")
        with self._lock:
            now = self._clock()
            sent = self._sent.setdefault(key, deque())
            while sent and sent[0][0] <= now - self._window:
                sent.popleft()
            moment = self._free_at(sent, count, now)
            if moment - now > patience:
                return None
            sent.append((moment, count))
            return moment - now

    def _free_at(self, sent: deque[tuple[float, int]], count: int, now: float) -> float:
        """The first moment at which ``count`` more fit into the window that ends there."""
        moment = now
        booked = sum(number for _moment, number in sent)
        for earlier, number in sent:
            if booked + count <= self._limit:
                break
            booked -= number
            moment = max(moment, earlier + self._window)
        return moment
