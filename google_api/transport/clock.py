"""The difference between Google's clock and ours.

Google dates what changes there, Odoo what changes here, and the two are compared: which of two
changes is the newer one, and what was there before somebody connected. So Google's times are
translated into ours where they are read, by the dates that its answers bear.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from statistics import median

#: Google tells whole seconds, and an answer takes its time.
NOTHING = timedelta(seconds=2)
#: How many answers are looked at, for one of them may come out of somebody's cache.
ANSWERS = 5

#: In which a difference is exactly a number.
_UNIT = timedelta(microseconds=1)


def _now() -> datetime:
    return datetime.now(timezone.utc)


class Clock:
    """Google's clock, as its latest answers tell it. For any number of threads.

    :param now: our own clock, aware
    """

    def __init__(self, now: Callable[[], datetime] = _now) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._ahead: deque[timedelta] = deque(maxlen=ANSWERS)

    def heard(self, date: str | None, took: timedelta = timedelta(0)) -> None:
        """Google has just answered.

        :param date: its header of this name
        :param took: how long it took
        """
        try:
            ahead = parsedate_to_datetime(date or "") - (self._now() - took / 2)
        except (ValueError, TypeError):  # no date, or one without a zone
            return
        with self._lock:
            self._ahead.append(ahead)

    @property
    def ahead(self) -> timedelta:
        """By how much Google's clock is ahead of ours; negative if it is behind."""
        with self._lock:
            middle = median(one // _UNIT for one in self._ahead) if self._ahead else 0
        ahead = middle * _UNIT
        return ahead if abs(ahead) > NOTHING else timedelta(0)

    def ours(self, moment: datetime) -> datetime:
        """What our clock showed when Google's showed this."""
        return moment - self.ahead

    def forget(self) -> None:
        """Begin anew, with another Google."""
        with self._lock:
            self._ahead.clear()


#: The one that this process talks to.
GOOGLE = Clock()
