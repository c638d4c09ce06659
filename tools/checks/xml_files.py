"""XML files must be well-formed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

_SUFFIXES = {".xml", ".svg"}


def malformed(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield what keeps a file from being parsed."""
    for path in files:
        if path.suffix in _SUFFIXES:
            try:
                etree.parse(str(root / path))
            except etree.XMLSyntaxError as error:
                yield f"{path}: not well-formed: {error}"
