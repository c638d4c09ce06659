"""A pytest plugin: write what a session counted to the file named by ``PYTEST_TALLY``."""

from __future__ import annotations

import json
import os
from pathlib import Path


def pytest_terminal_summary(terminalreporter) -> None:
    """Note the numbers and the short lines about what failed."""
    counted = ("passed", "failed", "error", "skipped", "xfailed", "xpassed", "deselected")
    stats = terminalreporter.stats
    tally = {
        "counts": {kind: len(stats[kind]) for kind in counted if stats.get(kind)},
        "failures": [
            ("FAILED" if kind == "failed" else "ERROR", report.nodeid)
            for kind in ("failed", "error")
            for report in stats.get(kind, ())
        ],
    }
    Path(os.environ["PYTEST_TALLY"]).write_text(json.dumps(tally))
