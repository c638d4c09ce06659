"""The record of requests, for tests and benchmarks that count them."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """One API call; a call in a batch has `in_batch` and shares the batch's HTTP request."""

    time: str
    method: str
    account: str | None
    http_method: str
    path: str
    query: dict[str, list[str]]
    status: int
    in_batch: bool = False
    began: float = 0.0
    """When the request came in, in seconds of the machine's clock."""
    ended: float = 0.0
    """When its answer was ready. Requests that waited side by side overlap."""


class Journal:
    """All calls since the last reset."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lines: list[Line] = []
        self._http = 0
        self._tokens: list[str] = []

    def count_http(self) -> None:
        """Count one request on the wire, whatever is in it."""
        with self._lock:
            self._http += 1

    def write(self, line: Line) -> None:
        """Record one call."""
        with self._lock:
            self._lines.append(line)

    def note_token(self, grant_type: str) -> None:
        """Record that tokens were asked for, and by which way."""
        with self._lock:
            self._tokens.append(grant_type)

    def reset(self) -> None:
        """Begin anew."""
        with self._lock:
            self._lines.clear()
            self._tokens.clear()
            self._http = 0

    def count_writes(self) -> int:
        """How many of the calls could change something."""
        with self._lock:
            return sum(line.http_method != "GET" for line in self._lines)

    def summary(self) -> dict[str, Any]:
        """Counts and lines."""
        with self._lock:
            lines = list(self._lines)
            http = self._http
            tokens = Counter(self._tokens)
        return {
            "http": http,
            "total": len(lines),
            "tokens": dict(tokens),
            "by_method": dict(Counter(line.method for line in lines)),
            "by_account": dict(Counter(line.account for line in lines if line.account)),
            "by_status": dict(Counter(str(line.status) for line in lines)),
            "requests": [asdict(line) for line in lines],
        }
