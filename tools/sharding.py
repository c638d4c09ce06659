"""Which test files go together when the tests in Odoo are split over several sessions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

_BROWSER = re.compile(r"\b(HttpCase|TourCase)\b")  # the classes of tests that start one
_TEST = re.compile(r"^\s+def test_", re.MULTILINE)
_TOUR = re.compile(r"\b(start_tour|browser_js|tour)\(")
_TABLE = re.compile(r"\bsubTest\(")
#: A tour, and a test that goes through a table, take about as long as so many other tests.
_TOUR_WEIGHT = 4
_TABLE_WEIGHT = 8


def needs_browser(file: Path) -> bool:
    """Whether a file of tests is about pages in the browser."""
    return bool(_BROWSER.search(file.read_text()))


def split(files: Sequence[Path], number: int) -> list[list[Path]]:
    """Split files into so many parts of about the same weight, always in the same way.

    Those that need a browser stay together, in the first part: tours beside each other would wait
    for the processor longer than Odoo lets them.
    """
    parts = [[file for file in files if needs_browser(file)], *([] for _ in range(number - 1))]
    weights = [sum(map(_weight, part)) for part in parts]
    others = [file for file in files if file not in parts[0]]
    for file in sorted(others, key=lambda file: (-_weight(file), file)):
        lightest = weights.index(min(weights))
        parts[lightest].append(file)
        weights[lightest] += _weight(file)
    return [sorted(part) for part in parts if part]


def _weight(file: Path) -> int:
    text = file.read_text()
    tours, tables = len(_TOUR.findall(text)), len(_TABLE.findall(text))
    return len(_TEST.findall(text)) + _TOUR_WEIGHT * tours + _TABLE_WEIGHT * tables
