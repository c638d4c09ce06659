"""What a process has of the machine's memory."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any


def peak(work: Callable[[], Any]) -> float:
    """MiB that this process has at the most while it works."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    work()
    return _now("VmHWM")


def growth(work: Callable[[], Any]) -> float:
    """MiB more than before that this process has at the most while it works."""
    before = _now("VmRSS")
    return peak(work) - before


def _now(name: str) -> int:
    """One of the figures that Linux has of this process, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    (line,) = (line for line in lines if line.startswith(f"{name}:"))
    return int(line.split()[1]) // 1024
