"""Runs sessions of pytest side by side, and keeps what they print apart."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from . import processes
from .console import CommandError

_MOST = 3  # more at once would starve those in the browser
_PATIENCE = 20  # seconds for a session to end when it is interrupted
#: From here on pytest tells of failures; what comes before is progress.
_TALE = re.compile(r"^=+ (?!test session starts)")


def workers() -> int:
    """How many sessions run at a time: ``TEST_WORKERS``, or one more than there are cores.

    Each waits part of the time: for PostgreSQL, for a browser, for servers that start.
    """
    named = os.environ.get("TEST_WORKERS", "")
    if not named:
        return min(len(os.sched_getaffinity(0)) + 1, _MOST)
    if not named.isdigit() or not int(named):
        raise CommandError(f"TEST_WORKERS={named} is not a number of sessions")
    return int(named)


def in_order(jobs: Iterable[Job]) -> list[Job]:
    """The longest ones first, so that all end at about the same time.

    Before the second one goes one that needs no database: as long as the first one has its own
    prepared, others that need one would wait.
    """
    longest = sorted(jobs, key=lambda job: -job.seconds)
    without = next((job for job in longest if not job.database), None)
    if without in longest[1:]:
        longest.remove(without)
        longest.insert(1, without)
    return longest


@dataclass(frozen=True)
class Job:
    """What one worker does from start to end.

    :ivar browser: its tests start a browser: one such job at a time
    :ivar seconds: how long that takes, as far as it is known
    :ivar database: it needs one, which is prepared first if there is none
    :ivar run: is given the sessions, through which it starts pytest
    """

    label: str
    browser: bool
    seconds: float
    database: bool
    run: Callable[[Sessions], None]


class Sessions:
    """Jobs that run side by side, and the programs that they have started.

    :param number: how many jobs run at a time
    """

    def __init__(self, number: int):
        self._number = number
        self._changed = threading.Condition()
        self._waiting: list[Job] = []
        self._running: list[Job] = []
        self._programs: set[subprocess.Popen] = set()
        self._stopped = False
        self._printing = threading.Lock()

    def run(self, jobs: Sequence[Job]) -> None:
        """Run all jobs, the first ones first. Ctrl-C ends what runs, and waits until it is over."""
        self._waiting = list(jobs)
        with ThreadPoolExecutor(self._number) as pool:
            works = [pool.submit(self._work) for _ in range(self._number)]
            try:
                wait(works)
            except BaseException:
                self._stop()
                raise
        for work in works:
            work.result()

    def call(
        self, label: str, command: Sequence[str], folder: Path, environment: Mapping[str, str]
    ) -> int:
        """Run a program for a job, with its output passed on, and return its code."""
        with self._changed:
            if self._stopped:
                return -signal.SIGINT
            # A session of its own: Ctrl-C reaches it through `_stop` only, and once.
            program = subprocess.Popen(
                [*processes.ends_with_parent(), *command],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE if self._number > 1 else None,
                stderr=subprocess.STDOUT if self._number > 1 else None,
                text=True,
                errors="replace",
                start_new_session=True,
            )
            self._programs.add(program)
        try:
            if program.stdout:
                self._pass_on(label, program.stdout)
            return program.wait()
        finally:
            with self._changed:
                self._programs.discard(program)

    def _work(self) -> None:
        while job := self._next():
            try:
                job.run(self)
            finally:
                with self._changed:
                    self._running.remove(job)
                    self._changed.notify_all()

    def _next(self) -> Job | None:
        with self._changed:
            while self._waiting and not self._stopped:
                busy = any(job.browser for job in self._running)
                fit = next((job for job in self._waiting if not (busy and job.browser)), None)
                if fit:
                    self._waiting.remove(fit)
                    self._running.append(fit)
                    return fit
                self._changed.wait()
        return None

    def _pass_on(self, label: str, output: Iterable[str]) -> None:
        """Print progress as it comes, and what is told of failures in one piece."""
        tale: list[str] = []
        for line in output:
            if tale or _TALE.match(line):
                tale.append(line)
            elif line.strip():
                self._print(f"[{label}] {line}")
        self._print("".join(tale))

    def _print(self, text: str) -> None:
        with self._printing:
            sys.stdout.write(text)
            sys.stdout.flush()

    def _stop(self) -> None:
        """Interrupt what runs, as Ctrl-C would; pytest then cleans up and tells what it has."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
            programs = list(self._programs)
        for program in programs:
            program.send_signal(signal.SIGINT)
        for program in programs:
            try:
                program.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
