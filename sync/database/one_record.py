"""Isolates errors: trouble with one record does not affect the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2

from ...engine.core.item import ItemError
from .error_log import log_error

_logger = logging.getLogger(__name__)


@contextmanager
def reading() -> Iterator[None]:
    """Within, one record is read. Whatever its values make fail, ours or a module's, is told of it
    alone: other programs write past Odoo what it would never keep.

    :raise ItemError: ``not_read``, or what is wrong with it as an item
    """
    try:
        yield
    except (ItemError, psycopg2.Error):  # after the latter nothing can be read any more
        raise
    except Exception as error:
        log_error(_logger, "A record could not be read")
        raise ItemError("not_read") from error
