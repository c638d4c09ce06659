"""A translation has the places for values, and the tags, of the text that it translates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\$\{\w+\}")
_TAGS = re.compile(r"</?\w[^>]*>")


def broken(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield what would fail, or look wrong, when it is shown."""
    for path in files:
        if path.suffix == ".po":
            for entry in polib.pofile(str(root / path)).translated_entries():
                for what, pattern in (("places for values", _PLACES), ("tags", _TAGS)):
                    if _found(pattern, entry.msgid) != _found(pattern, entry.msgstr):
                        yield f"{path}: other {what} in the translation of “{entry.msgid[:60]}”"


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted(pattern.findall(text))
