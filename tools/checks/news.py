"""News fragments must be of a kind that CHANGELOG.md knows, and the version must be in it."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

_CHANGES = "CHANGELOG.md"
_FRAGMENTS = Path("newsfragments")
_OTHERS = {"README.md", ".gitignore"}
_TRY = ("-m", "towncrier", "build", "--draft", "--version", "0", "--date", "2000-01-01")


def malformed(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield fragments that cannot be used, and a version of which nothing is told."""
    for path in files:
        is_fragment = path.parent == _FRAGMENTS and path.name not in _OTHERS
        if is_fragment and not (root / path).read_text().strip():
            yield f"{path}: empty"
    done = subprocess.run(
        [sys.executable, *_TRY], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        yield f"{_FRAGMENTS}: {(done.stdout + done.stderr).strip()}"
    version = ast.literal_eval((root / "__manifest__.py").read_text())["version"]
    told = re.search(r"^## (\S+)", (root / _CHANGES).read_text(), re.MULTILINE)
    if told is None or told[1] != version:
        yield f"{_CHANGES}: does not begin with {version}: towncrier build --version {version}"
