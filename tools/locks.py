"""Locks between commands that run at the same time, held by open files.

The kernel drops them when a process ends, however it ends, so a killed command leaves no stale
count behind.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .console import CommandError, say
from .paths import RUN


@contextmanager
def exclusive(name: str, waiting: str | None = None, refuse: str | None = None) -> Iterator[None]:
    """Hold the lock ``name`` for the length of the block.

    :param waiting: said once if another command holds it
    :param refuse: do not wait for it, but raise :class:`CommandError` with this text
    """
    handle = _open(name)
    try:
        if not _try(handle, fcntl.LOCK_EX):
            if refuse:
                raise CommandError(refuse)
            if waiting:
                say(waiting)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class Lease:
    """A share in something running; who gives back the last share switches it off."""

    def __init__(self, name: str):
        self.name = name
        self._handle: int | None = None

    def take(self) -> None:
        """Take a share. Call it while holding the lock that guards start and stop."""
        self._handle = _open(f"{self.name}.lease")
        fcntl.flock(self._handle, fcntl.LOCK_SH)

    def give_back(self) -> bool:
        """Return the share.

        :return: True when nobody else has one; only reliable under the guarding lock
        """
        if self._handle is None:
            return False
        last = _try(self._handle, fcntl.LOCK_EX)
        os.close(self._handle)
        self._handle = None
        return last


def _open(name: str) -> int:
    path = Path(RUN) / f"{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
