"""The rows of the table: which work is measured, beside what, and what we want to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tools import databases

LATENCY = 0.1  # seconds of a request
PART = 0.01  # seconds of a part of a batch: a tenth, an assumption
BATCH = 50
THREADS = 30  # as ``sync.runner`` has them

DAILY_REQUESTS = 1_000_000  # beyond which Google charges

#: What is installed in the database of each variant.
VARIANTS = {
    "ours": (databases.MODULES, True),
    "peer": ((*databases.MODULES, "google_calendar"), False),
    "bare": (databases.MODULES, False),
}


@dataclass(frozen=True)
class Measured:
    """A figure that is measured in the same run.

    :ivar variant: who does it, one of :data:`VARIANTS`; the work is a function of that module
    :ivar times: the row's work is so many times the one that is measured
    """

    variant: str
    work: str
    times: float = 1


@dataclass(frozen=True)
class Goal:
    """Our figure as a share of another one.

    :ivar against: which one; ``"one"`` for the figure itself
    :ivar least: the share is to be at least this, and not at most
    """

    share: float
    against: Literal["limit", "peer", "one"] = "limit"
    least: bool = False


@dataclass(frozen=True)
class Work:
    """:ivar limit: what nobody gets below; ``None``: there is no such thing
    :ivar peer: ``None``: the peer cannot do it at all
    :ivar rounds: each figure is the median of so many
    :ivar options: of the fake Google
    :ivar note: what the figures do not tell by themselves
    """

    name: str
    goals: tuple[Goal, ...]
    limit: Measured | float | None = None
    peer: Measured | None = None
    unit: str = "s"
    rounds: int = 3
    options: tuple[str, ...] = ()
    note: str = ""

    @property
    def figures(self) -> dict[str, Measured]:
        """What is measured for this row, by the column that it fills."""
        columns = {"ours": Measured("ours", self.name), "peer": self.peer, "limit": self.limit}
        return {column: one for column, one in columns.items() if isinstance(one, Measured)}


def _sending(events: int) -> float:
    """Seconds that a list and the batches take at the least, one after another."""
    return LATENCY * (1 + events / BATCH) + PART * events


#: Google takes 600 requests of a user in a minute: the list and 599 events at once, the others
#: when the first ones are a minute old.
_AT_600_A_MINUTE = 60 + _sending(1000 - 599) - LATENCY

WORKS = (
    Work(
        "pull_10k",
        (Goal(1.3),),
        Measured("bare", "pull_10k"),
        Measured("peer", "pull_1k", 10),
        note="peer: ten times its time for 1,000",
    ),
    Work(
        "push_1k",
        (Goal(1.2), Goal(1 / 20, "peer")),
        _sending(1000),
        Measured("peer", "push_200", 5),
        note="peer: five times its time for 200",
    ),
    Work(
        "push_1k_quota",
        (Goal(1 / 0.95),),
        _AT_600_A_MINUTE,
        rounds=1,
        options=("--quota",),
        note="one round; the peer is slower than the quota by itself",
    ),
    Work(
        "idle_1k",
        (Goal(6, "one"), Goal(1 / 15, "peer")),
        LATENCY * 1000 / THREADS,
        Measured("peer", "idle_50", 20),
        note="peer: twenty times its time for 50",
    ),
    Work(
        "save_event",
        (Goal(1.15),),
        Measured("bare", "save_event"),
        Measured("peer", "save_event"),
        note="beside another process that is busy in Odoo, for each of the three",
    ),
    Work(
        "one_of_10k",
        (Goal(0.15, "one"), Goal(1.25)),
        Measured("ours", "one_of_100"),
        Measured("peer", "one_of_1k"),
        note="our own time, without Google's; limit: one of 100; peer: one of 1,000",
    ),
    Work(
        "memory_50k",
        (Goal(1.3),),
        Measured("ours", "memory_5k"),
        Measured("peer", "memory_1k"),
        unit="MiB",
        rounds=1,
        note="one round; limit: ours for 5,000; peer: for 1,000",
    ),
    Work("contacts_5k_in", (Goal(1.5),), Measured("bare", "contacts_5k_in")),
    Work("contacts_5k_out", (Goal(8),), LATENCY * 31),
    Work(
        "freshness_out",
        (Goal(5, "one"),),
        LATENCY * 2,
        Measured("peer", "freshness_out"),
        rounds=1,
        note="95 of 100 saves are at Google within this time; limit: two requests",
    ),
    Work(
        "freshness_in",
        (Goal(5, "one"),),
        LATENCY,
        rounds=1,
        note="one round; 95 of 100 changes are in Odoo within this time; limit: one request",
    ),
    Work(
        "freshness_in_lost",
        (Goal(60, "one"),),
        LATENCY,
        rounds=1,
        note="the same, where each fifth of Google's messages gets lost",
    ),
    Work(
        "day_10k",
        (Goal(1),),
        DAILY_REQUESTS,
        unit="requests",
        rounds=1,
        note="simulated; a day of 10,000 users of whose changes Google tells",
    ),
    Work(
        "day_10k_in",
        (Goal(60, "one"),),
        rounds=1,
        note="95 of 100 changes of that day are in Odoo within this time",
    ),
    Work(
        "workers_2",
        (Goal(1.8, "one", least=True),),
        2,
        unit="times",
        rounds=1,
        note="one round; how many times as fast two workers are as one",
    ),
)
