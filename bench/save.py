"""Saving one event, as it is measured for every variant."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools import processes

from . import scene

#: What the calendar's form asks back for after a save.
SHOWN: dict[str, dict] = {
    "name": {},
    "start": {},
    "stop": {},
    "user_id": {"fields": {"display_name": {}}},
    "partner_ids": {"fields": {"display_name": {}}},
}


def median_save(env: Any, user: Any) -> float:
    """The median of some saves by the user, each in a transaction of its own, in seconds."""

    def save(number: int) -> None:
        # As the interface does it; nobody is mailed, for the user alone attends.
        env(user=user.id)["calendar.event"].web_save(scene.odoo_values(number), SHOWN)
        env.cr.commit()
        env.invalidate_all()

    return statistics.median(
        scene.timed(lambda number=number: save(number)) for number in range(scene.SAVES)
    )


@contextmanager
def beside(variant: str, env: Any) -> Iterator[None]:
    """Have a process at work in the same Odoo: the ``busy`` of this variant.

    :raise WrongResultError: it has ended by itself
    """
    words = [sys.executable, "-m", "bench.worker", variant, "busy", env.cr.dbname]
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        assert process.stdout
        process.stdout.readline()  # it says that it begins
        yield
        if process.poll() is not None:
            raise scene.WrongResultError("nothing was at work beside")
    finally:
        processes.stop(process)
