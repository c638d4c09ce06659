"""Which test files go together when the tests in Odoo are split over several sessions.

How long each file takes is measured by ``KEEP_DURATIONS=1 make test`` and kept in
``tests/durations.json``, so that every machine splits them alike; what is not in it is guessed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from . import paths

KEPT = paths.ROOT / "tests" / "durations.json"
_BROWSER = re.compile(r"\b(HttpCase|TourCase)\b")  # the classes of tests that start one
#: What a test is taken to need in a file that nobody has measured yet, in seconds; and how much
#: more that is for a tour, and for a test that goes through a table.
_GUESSES = (
    (re.compile(r"^\s*def test_", re.MULTILINE), 0.5),
    (re.compile(r"\b(start_tour|browser_js|tour)\("), 4.0),
    (re.compile(r"\bsubTest\(|@each_way\("), 3.0),
)


def needs_browser(file: Path) -> bool:
    """Whether a file of tests is about pages in the browser."""
    return bool(_BROWSER.search((paths.ROOT / file).read_text()))


def split(files: Sequence[Path], number: int) -> list[list[Path]]:
    """Split files into so many parts that take about the same time, always in the same way.

    Those that need a browser stay together, in the first part: tours beside each other would wait
    for the processor longer than Odoo lets them.
    """
    known = measured()
    parts = [[file for file in files if needs_browser(file)], *([] for _ in range(number - 1))]
    sums = [seconds(part, known) for part in parts]
    others = [file for file in files if file not in parts[0]]
    for file in sorted(others, key=lambda file: (-seconds([file], known), file)):
        shortest = sums.index(min(sums))
        parts[shortest].append(file)
        sums[shortest] += seconds([file], known)
    return [sorted(part) for part in parts if part]


def seconds(files: Iterable[Path], known: Mapping[str, float]) -> float:
    """How long these files take, as far as that is known."""
    return sum(known.get(str(file)) or _guessed(file) for file in files)


def measured() -> dict[str, float]:
    """The seconds of each file that was measured, by its path."""
    return json.loads(KEPT.read_text()) if KEPT.exists() else {}


def keep(found: Mapping[str, float]) -> None:
    """Keep what was measured, and forget files that are gone."""
    known = {**measured(), **{file: round(took, 1) for file, took in found.items()}}
    lasting = {file: known[file] for file in sorted(known) if (paths.ROOT / file).exists()}
    KEPT.write_text(json.dumps(lasting, indent=1) + "\n")


def _guessed(file: Path) -> float:
    text = (paths.ROOT / file).read_text()
    return sum(each * len(found.findall(text)) for found, each in _GUESSES)
