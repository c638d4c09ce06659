"""Google's quota as sliding windows of one minute.

Calendar: 600 requests for a user and 10,000 for a project,
https://developers.google.com/calendar/api/guides/quota. Its threshold of 1,000,000 a day, beyond
which requests cost something, refuses none (G18). People tells its limits in the Cloud
console only: 90 reads and 90 writes for a user are its defaults.
"""

from __future__ import annotations

import threading
from collections import defaultdict, deque

from . import errors, rpc_errors
from .clock import Clock

WINDOW = 60.0
BURST = 10.0
"""Seconds in which many writes are a burst."""

PEOPLE_COSTS = {
    "people.people.updateContact": ("write", "read"),
    "people.people.batchUpdateContacts": ("write", "read"),
    "people.people.updateContactPhoto": ("write", "photo"),
    "people.people.deleteContactPhoto": ("write", "photo"),
}
"""What costs something besides a write (G16). That updateContact reads, is told by
https://github.com/fleapower/Google-Script-Contacts-Sync/issues/14."""


class Quota:
    """Counts requests and refuses those that are too many. Parts of a batch count each."""

    def __init__(self, clock: Clock, enabled: bool = False) -> None:
        self.enabled = enabled
        self.per_user = 600
        self.per_project = 10_000
        self.people_per_user = 90
        self.people_photos = 60
        self._clock = clock
        self._lock = threading.Lock()
        self._times: defaultdict[tuple[str, ...], deque[float]] = defaultdict(deque)

    def charge(self, project: str, user: str) -> None:
        """Count one request.

        :raise ApiError: 403 when the user or the project has had its share of the last minute
        """
        if not self.enabled:
            return
        with self._lock:
            of_user = self._recent("user", project, user)
            of_project = self._recent("project", project)
            if len(of_user) >= self.per_user:
                raise errors.rate_limited("userRateLimitExceeded", "User Rate Limit Exceeded")
            if len(of_project) >= self.per_project:
                raise errors.rate_limited("rateLimitExceeded", "Rate Limit Exceeded")
            now = self._clock.timestamp()
            of_user.append(now)
            of_project.append(now)

    def charge_burst(self, user: str, most: int | None) -> None:
        """Count one write of an event; the habit `write_burst` says how many are too many (G20).

        :raise ApiError: 403 when the user has made as many just now
        """
        if most is None:
            return
        with self._lock:
            recent = self._recent("burst", user, window=BURST)
            if len(recent) >= most:
                raise errors.rate_limited("rateLimitExceeded", "Rate Limit Exceeded")
            recent.append(self._clock.timestamp())

    def charge_people(self, project: str, user: str, method_id: str, writes: bool) -> None:
        """Count one request to People, where reads, writes and pictures have a share each.

        :raise ApiError: 429 when the user has had one of those shares of the last minute
        """
        if not self.enabled:
            return
        kinds = PEOPLE_COSTS.get(method_id, ("write",) if writes else ("read",))
        with self._lock:
            shares = {kind: self._recent("people", project, user, kind) for kind in kinds}
            for kind, recent in shares.items():
                self._check_people(kind, len(recent))
            for recent in shares.values():
                recent.append(self._clock.timestamp())

    def _check_people(self, kind: str, used: int) -> None:
        if kind == "photo" and used >= self.people_photos:
            raise rpc_errors.photos_exhausted()
        if kind != "photo" and used >= self.people_per_user:
            raise rpc_errors.quota_exhausted(kind, self.people_per_user)

    def reset(self) -> None:
        """Forget all requests."""
        with self._lock:
            self._times.clear()

    def _recent(self, *key: str, window: float = WINDOW) -> deque[float]:
        times = self._times[key]
        oldest = self._clock.timestamp() - window
        while times and times[0] <= oldest:
            times.popleft()
        return times
