"""The demo database: made on first use, updated when the addon's files changed."""

from __future__ import annotations

import json
import os

from . import databases, files, odoo_process, paths, stack
from .console import say
from .locks import exclusive
from .odoo_config import DEMO_DATABASE

_STATE = paths.RUN / "demo-database.json"


def ensure() -> None:
    """Make the demo database ready. PostgreSQL must be running."""
    with exclusive("demo-database", waiting="waiting for the demo database"):
        wanted = {"addon": files.addon_digest(), "odoo": os.environ.get("ODOO_HOME", "")}
        if not databases.exists(DEMO_DATABASE):
            databases.create(DEMO_DATABASE, assets=True)  # so that the first page comes at once
            databases.set_parameters(DEMO_DATABASE, stack.CREDENTIALS)
        elif _read() != wanted:
            say(f"updating {paths.ADDON} in the demo database")
            odoo_process.run_once(DEMO_DATABASE, "-u", paths.ADDON)
        _STATE.write_text(json.dumps(wanted))


def _read() -> dict:
    try:
        return json.loads(_STATE.read_text())
    except (FileNotFoundError, ValueError):
        return {}
