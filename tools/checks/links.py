"""Links between the documents must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)[^)]*\)")


def broken(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield links of Markdown files to what is not there."""
    for path in files:
        if path.suffix != ".md":
            continue
        for number, line in enumerate((root / path).read_text().splitlines(), 1):
            for target in _LINK.findall(line):
                if not (root / path.parent / target).exists():
                    yield f"{path}:{number}: {target} is not there"
