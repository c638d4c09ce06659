"""One writer at a time: People refuses two writes of one user that overlap.

"Mutate requests for the same user should be sent sequentially to avoid increased latency and
failures", say the descriptions of its methods.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from . import rpc_errors


class Writers:
    """Who is writing just now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: set[str] = set()

    @contextmanager
    def alone(self, user: str) -> Iterator[None]:
        """Write for a user while nobody else does.

        :raise ApiError: 409 when another write of the same user has not ended yet
        """
        with self._lock:
            if user in self._busy:
                raise rpc_errors.aborted()
            self._busy.add(user)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(user)
