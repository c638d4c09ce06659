"""The fake Google as a process: one shared by the demo and its shells, or one of your own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from . import paths, processes
from .console import CommandError, say
from .locks import Lease, exclusive

_STATE = paths.RUN / "fake.json"
_KEPT = paths.RUN / "fake-google.state"  # what the shared one holds
_LISTENING = re.compile(r"^listening on (http://\S+)$", re.MULTILINE)
_PATIENCE = 30  # seconds


@contextmanager
def private(options: Sequence[str] = (), name: str = "fake-private") -> Iterator[str]:
    """A fake Google of one's own, empty at first; yields its address.

    :param options: words of its command line, such as ``["--latency", "0.1"]``
    """
    process, url = _start(_any_port(), options, paths.LOGS / f"{name}-{os.getpid()}.log")
    try:
        yield url
    finally:
        processes.stop(process)


@contextmanager
def shared() -> Iterator[str]:
    """The fake Google of the demo database, started if it is not running; yields its address."""
    lease = Lease("fake")
    with exclusive("fake"):
        lease.take()
        state = _live_state() or _start_shared()
    try:
        yield state["url"]
    finally:
        with exclusive("fake"):
            if lease.give_back() and (state := _live_state()):
                _stop_shared(state["pid"])


def forget() -> None:
    """Have the shared fake Google begin anew.

    :raise CommandError: somebody works with it
    """
    with exclusive("fake"):
        if _live_state():
            raise CommandError("the demo's Google is in use: leave `make shell` first")
        _KEPT.unlink(missing_ok=True)


def _start_shared() -> dict:
    # The port of last time, if it is free: the demo database remembers addresses with it.
    before = _read_state()
    port = processes.choose_port("FAKE_PORT", before.get("port") or 8070)
    say("starting the fake Google")
    log = paths.LOGS / "fake.log"
    process, url = _start(port, ("--state", str(_KEPT)), log, outlive=True)
    state = {"url": url, "pid": process.pid, "port": port}
    _STATE.write_text(json.dumps(state))
    return state


def _stop_shared(pid: int) -> None:
    """Wait until it has ended: only then its state is kept and its port is free."""
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _PATIENCE
    while processes.parent_of(pid) and time.monotonic() < deadline:
        time.sleep(0.05)


def _start(
    port: int, options: Sequence[str], log: Path, outlive: bool = False
) -> tuple[subprocess.Popen, str]:
    command = [str(paths.VENV_PYTHON), "-m", "fake_google", "--port", str(port), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = processes.start(command, log, environment, paths.ROOT, outlive)

    def listening() -> bool:
        return bool(_LISTENING.search(processes.tail(log)))

    try:
        processes.wait_until(listening, process, log, "fake Google", _PATIENCE)
    except BaseException:
        processes.stop(process)
        raise
    return process, _LISTENING.search(processes.tail(log)).group(1)


def _any_port() -> int:
    return processes.choose_port("")


def _read_state() -> dict:
    try:
        return json.loads(_STATE.read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _live_state() -> dict | None:
    """The state of a shared fake that really runs; a killed one leaves its file behind."""
    state = _read_state()
    if not state:
        return None
    try:
        command_line = Path(f"/proc/{state['pid']}/cmdline").read_bytes()
    except OSError:
        return None
    alive = b"fake_google" in command_line and processes.answers(state["url"])
    return state if alive else None
