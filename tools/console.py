"""Talk to the person at the terminal: progress and one-sentence errors, always on stderr."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class CommandError(Exception):
    """Something the user can mend; its text is one clear sentence that says how."""


def say(message: str) -> None:
    """Print one line of progress. Standard output stays free for results."""
    print(f"» {message}", file=sys.stderr, flush=True)


@contextmanager
def interrupts_ignored() -> Iterator[None]:
    """Leave Ctrl-C to the program that runs in the foreground meanwhile."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def interrupt_once(*numbers: signal.Signals) -> None:
    """Turn the first of these signals into KeyboardInterrupt, so that every block cleans up.

    Further ones are ignored: they must not break the cleaning up.
    """

    def handle(_number: int, _frame: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, handle)


def run_main(main: Callable[[], int | None]) -> None:
    """Run a command's ``main`` and leave the process with its exit code.

    A :class:`CommandError` becomes one line without a traceback, Ctrl-C becomes the usual code 130.
    """
    try:
        code = main() or 0
    except CommandError as trouble:
        print(f"error: {trouble}", file=sys.stderr, flush=True)
        code = 2
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
