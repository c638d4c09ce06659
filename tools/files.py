"""Which files belong to the project: what git knows or would add."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from . import paths
from .console import CommandError

# Folders whose files leave no trace in a database.
_NOT_INSTALLED = {
    "bench",
    "engine",
    "fake_google",
    "google_api",
    "readme",
    "static",
    "tests",
    "tools",
}
_INSTALLED_SUFFIXES = {".py", ".xml", ".csv", ".sql", ".po"}


def project_files() -> list[Path]:
    """Paths, relative to the root, of the tracked files and of new ones that are not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    # A clone made by another user is read all the same.
    command[1:1] = ["-c", f"safe.directory={paths.ROOT}"]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"git cannot list the files of {paths.ROOT}: {done.stderr.strip()}")
    names = filter(None, done.stdout.split("\0"))
    return sorted(path for path in map(Path, names) if (paths.ROOT / path).is_file())


def copy_project(target: Path) -> None:
    """Put a copy of the project's files into a new folder, without git's."""
    for path in project_files():
        copy = target / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(paths.ROOT / path, copy)


def addon_digest() -> str:
    """A hash that changes when the addon has to be installed or updated anew."""
    return _digest(
        path
        for path in project_files()
        if path.parts[0] not in _NOT_INSTALLED and path.suffix in _INSTALLED_SUFFIXES
    )


def digest_of(places: Iterable[str]) -> str:
    """A hash that changes when a file of the project does that is, or lies in, one of these."""
    wanted = set(map(Path, places))
    return _digest(path for path in project_files() if wanted.intersection((path, *path.parents)))


def _digest(chosen: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in chosen:
        content = hashlib.sha256((paths.ROOT / path).read_bytes()).hexdigest()
        whole.update(f"{path} {content}\n".encode())
    return whole.hexdigest()
