"""``make shell``: an Odoo shell on the demo database, or a script from standard input.

Standard output carries only what the shell or the script prints; progress and Odoo's log go to
standard error. The exit code is not zero if a script raises.
"""

from __future__ import annotations

import subprocess

from . import console, demo_database, fake, odoo_process, paths, postgres
from .odoo_config import DEMO_DATABASE


def main() -> int:
    with postgres.running(), fake.shared() as fake_url:
        demo_database.ensure()
        options = ["-d", DEMO_DATABASE, "--no-http", "--log-level", "warn"]
        command = odoo_process.command("shell", *options)
        # A terminal's Ctrl-C is for the shell: it abandons the line, not the session.
        with console.interrupts_ignored():
            environment = odoo_process.environment(fake_url)
            return subprocess.run(command, env=environment, cwd=paths.ROOT, check=False).returncode


if __name__ == "__main__":
    console.run_main(main)
