"""What runs at each commit must be of the versions that ``make lint`` runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_CONFIG = ".pre-commit-config.yaml"
_REPOSITORIES = {"ruff-pre-commit": "ruff", "pylint-odoo": "pylint-odoo"}


def outdated(root: Path, _files: Iterable[Path]) -> Iterator[str]:
    """Yield hooks of another version than is pinned."""
    pins = dict(re.findall(r"^([\w-]+)==(\S+)$", (root / "requirements-dev.in").read_text(), re.M))
    text = (root / _CONFIG).read_text()
    for repository, name in _REPOSITORIES.items():
        found = re.search(rf"/{repository}\n\s+rev: v(\S+)", text)
        if found is None or found[1] != pins.get(name):
            yield f"{_CONFIG}: {repository} must be v{pins.get(name)}, as in requirements-dev.in"
