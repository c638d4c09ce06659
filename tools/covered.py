"""How much of the rooms without Odoo the pure tests run, line by line.

Slipcover rewrites each function to note its lines once, so it slows the tests by nothing that can
be measured; a tracing tool takes half as long again on these.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from . import paths
from .console import say

_ROOMS = ("engine", "google_api")


def words(suite: str) -> list[str]:
    """What comes before ``-m pytest`` so that a suite is measured."""
    _file_of(suite).unlink(missing_ok=True)
    source = ",".join(_ROOMS)
    return ["-m", "slipcover", "--source", source, "--json", "--out", str(_file_of(suite))]


def report(suites: Iterable[str]) -> None:
    """Say in one line what the suites ran together; nothing, if none of them was measured."""
    executed: set[tuple[str, int]] = set()
    known: set[tuple[str, int]] = set()
    for found in filter(Path.exists, map(_file_of, suites)):
        for name, lines in json.loads(found.read_text())["files"].items():
            executed.update((name, line) for line in lines["executed_lines"])
            known.update((name, line) for line in lines["missing_lines"])
        found.unlink()
    known |= executed
    if known:
        share = 100 * len(executed) / len(known)
        rooms = " and ".join(f"{room}/" for room in _ROOMS)
        say(f"the pure tests run {share:.1f} % of the {len(known)} lines of {rooms}")


def _file_of(suite: str) -> Path:
    return paths.RUN / f"covered-{os.getpid()}-{suite}.json"
