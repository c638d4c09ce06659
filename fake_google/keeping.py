"""A file that holds what the stand-in holds, from one start to the next."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .google import Google

logger = logging.getLogger(__name__)

_SECONDS = 3.0  # between two looks whether there is something new


@contextmanager
def kept(google: Google, path: Path) -> Iterator[None]:
    """Begin with what the file holds, and bring it up to date now and then, and at the end.

    :param path: read as a pickle, so nobody else may write there; made if it is not there
    """
    file = _File(google, path)
    file.load()
    ended = threading.Event()

    def save_now_and_then() -> None:
        while not ended.wait(_SECONDS):
            with suppress(RuntimeError):  # in the middle of a change: the next time is soon
                file.save()

    thread = threading.Thread(target=save_now_and_then, name="fake-google-keeper", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        file.save()


class _File:
    """A line that names the version of this stand-in, and what that version holds."""

    def __init__(self, google: Google, path: Path) -> None:
        self._google = google
        self._path = path
        self._version = _digest_of_this_version() + b"\n"
        self._saved = b""

    def load(self) -> None:
        """What another version has written would lack what this one needs: begin anew then."""
        if not self._path.exists():
            return
        version, _, held = self._path.read_bytes().partition(b"\n")
        if version + b"\n" == self._version:
            self._google.restore(held)
        else:
            logger.warning("%s is of another version: this Google begins anew", self._path)

    def save(self) -> None:
        """Write what has changed. A file that is there is whole, whenever this is killed."""
        held = self._google.keepsake()
        if held == self._saved:
            return
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        temporary.touch(0o600)  # it holds tokens
        temporary.write_bytes(self._version + held)
        temporary.replace(self._path)
        self._saved = held


def _digest_of_this_version() -> bytes:
    whole = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        whole.update(source.read_bytes())
    return whole.hexdigest().encode()
