"""``make bench``: each piece of work by us, by the peer and by what it costs at the least, in turn.

Every measurement has a fresh database and an empty fake Google with 100 ms for each request, and
counts only after the resulting records were found right.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

from tools import console, databases, fake, paths, postgres
from tools.console import CommandError, say
from tools.stack import CREDENTIALS

from .works import LATENCY, VARIANTS, WORKS, Goal, Measured, Work

RESULTS = Path(__file__).parent / "results" / "latest.json"


def main() -> None:
    names = sys.argv[1:] or [work.name for work in WORKS]
    if unknown := set(names) - {work.name for work in WORKS}:
        raise CommandError(f"there is no work {', '.join(sorted(unknown))}")
    rows, wrong = [], []
    with postgres.running():
        for work in WORKS:
            if work.name not in names:
                continue
            try:
                rows.append(_measure(work))
            except CommandError as error:  # the others count all the same
                wrong.append(work.name)
                say(str(error))
    _print(rows)
    _keep([row for _work, row in rows], wrong)
    if wrong:
        raise CommandError(f"went wrong: {', '.join(wrong)}")


def _measure(work: Work) -> tuple[Work, dict]:
    figures: dict[str, list[float]] = {column: [] for column in work.figures}
    for number in range(1, work.rounds + 1):
        for column, measured in work.figures.items():
            figure = measure(measured, work.options) * measured.times
            figures[column].append(figure)
            say(f"{work.name} {column} round {number}: {figure:.3f} {work.unit}")
    medians = {column: statistics.median(values) for column, values in figures.items()}
    if isinstance(work.limit, int | float):
        medians["limit"] = work.limit
    columns = {
        column: round(medians[column], 4) if column in medians else None
        for column in ("ours", "peer", "limit")
    }
    return work, {"name": work.name, **columns, "unit": work.unit}


def measure(measured: Measured, options: tuple[str, ...]) -> float:
    """Measure once, with everything fresh.

    :raise CommandError: the work failed, or its result was wrong
    """
    variant, work = measured.variant, measured.work
    database = f"bench_{variant}_{os.getpid()}"
    databases.create(database, *VARIANTS[variant])
    databases.set_parameters(database, CREDENTIALS)
    try:
        with fake.private(["--latency", str(LATENCY), *options]) as url:
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
    if done.stderr.strip():  # what a work has to say of itself
        say(done.stderr.strip())
    return float(done.stdout.split()[-1])


def _print(rows: list[tuple[Work, dict]]) -> None:
    print(f"\n{'work':<16}{'ours':>10}{'peer':>10}{'limit':>10}         goals")
    for work, row in rows:
        figures = (row[column] for column in ("ours", "peer", "limit"))
        shown = "".join(f"{'-' if one is None else f'{one:.3f}':>10}" for one in figures)
        goals = "; ".join(_verdict(goal, row) for goal in work.goals)
        print(f"{work.name:<16}{shown} {work.unit:<6}  {goals}")
        if work.note:
            print(f"{'':<18}{work.note}")


def _verdict(goal: Goal, row: dict) -> str:
    share = row["ours"] / {**row, "one": 1}[goal.against]
    reached = share >= goal.share if goal.least else share <= goal.share
    of_what = row["unit"] if goal.against == "one" else f"of the {goal.against}"
    wanted = f"{'at least' if goal.least else 'at most'} {goal.share:.3g}"
    return f"{share:.3g} {of_what}, {wanted}: {'reached' if reached else 'MISSED'}"


def _keep(rows: list[dict], wrong: list[str]) -> None:
    """Write the rows over those of former runs; what was not measured stays as it was."""
    former = json.loads(RESULTS.read_text()) if RESULTS.exists() else []
    known = {row["name"]: row for row in former}
    known.update((row["name"], row) for row in rows)
    kept = [known[work.name] for work in WORKS if work.name in known and work.name not in wrong]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, indent=2) + "\n")
    say(f"written to {RESULTS.relative_to(paths.ROOT)}")


if __name__ == "__main__":
    console.run_main(main)
