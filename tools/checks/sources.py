"""No trace of the machine a file was written on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

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
