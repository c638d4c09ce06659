"""Everything at once: PostgreSQL, a fake Google and an Odoo server with scheduled actions.

Use it as ``with stack(database="google_sync_smoke") as running: ...`` and read
``running.odoo_url`` and ``running.fake_url``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import databases, fake, odoo_process, postgres, processes
from .console import say

CREDENTIALS = {
    "google_sync.client_id": "demo.apps.googleusercontent.com",
    "google_sync.client_secret": "demo-secret",
    "google_sync.enabled": "True",
}


@dataclass(frozen=True)
class Stack:
    """Addresses of what runs; ``odoo_url`` and ``log`` are None when no server was asked for."""

    database: str
    fake_url: str
    odoo_url: str | None
    log: Path | None = None

    def environment(self) -> dict[str, str]:
        """Environment variables for Odoo processes that work with this stack."""
        return odoo_process.environment(self.fake_url)


@contextmanager
def stack(
    database: str,
    *,
    fresh: bool = True,
    modules: Sequence[str] = databases.MODULES,
    addon: bool = True,
    serve: bool = True,
    crons: int = 2,
    fake_options: Sequence[str] = (),
    parameters: Mapping[str, str] | None = None,
) -> Iterator[Stack]:
    """Run a stack of one's own for the length of the block.

    PostgreSQL is shared with other commands; the fake Google and the Odoo server are not.

    :param database: its name; with ``fresh`` it is made anew (in a second, from a prepared one)
    :param modules: modules of Odoo to install besides the addon
    :param addon: install the addon as well
    :param serve: start an Odoo HTTP server
    :param crons: threads for scheduled actions
    :param fake_options: the fake's options, such as ``["--latency", "0.1"]``
    :param parameters: further system parameters
    """
    with postgres.running(), fake.private(fake_options, f"fake-{database}") as fake_url:
        if fresh or not databases.exists(database):
            databases.create(database, modules, addon)
        port = processes.choose_port("ODOO_PORT")
        settings = {**base_url(port), **CREDENTIALS, **(parameters or {})}
        databases.set_parameters(database, settings)
        if not serve:
            yield Stack(database, fake_url, None)
            return
        say(f"starting Odoo with database {database}")
        with odoo_process.serving(database, port, fake_url, crons) as server:
            yield Stack(database, fake_url, server.url, server.log)


def base_url(port: int) -> dict[str, str]:
    """The system parameters that tell Odoo its own address."""
    url = f"http://{processes.LOOPBACK}:{port}"
    return {"web.base.url": url, "web.base.url.freeze": "True"}
