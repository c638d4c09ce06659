"""The fake's clock: real time plus what a test has added to it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone


class Clock:
    """Tells the time; moves forward on request so that nothing has to sleep."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def now(self) -> datetime:
        """The current time in UTC."""
        return datetime.now(timezone.utc) + self._offset

    def timestamp(self) -> float:
        """The current time in seconds since 1970."""
        return self.now().timestamp()

    def advance(self, seconds: float) -> None:
        """Move the clock forward."""
        self._offset += timedelta(seconds=seconds)
