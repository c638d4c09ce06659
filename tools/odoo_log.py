"""Odoo's log, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"^\d\S+ \S+ (?P<pid>\d+) (?P<level>[A-Z]+) \S+ (?P<logger>[\w.]+): ")
_TROUBLE = ("WARNING", "ERROR", "CRITICAL")
#: From some day on Google's library says that this Python is old, which is true of the machine.
_OLD_PYTHON = "/google/api_core/_python_version_support.py"


@dataclass(frozen=True)
class Record:
    """One entry of the log, with its further lines."""

    pid: str
    level: str
    logger: str
    text: str

    @property
    def trouble(self) -> bool:
        """Whether it is at WARNING or above, and not about the age of the machine's Python."""
        is_about_python = self.logger == "py.warnings" and _OLD_PYTHON in self.text
        return self.level in _TROUBLE and not is_about_python

    def __str__(self) -> str:
        return f"{self.level} {self.logger}: {self.text}"


def records(log: Path, skip: int = 0) -> Iterator[Record]:
    """The entries of a log.

    :param skip: so many bytes at its beginning do not count
    """
    with log.open("rb") as file:
        file.seek(skip)
        lines = file.read().decode(errors="replace").splitlines()
    head, text = None, []
    for line in lines:
        if found := _LINE.match(line):
            if head:
                yield Record(*head.groups(), "\n".join(text))
            head, text = found, [line[found.end() :]]
        else:
            text.append(line)
    if head:
        yield Record(*head.groups(), "\n".join(text))
