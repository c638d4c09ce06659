"""Odoo as a process: one-off commands and an HTTP server with scheduled actions."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import paths, processes
from .console import CommandError

_LAUNCHER = paths.ROOT / "tools" / "launcher" / "odoo_server.py"
_PATIENCE = 120  # seconds for a server to answer
_CRON_WORKER = re.compile(r"Worker WorkerCron \((\d+)\) alive")
_FAILED = re.compile(r"^\S+ \S+ \d+ (?:ERROR|CRITICAL) ", re.MULTILINE)


def command(*words: str) -> list[str]:
    """Odoo's command line with this clone's configuration.

    :param words: the subcommand, if any, and its options
    """
    subcommand = [words[0]] if words and not words[0].startswith("-") else []
    rest = words[len(subcommand) :]
    return [str(paths.VENV_PYTHON), str(_LAUNCHER), *subcommand, "-c", str(paths.ODOO_CONF), *rest]


def environment(fake_url: str | None = None) -> dict[str, str]:
    """Environment variables for Odoo, and for tests.

    Python keeps in ``.dev`` what it compiles, also where the environment forbids to keep it beside
    the sources: else each process would compile all of Odoo.

    :param fake_url: address that stands in for Google's services
    """
    variables = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPYCACHEPREFIX": str(paths.COMPILED)}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    # Without a fake, no request may reach the real Google by accident: nothing listens there.
    variables["GOOGLE_SYNC_API_ROOT"] = fake_url or f"http://{processes.LOOPBACK}:9"
    return variables


def run_once(database: str, *words: str) -> None:
    """Run Odoo without a server, to install or update modules in ``database``.

    :raise CommandError: it failed or wrote an error; the whole log is in ``.dev/log``
    """
    options = ["-d", database, "--no-http", "--stop-after-init", *words]
    _run(command(*options), paths.LOGS / f"{database}-install.log")


def run_script(database: str, script: str) -> None:
    """Run Python in a shell of Odoo, with ``env``.

    :raise CommandError: it failed or wrote an error; the whole log is in ``.dev/log``
    """
    words = command("shell", "-d", database, "--no-http")
    _run(words, paths.LOGS / f"{database}-script.log", script)


def _run(words: Sequence[str], log: Path, script: str = "") -> None:
    with log.open("wb") as output:
        done = subprocess.run(
            words,
            input=script.encode(),
            stdout=output,
            stderr=output,
            env=environment(),
            cwd=paths.DEV,
            check=False,
        )
    if done.returncode or _FAILED.search(log.read_text(errors="replace")):
        raise CommandError(f"Odoo failed; the end of {log}:\n{processes.tail(log)}")


@dataclass(frozen=True)
class Server:
    """A running Odoo server."""

    url: str
    log: Path
    process: subprocess.Popen

    def cron_workers(self) -> list[int]:
        """The living processes that run scheduled actions; none in a server without workers."""
        named = map(int, _CRON_WORKER.findall(self.log.read_text(errors="replace")))
        return [pid for pid in named if processes.parent_of(pid) == self.process.pid]


@contextmanager
def serving(
    database: str,
    port: int,
    fake_url: str,
    crons: int = 2,
    workers: int = 0,
    options: Sequence[str] = (),
    name: str | None = None,
) -> Iterator[Server]:
    """Serve ``database`` over HTTP with its scheduled actions.

    :param crons: threads for scheduled actions, or processes if there are workers; 0 for none
    :param workers: processes that answer requests; 0 for one process with threads
    :param name: of its log; that of the database if this is its only server
    """
    url = f"http://{processes.LOOPBACK}:{port}"
    log = paths.LOGS / f"{name or database}.log"
    words = ["-d", database, "--http-port", str(port), "--max-cron-threads", str(crons)]
    words += ["--workers", str(workers), "--gevent-port", str(processes.choose_port(""))]
    process = processes.start(command(*words, *options), log, environment(fake_url), cwd=paths.DEV)

    def ready() -> bool:
        return processes.answers(f"{url}/web/health")

    try:
        processes.wait_until(ready, process, log, "Odoo", _PATIENCE)
        yield Server(url, log, process)
    finally:
        processes.stop(process)
