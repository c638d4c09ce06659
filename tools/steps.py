"""Set-up steps that are done once and remembered.

A step's stamp holds a hash of what went into it and is written last, so a step that was
interrupted, or whose inputs changed, runs again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from .paths import STAMPS


def digest(inputs: Iterable[str]) -> str:
    """A hash of the texts that decide what a step makes."""
    joined = "\0".join(inputs)
    return hashlib.sha256(joined.encode()).hexdigest()


def is_done(name: str, inputs: Iterable[str]) -> bool:
    """Whether the step ``name`` was completed with exactly these inputs."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == digest(inputs)


def was_completed(name: str) -> bool:
    """Whether the step ``name`` was completed, with whatever inputs."""
    return (STAMPS / name).exists()


def forget(name: str) -> None:
    """Let the step ``name`` run again."""
    (STAMPS / name).unlink(missing_ok=True)


def once(name: str, inputs: Iterable[str], made: Path, build: Callable[[], None]) -> None:
    """Run ``build`` unless the step ``name`` was completed with the same inputs.

    :param made: what the step makes; it runs again if somebody removed that
    """
    inputs = list(inputs)
    if made.exists() and is_done(name, inputs):
        return
    forget(name)
    build()
    note(name, inputs)


def note(name: str, inputs: Iterable[str]) -> None:
    """Remember that the step ``name`` was completed with these inputs."""
    stamp = STAMPS / name
    temporary = stamp.with_suffix(".tmp")
    temporary.write_text(digest(inputs))
    temporary.replace(stamp)
