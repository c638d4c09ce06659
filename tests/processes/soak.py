"""What goes on around a crowd for an hour of theirs: deaths, and eyes on both sides and on memory.

The hour takes some minutes. What people wait for is shorter by one factor: the time between two
questions for news, and until what has failed is tried again (``addons/google_sync_hurry``); and
workers die as often as in an hour. All clocks are true, and work, and the tries of one request,
take the time that they take.
"""

from __future__ import annotations

import re
import statistics
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import scale
from person import Person
from practice import Office, Practice

from tools import odoo_config, postgres
from tools.odoo_source import locate

#: A minute of theirs, in seconds.
MINUTE = 60 / scale.SOAK_SPEED
#: All together do so much in a second, half of it in Odoo and half of it at Google.
DEEDS = 8
#: So between two deeds on one side of a person there are so many seconds.
PAUSE = scale.SOAK_ACCOUNTS / DEEDS, 3 * scale.SOAK_ACCOUNTS / DEEDS
#: Everybody is asked for news each so many of these minutes.
POLLING = 5
#: What goes wrong with requests, in equal parts.
FAULTS = (
    {"status": 401, "reason": "authError"},
    {"status": 403, "reason": "rateLimitExceeded"},
    {"status": 429, "reason": "rateLimitExceeded"},
    {"status": 500, "reason": "backendError"},
    {"status": 503, "reason": "backendError"},
    {"kind": "timeout_before", "seconds": 0.5},
    {"kind": "timeout_after", "seconds": 0.5},
    {"kind": "reset"},
    {"kind": "garbage"},
)
#: So many seconds a worker reads what it keeps; only what lives for twice as long is measured.
WARM_UP = 30
_ADDONS = Path(__file__).parent / "addons"
_RECORDS = re.compile(r"^(?:visit|client) (\d+) ")


def options() -> Sequence[str]:
    """Those of a server that waits less long."""
    addons = (*locate().addons, odoo_config.paths.ADDONS, _ADDONS)
    return (
        "--load=base,rpc,web,google_sync_hurry",
        f"--addons-path={','.join(map(str, addons))}",
        "--limit-time-real-cron=120",  # as Odoo has it unless it is told otherwise
    )


class Eyes:
    """Looks at both sides until the block ends.

    :ivar late: for what was saved, the seconds until both sides have shown the last word of it
    """

    def __init__(self, practice: Practice, people: Sequence[Person]):
        self._practice = practice
        self._people = people
        self.late: list[float] = []

    def look(self) -> None:
        in_odoo = self._in_odoo()
        for person in self._people:
            waiting = [(entry, entry.waits_since) for entry in person.ledger.waiting()]
            in_google = person.in_google() if waiting else {}
            for entry, since in waiting:
                names = list(map(_name_of, in_google.get(entry.number, ())))
                if entry.stands(in_odoo.get(entry.number, ()), names):
                    self.late.append(time.monotonic() - since)
                    entry.waits_since = None

    def _in_odoo(self) -> dict[int, list[str]]:
        """The names of all that the crowd has made, by number, past Odoo and its workers."""
        found = defaultdict(list)
        for name in postgres.sql(
            "SELECT name FROM calendar_event WHERE active AND name LIKE 'visit %'"
            " UNION ALL SELECT name FROM res_partner WHERE active AND name LIKE 'client %'",
            self._practice.ground.database,
        ):
            found[int(_RECORDS.match(name).group(1))].append(name)
        return found

    def figures(self) -> str:
        cuts = statistics.quantiles(self.late, n=100, method="inclusive")
        return f"lag p50 {cuts[49]:.1f} s, p95 {cuts[94]:.1f} s, of {len(self.late)} changes"


def _name_of(shown: Mapping[str, str]) -> str:
    """Of an appointment, or of a contact."""
    return shown["title"] if "title" in shown else shown["name"]


class Deaths:
    """Each minute a worker is killed: the younger one, so that one is at work for long.

    At half time it is the elder one, so that the other one grows old as well.

    :ivar memory: of each worker, by its process, MiB at each moment that somebody looked
    """

    def __init__(self, office: Office, minutes: float):
        self._office = office
        self._began = time.monotonic()
        self._half = self._began + minutes * MINUTE / 2
        self._next = self._began + MINUTE
        self._elder_is_due = True
        self.number = 0
        self.memory: dict[int, list[tuple[float, float]]] = defaultdict(list)

    def look(self) -> None:
        workers = self._office.server.cron_workers()
        now = time.monotonic()
        for worker in workers:
            if size := memory_of(worker):
                self.memory[worker].append((now, size))
        if now < self._next or len(workers) < 2:
            return
        elder = self._elder_is_due and now >= self._half
        self._elder_is_due = self._elder_is_due and not elder
        self._office.kill_a_worker(lambda found: found[0] if elder else found[-1])
        self.number += 1
        self._next += MINUTE

    def grown(self) -> list[tuple[float, float, float]]:
        """Of each worker that lived for a third of the time: MiB in the beginning and in the end,
        and how many minutes are between these.

        The beginning comes after a quarter of its life, and once it has read what it keeps.
        """
        whole = time.monotonic() - self._began
        found = []
        for seen in self.memory.values():
            began, ended = seen[0][0], seen[-1][0]
            life = ended - began
            if life >= max(whole / 3, 2 * WARM_UP):
                warm = began + max(life / 4, WARM_UP)
                first = [size for at, size in seen if warm <= at <= warm + life / 10]
                last = [size for at, size in seen if at >= ended - life / 10]
                minutes = (ended - warm) / MINUTE
                found.append((statistics.median(first), statistics.median(last), minutes))
        return found


def memory_of(pid: int) -> float | None:
    """MiB that a process has; None if it has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return None
    found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else None


@contextmanager
def again_and_again(seconds: float, *deeds: Callable[[], None]) -> Iterator[None]:
    """Do these, each in a thread of its own, with a pause after each time, until the block ends.

    :raise Exception: what one of them has raised
    """
    over, errors = threading.Event(), []

    def go_on(deed: Callable[[], None]) -> None:
        try:
            while not over.wait(seconds):
                deed()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=go_on, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
    if errors:
        raise errors[0]


def runs(practice: Practice) -> str:
    """How many runs had something to do, and how many of them could not be done."""
    (line,) = postgres.sql(
        "SELECT count(*) || ' runs with something to do, '"
        " || count(*) FILTER (WHERE state = 'failed') || ' of them failed' FROM google_sync_run",
        practice.ground.database,
    )
    return line


def asked(practice: Practice) -> str:
    """How much Google was asked, by people, too, and how many of that went wrong."""
    struck = sum(fault["done"] for fault in practice.fake.request("GET", "/_fake/faults")["faults"])
    return f"{len(practice.requests())} requests, {struck} faults"
