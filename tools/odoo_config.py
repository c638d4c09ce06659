"""Odoo's configuration for this clone: ``.dev/odoo.conf`` and where Odoo finds the addon."""

from __future__ import annotations

from . import paths, postgres
from .odoo_source import OdooSource

DEMO_DATABASE = "google_sync_demo"


def write(source: OdooSource) -> None:
    """Write ``.dev/odoo.conf`` and the link that gives the clone the addon's name."""
    _link_addon()
    addons = (*source.addons, paths.ADDONS)
    settings = {
        "addons_path": ",".join(map(str, addons)),
        "db_host": str(paths.socket_dir()),
        "db_port": str(postgres.PORT),
        "db_user": postgres.ROLE,
        "db_name": DEMO_DATABASE,
        "data_dir": str(paths.DATA),
        "http_interface": "127.0.0.1",
        "list_db": "False",
        "max_cron_threads": "2",
        "workers": "0",
    }
    text = "[options]\n" + "".join(f"{name} = {value}\n" for name, value in settings.items())
    if paths.ODOO_CONF.exists() and paths.ODOO_CONF.read_text() == text:
        return
    temporary = paths.ODOO_CONF.with_suffix(".tmp")
    temporary.write_text(text)
    temporary.replace(paths.ODOO_CONF)


def _link_addon() -> None:
    """Give the clone, whatever its folder's name, the name that Odoo expects an addon to have.

    The link is relative, so that a moved clone keeps working.
    """
    link = paths.ADDONS / paths.ADDON
    if not link.is_symlink():
        link.symlink_to("../..", target_is_directory=True)
