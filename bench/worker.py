"""One measurement, in a process of its own: ``python -m bench.worker VARIANT WORK DATABASE``.

Prints the figure as its last line. Only the work is measured, not the start of the process.
"""

from __future__ import annotations

import cProfile
import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

from tools import paths

from . import scene


def main() -> None:
    variant, work, database = sys.argv[1:]
    import odoo
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(
        ["-c", str(paths.ODOO_CONF), "-d", database, "--no-http", "--log-level=error"],
        setup_logging=True,
    )
    registry = Registry(database)
    measure = getattr(importlib.import_module(f"bench.{variant}"), work)
    with registry.cursor() as cursor:
        env = odoo.api.Environment(cursor, odoo.api.SUPERUSER_ID, {})
        print(_profiled(measure, env, work))


def _profiled(measure: Callable[[Any], float], env: Any, work: str) -> float:
    """The figure. ``BENCH_PROFILE`` names a folder that gets a profile for cProfile's ``pstats``;
    what is measured then is slower, and does not count."""
    folder = os.environ.get("BENCH_PROFILE")
    if not folder:
        return measure(env)
    scene.profile = profile = cProfile.Profile()
    figure = measure(env)
    profile.dump_stats(f"{folder}/{work}.pstats")
    return figure


if __name__ == "__main__":
    main()
