"""Probes: functions that ask Google for one thing, and say whether it is as the ledger says.

A probe returns when its assumption holds, and raises ``Differs`` or ``NotTried`` otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .lab import Lab

Probe = Callable[[Lab], None]
F = TypeVar("F", bound=Probe)

PROBES: dict[str, Probe] = {}
"""All of them by name. The modules of ``probes/`` fill it when they are imported."""


def probe(function: F) -> F:
    """Register a probe under the name of its function."""
    if function.__name__ in PROBES:
        raise ValueError(f"two probes are called {function.__name__}")
    PROBES[function.__name__] = function
    return function
