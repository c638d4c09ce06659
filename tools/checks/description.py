"""The page of Odoo's Apps must say what the documents say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..description import PAGE, rendered


def outdated(root: Path, _files: Iterable[Path]) -> Iterator[str]:
    """Yield the page if it is not what would be made of the documents."""
    page = root / PAGE
    if not page.exists() or page.read_text() != rendered(root):
        yield f"{PAGE}: not up to date: make description"
