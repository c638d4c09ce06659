"""Which worlds are lived, with Odoo and without: ``make worlds`` says so, and ``WORLDS_ONLY``."""

import os
import time

#: ``make worlds`` has two kinds of worlds, which share its time.
SECONDS = float(os.environ.get("WORLDS_SECONDS") or 0) / 2
SEED = os.environ.get("WORLDS_SEED") or "1"
ONLY = os.environ.get("WORLDS_ONLY")


def seeds(fewest):
    """The one that is asked for; else as many as fit into the time, and so many at least."""
    if ONLY:
        yield ONLY
        return
    ends, number = time.monotonic() + SECONDS, 0
    while number < fewest or time.monotonic() < ends:
        number += 1
        yield f"{SEED}-{number}"
