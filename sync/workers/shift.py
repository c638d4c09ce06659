"""The working time of one runner: as long as Odoo allows, and until the server stops."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from threading import Event
from weakref import WeakSet

from odoo.service.server import CommonServer
from odoo.tools import config

from ...google_api.transport.deadline import Deadline
from ..google import client as google_client

#: Of the time that Odoo allows a scheduled action, Google is asked in this part. The rest is for
#: keeping what it has answered.
USED = 0.6
#: After this share of the time nothing is claimed: it would hardly be done in the rest.
CLAIMING = 0.5
#: Seconds for keeping the last answers.
GRACE = 5.0
#: So long, in seconds, where Odoo sets no limit.
UNLIMITED = 600.0

_shifts: WeakSet[Shift] = WeakSet()


class Shift:
    """The time that a runner has.

    :param longest: seconds after which Odoo ends the process; of a scheduled action without them
    :ivar deadline: what the requests to Google mind
    """

    def __init__(
        self, longest: float | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._stopped, self._ended = Event(), Event()
        self._stopped_at: float | None = None
        self._began = clock()
        self._ends = self._began + USED * (longest or longest_job())
        self._others_wait = False
        self.deadline = Deadline(self._ends, self._stopped, clock)

    def __enter__(self) -> Shift:
        _shifts.add(self)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        self._ended.set()
        _shifts.discard(self)

    def odoo_leaves(self, seconds: float) -> None:
        """Odoo has said how long it is until other scheduled actions want their turn."""
        self._others_wait = seconds <= 0

    def takes_more(self, is_busy: bool) -> bool:
        """Whether to claim. While a long run goes on others wait anyway, so there is no reason not
        to.

        :param is_busy: whether runs are under way
        """
        if self.is_stopped():
            return False
        claims_until = self._began + CLAIMING * (self._ends - self._began)
        return self._clock() < claims_until and (is_busy or not self._others_wait)

    def is_over(self) -> bool:
        """Return whether the time for the last answers is over, too."""
        self._look_around()
        ended = self._ends if self._stopped_at is None else self._stopped_at
        return self._clock() >= ended + GRACE

    def is_stopped(self) -> bool:
        """Return whether the server is to stop, or this worker of it."""
        self._look_around()
        return self._stopped.is_set()

    def stop(self) -> None:
        """Ask nothing more of Google, and wait for no answer."""
        if not self._stopped.is_set():
            self._stopped_at = self._clock()
            self._stopped.set()
            google_client.hang_up()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended."""
        self._ended.wait(seconds)

    def _look_around(self) -> None:
        if _is_worker_leaving():
            self.stop()
        if self._stopped.is_set():
            google_client.hang_up()  # once more, on whoever was just about to ask


def longest_job() -> float:
    """Return the seconds after which Odoo ends the process of a scheduled action."""
    limit: float | None = config["limit_time_real_cron"]
    if limit is None or limit < 0:
        limit = config["limit_time_real"]
    return limit or UNLIMITED


def longest_request() -> float:
    """Return the seconds after which Odoo ends a request; a job of a queue is one."""
    return config["limit_time_real"] or UNLIMITED


def _is_worker_leaving() -> bool:
    """Whether a worker of the multi-process server was asked to stop, which only notes it."""
    worker = getattr(signal.getsignal(signal.SIGINT), "__self__", None)
    return getattr(worker, "alive", True) is False


def _stop_all() -> None:
    """The server stops: what its runners are at is free for others at once.

    They have a moment to keep what Google has just answered, and to wake the others.
    """
    shifts = list(_shifts)
    for shift in shifts:
        shift.stop()
    for shift in shifts:
        shift.wait(GRACE)


CommonServer.on_stop(_stop_all)
