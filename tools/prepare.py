"""Make ``.dev`` ready: Odoo, Python packages, configuration. Seconds if it already is.

Runs with any Python 3.9 or newer and nothing installed, before every other command.
"""

from __future__ import annotations

from . import console, odoo_config, odoo_source, paths, venv
from .locks import exclusive


def main() -> None:
    paths.make_folders()
    with exclusive("prepare", waiting="waiting for the set-up that another command is doing"):
        source = odoo_source.ensure()
        venv.ensure(source.home)
        odoo_config.write(source)


if __name__ == "__main__":
    console.run_main(main)
