"""How long one runner works: as long as Odoo lets it, and until the server is to stop."""

import signal
import time
from threading import Event
from weakref import WeakSet

from odoo.service.server import CommonServer
from odoo.tools import config

#: Of the time that Odoo allows a scheduled action, this part is used for runs. A request that has
#: just begun when it ends has the rest.
USED = 0.6
#: So long, in seconds, where Odoo sets no limit.
UNLIMITED = 600.0

_shifts = WeakSet()


class Shift:
    """The time that a runner has.

    :ivar stopped: set when it is to end at once
    """

    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self.began = clock()
        self.ends = self.began + USED * longest_job()
        self.stopped = Event()
        self._left_by_odoo = None

    def __enter__(self):
        _shifts.add(self)
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        _shifts.discard(self)

    def odoo_leaves(self, seconds):
        """Odoo has said when other scheduled actions want their turn."""
        self._left_by_odoo = seconds

    def takes_more(self, is_busy):
        """Whether to claim. Others' actions wait while a long run goes on anyway, so meanwhile
        there is no reason not to.

        :param is_busy: whether runs are under way
        """
        if self.is_over() or self._clock() > (self.began + self.ends) / 2:
            return False
        return is_busy or self._left_by_odoo is None or self._left_by_odoo > 0

    def is_over(self):
        if _is_worker_leaving():
            self.stopped.set()
        return self.stopped.is_set() or self._clock() >= self.ends


def longest_job():
    """Seconds after which Odoo ends a process whose scheduled action goes on."""
    limit = config["limit_time_real_cron"]
    if limit is None or limit < 0:
        limit = config["limit_time_real"]
    return limit or UNLIMITED


def _is_worker_leaving():
    """Whether a worker of the multi-process server was asked to stop, which only notes it."""
    worker = getattr(signal.getsignal(signal.SIGINT), "__self__", None)
    return getattr(worker, "alive", True) is False


def _stop_all():
    """The server stops: what its runners are at is free for others at once."""
    for shift in list(_shifts):
        shift.stopped.set()


CommonServer.on_stop(_stop_all)
