"""The house's rules about imports, and no trace of the machine a file was written on."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

# What a top-level folder must not import: see ARCHITECTURE.md.
_FORBIDDEN = {
    "engine": {"odoo", "google", "googleapiclient", "google_auth_oauthlib", "requests"}
    | {"google_api", "fake_google", "models"},
    "google_api": {"odoo", "fake_google", "models"},
    "fake_google": {"odoo", "google_api", "engine", "models"},
    "models": {"fake_google"},
}
_ADDON = ("odoo.addons.google_sync.", "google_sync.")
_BINARY = {".png", ".jpg", ".ico", ".gif", ".woff", ".woff2", ".pdf", ".gz", ".zip"}
# Written in pieces, or this file would find itself.
_HOSTS = "|".join(
    re.escape(".".join(parts))
    for parts in (
        ("debian", "org"),
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("jsdelivr", "net"),
        ("ubuntu", "com"),
    )
)
_FOLDERS = "|".join(f"/{name}/" for name in ("home", "root", "work", "Users", "mnt", "srv"))
_TRACES = (
    (re.compile(rf"\b(?:{_HOSTS})\b"), "names the host of a package registry"),
    (re.compile(rf"(?<![\w./:}}*-])(?:{_FOLDERS})\w"), "names an absolute path of one machine"),
)


def forbidden_imports(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield imports that point against the arrows of the architecture."""
    for path in files:
        forbidden = _FORBIDDEN.get(path.parts[0])
        if forbidden is None or path.suffix != ".py":
            continue
        tree = ast.parse((root / path).read_text(), str(path))
        for node in ast.walk(tree):
            for name in _imported(node, path):
                if name.split(".")[0] in forbidden:
                    yield f"{path}:{node.lineno}: {path.parts[0]} must not import {name}"


def _imported(node: ast.AST, path: Path) -> list[str]:
    """Names of the modules that a statement imports, seen from the addon's root."""
    if isinstance(node, ast.Import):
        return [_from_root(alias.name) for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    if not node.level:
        return [_from_root(f"{node.module}.{alias.name}") for alias in node.names]
    folder = path.parts[: -node.level]
    inside = ".".join((*folder, *filter(None, [node.module])))
    return [f"{inside}.{alias.name}".lstrip(".") for alias in node.names]


def _from_root(name: str) -> str:
    for prefix in _ADDON:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    return name


def traces_of_a_machine(root: Path, files: Iterable[Path]) -> Iterator[str]:
    """Yield registry hosts and absolute paths of a machine, which no file may hold."""
    for path in files:
        if path.suffix in _BINARY:
            continue
        text = (root / path).read_text(errors="replace")
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, what in _TRACES:
                if pattern.search(line):
                    yield f"{path}:{number}: {what}"
