"""``make bench``: each piece of work by us and by the peer in turn, three times, side by side.

Every measurement has a fresh database and an empty fake Google with 100 ms for each request, and
counts only after the resulting records were found right.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools import console, databases, fake, paths, postgres
from tools.console import CommandError, say
from tools.stack import CREDENTIALS

ROUNDS = 3
LATENCY = 0.1  # seconds of a request
PART = 0.01  # seconds of a part of a batch: a tenth, an assumption
BATCH = 50
THREADS = 30  # as ``sync.runner`` has them

RESULTS = Path(__file__).parent / "results" / "latest.json"

#: What is installed in the database of each variant.
VARIANTS = {
    "ours": (databases.MODULES, True),
    "peer": ((*databases.MODULES, "google_calendar"), False),
    "bare": (databases.MODULES, False),
}


@dataclass(frozen=True)
class Work:
    """:ivar limit: seconds below which nobody gets; ``None``: what ``bare`` takes
    :ivar goal: what we want to reach, as a share of the peer, or of the limit
    :ivar peer: whether the peer can do it at all
    """

    name: str
    limit: float | None
    goal: float
    against: str = "peer"
    peer: bool = True

    @property
    def variants(self) -> list[str]:
        """Who does it."""
        wanted = {"ours": True, "peer": self.peer, "bare": self.limit is None}
        return [name for name in VARIANTS if wanted[name]]


WORKS = (
    Work("pull_1k", None, 1 / 2),
    Work("push_200", LATENCY * (1 + 200 / BATCH) + PART * 200, 1 / 6),
    Work("idle_50", LATENCY * 50 / THREADS, 1 / 5),
    Work("save_event", None, 1.2, against="limit"),
    Work("contacts_in_5k", None, 3, against="limit", peer=False),
    Work("contacts_out_5k", LATENCY * 31, 8, against="limit", peer=False),
)


def main() -> None:
    wanted = sys.argv[1:] or [work.name for work in WORKS]
    with postgres.running():
        rows = [_measure(work) for work in WORKS if work.name in wanted]
    _print(rows)
    if len(rows) == len(WORKS):
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps([row["result"] for row in rows], indent=2) + "\n")
        say(f"written to {RESULTS.relative_to(paths.ROOT)}")


def _measure(work: Work) -> dict:
    seconds: dict[str, list[float]] = {name: [] for name in work.variants}
    for number in range(1, ROUNDS + 1):
        for variant in work.variants:
            seconds[variant].append(_once(work.name, variant))
            say(f"{work.name} {variant} round {number}: {seconds[variant][-1]:.3f} s")
    medians = {name: statistics.median(values) for name, values in seconds.items()}
    result = {
        "name": work.name,
        "ours": round(medians["ours"], 4),
        "peer": round(medians["peer"], 4) if work.peer else None,
        "limit": round(medians.get("bare", work.limit), 4),
        "unit": "s",
    }
    ratio = result["ours"] / result[work.against]
    return {"result": result, "work": work, "ratio": ratio}


def _once(work: str, variant: str) -> float:
    """Measure once, with everything fresh.

    :raise CommandError: the work failed, or its result was wrong
    """
    database = f"bench_{variant}_{os.getpid()}"
    databases.create(database, *VARIANTS[variant])
    databases.set_parameters(database, CREDENTIALS)
    try:
        with fake.private(["--latency", str(LATENCY)]) as url:
            done = subprocess.run(
                [str(paths.VENV_PYTHON), "-m", "bench.worker", variant, work, database],
                cwd=paths.ROOT,
                env={**os.environ, "GOOGLE_SYNC_API_ROOT": url, "PYTHONPATH": str(paths.ROOT)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
    finally:
        databases.drop(database)
    if done.returncode:
        raise CommandError(f"{work} by {variant} went wrong:\n{done.stderr[-3000:]}")
    return float(done.stdout.split()[-1])


def _print(rows: list[dict]) -> None:
    print(f"\n{'work':<16}{'ours':>9}{'peer':>9}{'limit':>9}   goal")
    for row in rows:
        result, work = row["result"], row["work"]
        verdict = "reached" if row["ratio"] <= work.goal else "MISSED"
        peer = f"{result['peer']:.3f}s" if work.peer else "-"
        print(
            f"{work.name:<16}{result['ours']:>8.3f}s{peer:>9}"
            f"{result['limit']:>8.3f}s   {row['ratio']:.2f} of the {work.against}, "
            f"{work.goal:.2f} wanted: {verdict}"
        )


if __name__ == "__main__":
    console.run_main(main)
