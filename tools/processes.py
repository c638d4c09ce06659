"""Start a server, wait until it answers, stop it; find a free port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from .console import CommandError

LOOPBACK = "127.0.0.1"


def choose_port(variable: str, preferred: int | None = None) -> int:
    """The port named in the environment, else the preferred one if free, else any free one.

    :raise CommandError: the named port is taken or not a number
    """
    if named := os.environ.get(variable):
        if not named.isdigit() or not _is_free(int(named)):
            raise CommandError(f"{variable}={named} is not a free port; leave it out to take any")
        return int(named)
    if preferred and _is_free(preferred):
        return preferred
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError):
            return False
    return True


def start(
    command: Sequence[str],
    log: Path,
    environment: Mapping[str, str],
    cwd: Path,
    outlive: bool = False,
) -> subprocess.Popen:
    """Start a server in a session of its own, so that Ctrl-C reaches only the command.

    :param log: file for both of its outputs, emptied first
    :param outlive: let it go on when this process dies; else the kernel ends it as well
    """
    with log.open("wb") as output:
        return subprocess.Popen(
            [*([] if outlive else ends_with_parent()), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            cwd=cwd,
            start_new_session=True,
        )


def ends_with_parent() -> list[str]:
    """Words that make the kernel end a program when this one dies, even by kill -9."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []


def stop(process: subprocess.Popen, patience: float = 15) -> None:
    """End a server that this process started.

    :param patience: seconds before it is killed
    """
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until(
    ready: Callable[[], bool], process: subprocess.Popen, log: Path, what: str, patience: float
) -> None:
    """Wait until ``ready`` says so.

    :raise RuntimeError: the process ended, or the time (seconds) ran out; with its log's end
    """
    deadline = time.monotonic() + patience
    while not ready():
        ended = process.poll()
        if ended is not None or time.monotonic() > deadline:
            why = "is not ready in time" if ended is None else f"ended with code {ended}"
            raise RuntimeError(f"{what} {why}; the end of {log}:\n{tail(log)}")
        time.sleep(0.1)


def tail(log: Path, characters: int = 3000) -> str:
    """The end of a log file."""
    return log.read_text(errors="replace")[-characters:] if log.exists() else ""


def open_directly(request: str | urllib.request.Request, timeout: float = 10):
    """``urlopen`` past any proxy that the environment names: what we open is on loopback."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return opener.open(request, timeout=timeout)


def answers(url: str) -> bool:
    """Whether a server sends any HTTP reply at ``url``."""
    try:
        with open_directly(url):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def parent_of(pid: int) -> int | None:
    """The parent of a process; None if it has ended."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    state, parent = status.rpartition(")")[2].split()[:2]
    return None if state == "Z" else int(parent)
