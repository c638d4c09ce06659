"""What was planned while the server's clock was ahead is planned anew once it has been set right.

A worker plans by the clock that the server has then. What it has claimed later than now tells that
this was ahead: nothing would be asked of Google until that time comes, be it hours later. That is
looked for when a server starts. Nobody looks while servers run: two of them may differ, and each
would undo what the other plans.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from psycopg2 import OperationalError

from odoo import fields
from odoo.api import Environment
from odoo.tools import SQL

from ..database.transactions import own_environment

_logger = logging.getLogger(__name__)

#: Clocks of servers that share a database differ by less.
CLOCKS = timedelta(hours=1)

#: Where workers plan, and what.
_PLANNED = {
    "google_sync_work": ("next_sync", "retry_at"),
    "google_sync_busy_reading": ("next_at",),
    "google_sync_workplace": ("next_at",),
}


def forget_plans(env: Environment) -> None:
    """Let everything be due that was claimed later than now."""
    latest = fields.Datetime.now() + CLOCKS
    tables = [table for table in _PLANNED if _is_ahead(env, table, latest)]
    if not tables:
        return
    _logger.warning("This server's clock was ahead. What was planned by it is planned anew.")
    try:
        with own_environment(env) as own:
            for table in tables:
                _forget(own, table, latest)
    except OperationalError as error:
        _logger.info("Somebody else plans at this moment: %s", type(error).__name__)


def _is_ahead(env: Environment, table: str, latest: datetime) -> bool:
    look = "SELECT 1 FROM %s WHERE claimed_at > %s LIMIT 1"
    return bool(env.execute_query(SQL(look, SQL.identifier(table), latest)))


def _forget(env: Environment, table: str, latest: datetime) -> None:
    nothing = (SQL("%s = NULL", SQL.identifier(name)) for name in _PLANNED[table])
    statement = "UPDATE %s SET claimed_at = NULL, %s WHERE claimed_at > %s"
    env.cr.execute(SQL(statement, SQL.identifier(table), SQL(", ").join(nothing), latest))
