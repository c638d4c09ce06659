"""``make smoke``: a real Odoo, a real PostgreSQL and the fake Google, from end to end."""

from __future__ import annotations

from . import console, paths
from .console import CommandError, say
from .odoo_client import OdooClient
from .stack import stack


def main() -> None:
    with stack(database="google_sync_smoke") as running:
        admin = OdooClient(running.odoo_url, running.database, "admin", "admin")
        domain = [("name", "=", paths.ADDON), ("state", "=", "installed")]
        if admin.call("ir.module.module", "search_count", domain) != 1:
            raise CommandError(f"{paths.ADDON} is not installed in {running.database}")
        say(f"{paths.ADDON} is installed and served at {running.odoo_url}")


if __name__ == "__main__":
    console.run_main(main)
