"""The names that Odoo and PostgreSQL have for time zones.

A user's zone may come from an import, or from a time when it had another name; and PostgreSQL goes
by the zones of its own machine, often without the former names that Python knows.
"""

from __future__ import annotations

from datetime import datetime, timezone
from zoneinfo import ZoneInfoNotFoundError

from odoo.api import Environment
from odoo.tools import SQL

from ...engine.core.clocks import clock
from ...engine.events.zones import name_among

UTC = "UTC"

#: By database, and by the name in Odoo: to tell which ones it has, PostgreSQL reads all its files.
_found: dict[str, dict[str, str]] = {}


def known(name: str | None) -> str:
    """The zone's name; UTC, as Odoo takes it, for none and for one that nobody knows."""
    try:
        clock(name or UTC)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder, as "Europe" is
        return UTC
    return name or UTC


def in_postgresql(env: Environment, name: str | None) -> str:
    """A name for the same clock that PostgreSQL knows, for ``AT TIME ZONE``."""
    name, found = known(name), _found.setdefault(env.cr.dbname, {})
    if name not in found:
        rows = env.execute_query(SQL("SELECT name FROM pg_timezone_names"))
        year = datetime.now(timezone.utc).year
        found[name] = name_among({one for (one,) in rows}, name, year) or UTC
    return found[name]
