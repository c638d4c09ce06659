"""``make demo``: Odoo and the fake Google side by side, until Ctrl-C."""

from __future__ import annotations

import os
import signal

from . import console, databases, demo_database, fake, odoo_process, paths, postgres, processes
from .console import say
from .fake_client import FakeClient
from .locks import exclusive
from .odoo_config import DEMO_DATABASE
from .stack import base_url

_ACCOUNTS = {
    "mitchell.admin@gmail.example": "Mitchell Admin",
    "marc.demo@gmail.example": "Marc Demo",
}
_ZONE = "browser"  # Odoo takes over the browser's at the first login, and so does this Google
_FRESH = "FRESH"  # in the environment: forget what there was
_PORT_FILE = paths.RUN / "demo-port"


def main() -> None:
    """Run the demo; Ctrl-C or SIGTERM stops all that it started."""
    console.interrupt_once(signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    only_one = exclusive("demo", refuse="the demo of this clone is running already")
    with only_one, postgres.running():
        if os.environ.get(_FRESH):
            _forget()
        with fake.shared() as fake_url:
            _run(fake_url)


def _run(fake_url: str) -> None:
    demo_database.ensure()
    _create_accounts(fake_url)
    port = processes.choose_port("ODOO_PORT", preferred=_last_port())
    _PORT_FILE.write_text(str(port))
    databases.set_parameters(DEMO_DATABASE, base_url(port))
    say("starting Odoo")
    with odoo_process.serving(DEMO_DATABASE, port, fake_url) as server:
        print(_welcome(server.url, fake_url), flush=True)
        _wait_for_interrupt(server)


def _forget() -> None:
    """Begin anew on both sides: what one remembers without the other would be half the truth."""
    say("forgetting the demo's Odoo and its Google")
    fake.forget()
    databases.drop(DEMO_DATABASE)


def _wait_for_interrupt(server: odoo_process.Server) -> None:
    try:
        code = server.process.wait()
    except KeyboardInterrupt:
        say("stopping")
        return
    end = processes.tail(server.log)
    raise RuntimeError(f"Odoo ended with code {code}; the end of {server.log}:\n{end}")


def _last_port() -> int:
    """The port of last time, so that bookmarks and Google's redirect address stay valid."""
    try:
        return int(_PORT_FILE.read_text())
    except (FileNotFoundError, ValueError):
        return 8069


def _create_accounts(fake_url: str) -> None:
    """Make the demo's Google accounts unless this fake has them already."""
    fake_google = FakeClient(fake_url)
    for email, name in _ACCOUNTS.items():
        fake_google.make_account(email, name, _ZONE)


def _welcome(odoo_url: str, fake_url: str) -> str:
    email = next(iter(_ACCOUNTS))
    return f"""
  Odoo          {odoo_url}  (log in as admin, password admin; or as demo, password demo)
  Google        {fake_url}  (a stand-in, for you to look at and to change)

  1. Log in to Odoo as admin and open Calendar.
  2. Press Connect Google above the calendar (or in My Preferences, Google).
     Choose {email}, allow what is asked, and press Start.
  3. Make an appointment in Odoo's calendar. In a few seconds it is in Google, too:
     {fake_url}/?account={email}
  4. Change its title there. Back in Odoo, open the Google menu above the calendar and press
     Sync Now: the new title is here.

  Ctrl-C stops all of it; the next `make demo` goes on where this one stopped, and
  `make demo FRESH=1` begins anew. Logs: {paths.LOGS.relative_to(paths.ROOT)}/
"""


if __name__ == "__main__":
    console.run_main(main)
