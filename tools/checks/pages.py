"""A page of the documentation is read at one sitting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

_WORDS = 1_000
_FOLDERS = {"docs", "readme"}


def too_long(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield pages with too many words, the pages about the architecture included."""
    for path in files:
        if path.suffix == ".md" and path.parts[0] in _FOLDERS:
            words = len((root / path).read_text().split())
            if words >= _WORDS:
                yield f"{path}: {words} words: part it, so that each page stays below {_WORDS}"
