"""``make test``: every suite in a pytest session of its own, and one summary at the end."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from . import (
    chromium,
    console,
    covered,
    databases,
    layout,
    odoo_process,
    odoo_source,
    paths,
    postgres,
    selection,
    sharding,
    side_by_side,
    suites,
)
from .console import CommandError, say
from .side_by_side import Job, Sessions
from .suites import Suite

_WORTH_SPLITTING = 20  # files; for fewer a second database takes longer than it spares
_EVERYTHING = "EVERYTHING"  # in the environment: run also what cannot have changed
_ENDS_WELL = (0, 5)  # 5: no test was selected in this suite


@dataclass
class Tally:
    """What the sessions counted, together."""

    counts: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    figures: dict[str, list[int]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, suite: Suite, code: int, report: Path) -> None:
        """Add one session's numbers."""
        numbers = json.loads(report.read_text()) if report.exists() else {}
        with self._lock:
            self._add(suite, code, numbers)

    def _add(self, suite: Suite, code: int, numbers: dict[str, Any]) -> None:
        self.counts.update(numbers.get("counts", {}))
        for outcome, test in numbers.get("failures", ()):
            self.failures.append(f"{outcome} {_from_root(suite, test)}")
        if code not in _ENDS_WELL and not numbers.get("failures"):
            self.broken.append(f"ERROR {suite.folder}: pytest ended with code {code}")

    def add_figures(self, told: Path) -> None:
        """Add what the tests of one session have told by ``tests/figures.py``."""
        with self._lock:
            for line in told.read_text().splitlines() if told.exists() else ():
                name, *numbers = json.loads(line)
                sums = self.figures.setdefault(name, [0] * len(numbers))
                sums[:] = [one + other for one, other in zip(sums, numbers, strict=True)]

    @property
    def failed(self) -> bool:
        """Whether anything went wrong, or nothing ran at all."""
        ran = self.counts["passed"] + self.counts["failed"]
        return bool(self.failures or self.broken or not ran)

    def summary(self, seconds: float) -> str:
        """All failures and then one line in pytest's own words."""
        counts = self.counts + Counter(errors=self.counts["error"] + len(self.broken))
        order = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "errors")
        parts = [f"{counts[kind]} {kind}" for kind in order if counts[kind]]
        line = f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s "
        figures = [_told(name, *numbers) for name, numbers in self.figures.items()]
        return "\n".join([*self.failures, *self.broken, *figures, line.center(80, "=")])


def _told(name: str, good: int, whole: int) -> str:
    """A figure in the words that others look for."""
    if name.startswith("worlds"):
        return f"{name}: {whole}, failed: {whole - good}"
    return f"{name}: {good} of {whole}"


def _from_root(suite: Suite, test: str) -> str:
    """A suite with a pytest.ini of its own names its tests from there."""
    if suite.modules is not None or test.startswith(f"{suite.folder}/"):
        return test
    return f"{suite.folder}/{test}"


@dataclass(frozen=True)
class Place:
    """Where tests in Odoo run: the addon in a folder of its name, and where programs are found."""

    folder: Path
    search_path: str


@dataclass(frozen=True)
class Session:
    """One session of pytest.

    :ivar before: what runs pytest, if not Python itself
    """

    suite: Suite
    label: str
    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    before: Sequence[str] = ()

    def run(self, sessions: Sessions, tally: Tally) -> int:
        """Run it, and count what came of it.

        :return: pytest's code
        """
        report = paths.RUN / f"tally-{os.getpid()}-{self.label}.json"
        figures = report.with_suffix(".figures")
        variables = {
            **odoo_process.environment(),
            **self.environment,
            "PYTEST_TALLY": str(report),
            "FIGURES": str(figures),
        }
        plugins = ["-p", "tools.pytest_tally", "-p", "tools.pytest_garbage"]
        words = ["-m", "pytest", *plugins, *self.words]
        command = [str(paths.VENV_PYTHON), *self.before, *words]
        try:
            code = sessions.call(self.label, command, self.folder, variables)
            tally.add(self.suite, code, report)
            tally.add_figures(figures)
            return code
        finally:
            report.unlink(missing_ok=True)
            figures.unlink(missing_ok=True)


def main() -> int:
    """Run the suites named by the first argument; the others go to pytest."""
    console.interrupt_once(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    kind, *arguments = sys.argv[1:]
    wanted, options = _split(arguments)
    wanted = wanted or suites.LONG.get(kind, [])
    words = selection.words_of(options)
    chosen = [
        (suite, targets)
        for suite in suites.find(kind)
        if (targets := suite.narrowed(suite.targets(wanted), words))
    ]
    if kind == "all" and not arguments and not os.environ.get(_EVERYTHING):
        chosen = [choice for choice in chosen if not _rests(choice[0])]
    if not chosen:
        raise CommandError(f"no test suite holds {' '.join(arguments) or kind}")
    started = time.monotonic()
    number = side_by_side.workers()
    tally = Tally()
    others = [choice for choice in chosen if not choice[0].modules]
    beside, alone = _jobs_without_odoo(others, options, tally)
    in_odoo = [choice for choice in chosen if choice[0].modules]
    with ExitStack() as needed:
        jobs = []
        if in_odoo:
            place = Place(layout.lay_out(), chromium.ensure())
            needed.enter_context(postgres.running())
            for suite, targets in in_odoo:
                jobs += _odoo_jobs(suite, targets, options, tally, place, number)
        jobs = side_by_side.in_order([*jobs, *beside])
        Sessions(max(1, min(number, len(jobs)))).run(jobs)
        Sessions(1).run(alone)
    measured = [suite.name for suite, _targets in others if not suite.measures]
    if not wanted and not options and set(suites.RESTING_ON).issubset(measured):
        covered.report(measured)
    print(tally.summary(time.monotonic() - started), flush=True)
    return 1 if tally.failed else 0


def _rests(suite: Suite) -> bool:
    """Whether there is nothing that running it could find out."""
    if suite.has_passed:
        say(f"unchanged since it passed: {suite.folder} ({_EVERYTHING}=1 runs it all the same)")
    return suite.has_passed


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Paths of tests, and all else."""
    wanted = [word for word in arguments if (paths.ROOT / word.split("::")[0]).exists()]
    for word in arguments:
        if word.startswith("tests/") and word not in wanted:
            raise CommandError(f"there is no {word.split('::')[0]}")
    return wanted, [word for word in arguments if word not in wanted]


def _jobs_without_odoo(
    chosen: Sequence[tuple[Suite, list[str]]], options: list[str], tally: Tally
) -> tuple[list[Job], list[Job]]:
    """What runs beside others, and what measures time and so runs alone."""
    jobs: tuple[list[Job], list[Job]] = ([], [])
    for suite, targets in chosen:
        for kind, part in zip(jobs, suite.apart(targets), strict=True):
            if part:
                kind.append(_pure_job(suite, part, options, tally))
    return jobs


def _pure_job(suite: Suite, targets: list[str], options: list[str], tally: Tally) -> Job:
    whole = targets == [str(suite.folder)] and not options

    def run(sessions: Sessions) -> None:
        say(f"tests without Odoo's test mode: {suite.folder}")
        words = ["-p", "no:odoo", *targets, *options]
        variables = {"PYTHONPATH": str(paths.ROOT)}
        before = covered.words(suite.name) if whole else ()
        session = Session(suite, suite.name, words, paths.ROOT, variables, before)
        code = session.run(sessions, tally)
        if not code and whole:
            suite.note_passed()

    return Job(suite.name, False, _seconds(suite, targets), suite.measures, run)


def _seconds(suite: Suite, targets: list[str]) -> float:
    return sharding.seconds(suite.files(targets))


def _odoo_jobs(
    suite: Suite, targets: list[str], options: list[str], tally: Tally, place: Place, number: int
) -> list[Job]:
    """The suite as one job, or, if all of it is wanted and there are workers, as several.

    One has the browser, and there are as many others as workers. So the last jobs to end are short,
    whichever has taken longer than was guessed.
    """
    files = suite.files()
    parts = [targets]
    if number > 2 and targets == [str(suite.folder)] and len(files) >= _WORTH_SPLITTING:
        parts = [list(map(str, part)) for part in sharding.split(files, number)]
    return [
        _odoo_job(suite, f"{suite.name}{part or ''}", targets, options, tally, place)
        for part, targets in enumerate(parts, start=1 if len(parts) > 1 else 0)
    ]


def _odoo_job(
    suite: Suite, label: str, targets: list[str], options: list[str], tally: Tally, place: Place
) -> Job:
    browser = any(map(sharding.needs_browser, suite.files(targets)))

    def run(sessions: Sessions) -> None:
        say(f"tests in Odoo: {label} with {', '.join(suite.modules)}")
        database = f"test_{label}_{os.getpid()}"
        words = [*_odoo_words(suite, database), *targets, *options]
        environment = {"PYTHONPATH": str(place.folder), "PATH": place.search_path}
        try:
            databases.create(database, suite.modules, assets=browser)
            Session(suite, label, words, place.folder, environment).run(sessions, tally)
        except CommandError as error:
            # Without a database these tests cannot run; the others still do.
            print(error, file=sys.stderr, flush=True)
            tally.broken.append(f"ERROR {suite.folder}: no database with the addon: see above")
        finally:
            databases.drop(database)

    return Job(label, browser, _seconds(suite, targets), True, run)


def _odoo_words(suite: Suite, database: str) -> list[str]:
    words = [f"--odoo-config={paths.ODOO_CONF}", f"--odoo-database={database}", "--odoo-http"]
    words.append(f"--odoo-addons-path={_addons_path()}")
    # Two threads for scheduled actions would run them under the tests' feet.
    words += ["--odoo-extra=max-cron-threads=0", f"--odoo-extra=db-filter=^{database}$"]
    words.append("--continue-on-collection-errors")
    return words + [f"--ignore={other}" for other in suite.excluded]


def _addons_path() -> str:
    return ",".join(map(str, (*odoo_source.locate().addons, paths.TEST_LAYOUT)))


if __name__ == "__main__":
    console.run_main(main)
