"""The tables that say which file to open for a change are held to what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.checks import where

#: What each row may name.
FILES = {
    "sync/runner.py": "THREADS = 30\ngoogle_import_birthdays = True\n",
    "sync/run/base.py": "class SyncRun:\n    def plan(self): ...\n",
}


def found(root, *rows, heading=where.HEADING, check=where.outdated):
    """What is found in a page with these rows."""
    page = "\n".join(["# Where", "", heading, "|---|---|", *rows, "", "| `gone.py` | `gone.py` |"])
    files = FILES | {"docs/where/sync.md": page}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return list(check(root, list(map(Path, files))))


def test_what_is_there_is_well(tmp_path):
    rows = (
        "| how many | `sync/runner.py` (`THREADS`, and settings as `google_import_`) |",
        "| a run of `gone.py` | a class in `sync/run/`, as `sync/run/base.py` (`SyncRun.plan`) |",
    )
    assert found(tmp_path, *rows) == []


@pytest.mark.parametrize(
    ("opened", "problem"),
    [
        ("`sync/gone.py` (`THREADS`)", "sync/gone.py is not there"),
        ("`sync/gone/`", "sync/gone/ is not there"),
        ("`gone.toml`", "gone.toml is not there"),
        ("`sync/runner.py` (`THREAD`)", "THREAD is not in sync/runner.py"),
        ("`sync/runner.py` (`SyncRun`)", "SyncRun is not in sync/runner.py"),
        ("`sync/run/base.py`, `sync/runner.py` (`plan`)", "plan is not in sync/runner.py"),
        ("`sync/run/` (`SyncRun`)", "SyncRun is not in sync/run/"),
        ("`THREADS`", "THREADS is not in a file that is named before it"),
    ],
)
def test_what_is_not_there_is_named_with_its_line(tmp_path, opened, problem):
    row = f"| something | {opened} |"
    assert found(tmp_path, row) == [f"docs/where/sync.md:5: {problem}: say what to open now"]


def test_other_tables_may_say_what_they_like(tmp_path):
    assert found(tmp_path, "| a | `gone.py` |", heading="| room | role |") == []


def test_a_file_that_no_row_names_is_told(tmp_path):
    row = "| a run | `sync/run/base.py` (`SyncRun`) |"
    (problem,) = found(tmp_path, row, check=where.incomplete)
    assert problem.startswith("sync/runner.py: ")
    assert found(tmp_path, row, "| b | `sync/runner.py` |", check=where.incomplete) == []
