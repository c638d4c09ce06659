"""``make test``: every suite in a pytest session of its own, and one summary at the end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import (
    chromium,
    console,
    databases,
    layout,
    odoo_process,
    odoo_source,
    paths,
    postgres,
    suites,
)
from .console import CommandError, say
from .suites import Suite

_BROWSER = re.compile(r"\b(HttpCase|TourCase)\b")  # the classes of tests that start one
_ENDS_WELL = (0, 5)  # 5: no test was selected in this suite


@dataclass
class Tally:
    """What the sessions counted, together."""

    counts: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def add(self, suite: Suite, code: int, report: Path) -> None:
        """Add one session's numbers."""
        numbers = json.loads(report.read_text()) if report.exists() else {}
        self.counts.update(numbers.get("counts", {}))
        for outcome, test in numbers.get("failures", ()):
            # A suite with a pytest.ini of its own names its tests from there.
            inside = test if test.startswith(f"{suite.folder}/") else f"{suite.folder}/{test}"
            self.failures.append(f"{outcome} {inside if suite.modules is None else test}")
        if code not in _ENDS_WELL and not numbers.get("failures"):
            self.broken.append(f"ERROR {suite.folder}: pytest ended with code {code}")

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
        return "\n".join([*self.failures, *self.broken, line.center(80, "=")])


def main() -> int:
    """Run the suites named by the first argument; the others go to pytest."""
    kind, *arguments = sys.argv[1:]
    wanted, options = _split(arguments)
    chosen = [(suite, suite.targets(wanted)) for suite in suites.find(kind)]
    chosen = [(suite, targets) for suite, targets in chosen if targets]
    if not chosen:
        raise CommandError(f"no test suite holds {' '.join(wanted) or kind}")
    started = time.monotonic()
    tally = Tally()
    for suite, targets in chosen:
        if suite.modules is None:
            _run_pure(suite, targets, options, tally)
    in_odoo = [(suite, targets) for suite, targets in chosen if suite.modules is not None]
    if in_odoo:
        search_path = chromium.ensure()
        folder = layout.lay_out()
        with postgres.running():
            for suite, targets in in_odoo:
                _run_in_odoo(suite, targets, options, tally, folder, search_path)
    print(tally.summary(time.monotonic() - started), flush=True)
    return 1 if tally.failed else 0


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Paths of tests, and all else."""
    wanted = [word for word in arguments if (paths.ROOT / word.split("::")[0]).exists()]
    return wanted, [word for word in arguments if word not in wanted]


def _run_pure(suite: Suite, targets: list[str], options: list[str], tally: Tally) -> None:
    say(f"pure tests: {suite.folder}")
    words = ["-p", "no:odoo", *targets, *options]
    _pytest(suite, words, paths.ROOT, {"PYTHONPATH": str(paths.ROOT)}, tally)


def _run_in_odoo(
    suite: Suite,
    targets: list[str],
    options: list[str],
    tally: Tally,
    folder: Path,
    search_path: str,
) -> None:
    say(f"tests in Odoo: {suite.folder} with {', '.join(suite.modules)}")
    database = f"test_{suite.name}_{os.getpid()}"
    words = [f"--odoo-config={paths.ODOO_CONF}", f"--odoo-database={database}", "--odoo-http"]
    words.append(f"--odoo-addons-path={_addons_path()}")
    # Two threads for scheduled actions would run them under the tests' feet.
    words += ["--odoo-extra=max-cron-threads=0", f"--odoo-extra=db-filter=^{database}$"]
    words.append("--continue-on-collection-errors")
    words += [f"--ignore={other}" for other in suite.excluded]
    environment = {
        "PYTHONPATH": str(folder),
        "PATH": search_path,
    }
    try:
        databases.create(database, suite.modules)
        if _needs_browser(folder, targets):
            databases.build_assets(database)
        _pytest(suite, [*words, *targets, *options], folder, environment, tally)
    except CommandError as error:
        # Without a database these tests cannot run; the others still do.
        print(error, file=sys.stderr, flush=True)
        tally.broken.append(f"ERROR {suite.folder}: no database with the addon: see above")
    finally:
        databases.drop(database)


def _needs_browser(folder: Path, targets: Sequence[str]) -> bool:
    """Whether a file of these is about pages in the browser."""
    paths_of_targets = [folder / target.split("::")[0] for target in targets]
    files = [
        file
        for path in paths_of_targets
        for file in (path.glob("test_*.py") if path.is_dir() else [path])
    ]
    return any(_BROWSER.search(file.read_text()) for file in files)


def _addons_path() -> str:
    return ",".join(map(str, (*odoo_source.locate().addons, paths.TEST_LAYOUT)))


def _pytest(
    suite: Suite, words: list[str], folder: Path, environment: Mapping[str, str], tally: Tally
) -> None:
    report = paths.RUN / f"tally-{os.getpid()}-{suite.name}.json"
    variables = {**odoo_process.environment(), **environment, "PYTEST_TALLY": str(report)}
    command = [str(paths.VENV_PYTHON), "-m", "pytest", "-p", "tools.pytest_tally", *words]
    try:
        done = subprocess.run(
            command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, check=False
        )
        tally.add(suite, done.returncode, report)
    finally:
        report.unlink(missing_ok=True)


if __name__ == "__main__":
    console.run_main(main)
