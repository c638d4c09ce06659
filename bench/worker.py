"""One measurement, in a process of its own: ``python -m bench.worker VARIANT WORK DATABASE``.

Prints the seconds as its last line. Only the work is measured, not the start of the process.
"""

from __future__ import annotations

import importlib
import sys

from tools import paths


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
        print(measure(env))


if __name__ == "__main__":
    main()
