"""A class has one role, which a reader can keep in mind."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

_MOST_METHODS, _MOST_LINES = 30, 300


def too_large(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield the classes that are to be parted by roles."""
    for path in files:
        if path.suffix != ".py":
            continue
        for node in ast.walk(ast.parse((root / path).read_bytes())):
            if not isinstance(node, ast.ClassDef):
                continue
            methods = sum(isinstance(one, ast.FunctionDef) for one in node.body)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if methods > _MOST_METHODS or lines > _MOST_LINES:
                yield (
                    f"{path}:{node.lineno}: {node.name} has {methods} methods and {lines} lines; "
                    f"{_MOST_METHODS} and {_MOST_LINES} are the most: part it by its roles"
                )
