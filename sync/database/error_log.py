"""Writes the addon's errors to the server's log: where they happened, without data of records.

PostgreSQL's words on an error quote the row, and the statement, so they have titles, addresses and
what is private. The kind of the error and the table are enough to find a defect.
"""

from __future__ import annotations

import logging
import sys
import traceback

import psycopg2

from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .transactions import is_watching

#: Odoo's logger that writes statements which PostgreSQL refuses.
_STATEMENTS = "odoo.sql_db"
_LEFT_OUT = "(left out: it may say what is in a record)"


def log_error(logger: logging.Logger, text: str, *args: object) -> None:
    """Log the error that is being handled, with where it comes from.

    :param text: what could not be done, with places for ``args``
    """
    logger.error("%s\n%s", text % args, _told(sys.exc_info()[1]))


def _told(error: BaseException | None) -> str:
    """An error and those that led to it, the first one first."""
    parts: list[str] = []
    seen: set[int] = set()
    while error and id(error) not in seen:
        seen.add(id(error))
        frames = "".join(traceback.format_tb(error.__traceback__))
        parts.append(f"{frames}{type(error).__name__}: {_said(error)}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nIt led to:\n".join(reversed(parts))


def _said(error: BaseException) -> str:
    """Return what an error says, without anything that a record says."""
    if not isinstance(error, psycopg2.Error):
        return str(error)
    about = error.diag
    named = (error.pgcode, about.table_name, about.column_name, about.constraint_name)
    return ", ".join(filter(None, named))


class _LeaveOutStatements(logging.Filter):
    """Takes what PostgreSQL has refused to a sync out of Odoo's own words on it.

    Where somebody was at the same row, the run says so and does it again: that is no error.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING or not record.args or not is_watching():
            return True
        error = sys.exc_info()[1]
        told = f"{type(error).__name__}: {_said(error)}" if error else _LEFT_OUT
        record.args = (_LEFT_OUT,) * (len(record.args) - 1) + (told,)
        if isinstance(error, PG_CONCURRENCY_EXCEPTIONS_TO_RETRY):
            record.levelno, record.levelname = logging.INFO, logging.getLevelName(logging.INFO)
        return logging.getLogger(record.name).isEnabledFor(record.levelno)


logging.getLogger(_STATEMENTS).addFilter(_LeaveOutStatements())
