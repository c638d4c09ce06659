"""The tables that say which file to open for a change name what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

#: How each of these tables begins.
HEADING = "| to change … | open … |"
_ROOMS = (
    *("controllers", "data", "engine", "google_api", "models", "security", "static/src"),
    *("sync", "views", "wizards"),
)
_NAME = re.compile(r"`([^`]+)`")
_OF_A_FILE = re.compile(r"/|\.(?:csv|js|md|py|sql|toml|xml)$")


def outdated(root: Path, files: list[Path]) -> Iterator[str]:
    """Yield files that are not there, and names that are not in the file before them."""
    there = {place for path in files for place in (path, *path.parents)}
    for path in files:
        if path.suffix != ".md":
            continue
        for number, row in _rows((root / path).read_text()):
            for problem in _problems(root, there, _named(row)):
                yield f"{path}:{number}: {problem}: say what to open now"


def incomplete(root: Path, files: list[Path]) -> Iterator[str]:
    """Yield files of the addon that no table names."""
    named = {
        name
        for path in files
        if path.suffix == ".md"
        for _number, row in _rows((root / path).read_text())
        for name in _NAME.findall(row)
    }
    for path in files:
        is_ours = any(path.is_relative_to(room) for room in _ROOMS)
        if is_ours and path.name != "__init__.py" and str(path) not in named:
            yield f"{path}: docs/where/ does not say for which change to open it"


def _rows(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of these tables, each with its number."""
    is_inside = False
    for number, line in enumerate(text.splitlines(), 1):
        is_inside = line == HEADING or (is_inside and line.startswith("|"))
        if is_inside:
            yield number, line


def _named(row: str) -> dict[str, list[str]]:
    """What there is to open in a row: each file or folder, with the names that follow it."""
    found: dict[str, list[str]] = {}
    place = ""
    for name in _NAME.findall(row.partition(" | ")[2]):
        if _OF_A_FILE.search(name):
            place = name
            found.setdefault(place, [])
        else:
            found.setdefault(place, []).append(name)
    return found


def _problems(root: Path, there: set[Path], named: dict[str, list[str]]) -> Iterator[str]:
    for place, names in named.items():
        if Path(place) not in there:
            yield f"{place} is not there"
            continue
        text = (root / place).read_text() if (root / place).is_file() else ""
        for name in names:
            if not _says(text, name):
                yield f"{name} is not in {place or 'a file that is named before it'}"


def _says(text: str, name: str) -> bool:
    """Whether the name is there; of ``**SETTING`` and ``module.function`` the last word."""
    word = re.escape(name.lstrip("*").rpartition(".")[2])
    # What ends in an underscore is how several names begin.
    return re.search(rf"\b{word}" if word.endswith("_") else rf"\b{word}\b", text) is not None
