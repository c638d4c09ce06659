"""Which test files go together when the tests in Odoo are split over several sessions.

How long a file takes is guessed by what is in it, so every machine splits them alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from . import paths

_BROWSER = re.compile(r"\b(HttpCase|TourCase)\b")  # the classes of tests that start one
_ALONE = re.compile(r"\bmark\.alone\b")  # what is measured would suffer from others
#: The first fixture of tests that wait for servers.
_WITH_SERVERS = "(crowded|former|house|practice|queue|quiet|upgraded)"
#: What a test takes, in seconds: in Odoo, where it is a method, and without; and how much more that
#: is for a tour, for a test that goes through a table, for one that waits for servers, and for a
#: file that has servers of its own. Measured together they are out by a tenth.
_GUESSES = (
    (re.compile(r"^ +def test_", re.MULTILINE), 0.5),
    (re.compile(r"^def test_", re.MULTILINE), 0.15),
    (re.compile(rf"^def test_\w+\({_WITH_SERVERS}\b", re.MULTILINE), 8.0),
    (re.compile(r"\b(start_tour|browser_js|tour)\("), 2.0),
    (re.compile(r"\bsubTest\(|@each_way\("), 3.0),
    (re.compile(r"\btry_each_fault\(|\blived\("), 12.0),
    (re.compile(r"\bground\("), 20.0),
)


def needs_browser(file: Path) -> bool:
    """Whether a file of tests is about pages in the browser."""
    return bool(_BROWSER.search((paths.ROOT / file).read_text()))


def is_alone(file: Path) -> bool:
    """Whether a file of tests is about how quick real servers are, so that nothing runs beside."""
    return bool(_ALONE.search((paths.ROOT / file).read_text()))


def split(files: Sequence[Path], number: int) -> list[list[Path]]:
    """Split files into those that need a browser and so many parts that take about the same time,
    always in the same way.

    Those that need a browser are a part of their own: tours beside each other would wait for the
    processor longer than Odoo lets them, and other suites with tours wait for the end of it.
    """
    browser = [file for file in files if needs_browser(file)]
    others = [file for file in files if file not in browser]
    parts: list[list[Path]] = [[] for _ in range(number)]
    sums = [0.0] * number
    for file in sorted(others, key=lambda file: (-_guessed(file), file)):
        shortest = sums.index(min(sums))
        parts[shortest].append(file)
        sums[shortest] += _guessed(file)
    return [sorted(part) for part in (browser, *parts) if part]


def seconds(files: Iterable[Path]) -> float:
    """How long these files take, roughly."""
    return sum(map(_guessed, files))


def _guessed(file: Path) -> float:
    text = (paths.ROOT / file).read_text()
    return sum(each * len(found.findall(text)) for found, each in _GUESSES)
