"""A simulated day of many users: what Google is asked, and how soon a change is on the other side.

When Google is asked is decided by the addon's own code: by the steps of polling, the distance
between hints, the life of channels, and the quotas. The clock jumps from one event to the next, and
each request that the runner would make is counted. What people do, and how long things take, is
assumed: :func:`acts` and :class:`World`. ``tests/odoo/calendar/test_day.py`` has the addon itself
go through the same hours, so that the two cannot drift apart.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate, count
from math import ceil, exp
from random import Random
from types import SimpleNamespace
from typing import Literal

from odoo.addons.google_sync.engine.core.polling import APART, JITTER, steps
from odoo.addons.google_sync.google_api.transport.pace import counts_of
from odoo.addons.google_sync.models.google_sync_hint import FRESH
from odoo.addons.google_sync.sync.google.pace import COUNTS_FOR
from odoo.addons.google_sync.sync.operations.channels import USED

HOUR, DAY = 3600, 86_400
#: Google ends a channel after so long.
CHANNEL_LIFE = 7 * DAY
#: Some moment long ago.
NEVER = -1e12

#: How much people do in each hour of the day, as they are at work.
_BUSY = (1, 1, 1, 1, 1, 2, 6, 30, 80, 100, 100, 90, 50, 70, 100, 100, 90, 60, 30, 20, 15, 12, 8, 3)
#: Changes of appointments a day on each side, and of contacts; and how often a calendar is opened.
_CHANGES, _CONTACTS, _OPENED = 5, 0.5, 6
#: Of a change, this is the chance that another one follows, after so many seconds on average.
_GOES_ON, _PAUSE = 1 / 3, 30
#: How much people differ: the deviation of the logarithm of what they do. The mean stays.
_SPREAD = 0.8

Kind = Literal["google", "odoo", "opened", "google contact", "odoo contact"]


@dataclass(frozen=True, slots=True, order=True)
class Act:
    """Something that a person does.

    :ivar at: whole seconds since the beginning
    """

    at: int
    user: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class World:
    """How things are, in seconds.

    :ivar shortest: and ``longest``: the settings' bounds of polling
    :ivar pushes: whether Google tells of changes
    :ivar message: the least and the most that a message takes
    :ivar lost: the share of messages that get lost
    :ivar wake: from a wish until a worker has claimed
    :ivar request: what a request takes, with what a worker does with the answer
    :ivar contacts: the share of users who synchronize contacts, too
    :ivar jitter: as ``models.google_sync_lease_mixin.jitter``
    """

    shortest: float = 5 * 60
    longest: float = 60 * 60
    pushes: bool = True
    message: tuple[float, float] = (0.5, 3.0)
    lost: float = 0.0
    wake: float = 0.7
    request: float = 0.4
    contacts: float = 0.5
    jitter: Callable[[Random, float], float] = lambda chance, least: chance.uniform(
        least, 1 + JITTER
    )


def acts(users: int, seed: int, hours: int = 24, factor: float = 1.0) -> list[Act]:
    """What people do on their day, in the order of time; the same for the same seed.

    :param factor: they do so many times as much
    """
    chance, found = Random(seed), []  # noqa: S311  no secret depends on it
    amounts: dict[Kind, float] = {
        "google": _CHANGES,
        "odoo": _CHANGES,
        "opened": _OPENED,
        "google contact": _CONTACTS,
        "odoo contact": _CONTACTS,
    }
    for user in range(users):
        own = factor * exp(chance.gauss(-(_SPREAD**2) / 2, _SPREAD))
        for kind, amount in amounts.items():
            is_change = kind != "opened"
            sittings = amount * own * (1 - _GOES_ON if is_change else 1)
            for _sitting in range(_poisson(chance, sittings)):
                at = _moment(chance)
                found.append(Act(int(at), user, kind))
                while is_change and chance.random() < _GOES_ON:
                    at += chance.expovariate(1 / _PAUSE)
                    found.append(Act(int(at), user, kind))
    return sorted(act for act in found if act.at < hours * HOUR)


def _poisson(chance: Random, mean: float) -> int:
    number, waited = 0, chance.expovariate(1.0)
    while waited < mean:
        number, waited = number + 1, waited + chance.expovariate(1.0)
    return number


def _moment(chance: Random) -> float:
    sums = list(accumulate(_BUSY))
    hour = bisect_left(sums, chance.uniform(0, sums[-1]))
    return (hour + chance.random()) * HOUR


@dataclass(slots=True, eq=False)
class Lease:
    """What a worker claims: a user's calendar, or their contacts. The fields of times are those of
    ``google.sync.work``."""

    user: int
    is_calendar: bool
    next_sync: float
    active_at: float
    claimed_at: float = NEVER
    last_sync: float = NEVER
    hinted: bool = False
    running: bool = False
    in_google: list[int] = field(default_factory=list)
    in_odoo: list[int] = field(default_factory=list)


@dataclass
class Told:
    """What came of a day.

    :ivar requests: by method
    :ivar lags_in: seconds from each change of an appointment in Google until it was in Odoo;
        ``lags_out`` likewise
    :ivar lags_of_contacts: those of changes of contacts in Google, which it does not tell of
    :ivar held_back: how often somebody had to wait for a quota
    """

    requests: Counter[str] = field(default_factory=Counter)
    lags_in: list[float] = field(default_factory=list)
    lags_out: list[float] = field(default_factory=list)
    lags_of_contacts: list[float] = field(default_factory=list)
    held_back: int = 0

    @property
    def total(self) -> int:
        return self.requests.total()


def within(lags: Iterable[float], part: float = 0.95) -> float:
    """Seconds within which this part of the changes had arrived."""
    ordered = sorted(lags)
    return ordered[max(ceil(part * len(ordered)) - 1, 0)]


class Day:
    """:param users: how many there are
    :param people: what they do, as :func:`acts` has it
    """

    def __init__(self, users: int, people: list[Act], world: World, seed: int, hours: int = 24):
        self.world, self.people, self.end = world, people, hours * HOUR
        self.chance = Random(seed)  # noqa: S311  no secret depends on it
        bounds = (timedelta(seconds=world.shortest), timedelta(seconds=world.longest))
        self.usual, self.told_of = steps(*bounds), steps(*bounds, is_told=True)
        self.calendars = [self._lease(user, True) for user in range(users)]
        with_contacts = [user for user in range(users) if self.chance.random() < world.contacts]
        self.contacts = {user: self._lease(user, False) for user in with_contacts}
        self.told = Told()
        self._sent: dict[str, deque[tuple[float, int]]] = defaultdict(deque)
        self._queue: list[tuple[float, int, Callable[[float], None]]] = []
        self._number = count()

    def _lease(self, user: int, is_calendar: bool) -> Lease:
        """As it is at midnight, some hours after the last thing that happened."""
        chance = self.chance
        return Lease(
            user,
            is_calendar,
            int(chance.uniform(0, self.world.longest)),
            -int(chance.uniform(2, 8) * HOUR),
        )

    def run(self) -> Told:
        """Go through it."""
        for act in self.people:
            self._at(act.at, lambda now, act=act: self._act(act, now))
        for lease in (*self.calendars, *self.contacts.values()):
            self._look_at(lease, lease.next_sync)
        if self.world.pushes:
            self._plan_renewals()
        while self._queue and self._queue[0][0] < self.end:
            now, _number, happens = heapq.heappop(self._queue)
            happens(now)
        return self.told

    def _at(self, moment: float, happens: Callable[[float], None]) -> None:
        heapq.heappush(self._queue, (moment, next(self._number), happens))

    # -- what happens -----------------------------------------------------------------------------

    def _act(self, act: Act, now: float) -> None:
        lease = self.calendars[act.user]
        if act.kind == "google":
            lease.in_google.append(act.at)
            self._tell(lease, now)
        elif act.kind == "odoo":
            lease.in_odoo.append(act.at)
            self._look_at(lease, now + self.world.wake)
        elif act.kind == "opened":
            if lease.last_sync < now - FRESH.total_seconds():
                self._hint(lease, now)
        elif act.user in self.contacts:
            lease = self.contacts[act.user]
            (lease.in_google if act.kind == "google contact" else lease.in_odoo).append(act.at)
            if act.kind == "odoo contact":
                self._look_at(lease, now + self.world.wake)

    def _tell(self, lease: Lease, now: float) -> None:
        """Google tells that something has changed, be it by us."""
        if self.world.pushes and self.chance.random() >= self.world.lost:
            delay = self.chance.uniform(*self.world.message)
            self._at(now + delay, lambda later: self._hint(lease, later))

    def _hint(self, lease: Lease, now: float) -> None:
        lease.hinted = True
        self._look_at(lease, max(now + self.world.wake, lease.claimed_at + APART.total_seconds()))

    def _plan_renewals(self) -> None:
        """Channels are made anew by an hourly action; they were made on any day of the week."""
        for lease in self.calendars:
            used = self.chance.uniform(*USED) * CHANNEL_LIFE
            if (due := self.chance.uniform(0, used)) < self.end:
                hour = ceil(due / HOUR) * HOUR
                self._at(hour, lambda now, lease=lease: self._renew(lease, now))

    def _renew(self, lease: Lease, now: float) -> None:
        self._send(lease, "calendar.events.watch", now)
        self._send(lease, "calendar.channels.stop", now)
        self._tell(lease, now)  # the new one greets

    # -- what the runner does ---------------------------------------------------------------------

    def _look_at(self, lease: Lease, moment: float) -> None:
        self._at(moment, lambda now: self._claim(lease, now))

    def _is_due(self, lease: Lease, now: float) -> bool:
        is_apart = now >= lease.claimed_at + APART.total_seconds()
        return now >= lease.next_sync or bool(lease.in_odoo) or (lease.hinted and is_apart)

    def _claim(self, lease: Lease, now: float) -> None:
        if lease.running or not self._is_due(lease, now):
            return
        method = "calendar.events.list" if lease.is_calendar else "people.people.connections.list"
        if wait := self._send(lease, method, now):
            self.told.held_back += 1
            self._look_at(lease, now + wait)
            return
        silence = 0.0 if lease.hinted else now - lease.active_at
        is_told = lease.is_calendar and self.world.pushes
        pause = (self.told_of if is_told else self.usual).pause(silence)
        lease.next_sync = now + self.world.jitter(self.chance, 1 - JITTER) * pause
        lease.active_at = now if lease.hinted else lease.active_at
        lease.claimed_at, lease.hinted, lease.running = now, False, True
        self._at(now + self.world.request, lambda later: self._answered(lease, later))

    def _answered(self, lease: Lease, now: float) -> None:
        """Google has told what was new when it was asked."""
        came = [at for at in lease.in_google if at <= lease.claimed_at]
        lease.in_google = lease.in_google[len(came) :]
        lags = self.told.lags_in if lease.is_calendar else self.told.lags_of_contacts
        lags += [now - at for at in came]
        if not lease.in_odoo:
            self._finish(lease, now, bool(came))
            return
        writes, lease.in_odoo = lease.in_odoo, []
        self._at(
            now + self.world.request,
            lambda later: self._written(lease, later, writes, bool(came)),
        )

    def _written(self, lease: Lease, now: float, writes: list[int], news: bool) -> None:
        method = "calendar.events.insert" if lease.is_calendar else "people.people.createContact"
        for at in writes:
            self._send(lease, method, now)
            self.told.lags_out.append(now - at)
        if lease.is_calendar:
            self._tell(lease, now)
        self._finish(lease, now, news)

    def _finish(self, lease: Lease, now: float, news: bool) -> None:
        lease.running, lease.last_sync = False, now
        if news:
            lease.active_at = now
            soon = now + self.usual.pause(0) * self.world.jitter(self.chance, 1 - JITTER)
            lease.next_sync = min(lease.next_sync, soon)
        self._look_at(lease, now)
        self._look_at(lease, lease.next_sync)
        if lease.hinted:
            self._hint(lease, now)

    def _send(self, lease: Lease, method: str, now: float) -> float:
        """Count a request, if the quotas allow for it.

        :return: 0.0, or how long to wait for them
        """
        is_list = method.endswith("list")
        request = SimpleNamespace(methodId=method, method="GET" if is_list else "POST")
        quotas = counts_of([request], lease.user)
        waits = [self._wait_for(quota.key, quota.most, now) for quota in quotas]
        if any(waits) and is_list:
            return max(waits)
        for quota in quotas:
            self._sent[quota.key].append((now, 1))
        self.told.requests[method] += 1
        return 0.0

    def _wait_for(self, key: str, most: int, now: float) -> float:
        sent = self._sent[key]
        while sent and sent[0][0] <= now - COUNTS_FOR:
            sent.popleft()
        return sent[0][0] + COUNTS_FOR - now if len(sent) >= most else 0.0


def summary(told: Told) -> Iterator[str]:
    """What a day came to, in words."""
    yield f"{told.total:,} requests: {dict(told.requests.most_common())}"
    yield f"in: p50 {within(told.lags_in, 0.5):.1f} s, p95 {within(told.lags_in):.1f} s"
    yield f"out: p50 {within(told.lags_out, 0.5):.1f} s, p95 {within(told.lags_out):.1f} s"
    yield f"held back by a quota: {told.held_back}"
