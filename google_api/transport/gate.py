"""The gate through which every request to Google leaves.

This package knows no database. Whoever does may have a look before anything leaves.
"""

from __future__ import annotations

from collections.abc import Callable

_checks: list[Callable[[], None]] = []


def before_each_request(check: Callable[[], None]) -> None:
    """Have ``check`` called in the thread that is about to ask Google."""
    _checks.append(check)


def leave() -> None:
    """A request is about to leave."""
    for check in _checks:
        check()
